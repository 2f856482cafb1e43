import { covers, type Period } from '#features/units/unit.ts'
import { dayOf, TIME_ZONE } from '#shared/format.ts'
import type { Level } from '#shared/permission.ts'

export const meetingKinds = ['regular', 'thematic', 'combined', 'committee', 'group'] as const
export type MeetingKind = (typeof meetingKinds)[number]
export const bodyKinds = ['committee', 'cell', 'group'] as const
export type BodyKind = (typeof bodyKinds)[number]

/** What a unit of a level is when it meets. */
export const bodyOf = (level: Level): BodyKind => (level === 'cell' || level === 'group' ? level : 'committee')

const kindsOf: Record<BodyKind, readonly MeetingKind[]> = {
  committee: ['committee'],
  cell: ['regular', 'thematic', 'combined'],
  group: ['group'],
}
export const kindsAt = (body: BodyKind): readonly MeetingKind[] => kindsOf[body]

/** Between which days of a month bodies of a kind meet; set by a unit for everything below it. */
export type MeetingWindow = Period & {
  unitId: string
  kind: BodyKind
  firstDay: number
  lastDay: number
  freezeOthers: boolean
}

/** `2026-03-12` → `2026-03-01`: the month a day belongs to. */
export const periodOf = (day: string): string => `${day.slice(0, 7)}-01`
export const monthsLater = (period: string, months: number): string => {
  const at = Number(period.slice(0, 4)) * 12 + Number(period.slice(5, 7)) - 1 + months
  return `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}-01`
}
const lastDayOf = (period: string): number =>
  new Date(Date.parse(`${monthsLater(period, 1)}T00:00:00Z`) - 86_400_000).getUTCDate()
/** The day of a month; the 31st of a shorter one is its last. */
export const dayIn = (period: string, day: number): string =>
  `${period.slice(0, 8)}${String(Math.min(day, lastDayOf(period))).padStart(2, '0')}`
/** The quarter of a month, 1 to 4. */
export const quarterOf = (period: string): number => Math.ceil(Number(period.slice(5, 7)) / 3)

/** The instant of a day and an hour in Vietnam, which has one time and no summer time. */
export const instantOf = (day: string, time: string): string => new Date(`${day}T${time}:00+07:00`).toISOString()
const hourFormat = new Intl.DateTimeFormat('en-GB', { timeZone: TIME_ZONE, hour: '2-digit', minute: '2-digit' })
/** `2026-03-12T07:30:00Z` → `14:30` */
export const hourOf = (instant: string): string => hourFormat.format(new Date(instant))

/** The window that holds for a unit on a day: `chain` are the unit and those above it, nearest first. */
export function nearestWindow<W extends MeetingWindow>(
  windows: readonly W[],
  chain: readonly string[],
  kind: BodyKind,
  day: string,
): W | undefined {
  const inForce = windows.filter((window) => window.kind === kind && covers(window, day))
  for (const unitId of chain) {
    const found = inForce.find((window) => window.unitId === unitId)
    if (found) return found
  }
  return undefined
}

/** First and last day of a window in a month. */
export const daysOf = (window: Pick<MeetingWindow, 'firstDay' | 'lastDay'>, period: string) => ({
  first: dayIn(period, window.firstDay),
  last: dayIn(period, window.lastDay),
})

export type PlannedMeeting = { kind: MeetingKind; period: string; startsAt: string; minutes: number }

export type MeetingWarning =
  /** Outside the days of its own kind of body. */
  | { code: 'outside_window'; first: string; last: string }
  /** A meeting of a committee in the days kept free for others. */
  | { code: 'frozen'; first: string; last: string; keptFor: BodyKind }
  /** Held in another month than the one it belongs to. */
  | { code: 'catch_up'; period: string }
  | { code: 'too_short'; minutes: number }

/** Shortest meeting: 90 minutes, 120 when combined (HD 42-HD/BTCTW, 28-10-2025, as told by guides) or with 30 members. */
export function shortestOf(kind: MeetingKind, members: number | null): number | null {
  if (kind === 'committee' || kind === 'group') return null
  return kind === 'combined' || (members !== null && members >= 30) ? 120 : 90
}

const bodyOfKind: Record<MeetingKind, BodyKind> = {
  regular: 'cell',
  thematic: 'cell',
  combined: 'cell',
  committee: 'committee',
  group: 'group',
}

