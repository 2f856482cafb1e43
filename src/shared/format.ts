/** How Vietnamese people write dates, numbers and percentages; the only place that formats them. */

export const TIME_ZONE = 'Asia/Ho_Chi_Minh'

const integers = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 2 })
const oneDecimal = new Intl.NumberFormat('vi-VN', { minimumFractionDigits: 1, maximumFractionDigits: 1 })
const dayFormat = new Intl.DateTimeFormat('en-CA', { timeZone: TIME_ZONE })
const clockFormat = new Intl.DateTimeFormat('en-GB', { timeZone: TIME_ZONE, hour: '2-digit', minute: '2-digit' })

/** `1702` → `1.702` */
export function formatNumber(value: number): string {
  return integers.format(value)
}

/** 16 of 43 → `37,2%`; not clamped above 100; of nothing → `—` (not applicable). */
export function formatPercent(numerator: number, over: number): string {
  return over === 0 ? '—' : `${oneDecimal.format((numerator / over) * 100)}%`
}

/** `2022-08-10` → `10/08/2022` */
export function formatDate(day: string): string {
  const [year = '', month = '', date = ''] = day.slice(0, 10).split('-')
  return `${date}/${month}/${year}`
}

/** The calendar day in Vietnam of an instant: `2022-08-09T18:00:00Z` → `2022-08-10`. */
export function dayOf(instant: Date | string): string {
  return dayFormat.format(new Date(instant))
}

/** `2022-08-10T01:05:00Z` → `10/08/2022 08:05` */
export function formatInstant(instant: Date | string): string {
  return `${formatDate(dayOf(instant))} ${clockFormat.format(new Date(instant))}`
}

/** Whole days from one calendar day to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

/** A calendar day so many days later. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
