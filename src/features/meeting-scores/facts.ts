import type { MeetingKind } from '#shared/meetingId.ts'

/** What a meeting's own record knows that a score sheet asks about: counts, days and minutes, and nobody's name. */
export type MeetingFacts = {
  kind: MeetingKind
  minutes: number | null
  members: number
  invited: number
  present: number
  absent: number
  spoke: number
  /** Days between the posting of papers and the meeting, and between the meeting and the posting of its results. */
  papersLead: number | null
  resultsLag: number | null
  /** Tasks due by the meeting's day, and how many of them were done by then. */
  tasks: { done: number; of: number }
  /** The most meetings running of the year that one member missed with reason, this one included. */
  longestExcused: number
}

/**
 * What the sources leave open (DOMAIN 2.5 names them); null where the unit has not said: the row is then judged by hand.
 */
export type OpenPoints = {
  /** From how many members a meeting lasts 120 minutes: the label says "từ 30", the note "trên 30". */
  longFrom: 30 | 31
  /** Shorter by more than 30 minutes and still longer than half. */
  betweenThirtyAndHalf: 'short_30' | 'half' | null
  /** Exactly half of those present spoke: the source has "trên 50" and "40 đến dưới 50". */
  halfSpeakers: 'over_50' | 'from_40' | null
  /** Points of the thematic row in a month without a theme: dropped, given to the regular content, or the rest scaled. */
  thematicPoints: 'drop' | 'to_regular' | 'scale' | null
}
export const nothingSettled: OpenPoints = {
  longFrom: 30,
  betweenThirtyAndHalf: null,
  halfSpeakers: null,
  thematicPoints: null,
}

/** Minutes a meeting has to last: 90, with a thematic part or in a large cell 120 (Hướng dẫn 42-HD/BTCTW, 28-10-2025). */
export const requiredMinutes = ({ kind, members }: Pick<MeetingFacts, 'kind' | 'members'>, open: OpenPoints): number =>
  kind === 'combined' || members >= open.longFrom ? 120 : 90

export type Duration = 'full' | 'short_15' | 'short_30' | 'half' | 'below_half'
/** Row 1.1 of the sheet of phường An Phú (Kế hoạch 08-KH/ĐU, 19-9-2025); null where nothing decides. */
export function durationBand(facts: MeetingFacts, open: OpenPoints): Duration | null {
  if (facts.minutes === null) return null
  const required = requiredMinutes(facts, open)
  const short = required - facts.minutes
  if (short <= 0) return 'full'
  if (short <= 15) return 'short_15'
  if (short <= 30) return 'short_30'
  if (facts.minutes * 2 > required) return open.betweenThirtyAndHalf
  return facts.minutes * 2 === required ? 'half' : 'below_half'
}

/** The first of these shares, in percent from above, that a part of a whole reaches; compared without rounding. */
function reaches(part: number, whole: number, steps: readonly number[]): number | null {
  return steps.find((step) => part * 100 >= step * whole) ?? null
}

/** Row 2.1: of those not exempt; somebody absent without reason forces the lowest (R10). Null where nobody was called. */
export function attendanceBand({
  present,
  invited,
  absent,
}: MeetingFacts): 'from_90' | 'from_75' | 'from_65' | 'below' | null {
  if (invited === 0) return null
  if (absent > 0) return 'below'
  const step = reaches(present, invited, [90, 75, 65])
  return step === null ? 'below' : (`from_${step}` as 'from_90' | 'from_75' | 'from_65')
}

/** Row 4.5: of those present, who spoke. */
export function speakersBand(
  { present, spoke }: MeetingFacts,
  open: OpenPoints,
): 'over_50' | 'from_40' | 'from_30' | 'below' | null {
  if (present === 0) return null
  if (spoke * 2 === present) return open.halfSpeakers
  if (spoke * 2 > present) return 'over_50'
  const step = reaches(spoke, present, [40, 30])
  return step === null ? 'below' : (`from_${step}` as 'from_40' | 'from_30')
}

/** Row 7.1: tasks of earlier resolutions due by the meeting; null where none was due, which is no share at all. */
export function tasksBand({
  tasks: { done, of },
}: MeetingFacts): 'from_90' | 'from_80' | 'from_70' | 'from_60' | 'from_50' | 'below' | null {
  if (of === 0) return null
  const step = reaches(done, of, [90, 80, 70, 60, 50])
  return step === null ? 'below' : (`from_${step}` as 'from_90')
}
