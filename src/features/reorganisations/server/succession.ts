/** What a unit that ends leaves behind: positions, terms of its committee, and the powers of a body. */
import { sql } from 'kysely'
import type { Tx } from '#platform/server/database.ts'
import { newId } from '#platform/server/id.ts'
import { titlePowers } from '#features/titles/power.ts'
import { listKinds } from '#features/units/server/queries.ts'
import { addDays } from '#shared/format.ts'
import type { Decision } from '../plan.ts'
import { standsOn, type Tree } from '../tree.ts'
import { linkKey } from '../working.ts'

/** Positions and terms of committees end with their unit; who held what on which day stays readable. */
export async function endHoldings(tx: Tx, ended: readonly string[], on: string): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('position')
    .set((eb) => ({
      valid: sql<string>`daterange(lower(valid), ${on}::date)`,
      version: eb('version', '+', 1),
    }))
    .where(sql<boolean>`unit_id = any(${ended}::uuid[]) and lower(valid) < ${on}::date and valid @> ${on}::date`)
    .executeTakeFirst()
  await tx
    .updateTable('committee_term')
    .set({ valid: sql<string>`daterange(lower(valid), ${on}::date)` })
    .where(sql<boolean>`unit_id = any(${ended}::uuid[]) and lower(valid) < ${on}::date and valid @> ${on}::date`)
    .execute()
  return Number(numUpdatedRows)
}

/**
 * The powers of a body that ended go to the bodies under which the units of its own now stand: each new commune for what
 * it received of a district, a commune that goes on for itself, the successor for what was merged. Whoever already followed
 * an ended body is followed in turn.
 */
export async function passPowers(
  tx: Tx,
  tree: Tree,
  ended: readonly string[],
  on: string,
  paperOf: (key: string) => Decision | null,
): Promise<number> {
  const kinds = new Map((await listKinds(tx)).map(({ code, level }) => [code, level]))
  const eve = addDays(on, -1)
  const isBody = (unitId: string) => {
    const level = kinds.get(standsOn(tree, unitId, eve)?.kind ?? '')
    return level !== undefined && !['cell', 'group', 'body'].includes(level)
  }
  const above = (unitId: string) => standsOn(tree, unitId, eve)?.parentId
  const bodies = new Set(ended.filter(isBody))
  const successors = Map.groupBy(
    tree.links.filter((link) => link.on === on && bodies.has(link.fromId)),
    ({ fromId }) => fromId,
  )
  const below = Map.groupBy(
    [...tree.versions.keys()].filter((unitId) => bodies.has(above(unitId) ?? '') && isBody(unitId)),
    (unitId) => above(unitId) ?? '',
  )
  const heirs = [...bodies].flatMap((fromId) => {
    const own = (successors.get(fromId) ?? []).map((link) => ({ ...link, paper: paperOf(linkKey(link)) }))
    // Its level has ended: those directly below it that go on answer for themselves from now on.
    const isLevelOver = own.every(({ kind }) => kind === 'abolish')
    const lower = (below.get(fromId) ?? []).flatMap((unitId) =>
      bodies.has(unitId)
        ? (successors.get(unitId) ?? []).map((link) => ({ toId: link.toId, paper: paperOf(linkKey(link)) }))
        : isLevelOver
          ? [{ toId: unitId, paper: own[0]?.paper ?? null }]
          : [],
    )
    const papers = new Map((lower.length > 0 ? lower : own).map(({ toId, paper }) => [toId, paper]))
    return [...papers].map(([toId, paper]) => ({ fromId, toId, powers: titlePowers, paper }))
  })
  await sql`
    update authority_succession set valid = daterange(lower(valid), ${on}::date)
    where to_unit_id = any(${[...bodies]}::uuid[]) and lower(valid) < ${on}::date and valid @> ${on}::date`.execute(tx)
  const rows = [...heirs, ...(await inTurn(tx, heirs, on))].map((heir) => ({ id: newId(), ...heir }))
  await insertPowers(tx, rows, on)
  return rows.length
}

type Heir = { fromId: string; toId: string; powers: readonly string[]; paper: Decision | null }

/** Those who followed an ended body for some powers are followed for the same ones. */
async function inTurn(tx: Tx, heirs: readonly Heir[], on: string): Promise<Heir[]> {
  const earlier = await tx
    .selectFrom('authority_succession')
    .select(['from_unit_id as fromId', 'to_unit_id as toId', 'powers'])
    .where(sql<boolean>`upper(valid) = ${on}::date`)
    .execute()
  return earlier.flatMap(({ fromId, toId, powers }) =>
    heirs
      .filter((heir) => heir.fromId === toId)
      .map((heir) => ({ fromId, toId: heir.toId, powers, paper: heir.paper })),
  )
}

async function insertPowers(tx: Tx, rows: readonly (Heir & { id: string })[], on: string): Promise<void> {
  await sql`
    insert into authority_succession (id, from_unit_id, to_unit_id, powers, valid,
      decision_number, decision_date, decision_body)
    select x.id, x."fromId", x."toId", x.powers, daterange(${on}::date, null),
      x.paper ->> 'number', (x.paper ->> 'date')::date, x.paper ->> 'body'
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, "fromId" uuid, "toId" uuid, powers text[], paper jsonb)`.execute(
    tx,
  )
}
