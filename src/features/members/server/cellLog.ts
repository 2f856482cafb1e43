import { sql } from 'kysely'
import type { Tx } from '#platform/server/database.ts'

/**
 * The next number in a cell's log of changes. Its row stays held until the transaction ends: the cell's changes become
 * visible in the order of their numbers, and whoever derives something from them is alone.
 */
export async function nextInCell(tx: Tx, unitId: string): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into cell_log (unit_id, last) values (${unitId}, 1)
    on conflict (unit_id) do update set last = cell_log.last + 1
    returning last`.execute(tx)
  return rows[0]?.last ?? 0
}
