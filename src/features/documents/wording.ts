/** How Party documents write days, counts, votes and references to other documents (digest of Hướng dẫn 05-HD/VPTW). */

const parts = (day: string) => {
  const [year = '', month = '', date = ''] = day.split('-')
  return { year, month: Number(month), date: Number(date) }
}

const twoDigits = (value: number): string => String(value).padStart(2, '0')
/** Months 1 and 2 take a leading zero, 3 to 12 stand as they are. */
const monthText = (month: number): string => (month <= 2 ? twoDigits(month) : String(month))

/** `2021-02-05` → `ngày 05 tháng 02 năm 2021`, `2021-12-20` → `ngày 20 tháng 12 năm 2021`. */
export function writtenDay(day: string): string {
  const { year, month, date } = parts(day)
  return `ngày ${twoDigits(date)} tháng ${monthText(month)} năm ${year}`
}

const NO_BREAK_SPACE = '\u00a0'
/** Room left to write by hand; no-break spaces, so that no renderer swallows it. */
export const handWritten = NO_BREAK_SPACE.repeat(6)

/** What a draft shows until the day of signing is known: `ngày      tháng      năm 2021`. */
export function openDay(day: string): string {
  return `ngày${handWritten}tháng${handWritten}năm ${parts(day).year}`
}

/** The short form inside a text: `2026-09-05` → `05/9/2026`. */
export function shortDay(day: string): string {
  const { year, month, date } = parts(day)
  return `${twoDigits(date)}/${monthText(month)}/${year}`
}

/** Counts below ten are written with two digits: `2` → `02`. */
export const countText = (count: number): string => twoDigits(count)

/** Another document, cited by kind, number **and** date; what is not known stays `null` and is not printed. */
export type Reference = {
  /** `Hướng dẫn`, `Quyết định`… */
  kind: string
  /** `02-HD/BTCTU` */
  symbol: string
  day: string | null
  issuer: string | null
  /** What it is about, without the leading `về`. */
  subject: string | null
}

/** Named the first time: `Nghị quyết số 12-NQ/ĐU, ngày 05/9/2026 của Đảng ủy xã A về …`. */
export function firstReference({ kind, symbol, day, issuer, subject }: Reference): string {
  const dated = day ? `, ngày ${shortDay(day)}` : ''
  const issued = issuer ? ` của ${issuer}` : ''
  const about = subject ? ` về ${subject}` : ''
  return `${kind} số ${symbol}${dated}${issued}${about}`
}

/** Named again: `Nghị quyết 12-NQ/ĐU`. */
export const laterReference = ({ kind, symbol }: Reference): string => `${kind} ${symbol}`

/** The line `Căn cứ …` of a reference, without the punctuation that depends on its place. */
export const groundOf = (reference: Reference): string => `Căn cứ ${firstReference(reference)}`

/** `a`, `a và b`, `a, b và c`. */
export function enumeration(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} và ${items.at(-1)}`
}

/** One full stop at the end, never two, never `./.`. */
export const sentence = (text: string): string => `${text.replace(/[.\s/]+$/u, '')}.`
