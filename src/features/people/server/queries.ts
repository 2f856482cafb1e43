import { sql } from 'kysely'
import type { z } from 'zod'
import { grants, type Role, roles } from '#shared/permission.ts'
import { Problem } from '#shared/problem.ts'
import { fold } from '#shared/text.ts'
import { asDecision } from '#features/units/server/history.ts'
import { findUnit, isOver, isWithinScope } from '#features/units/server/queries.ts'
import type { Tx } from '#platform/server/database.ts'
import { type Call, requirePerson } from '#platform/server/serve.ts'
import { type FoundPerson, keepPositions, type OwnPosition, type PositionList, type PositionView } from '../contract.ts'
import { rolesAt } from '../position.ts'

export function asRole(text: string): Role {
  const role = roles.find((known) => known === text)
  if (!role) throw new Error(`Unknown role ${text}`)
  return role
}

const positions = (tx: Tx) =>
  tx
    .selectFrom('position as p')
    .innerJoin('person as h', 'h.id', 'p.person_id')
    .select([
      'p.id',
      'p.version',
      'p.role',
      'p.title',
      'p.acting',
      'p.person_id as personId',
      'p.unit_id as unitId',
      'h.name',
    ])
    .select(['p.decision_number', 'p.decision_date', 'p.decision_body'])
    .select([sql<string>`lower(p.valid)::text`.as('validFrom'), sql<string | null>`upper(p.valid)::text`.as('validTo')])

/** In the order in which committees are listed. */
const byRank = sql`array_position(${[...roles]}::text[], p.role)`

export async function getPosition(tx: Tx, positionId: string) {
  const found = await positions(tx).where('p.id', '=', positionId).executeTakeFirst()
  if (!found) throw new Problem('not_found', { reason: 'position' })
  return found
}
type Stored = Awaited<ReturnType<typeof getPosition>>

/** Names are for those within the unit's line of work, and for those who keep its positions. */
function asView(row: Stored, sight: { names: boolean; keeps: boolean; today: string }): PositionView {
  const running = row.validTo === null || row.validTo > sight.today
  return {
    id: row.id,
    version: row.version,
    role: asRole(row.role),
    title: row.title,
    acting: row.acting,
    person: sight.names ? { id: row.personId, name: row.name } : null,
    validFrom: row.validFrom,
    validTo: row.validTo,
    decision: asDecision(row),
    allowedActions: sight.keeps && running ? ['end'] : [],
  }
}

export async function showPosition(call: Call, positionId: string): Promise<PositionView> {
  const row = await getPosition(call.tx, positionId)
  const [names, keeps] = await Promise.all([
    isWithinScope(call.tx, call.actor, row.unitId, call.today),
    isOver(call, keepPositions, row.unitId),
  ])
  return asView(row, { names: names || keeps, keeps, today: call.today })
}

export async function listPositions(call: Call, unitId: string, on: string, past: boolean): Promise<PositionList> {
  const { tx, actor, today } = call
  const [rows, names, keeps, unit] = await Promise.all([
    positions(tx)
      .where('p.unit_id', '=', unitId)
      .where(past ? sql<boolean>`lower(p.valid) <= ${on}::date` : sql<boolean>`p.valid @> ${on}::date`)
      .orderBy(sql`p.valid @> ${on}::date`, 'desc')
      .orderBy(byRank)
      .orderBy(sql`lower(p.valid)`, 'desc')
      .orderBy('p.id')
      .execute(),
    isWithinScope(tx, actor, unitId, today),
    isOver(call, keepPositions, unitId),
    tx.selectFrom('unit').select('id').where('id', '=', unitId).executeTakeFirst(),
  ])
  if (!unit) throw new Problem('not_found', { reason: 'unit' })
  const given = keeps ? await rolesToGive(call, unitId) : []
  return {
    items: rows.map((row) => asView(row, { names: names || keeps, keeps, today })),
    allowedActions: given.length > 0 ? ['give'] : [],
    roles: given,
  }
}

async function rolesToGive(call: Call, unitId: string): Promise<Role[]> {
  const unit = await findUnit(call.tx, unitId, call.today)
  if (!unit) return []
  const administers = call.actor.positions.some(({ role }) => role === 'administrator')
  return rolesAt(unit.level).filter((role) => role !== 'administrator' || administers)
}

/** Positions of the one who asks, now and before, newest first. */
export async function listOwnPositions(call: Call): Promise<z.infer<typeof OwnPosition>[]> {
  const personId = requirePerson(call)
  const rows = await positions(call.tx)
    .innerJoinLateral(
      (from) =>
        from
          .selectFrom('unit_version as v')
          .select('v.name as unitName')
          .whereRef('v.unit_id', '=', 'p.unit_id')
          .where(sql<boolean>`lower(v.valid) < coalesce(upper(p.valid), ${call.today}::date + 1)`)
          .orderBy(sql`lower(v.valid)`, 'desc')
          .limit(1)
          .as('named'),
      (join) => join.onTrue(),
    )
    .select('named.unitName')
    .where('p.person_id', '=', personId)
    .orderBy(sql`lower(p.valid)`, 'desc')
    .orderBy('p.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    unitId: row.unitId,
    unitName: row.unitName,
    role: asRole(row.role),
    title: row.title,
    validFrom: row.validFrom,
    validTo: row.validTo,
    decision: asDecision(row),
  }))
}

/** The units over which the actor keeps positions, each with everything below it. */
export const keptUnits = (call: Call): string[] =>
  call.actor.positions.filter((held) => grants(keepPositions, [held], true, call.today)).map(({ unitId }) => unitId)

/** People with a position, now or before, on a unit the actor keeps, by name. */
export async function findPeople(call: Call, q: string): Promise<z.infer<typeof FoundPerson>[]> {
  const wanted = fold(q).replace(/[\\%_]/gu, String.raw`\$&`)
  if (wanted.length < 2) return []
  const { rows } = await sql<z.infer<typeof FoundPerson>>`
    select distinct on (h.name, h.id) h.id, h.name, h.version, p.title || ' · ' || v.name as latest
    from person h
    join position p on p.person_id = h.id
    join unit_closure c on c.descendant_id = p.unit_id and c.valid @> ${call.today}::date
      and c.ancestor_id = any(${keptUnits(call)}::uuid[])
    join lateral (
      select name from unit_version where unit_id = p.unit_id order by (valid @> ${call.today}::date) desc, lower(valid) desc limit 1
    ) v on true
    where h.name_folded like ${`${wanted}%`} or h.name_folded like ${`% ${wanted}%`}
    order by h.name, h.id, lower(p.valid) desc
    limit 20`.execute(call.tx)
  return rows
}
