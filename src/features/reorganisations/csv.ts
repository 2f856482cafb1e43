import { tidy } from '#shared/text.ts'

/** Rows of a file of comma-separated values (RFC 4180): quoted fields, doubled quotes, line breaks within quotes. */
export function readCsv(text: string): string[][] {
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy
  const source = text.replace(/^\uFEFF/u, '')
  const rows: string[][] = []
  let row: string[] = []
  while (field.lastIndex < source.length) {
    const found = field.exec(source)
    if (!found) break
    const [, quoted, plain = '', end] = found
    row.push(tidy(quoted?.replaceAll('""', '"') ?? plain))
    if (end === ',' && field.lastIndex < source.length) continue
    if (end === ',') row.push('')
    rows.push(row)
    row = []
  }
  return rows
}

/** Each row under the names of the first one; rows that are empty are left out. */
export function readRecords(text: string): Record<string, string>[] {
  const [names = [], ...rows] = readCsv(text)
  return rows
    .filter((row) => row.some((value) => value !== ''))
    .map((row) => Object.fromEntries(names.map((name, at) => [name, row[at] ?? ''])))
}
