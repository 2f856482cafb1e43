/** The report as a draft of an official báo cáo, which a committee may complete and sign. */
import { type Block, type Column, heading, type OfficialDocument, paragraph } from '#features/documents/content.ts'
import type { IssuingBody } from '#features/documents/issuing.ts'
import { denominators } from '#features/targets/target.ts'
import { formatDate, formatNumber } from '#shared/format.ts'
import { vi } from './messages.ts'
import type { UnitRow } from './contract.ts'

type Line = UnitRow['lines'][number]

export type ReportMatter = {
  /** The committee that reports, as it was called; the place it writes from. */
  body: IssuingBody
  place: string
  unitName: string
  programme: string
  asOf: string
  basis: 'then' | 'now'
  year: number
  /** The unit first, then those below it, each with its depth. */
  rows: readonly { name: string; depth: number; cells: number; held: number; lines: readonly Line[] }[]
  cells: readonly {
    name: string
    communeName: string | null
    decisionNumber: string | null
    decisionDate: string | null
    held: boolean
  }[]
}

/** `14/12, đạt 116,7%`; where there is no figure, the word for it. Never a percentage alone. */
export function figureText({
  numerator,
  over,
  percent,
  state,
}: Pick<Line, 'numerator' | 'over' | 'percent' | 'state'>): string {
  if (over === null || percent === null) return `${formatNumber(numerator)} (${vi.states[state]})`
  return `${formatNumber(numerator)}/${formatNumber(over)}, đạt ${percent}`
}

const short = ({ numerator, over }: Line) => (!over ? '' : `${formatNumber(numerator)}/${formatNumber(over)}`)

const unitColumns = (year: number): Column[] => [
  { title: 'TT', weight: 6, align: 'center' },
  { title: 'Đơn vị', weight: 27, align: 'left' },
  { title: 'Chi bộ', weight: 9, align: 'right' },
  { title: 'Được công nhận', weight: 11, align: 'right' },
  { title: `Đạt/đăng ký ${year}`, weight: 14, align: 'right' },
  { title: 'Thuộc xã nông thôn mới', weight: 17, align: 'right' },
  { title: 'Tỷ lệ toàn bộ', weight: 14, align: 'right' },
]
const cellColumns: Column[] = [
  { title: 'TT', weight: 6, align: 'center' },
  { title: 'Chi bộ', weight: 32, align: 'left' },
  { title: 'Xã, phường, thị trấn', weight: 26, align: 'left' },
  { title: 'Quyết định', weight: 36, align: 'left' },
]

const INDENT = '\u2003'
const lineOf = (lines: readonly Line[], wanted: Line['denominator']): Line | undefined =>
  lines.find(({ denominator }) => denominator === wanted)
const shortOf = (lines: readonly Line[], wanted: Line['denominator']): string => {
  const line = lineOf(lines, wanted)
  return line ? short(line) : ''
}

function unitTable({ rows, year }: ReportMatter): Block {
  const table = rows
    .slice(1)
    .map(({ name, depth, cells, held, lines }, at) => [
      String(at + 1),
      `${INDENT.repeat(Math.max(depth - 1, 0))}${name}`,
      formatNumber(cells),
      formatNumber(held),
      shortOf(lines, 'YEAR_REGISTERED'),
      shortOf(lines, 'NTM_COMMUNE_CELLS'),
      lineOf(lines, 'ALL_CELLS')?.percent ?? '',
    ])
  return { kind: 'table', columns: unitColumns(year), rows: table }
}

function cellTable({ cells }: ReportMatter): Block {
  const table = cells
    .filter(({ held }) => held)
    .map(({ name, communeName, decisionNumber, decisionDate }, at) => [
      String(at + 1),
      name,
      communeName ?? '',
      [decisionNumber, decisionDate && formatDate(decisionDate)].filter(Boolean).join(', '),
    ])
  return { kind: 'table', columns: cellColumns, rows: table }
}

/**
 * The report as a paper. As then it bears the day of its figures, as what was to be reported that day; as now, the day on
 * which it is made.
 */
export function reportDocument(matter: ReportMatter, today: string): OfficialDocument {
  const [own] = matter.rows
  const recognised = matter.cells.some(({ held }) => held)
  return {
    // Reports of every subject are one kind of Party document: báo cáo.
    type: 'appraisalReport',
    state: 'draft',
    body: matter.body,
    number: null,
    place: matter.place,
    day: matter.basis === 'then' ? matter.asOf : today,
    typeName: 'Báo cáo',
    abstract: `kết quả xây dựng chi bộ ấp, khu phố trong sạch, vững mạnh toàn diện đến ngày ${formatDate(matter.asOf)}`,
    addressees: [],
    blocks: [
      paragraph(
        `${matter.programme}: kết quả của ${matter.unitName} đến ngày ${formatDate(matter.asOf)}, ${vi.bases[matter.basis]}.`,
      ),
      heading(1, 'KẾT QUẢ CHUNG'),
      {
        kind: 'list',
        items: (own?.lines ?? []).map((line) => `${vi.denominators[line.denominator](line.year)}: ${figureText(line)}`),
      },
      ...(matter.rows.length > 1 ? [heading(1, 'KẾT QUẢ TỪNG ĐƠN VỊ'), unitTable(matter)] : []),
      ...(recognised ? [heading(1, 'CHI BỘ ĐANG GIỮ DANH HIỆU'), cellTable(matter)] : []),
      heading(1, 'CÁCH TÍNH'),
      {
        kind: 'list',
        items: [
          vi.basisHints[matter.basis],
          ...denominators.map((kind) => `${vi.denominators[kind](matter.year)}: ${vi.definitions[kind]}`),
        ],
      },
    ],
    signing: { form: 'collective', post: 'Bí thư', name: null },
    recipients: [],
    settings: {},
  }
}
