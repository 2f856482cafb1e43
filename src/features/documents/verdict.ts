/** How a document shows what was found on each criterion. Names of criteria come from the rule set, never from here. */
import type { Block, Column } from './content.ts'
import { formatNumber, formatPercent } from '#shared/format.ts'

/** One criterion as one body judged it. */
export type VerdictRow = {
  /** `1`, `2.3` */
  code: string
  /** Empty when the rule set still waits for the organisation's own document. */
  name: string
  verdict:
    | { kind: 'met' | 'notMet' | 'missing' | 'notApplicable' }
    | { kind: 'points'; points: number; over: number }
    | { kind: 'text'; text: string }
  /** Whether points, an option or a figure reach what the rule set asks; absent where it draws no line. */
  met?: boolean
  remark: string
}

const words = { met: 'Đạt', notMet: 'Chưa đạt', missing: 'Chưa có kết quả', notApplicable: 'Không áp dụng' }

/** `Đạt`, `Chưa đạt`, `8/10 điểm`… */
export function verdictText({ verdict }: VerdictRow): string {
  if (verdict.kind === 'points') return `${formatNumber(verdict.points)}/${formatNumber(verdict.over)} điểm`
  return verdict.kind === 'text' ? verdict.text : words[verdict.kind]
}

/** A dotted line to write on, where a name has not been entered. */
const unnamed = '…'.repeat(12)

const verdictColumns = (remarkTitle: string): Column[] => [
  { title: 'TT', weight: 7, align: 'center' },
  { title: 'Tiêu chuẩn, điều kiện', weight: 48, align: 'left' },
  { title: 'Kết quả', weight: 17, align: 'center' },
  { title: remarkTitle, weight: 28, align: 'left' },
]

/** The table of all criteria, in the order of the rule set. */
export function verdictTable(rows: readonly VerdictRow[], remarkTitle: 'Minh chứng, ghi chú' | 'Nhận xét'): Block {
  return {
    kind: 'table',
    columns: verdictColumns(remarkTitle),
    rows: rows.map((row) => [row.code, row.name || unnamed, verdictText(row), row.remark]),
  }
}

/** `Đạt 13/14 tiêu chuẩn, điều kiện (92,9%).`; neither what does not apply nor points without a line to pass are counted. */
export function verdictSummary(rows: readonly VerdictRow[]): string {
  const judged = rows.filter(
    ({ verdict: { kind }, met }) => kind === 'met' || kind === 'notMet' || kind === 'missing' || met !== undefined,
  )
  const met = judged.filter(({ verdict: { kind }, met: reached }) => kind === 'met' || reached === true).length
  return judged.length === 0
    ? ''
    : `Đạt ${met}/${judged.length} tiêu chuẩn, điều kiện (${formatPercent(met, judged.length)}).`
}

/** A vote as a total; who voted how is nobody's business. */
export type Vote = { inFavour: number; over: number }

/** `12/12 đảng viên dự họp biểu quyết tán thành, đạt 100,0%`; voters named by the caller. */
export function voteText({ inFavour, over }: Vote, voters: string): string {
  return `${formatNumber(inFavour)}/${formatNumber(over)} ${voters} biểu quyết tán thành, đạt ${formatPercent(inFavour, over)}`
}
