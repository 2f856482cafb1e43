import { covers, type Period } from '#features/units/unit.ts'
import { dayOf } from '#shared/format.ts'
import { dayIn, instantOf, type MeetingKind, monthsLater } from './calendar.ts'

export const seriesKinds = ['regular', 'thematic', 'committee', 'group'] as const
export type SeriesKind = (typeof seriesKinds)[number]

/** What a body repeats. `fixed`: it always meets then, whatever else is arranged. */
export type MeetingSeries = Period & {
  id: string
  kind: SeriesKind
  dayOfMonth: number
  time: string
  minutes: number
  place: string
  months: readonly number[]
  fixed: boolean
}

export type SeriesMeeting = {
  seriesId: string
  kind: MeetingKind
  period: string
  startsAt: string
  minutes: number
  place: string
}

/** Regular and combined are the same monthly meeting: its id does not change when a theme is added. */
export const lineOf = (kind: MeetingKind): SeriesKind => (kind === 'combined' ? 'regular' : kind)

/**
 * The meetings of so many months by what a body repeats. Where the thematic series falls on the day of the regular one, the
 * two parts run in turn in one combined meeting (HD 42-HD/BTCTW, 28-10-2025).
 */
export function meetingsOf(series: readonly MeetingSeries[], from: string, months: number): SeriesMeeting[] {
  return Array.from({ length: months }, (_, at) => monthsLater(from, at)).flatMap((period) => {
    const month = series.flatMap((one) => {
      const day = dayIn(period, one.dayOfMonth)
      if (!one.months.includes(Number(period.slice(5, 7))) || !covers(one, day)) return []
      const { id: seriesId, kind, minutes, place } = one
      return [{ seriesId, kind: kind as MeetingKind, period, startsAt: instantOf(day, one.time), minutes, place }]
    })
    const regular = month.find(({ kind }) => kind === 'regular')
    const thematic = month.find(({ kind }) => kind === 'thematic')
    if (!regular || !thematic || dayOf(regular.startsAt) !== dayOf(thematic.startsAt)) return month
    const combined = {
      ...regular,
      kind: 'combined' as const,
      minutes: Math.max(regular.minutes, thematic.minutes, 120),
    }
    return [...month.filter((one) => one !== regular && one !== thematic), combined]
  })
}
