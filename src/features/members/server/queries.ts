import { sql } from 'kysely'
import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/database.ts'
import { leaders } from '#shared/permission.ts'

/** Whoever leads a cell, or the one it ended in. */
export const leadsCell = ({ positions, cells }: Actor, unitId: string): boolean =>
  cells.includes(unitId) && positions.some(({ level, role }) => level === 'cell' && leaders.includes(role))

/** Everybody on the list of some cells, then or now, changed after a number of their log. */
export async function listMembers(tx: Tx, unitId: string, after = 0) {
  return tx
    .selectFrom('cell_member')
    .select(['id', 'name', 'sort_order as sortOrder', 'version', 'seq'])
    .select([sql<string>`lower(valid)::text`.as('validFrom'), sql<string | null>`upper(valid)::text`.as('validTo')])
    .where('unit_id', '=', unitId)
    .where('seq', '>', after)
    .orderBy('sort_order')
    .orderBy('id')
    .execute()
}

/** Their exemptions, likewise. */
export async function listExemptions(tx: Tx, unitId: string, after = 0) {
  return tx
    .selectFrom('member_exemption')
    .select(['id', 'member_id as memberId', 'reason_kind as reasonKind', 'version', 'seq'])
    .select([sql<string>`lower(valid)::text`.as('validFrom'), sql<string | null>`upper(valid)::text`.as('validTo')])
    .where('unit_id', '=', unitId)
    .where('seq', '>', after)
    .orderBy('id')
    .execute()
}
