import { strFromU8, unzipSync } from 'fflate'
import readExcel from 'read-excel-file/node'
import { isRefusedField } from '#shared/refusedField.ts'
import { tidy } from '#shared/text.ts'
import { readCsv } from '../csv.ts'
import type { ListedUnit } from '../gazetteer.ts'
import { mapColumns, type Mapping, readUnits, type Table } from '../unitRows.ts'

/** Why a file is no list of units; each has its words in `messages.ts`. */
export const unreadables = [
  'empty',
  'old_workbook',
  'not_a_list',
  'encoding',
  'damaged',
  'formula',
  'too_many_rows',
  'column_twice',
  'columns_missing',
] as const
export type Unreadable = { why: (typeof unreadables)[number]; at: string }

/** The whole country of 2019 has 11,936 units: more rows than this are something else. */
export const MAX_ROWS = 30_000
/** What a workbook of so many rows takes when it is unpacked; one that takes more is refused before it fills the memory. */
const MAX_UNPACKED = 64 * 1024 * 1024

/** `leftOut`: columns about people that the system has no place for; nothing of them is read, shown or kept. */
type ReadTable = Table & { leftOut: string[] }
export type UnitList = { table: ReadTable; mapping: Mapping; units: ListedUnit[]; lines: number[] }

/** A list of administrative units from the bytes of a CSV or XLSX file; `said` names the columns when they are called otherwise. */
export async function readUnitList(bytes: Buffer, said: Mapping = {}): Promise<UnitList | Unreadable> {
  const table = await readTable(bytes)
  if ('why' in table) return table
  const mapping = mapColumns(table.names, said)
  const read = readUnits(table, mapping)
  if ('missing' in read) return { why: 'columns_missing', at: read.missing.join(', ') }
  return { table, mapping, ...read }
}

/** The first row as the names of the columns, the others under them, whatever the file is. */
export async function readTable(bytes: Buffer): Promise<ReadTable | Unreadable> {
  const read = bytes.subarray(0, 2).toString('latin1') === 'PK' ? await readWorkbook(bytes) : readText(bytes)
  if ('why' in read) return read
  const lines = read
    .map((cells, at) => ({ line: at + 1, cells }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
  const [head, ...rows] = lines
  if (!head || rows.length === 0) return { why: 'empty', at: '' }
  if (rows.length > MAX_ROWS) return { why: 'too_many_rows', at: String(rows.length) }
  const names = head.cells
  const twice = names.find((name, at) => name !== '' && names.indexOf(name) !== at)
  return twice === undefined ? withoutRefused({ names, rows }) : { why: 'column_twice', at: twice }
}

function withoutRefused({ names, rows }: Table): ReadTable {
  const taken = (_: string, at: number) => !isRefusedField(names[at] ?? '')
  return {
    names: names.filter(taken),
    rows: rows.map(({ line, cells }) => ({ line, cells: cells.filter(taken) })),
    leftOut: names.filter(isRefusedField),
  }
}

function readText(bytes: Buffer): string[][] | Unreadable {
  if (bytes.length === 0) return { why: 'empty', at: '' }
  if (bytes.subarray(0, 4).toString('hex') === 'd0cf11e0') return { why: 'old_workbook', at: '' }
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe
  if (!wide && bytes.includes(0)) return { why: 'not_a_list', at: '' }
  try {
    return readCsv(new TextDecoder(wide ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    // The decoder throws for bytes that are no text of this encoding.
    if (error instanceof TypeError) return { why: 'encoding', at: '' }
    throw error
  }
}

async function readWorkbook(bytes: Buffer): Promise<string[][] | Unreadable> {
  const unpacked = unpack(bytes)
  if ('why' in unpacked) return unpacked
  const formula = firstFormula(unpacked.parts)
  if (formula !== null) return { why: 'formula', at: formula }
  const sheets = await readExcel(bytes).catch(() => null)
  if (!sheets) return { why: 'damaged', at: '' }
  return (sheets[0]?.data ?? []).map((row) => row.map((cell) => tidy(String(cell ?? ''))))
}

type Parts = Record<string, Uint8Array>

function unpack(bytes: Buffer): { parts: Parts } | Unreadable {
  let size = 0
  let whole = true
  try {
    const parts = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        size += originalSize
        whole &&= size <= MAX_UNPACKED
        return whole && (/^xl\/(?:worksheets\/[^/]+|workbook)\.xml$/u.test(name) || name.endsWith('workbook.xml.rels'))
      },
    })
    if (!whole) return { why: 'too_many_rows', at: '' }
    return 'xl/workbook.xml' in parts ? { parts } : { why: 'not_a_list', at: '' }
  } catch (error) {
    // fflate throws plain errors with a code for archives it cannot unpack.
    if (error instanceof Error && 'code' in error) return { why: 'damaged', at: '' }
    throw error
  }
}

/** The first cell of the first sheet that is a formula: what it shows depends on whoever opens it. */
function firstFormula(parts: Parts): string | null {
  const text = (name: string) => strFromU8(parts[name] ?? new Uint8Array())
  const id = /<sheet\s[^>]*r:id="([^"]+)"/u.exec(text('xl/workbook.xml'))?.[1]
  const relation = [...text('xl/_rels/workbook.xml.rels').matchAll(/<Relationship\s[^>]*>/gu)].find(([tag]) =>
    tag.includes(`Id="${id}"`),
  )?.[0]
  const target = /Target="\/?(?:xl\/)?([^"]+)"/u.exec(relation ?? '')?.[1]
  return /<c\s[^>]*\br="([A-Z]+\d+)"[^>]*>\s*<f[\s>/]/u.exec(text(`xl/${target}`))?.[1] ?? null
}
