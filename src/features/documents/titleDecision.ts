import type { Block, Frame, OfficialDocument } from './content.ts'
import type { DocumentType } from './document.ts'
import { cellWithCommittee, type Honour, inSentence, type NamedCell } from './recognisedCell.ts'
import { type DecisionGrounds, decisionClosing, decisionOpening } from './recognitionDecision.ts'
import { firstReference, type Reference, sentence, shortDay } from './wording.ts'

type TitleMatter = DecisionGrounds & {
  cell: NamedCell
  honour: Honour
  /** The decision by which the title was given. */
  recognisedBy: Reference
  /** Who holds the power over the title now, where that is no longer the body that gave it. */
  keptBy: { name: string; since: string } | null
}

const article = (text: string): Block => ({ kind: 'article', text })
const because = (reason: string): Block => article(sentence(`Lý do: ${reason}`))

/** `Quyết định số …, ngày … của Ban Thường vụ Huyện ủy A, nay thuộc thẩm quyền của Ban Thường vụ Đảng ủy xã B từ ngày …` */
function grantOf({ recognisedBy, keptBy }: Pick<TitleMatter, 'recognisedBy' | 'keptBy'>): string {
  const now = keptBy === null ? '' : `, nay thuộc thẩm quyền của ${keptBy.name} từ ngày ${shortDay(keptBy.since)}`
  return `${firstReference(recognisedBy)}${now}`
}

/** `danh hiệu … năm 2021 của chi bộ … (…), đã được công nhận tại Quyết định số …` */
function titleOf({ cell, honour, ...matter }: TitleMatter): string {
  const given = `đã được công nhận tại ${grantOf(matter)}`
  return `danh hiệu ${honour.title} năm ${honour.year} của ${cellWithCommittee(cell)}, ${given}`
}

function decision(
  type: DocumentType,
  frame: Frame,
  matter: TitleMatter,
  { abstract, articles }: { abstract: string; articles: readonly Block[] },
): OfficialDocument {
  const blocks = [...decisionOpening(matter), ...articles, ...decisionClosing(matter)]
  return { ...frame, type, typeName: 'Quyết định', abstract, addressees: [], blocks }
}

/** The title is kept for another year. */
export function confirmationDecision(frame: Frame, matter: TitleMatter & { keptForYear: number }): OfficialDocument {
  const { cell, honour, keptForYear } = matter
  const kept = `giữ vững danh hiệu ${honour.title} năm ${keptForYear}`
  const given = `Danh hiệu đã được công nhận tại ${grantOf(matter)}.`
  return decision('confirmationDecision', frame, matter, {
    abstract: `xác nhận ${inSentence(cell.name)} ${kept}`,
    articles: [article(`Xác nhận ${cellWithCommittee(cell)} ${kept}. ${given}`)],
  })
}

/** The title is appraised anew; a due day only where the programme or the body sets one. */
export function reappraisalDecision(frame: Frame, matter: TitleMatter & { dueOn: string | null }): OfficialDocument {
  const { cell, honour, dueOn } = matter
  const due = dueOn === null ? '' : ` Thời hạn hoàn thành: ngày ${shortDay(dueOn)}.`
  return decision('reappraisalDecision', frame, matter, {
    abstract: `thẩm định lại danh hiệu ${honour.title} của ${inSentence(cell.name)}`,
    articles: [article(`Thẩm định lại ${titleOf(matter)}.${due}`)],
  })
}

/** The title is put under review, with the reason. */
export function reviewDecision(frame: Frame, matter: TitleMatter & { reason: string }): OfficialDocument {
  const { cell, honour, reason } = matter
  return decision('reviewDecision', frame, matter, {
    abstract: `xem xét danh hiệu ${honour.title} của ${inSentence(cell.name)}`,
    articles: [article(`Xem xét ${titleOf(matter)}.`), because(reason)],
  })
}

/** The title is withdrawn, with its reason; grounds are those the programme names. */
export function revocationDecision(frame: Frame, matter: TitleMatter & { reason: string }): OfficialDocument {
  const { cell, honour, reason } = matter
  return decision('revocationDecision', frame, matter, {
    abstract: `thu hồi danh hiệu ${honour.title} của ${inSentence(cell.name)}`,
    articles: [article(`Thu hồi ${titleOf(matter)}.`), because(reason)],
  })
}
