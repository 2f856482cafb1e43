import { sql } from 'kysely'
import { monthOf } from '#features/months/month.ts'
import { getUnitOnDay, isOver } from '#features/units/server/queries.ts'
import type { Tx } from '#platform/server/database.ts'
import type { Call } from '#platform/server/serve.ts'
import { Problem } from '#shared/problem.ts'
import { keepTurns, readTurns, type TurnMonth, type TurnView } from '../contract.ts'
import { nextTurns, type PastTurn, roundOf, type TurnBody, turnsAMonth, turnStates } from '../turn.ts'
import { type NamedSubject, subjectsOf } from './subjects.ts'

export type TurnRow = PastTurn &
  Omit<TurnView, 'member' | 'person' | 'allowedActions'> & { memberName: string | null; personName: string | null }

/** A body as turns know it. Refuses with `not_found` where it has none, or the asker no position on it. */
export async function openBody(
  call: Call,
  unitId: string,
): Promise<{ body: TurnBody; name: string; subjects: NamedSubject[] }> {
  const { tx, today, actor } = call
  const { level, name } = await getUnitOnDay(tx, unitId, today)
  const own = actor.units.includes(unitId) && (await isOver(call, readTurns, unitId))
  if (!own || (level !== 'cell' && level !== 'commune')) throw new Problem('not_found', { reason: 'unit' })
  const body = level === 'cell' ? 'cell' : 'committee'
  return { body, name, subjects: await subjectsOf(tx, body, unitId, today) }
}

/** Every turn a body has had, oldest first. */
export async function loadTurns(tx: Tx, unitId: string): Promise<TurnRow[]> {
  const { rows } = await sql<TurnRow>`
    select t.id, t.version, t.month::text, coalesce(t.member_id, t.person_id) as "subjectId", t.state,
      t.postponed_for as "postponedFor", t.settled_on::text as "settledOn", m.name as "memberName", h.name as "personName"
    from self_identification_turn t
    left join cell_member m on m.unit_id = t.unit_id and m.id = t.member_id
    left join person h on h.id = t.person_id
    where t.unit_id = ${unitId} order by t.month, m.sort_order, h.name_folded, t.id`.execute(tx)
  return rows.map((row) => ({ ...row, state: turnStates.find((state) => state === row.state) ?? 'planned' }))
}

export async function showTurns(call: Call, unitId: string, wanted?: string): Promise<TurnMonth> {
  const month = wanted ?? monthOf(call.today)
  const { body, name, subjects } = await openBody(call, unitId)
  const [turns, keeps] = [await loadTurns(call.tx, unitId), await isOver(call, keepTurns, unitId)]
  const shown = turns.filter((turn) => turn.month === month)
  const { least, most } = turnsAMonth[body]
  const more = nextTurns(subjects, turns, { month, count: 1 }).length > 0
  const plans = keeps && shown.length < most && more && month >= monthOf(call.today)
  return {
    unitId,
    name,
    month,
    turns: shown.map((turn) => asView(turn, keeps)),
    least,
    most,
    round: roundOf(subjects, turns),
    allowedActions: plans ? ['plan'] : [],
  }
}

function asView(
  { id, version, subjectId, memberName, personName, state, postponedFor, settledOn }: TurnRow,
  keeps: boolean,
): TurnView {
  const named = (name: string | null) => (name === null ? null : { id: subjectId, name })
  return {
    id,
    version,
    member: named(memberName),
    person: named(personName),
    state,
    postponedFor,
    settledOn,
    allowedActions: keeps && state === 'planned' ? ['settle'] : [],
  }
}
