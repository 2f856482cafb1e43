import { workflow } from '#shared/workflow.ts'

/** What a recognised cell holds, and how it is kept or lost: each change by a numbered decision of the body in charge. */

export const titleStates = ['in_force', 'expiring', 're_appraisal', 'under_review', 'revoked'] as const
export type TitleState = (typeof titleStates)[number]

export const titleActions = [
  'confirm',
  'open_re_appraisal',
  'confirm_after_re_appraisal',
  'open_review',
  'restore',
  'revoke',
] as const
export type TitleAction = (typeof titleActions)[number]

/** The body that decides on the cell's titles today: the one of the chain, whoever granted the title. */
export const titleParts = ['decision_body', 'commune'] as const
export type TitlePart = (typeof titleParts)[number]

/**
 * Keeping the title is continuous work ("để giữ vững danh hiệu … nhiệm vụ chính trị xuyên suốt"). How often it is
 * confirmed or appraised again, and on which grounds it is lost, was not found: these are settings of a programme.
 */
export const titleWorkflow = workflow<TitleState, TitleAction, TitlePart>({
  in_force: {
    confirm: { to: 'in_force', by: ['decision_body'] },
    open_re_appraisal: { to: 're_appraisal', by: ['decision_body', 'commune'] },
    open_review: { to: 'under_review', by: ['decision_body'] },
  },
  expiring: {
    confirm: { to: 'in_force', by: ['decision_body'] },
    open_re_appraisal: { to: 're_appraisal', by: ['decision_body', 'commune'] },
    open_review: { to: 'under_review', by: ['decision_body'] },
  },
  re_appraisal: {
    confirm_after_re_appraisal: { to: 'in_force', by: ['decision_body'] },
    revoke: { to: 'revoked', by: ['decision_body'] },
  },
  under_review: {
    restore: { to: 'in_force', by: ['decision_body'] },
    revoke: { to: 'revoked', by: ['decision_body'] },
  },
  revoked: {},
})

/** A title that counts in figures of a day: granted, and not yet revoked. Under review it still counts. */
export const holds = (state: TitleState): boolean => state !== 'revoked'

export type TitleStep = {
  action: TitleAction
  on: string
  decision: { number: string; date: string } | null
  ground: string
  note: string
}
export type TitleStepRefusal =
  | 'in_the_future'
  | 'before_last_step'
  | 'decision_required'
  | 'ground_required'
  | 'ground_unknown'
  | 'confirmed_this_year'

/** Actions that are decisions, with number and date; the others only open a procedure. */
export const needsDecision: readonly TitleAction[] = ['confirm', 'confirm_after_re_appraisal', 'restore', 'revoke']
/** Actions that must say on which ground. */
export const needsGround: readonly TitleAction[] = ['open_review', 'revoke']

/**
 * Why a step cannot be taken so, or null. Where the programme lists grounds of revocation, a revocation names one of
 * them; where it lists none, it says the ground in words.
 */
export function titleStepRefusal(
  step: TitleStep,
  facts: { today: string; lastOn: string; confirmedYears: readonly string[]; grounds: readonly { code: string }[] },
): TitleStepRefusal | null {
  if (step.on > facts.today) return 'in_the_future'
  if (step.on < facts.lastOn) return 'before_last_step'
  if (needsDecision.includes(step.action) && step.decision === null) return 'decision_required'
  if (needsGround.includes(step.action) && step.ground === '') return 'ground_required'
  const listed = facts.grounds.length === 0 || facts.grounds.some(({ code }) => code === step.ground)
  if (step.action === 'revoke' && !listed) return 'ground_unknown'
  const year = step.on.slice(0, 4)
  return step.action === 'confirm' && facts.confirmedYears.includes(year) ? 'confirmed_this_year' : null
}

/** How near its end a title is on a day; null where the programme sets no duration. */
export function shownState(
  title: { state: TitleState; expiresOn: string | null },
  { today, warnFrom }: { today: string; warnFrom: string | null },
): TitleState {
  if (title.state !== 'in_force' || title.expiresOn === null || warnFrom === null) return title.state
  return today >= warnFrom ? 'expiring' : 'in_force'
}

/** The state a title was in at the end of a day, told by its events: what came later does not count yet. */
export function stateOn(
  title: { recognisedOn: string },
  events: readonly { on: string; to: TitleState }[],
  day: string,
): TitleState | null {
  if (day < title.recognisedOn) return null
  return events.filter(({ on }) => on <= day).at(-1)?.to ?? 'in_force'
}

/**
 * "Granted by X; kept and revocable by Y since a day": the bodies that hold powers in the place of the granting one, none
 * where it still holds all of them.
 */
export const successionOf = <Keeper extends { unitId: string }>(
  grantedBy: string,
  inCharge: readonly Keeper[],
): Keeper[] => inCharge.filter(({ unitId }) => unitId !== grantedBy)
