import { sql } from 'kysely'
import { Problem } from '#shared/problem.ts'
import { type Refuse, refuser } from '#shared/refusal.ts'
import { getPosition } from '#features/people/server/queries.ts'
import { decisionColumns } from '#features/units/server/history.ts'
import { announce, record } from '#platform/server/journal.ts'
import type { Call } from '#platform/server/serve.ts'
import type { DelegationEnd, DelegationView, NewDelegation } from '../contract.ts'
import { type DelegationRefusal, readingWith, refuseDelegation, refuseDelegationEnd } from '../delegation.ts'
import { refusals } from '../refusal.ts'
import { asView, getDelegation, listDeclared, showDelegation } from './queries.ts'

const refuse: Refuse<DelegationRefusal> = refuser(refusals)

/** Hands actions of one's own position to somebody for a time. From its first day they count as that person's. */
export async function giveDelegation(call: Call, input: NewDelegation): Promise<DelegationView> {
  const { tx, actor, language } = call
  const { id, unitId, personId, permissions, from, to } = input
  const position = await getPosition(tx, input.positionId)
  const held = actor.positions.find((one) => one.id === input.positionId)
  if (position.unitId !== unitId || !held) refuse(language, 'not_your_position')
  const refusal = refuseDelegation(
    { personId, permissions, from, to },
    { ...held, personId: position.personId, from: position.validFrom, to: position.validTo },
    actor,
    { receiverOfUnit: await isOfUnit(call, personId, unitId), declared: await listDeclared() },
  )
  if (refusal) refuse(language, refusal)
  const codes = [...new Set([...permissions, ...readingWith])].sort()
  await tx
    .insertInto('delegation')
    .values({
      id,
      position_id: input.positionId,
      unit_id: unitId,
      person_id: personId,
      permissions: codes,
      valid: sql<string>`daterange(${from}::date, ${to}::date)`,
      ...decisionColumns(input.decision),
      decision_number: input.decision.number,
      decision_date: input.decision.date,
      given_by: position.personId,
    })
    .execute()
  const after = { positionId: input.positionId, personId, permissions: codes, from, to, decision: input.decision }
  await record(call, { action: 'delegation.given', objectType: 'delegation', objectId: id, unitId, after })
  await announce(call, 'delegation.given', unitId, { delegationId: id, from, to })
  return showDelegation(call, id)
}

/** Somebody who holds a position today on the unit or below it. */
async function isOfUnit({ tx, today }: Call, personId: string, unitId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from position p join unit_closure c on c.descendant_id = p.unit_id and c.valid @> ${today}::date
    where p.person_id = ${personId} and p.valid @> ${today}::date and c.ancestor_id = ${unitId} limit 1`.execute(tx)
  return rows.length > 0
}

/** Only whoever gave it takes it back; it ends by itself with their position. */
export async function endDelegation(call: Call, input: DelegationEnd): Promise<DelegationView> {
  const { tx, actor, language } = call
  const before = await getDelegation(tx, input.delegationId)
  if (actor.personId === null || before.giverId !== actor.personId) refuse(language, 'not_your_position')
  const refusal = refuseDelegationEnd({ to: before.validTo }, input.on)
  if (refusal) refuse(language, refusal)
  const { numUpdatedRows } = await tx
    .updateTable('delegation')
    .set({
      // Never wider than before; nothing is left of one that had not begun.
      valid: sql<string>`valid * daterange(null, ${input.on}::date)`,
      version: input.version + 1,
    })
    .where('id', '=', input.delegationId)
    .where('version', '=', input.version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Problem('stale_version')
  await record(call, {
    action: 'delegation.ended',
    objectType: 'delegation',
    objectId: input.delegationId,
    unitId: before.unitId,
    before: { to: before.validTo },
    after: { to: input.on },
  })
  await announce(call, 'delegation.ended', before.unitId, { delegationId: input.delegationId, on: input.on })
  // One that had not begun is gone: it is shown as it was, with nothing left to end.
  if (before.validFrom < input.on) return showDelegation(call, input.delegationId)
  const { validFrom } = before
  return asView(call, { ...before, version: input.version + 1, validTo: validFrom }, true, await listDeclared())
}
