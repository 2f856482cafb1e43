import { type Frame, heading, type OfficialDocument, paragraph, when } from './content.ts'
import { cellsText, type Honour, honourText, inSentence, type NamedCell } from './recognisedCell.ts'
import { type VerdictRow, verdictSummary, verdictTable } from './verdict.ts'
import { firstReference, type Reference, sentence } from './wording.ts'

export type AppraisalReportMatter = {
  honour: Honour
  /** `Thường trực Huyện ủy Giồng Trôm` */
  addressee: string
  /** The decision that set the team up, the guidance it follows. */
  grounds: readonly Reference[]
  /** What was done: visits, dossier checks, with their days. */
  course: readonly string[]
  cells: readonly (NamedCell & { verdicts: readonly VerdictRow[]; proposed: boolean; reason: string })[]
  dissent: readonly string[]
}

/** The team reports its result and says which cells it proposes, which not and why. */
export function appraisalReport(frame: Frame, matter: AppraisalReportMatter): OfficialDocument {
  const { honour, addressee, grounds, course, cells, dissent } = matter
  const proposed = cells.filter((cell) => cell.proposed)
  const refused = cells.filter((cell) => !cell.proposed)
  return {
    ...frame,
    type: 'appraisalReport',
    typeName: 'Báo cáo',
    abstract: `kết quả thẩm định ${cellsText(cells)} ${honourText(honour)}`,
    addressees: [addressee],
    blocks: [
      ...when(
        grounds.length > 0,
        paragraph(
          `Thực hiện ${grounds.map(firstReference).join('; ')}, ${frame.body.name} báo cáo kết quả thẩm định như sau:`,
        ),
      ),
      heading(1, 'QUÁ TRÌNH THẨM ĐỊNH'),
      ...course.map((text) => paragraph(sentence(text))),
      heading(1, 'KẾT QUẢ THẨM ĐỊNH'),
      ...cells.flatMap(({ name, committee, verdicts }) => [
        heading(2, `${name} (${committee})`),
        verdictTable(verdicts, 'Nhận xét'),
        ...when(verdictSummary(verdicts) !== '', paragraph(verdictSummary(verdicts))),
      ]),
      ...when(dissent.length > 0, heading(1, 'Ý KIẾN KHÁC'), ...dissent.map((text) => paragraph(sentence(text)))),
      heading(1, 'ĐỀ NGHỊ'),
      ...when(
        proposed.length > 0,
        paragraph(
          `${frame.body.name} kính đề nghị ${addressee} cho ý kiến công nhận ${cellsText(proposed)} ${honourText(honour)}.`,
        ),
      ),
      ...refused.map(({ name, reason }) =>
        paragraph(sentence(`Chưa đề nghị công nhận ${inSentence(name)}: ${reason}`)),
      ),
    ],
  }
}
