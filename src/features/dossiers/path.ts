import { type Evaluation, evaluate, type Verdicts } from '#features/rule-sets/evaluation.ts'
import { isLeaf } from '#features/rule-sets/item.ts'
import type { DeadlineStep } from '#features/programmes/programme.ts'
import { addDays, daysBetween } from '#shared/format.ts'
import { type DossierPart, type DossierState, isClosed, turnOf } from './dossier.ts'
import type { AssessmentKind, DossierFacts } from './obstacles.ts'

/** The path to recognition: what is met, what is missing, who must act by when, and whether the year will be kept. */

/** The states of the way, in order; `draft` and `registered` are both the registration. */
export const pathStates = [
  'draft',
  'registered',
  'building',
  'self_appraisal',
  'commune_review',
  'appraisal',
  'opinion',
  'decision',
  'recognised',
] as const
export type PathState = (typeof pathStates)[number]

/** Whose verdict counts where the dossier stands: the furthest body that has judged the item. */
const counting: Record<DossierState, readonly AssessmentKind[]> = {
  draft: ['self', 'survey'],
  registered: ['self', 'survey'],
  building: ['self', 'survey'],
  self_appraisal: ['self', 'survey'],
  commune_review: ['commune', 'self'],
  appraisal: ['team', 'commune'],
  opinion: ['team', 'commune'],
  decision: ['team', 'commune'],
  recognised: ['team', 'commune'],
  not_recognised: ['team', 'commune'],
  withdrawn: ['team', 'commune', 'self', 'survey'],
}

export type ItemStatus = 'met' | 'not_met' | 'in_progress' | 'missing' | 'not_applicable'
export type ItemOnPath = {
  code: string
  mandatory: boolean
  status: ItemStatus
  /** Whose verdict it is; null while nobody has given one. */
  judgedBy: AssessmentKind | null
  dueOn: string | null
  late: boolean
}
export type PathCounts = { met: number; inProgress: number; missing: number; late: number; of: number }

export type PathStep = {
  state: PathState
  status: 'done' | 'current' | 'ahead'
  by: DossierPart | null
  /** The day the step was finished. */
  doneOn: string | null
  dueOn: string | null
}

export const forecasts = ['reached', 'on_track', 'at_risk', 'late', 'unknown', 'not_reached'] as const
export type Forecast = (typeof forecasts)[number]

export type Path = {
  items: ItemOnPath[]
  counts: PathCounts
  steps: PathStep[]
  next: { by: DossierPart; dueOn: string | null; overdueDays: number } | null
  forecast: Forecast
}

export type Passage = { from: DossierState | null; to: DossierState; on: string }

/** Each time a dossier comes to the team is a round of its own: it agrees again on what was supplemented. */
export const appraisalRound = (passages: readonly Passage[]): number =>
  Math.max(1, passages.filter(({ from, to }) => to === 'appraisal' && from !== to).length)

/** The verdicts that count where the dossier stands, with whose they are. */
export function countingVerdicts({ state, verdicts }: Pick<DossierFacts, 'state' | 'verdicts'>): {
  verdicts: Verdicts
  judgedBy: (code: string) => AssessmentKind | null
} {
  const kinds = counting[state]
  const judgedBy = (code: string) => kinds.find((kind) => verdicts[kind][code] !== undefined) ?? null
  const codes = new Set(kinds.flatMap((kind) => Object.keys(verdicts[kind])))
  const entries = [...codes].map((code) => {
    const kind = judgedBy(code)
    return [code, kind === null ? undefined : verdicts[kind][code]] as const
  })
  return { verdicts: Object.fromEntries(entries), judgedBy }
}

/** Every leaf of the set as it stands; `in_progress`: not met, but worked on (evidence, or a day of the road map still ahead). */
export function itemsOnPath(facts: DossierFacts, today: string): ItemOnPath[] {
  const { verdicts, judgedBy } = countingVerdicts(facts)
  const { results } = evaluate(facts.ruleSet, verdicts)
  return facts.ruleSet.items.filter(isLeaf).map(({ code, mandatory }) => {
    const dueOn = facts.roadmap.find(({ itemCode }) => itemCode === code)?.dueOn ?? null
    const workedOn = (facts.evidence[code] ?? 0) > 0 || (dueOn !== null && dueOn >= today)
    const status = statusOf(results[code], workedOn)
    const open = status !== 'met' && status !== 'not_applicable' && !isClosed(facts.state)
    return { code, mandatory, status, judgedBy: judgedBy(code), dueOn, late: open && dueOn !== null && dueOn < today }
  })
}

function statusOf(result: Evaluation['results'][string] | undefined, workedOn: boolean): ItemStatus {
  if (result?.state === 'not_applicable') return 'not_applicable'
  // Scored without a line to pass: judged, and nothing more is asked.
  if (result?.state === 'value' && result.met !== false) return 'met'
  if (workedOn) return 'in_progress'
  return result?.state === 'value' ? 'not_met' : 'missing'
}

