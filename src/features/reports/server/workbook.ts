import writeWorkbook, { type Cell, type SheetData } from 'write-excel-file/node'
import { denominators } from '#features/targets/target.ts'
import { unzipParts, zipParts } from '#features/documents/server/zip.ts'
import { vi } from '../messages.ts'
import type { UnitRow } from '../contract.ts'
import type { ReportTable } from './table.ts'

type Line = UnitRow['lines'][number]

const head = (value: string): Cell => ({ value, fontWeight: 'bold', wrap: true, backgroundColor: '#F3F0EA' })
const day = (value: string | null): Cell =>
  value === null ? null : { value: new Date(`${value}T00:00:00Z`), type: Date, format: 'dd/mm/yyyy' }
const yes = (value: boolean): Cell => (value ? 'có' : '')

/** Numerator, denominator and share as numbers that can be counted with; where there is none, the word for it. */
function lineCells({ state, numerator, over }: Pick<Line, 'state' | 'numerator' | 'over'>): Cell[] {
  if (state !== 'value' || over === null) return [numerator, over, vi.states[state]]
  return [numerator, over, { value: numerator / over, type: Number, format: '0.0%' }]
}

function unitSheet({ rows, head: { year } }: ReportTable): SheetData {
  const titles = denominators.flatMap((kind) => {
    const name = vi.denominators[kind](year)
    return [head(`${name}: đạt`), head(`${name}: trên`), head(`${name}: tỷ lệ`)]
  })
  return [
    [head(vi.unit), head(vi.standing), head(vi.cells), head(vi.held), ...titles],
    ...rows.map((row): Cell[] => [
      { value: row.name, indent: row.depth },
      row.standings.map((kind) => vi.standings[kind] ?? kind).join(', '),
      row.cells,
      row.held,
      ...row.lines.flatMap(lineCells),
    ]),
  ]
}

function cellSheet({ cells, head: { year } }: ReportTable): SheetData {
  return [
    [
      vi.cell,
      vi.commune,
      vi.ntmCommune,
      vi.inForce,
      vi.inYear(year),
      vi.recognisedOn,
      vi.decision,
      vi.decisionDate,
      vi.grantedBy,
      vi.revokedOn,
    ].map(head),
    ...cells.map((cell): Cell[] => [
      cell.name,
      cell.communeName,
      yes(cell.ntm),
      yes(cell.held),
      yes(cell.recognisedInYear),
      day(cell.recognisedOn),
      cell.decisionNumber,
      day(cell.decisionDate),
      cell.grantedBody,
      day(cell.revokedOn),
    ]),
  ]
}

/** What the numbers are of: without it a table sent on says nothing. */
function aboutSheet({ head: { unit, programme, asOf, basis, year } }: ReportTable): SheetData {
  return [
    [head(vi.about), null],
    [vi.unit, unit.name],
    [vi.programme, programme.name],
    [vi.asOf, day(asOf)],
    [vi.basis, vi.bases[basis]],
    [vi.basisMeans, vi.basisHints[basis]],
    ...denominators.map((kind): Cell[] => [
      { value: vi.denominators[kind](year), fontWeight: 'bold', wrap: true },
      { value: vi.definitions[kind], wrap: true },
    ]),
    [vi.percent, { value: vi.percentMeans, wrap: true }],
  ]
}

/** The report as a workbook of three sheets: units, cells, and what the numbers are of. The same bytes whenever it is made. */
export async function writeReportWorkbook(table: ReportTable): Promise<Buffer> {
  const figures = denominators.flatMap(() => [{ width: 12 }, { width: 12 }, { width: 12 }])
  const workbook = await writeWorkbook([
    {
      data: unitSheet(table),
      sheet: vi.sheets.units,
      stickyRowsCount: 1,
      columns: [{ width: 34 }, { width: 20 }, { width: 10 }, { width: 10 }, ...figures],
    },
    {
      data: cellSheet(table),
      sheet: vi.sheets.cells,
      stickyRowsCount: 1,
      columns: [32, 26, 12, 12, 12, 14, 18, 14, 30, 14].map((width) => ({ width })),
    },
    { data: aboutSheet(table), sheet: vi.sheets.about, columns: [{ width: 44 }, { width: 90 }] },
  ]).toBuffer()
  const parts = unzipParts(workbook)
  if (parts === null) throw new Error('a workbook is an archive')
  return Buffer.from(zipParts(parts))
}
