import { sql } from 'kysely'
import { type Assigned, expectedOn } from '#features/assignments/assignment.ts'
import { loadAssignments } from '#features/assignments/server/queries.ts'
import { covers, type Period } from '#features/units/unit.ts'
import type { Tx } from '#platform/server/database.ts'
import { dayOf } from '#shared/format.ts'

/** Somebody who belongs to the body that meets, by position. */
type Belongs = Period & { unitId: string; personId: string; name: string }
export type Follower = Assigned & { personName: string | null }
export type People = { followers: readonly Follower[]; members: readonly Belongs[] }

/** Roles that sit in a cell's leadership or in a committee, and so are at its meetings. */
const sitting = ['secretary', 'deputy_secretary', 'standing_member', 'committee_member', 'organising_head']

async function loadMembers(
  tx: Tx,
  by: { units: readonly string[] } | { people: readonly string[] },
): Promise<Belongs[]> {
  const where = 'units' in by ? sql`p.unit_id = any(${by.units}::uuid[])` : sql`p.person_id = any(${by.people}::uuid[])`
  const { rows } = await sql<Belongs>`
    select p.unit_id as "unitId", p.person_id as "personId", h.name, lower(p.valid)::text as "from", upper(p.valid)::text as "to"
    from position p join person h on h.id = p.person_id
    where ${where} and p.role = any(${sitting}::text[])`.execute(tx)
  return rows
}

/** Who is expected at these units, over time. */
export async function peopleAt(tx: Tx, units: readonly string[], day: string): Promise<People> {
  const [followers, members] = await Promise.all([
    loadAssignments(tx, sql`a.unit_id = any(${units}::uuid[])`, day),
    loadMembers(tx, { units }),
  ])
  return { followers, members }
}

/** The units at whose meetings these people are expected, over time, as far as the one who asks may see. */
export async function unitsOfPeople(tx: Tx, people: readonly string[], day: string): Promise<string[]> {
  const [followers, members] = await Promise.all([
    loadAssignments(tx, sql`a.person_id = any(${people}::uuid[])`, day),
    loadMembers(tx, { people }),
  ])
  return [...new Set([...followers, ...members].map(({ unitId }) => unitId))]
}

/** Officers expected at a meeting on its day. */
export function officersOf(people: People, meeting: { unitId: string; startsAt: string }): Follower[] {
  const here = people.followers.filter(({ unitId }) => unitId === meeting.unitId)
  return expectedOn(here, dayOf(meeting.startsAt))
}

/** Everybody by name expected at a meeting: officers, and those who sit in the body itself. */
export function namedAt(people: People, meeting: { unitId: string; startsAt: string }): { id: string; name: string }[] {
  const day = dayOf(meeting.startsAt)
  const named = new Map<string, string>()
  for (const { personId, personName } of officersOf(people, meeting)) {
    if (personId !== null) named.set(personId, personName ?? '')
  }
  for (const one of people.members) {
    if (one.unitId === meeting.unitId && covers(one, day)) named.set(one.personId, one.name)
  }
  return [...named].map(([id, name]) => ({ id, name }))
}
