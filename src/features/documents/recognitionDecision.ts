import { type Block, type Frame, type OfficialDocument, paragraph, when } from './content.ts'
import { cellsText, cellWithCommittee, type Honour, honourText, type NamedCell } from './recognisedCell.ts'
import { enumeration, groundOf, type Reference, shortDay } from './wording.ts'

/** What the three decisions about a title have in common. */
export type DecisionGrounds = {
  grounds: readonly Reference[]
  /** `Xét đề nghị của Tổ thẩm định tại Báo cáo …`; empty when nobody proposed. */
  considering: string
  /** Who decides, above `QUYẾT ĐỊNH`: `Ban Thường vụ Huyện ủy Giồng Trôm`. */
  decider: string
  /** Who carries it out. */
  executors: readonly string[]
}

export type RecognitionMatter = DecisionGrounds & {
  honour: Honour
  cells: readonly NamedCell[]
  /** Only where the programme limits the title. */
  validUntil: string | null
}

/** Grounds and the words that enact, as every decision begins. */
export function decisionOpening({ grounds, considering, decider }: DecisionGrounds): Block[] {
  const basis = [...grounds.map(groundOf), considering].filter(Boolean)
  return [
    ...when(basis.length > 0, { kind: 'legalBasis', grounds: basis, ending: ',' }),
    { kind: 'enactment', lines: [decider, 'Quyết định'] },
  ]
}

/** Who carries the decision out, and from when it holds, as every decision ends. */
export function decisionClosing({ executors }: DecisionGrounds): Block[] {
  return [
    ...when(executors.length > 0, {
      kind: 'article',
      text: `${enumeration(executors)} chịu trách nhiệm thi hành Quyết định này.`,
    }),
    { kind: 'article', text: 'Quyết định này có hiệu lực kể từ ngày ký.' },
  ]
}

/** The decision by which cells receive the title. */
export function recognitionDecision(frame: Frame, matter: RecognitionMatter): OfficialDocument {
  const { honour, cells, validUntil } = matter
  const [only] = cells
  const honoured =
    cells.length === 1 && only ? [] : cells.map((cell, index) => `${index + 1}. ${cellWithCommittee(cell)}`)
  const subject = cells.length === 1 && only ? cellWithCommittee(only) : `${cellsText(cells)} có tên sau đây`
  const until = validUntil === null ? '' : ` Danh hiệu có giá trị đến hết ngày ${shortDay(validUntil)}.`
  const mark = honoured.length === 0 ? '.' : ':'
  return {
    ...frame,
    type: 'recognitionDecision',
    typeName: 'Quyết định',
    abstract: `công nhận ${cellsText(cells)} ${honourText(honour)}`,
    addressees: [],
    blocks: [
      ...decisionOpening(matter),
      {
        kind: 'article',
        text: `Công nhận ${subject} ${honourText(honour)}${mark}${honoured.length === 0 ? until : ''}`,
      },
      ...honoured.map(paragraph),
      ...when(honoured.length > 0 && until !== '', paragraph(until.trim())),
      ...decisionClosing(matter),
    ],
  }
}
