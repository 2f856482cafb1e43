/** What people type, read as they mean it: days and numbers the Vietnamese way. */

const DAYS_IN = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/**
 * `10/8/2022`, `10-08-2022`, `10.8.2022`, `10082022` → `2022-08-10`; anything that is no day of the calendar → `null`.
 * Two figures for the year are refused rather than guessed.
 */
export function readDay(text: string): string | null {
  const parts = /^(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})$|^(\d{2})(\d{2})(\d{4})$/u.exec(text.trim())
  if (!parts) return null
  const [day, month, year] = [parts[1] ?? parts[4], parts[2] ?? parts[5], parts[3] ?? parts[6]].map(Number)
  if (!day || !month || !year || month > 12) return null
  const last = month === 2 && !isLeap(year) ? 28 : (DAYS_IN[month - 1] ?? 0)
  if (day > last) return null
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-')
}

/** `1.702,5` → 1702.5, `1702` → 1702, `3,5` → 3.5; dots only before groups of three → otherwise `null`. */
export function readNumber(text: string): number | null {
  const tight = text.trim()
  if (!/^-?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?$/u.test(tight)) return null
  return Number(tight.replaceAll('.', '').replace(',', '.'))
}
