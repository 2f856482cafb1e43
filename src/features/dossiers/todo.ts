import { daysBetween } from '#shared/format.ts'
import type { DossierPart, DossierState } from './dossier.ts'

/** What a person must do now, and by when: the workbench. */

export const taskKinds = [
  'register_for_year',
  'submit_registration',
  'answer_return',
  'accept_registration',
  'fill_gaps',
  'self_appraise',
  'record_vote',
  'submit_dossier',
  'review_dossier',
  'propose',
  'plan_visit',
  'carry_out_visit',
  'give_verdicts',
  'check_dossier',
  'agree_verdicts',
  'report_appraisal',
  'give_opinion',
  'decide',
  'agree_target',
] as const
export type TaskKind = (typeof taskKinds)[number]

/** A dossier as far as the next thing to do depends on it. */
export type DossierSituation = {
  state: DossierState
  dueOn: string | null
  returnReason: string | null
  /** Mandatory items not met, and the nearest day of them in the road map. */
  openItems: number
  nextItemDueOn: string | null
  selfMissing: number
  communeMissing: number
  voteCarried: boolean
  visitPlannedOn: string | null
  visited: boolean
  teamChecked: boolean
  /** Mandatory items this person, of the team, has not judged yet in this round. */
  ownVerdictsMissing: number
  agreedMissing: number
}

export type Task = { kind: TaskKind; part: DossierPart; dueOn: string | null; count: number | null }

/** The things a person has to do on one dossier, the first that comes first; none when it is not their turn. */
export function tasksOn(situation: DossierSituation, parts: readonly DossierPart[]): Task[] {
  const { state, dueOn } = situation
  const task = (kind: TaskKind, part: DossierPart, count: number | null = null, due = dueOn): Task[] =>
    parts.includes(part) ? [{ kind, part, dueOn: due, count }] : []
  switch (state) {
    case 'draft':
      return task(situation.returnReason === null ? 'submit_registration' : 'answer_return', 'cell')
    case 'registered':
      return task('accept_registration', 'commune')
    case 'building':
      return task('fill_gaps', 'cell', situation.openItems, earliest(dueOn, situation.nextItemDueOn))
    case 'self_appraisal':
      return cellTask(situation, task)
    case 'commune_review':
      return situation.communeMissing > 0
        ? task('review_dossier', 'commune', situation.communeMissing)
        : task('propose', 'commune')
    case 'appraisal':
      return teamTasks(situation, task)
    case 'opinion':
      return task('give_opinion', 'opinion_body')
    case 'decision':
      return task('decide', 'decision_body')
    default:
      return []
  }
}

type Make = (kind: TaskKind, part: DossierPart, count?: number | null, due?: string | null) => Task[]

function cellTask({ returnReason, selfMissing, voteCarried }: DossierSituation, task: Make): Task[] {
  if (returnReason !== null) return task('answer_return', 'cell', selfMissing)
  if (selfMissing > 0) return task('self_appraise', 'cell', selfMissing)
  return task(voteCarried ? 'submit_dossier' : 'record_vote', 'cell')
}

/** The site visit first, then verdicts one by one, then what the head does when all is there. */
function teamTasks(situation: DossierSituation, task: Make): Task[] {
  const { visited, visitPlannedOn, teamChecked, ownVerdictsMissing, agreedMissing, dueOn } = situation
  const visit = visited
    ? []
    : visitPlannedOn === null
      ? task('plan_visit', 'team_head')
      : task('carry_out_visit', 'team', null, earliest(dueOn, visitPlannedOn))
  const check = teamChecked ? [] : task('check_dossier', 'team')
  const own = ownVerdictsMissing > 0 ? task('give_verdicts', 'team', ownVerdictsMissing) : []
  const before = [...visit, ...check, ...own]
  if (!visited || ownVerdictsMissing > 0) return before
  const agree = agreedMissing > 0 ? task('agree_verdicts', 'team_head', agreedMissing) : []
  return before.length + agree.length > 0 ? [...before, ...agree] : task('report_appraisal', 'team_head')
}

function earliest(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b
  return a < b ? a : b
}

/** Overdue first, then by day; what has no day comes last. */
export function compareTasks(a: { dueOn: string | null }, b: { dueOn: string | null }): number {
  const [first, second] = [a.dueOn ?? '9999-12-31', b.dueOn ?? '9999-12-31']
  return first === second ? 0 : first < second ? -1 : 1
}

export const overdueDays = (dueOn: string | null, today: string): number =>
  dueOn === null ? 0 : Math.max(0, daysBetween(dueOn, today))
