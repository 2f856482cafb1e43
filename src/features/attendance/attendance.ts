import type { Mark } from '#features/meetings/mark.ts'

/** What the marks of a member add up to; seen by their cell alone. */

/**
 * A member absent that many times running is pointed out to the cell, with or without a reason (Hướng dẫn 42-HD/BTCTW,
 * R11: more than three times with a reason; the cell is told at three, before it is more).
 */
export const ABSENCES_RUNNING = 3

/** One held meeting of the cell. `mark`: null where nobody has said yet. */
export type MarkedMeeting = { heldOn: string; mark: Mark | null }

export type Attended = {
  present: number
  excused: number
  absent: number
  invited: number
  running: number
  flagged: boolean
}

/**
 * Counts of a period, and how many of the newest meetings running the member was not at. A meeting of which they were
 * exempt or nothing is known neither counts nor ends a run.
 */
export function attendedOf(newestFirst: readonly MarkedMeeting[], since: string): Attended {
  const count = (mark: Mark) => newestFirst.filter((one) => one.mark === mark && one.heldOn >= since).length
  const [present, excused, absent] = [count('present'), count('excused'), count('absent')]
  const counted = newestFirst.filter(({ mark }) => mark !== null && mark !== 'exempt')
  const first = counted.findIndex(({ mark }) => mark === 'present')
  const running = first < 0 ? counted.length : first
  return {
    present,
    excused,
    absent,
    invited: present + excused + absent,
    running,
    flagged: running >= ABSENCES_RUNNING,
  }
}
