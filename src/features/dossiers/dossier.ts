import { type Steps, workflow } from '#shared/workflow.ts'

/** A cell's way from registration to recognition: one table for the district era and for two levels alike. */

export const dossierStates = [
  'draft',
  'registered',
  'building',
  'self_appraisal',
  'commune_review',
  'appraisal',
  'opinion',
  'decision',
  'recognised',
  'not_recognised',
  'withdrawn',
] as const
export type DossierState = (typeof dossierStates)[number]

/** What can be done to a dossier. Those that keep the state gather facts; the others move it on. */
export const dossierActions = [
  'record_survey',
  'plan_roadmap',
  'add_evidence',
  'submit_registration',
  'accept_registration',
  'return_registration',
  'open_self_appraisal',
  'self_appraise',
  'record_vote',
  'submit_dossier',
  'check_dossier',
  'commune_appraise',
  'return_to_cell',
  'propose',
  'appraise',
  'supplement',
  'report_appraisal',
  'agree',
  'disagree',
  'ask_supplement',
  'decide',
  'refuse',
  'carry_over',
  'withdraw',
] as const
export type DossierAction = (typeof dossierActions)[number]

/** The permission that each action asks for at the door, by its code. What stage and part allow stands in `steps`. */
export const permissionOf: Record<DossierAction, string> = {
  record_survey: 'dossier.survey',
  plan_roadmap: 'dossier.plan',
  add_evidence: 'evidence.add',
  submit_registration: 'dossier.prepare',
  accept_registration: 'dossier.review',
  return_registration: 'dossier.review',
  open_self_appraisal: 'dossier.prepare',
  self_appraise: 'dossier.survey',
  record_vote: 'dossier.prepare',
  submit_dossier: 'dossier.prepare',
  check_dossier: 'dossier.review',
  commune_appraise: 'dossier.survey',
  return_to_cell: 'dossier.review',
  propose: 'dossier.review',
  appraise: 'appraisal.give',
  supplement: 'appraisal.give',
  report_appraisal: 'appraisal.give',
  agree: 'dossier.opinion',
  disagree: 'dossier.opinion',
  ask_supplement: 'dossier.opinion',
  decide: 'title.recognise',
  refuse: 'dossier.refuse',
  carry_over: 'dossier.plan',
  withdraw: 'dossier.plan',
}

/**
 * In whose name somebody acts on a dossier. `organising_board` is that of the level that appraises: it surveys the cells
 * together with the commune at the start of the year. Which unit is which follows from the programme's chain of the day.
 */
export const dossierParts = [
  'cell',
  'commune',
  'organising_board',
  'team',
  'team_head',
  'opinion_body',
  'decision_body',
] as const
export type DossierPart = (typeof dossierParts)[number]

const withdraw = { to: 'withdrawn', by: ['cell', 'commune'] } as const
const survey = ['cell', 'commune', 'organising_board'] as const

/**
 * The steps of part III of Hướng dẫn 02-HD/BTCTU (9-3-2021) as they were carried out: survey, registration, building,
 * self-appraisal with the cell's vote, the commune's proposal, the team's appraisal, opinion, decision.
 */
const steps: Steps<DossierState, DossierAction, DossierPart> = {
  draft: {
    record_survey: { to: 'draft', by: survey },
    plan_roadmap: { to: 'draft', by: ['cell', 'commune'] },
    add_evidence: { to: 'draft', by: ['cell', 'commune'] },
    submit_registration: { to: 'registered', by: ['cell'] },
    withdraw,
  },
  registered: {
    record_survey: { to: 'registered', by: survey },
    accept_registration: { to: 'building', by: ['commune'] },
    return_registration: { to: 'draft', by: ['commune'] },
    withdraw,
  },
  building: {
    record_survey: { to: 'building', by: survey },
    plan_roadmap: { to: 'building', by: ['cell', 'commune'] },
    add_evidence: { to: 'building', by: ['cell', 'commune'] },
    open_self_appraisal: { to: 'self_appraisal', by: ['cell'] },
    withdraw,
  },
  self_appraisal: {
    plan_roadmap: { to: 'self_appraisal', by: ['cell', 'commune'] },
    add_evidence: { to: 'self_appraisal', by: ['cell', 'commune'] },
    self_appraise: { to: 'self_appraisal', by: ['cell'] },
    record_vote: { to: 'self_appraisal', by: ['cell'] },
    submit_dossier: { to: 'commune_review', by: ['cell'] },
    withdraw,
  },
  commune_review: {
    add_evidence: { to: 'commune_review', by: ['commune'] },
    check_dossier: { to: 'commune_review', by: ['commune'] },
    commune_appraise: { to: 'commune_review', by: ['commune'] },
    return_to_cell: { to: 'self_appraisal', by: ['commune'] },
    propose: { to: 'appraisal', by: ['commune'] },
    withdraw,
  },
  appraisal: {
    add_evidence: { to: 'appraisal', by: ['team'] },
    appraise: { to: 'appraisal', by: ['team'] },
    supplement: { to: 'self_appraisal', by: ['team'] },
    report_appraisal: { to: 'opinion', by: ['team_head'] },
    withdraw,
  },
  opinion: {
    agree: { to: 'decision', by: ['opinion_body'] },
    disagree: { to: 'not_recognised', by: ['opinion_body'] },
    ask_supplement: { to: 'self_appraisal', by: ['opinion_body'] },
    withdraw,
  },
  decision: {
    decide: { to: 'recognised', by: ['decision_body'] },
    refuse: { to: 'not_recognised', by: ['decision_body'] },
  },
  recognised: {},
  not_recognised: { carry_over: { to: 'not_recognised', by: ['cell', 'commune'] } },
  withdrawn: {},
}

