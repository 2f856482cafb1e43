import { readFile } from 'node:fs/promises'
import readExcel from 'read-excel-file/node'
import { tidy } from '#shared/text.ts'
import { readRecords } from '../csv.ts'
import type { ListedUnit } from '../gazetteer.ts'

/** Which column of a file holds what; these are the names of the lists of the General Statistics Office as they come. */
const columns = {
  code: 'code',
  level: 'level',
  name: 'name',
  kind: 'kind',
  parentCode: 'parent_code',
  predecessors: 'predecessors',
} as const
type Mapping = Record<keyof typeof columns, string>

/** A list of administrative units from CSV or XLSX. `mapping` names the columns when they are called otherwise. */
export async function readUnitList(file: string, mapping: Mapping = columns): Promise<ListedUnit[]> {
  const records = file.toLowerCase().endsWith('.xlsx')
    ? await readSheet(file)
    : readRecords(await readFile(file, 'utf8'))
  return records.map((record) => {
    const text = (field: keyof Mapping) => record[mapping[field]] ?? ''
    return {
      code: text('code'),
      level: text('level'),
      name: text('name'),
      kind: text('kind'),
      parentCode: text('parentCode') || null,
      predecessors: text('predecessors'),
    }
  })
}

async function readSheet(file: string): Promise<Record<string, string>[]> {
  const [sheet] = await readExcel(file)
  const [head = [], ...rows] = sheet?.data ?? []
  const names = head.map((cell) => tidy(String(cell ?? '')))
  return rows.map((row) => Object.fromEntries(names.map((name, at) => [name, tidy(String(row[at] ?? ''))])))
}

/** `code=ma,name=ten`: what the columns are called in this file. */
export function readMapping(said: string): Mapping {
  const pairs = said.split(',').flatMap((pair): [string, string][] => {
    const [field, column] = pair.split('=')
    return field && column ? [[field.trim(), column.trim()]] : []
  })
  return { ...columns, ...Object.fromEntries(pairs.filter(([field]) => field in columns)) }
}
