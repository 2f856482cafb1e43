import type { DossierAction, DossierState } from '../dossier.ts'
import type { DossierView } from '../dossierView.ts'
import type { vi as actionWords } from '../messages.ts'
import type { vi as screenWords } from '../screenMessages.ts'

/** Steps taken on the dossier's page itself, through one dialog. */
export const stepActions = [
  'submit_registration',
  'accept_registration',
  'return_registration',
  'open_self_appraisal',
  'submit_dossier',
  'return_to_cell',
  'propose',
  'agree',
  'disagree',
  'ask_supplement',
  'refuse',
  'withdraw',
  'carry_over',
] as const
export type StepAction = (typeof stepActions)[number]

type ActionLine = DossierView['actions'][number]

/** The step that brings a dossier forward from where it stands. */
const forward: Partial<Record<DossierState, DossierAction>> = {
  draft: 'submit_registration',
  registered: 'accept_registration',
  building: 'open_self_appraisal',
  self_appraisal: 'submit_dossier',
  commune_review: 'propose',
  appraisal: 'appraise',
  opinion: 'agree',
  decision: 'decide',
  not_recognised: 'carry_over',
}

const asStep = (action: DossierAction): StepAction | null => stepActions.find((one) => one === action) ?? null

/** The one main button, if going on is this person's part. */
export function mainActionOf({ state, actions }: DossierView): (ActionLine & { step: StepAction | null }) | null {
  const line = actions.find(({ action }) => action === forward[state])
  return line ? { ...line, step: asStep(line.action) } : null
}

/** The other steps of this person's part, as the workflow lists them; to withdraw is offered apart, out of the thumb's way. */
export function otherActionsOf({ state, actions }: DossierView): (ActionLine & { action: StepAction })[] {
  return actions.flatMap((line) => {
    const step = asStep(line.action)
    return step === null || step === 'withdraw' || step === forward[state] ? [] : [{ ...line, action: step }]
  })
}

/** Appraisals and decisions have their own pages. */
export function placeOf(dossierId: string, action: DossierAction): string | null {
  if (action === 'appraise') return `/dossiers/${dossierId}/appraisal`
  return action === 'decide' ? `/dossiers/${dossierId}/decision` : null
}

/** Why a button is grey: one's own duty, or what is still missing. */
export function blockedBy(
  { action, conflict, obstacles }: ActionLine,
  words: typeof actionWords,
  m: typeof screenWords,
): string | undefined {
  if (conflict !== null) return words.conflicts[conflict]
  const missing = obstacles.filter(({ blocking }) => blocking).length
  return missing > 0 ? m.stillMissing(missing, words.actions[action]) : undefined
}