/**
 * What is to be said of a day before it is planned; nothing of it forbids. A thematic meeting of its own has no window: it
 * is held once a quarter beside the regular one.
 */
export function warningsOf(
  meeting: PlannedMeeting,
  windows: readonly MeetingWindow[],
  chain: readonly string[],
  members: number | null,
): MeetingWarning[] {
  const day = dayOf(meeting.startsAt)
  const body = bodyOfKind[meeting.kind]
  const warnings: MeetingWarning[] = []
  if (periodOf(day) !== meeting.period) warnings.push({ code: 'catch_up', period: meeting.period })
  const own = meeting.kind === 'thematic' ? undefined : nearestWindow(windows, chain, body, day)
  const days = own && daysOf(own, meeting.period)
  if (days && (day < days.first || day > days.last)) warnings.push({ code: 'outside_window', ...days })
  if (body === 'committee') {
    for (const keptFor of bodyKinds.filter((kind) => kind !== 'committee')) {
      const kept = nearestWindow(windows, chain, keptFor, day)
      const free = kept?.freezeOthers ? daysOf(kept, periodOf(day)) : undefined
      if (free && day >= free.first && day <= free.last) warnings.push({ code: 'frozen', ...free, keptFor })
    }
  }
  const shortest = shortestOf(meeting.kind, members)
  if (shortest !== null && meeting.minutes < shortest) warnings.push({ code: 'too_short', minutes: shortest })
  return warnings
}

/** A reason is asked for the day; how long it lasts is the cell's own business until it is scored. */
export const needsReason = (warnings: readonly MeetingWarning[]): boolean =>
  warnings.some(({ code }) => code !== 'too_short')

export type MeetingRefusal =
  | 'not_for_body'
  | 'month_has_one'
  | 'reason_needed'
  | 'theme_needed'
  | 'not_planned'
  | 'same_time'
  | 'no_series'
  | 'unit_not_in_force'
  | 'not_combinable'

type MonthMeeting = { kind: MeetingKind; period: string; state: string }
const isMonthly = (kind: MeetingKind): boolean => kind === 'regular' || kind === 'combined'

/** Why a meeting is not planned. */
export function refuseMeeting(
  meeting: PlannedMeeting & { theme: string; reason: string },
  body: BodyKind,
  others: readonly MonthMeeting[],
  warnings: readonly MeetingWarning[],
): MeetingRefusal | null {
  if (!kindsAt(body).includes(meeting.kind)) return 'not_for_body'
  const themed = meeting.kind === 'thematic' || meeting.kind === 'combined'
  if (themed && meeting.theme === '') return 'theme_needed'
  const standing = others.filter((other) => other.period === meeting.period && other.state !== 'cancelled')
  if (isMonthly(meeting.kind) && standing.some(({ kind }) => isMonthly(kind))) return 'month_has_one'
  return needsReason(warnings) && meeting.reason === '' ? 'reason_needed' : null
}

export type YearFault =
  /** No regular or combined meeting in a month. */
  | { code: 'no_regular'; period: string }
  /** A thematic meeting and no regular one: it may not stand in its place (R8). */
  | { code: 'thematic_only'; period: string }
  /** No thematic or combined meeting in a quarter (R8). */
  | { code: 'no_thematic'; quarter: number }

/** What the year of a cell lacks: twelve regular meetings, a thematic one in each quarter (HD 42-HD/BTCTW, 28-10-2025). */
export function faultsOfYear(meetings: readonly MonthMeeting[], year: number): YearFault[] {
  const standing = meetings.filter(({ state }) => state !== 'cancelled')
  const months = Array.from({ length: 12 }, (_, at) => monthsLater(`${year}-01-01`, at))
  const faults: YearFault[] = []
  for (const period of months) {
    const here = standing.filter((meeting) => meeting.period === period)
    if (here.some(({ kind }) => isMonthly(kind))) continue
    faults.push({ code: here.some(({ kind }) => kind === 'thematic') ? 'thematic_only' : 'no_regular', period })
  }
  for (const quarter of [1, 2, 3, 4]) {
    const themed = standing.some(
      ({ kind, period }) =>
        (kind === 'thematic' || kind === 'combined') && period.startsWith(`${year}-`) && quarterOf(period) === quarter,
    )
    if (!themed) faults.push({ code: 'no_thematic', quarter })
  }
  return faults
}
