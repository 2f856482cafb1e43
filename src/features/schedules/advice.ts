import { collide } from '#features/calendar/clash.ts'
import { instantOf } from '#features/calendar/calendar.ts'
import { halfDayOf, type Missed, type Placement, type ScheduleMeeting, type ScheduleProblem } from './schedule.ts'

/** What a solver says of a problem; `proved`: nothing better exists. */
export type Solved = { placements: Placement[]; missed: Missed[]; changed: number; proved: boolean }

/** Why somebody cannot be at all their meetings. */
export type Cause =
  /** More meetings than their windows have half-days for them. */
  | { code: 'too_many'; meetings: number; room: number }
  /** Two meetings that may not be moved fall together. */
  | { code: 'fixed_together'; one: string; other: string }
  /** Neither alone: others who are at the same meetings leave no room. */
  | { code: 'others' }

/** A change that was tried, and how many meetings would still be missed with it. */
export type Change =
  | { code: 'widen'; meetingIds: string[]; missedAfter: number }
  | { code: 'more_per_half_day'; to: number; missedAfter: number }
  | { code: 'release'; meetingId: string; missedAfter: number }
  | { code: 'replace'; meetingId: string; missedAfter: number }

export type Unmet = { personId: string; meetingIds: string[]; cause: Cause; changes: Change[] }

/** Whoever misses something, why, and which change was tried and would help; nothing is named that was not tried. */
export function explain(
  problem: ScheduleProblem,
  solved: Solved,
  solve: (changed: ScheduleProblem) => Solved | null,
): Unmet[] {
  const people = [...new Set(solved.missed.map(({ personId }) => personId))]
  return people.map((personId) => {
    const missed = solved.missed.filter((one) => one.personId === personId)
    const mine = problem.meetings.filter(({ people: all }) => all.includes(personId))
    const helps = triesFor(problem, personId, missed, mine).flatMap(({ change, changed }) => {
      const after = solve(changed)
      return after && after.missed.length < solved.missed.length
        ? [{ ...change, missedAfter: after.missed.length }]
        : []
    })
    return {
      personId,
      meetingIds: missed.map(({ meetingId }) => meetingId),
      cause: causeOf(problem, personId, mine),
      changes: helps.toSorted((a, b) => a.missedAfter - b.missedAfter),
    }
  })
}

function causeOf(problem: ScheduleProblem, personId: string, mine: readonly ScheduleMeeting[]): Cause {
  const fixed = mine.filter((one) => one.fixed !== null)
  for (const [at, one] of fixed.entries()) {
    const other = fixed.slice(at + 1).find((candidate) => together(one, candidate, problem.travelMinutes))
    if (other) return { code: 'fixed_together', one: one.id, other: other.id }
  }
  const limit = problem.people.find(({ id }) => id === personId)?.perHalfDay ?? 1
  const room = new Set(mine.flatMap(({ slots }) => slots.map(halfDayOf))).size * limit
  return mine.length > room ? { code: 'too_many', meetings: mine.length, room } : { code: 'others' }
}

function together(one: ScheduleMeeting, other: ScheduleMeeting, travelMinutes: number): boolean {
  const [a, b] = [one.slots[0], other.slots[0]]
  if (!a || !b) return false
  const at = (meeting: ScheduleMeeting, slot: typeof a) => ({
    id: meeting.id,
    startsAt: instantOf(slot.day, slot.time),
    minutes: meeting.minutes,
  })
  return collide(at(one, a), at(other, b), travelMinutes)
}

type Distributed<C> = C extends Change ? Omit<C, 'missedAfter'> : never
type Try = { change: Distributed<Change>; changed: ScheduleProblem }

/** The changes somebody could make for one person, each as the problem it would leave. */
function triesFor(
  problem: ScheduleProblem,
  personId: string,
  missed: readonly Missed[],
  mine: readonly ScheduleMeeting[],
): Try[] {
  const withMeetings = (alter: (meeting: ScheduleMeeting) => ScheduleMeeting): ScheduleProblem => ({
    ...problem,
    meetings: problem.meetings.map(alter),
  })
  const free = mine.filter(({ fixed }) => fixed === null)
  const limit = (problem.people.find(({ id }) => id === personId)?.perHalfDay ?? 1) + 1
  const involved = new Set(missed.flatMap(({ meetingId, insteadOf }) => [meetingId, ...insteadOf]))
  const released = mine.filter(({ id, fixed }) => fixed !== null && involved.has(id)).slice(0, 3)
  const first = missed[0]
  return [
    ...(free.length === 0
      ? []
      : [
          {
            change: { code: 'widen' as const, meetingIds: free.map(({ id }) => id) },
            changed: withMeetings((one) =>
              free.includes(one) ? { ...one, slots: [...one.slots, ...one.wider] } : one,
            ),
          },
        ]),
    {
      change: { code: 'more_per_half_day' as const, to: limit },
      changed: {
        ...problem,
        people: problem.people.map((one) => (one.id === personId ? { ...one, perHalfDay: limit } : one)),
      },
    },
    ...released.map((meeting) => ({
      change: { code: 'release' as const, meetingId: meeting.id },
      changed: withMeetings((one) => (one === meeting ? { ...one, slots: one.free } : one)),
    })),
    ...(first
      ? [
          {
            change: { code: 'replace' as const, meetingId: first.meetingId },
            changed: withMeetings((one) =>
              one.id === first.meetingId ? { ...one, people: one.people.filter((id) => id !== personId) } : one,
            ),
          },
        ]
      : []),
  ]
}
