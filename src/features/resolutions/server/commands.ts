import { sql } from 'kysely'
import { nextInCell } from '#features/members/server/cellLog.ts'
import { leadsCell } from '#features/members/server/queries.ts'
import { announce, record as writeJournal } from '#platform/server/journal.ts'
import { type Call, requirePerson } from '#platform/server/serve.ts'
import { Problem } from '#shared/problem.ts'
import { type Refuse, refuser } from '#shared/refusal.ts'
import type { ClauseReport, Received, ReceivedClause, TaskLine, TaskStep } from '../contract.ts'
import { refusals, refuseStep, type StepRefusal } from '../step.ts'
import { type TaskAction, taskWorkflow } from '../task.ts'
import { getTask, loadReceived } from './queries.ts'
import { restate } from './resolve.ts'

const refuse: Refuse<StepRefusal> = refuser(refusals)

/** What has been done, in the past, for the journal. */
const deeds = {
  report: 'task.reported',
  accept: 'task.accepted',
  send_back: 'task.sent_back',
  cancel: 'task.cancelled',
} as const satisfies Record<TaskAction, string>

/** The cell's leaders say what became of a task. */
export async function takeTaskStep(call: Call, input: TaskStep): Promise<TaskLine> {
  const { tx, actor, today, language } = call
  const { unitId, taskId, action, outcome, result, evidence } = input
  requirePerson(call)
  if (!leadsCell(actor, unitId)) throw new Problem('forbidden', { reason: 'not_your_cell' })
  // From here on this transaction is alone with the cell.
  const seq = await nextInCell(tx, unitId)
  const task = await getTask(call, unitId, taskId)
  if (task.version !== input.version) throw new Problem('stale_version')
  if (!taskWorkflow.decide(task.state, action, ['leader']).ok) refuse(language, 'not_open')
  const on = input.on ?? today
  const refusal = refuseStep({ action, outcome, result, on }, { resolvedOn: task.resolvedOn, today })
  if (refusal) refuse(language, refusal)
  await append(call, { ...input, step: action, on, seq, bodyId: null })
  await writeJournal(call, {
    action: deeds[action],
    objectType: 'task',
    objectId: taskId,
    unitId,
    before: { state: task.state },
    after: { outcome, evidence: evidence !== '', reason: result === '' ? undefined : 'given' },
  })
  return getTask(call, unitId, taskId)
}

type Said = Pick<TaskStep, 'unitId' | 'taskId' | 'id' | 'outcome' | 'result' | 'evidence'> & {
  step: TaskAction
  on: string
  seq: number
  bodyId: string | null
}

async function append(call: Call, said: Said): Promise<void> {
  const { unitId, taskId, id, step, outcome, result, evidence, on, seq, bodyId } = said
  await call.tx
    .insertInto('task_report')
    .values({
      unit_id: unitId,
      id,
      task_id: taskId,
      step,
      outcome,
      result,
      evidence,
      on_day: on,
      body_id: bodyId,
      person_id: call.actor.personId,
      seq,
    })
    .execute()
  // A body sees its own words alone: of an open task it knows without the others' that it is reported now.
  if (bodyId === null) return restate(call, unitId, taskId, seq)
  await call.tx
    .updateTable('task')
    .set({ state: 'reported', seq, version: sql`version + 1` })
    .where('unit_id', '=', unitId)
    .where('id', '=', taskId)
    .execute()
}

async function getReceived(call: Call, { unitId, taskId, bodyId }: Received): Promise<ReceivedClause> {
  const [received] = await loadReceived(
    call,
    sql`d.unit_id = ${unitId} and d.task_id = ${taskId} and d.body_id = ${bodyId}`,
  )
  if (!received || !call.actor.units.includes(bodyId)) throw new Problem('not_found', { reason: 'task' })
  return received
}

/** A body says that it has read what was sent; said twice it was said once. */
export async function acknowledgeClause(call: Call, place: Received): Promise<ReceivedClause> {
  const { tx, today } = call
  const { unitId, taskId, bodyId } = place
  const personId = requirePerson(call)
  const seq = await nextInCell(tx, unitId)
  const received = await getReceived(call, place)
  if (received.acknowledgedOn !== null) return received
  if (!received.allowedActions.includes('acknowledge')) refuse(call.language, 'not_open')
  await tx
    .updateTable('clause_delivery')
    .set({ acknowledged_on: today, acknowledged_by: personId })
    .where('unit_id', '=', unitId)
    .where('task_id', '=', taskId)
    .where('body_id', '=', bodyId)
    .execute()
  await tx.updateTable('task').set({ seq }).where('unit_id', '=', unitId).where('id', '=', taskId).execute()
  const after = { bodyId }
  await writeJournal(call, { action: 'clause.acknowledged', objectType: 'task', objectId: taskId, unitId, after })
  return getReceived(call, place)
}

/** A body reports on what was sent to it. The cell's leaders accept it or send it back. */
export async function reportClause(call: Call, input: ClauseReport): Promise<ReceivedClause> {
  const { tx, today } = call
  const { unitId, taskId, bodyId, outcome } = input
  const personId = requirePerson(call)
  const seq = await nextInCell(tx, unitId)
  const received = await getReceived(call, input)
  if (!received.allowedActions.includes('report')) refuse(call.language, 'not_open')
  await append(call, { ...input, step: 'report', on: today, seq })
  await tx
    .updateTable('clause_delivery')
    .set({
      reported_on: today,
      ...(received.acknowledgedOn === null ? { acknowledged_on: today, acknowledged_by: personId } : {}),
    })
    .where('unit_id', '=', unitId)
    .where('task_id', '=', taskId)
    .where('body_id', '=', bodyId)
    .execute()
  const after = { bodyId, outcome }
  await writeJournal(call, { action: 'clause.reported', objectType: 'task', objectId: taskId, unitId, after })
  await announce(call, 'clause.reported', unitId, { taskId, bodyId, outcome })
  return getReceived(call, input)
}
