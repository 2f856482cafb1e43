import { sql } from 'kysely'
import { nextInCell } from '#features/members/server/cellLog.ts'
import { newId } from '#platform/server/id.ts'
import { announce, record as writeJournal } from '#platform/server/journal.ts'
import type { Call } from '#platform/server/serve.ts'
import { type Outcome, standingOf, type TaskReport } from '../task.ts'
import { listBodies, loadTasks } from './queries.ts'

/** A clause as the closed record of a meeting has it. */
export type ClosedClause = {
  id: string
  order: number
  what: string
  owner: string
  measure: string
  due: string | null
  bodyIds: readonly string[]
}
export type ClosedRecord = {
  unitId: string
  meetingId: string
  heldOn: string
  seq: number
  clauses: readonly ClosedClause[]
  /** What the meeting found of earlier tasks. */
  results: readonly { taskId: string; outcome: Outcome; result: string }[]
}

type Hands = Pick<Call, 'tx' | 'actor' | 'now' | 'today'>
type Report = Pick<TaskReport, 'step'> & Partial<Pick<TaskReport, 'outcome'>> & { result?: string }

/**
 * The resolution that a closed record makes, and what the meeting said of earlier ones. Called again for a corrected
 * record, it says only what is different; nothing that was said before is changed.
 */
export async function keepResolution(call: Hands, closed: ClosedRecord): Promise<void> {
  const { tx } = call
  const { unitId, meetingId, heldOn, seq } = closed
  const before = await loadTasks(tx, sql`t.unit_id = ${unitId} and t.resolution_id = ${meetingId}`)
  if (closed.clauses.length > 0 || before.length > 0) {
    await tx
      .insertInto('resolution')
      .values({ unit_id: unitId, id: meetingId, resolved_on: heldOn, seq })
      .onConflict((conflict) => conflict.columns(['unit_id', 'id']).doUpdateSet({ resolved_on: heldOn, seq }))
      .execute()
    const changed = await keepTasks(call, closed, before)
    if (changed > 0) {
      const action = before.length === 0 ? 'resolution.made' : 'resolution.corrected'
      const after = { clauses: closed.clauses.length, changed }
      await writeJournal(call, { action, objectType: 'resolution', objectId: meetingId, unitId, after })
      await announce(call, action, unitId, { meetingId, clauses: closed.clauses.length })
    }
  }
  await keepResults(call, closed)
}

type Kept = Awaited<ReturnType<typeof loadTasks>>[number]

async function keepTasks(call: Hands, closed: ClosedRecord, before: readonly Kept[]): Promise<number> {
  const { tx } = call
  const { unitId, meetingId, heldOn, seq } = closed
  const known = new Map(before.map((task) => [task.id, task]))
  const bodies = new Map((await listBodies(tx, unitId, heldOn)).map(({ id, name }) => [id, name]))
  let changed = 0
  for (const clause of closed.clauses) {
    const { id, order: ordinal, what, owner, measure, due } = clause
    const bodyIds = clause.bodyIds.filter((bodyId) => bodies.has(bodyId)).toSorted()
    const values = { ordinal, what, owner, measure, due, body_ids: bodyIds, seq }
    const task = known.get(id)
    const sentTo = task?.deliveries.map(({ bodyId }) => bodyId).toSorted() ?? []
    const said = (one: Kept | typeof clause, ids: readonly string[]) =>
      JSON.stringify([one.what, one.owner, one.measure, one.due, ids])
    const withdrawn = task?.reports.findLast(({ step }) => step === 'withdraw' || step === 'restore')
    if (!task) {
      await tx
        .insertInto('task')
        .values({ unit_id: unitId, id, resolution_id: meetingId, ...values })
        .execute()
    } else if (said(task, sentTo) !== said(clause, bodyIds) || task.ordinal !== ordinal) {
      await tx
        .updateTable('task')
        .set({ ...values, version: sql`version + 1` })
        .where('unit_id', '=', unitId)
        .where('id', '=', id)
        .execute()
    } else if (withdrawn?.step !== 'withdraw') continue
    changed += 1
    if (withdrawn?.step === 'withdraw') await appendReport(call, { ...closed, taskId: id }, { step: 'restore' })
    await send(call, { unitId, taskId: id, heldOn }, new Map(bodyIds.map((one) => [one, bodies.get(one) ?? ''])))
  }
  const still = new Set(closed.clauses.map(({ id }) => id))
  for (const { id, state } of before) {
    if (still.has(id) || state === 'cancelled') continue
    changed += 1
    await appendReport(call, { ...closed, taskId: id }, { step: 'withdraw' })
    await send(call, { unitId, taskId: id, heldOn }, new Map())
  }
  return changed
}

