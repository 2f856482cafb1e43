import type { DossierAction } from '../dossier.ts'
import type { DossierView } from '../dossierView.ts'

/** Whose verdicts the person looking gives where the dossier stands: never two at once. */
export type JudgingKind = 'survey' | 'self' | 'commune'

const kinds = [
  ['record_survey', 'survey'],
  ['self_appraise', 'self'],
  ['commune_appraise', 'commune'],
] as const satisfies readonly (readonly [DossierAction, JudgingKind])[]

export const judgingKindOf = ({ allowedActions }: Pick<DossierView, 'allowedActions'>): JudgingKind | null =>
  kinds.find(([action]) => allowedActions.includes(action))?.[1] ?? null

export type BodyKind = keyof ItemLine['verdicts']
export type ItemLine = DossierView['items'][number]

/** The bodies whose verdicts are shown side by side; the survey only while it is of use. */
export function bodiesShown({ items }: DossierView, judging: JudgingKind | null): BodyKind[] {
  const surveyed =
    judging === 'survey' || items.some(({ verdicts }) => verdicts.survey !== null && verdicts.self === null)
  return surveyed ? ['survey', 'self', 'commune', 'team'] : ['self', 'commune', 'team']
}
