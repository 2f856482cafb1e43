import { z } from 'zod'
import { Day, endpoint, Id, Line, Note, PageQuery, pageOf, personal, Version } from '#shared/contract.ts'
import { leaders, organisers, permission, type Role, standing } from '#shared/permission.ts'
import { outcomes, reportSteps, taskActions, taskStates } from './task.ts'

const followers: readonly Role[] = [...standing, 'committee_member', ...organisers, 'viewer']

export const readTasks = permission(
  'task.read',
  { vi: 'Xem nghị quyết, nhiệm vụ của chi bộ', en: 'See resolutions and tasks of cells' },
  [
    { level: 'province', roles: followers },
    { level: 'district', roles: followers },
    { level: 'commune', roles: followers },
    { level: 'cell', roles: [...standing, 'committee_member', 'member'] },
  ],
)
export const keepTasks = permission(
  'task.keep',
  { vi: 'Ghi kết quả, khép nhiệm vụ của chi bộ mình', en: 'Enter results and close tasks of one’s cell' },
  [{ level: 'cell', roles: leaders }],
  { over: 'own' },
)
export const receiveClauses = permission(
  'clause.receive',
  {
    vi: 'Nhận nội dung nghị quyết gửi đến tổ chức của mình, báo kết quả',
    en: 'Receive clauses sent to one’s body and report on them',
  },
  [{ level: 'body', roles: ['member'] }],
  { over: 'own' },
)

/** What was said of a task by a meeting, by the cell's leaders or by a body. */
const ReportView = z.object({
  id: Id,
  step: z.enum(reportSteps),
  outcome: z.enum(outcomes).nullable(),
  result: personal(z.string(), 'task_report.result'),
  evidence: z.string(),
  on: z.string(),
  meetingId: Id.nullable(),
  bodyId: Id.nullable(),
})

const DeliveryView = z.object({
  bodyId: Id,
  /** As it was called on the day it was sent. */
  name: z.string(),
  sentOn: z.string(),
  acknowledgedOn: z.string().nullable(),
  reportedOn: z.string().nullable(),
})

export const TaskView = z.object({
  id: Id,
  unitId: Id,
  resolutionId: Id,
  resolvedOn: z.string(),
  ordinal: z.number(),
  what: personal(z.string(), 'task.what'),
  owner: personal(z.string(), 'task.owner'),
  measure: z.string(),
  due: z.string().nullable(),
  state: z.enum(taskStates),
  closedOn: z.string().nullable(),
  version: z.number(),
  reports: z.array(ReportView),
  deliveries: z.array(DeliveryView),
})
export type TaskView = z.infer<typeof TaskView>

const TaskLine = TaskView.extend({ allowedActions: z.array(z.enum(taskActions)) })
export type TaskLine = z.infer<typeof TaskLine>

/** Open ones first, those due earliest before; `open`: these only. */
export const listTasks = endpoint(readTasks)
  .route({ method: 'GET', path: '/units/{unitId}/tasks', summary: 'Nhiệm vụ của chi bộ, việc chưa xong lên trước' })
  .input(PageQuery.extend({ unitId: Id, open: z.stringbool().default(false) }))
  .output(pageOf(TaskLine).extend({ unitName: z.string() }))

export const TaskStep = z.object({
  unitId: Id,
  taskId: Id,
  version: Version,
  /** Of what is said, made by the client. */
  id: Id,
  action: z.enum(taskActions),
  outcome: z.enum(outcomes).nullable().default(null),
  /** What was reached, or why it is sent back or cancelled. */
  result: Note(1000).default(''),
  /** Where it can be seen: number and date of a document, an address. */
  evidence: Note(500).default(''),
  on: Day.optional(),
})
export type TaskStep = z.infer<typeof TaskStep>

export const takeTaskStep = endpoint(keepTasks)
  .route({
    method: 'POST',
    path: '/units/{unitId}/tasks/{taskId}/steps',
    summary: 'Báo kết quả, công nhận xong, trả lại hoặc hủy một nhiệm vụ',
  })
  .input(TaskStep)
  .output(TaskLine)

export const ReceivedClause = z.object({
  unitId: Id,
  taskId: Id,
  cellName: z.string(),
  what: personal(z.string(), 'task.what'),
  owner: personal(z.string(), 'task.owner'),
  measure: z.string(),
  due: z.string().nullable(),
  state: z.enum(taskStates),
  sentOn: z.string(),
  acknowledgedOn: z.string().nullable(),
  reportedOn: z.string().nullable(),
  withdrawnOn: z.string().nullable(),
  /** What the body itself has reported, the newest last. */
  reports: z.array(ReportView),
  allowedActions: z.array(z.enum(['acknowledge', 'report'])),
})
export type ReceivedClause = z.infer<typeof ReceivedClause>

/** What cells have sent to a body, the newest first. */
export const listReceivedClauses = endpoint(receiveClauses)
  .route({
    method: 'GET',
    path: '/units/{unitId}/received-clauses',
    summary: 'Nội dung nghị quyết chi bộ gửi đến một tổ chức ở ấp',
  })
  .input(PageQuery.extend({ unitId: Id }))
  .output(pageOf(ReceivedClause))

const Received = z.object({ unitId: Id, taskId: Id, bodyId: Id })
export type Received = z.infer<typeof Received>

export const acknowledgeClause = endpoint(receiveClauses)
  .route({
    method: 'POST',
    path: '/units/{unitId}/tasks/{taskId}/deliveries/{bodyId}/acknowledge',
    summary: 'Báo đã nhận, đã đọc nội dung được gửi',
  })
  .input(Received)
  .output(ReceivedClause)

export const ClauseReport = Received.extend({
  id: Id,
  outcome: z.enum(outcomes),
  result: Line(1000),
  evidence: Note(500).default(''),
})
export type ClauseReport = z.infer<typeof ClauseReport>

export const reportClause = endpoint(receiveClauses)
  .route({
    method: 'POST',
    path: '/units/{unitId}/tasks/{taskId}/deliveries/{bodyId}/report',
    summary: 'Báo kết quả thực hiện nội dung được gửi',
  })
  .input(ClauseReport)
  .output(ReceivedClause)
