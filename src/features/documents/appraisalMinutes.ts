import { type Block, type Frame, heading, type OfficialDocument, paragraph, when } from './content.ts'
import { cellWithCommittee, type Honour, honourText, inSentence, type NamedCell } from './recognisedCell.ts'
import { type VerdictRow, verdictSummary, verdictTable } from './verdict.ts'
import { sentence, writtenDay } from './wording.ts'

type TeamMember = {
  name: string
  /** `Tổ trưởng`, `Thành viên`, with the post where it matters. */
  role: string
}

export type AppraisalMinutesMatter = {
  cell: NamedCell
  honour: Honour
  /** `08 giờ 00` */
  startedAt: string
  endedAt: string | null
  heldOn: string
  heldAt: string
  team: readonly TeamMember[]
  /** Posts of the cell's and the committee's people who were there. */
  hosts: readonly string[]
  siteFindings: readonly string[]
  /** Papers of the dossier and whether each was there. */
  dossier: readonly { paper: string; present: boolean; note: string }[]
  verdicts: readonly VerdictRow[]
  /** Dissent, as recorded. */
  dissent: readonly string[]
  conclusion: string
  /** Whether the minutes were read out and agreed; nothing is claimed that was not done. */
  readOutAndAgreed: boolean
}

const sentences = (texts: readonly string[]): Block[] => texts.map((text) => paragraph(sentence(text)))

const dossierTable = (dossier: AppraisalMinutesMatter['dossier']): Block => ({
  kind: 'table',
  columns: [
    { title: 'TT', weight: 7, align: 'center' },
    { title: 'Tài liệu', weight: 53, align: 'left' },
    { title: 'Có trong hồ sơ', weight: 16, align: 'center' },
    { title: 'Ghi chú', weight: 24, align: 'left' },
  ],
  rows: dossier.map(({ paper, present, note }, index) => [String(index + 1), paper, present ? 'Có' : 'Chưa có', note]),
})

function closing({ endedAt, readOutAndAgreed }: AppraisalMinutesMatter): Block[] {
  const ended = endedAt === null ? '' : `Cuộc thẩm định kết thúc lúc ${endedAt} cùng ngày.`
  const agreed = readOutAndAgreed ? 'Biên bản đã được đọc lại cho những người dự cùng nghe và thống nhất.' : ''
  const text = [ended, agreed].filter(Boolean).join(' ')
  return when(text !== '', paragraph(text))
}

/** What the team saw on the spot and in the dossier, criterion by criterion, with any dissent. */
export function appraisalMinutes(frame: Frame, matter: AppraisalMinutesMatter): OfficialDocument {
  const { cell, honour, startedAt, heldOn, heldAt, team, hosts, siteFindings, dossier, verdicts, dissent } = matter
  const summary = verdictSummary(verdicts)
  return {
    ...frame,
    type: 'appraisalMinutes',
    typeName: 'Biên bản',
    abstract: `thẩm định ${inSentence(cell.name)} ${honourText(honour)}`,
    addressees: [],
    blocks: [
      paragraph(
        `Vào lúc ${startedAt}, ${writtenDay(heldOn)}, tại ${heldAt}, ${frame.body.name} tiến hành thẩm định ${cellWithCommittee(cell)}.`,
      ),
      heading(1, 'THÀNH PHẦN'),
      heading(2, 'Tổ thẩm định'),
      { kind: 'list', items: team.map(({ name, role }) => `Đồng chí ${name}, ${role}`) },
      ...when(hosts.length > 0, heading(2, 'Đại diện đơn vị được thẩm định'), { kind: 'list', items: hosts }),
      heading(1, 'NỘI DUNG'),
      heading(2, 'Khảo sát thực tế'),
      ...sentences(siteFindings),
      ...when(dossier.length > 0, heading(2, 'Kiểm tra hồ sơ'), dossierTable(dossier)),
      heading(2, 'Kết quả thẩm định từng tiêu chuẩn, điều kiện'),
      verdictTable(verdicts, 'Nhận xét'),
      ...when(summary !== '', paragraph(summary)),
      ...when(dissent.length > 0, heading(1, 'Ý KIẾN KHÁC'), ...sentences(dissent)),
      heading(1, 'KẾT LUẬN'),
      paragraph(sentence(matter.conclusion)),
      ...closing(matter),
    ],
  }
}
