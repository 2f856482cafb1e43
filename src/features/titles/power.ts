import { bodyPowers } from '#features/units/authority.ts'
import type { TitleAction } from './title.ts'

/** What may be done with a title after it was granted, and who holds each of these powers on a day. */

export const titlePowers = bodyPowers
export type TitlePower = (typeof titlePowers)[number]

/** The power behind each step: whoever may revoke opens the review and closes it either way. */
export const powerFor: Record<TitleAction | 'correct', TitlePower> = {
  confirm: 'confirm',
  open_re_appraisal: 're_appraise',
  confirm_after_re_appraisal: 're_appraise',
  open_review: 'revoke',
  restore: 'revoke',
  revoke: 'revoke',
  correct: 'correct',
}

/** A unit that a decision puts in the granting body's place, for some of its powers, from a day. */
export type Heir = { unitId: string; powers: readonly TitlePower[]; since: string }
export type Keeper = { unitId: string; since: string }

/**
 * Who holds each power over a title on a day: the heir above the cell that a decision names for it (the latest, where
 * several are named), else the body that the chain of the day lets decide; nobody where the chain names none either.
 */
export function keepersOf(heirs: readonly Heir[], deciding: Keeper | null): Record<TitlePower, Keeper | null> {
  const keeper = (power: TitlePower): Keeper | null => {
    const [heir] = heirs
      .filter(({ powers }) => powers.includes(power))
      .toSorted((a, b) => b.since.localeCompare(a.since) || a.unitId.localeCompare(b.unitId))
    return heir === undefined ? deciding : { unitId: heir.unitId, since: heir.since }
  }
  return {
    confirm: keeper('confirm'),
    re_appraise: keeper('re_appraise'),
    revoke: keeper('revoke'),
    correct: keeper('correct'),
  }
}
