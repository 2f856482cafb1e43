import { sql } from 'kysely'
import { Problem } from '#shared/problem.ts'
import { type Refuse, refuser } from '#shared/refusal.ts'
import { fold } from '#shared/text.ts'
import { decisionColumns, loadVersions } from '#features/units/server/history.ts'
import { idsAbove, listKinds, requireOver } from '#features/units/server/queries.ts'
import { kindOf, nearestVersion } from '#features/units/unit.ts'
import { announce, record } from '#platform/server/journal.ts'
import type { Tx } from '#platform/server/database.ts'
import type { Call } from '#platform/server/serve.ts'
import { keepPositions, type NewPosition, type PersonName, type PositionEnd, type PositionView } from '../contract.ts'
import { type Held, type PositionRefusal, refuseEnd, refusePosition } from '../position.ts'
import { refusals } from '../refusal.ts'
import { asRole, getPosition, keptUnits, showPosition } from './queries.ts'

const refuse: Refuse<PositionRefusal> = refuser(refusals)

/** Somebody holds a position on a unit from a day, by a decision. What they may do follows from it that day. */
export async function givePosition(call: Call, input: NewPosition): Promise<PositionView> {
  const { tx, actor, language } = call
  await requireOver(call, keepPositions, input.unitId)
  const [versions, kinds, above] = await Promise.all([
    loadVersions(tx, input.unitId),
    listKinds(tx),
    idsAbove(tx, input.unitId, call.today),
  ])
  const current = nearestVersion(versions, input.from)
  const kind = current && kindOf(kinds, current.kind)
  if (!kind) throw new Problem('not_found', { reason: 'unit' })
  const { person, unitId, role, acting, from, to = null } = input
  const refusal = refusePosition(
    { personId: person.id, unitId, role, from, to, acting },
    { level: kind.level, periods: versions },
    await heldBy(tx, person.id),
    {
      personId: actor.personId,
      isAdministrator: actor.positions.some((held) => held.role === 'administrator' && above.includes(held.unitId)),
    },
  )
  if (refusal) refuse(language, refusal)
  if (person.name !== undefined) await enterPerson(tx, { id: person.id, name: person.name })
  else await requireKnown(call, person.id)
  await tx
    .insertInto('position')
    .values({
      id: input.id,
      person_id: person.id,
      unit_id: unitId,
      role,
      title: input.title,
      acting,
      valid: sql<string>`daterange(${from}::date, ${to}::date)`,
      ...decisionColumns(input.decision),
    })
    .execute()
  const after = { personId: person.id, role, title: input.title, acting, from, to, decision: input.decision }
  await record(call, { action: 'position.given', objectType: 'position', objectId: input.id, unitId, after })
  await announce(call, 'position.given', unitId, { positionId: input.id, role, from })
  return showPosition(call, input.id)
}

async function heldBy(tx: Tx, personId: string): Promise<Held[]> {
  const rows = await tx
    .selectFrom('position')
    .select(['unit_id as unitId', 'role'])
    .select([sql<string>`lower(valid)::text`.as('from'), sql<string | null>`upper(valid)::text`.as('to')])
    .where('person_id', '=', personId)
    .execute()
  return rows.map((row) => ({ ...row, role: asRole(row.role), personId }))
}

async function enterPerson(tx: Tx, { id, name }: { id: string; name: string }): Promise<void> {
  await tx
    .insertInto('person')
    .values({ id, name, name_folded: fold(name) })
    .execute()
}

/** Only people already known within the units one keeps can be given another position without being entered. */
async function requireKnown(call: Call, personId: string): Promise<void> {
  const { rows } = await sql`
    select 1 from position p
    join unit_closure c on c.descendant_id = p.unit_id and c.valid @> ${call.today}::date
    where p.person_id = ${personId} and c.ancestor_id = any(${keptUnits(call)}::uuid[]) limit 1`.execute(call.tx)
  if (rows.length === 0) throw new Problem('not_found', { reason: 'person' })
}

/** From that day on the position gives no rights; what was done through it stays. */
export async function endPosition(call: Call, input: PositionEnd): Promise<PositionView> {
  const { tx, language } = call
  const position = await getPosition(tx, input.positionId)
  await requireOver(call, keepPositions, position.unitId)
  const refusal = refuseEnd({ from: position.validFrom, to: position.validTo }, input.on)
  if (refusal) refuse(language, refusal)
  const { numUpdatedRows } = await tx
    .updateTable('position')
    .set({ valid: sql<string>`daterange(lower(valid), ${input.on}::date)`, version: input.version + 1 })
    .where('id', '=', input.positionId)
    .where('version', '=', input.version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Problem('stale_version')
  await record(call, {
    action: 'position.ended',
    objectType: 'position',
    objectId: input.positionId,
    unitId: position.unitId,
    before: { to: position.validTo },
    after: { to: input.on },
  })
  await announce(call, 'position.ended', position.unitId, { positionId: input.positionId, on: input.on })
  return showPosition(call, input.positionId)
}

/** A name entered wrongly; it is the only thing known of a person. The journal says that it was mended, not what it was. */
export async function correctName(call: Call, input: PersonName) {
  const { tx } = call
  await requireKnown(call, input.personId)
  const { numUpdatedRows } = await tx
    .updateTable('person')
    .set({ name: input.name, name_folded: fold(input.name), version: input.version + 1 })
    .where('id', '=', input.personId)
    .where('version', '=', input.version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Problem('stale_version')
  await record(call, { action: 'person.name_corrected', objectType: 'person', objectId: input.personId, unitId: null })
  return { id: input.personId, name: input.name, version: input.version + 1 }
}
