import type { DossierState } from './dossier.ts'

/** What is locked changes only by a correction that names its reason: the record stays, the correction is laid over it. */

export const correctables = ['vote', 'step'] as const
export type Correctable = (typeof correctables)[number]

/** A vote can be recorded again while the cell appraises itself; afterwards it is locked. Steps are locked at once. */
export const isLocked = (kind: Correctable, state: DossierState): boolean =>
  kind === 'step' || state !== 'self_appraisal'

export type DayRefusal = 'in_the_future' | 'before_last_step' | 'after_next_step'

/** Why a step cannot have been on that day, or null: steps keep their order. */
export function correctedDayRefusal(
  steps: readonly { id: string; on: string }[],
  { stepId, on, today }: { stepId: string; on: string; today: string },
): DayRefusal | null {
  const at = steps.findIndex(({ id }) => id === stepId)
  const [before, after] = [steps[at - 1]?.on, steps[at + 1]?.on]
  if (on > today) return 'in_the_future'
  if (before !== undefined && on < before) return 'before_last_step'
  return after !== undefined && on > after ? 'after_next_step' : null
}