/** Counts of mandatory items; those that do not apply are not counted. */
export function countItems(items: readonly ItemOnPath[]): PathCounts {
  const counted = items.filter(({ mandatory, status }) => mandatory && status !== 'not_applicable')
  const count = (test: (item: ItemOnPath) => boolean) => counted.filter(test).length
  return {
    met: count(({ status }) => status === 'met'),
    inProgress: count(({ status }) => status === 'in_progress'),
    missing: count(({ status }) => status === 'missing' || status === 'not_met'),
    late: count(({ late }) => late),
    of: counted.length,
  }
}

/** The strip of steps. A chain without an opinion has no such step, unless the dossier went through or waits in one. */
export function stepsOnPath(
  { state, dueOn }: Pick<DossierFacts, 'state' | 'dueOn'>,
  passages: readonly Passage[],
  opinionAsked: boolean,
): PathStep[] {
  const reached = state === 'not_recognised' || state === 'withdrawn' ? (passages.at(-1)?.from ?? state) : state
  const passed = passages.some(({ from, to }) => from === 'opinion' || to === 'opinion')
  const shown = pathStates.filter((one) => one !== 'opinion' || opinionAsked || passed || state === 'opinion')
  const at = shown.findIndex((one) => one === reached)
  return shown.map((one, index) => {
    const done = index < at || state === 'recognised'
    const left = done ? passages.findLast(({ from, to }) => from === one && to !== one) : undefined
    const arrived = one === 'recognised' ? passages.findLast(({ to }) => to === one) : undefined
    return {
      state: one,
      status: done ? 'done' : index === at ? 'current' : 'ahead',
      by: turnOf[one],
      doneOn: (left ?? arrived)?.on ?? null,
      dueOn: index === at && !isClosed(state) ? dueOn : null,
    }
  })
}

/**
 * Whether the year's registration will be kept, from what is known and nothing else:
 * `late` — the year is over, or the step's day, or that of an open item in the road map, has passed;
 * `at_risk` — the last day of the open items, followed by the time limits still ahead, ends after 31 December;
 * `on_track` — it does not; `unknown` — neither a road map nor a time limit says when anything is due.
 */
export function forecastOf(facts: DossierFacts, items: readonly ItemOnPath[], today: string): Forecast {
  const { state, year, dueOn, settings } = facts
  if (state === 'recognised') return 'reached'
  if (isClosed(state)) return 'not_reached'
  const end = `${year}-12-31`
  if (today > end || (dueOn !== null && dueOn < today) || items.some(({ late }) => late)) return 'late'
  const open = items.filter(({ status }) => status !== 'met' && status !== 'not_applicable')
  const days = open.flatMap((item) => (item.dueOn === null ? [] : [item.dueOn]))
  const limits = limitsAhead(state).flatMap((step) => settings.deadlines[step] ?? [])
  if (days.length === 0 && limits.length === 0 && dueOn === null) return 'unknown'
  const readyOn = [today, ...days, ...(dueOn === null ? [] : [dueOn])].reduce((a, b) => (a > b ? a : b))
  const finish = addDays(
    readyOn,
    limits.reduce((sum, limit) => sum + limit, 0),
  )
  return finish > end ? 'at_risk' : 'on_track'
}

const limited: readonly DeadlineStep[] = ['self_appraisal', 'commune_review', 'appraisal', 'opinion', 'decision']

/** Steps with a time limit that have not begun; the one under way counts by its own due day. */
function limitsAhead(state: DossierState): readonly DeadlineStep[] {
  const at = limited.findIndex((one) => one === state)
  return limited.slice(at + 1)
}

export function pathOf(
  facts: DossierFacts,
  passages: readonly Passage[],
  { opinionAsked, today }: { opinionAsked: boolean; today: string },
): Path {
  const items = itemsOnPath(facts, today)
  const by = turnOf[facts.state]
  const { dueOn } = facts
  return {
    items,
    counts: countItems(items),
    steps: stepsOnPath(facts, passages, opinionAsked),
    next: by === null ? null : { by, dueOn, overdueDays: dueOn === null ? 0 : Math.max(0, daysBetween(dueOn, today)) },
    forecast: forecastOf(facts, items, today),
  }
}

/** A cell among others: `forecast` null where it has not registered for the year. */
export type Need = {
  forecast: Forecast | null
  overdueDays: number
  missing: number
  name: string
}

const urgency: readonly (Forecast | null)[] = ['late', 'at_risk', 'not_reached', null, 'unknown', 'on_track', 'reached']

/** Cells that need help first: what is late, then at risk, then not registered; longest overdue, most missing. */
export function compareNeed(a: Need, b: Need, byName: (a: string, b: string) => number): number {
  return (
    urgency.indexOf(a.forecast) - urgency.indexOf(b.forecast) ||
    b.overdueDays - a.overdueDays ||
    b.missing - a.missing ||
    byName(a.name, b.name)
  )
}
