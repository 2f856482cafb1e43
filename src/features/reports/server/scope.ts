import { sql } from 'kysely'
import type { Basis } from '#shared/contract.ts'
import { Problem } from '#shared/problem.ts'
import type { Tx } from '#platform/server/database.ts'
import type { Call } from '#platform/server/serve.ts'

/** What a report is about: one programme, a day, and whose tree the facts of that day are put into. */
export type Scope = { programmeId: string; asOf: string; basis: Basis; today: string; year: number }

/** The day whose tree attributes a cell to a unit. Facts are of `asOf` either way. */
export const treeDay = ({ basis, asOf, today }: Scope) => (basis === 'then' ? asOf : today)

/** Rows of `unit_closure` (as `c`) that attribute. As then: the tree of the day. As now: today's, through lineage too. */
export function attributes(scope: Scope) {
  const ofDay = sql<boolean>`c.valid @> ${treeDay(scope)}::date`
  return scope.basis === 'then' ? sql<boolean>`${ofDay} and c.via = 'parent'` : ofDay
}

/** Versions of units (as `v`) that make the rows of the tree. */
export const standsInTree = (scope: Scope) => sql<boolean>`v.valid @> ${treeDay(scope)}::date`

/**
 * May the caller see this unit's figures? Whoever holds a position on the unit or above it today; for a unit that has
 * ended, above it on its last day, through what became of those units. After that the figures are counted past
 * row-level security: a figure follows from unit, day and basis, never from who asks, and cells that have since moved
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
  await sql`select set_config('role', 'none', true)`.execute(tx)
}

export type ReportProgramme = { id: string; code: string; name: string; fromYear: number; toYear: number }

/** The programme asked for, else the one whose term holds the day, else the last begun before it, else the first. */
export async function findProgramme(tx: Tx, asOf: string, code?: string): Promise<ReportProgramme | undefined> {
  return tx
    .selectFrom('programme')
    .select(['id', 'code', 'name'])
    .select([
      sql<number>`extract(year from lower(term))::int`.as('fromYear'),
      sql<number>`extract(year from coalesce(upper(term) - 1, date '2100-12-31'))::int`.as('toYear'),
    ])
    .$if(code !== undefined, (query) => query.where('code', '=', code ?? ''))
    .orderBy(sql`term @> ${asOf}::date`, 'desc')
    .orderBy(sql`lower(term) <= ${asOf}::date`, 'desc')
    .orderBy(sql`case when lower(term) <= ${asOf}::date then lower(term) end`, (order) => order.desc().nullsLast())
    .orderBy(sql`lower(term)`)
    .limit(1)
    .executeTakeFirst()
}

export async function getProgramme(tx: Tx, asOf: string, code?: string): Promise<ReportProgramme> {
  const programme = await findProgramme(tx, asOf, code)
  if (!programme) throw new Problem('not_found', { reason: 'programme' })
  return programme
}
