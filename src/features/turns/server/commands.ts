import { requireOver } from '#features/units/server/queries.ts'
import { monthOf } from '#features/months/month.ts'
import { newId } from '#platform/server/id.ts'
import { record } from '#platform/server/journal.ts'
import type { Call } from '#platform/server/serve.ts'
import { Problem } from '#shared/problem.ts'
import { keepTurns, type TurnMonth, type TurnOutcome, type TurnWish } from '../contract.ts'
import { nextTurns, turnsAMonth } from '../turn.ts'
import { loadTurns, openBody, showTurns } from './queries.ts'
import { refuse } from './refuse.ts'

/** The next turns of a month, up to what the month holds; sent twice it plans once. */
export async function planTurns(call: Call, { unitId, month, count }: TurnWish): Promise<TurnMonth> {
  const { tx, today, language } = call
  await requireOver(call, keepTurns, unitId)
  const { body, subjects } = await openBody(call, unitId)
  if (month < monthOf(today)) refuse(language, 'month_is_past')
  const turns = await loadTurns(tx, unitId)
  const planned = turns.filter((turn) => turn.month === month).length
  if (planned + count > turnsAMonth[body].most) refuse(language, 'month_is_full')
  const chosen = nextTurns(subjects, turns, { month, count })
  if (chosen.length === 0) refuse(language, 'nobody_left')
  const column = body === 'cell' ? 'member_id' : 'person_id'
  await tx
    .insertInto('self_identification_turn')
    .values(chosen.map((subject) => ({ unit_id: unitId, id: newId(), month, [column]: subject })))
    .execute()
  const after = { month, subjects: chosen }
  await record(call, {
    action: 'turn.planned',
    objectType: 'turn_month',
    objectId: `${unitId}/${month}`,
    unitId,
    after,
  })
  return showTurns(call, unitId, month)
}

/** It was done, or is postponed for one of the known reasons; nothing else can be told. */
export async function settleTurn(call: Call, input: TurnOutcome): Promise<TurnMonth> {
  const { unitId, turnId, version, postponedFor } = input
  const { tx, today, language } = call
  await requireOver(call, keepTurns, unitId)
  const turn = (await loadTurns(tx, unitId)).find(({ id }) => id === turnId)
  if (!turn) throw new Problem('not_found', { reason: 'turn' })
  if (turn.version !== version) throw new Problem('stale_version')
  if (turn.state !== 'planned') refuse(language, 'already_settled')
  if (turn.month > monthOf(today)) refuse(language, 'month_is_ahead')
  const state = postponedFor === null ? 'done' : 'postponed'
  const { numUpdatedRows } = await tx
    .updateTable('self_identification_turn')
    .set({ state, postponed_for: postponedFor, settled_on: today, version: version + 1 })
    .where('unit_id', '=', unitId)
    .where('id', '=', turnId)
    .where('version', '=', version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Problem('stale_version')
  const after = { state, postponedFor }
  await record(call, { action: 'turn.settled', objectType: 'turn', objectId: turnId, unitId, after })
  return showTurns(call, unitId, turn.month)
}
