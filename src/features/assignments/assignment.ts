import { covers, overlap, type Period } from '#features/units/unit.ts'
import type { Level } from '#shared/permission.ts'

/** Following a unit for good, or standing in for whoever does. */
export const assignmentKinds = ['follow', 'substitute'] as const
export type AssignmentKind = (typeof assignmentKinds)[number]

/** What is followed: a commune, a cell, a group (Quy định 01-QĐ/HU of Châu Thành, as told on 25 May 2022). */
export const targetLevels = ['commune', 'cell', 'group'] as const satisfies readonly Level[]
export type TargetLevel = (typeof targetLevels)[number]
export const isTargetLevel = (level: Level): level is TargetLevel => targetLevels.some((known) => known === level)

export type Assigned = Period & {
  id: string
  unitId: string
  byUnitId: string
  personId: string | null
  title: string
  kind: AssignmentKind
  standsInFor: string | null
}

export type AssignmentRefusal =
  | 'not_a_target'
  | 'not_above'
  | 'unit_not_in_force'
  | 'ends_before_it_begins'
  | 'already_assigned'
  | 'nobody_to_stand_in_for'
  | 'substitute_needs_end'
  | 'outside_stood_in_for'
  | 'for_the_same_person'
  | 'not_begun'
  | 'already_ended'
  | 'nothing_to_hand_over'
  | 'cluster_member_not_below'
  | 'already_in_cluster'

/** Why somebody is not assigned: `above` are the ids above the target on the first day, itself not among them. */
export function refuseAssignment(
  wanted: Assigned,
  target: { level: Level; periods: readonly Period[]; above: readonly string[] },
  others: readonly Assigned[],
): AssignmentRefusal | null {
  if (!isTargetLevel(target.level)) return 'not_a_target'
  if (!target.above.includes(wanted.byUnitId)) return 'not_above'
  if (wanted.to !== null && wanted.to <= wanted.from) return 'ends_before_it_begins'
  if (!target.periods.some((period) => covers(period, wanted.from))) return 'unit_not_in_force'
  if (wanted.kind === 'substitute') return refuseSubstitute(wanted, others)
  const twice = others.some(
    (other) =>
      other.kind === 'follow' &&
      wanted.personId !== null &&
      other.personId === wanted.personId &&
      overlap(other, wanted),
  )
  return twice ? 'already_assigned' : null
}

function refuseSubstitute(wanted: Assigned, others: readonly Assigned[]): AssignmentRefusal | null {
  const stoodInFor = others.find(({ id, kind }) => id === wanted.standsInFor && kind === 'follow')
  if (!stoodInFor) return 'nobody_to_stand_in_for'
  if (wanted.to === null) return 'substitute_needs_end'
  if (stoodInFor.personId !== null && stoodInFor.personId === wanted.personId) return 'for_the_same_person'
  const within = stoodInFor.from <= wanted.from && (stoodInFor.to === null || wanted.to <= stoodInFor.to)
  if (!within) return 'outside_stood_in_for'
  const twice = others.some(
    (other) => other.kind === 'substitute' && other.standsInFor === wanted.standsInFor && overlap(other, wanted),
  )
  return twice ? 'already_assigned' : null
}

/** Why an assignment does not end on a day: the first day on which it is no longer held. */
export function refuseEnding(assigned: Period, on: string): AssignmentRefusal | null {
  if (on <= assigned.from) return 'not_begun'
  return assigned.to !== null && assigned.to <= on ? 'already_ended' : null
}

/** Who is expected on a day: whoever stands in takes the place of the one they stand in for. */
export function expectedOn<A extends Assigned>(assignments: readonly A[], day: string): A[] {
  const running = assignments.filter((one) => covers(one, day))
  const replaced = new Set(running.map(({ standsInFor }) => standsInFor).filter((id) => id !== null))
  return running.filter(({ id }) => !replaced.has(id))
}

/** How many units each person is expected at that day, most first. `limit`: what the unit has set; null: not set. */
export function loadsOf(
  assignments: readonly Assigned[],
  day: string,
  limit: number | null,
): { personId: string; targets: number; over: boolean }[] {
  const counts = new Map<string, Set<string>>()
  for (const { personId, unitId } of expectedOn(assignments, day)) {
    if (personId !== null) counts.set(personId, (counts.get(personId) ?? new Set()).add(unitId))
  }
  return [...counts]
    .map(([personId, units]) => ({ personId, targets: units.size, over: limit !== null && units.size > limit }))
    .toSorted((a, b) => b.targets - a.targets || (a.personId < b.personId ? -1 : 1))
}
