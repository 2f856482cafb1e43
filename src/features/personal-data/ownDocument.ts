import { formatInstant, formatNumber } from '#shared/format.ts'
import { columnWord, valueWords } from './columnWords.ts'

type Part = {
  purpose: string
  basis: string
  readers: string
  keeping: string
  total: number
  rows: readonly Record<string, unknown>[]
}
type Own = { name: string; at: string; parts: readonly Part[] }

const escaped = (text: string): string =>
  text.replace(/[&<>"]/gu, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign)

/** One's own data as a page to read, print or keep: it needs nothing but itself. */
export function ownDocument({ name, at, parts }: Own): string {
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Dữ liệu của tôi</title><style>
body{font:16px/1.5 serif;max-width:60rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%}
th,td{border:1px solid #999;padding:.3rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}h2{margin-top:2rem}
</style></head><body><h1>Dữ liệu của tôi</h1><p>${escaped(name)}. Lấy ra lúc ${formatInstant(at)}.</p>
${parts.map(partWords).join('\n')}</body></html>`
}

function partWords({ purpose, basis, readers, keeping, total, rows }: Part): string {
  const columns = Object.keys(rows[0] ?? {})
  const head = columns.map((column) => `<th>${escaped(columnWord(column))}</th>`).join('')
  const body = rows.map(
    (row) => `<tr>${columns.map((column) => `<td>${escaped(valueWords(row[column]))}</td>`).join('')}</tr>`,
  )
  return `<h2>${escaped(purpose)}</h2><p>Căn cứ: ${escaped(basis)}. Ai đọc: ${escaped(readers)}. Giữ: ${escaped(keeping)}. Số dòng: ${formatNumber(total)}.</p>
<table><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table>`
}
