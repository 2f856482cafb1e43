import { addDays } from '#shared/format.ts'
import { instantOf } from '#features/calendar/calendar.ts'
import { collide } from '#features/calendar/clash.ts'

/** A day and an hour on which a meeting could be held, in Vietnam's time. */
export type Slot = { day: string; time: string }
export type ScheduleMeeting = {
  /** The unit that meets. */
  id: string
  name: string
  minutes: number
  /** Where it may be put; one only where it is fixed. */
  slots: readonly Slot[]
  /** Why it may not be moved: it always meets then, or it is planned already. */
  fixed: 'wish' | 'planned' | null
  /** When it usually meets; null where it never said. */
  usual: Slot | null
  /** Everybody who is to be there. */
  people: readonly string[]
  /** Where it could be put were it not fixed. */
  free: readonly Slot[]
  /** A day on either side of its window, for finding out whether a wider one would help. */
  wider: readonly Slot[]
}
export type SchedulePerson = { id: string; name: string; perHalfDay: number }
export type ScheduleProblem = {
  meetings: readonly ScheduleMeeting[]
  people: readonly SchedulePerson[]
  travelMinutes: number
}
export type Placement = { meetingId: string } & Slot

/** A meeting that somebody cannot be at, and those they are at instead. */
export type Missed = { personId: string; meetingId: string; insteadOf: string[] }
export type ScheduleFault =
  | { code: 'not_placed'; meetingId: string }
  | { code: 'placed_twice'; meetingId: string }
  | { code: 'not_its_slot'; meetingId: string }
export type ScheduleCheck = { faults: ScheduleFault[]; missed: Missed[]; changed: number; cost: number }

/** One missed meeting weighs more than moving every meeting of a district away from its usual hour. */
export const MISSED = 1000

export const sameSlot = (one: Slot, other: Slot): boolean => one.day === other.day && one.time === other.time
/** Morning, afternoon or evening of a day. */
export const halfDayOf = ({ day, time }: Slot): string => `${day} ${time < '12:00' ? 0 : time < '18:00' ? 1 : 2}`

/** How far a slot is from the usual one: one for another day, one for another hour. */
export const distanceOf = (slot: Slot, usual: Slot | null): number =>
  usual === null ? 0 : Number(slot.day !== usual.day) + Number(slot.time !== usual.time)

/** Days × hours, without the days left out. */
export function slotsOf(
  days: { first: string; last: string },
  times: readonly string[],
  without: readonly string[],
): Slot[] {
  const slots: Slot[] = []
  for (let { first: day } = days; day <= days.last; day = addDays(day, 1)) {
    if (!without.includes(day)) slots.push(...times.map((time) => ({ day, time })))
  }
  return slots
}

type Put = { meeting: ScheduleMeeting; slot: Slot }
const attended = ({ meeting, slot }: Put) => ({
  id: meeting.id,
  startsAt: instantOf(slot.day, slot.time),
  minutes: meeting.minutes,
})

/**
 * Judges a schedule without knowing how it was made: is every meeting put where it may be, and, for each person on their
 * own, what is the least they have to miss.
 */
export function checkSchedule(problem: ScheduleProblem, placements: readonly Placement[]): ScheduleCheck {
  const faults: ScheduleFault[] = []
  const put: Put[] = []
  for (const meeting of problem.meetings) {
    const places = placements.filter(({ meetingId }) => meetingId === meeting.id)
    const [place] = places
    if (!place) faults.push({ code: 'not_placed', meetingId: meeting.id })
    else if (places.length > 1) faults.push({ code: 'placed_twice', meetingId: meeting.id })
    else {
      if (!meeting.slots.some((slot) => sameSlot(slot, place)))
        faults.push({ code: 'not_its_slot', meetingId: meeting.id })
      put.push({ meeting, slot: { day: place.day, time: place.time } })
    }
  }
  const missed = problem.people.flatMap((person) => missedBy(person, put, problem.travelMinutes))
  const changed = put.reduce((sum, { meeting, slot }) => sum + distanceOf(slot, meeting.usual), 0)
  return { faults, missed, changed, cost: missed.length * MISSED + changed }
}

/** The largest set of meetings one person can be at, found by looking at each in order of time; the rest is missed. */
function missedBy(person: SchedulePerson, put: readonly Put[], travelMinutes: number): Missed[] {
  const mine = put
    .filter(({ meeting }) => meeting.people.includes(person.id))
    .toSorted((a, b) => (a.slot.day + a.slot.time < b.slot.day + b.slot.time ? -1 : 1))
  const known = new Map<string, Put[]>()
  /** The best from `at` on, when `last` is the latest one attended and `used` were in its half-day. */
  const best = (at: number, last: number, used: number): Put[] => {
    const key = `${at}:${last}:${used}`
    const found = known.get(key)
    if (found) return found
    const one = mine[at]
    if (!one) return []
    const before = mine[last]
    const without = best(at + 1, last, used)
    const inSame = before && halfDayOf(before.slot) === halfDayOf(one.slot) ? used : 0
    const free = !before || !collide(attended(before), attended(one), travelMinutes)
    const withIt = free && inSame < person.perHalfDay ? [one, ...best(at + 1, at, inSame + 1)] : []
    const chosen = withIt.length > without.length ? withIt : without
    known.set(key, chosen)
    return chosen
  }
  const kept = best(0, -1, 0)
  return mine
    .filter((one) => !kept.includes(one))
    .map((one) => ({
      personId: person.id,
      meetingId: one.meeting.id,
      insteadOf: kept
        .filter(
          (other) =>
            collide(attended(one), attended(other), travelMinutes) || halfDayOf(one.slot) === halfDayOf(other.slot),
        )
        .map(({ meeting }) => meeting.id),
    }))
}
