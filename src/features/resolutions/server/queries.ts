import { type RawBuilder, sql } from 'kysely'
import { leadsCell } from '#features/members/server/queries.ts'
import { isWithinReach, unitName } from '#features/units/server/queries.ts'
import type { Tx } from '#platform/server/database.ts'
import type { Call } from '#platform/server/serve.ts'
import { Problem } from '#shared/problem.ts'
import type { ReceivedClause, TaskLine, TaskView } from '../contract.ts'
import { isOpen, taskWorkflow } from '../task.ts'

const reports = sql`coalesce((
  select jsonb_agg(jsonb_build_object('id', r.id, 'step', r.step, 'outcome', r.outcome, 'result', r.result, 'evidence', r.evidence,
    'on', r.on_day, 'meetingId', r.meeting_id, 'bodyId', r.body_id) order by r.seq, r.id)
  from task_report r where r.unit_id = t.unit_id and r.task_id = t.id), '[]')`

/** Tasks with all that was said of them, by a condition on `t`; in the order of their resolutions. */
export async function loadTasks(tx: Tx, where: RawBuilder<unknown>, rest = sql``): Promise<TaskView[]> {
  const { rows } = await sql<TaskView>`
    select t.id, t.unit_id as "unitId", t.resolution_id as "resolutionId", s.resolved_on as "resolvedOn", t.ordinal, t.what,
      t.owner, t.measure, t.due, t.state, t.closed_on as "closedOn", t.version, ${reports} as reports,
      coalesce((select jsonb_agg(jsonb_build_object('bodyId', d.body_id, 'name', d.body_name, 'sentOn', d.sent_on,
          'acknowledgedOn', d.acknowledged_on, 'reportedOn', d.reported_on) order by d.body_name, d.body_id)
        from clause_delivery d where d.unit_id = t.unit_id and d.task_id = t.id and d.withdrawn_on is null), '[]') as deliveries
    from task t join resolution s on s.unit_id = t.unit_id and s.id = t.resolution_id
    where ${where} ${rest}`.execute(tx)
  return rows
}

/** Months for which a device is told of tasks after they were closed. */
const CLOSED_MONTHS = 3

/**
 * What a device has not heard of a cell's tasks; and, of cells that ended into it, all that is still open: the cell that
 * came of them carries it on.
 */
export async function listTaskChanges(tx: Tx, unitId: string, after: number, today: string): Promise<TaskView[]> {
  return loadTasks(
    tx,
    sql`(t.unit_id = ${unitId} and t.seq > ${after}
        and (t.closed_on is null or t.closed_on >= (${today}::date - make_interval(months => ${CLOSED_MONTHS}))::date
          or ${after} > 0))
      or (t.state in ('open', 'reported') and t.unit_id in (
        select descendant_id from unit_closure where ancestor_id = ${unitId} and via = 'lineage' and valid @> ${today}::date))`,
    sql`order by s.resolved_on, t.ordinal, t.id`,
  )
}

/** Bodies of the hamlet that a cell's clauses can be sent to, today. */
export async function listBodies(tx: Tx, unitId: string, day: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select v.unit_id as id, v.name from unit_version v join unit_kind k on k.code = v.kind and k.level = 'body'
    where v.parent_id = ${unitId} and v.valid @> ${day}::date order by v.sort_order, v.unit_id`.execute(tx)
  return rows
}

const asLine = ({ actor }: Call, task: TaskView): TaskLine => ({
  ...task,
  allowedActions: leadsCell(actor, task.unitId) ? taskWorkflow.allowedActions(task.state, ['leader']) : [],
})

export async function getTask(call: Call, unitId: string, taskId: string): Promise<TaskLine> {
  const [task] = await loadTasks(call.tx, sql`t.unit_id = ${unitId} and t.id = ${taskId}`)
  if (!task) throw new Problem('not_found', { reason: 'task' })
  return asLine(call, task)
}

type Asked = { unitId: string; open: boolean; cursor?: string | undefined; limit: number }

/** What is open first, by its day; then what is closed, the newest first. One page is one statement. */
export async function listTasks(
  call: Call,
  { unitId, open, cursor, limit }: Asked,
): Promise<{ items: TaskLine[]; next: string | null; unitName: string }> {
  const { tx, actor, today } = call
  if (!(await isWithinReach(tx, actor, unitId, today))) throw new Problem('not_found', { reason: 'unit' })
  const skip = Number(cursor ?? 0)
  if (!Number.isSafeInteger(skip) || skip < 0)
    throw new Problem('invalid', { errors: [{ pointer: '/cursor', detail: 'cursor' }] })
  const found = await loadTasks(
    tx,
    open ? sql`t.unit_id = ${unitId} and t.state in ('open', 'reported')` : sql`t.unit_id = ${unitId}`,
    sql`order by t.state in ('open', 'reported') desc, t.closed_on desc, t.due, s.resolved_on, t.ordinal, t.id
      limit ${limit + 1} offset ${skip}`,
  )
  return {
    items: found.slice(0, limit).map((task) => asLine(call, task)),
    next: found.length > limit ? String(skip + limit) : null,
    unitName: await unitName(tx, unitId, today),
  }
}

type ReceivedRow = Omit<ReceivedClause, 'allowedActions'>

/** What cells have sent to a body, by a condition on `d`. */
export async function loadReceived(call: Call, where: RawBuilder<unknown>, rest = sql``): Promise<ReceivedClause[]> {
  const { rows } = await sql<ReceivedRow>`
    select t.unit_id as "unitId", t.id as "taskId", (
        select name from unit_version v where v.unit_id = t.unit_id
        order by v.valid @> ${call.today}::date desc, upper(v.valid) desc nulls first limit 1) as "cellName",
      t.what, t.owner, t.measure, t.due, t.state, d.sent_on as "sentOn", d.acknowledged_on as "acknowledgedOn",
      d.reported_on as "reportedOn", d.withdrawn_on as "withdrawnOn", ${reports} as reports
    from clause_delivery d join task t on t.unit_id = d.unit_id and t.id = d.task_id
    where ${where} ${rest}`.execute(call.tx)
  return rows.map((row) => {
    const open = row.withdrawnOn === null && isOpen(row)
    const read = row.acknowledgedOn !== null || row.reportedOn !== null
    return {
      ...row,
      allowedActions: [...(open && !read ? (['acknowledge'] as const) : []), ...(open ? (['report'] as const) : [])],
    }
  })
}

/** The newest first; only those of the body asked for, whose members alone the database lets through. */
export async function listReceivedClauses(
  call: Call,
  { unitId, cursor, limit }: { unitId: string; cursor?: string | undefined; limit: number },
): Promise<{ items: ReceivedClause[]; next: string | null }> {
  if (!call.actor.units.includes(unitId)) throw new Problem('not_found', { reason: 'unit' })
  const skip = Number(cursor ?? 0)
  if (!Number.isSafeInteger(skip) || skip < 0)
    throw new Problem('invalid', { errors: [{ pointer: '/cursor', detail: 'cursor' }] })
  const found = await loadReceived(
    call,
    sql`d.body_id = ${unitId}`,
    sql`order by t.state in ('open', 'reported') desc, d.sent_on desc, t.ordinal, t.id limit ${limit + 1} offset ${skip}`,
  )
  return { items: found.slice(0, limit), next: found.length > limit ? String(skip + limit) : null }
}
