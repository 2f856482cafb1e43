import type { Frame, OfficialDocument } from './content.ts'
import { decisionClosing, decisionOpening, type DecisionGrounds } from './recognitionDecision.ts'
import { cellWithCommittee, type Honour, inSentence, type NamedCell } from './recognisedCell.ts'
import { firstReference, type Reference, sentence } from './wording.ts'

type TitleMatter = DecisionGrounds & {
  cell: NamedCell
  honour: Honour
  /** The decision by which the title was given. */
  recognisedBy: Reference
}

/** The title is kept for another year. */
export function confirmationDecision(frame: Frame, matter: TitleMatter & { keptForYear: number }): OfficialDocument {
  const { cell, honour, recognisedBy, keptForYear } = matter
  return {
    ...frame,
    type: 'confirmationDecision',
    typeName: 'Quyết định',
    abstract: `xác nhận ${inSentence(cell.name)} giữ vững danh hiệu ${honour.title} năm ${keptForYear}`,
    addressees: [],
    blocks: [
      ...decisionOpening(matter),
      {
        kind: 'article',
        text: `Xác nhận ${cellWithCommittee(cell)} giữ vững danh hiệu ${honour.title} năm ${keptForYear}. Danh hiệu đã được công nhận tại ${firstReference(recognisedBy)}.`,
      },
      ...decisionClosing(matter),
    ],
  }
}

/** The title is withdrawn, with its reason; grounds are those the programme names. */
export function revocationDecision(frame: Frame, matter: TitleMatter & { reason: string }): OfficialDocument {
  const { cell, honour, recognisedBy, reason } = matter
  return {
    ...frame,
    type: 'revocationDecision',
    typeName: 'Quyết định',
    abstract: `thu hồi danh hiệu ${honour.title} của ${inSentence(cell.name)}`,
    addressees: [],
    blocks: [
      ...decisionOpening(matter),
      {
        kind: 'article',
        text: `Thu hồi danh hiệu ${honour.title} năm ${honour.year} của ${cellWithCommittee(cell)}, đã được công nhận tại ${firstReference(recognisedBy)}.`,
      },
      { kind: 'article', text: sentence(`Lý do thu hồi: ${reason}`) },
      ...decisionClosing(matter),
    ],
  }
}
