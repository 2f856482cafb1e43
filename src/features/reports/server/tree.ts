import { sql } from 'kysely'
import type { Level } from '#shared/permission.ts'
import { compareVi } from '#shared/text.ts'
import type { Tx } from '#platform/server/database.ts'
import { attributes } from '#features/targets/server/cells.ts'
import { nameDay, type Scope, standsInTree } from './scope.ts'

export type UnitInTree = {
  unitId: string
  name: string
  kind: string
  level: Level
  standings: string[]
  sortOrder: number
  /** Whether it has a place in the tree of the report. */
  inTree: boolean
}
export type NamedUnit = { unitId: string; name: string }

const standingsOf = ({ asOf }: Scope) => sql<string[]>`coalesce((select array_agg(s.kind order by s.kind)
  from unit_standing s where s.unit_id = v.unit_id and s.valid @> ${asOf}::date), '{}')`

export const unitColumns = (
  scope: Scope,
) => sql`v.unit_id as "unitId", v.name, v.kind, k.level, v.sort_order as "sortOrder",
  ${standingsOf(scope)} as standings`

/** A unit by its name in the tree of the report; where it has no place there, by its nearest name. */
export async function nameUnit(tx: Tx, scope: Scope, unitId: string): Promise<UnitInTree | undefined> {
  const { rows } = await sql<UnitInTree>`
    select ${unitColumns(scope)}, ${standsInTree(scope)} as "inTree"
    from unit_version v join unit_kind k on k.code = v.kind
    where v.unit_id = ${unitId}
    order by ${standsInTree(scope)} desc, lower(v.valid) <= ${scope.asOf}::date desc, abs(lower(v.valid) - ${scope.asOf}::date)
    limit 1`.execute(tx)
  return rows[0]
}

/** Units directly below, as official lists order them: those that have cells of ấp and khu phố, or are such cells. */
export async function listBelow(tx: Tx, scope: Scope, unitId: string): Promise<UnitInTree[]> {
  const { rows } = await sql<UnitInTree>`
    select ${unitColumns(scope)}, true as "inTree"
    from unit_version v join unit_kind k on k.code = v.kind
    where v.parent_id = ${unitId} and ${standsInTree(scope)} and v.kind not in ('other_cell', 'group')`.execute(tx)
  return rows.toSorted(inOfficialOrder)
}

/** Every commune below a unit (itself too), for the map. */
export async function listCommunes(tx: Tx, scope: Scope, unitId: string): Promise<UnitInTree[]> {
  const { rows } = await sql<UnitInTree>`
    select ${unitColumns(scope)}, true as "inTree"
    from unit_closure c
    join unit_version v on v.unit_id = c.descendant_id and ${standsInTree(scope)}
    join unit_kind k on k.code = v.kind
    where c.ancestor_id = ${unitId} and c.descendant_level = 'commune' and c.via = 'parent' and ${attributes(scope)}`.execute(
    tx,
  )
  return rows.toSorted(inOfficialOrder)
}

export const inOfficialOrder = (a: UnitInTree, b: UnitInTree) => a.sortOrder - b.sortOrder || compareVi(a.name, b.name)

/** Everything above a unit in the tree of the report, the highest first, and whether positions on these units reach it. */
export async function listAbove(
  tx: Tx,
  scope: Scope,
  { unitId, seenFrom }: { unitId: string; seenFrom: readonly string[] },
): Promise<(NamedUnit & { visible: boolean })[]> {
  const { rows } = await sql<NamedUnit & { visible: boolean }>`
    select v.unit_id as "unitId", v.name, exists (
      select from unit_closure o where o.descendant_id = c.ancestor_id
        and o.ancestor_id = any (${[...seenFrom]}::uuid[]) and o.valid @> ${scope.today}::date) as visible
    from unit_closure c
    join unit_version v on v.unit_id = c.ancestor_id and ${standsInTree(scope)}
    where c.descendant_id = ${unitId} and c.depth > 0 and c.via = 'parent' and ${attributes(scope)}
    order by c.depth desc`.execute(tx)
  return rows
}

/**
 * What to look at instead of a unit that has no place in the tree: what it came from, on a day before it was there; what it
 * became, on a day after it ended. As then, the days of its own life decide, so that no later change does.
 */
export async function listInstead(tx: Tx, scope: Scope, unitId: string): Promise<NamedUnit[]> {
  const day = nameDay(scope, 'unit')
  const begins = await firstDayAfter(tx, unitId, day)
  const [on, from, to] =
    begins === null
      ? [day, sql.ref('c.descendant_id'), sql.ref('c.ancestor_id')]
      : [begins, sql.ref('c.ancestor_id'), sql.ref('c.descendant_id')]
  const { rows } = await sql<NamedUnit>`
    select distinct v.unit_id as "unitId", v.name
    from unit_closure c
    join unit_version v on v.unit_id = ${to} and v.valid @> ${day}::date
    where ${from} = ${unitId} and c.via = 'lineage' and c.depth = 1 and c.valid @> ${on}::date
    order by v.name, v.unit_id`.execute(tx)
  return rows
}

/** The first day after another on which the unit was there; null where it ended for good before. */
async function firstDayAfter(tx: Tx, unitId: string, day: string): Promise<string | null> {
  const row = await tx
    .selectFrom('unit_version')
    .select(sql<string | null>`min(lower(valid))::text`.as('first'))
    .where('unit_id', '=', unitId)
    .where(sql<boolean>`lower(valid) > ${day}::date`)
    .executeTakeFirst()
  return row?.first ?? null
}
