/** Figures of recognition: counted from records, each with what it is of. */
import type { Denominator } from '#features/targets/target.ts'
import { formatPercent } from '#shared/format.ts'

/**
 * A number has three states: there is one; there is none yet (no promise was made); it does not apply (there is nothing
 * to measure against). Over 100% it stays as it is.
 */
export type Figure =
  | { state: 'value'; numerator: number; over: number; percent: string }
  | { state: 'missing'; numerator: number; over: null; percent: null }
  | { state: 'not_applicable'; numerator: number; over: 0; percent: null }

export function figure(numerator: number, over: number | null): Figure {
  if (over === null) return { state: 'missing', numerator, over, percent: null }
  if (over === 0) return { state: 'not_applicable', numerator, over, percent: null }
  return { state: 'value', numerator, over, percent: formatPercent(numerator, over) }
}

/** What is counted in a unit on a day. Counts of parts add up to the count of the whole; percentages never do. */
export type Counts = {
  /** Cells of ấp and khu phố. */
  cells: number
  /** Those in communes that had the title of nông thôn mới or đô thị văn minh. */
  ntmCells: number
  /** Cells with the title in force. */
  held: number
  ntmHeld: number
  /** Cells recognised within the year, up to the day. */
  recognisedInYear: number
  /** Promises in force that day; null where none was made. */
  yearTarget: number | null
  termTarget: number | null
}

export const noCounts: Counts = {
  cells: 0,
  ntmCells: 0,
  held: 0,
  ntmHeld: 0,
  recognisedInYear: 0,
  yearTarget: null,
  termTarget: null,
}

/** The counts of two parts together. Promises add up too: whoever made none adds none. */
export function addCounts(a: Counts, b: Counts): Counts {
  const promise = (one: number | null, other: number | null) =>
    one === null && other === null ? null : (one ?? 0) + (other ?? 0)
  return {
    cells: a.cells + b.cells,
    ntmCells: a.ntmCells + b.ntmCells,
    held: a.held + b.held,
    ntmHeld: a.ntmHeld + b.ntmHeld,
    recognisedInYear: a.recognisedInYear + b.recognisedInYear,
    yearTarget: promise(a.yearTarget, b.yearTarget),
    termTarget: promise(a.termTarget, b.termTarget),
  }
}

export type Line = { denominator: Denominator; year: number | null } & Figure

/** One line for each kind of denominator, always in this order. */
export function linesOf(counts: Counts, year: number): Line[] {
  return [
    { denominator: 'YEAR_REGISTERED', year, ...figure(counts.recognisedInYear, counts.yearTarget) },
    { denominator: 'NTM_COMMUNE_CELLS', year: null, ...figure(counts.ntmHeld, counts.ntmCells) },
    { denominator: 'TERM_RESOLUTION', year: null, ...figure(counts.held, counts.termTarget) },
    { denominator: 'ALL_CELLS', year: null, ...figure(counts.held, counts.cells) },
  ]
}

/** The records a figure counts: what stands above the line, and what stands below it where that is cells. */
export function isBehind(
  denominator: Denominator,
  cell: { ntm: boolean; held: boolean; recognisedInYear: boolean },
): boolean {
  switch (denominator) {
    case 'YEAR_REGISTERED':
      return cell.recognisedInYear
    case 'NTM_COMMUNE_CELLS':
      return cell.ntm
    case 'TERM_RESOLUTION':
      return cell.held
    case 'ALL_CELLS':
      return true
  }
}

export const steps = ['month', 'quarter', 'year'] as const
export type Step = (typeof steps)[number]
export type Point = { period: string; recognised: number; total: number }

/** `2022-05-17` → `2022-05`, `2022-Q2`, `2022`. */
export function periodOf(day: string, step: Step): string {
  const [year = '', month = ''] = day.split('-')
  if (step === 'year') return year
  return step === 'month' ? `${year}-${month}` : `${year}-Q${Math.ceil(Number(month) / 3)}`
}

/**
 * Cells recognised in each period from the first day to the last, empty periods too, with the running total. `days` are
 * the days of recognition up to the last day; earlier ones than the first day are in the total only.
 */
export function trendOf(days: readonly string[], from: string, to: string, step: Step): Point[] {
  const counted = Map.groupBy(
    days.filter((day) => day >= from && day <= to),
    (day) => periodOf(day, step),
  )
  let total = days.filter((day) => day < from).length
  return periodsBetween(from, to, step).map((period) => {
    const recognised = counted.get(period)?.length ?? 0
    total += recognised
    return { period, recognised, total }
  })
}

function periodsBetween(from: string, to: string, step: Step): string[] {
  const [year = 0, month = 1] = from.split('-').map(Number)
  const [lastYear = 0, lastMonth = 1] = to.split('-').map(Number)
  const months = (lastYear - year) * 12 + (lastMonth - month) + 1
  const all = Array.from({ length: Math.max(months, 0) }, (_, at) => {
    const index = month - 1 + at
    return periodOf(`${year + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`, step)
  })
  return [...new Set(all)]
}
