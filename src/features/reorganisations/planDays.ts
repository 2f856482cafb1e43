import type { PlanFile } from './planFile.ts'

/** The days on which a plan changes something, in order; its own day alone when it changes nothing. */
export function daysOf({ effective, operations }: Pick<PlanFile, 'effective' | 'operations'>): [string, ...string[]] {
  const [first = effective, ...rest] = [...new Set(operations.map(({ on }) => on))].toSorted()
  return [first, ...rest]
}
