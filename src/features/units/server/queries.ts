import { sql } from 'kysely'
import type { Basis } from '#shared/contract.ts'
import { type Level, levels, type Permission } from '#shared/permission.ts'
import { Problem } from '#shared/problem.ts'
import { type Actor, positionsFor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/database.ts'
import type { Call } from '#platform/server/serve.ts'
import { mayOver, type UnitKind } from '../unit.ts'

/** What other features know of a unit: its name, kind and place on a day. */
export type UnitOnDay = {
  id: string
  slug: string | null
  name: string
  kind: string
  level: Level
  parentId: string | null
  validFrom: string
  validTo: string | null
}

export const asLevel = (text: string): Level => {
  const level = levels.find((known) => known === text)
  if (!level) throw new Error(`Unknown level ${text}`)
  return level
}

const onDay = (tx: Tx, on: string) =>
  tx
    .selectFrom('unit_version as v')
    .innerJoin('unit as u', 'u.id', 'v.unit_id')
    .innerJoin('unit_kind as k', 'k.code', 'v.kind')
    .select(['u.id', 'u.slug', 'v.name', 'v.kind', 'k.level', 'v.parent_id as parentId'])
    .select([sql<string>`lower(v.valid)::text`.as('validFrom'), sql<string | null>`upper(v.valid)::text`.as('validTo')])
    .where(sql<boolean>`v.valid @> ${on}::date`)

/** The unit as it was on a day; undefined when there was none. */
export async function findUnit(tx: Tx, unitId: string, on: string): Promise<UnitOnDay | undefined> {
  const found = await onDay(tx, on).where('u.id', '=', unitId).executeTakeFirst()
  return found && { ...found, level: asLevel(found.level) }
}

export async function getUnitOnDay(tx: Tx, unitId: string, on: string): Promise<UnitOnDay> {
  const found = await findUnit(tx, unitId, on)
  if (!found) throw new Problem('not_found', { reason: 'unit' })
  return found
}

export async function findUnitBySlug(tx: Tx, slug: string): Promise<string | undefined> {
  return (await tx.selectFrom('unit').select('id').where('slug', '=', slug).executeTakeFirst())?.id
}

/** The name on a day, or the last one before it, else the first: a fact of a unit that has ended still says where it happened. */
export async function unitName(tx: Tx, unitId: string, on: string): Promise<string> {
  const found = await tx
    .selectFrom('unit_version')
    .select('name')
    .where('unit_id', '=', unitId)
    .orderBy(sql`valid @> ${on}::date`, 'desc')
    .orderBy(sql`lower(valid) <= ${on}::date`, 'desc')
    .orderBy(sql`abs(lower(valid) - ${on}::date)`)
    .limit(1)
    .executeTakeFirst()
  if (!found) throw new Problem('not_found', { reason: 'unit' })
  return found.name
}

/** The units above on a day, from the province down to the parent; without the unit itself. */
export async function chainAbove(tx: Tx, unitId: string, on: string): Promise<UnitOnDay[]> {
  const found = await onDay(tx, on)
    .innerJoin('unit_closure as c', 'c.ancestor_id', 'u.id')
    .where('c.descendant_id', '=', unitId)
    .where('c.via', '=', 'parent')
    .where('c.depth', '>', 0)
    .where(sql<boolean>`c.valid @> ${on}::date`)
    .orderBy('c.depth', 'desc')
    .execute()
  return found.map((unit) => ({ ...unit, level: asLevel(unit.level) }))
}

/**
 * Everything below a unit, itself included with depth 0. `then`: the tree of that day. `now`: that day's tree and, under
 * their successors, the units that had ended by then. Each is named as on the day, or as it was last called.
 */
export async function unitsBelow(
  tx: Tx,
  unitId: string,
  on: string,
  basis: Basis,
): Promise<(UnitOnDay & { depth: number })[]> {
  const { rows } = await sql<UnitOnDay & { depth: number }>`
    select u.id, u.slug, v.name, v.kind, k.level, v.parent_id as "parentId", c.depth,
      lower(v.valid)::text as "validFrom", upper(v.valid)::text as "validTo"
    from (
      select descendant_id, min(depth) as depth from unit_closure
      where ancestor_id = ${unitId} and valid @> ${on}::date and (${basis}::text = 'now' or via = 'parent')
      group by descendant_id
    ) c
    join unit u on u.id = c.descendant_id
    join lateral (
      select * from unit_version
      where unit_id = c.descendant_id and lower(valid) <= ${on}::date
      order by lower(valid) desc limit 1
    ) v on true
    join unit_kind k on k.code = v.kind
    order by c.depth, v.sort_order, v.name, u.id`.execute(tx)
  return rows
}

/** The unit itself and those above it on a day: what a position must stand on to reach the unit. */
export async function idsAbove(tx: Tx, unitId: string, on: string): Promise<string[]> {
  const found = await tx
    .selectFrom('unit_closure')
    .select('ancestor_id')
    .where('descendant_id', '=', unitId)
    .where(sql<boolean>`valid @> ${on}::date`)
    .execute()
  return found.map(({ ancestor_id }) => ancestor_id)
}

/** Does a position the actor holds on this unit or above it today grant the permission? For tables that are readable by all. */
export async function isOver(call: Call, permission: Permission, unitId: string): Promise<boolean> {
  return mayOver(
    permission,
    positionsFor(call.actor, permission.code),
    await idsAbove(call.tx, unitId, call.today),
    call.today,
  )
}

export async function requireOver(call: Call, permission: Permission, unitId: string): Promise<void> {
  if (!(await isOver(call, permission, unitId))) throw new Problem('forbidden', { reason: permission.code })
}

/** Is the unit one of the actor's own or below one of them today? The same question row-level security asks. */
export async function isWithinScope(tx: Tx, actor: Actor, unitId: string, today: string): Promise<boolean> {
  return (await idsAbove(tx, unitId, today)).some((above) => actor.units.includes(above))
}

/**
 * May the actor see what was in the unit? Whoever holds a position on it or above it today; for a unit that has ended,
 * above it on its last day, through what became of those units.
 */
export async function isWithinReach(tx: Tx, actor: Actor, unitId: string, today: string): Promise<boolean> {
  const { rows } = await sql`
    select 1
    from (select least(${today}::date, max(upper(valid)) - 1) as day from unit_version where unit_id = ${unitId}
          having bool_and(upper(valid) is not null)
          union all select ${today}::date) last
    join unit_closure c on c.descendant_id = ${unitId} and c.via = 'parent' and c.valid @> last.day
    join unit_closure o on o.descendant_id = c.ancestor_id and o.valid @> ${today}::date
    where o.ancestor_id = any (${[...actor.units]}::uuid[]) limit 1`.execute(tx)
  return rows.length > 0
}

/** The kinds of units, in the order in which they were entered. */
export async function listKinds(tx: Tx): Promise<UnitKind[]> {
  const kinds = await tx
    .selectFrom('unit_kind')
    .select(['code', 'level', 'label_vi', 'label_en', 'committee_vi'])
    .select([sql<string>`lower(in_use)::text`.as('from'), sql<string | null>`upper(in_use)::text`.as('to')])
    .execute()
  return kinds.map((kind) => ({
    code: kind.code,
    level: asLevel(kind.level),
    label: { vi: kind.label_vi, en: kind.label_en },
    committee: kind.committee_vi,
    inUse: { from: kind.from, to: kind.to },
  }))
}

/** The cells under a unit on a day, in official order. */
export async function cellsBelow(tx: Tx, unitId: string, day: string): Promise<{ unitId: string; name: string }[]> {
  const { rows } = await sql<{ unitId: string; name: string }>`
    select v.unit_id as "unitId", v.name
    from unit_closure c
    join unit_version v on v.unit_id = c.descendant_id and v.valid @> ${day}::date
    join unit_kind k on k.code = v.kind and k.level = 'cell'
    where c.ancestor_id = ${unitId} and c.via = 'parent' and c.valid @> ${day}::date
    order by v.sort_order, v.name, v.unit_id`.execute(tx)
  return rows
}
