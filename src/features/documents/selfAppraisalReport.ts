import { type Frame, heading, type OfficialDocument, paragraph, when } from './content.ts'
import { type Honour, honourText, inSentence, type NamedCell } from './recognisedCell.ts'
import { type VerdictRow, type Vote, verdictSummary, verdictTable, voteText } from './verdict.ts'
import { firstReference, type Reference, sentence, shortDay } from './wording.ts'

export type SelfAppraisalMatter = {
  cell: NamedCell
  honour: Honour
  /** `Đảng ủy xã Mỹ Thạnh` */
  addressee: string
  grounds: readonly Reference[]
  /** What the cell writes about itself: members, hamlet, circumstances. */
  situation: readonly string[]
  verdicts: readonly VerdictRow[]
  /** What is still weak, and what will be done about it. */
  weaknesses: readonly string[]
  /** The meeting at which the cell voted. */
  vote: { day: string; result: Vote } | null
}

/** The cell judges itself, votes, and asks its committee to go on. */
export function selfAppraisalReport(frame: Frame, matter: SelfAppraisalMatter): OfficialDocument {
  const { cell, honour, addressee, grounds, situation, verdicts, weaknesses, vote } = matter
  const summary = verdictSummary(verdicts)
  const name = inSentence(cell.name)
  return {
    ...frame,
    type: 'selfAppraisalReport',
    typeName: 'Báo cáo',
    abstract: `kết quả tự thẩm định ${name} ${honourText(honour)}`,
    addressees: [addressee],
    blocks: [
      ...when(
        grounds.length > 0,
        paragraph(
          `Thực hiện ${grounds.map(firstReference).join('; ')}, ${cell.name} báo cáo kết quả tự thẩm định như sau:`,
        ),
      ),
      heading(1, 'ĐẶC ĐIỂM, TÌNH HÌNH'),
      ...situation.map((text) => paragraph(sentence(text))),
      heading(1, 'KẾT QUẢ TỰ THẨM ĐỊNH'),
      verdictTable(verdicts, 'Minh chứng, ghi chú'),
      ...when(summary !== '', paragraph(summary)),
      ...when(
        weaknesses.length > 0,
        heading(1, 'HẠN CHẾ VÀ BIỆN PHÁP KHẮC PHỤC'),
        ...weaknesses.map((text) => paragraph(sentence(text))),
      ),
      heading(1, 'BIỂU QUYẾT VÀ ĐỀ NGHỊ'),
      ...(vote
        ? [
            paragraph(
              `Cuộc họp chi bộ ngày ${shortDay(vote.day)}: ${voteText(vote.result, 'đảng viên')} kết quả tự thẩm định.`,
            ),
          ]
        : []),
      paragraph(`${cell.name} kính đề nghị ${addressee} thẩm định và đề nghị công nhận chi bộ ${honourText(honour)}.`),
    ],
  }
}