/** Sent on the meeting's day to these bodies; withdrawn today from those it no longer concerns. */
async function send(
  { tx, today }: Hands,
  { unitId, taskId, heldOn }: { unitId: string; taskId: string; heldOn: string },
  bodies: ReadonlyMap<string, string>,
): Promise<void> {
  const ids = [...bodies.keys()]
  await sql`
    insert into clause_delivery (unit_id, task_id, body_id, body_name, sent_on)
    select ${unitId}, ${taskId}, *, ${heldOn}::date from unnest(${ids}::uuid[], ${[...bodies.values()]}::text[])
    on conflict (unit_id, task_id, body_id) do update set withdrawn_on = null`.execute(tx)
  await sql`
    update clause_delivery set withdrawn_on = ${today}
    where unit_id = ${unitId} and task_id = ${taskId} and withdrawn_on is null and body_id <> all(${ids}::uuid[])`.execute(
    tx,
  )
}

/** What the meeting found of tasks of its own cell and of cells that ended into it. */
async function keepResults(call: Hands, closed: ClosedRecord): Promise<void> {
  const { tx } = call
  if (closed.results.length === 0) return
  const ids = closed.results.map(({ taskId }) => taskId)
  const tasks = await loadTasks(
    tx,
    sql`t.id = any(${ids}::uuid[]) and t.resolution_id <> ${closed.meetingId}
      and t.unit_id in (select descendant_id from unit_closure where ancestor_id = ${closed.unitId} and valid @> ${call.today}::date)`,
  )
  for (const { taskId, outcome, result } of closed.results) {
    const task = tasks.find(({ id }) => id === taskId)
    const said = task?.reports.findLast(({ meetingId }) => meetingId === closed.meetingId)
    if (!task || (said?.outcome === outcome && said.result === result)) continue
    const seq = task.unitId === closed.unitId ? closed.seq : await nextInCell(tx, task.unitId)
    await appendReport(call, { ...closed, unitId: task.unitId, taskId, seq }, { step: 'meeting', outcome, result })
  }
}

type Place = { unitId: string; taskId: string; meetingId: string; heldOn: string; seq: number }

async function appendReport(call: Hands, place: Place, { step, outcome = null, result = '' }: Report): Promise<void> {
  const { unitId, taskId, meetingId, heldOn, seq } = place
  await call.tx
    .insertInto('task_report')
    .values({
      unit_id: unitId,
      id: newId(),
      task_id: taskId,
      step,
      outcome,
      result,
      on_day: step === 'meeting' ? heldOn : call.today,
      meeting_id: meetingId,
      person_id: call.actor.personId,
      seq,
    })
    .execute()
  await restate(call, unitId, taskId, seq)
}

/** The task's state, made anew from all that was said of it. */
export async function restate({ tx }: Pick<Call, 'tx'>, unitId: string, taskId: string, seq: number): Promise<void> {
  const [task] = await loadTasks(tx, sql`t.unit_id = ${unitId} and t.id = ${taskId}`)
  const { state, closedOn } = standingOf(task?.reports ?? [])
  await tx
    .updateTable('task')
    .set({ state, closed_on: closedOn, seq, version: sql`version + 1` })
    .where('unit_id', '=', unitId)
    .where('id', '=', taskId)
    .execute()
}
