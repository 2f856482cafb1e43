import { tidy } from '#shared/text.ts'

const separators = [',', ';', '\t'] as const

/**
 * Rows of a file of separated values (RFC 4180): quoted fields, doubled quotes, line breaks within quotes. Commas, or
 * what the first line has more of: semicolons or tabs, as spreadsheets write them in Vietnam. A quote that opens no
 * quoted field is a letter like any other.
 */
export function readCsv(text: string): string[][] {
  const source = text.replace(/^\uFEFF/u, '')
  const separator = separatorOf(source)
  const field = new RegExp(`(?:"((?:[^"]|"")*)"|([^${separator}\\r\\n]*))(${separator}|\\r?\\n|$)`, 'gy')
  const rows: string[][] = []
  let row: string[] = []
  while (field.lastIndex < source.length) {
    const found = field.exec(source)
    if (!found) break
    const [, quoted, plain = '', end] = found
    row.push(tidy(quoted?.replaceAll('""', '"') ?? plain))
    if (end === separator && field.lastIndex < source.length) continue
    if (end === separator) row.push('')
    rows.push(row)
    row = []
  }
  return rows
}

function separatorOf(source: string): string {
  const head = (/^[^\r\n]*/u.exec(source)?.[0] ?? '').replaceAll(/"[^"]*"/gu, '')
  const count = (one: string) => head.split(one).length
  return separators.reduce<string>((best, one) => (count(one) > count(best) ? one : best), ',')
}