export const dossierWorkflow = workflow(steps)

export type Step = { ok: true; to: DossierState; part: DossierPart }
export type StepRefusal = { ok: false; refusal: 'not_allowed_now' | 'not_your_part' }

/**
 * Where an action leads on a day. A chain without an opinion (two levels since 1 July 2025) passes that state over: the
 * report goes straight to the decision.
 */
export function nextStep(
  from: DossierState,
  action: DossierAction,
  parts: readonly DossierPart[],
  chain: { opinion: unknown } | null,
): Step | StepRefusal {
  const decided = dossierWorkflow.decide(from, action, parts)
  if (!decided.ok) return decided
  const part = steps[from][action]?.by.find((one) => parts.includes(one))
  if (part === undefined) return { ok: false, refusal: 'not_your_part' }
  const passedOver = decided.to === 'opinion' && chain?.opinion === null
  return { ok: true, to: passedOver ? 'decision' : decided.to, part }
}

/** Steps that must say why: a return nobody can answer is no return. */
export const needsReason: readonly DossierAction[] = [
  'return_registration',
  'return_to_cell',
  'supplement',
  'ask_supplement',
  'disagree',
  'refuse',
  'withdraw',
]
/** Steps that must say by when. */
export const needsDueDay: readonly DossierAction[] = ['return_to_cell', 'supplement', 'ask_supplement']

export type StepWords = { on: string; reason: string; dueOn: string | null }
export type WordsRefusal = 'reason_required' | 'due_day_required' | 'due_before_step'

/** What a step must say besides its name. */
export function wordsRefusal(action: DossierAction, { on, reason, dueOn }: StepWords): WordsRefusal | null {
  if (needsReason.includes(action) && reason === '') return 'reason_required'
  if (needsDueDay.includes(action) && dueOn === null) return 'due_day_required'
  if (dueOn !== null && dueOn < on) return 'due_before_step'
  return null
}

/** Finished: nothing moves it any more, though what was not recognised may be carried over to another year. */
export const isClosed = (state: DossierState): boolean =>
  state === 'recognised' || state === 'not_recognised' || state === 'withdrawn'

/** Whose turn it is; nobody's once closed. */
export const turnOf: Record<DossierState, DossierPart | null> = {
  draft: 'cell',
  registered: 'commune',
  building: 'cell',
  self_appraisal: 'cell',
  commune_review: 'commune',
  appraisal: 'team',
  opinion: 'opinion_body',
  decision: 'decision_body',
  recognised: null,
  not_recognised: null,
  withdrawn: null,
}

/** Why a step's day cannot be taken: events are recorded on the day they happened, in their order, not before. */
export function dayRefusal(
  on: string,
  { today, lastStepOn, unitSince }: { today: string; lastStepOn: string | null; unitSince: string | null },
): 'in_the_future' | 'before_last_step' | 'before_unit' | null {
  if (on > today) return 'in_the_future'
  if (unitSince === null || on < unitSince) return 'before_unit'
  return lastStepOn !== null && on < lastStepOn ? 'before_last_step' : null
}

/**
 * Only cells of hamlets and neighbourhoods can be recognised: "chi bộ ấp, khu phố trực thuộc đảng uỷ xã, phường, thị
 * trấn" (Hướng dẫn 02-HD/BTCTU, 9-3-2021).
 */
export const recognisableKinds: readonly string[] = ['hamlet_cell', 'neighbourhood_cell']

/**
 * Why a year cannot be registered for: before the programme began, or further ahead than next year. After the term the
 * programme may have been prolonged (no document was found that ends it), so a later year is not refused.
 */
export function yearRefusal(
  year: number,
  { today, fromYear }: { today: string; fromYear: number },
): 'before_programme' | 'too_far_ahead' | null {
  if (year < fromYear) return 'before_programme'
  return year > Number(today.slice(0, 4)) + 1 ? 'too_far_ahead' : null
}
