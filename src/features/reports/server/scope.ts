import { sql } from 'kysely'
import { Problem } from '#shared/problem.ts'
import { type TreeOfDay, treeDay } from '#features/targets/server/cells.ts'
import type { Call } from '#platform/server/serve.ts'
import { isWithinReach } from '#features/units/server/queries.ts'

/** What a report is about: one programme, a day, and whose tree the facts of that day are put into. */
export type Scope = TreeOfDay & { programmeId: string; year: number }

/** Versions of units (as `v`) that make the rows of the tree. */
export const standsInTree = (scope: Scope) => sql<boolean>`v.valid @> ${treeDay(scope)}::date`

/**
 * May the caller see this unit's figures? Whoever has it within reach. After that they are counted through a role that
 * reads the counted tables of every unit and no others: a figure follows from unit, day and basis, never from who asks, and cells that have since moved
 * elsewhere or ended still belong to the report of their day.
 */
export async function enterUnit({ tx, actor, today }: Call, unitId: string): Promise<void> {
  if (!(await isWithinReach(tx, actor, unitId, today))) throw new Problem('not_found', { reason: 'unit' })
  await sql`select set_config('role', 'vung_manh_figures', true)`.execute(tx)
}
