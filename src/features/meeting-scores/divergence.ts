/** Several scores of one meeting beside one another. */

export const sources = ['cell', 'officer', 'inspection'] as const
export type Source = (typeof sources)[number]

/** One score that stands: `scorer` is whoever judged, by an id that says nothing more. */
export type Standing = {
  unitId: string
  meetingId: string
  month: string
  source: Source
  scorer: string | null
  points: number
  level: string | null
}

export type Divergence = {
  /** Meetings that both judged. */
  meetings: number
  /** By how many points the cell is above the others, on average; two decimals. */
  points: number
  /** Meetings at which the level is another. */
  otherLevel: number
}

const rounded = (value: number): number => Math.round(value * 100) / 100

/** The cell's own score against each other score of the same meeting. */
export function pairsOf(standings: readonly Standing[]): { own: Standing; other: Standing }[] {
  const cells = new Map(standings.flatMap((one) => (one.source === 'cell' ? [[one.meetingId, one] as const] : [])))
  return standings.flatMap((other) => {
    const own = cells.get(other.meetingId)
    return other.source === 'cell' || !own ? [] : [{ own, other }]
  })
}

export function divergenceOf(pairs: ReturnType<typeof pairsOf>): Divergence | null {
  if (pairs.length === 0) return null
  const sum = pairs.reduce((total, { own, other }) => total + own.points - other.points, 0)
  return {
    meetings: new Set(pairs.map(({ own }) => own.meetingId)).size,
    points: rounded(sum / pairs.length),
    otherLevel: new Set(pairs.filter(({ own, other }) => own.level !== other.level).map(({ own }) => own.meetingId))
      .size,
  }
}

/** Divergences grouped by what a pair belongs to: a cell, a scorer, a month; the largest first, then by key. */
export function divergencesBy(
  pairs: ReturnType<typeof pairsOf>,
  keyOf: (pair: { own: Standing; other: Standing }) => string | null,
): { key: string; divergence: Divergence }[] {
  const groups = Map.groupBy(pairs, keyOf)
  return [...groups]
    .flatMap(([key, some]) => {
      const divergence = divergenceOf(some)
      return key === null || divergence === null ? [] : [{ key, divergence }]
    })
    .toSorted((a, b) => Math.abs(b.divergence.points) - Math.abs(a.divergence.points) || (a.key < b.key ? -1 : 1))
}
