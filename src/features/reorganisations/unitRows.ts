import { fold } from '#shared/text.ts'
import type { ListedUnit } from './gazetteer.ts'
import { levelOf, readPlaceName } from './placeName.ts'

/** A file as a table: what the columns are called, and every row that is not empty with its line in the file. */
export type Table = { names: string[]; rows: { line: number; cells: string[] }[] }

export const unitFields = ['code', 'level', 'name', 'kind', 'parentCode', 'predecessors'] as const
export type UnitField = (typeof unitFields)[number]
/** What the columns are called in a file; a field that has none stays empty in every row. */
export type Mapping = Partial<Record<UnitField, string>>

/** Names of columns as they occur, without marks: the statistics office's lists, resolutions' annexes, own tables. */
const known: Record<UnitField, readonly string[]> = {
  code: ['code', 'ma', 'ma so', 'ma don vi', 'ma dvhc', 'ma don vi hanh chinh', 'ma xa', 'ma px'],
  level: ['level', 'cap', 'cap hanh chinh', 'cap don vi'],
  name: ['name', 'ten', 'ten don vi', 'ten dvhc', 'ten don vi hanh chinh', 'don vi', 'don vi hanh chinh', 'ten goi'],
  kind: ['kind', 'loai', 'loai hinh', 'loai don vi', 'type'],
  parentCode: [
    'parent_code',
    'parent code',
    'parentcode',
    'ma cap tren',
    'ma don vi cap tren',
    'ma cha',
    'thuoc',
    'truc thuoc',
    'cap tren',
  ],
  predecessors: [
    'predecessors',
    'truoc sap xep',
    'don vi truoc sap xep',
    'don vi hanh chinh truoc sap xep',
    'cac don vi truoc sap xep',
    'sap nhap tu',
    'hop nhat tu',
    'duoc sap xep tu',
    'tien than',
    'hinh thanh tu',
  ],
}

/** What each column seems to hold, by its name; `said` (field → column) goes before. */
export function mapColumns(names: readonly string[], said: Mapping = {}): Mapping {
  const byName = new Map(
    names.map((name) => [
      fold(name)
        .replaceAll(/[_.:*]+/gu, ' ')
        .trim(),
      name,
    ]),
  )
  const found = unitFields.flatMap((field): [UnitField, string][] => {
    const column = said[field] ?? known[field].map((one) => byName.get(one.replaceAll('_', ' '))).find(Boolean)
    return column === undefined || column === '' ? [] : [[field, column]]
  })
  return Object.fromEntries(found)
}

/** `code=ma,name=ten`: which column holds what in this file; fields that do not exist are told back. */
export function readMapping(said: string): { mapping: Mapping; unknown: string[] } {
  const pairs = said.split(',').flatMap((pair): [string, string][] => {
    const [field = '', ...column] = pair.split('=')
    return pair.trim() === '' ? [] : [[field.trim(), column.join('=').trim()]]
  })
  const isField = (field: string): field is UnitField => unitFields.some((one) => one === field)
  return {
    mapping: Object.fromEntries(pairs.filter(([field]) => isField(field))),
    unknown: pairs.flatMap(([field]) => (isField(field) ? [] : [field])),
  }
}

export type ReadUnits = { units: ListedUnit[]; lines: number[] } | { missing: string[] }

/** The rows as units, each with its line; or the columns without which nothing can be read. */
export function readUnits({ names, rows }: Table, mapping: Mapping): ReadUnits {
  const place = (field: UnitField) => {
    const column = mapping[field]
    return column === undefined ? -1 : names.indexOf(column)
  }
  const places = new Map(unitFields.map((field) => [field, place(field)]))
  const missing = [
    ...unitFields.flatMap((field) =>
      mapping[field] !== undefined && !names.includes(mapping[field]) ? [mapping[field]] : [],
    ),
    ...(['code', 'name'] as const).filter((field) => mapping[field] === undefined),
  ]
  if (missing.length > 0) return { missing }
  const units = rows.map(({ cells }): ListedUnit => {
    const text = (field: UnitField) => cells[places.get(field) ?? -1] ?? ''
    const name = fullName(text('name'), text('kind'))
    return {
      code: text('code'),
      level: levelFrom(text('level'), text('parentCode'), name),
      name,
      kind: text('kind'),
      parentCode: text('parentCode') || null,
      predecessors: text('predecessors'),
    }
  })
  return { units: withFullCodes(units), lines: rows.map(({ line }) => line) }
}

/** `Mỹ Thạnh` of kind `Xã` is called `Xã Mỹ Thạnh`, as everywhere else. */
function fullName(name: string, kind: string): string {
  const isKind = readPlaceName(`${kind} x`).kind === kind.toLowerCase() && kind !== ''
  return isKind && name !== '' && readPlaceName(name).kind === null ? `${kind} ${name}` : name
}

const levelWords: Record<string, string> = {
  province: 'province',
  tinh: 'province',
  'cap tinh': 'province',
  '1': 'province',
  district: 'district',
  huyen: 'district',
  'cap huyen': 'district',
  '2': 'district',
  commune: 'commune',
  xa: 'commune',
  'cap xa': 'commune',
  '3': 'commune',
}

/** The level as it is said, in either language; without that, what the word for the kind tells. */
function levelFrom(said: string, parentCode: string, name: string): string {
  if (said !== '') return levelWords[fold(said)] ?? said
  const kind = readPlaceName(name).kind
  const level = kind === null ? undefined : levelOf(kind)
  if (level === 'city') return parentCode === '' ? 'province' : 'district'
  return level ?? ''
}

/** Digits of the codes of the General Statistics Office (Quyết định 124/2004/QĐ-TTg, 8-7-2004). */
const digits: Record<string, number> = { province: 2, district: 3, commune: 5 }

/** Spreadsheets drop zeros in front of a code (`01` → `1`): put back, in the code above too, where that is unambiguous. */
function withFullCodes(units: readonly ListedUnit[]): ListedUnit[] {
  const full = (level: string, code: string) => (/^\d+$/u.test(code) ? code.padStart(digits[level] ?? 0, '0') : code)
  const codes = new Set(units.map(({ level, code }) => `${level}/${full(level, code)}`))
  const above = (level: string, code: string): string => {
    const levels = level === 'commune' ? ['district', 'province'] : ['province']
    const found = levels.filter((one) => codes.has(`${one}/${full(one, code)}`))
    const exact = found.find((one) => full(one, code) === code)
    const [only] = found.length === 1 ? found : []
    const meant = exact ?? only
    return meant === undefined ? code : full(meant, code)
  }
  return units.map((unit) => ({
    ...unit,
    code: full(unit.level, unit.code),
    parentCode: unit.parentCode === null ? null : above(unit.level, unit.parentCode),
  }))
}
