/** Whom the commune's inspection team visits in a month: half by risk, half by lot, everybody within the year. */

/** The team visits at least two cells a month (article on Mỹ Thạnh, Giồng Trôm, 2022). */
export const LEAST_VISITS = 2

/**
 * What makes a cell worth a look. Each is a number that grows with the need; null: nothing is known yet. `lastScore`: points in
 * a hundred that the newest score of its own falls short; `divergence`: points by which others score otherwise; `sinceVisit`:
 * months; `overdueTasks`: tasks.
 */
export const riskFactors = ['lastScore', 'divergence', 'sinceVisit', 'overdueTasks'] as const
export type RiskFactor = (typeof riskFactors)[number]
export type Risk = Record<RiskFactor, number | null>
export const nothingKnown: Risk = { lastScore: null, divergence: null, sinceVisit: null, overdueTasks: null }

export type Candidate = {
  unitId: string
  risk: Risk
  /** The lot as hexadecimal text: the smallest are drawn. */
  lot: string
  visitedThisYear: boolean
}

export type Chosen = { unitId: string; how: 'risk' | 'lot' }
export type Proposal = {
  chosen: Chosen[]
  /** Fewer than this each month would leave somebody unseen by the end of the year. */
  needed: number
}

/** What somebody types into any tool that computes SHA-256, to see that the lot of a cell is what is shown. */
export const lotText = (seed: string, unitId: string): string => `${seed}|${unitId}`

/** Months from this one to December, this one among them. */
export const monthsLeft = (month: string): number => 13 - Number(month.slice(5, 7))

/**
 * Each factor counts from 0 to 1, as a share of the largest among the candidates; what is not known counts nothing.
 * The sum is comparable within one month of one commune only.
 */
export function riskOf(candidates: readonly Candidate[]): Map<string, number> {
  const largest = (factor: RiskFactor) => Math.max(0, ...candidates.map(({ risk }) => risk[factor] ?? 0))
  const most = riskFactors.map((factor) => ({ factor, value: largest(factor) }))
  return new Map(
    candidates.map(({ unitId, risk }) => [
      unitId,
      most.reduce((sum, { factor, value }) => sum + (value > 0 ? (risk[factor] ?? 0) / value : 0), 0),
    ]),
  )
}

/** How many cells have to be visited each month so that all are seen by the end of the year. */
export function neededVisits(candidates: readonly Pick<Candidate, 'visitedThisYear'>[], month: string): number {
  const unseen = candidates.filter(({ visitedThisYear }) => !visitedThisYear).length
  return Math.min(candidates.length, Math.max(LEAST_VISITS, Math.ceil(unseen / monthsLeft(month))))
}

/**
 * The lots come first, so that nothing anybody has recorded bears on them: among the cells not seen this year the smallest
 * lots, then among the others. The riskiest of the rest follow, unseen cells first as far as the year demands it.
 */
export function proposeVisits(candidates: readonly Candidate[], month: string, wanted: number): Proposal {
  const needed = neededVisits(candidates, month)
  const size = Math.min(candidates.length, Math.max(wanted, LEAST_VISITS))
  const byRisk = Math.floor(size / 2)
  const unseen = candidates.filter(({ visitedThisYear }) => !visitedThisYear)
  const seen = candidates.filter(({ visitedThisYear }) => visitedThisYear)
  const lots = [...unseen.toSorted(byLot), ...seen.toSorted(byLot)].slice(0, size - byRisk)
  const drawn = new Set(lots.map(({ unitId }) => unitId))

  const owed = Math.min(
    byRisk,
    Math.ceil(unseen.length / monthsLeft(month)) - lots.filter((one) => !one.visitedThisYear).length,
  )
  const risk = riskOf(candidates)
  const riskiest = (among: readonly Candidate[]) =>
    among
      .filter(({ unitId }) => !drawn.has(unitId))
      .toSorted((a, b) => (risk.get(b.unitId) ?? 0) - (risk.get(a.unitId) ?? 0) || byLot(a, b))
  const first = riskiest(unseen).slice(0, Math.max(0, owed))
  const taken = new Set(first.map(({ unitId }) => unitId))
  const rest = riskiest(candidates).filter(({ unitId }) => !taken.has(unitId))
  const risky = [...first, ...rest].slice(0, byRisk)
  return {
    chosen: [
      ...risky.map(({ unitId }): Chosen => ({ unitId, how: 'risk' })),
      ...lots.map(({ unitId }): Chosen => ({ unitId, how: 'lot' })),
    ],
    needed,
  }
}

const byLot = (a: Candidate, b: Candidate): number =>
  a.lot === b.lot ? (a.unitId < b.unitId ? -1 : 1) : a.lot < b.lot ? -1 : 1

/** Why a visit is not recorded. */
export type VisitRefusal = 'outside_month' | 'in_the_future' | 'needs_reason' | 'needs_day'

export function refuseVisit(
  visit: { month: string; outcome: VisitOutcome; heldOn: string | null; reason: string | null },
  today: string,
): VisitRefusal | null {
  if (visit.outcome === 'missed') return visit.reason === null ? 'needs_reason' : null
  if (visit.heldOn === null) return 'needs_day'
  if (visit.heldOn.slice(0, 7) !== visit.month.slice(0, 7)) return 'outside_month'
  return visit.heldOn > today ? 'in_the_future' : null
}

export const visitOutcomes = ['visited', 'missed'] as const
export type VisitOutcome = (typeof visitOutcomes)[number]
