import { type Column, type Frame, type OfficialDocument, paragraph, when } from './content.ts'
import { cellsText, type Honour, honourText, type NamedCell } from './recognisedCell.ts'
import { groundOf, type Reference } from './wording.ts'

export type ProposalMatter = {
  honour: Honour
  /** `Ban Thường vụ Huyện ủy Giồng Trôm` */
  addressee: string
  grounds: readonly Reference[]
  cells: readonly (NamedCell & {
    members: number | null
    /** `14/14` */
    selfResult: string
    committeeResult: string
    /** `12/12` */
    cellVote: string
  })[]
  /** Documents that go along: `Hồ sơ đề nghị công nhận của chi bộ ấp Cái Chốt`. */
  enclosures: readonly string[]
}

const columns: Column[] = [
  { title: 'TT', weight: 7, align: 'center' },
  { title: 'Chi bộ', weight: 33, align: 'left' },
  { title: 'Số đảng viên', weight: 14, align: 'center' },
  { title: 'Chi bộ tự thẩm định', weight: 16, align: 'center' },
  { title: 'Chi bộ biểu quyết', weight: 14, align: 'center' },
  { title: 'Đảng ủy thẩm định', weight: 16, align: 'center' },
]

/** Tờ trình: the committee has appraised its cells and proposes their recognition. */
export function proposal(
  frame: Frame,
  { honour, addressee, grounds, cells, enclosures }: ProposalMatter,
): OfficialDocument {
  const rows = cells.map(({ name, members, selfResult, cellVote, committeeResult }, index) => [
    String(index + 1),
    name,
    members === null ? '' : String(members),
    selfResult,
    cellVote,
    committeeResult,
  ])
  return {
    ...frame,
    type: 'proposal',
    typeName: 'Tờ trình',
    abstract: `đề nghị công nhận ${cellsText(cells)} ${honourText(honour)}`,
    addressees: [addressee],
    blocks: [
      ...when(grounds.length > 0, { kind: 'legalBasis', grounds: grounds.map(groundOf), ending: '.' }),
      paragraph(`${frame.body.name} đã thẩm định hồ sơ của ${cellsText(cells)}, kết quả như sau:`),
      { kind: 'table', columns, rows },
      paragraph(
        `${frame.body.name} kính trình ${addressee} xem xét, công nhận ${cellsText(cells)} ${honourText(honour)}.`,
      ),
      ...when(enclosures.length > 0, paragraph('Kèm theo Tờ trình này:'), { kind: 'list', items: enclosures }),
    ],
  }
}
