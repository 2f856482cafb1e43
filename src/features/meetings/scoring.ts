import type { Sheet } from '#features/meeting-scores/contract.ts'
import type { MeetingFacts } from '#features/meeting-scores/facts.ts'
import type { TaskView } from '#features/resolutions/contract.ts'
import { completionOn, lookedAt } from '#features/resolutions/task.ts'
import { daysBetween } from '#shared/format.ts'
import type { CarriedTask } from './agenda.ts'
import { type Attendance, type Folded, summaryOf, totalsOf, valueAt } from './record.ts'

type Known = {
  record: Folded
  roll: readonly Attendance[]
  tasks: readonly CarriedTask[]
  /** What the server has told of the cell's tasks. */
  told: readonly TaskView[]
  /** Day of the meeting before. */
  since: string | null
  excused: Sheet['excused']
  /** The server has counted this meeting in `excused`. */
  counted: boolean
  today: string
}

/** What a record on this device answers of a score sheet: the same as the server will find when the record closes. */
export function factsOf({ record, roll, tasks, told, since, excused, counted, today }: Known): MeetingFacts {
  const summary = summaryOf(record)
  const { members, invited, present, absent, spoke } = totalsOf(roll)
  const day = summary.heldOn ?? today
  const known = new Map(told.filter(({ resolvedOn }) => resolvedOn < day).map((task) => [task.id, task]))
  const unsent = tasks.flatMap(({ id, due }) =>
    known.has(id) ? [] : [{ id, due, state: 'open' as const, closedOn: null }],
  )
  const found = [...known.values(), ...unsent].map(({ id, due, state, closedOn }) => {
    const said = valueAt(record, 'taskResult', id)?.state
    if (said === 'done') return { due, state: 'done' as const, closedOn: day }
    return {
      due,
      state: said === undefined ? state : ('open' as const),
      closedOn: said === undefined ? closedOn : null,
    }
  })
  const running = roll.map(({ memberId, mark }) => (mark === 'excused' ? (excused.running[memberId] ?? 0) + 1 : 0))
  return {
    kind: summary.kind ?? 'regular',
    minutes: summary.minutes,
    members,
    invited,
    present,
    absent,
    spoke,
    papersLead: summary.papersPostedOn === null ? null : daysBetween(summary.papersPostedOn, day),
    resultsLag: summary.resultsPostedOn === null ? null : daysBetween(day, summary.resultsPostedOn),
    tasks: completionOn(lookedAt(found, since), day),
    longestExcused: counted ? excused.longest : Math.max(excused.longest, ...running),
  }
}
