import { sql } from 'kysely'
import { Problem } from '#shared/problem.ts'
import { type TreeOfDay, treeDay } from '#features/targets/server/cells.ts'
import type { Call } from '#platform/server/serve.ts'

/** What a report is about: one programme, a day, and whose tree the facts of that day are put into. */
export type Scope = TreeOfDay & { programmeId: string; year: number }

/** Versions of units (as `v`) that make the rows of the tree. */
export const standsInTree = (scope: Scope) => sql<boolean>`v.valid @> ${treeDay(scope)}::date`

/**
 * May the caller see this unit's figures? Whoever holds a position on the unit or above it today; for a unit that has
 * ended, above it on its last day, through what became of those units. After that the figures are counted through a role
 * that reads the counted tables of every unit and no others: a figure follows from unit, day and basis, never from who asks, and cells that have since moved
 * elsewhere or ended still belong to the report of their day.
 */
export async function enterUnit({ tx, actor, today }: Call, unitId: string): Promise<void> {
  const { rows } = await sql`
    select 1
    from (select least(${today}::date, max(upper(valid)) - 1) as day from unit_version where unit_id = ${unitId}
          having bool_and(upper(valid) is not null)
          union all select ${today}::date) last
    join unit_closure c on c.descendant_id = ${unitId} and c.via = 'parent' and c.valid @> last.day
    join unit_closure o on o.descendant_id = c.ancestor_id and o.valid @> ${today}::date
    where o.ancestor_id = any (${[...actor.units]}::uuid[]) limit 1`.execute(tx)
  if (rows.length === 0) throw new Problem('not_found', { reason: 'unit' })
  await sql`select set_config('role', 'vung_manh_figures', true)`.execute(tx)
}
