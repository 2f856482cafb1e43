import { sql } from 'kysely'
import { listExemptions, listMembers } from '#features/members/server/queries.ts'
import { listedOn } from '#features/members/member.ts'
import type { Tx } from '#platform/server/database.ts'
import { standing } from '#shared/permission.ts'
import type { Subject, TurnBody } from '../turn.ts'

export type NamedSubject = Subject & { name: string }

/** Who takes turns in a body on a day, in its own order: the cell's list, or the people of a commune's committee. */
export async function subjectsOf(tx: Tx, body: TurnBody, unitId: string, day: string): Promise<NamedSubject[]> {
  if (body === 'committee') return committeeOf(tx, unitId, day)
  const [members, exemptions] = [await listMembers(tx, unitId), await listExemptions(tx, unitId)]
  return listedOn(members, exemptions, day)
}

async function committeeOf(tx: Tx, unitId: string, day: string): Promise<NamedSubject[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select h.id, h.name from person h
    where exists (select from position p where p.person_id = h.id and p.unit_id = ${unitId} and p.valid @> ${day}::date
      and p.role = any(${[...standing, 'committee_member']}::text[]))
    order by h.name_folded, h.id`.execute(tx)
  return rows.map((row) => ({ ...row, exempt: false }))
}
