import type { Level, Role } from '#shared/permission.ts'
import { covers, overlap, type Period } from '#features/units/unit.ts'

export type PositionRefusal =
  | 'role_not_for_level'
  | 'unit_not_in_force'
  | 'ends_before_it_begins'
  | 'acting_must_end'
  | 'for_oneself'
  | 'only_administrators'
  | 'already_held'
  | 'already_ended'
  | 'not_begun'

const ofCommittee: readonly Role[] = [
  'secretary',
  'deputy_secretary',
  'standing_member',
  'committee_member',
  'organising_head',
  'organising_officer',
  'viewer',
  'administrator',
]

/** What somebody can be on a unit of a level. A group or a body of the hamlet has no committee; whoever follows or leads it is a member. */
export function rolesAt(level: Level): readonly Role[] {
  if (level === 'cell') return ['secretary', 'deputy_secretary', 'committee_member', 'member', 'viewer']
  if (level === 'body') return ['member']
  return level === 'group' ? ['member', 'viewer'] : ofCommittee
}

export type Held = Period & { personId: string; unitId: string; role: Role; acting?: boolean }
export type Giver = { personId: string | null; isAdministrator: boolean }

/**
 * Why a position is not given. Nobody gives one to themselves, and only an administrator makes an administrator, so that
 * rights cannot be enlarged by those who hold them.
 */
export function refusePosition(
  wanted: Held,
  unit: { level: Level; periods: readonly Period[] },
  held: readonly Held[],
  giver: Giver,
): PositionRefusal | null {
  if (!rolesAt(unit.level).includes(wanted.role)) return 'role_not_for_level'
  if (wanted.to !== null && wanted.to <= wanted.from) return 'ends_before_it_begins'
  if (wanted.acting === true && wanted.to === null) return 'acting_must_end'
  if (!unit.periods.some((period) => covers(period, wanted.from))) return 'unit_not_in_force'
  if (giver.personId === wanted.personId) return 'for_oneself'
  if (wanted.role === 'administrator' && !giver.isAdministrator) return 'only_administrators'
  const same = (other: Held) =>
    other.personId === wanted.personId && other.unitId === wanted.unitId && other.role === wanted.role
  return held.some((other) => same(other) && overlap(other, wanted)) ? 'already_held' : null
}

/** Why a position does not end on a day: the first day on which it is no longer held. */
export function refuseEnd(position: Period, on: string): PositionRefusal | null {
  if (on <= position.from) return 'not_begun'
  return position.to !== null && position.to <= on ? 'already_ended' : null
}
