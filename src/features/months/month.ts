import { addDays } from '#shared/format.ts'

/** The month of a cell, of a commune, of a province: what its meetings add up to. */

/** Counts that add up over cells and months; shares are formed of sums, never of shares. */
export const monthCounts = [
  'meetings',
  'regular',
  'thematic',
  'closed',
  'inWindow',
  'minutes',
  'invited',
  'present',
  'excused',
  'absent',
  'spoke',
  'scored',
  'selfGood',
  'good',
  'fair',
  'average',
  'poor',
] as const
export type MonthCounts = Record<(typeof monthCounts)[number], number>

export const noMeetings: MonthCounts = {
  meetings: 0,
  regular: 0,
  thematic: 0,
  closed: 0,
  inWindow: 0,
  minutes: 0,
  invited: 0,
  present: 0,
  excused: 0,
  absent: 0,
  spoke: 0,
  scored: 0,
  selfGood: 0,
  good: 0,
  fair: 0,
  average: 0,
  poor: 0,
}

export function addMonths(months: readonly MonthCounts[]): MonthCounts {
  const sum = (count: (typeof monthCounts)[number]) => months.reduce((total, month) => total + month[count], 0)
  return Object.fromEntries(monthCounts.map((count) => [count, sum(count)])) as MonthCounts
}

/** First day of the month that a day lies in: `2026-11-12` → `2026-11-01`. */
export const monthOf = (day: string): string => `${day.slice(0, 7)}-01`

/** First day of the following month. */
export function nextMonth(month: string): string {
  const [year = 0, at = 0] = month.split('-').map(Number)
  return at === 12 ? `${year + 1}-01-01` : `${year}-${String(at + 1).padStart(2, '0')}-01`
}

/** The last day of a month, or today where the month still goes on: whose tree a month is shown by. */
export const treeDayOf = (month: string, today: string): string => {
  const last = addDays(nextMonth(month), -1)
  return last < today ? last : today
}

/** What somebody following a cell ought to know of its month (R6, R8 of Quy định 01-QĐ/HU and Hướng dẫn 42-HD/BTCTW). */
export const monthNotices = [
  'no_meeting',
  'thematic_without_regular',
  'no_thematic_in_quarter',
  'outside_window',
  'not_closed',
] as const
export type MonthNotice = (typeof monthNotices)[number]

/** The first month of the quarter that a month lies in; the quarter ends with its third. */
export function quarterOf(month: string): { from: string; isLast: boolean } {
  const at = Number(month.slice(5, 7))
  const first = at - ((at - 1) % 3)
  return { from: `${month.slice(0, 5)}${String(first).padStart(2, '0')}-01`, isLast: at === first + 2 }
}

/**
 * `over`: the month is past, or its window is; before that nothing is missing yet. `quarterThematic`: thematic meetings of
 * the quarter that ends with the month; null where it does not end yet.
 */
export function noticesOf(month: MonthCounts, over: boolean, quarterThematic: number | null = null): MonthNotice[] {
  const found: (MonthNotice | false)[] = [
    over && month.meetings === 0 && 'no_meeting',
    over && month.regular === 0 && month.thematic > 0 && 'thematic_without_regular',
    over && quarterThematic === 0 && 'no_thematic_in_quarter',
    month.regular > month.inWindow && 'outside_window',
    month.closed < month.meetings && 'not_closed',
  ]
  return found.filter((notice) => notice !== false)
}
