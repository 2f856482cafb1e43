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

/** How far something has come, as a meeting or whoever answers for it says. */
export const outcomes = ['done', 'partly', 'not_done'] as const
export type Outcome = (typeof outcomes)[number]

/**
 * What was said of a task, in its order. `meeting`: a later meeting found the outcome; `withdraw` and `restore`: a
 * correction of the record took the clause out or put it back.
 */
export const reportSteps = ['meeting', ...taskActions, 'withdraw', 'restore'] as const
export type TaskReport = {
  step: (typeof reportSteps)[number]
  outcome: Outcome | null
  on: string
  meetingId: string | null
}

type Standing = { state: TaskState; closedOn: string | null }

/**
 * The state of a task by all that was said of it. Of several words of one meeting (a record that was corrected) the last
 * one counts, where the first one stood; what a meeting did not find done is carried over.
 */
export function standingOf(reports: readonly TaskReport[]): Standing {
  const last = new Map(reports.flatMap((one) => (one.step === 'meeting' ? [[one.meetingId, one] as const] : [])))
  const heard = new Set<string | null>()
  const counted = reports.flatMap((said) => {
    if (said.step !== 'meeting') return [said]
    if (heard.has(said.meetingId)) return []
    heard.add(said.meetingId)
    return [last.get(said.meetingId) ?? said]
  })
  return counted.reduce(afterReport, { state: 'open', closedOn: null })
}

function afterReport(before: Standing, { step, outcome, on }: TaskReport): Standing {
  if (step === 'withdraw' || step === 'cancel') return { state: 'cancelled', closedOn: on }
  if (step === 'restore' || step === 'send_back') return { state: 'open', closedOn: null }
  if (step === 'accept') return { state: 'done', closedOn: on }
  if (step === 'meeting' && outcome === 'done') return { state: 'done', closedOn: on }
  if (!isOpen(before)) return before
  return { state: step === 'report' ? 'reported' : 'open', closedOn: null }
}

/** At how many meetings a task came back without being found done. */
export function timesCarried(reports: readonly TaskReport[]): number {
  return new Set(
    reports.flatMap(({ step, outcome, meetingId }) => (step === 'meeting' && outcome !== 'done' ? [meetingId] : [])),
  ).size
}

/** A task as of some day: days are calendar days of Vietnam. */
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

/** Tasks that were still there after the meeting before (`since`); all that ever were where this is the first. */
export const lookedAt = <T extends Task>(tasks: readonly T[], since: string | null): T[] =>
  tasks.filter(({ closedOn }) => closedOn === null || since === null || closedOn > since)

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
