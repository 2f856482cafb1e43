import { addDays } from '#shared/format.ts'

/** Ranges that should follow one another without a gap and without an overlap: thresholds of points, dated rules. */

/** `from` belongs to the range, `until` does not; null is without end. */
export type Range<T> = { from: T; until: T | null }

export type CoverageFault = { fault: 'gap' | 'overlap' | 'empty'; index: number }

/** Faults by the index of the range where each shows; the order in which the ranges were written does not matter. */
export function coverageFaults<T extends number | string>(ranges: readonly Range<T>[]): CoverageFault[] {
  const faults: CoverageFault[] = []
  const ordered = ranges
    .map((range, index) => ({ ...range, index }))
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
  let reached: T | null | undefined
  for (const { from, until, index } of ordered) {
    if (until !== null && until <= from) faults.push({ fault: 'empty', index })
    else if (reached !== undefined && (reached === null || from < reached)) faults.push({ fault: 'overlap', index })
    else if (reached !== undefined && reached !== null && from > reached) faults.push({ fault: 'gap', index })
    if (reached === undefined || reached !== null)
      reached = until === null || reached === undefined ? until : later(reached, until)
  }
  return faults
}

const later = <T extends number | string>(a: T, b: T): T => (a < b ? b : a)

export type DayRange = { validFrom: string; validTo: string | null }

/** A range of whole days, both ends belonging to it, as the half-open range the check works on. */
export function asRange({ validFrom, validTo }: DayRange): Range<string> {
  return { from: validFrom, until: validTo === null ? null : addDays(validTo, 1) }
}

export function coversDay({ validFrom, validTo }: DayRange, day: string): boolean {
  return validFrom <= day && (validTo === null || day <= validTo)
}
