import { sql } from 'kysely'
import { Problem } from '#shared/problem.ts'
import { anchorDay } from '#features/documents/anchoring.ts'
import type { TreeOfDay } from '#features/targets/server/cells.ts'
import type { Call } from '#platform/server/serve.ts'
import { isWithinReach } from '#features/units/server/queries.ts'

/** What a report is about: one programme, a day, and whose tree the facts of that day are put into. */
export type Scope = TreeOfDay & { programmeId: string; year: number }

/** The day whose names a report says: of the units in its tree, and of the cells whose records stand behind it. */
export const nameDay = ({ basis, asOf: fact, today }: Scope, name: 'unit' | 'cell'): string =>
  anchorDay(basis === 'then' ? 'reportAsThen' : 'reportAsNow', name, { fact, today })

/** Versions of units (as `v`) that make the rows of the tree: the tree's day names them too. */
export const standsInTree = (scope: Scope) => sql<boolean>`v.valid @> ${nameDay(scope, 'unit')}::date`

/**
 * May the caller see this unit's figures? Whoever has it within reach. After that they are counted through a role that
 * reads the counted tables of every unit and no others: a figure follows from unit, day and basis, never from who asks, and cells that have since moved
 * elsewhere or ended still belong to the report of their day.
 */
export async function enterUnit({ tx, actor, today }: Call, unitId: string): Promise<void> {
  if (!(await isWithinReach(tx, actor, unitId, today))) throw new Problem('not_found', { reason: 'unit' })
  await sql`select set_config('role', 'vung_manh_figures', true)`.execute(tx)
}
