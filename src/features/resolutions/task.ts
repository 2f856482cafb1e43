import { workflow } from '#shared/workflow.ts'

/** A task made of a clause when its meeting closes: it comes back at every meeting until somebody closes it. */

export const taskStates = ['open', 'reported', 'done', 'cancelled'] as const
export type TaskState = (typeof taskStates)[number]
export const taskActions = ['report', 'accept', 'send_back', 'cancel'] as const
export type TaskAction = (typeof taskActions)[number]
/** `owner`: who answers for the task, a member or a body outside the cell; `leader`: the cell's secretary or deputy. */
export type TaskPart = 'owner' | 'leader'

export const taskWorkflow = workflow<TaskState, TaskAction, TaskPart>({
  open: { report: { to: 'reported', by: ['owner', 'leader'] }, cancel: { to: 'cancelled', by: ['leader'] } },
  reported: {
    report: { to: 'reported', by: ['owner', 'leader'] },
    accept: { to: 'done', by: ['leader'] },
    send_back: { to: 'open', by: ['leader'] },
    cancel: { to: 'cancelled', by: ['leader'] },
  },
  done: {},
  cancelled: {},
})

/** A task as of some day: days are calendar days of Vietnam. `carried`: at how many meetings it came back already. */
export type Task = { state: TaskState; due: string | null; closedOn: string | null }

export const isOpen = ({ state }: Pick<Task, 'state'>): boolean => state === 'open' || state === 'reported'

/** Late: not closed though its day is over, or closed after it. A task without a day is never late, it is vague. */
export function isLate(task: Task, today: string): boolean {
  if (task.due === null || task.state === 'cancelled') return false
  return (task.closedOn ?? today) > task.due
}

/** How a month's resolution was carried out, by the day of the next meeting; of nothing due it is not applicable. */
export type Completion = { done: number; of: number }

/**
 * The tasks that a meeting's score counts: those due by its day, and those of no day; what was cancelled does not count.
 * "% chỉ tiêu nghị quyết tháng trước hoàn thành" (row 7.1 of the sheet of phường An Phú, Kế hoạch 08-KH/ĐU, 19/9/2025).
 */
export function completionOn(tasks: readonly Task[], meetingDay: string): Completion {
  const counted = tasks.filter(({ state, due }) => state !== 'cancelled' && (due === null || due <= meetingDay))
  const done = counted.filter(({ state, closedOn }) => state === 'done' && closedOn !== null && closedOn <= meetingDay)
  return { done: done.length, of: counted.length }
}

/** What a body outside the cell has done with the clauses sent to it. */
export type Delivery = { sentOn: string; acknowledgedOn: string | null; reportedOn: string | null; due: string | null }
export const silences = ['not_acknowledged', 'not_reported'] as const
export type Silence = (typeof silences)[number]

/** Days in which a body is expected to say that it has read what was sent: a setting of the cell, ours to propose. */
export const ACKNOWLEDGE_WITHIN_DAYS = 3

/** What the next meeting must be told about a delivery, or null: silence is shown, never counted as consent. */
export function silenceOn(delivery: Delivery, today: string, within = ACKNOWLEDGE_WITHIN_DAYS): Silence | null {
  if (delivery.acknowledgedOn === null && delivery.reportedOn === null) {
    const waited = (Date.parse(today) - Date.parse(delivery.sentOn)) / 86_400_000
    return waited > within ? 'not_acknowledged' : null
  }
  return delivery.reportedOn === null && delivery.due !== null && today > delivery.due ? 'not_reported' : null
}
