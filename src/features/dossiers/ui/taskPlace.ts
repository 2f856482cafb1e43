import type { TaskView } from '../dossierView.ts'
import type { TaskKind } from '../todo.ts'

/** Where on a page a task is done; the top of it where nothing is named. */
const places: Partial<Record<TaskKind, string>> = {
  answer_return: '#criteria',
  fill_gaps: '#criteria',
  self_appraise: '#criteria',
  review_dossier: '#criteria',
  record_vote: '#vote',
  plan_visit: '/appraisal#visit',
  carry_out_visit: '/appraisal#visit',
  check_dossier: '/appraisal#check',
  give_verdicts: '/appraisal#criteria',
  agree_verdicts: '/appraisal#criteria',
  report_appraisal: '/appraisal',
}

/** The page, and the place in it, where a task is done. */
export function placeOfTask({ kind, dossierId, targetId, programmeId, unit, year }: TaskView): string {
  if (targetId !== null) return '/targets'
  if (dossierId === null)
    return `/?${new URLSearchParams({ register: unit.unitId, programmeId, year: String(year ?? '') })}`
  return `/dossiers/${dossierId}${places[kind] ?? ''}`
}

export interface TaskGroup {
  kind: TaskKind
  tasks: TaskView[]
}

/** Beyond so many, tasks of one kind stand together. */
const MANY = 6

/** Few tasks stand alone, in their order; many of them by what is to be done, the most urgent kind first. */
export function groupTasks(tasks: readonly TaskView[]): TaskGroup[] {
  if (tasks.length <= MANY) return tasks.map((task) => ({ kind: task.kind, tasks: [task] }))
  const kinds = [...new Set(tasks.map(({ kind }) => kind))]
  return kinds.map((kind) => ({ kind, tasks: tasks.filter((task) => task.kind === kind) }))
}
