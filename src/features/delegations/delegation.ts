import { grants, type HeldPosition, type Permission } from '#shared/permission.ts'
import { covers, type Period } from '#features/units/unit.ts'

/** What somebody who holds a position hands to somebody else for a time. It never reaches further than the position does. */

export type DelegationRefusal =
  | 'not_your_position'
  | 'for_oneself'
  | 'not_of_unit'
  | 'ends_before_it_begins'
  | 'beyond_position'
  | 'not_yours_to_delegate'
  | 'already_ended'

export type GivenPosition = Period & HeldPosition & { personId: string }
export type WantedDelegation = { personId: string; permissions: readonly string[]; from: string; to: string }

/** What a position may hand on: what is declared as delegable and granted by the position itself, on that day. */
export const delegableThrough = (position: HeldPosition, declared: readonly Permission[], on: string): Permission[] =>
  declared.filter((permission) => permission.delegable === true && grants(permission, [position], true, on))

/** Reading that goes with what is delegated: nobody can act on what they cannot see. */
export const readingWith = ['dossier.read', 'evidence.read'] as const

/**
 * Why something is not delegated so, or null. What was delegated to the giver is not a position of theirs, so that nothing
 * is passed on. `to` is the first day without it.
 */
export function refuseDelegation(
  wanted: WantedDelegation,
  position: GivenPosition,
  giver: { personId: string | null },
  around: { receiverOfUnit: boolean; declared: readonly Permission[] },
): DelegationRefusal | null {
  if (giver.personId === null || giver.personId !== position.personId || position.only !== undefined)
    return 'not_your_position'
  if (wanted.personId === position.personId) return 'for_oneself'
  if (!around.receiverOfUnit) return 'not_of_unit'
  if (wanted.to <= wanted.from) return 'ends_before_it_begins'
  if (!covers(position, wanted.from) || (position.to !== null && wanted.to > position.to)) return 'beyond_position'
  const possible = new Set(delegableThrough(position, around.declared, wanted.from).map(({ code }) => code))
  return wanted.permissions.every((code) => possible.has(code)) ? null : 'not_yours_to_delegate'
}

/** Why a delegation does not end on a day: the first day without it. Before its first day it is taken back whole. */
export const refuseDelegationEnd = (delegation: { to: string }, on: string): DelegationRefusal | null =>
  on < delegation.to ? null : 'already_ended'
