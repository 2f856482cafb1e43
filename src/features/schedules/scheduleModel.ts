import { instantOf } from '#features/calendar/calendar.ts'
import { distanceOf, halfDayOf, MISSED, type Placement, type ScheduleProblem, type Slot } from './schedule.ts'

type Term = { meeting: number; slot: number; start: number; end: number; half: string }

/**
 * The problem as a mixed-integer program in CPLEX LP format, and the way back from its columns. `x`: a meeting is held then;
 * `y`: somebody misses it. Of all meetings that run at one instant, the way home included, a person is at no more than one;
 * of those of a half-day at no more than they may. Least missed first, then least moved from the usual hour.
 */
export function modelOf(problem: ScheduleProblem): {
  text: string
  read: (value: (name: string) => number) => Placement[]
} {
  const { meetings } = problem
  const x = (meeting: number, slot: number) => `x${meeting}_${slot}`
  const objective: string[] = []
  const rows: string[] = []
  const misses = new Set<string>()
  for (const [at, meeting] of meetings.entries()) {
    rows.push(sum(meeting.slots.map((_, slot) => x(at, slot))).concat(' = 1'))
    for (const [slot, one] of meeting.slots.entries()) {
      const distance = distanceOf(one, meeting.usual)
      if (distance > 0) objective.push(`${distance} ${x(at, slot)}`)
    }
  }
  for (const [who, person] of problem.people.entries()) {
    const terms = meetings.flatMap((meeting, at) =>
      meeting.people.includes(person.id)
        ? meeting.slots.map((slot, index) => termOf(at, index, slot, meeting.minutes + problem.travelMinutes))
        : [],
    )
    const atMost = (group: readonly Term[], most: number) => {
      if (new Set(group.map(({ meeting }) => meeting)).size <= most) return
      const names = group.map(({ meeting, slot }) => ({ held: x(meeting, slot), missed: `y${who}_${meeting}_${slot}` }))
      rows.push(`${sum(names.map(({ held }) => held))} - ${names.map(({ missed }) => missed).join(' - ')} <= ${most}`)
      for (const { held, missed } of names) {
        if (misses.has(missed)) continue
        misses.add(missed)
        rows.push(`${missed} - ${held} <= 0`)
        objective.push(`${MISSED} ${missed}`)
      }
    }
    for (const start of new Set(terms.map((term) => term.start))) {
      atMost(
        terms.filter((term) => term.start <= start && start < term.end),
        1,
      )
    }
    for (const half of new Set(terms.map((term) => term.half))) {
      atMost(
        terms.filter((term) => term.half === half),
        person.perHalfDay,
      )
    }
  }
  const binaries = [...meetings.flatMap(({ slots }, at) => slots.map((_, slot) => x(at, slot))), ...misses]
  const text = [
    'Minimize',
    ` cost: ${objective.length > 0 ? wrap(objective.join(' + ')) : `0 ${x(0, 0)}`}`,
    'Subject To',
    ...rows.map((row, at) => ` c${at}: ${wrap(row)}`),
    'Binary',
    ...binaries.map((name) => ` ${name}`),
    'End',
  ].join('\n')
  const read = (value: (name: string) => number): Placement[] =>
    meetings.flatMap((meeting, at) =>
      meeting.slots.flatMap((slot, index) =>
        value(x(at, index)) > 0.5 ? [{ meetingId: meeting.id, day: slot.day, time: slot.time }] : [],
      ),
    )
  return { text, read }
}

function termOf(meeting: number, index: number, slot: Slot, minutes: number): Term {
  const start = Date.parse(instantOf(slot.day, slot.time))
  return { meeting, slot: index, start, end: start + minutes * 60_000, half: halfDayOf(slot) }
}

const sum = (names: readonly string[]): string => names.join(' + ')
/** Readers of the format want short lines. */
const wrap = (text: string): string => text.replaceAll(/(.{200,240}) ([+-]) /gu, '$1\n $2 ')
