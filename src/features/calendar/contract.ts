import { z } from 'zod'
import { Day, DocumentReference, endpoint, Id, Line, Note, Version, Year } from '#shared/contract.ts'
import { leaders, organisers, permission, type Role } from '#shared/permission.ts'
import { BodyKind, Clash, MeetingKind, OccurrenceView, SeriesView, Warning, WindowView } from './calendarView.ts'
import { seriesKinds } from './series.ts'

const keepers: readonly Role[] = [...leaders, ...organisers]
const above = [
  { level: 'commune', roles: keepers },
  { level: 'district', roles: keepers },
  { level: 'province', roles: keepers },
] as const

export const readCalendar = permission(
  'calendar.read',
  { vi: 'Xem lịch sinh hoạt', en: 'See the calendar' },
  'signed_in',
)
export const setWindows = permission(
  'calendar.set_window',
  { vi: 'Quy định ngày sinh hoạt cho cấp dưới', en: 'Set the days on which bodies below meet' },
  above,
)
export const planMeetings = permission(
  'meeting.plan',
  { vi: 'Lên lịch, dời, hủy buổi sinh hoạt', en: 'Plan, move and cancel meetings' },
  [{ level: 'cell', roles: leaders }, ...above],
)

/** `HH:MM` in Vietnam. */
export const Hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
/** A month, by its first day. */
export const Period = Day.refine((day) => day.endsWith('-01'), 'first_of_month')
const Minutes = z.number().int().min(15).max(720)
/** All that were ever set for the unit, by itself or above it; newest first. */
export const listWindows = endpoint(readCalendar)
  .route({ method: 'GET', path: '/units/{unitId}/windows', summary: 'Ngày sinh hoạt quy định cho một đơn vị' })
  .input(z.object({ unitId: Id, on: Day.optional() }))
  .output(z.object({ items: z.array(WindowView), allowedActions: z.array(z.enum(['set'])) }))

export const NewWindow = z
  .object({
    unitId: Id,
    id: Id,
    kind: BodyKind,
    firstDay: z.number().int().min(1).max(31),
    lastDay: z.number().int().min(1).max(31),
    freezeOthers: z.boolean(),
    sourceNote: Note(300).default(''),
    decision: DocumentReference.optional(),
    from: Day,
  })
  .refine(({ firstDay, lastDay }) => firstDay <= lastDay, { path: ['lastDay'], error: 'before_first' })
export type NewWindow = z.infer<typeof NewWindow>

/** Holds from a day; the one set before by the same unit ends that day. */
export const setWindow = endpoint(setWindows)
  .route({ method: 'POST', path: '/units/{unitId}/windows', summary: 'Quy định ngày sinh hoạt', successStatus: 201 })
  .input(NewWindow)
  .output(WindowView)

export const endWindow = endpoint(setWindows)
  .route({
    method: 'POST',
    path: '/units/{unitId}/windows/{windowId}/end',
    summary: 'Thôi áp dụng ngày sinh hoạt đã quy định',
  })
  .input(z.object({ unitId: Id, windowId: Id, version: Version, on: Day }))
  .output(WindowView)

export const NewSeries = z.object({
  unitId: Id,
  id: Id,
  kind: z.enum(seriesKinds),
  dayOfMonth: z.number().int().min(1).max(31),
  time: Hour,
  minutes: Minutes,
  place: Line(200),
  months: z.array(z.number().int().min(1).max(12)).min(1).max(12),
  fixed: z.boolean(),
  from: Day,
})
export type NewSeries = z.infer<typeof NewSeries>

/** From a day the body meets like this; what it repeated before ends that day. */
export const setSeries = endpoint(planMeetings)
  .route({ method: 'POST', path: '/units/{unitId}/series', summary: 'Đặt lịch sinh hoạt định kỳ', successStatus: 201 })
  .input(NewSeries)
  .output(SeriesView)

const UnitName = z.object({ unitId: Id, name: z.string() })
export const MonthView = z.object({
  period: z.string(),
  unitName: z.string(),
  items: z.array(OccurrenceView),
  /** Cells in force that month without a regular or combined meeting. */
  without: z.array(UnitName),
  windows: z.array(z.object({ kind: BodyKind, first: z.string(), last: z.string() })),
  travelMinutes: z.number().nullable(),
  allowedActions: z.array(z.enum(['plan', 'propose'])),
})
export type MonthView = z.infer<typeof MonthView>

export const showMonth = endpoint(readCalendar)
  .route({ method: 'GET', path: '/units/{unitId}/calendar', summary: 'Lịch một tháng của đơn vị và cấp dưới' })
  .input(z.object({ unitId: Id, period: Period }))
  .output(MonthView)

export const YearView = z.object({
  year: z.number(),
  unitId: Id,
  unitName: z.string(),
  body: BodyKind,
  items: z.array(OccurrenceView),
  series: z.array(SeriesView),
  faults: z.array(
    z.discriminatedUnion('code', [
      z.object({ code: z.literal('no_regular'), period: z.string() }),
      z.object({ code: z.literal('thematic_only'), period: z.string() }),
      z.object({ code: z.literal('no_thematic'), quarter: z.number() }),
    ]),
  ),
  allowedActions: z.array(z.enum(['plan', 'set_series'])),
})
export type YearView = z.infer<typeof YearView>

export const showYear = endpoint(readCalendar)
  .route({ method: 'GET', path: '/units/{unitId}/year-plan', summary: 'Kế hoạch sinh hoạt cả năm' })
  .input(z.object({ unitId: Id, year: Year }))
  .output(YearView)

export const OwnCalendar = z.object({
  from: z.string(),
  to: z.string(),
  items: z.array(OccurrenceView),
  travelMinutes: z.number().nullable(),
})
export type OwnCalendar = z.infer<typeof OwnCalendar>

export const showOwn = endpoint(readCalendar)
  .route({ method: 'GET', path: '/me/calendar', summary: 'Lịch sinh hoạt của tôi' })
  .input(z.object({ from: Day, to: Day }))
  .output(OwnCalendar)

const Plan = { kind: MeetingKind, period: Period, day: Day, time: Hour, minutes: Minutes }

/** What is to be said of a day before it is planned; `occurrenceId`: a meeting that is to be moved there. */
export const checkMeeting = endpoint(readCalendar)
  .route({ method: 'GET', path: '/units/{unitId}/meeting-check', summary: 'Kiểm tra ngày họp trước khi lên lịch' })
  .input(
    z.object({ unitId: Id, ...Plan, minutes: z.coerce.number().int().min(15).max(720), occurrenceId: Id.optional() }),
  )
  .output(z.object({ warnings: z.array(Warning), clashes: z.array(Clash), needsReason: z.boolean() }))

export const NewMeeting = z.object({
  unitId: Id,
  id: Id,
  ...Plan,
  place: Line(200),
  theme: Note(300).default(''),
  reason: Note(300).default(''),
})
export type NewMeeting = z.infer<typeof NewMeeting>

/** The id of a monthly meeting follows from unit, kind and month; `id` is for any beyond it. */
export const planMeeting = endpoint(planMeetings)
  .route({
    method: 'POST',
    path: '/units/{unitId}/occurrences',
    summary: 'Lên lịch một buổi sinh hoạt',
    successStatus: 201,
  })
  .input(NewMeeting)
  .output(OccurrenceView)

export const planAhead = endpoint(planMeetings)
  .route({ method: 'POST', path: '/units/{unitId}/year-plan', summary: 'Lập lịch các tháng tới theo lịch định kỳ' })
  .input(z.object({ unitId: Id, from: Period, months: z.number().int().min(1).max(24), reason: Note(300).default('') }))
  .output(z.object({ made: z.number(), kept: z.number() }))

export const MeetingMove = z.object({
  unitId: Id,
  occurrenceId: Id,
  version: Version,
  day: Day,
  time: Hour,
  place: Line(200),
  reason: Line(300),
})
export type MeetingMove = z.infer<typeof MeetingMove>

export const moveMeeting = endpoint(planMeetings)
  .route({
    method: 'POST',
    path: '/units/{unitId}/occurrences/{occurrenceId}/move',
    summary: 'Dời buổi sinh hoạt, nêu lý do',
  })
  .input(MeetingMove)
  .output(OccurrenceView)

export const MeetingCancel = z.object({ unitId: Id, occurrenceId: Id, version: Version, reason: Line(300) })
export type MeetingCancel = z.infer<typeof MeetingCancel>

export const cancelMeeting = endpoint(planMeetings)
  .route({
    method: 'POST',
    path: '/units/{unitId}/occurrences/{occurrenceId}/cancel',
    summary: 'Hủy buổi sinh hoạt, nêu lý do',
  })
  .input(MeetingCancel)
  .output(OccurrenceView)

export const MeetingTheme = z.object({
  unitId: Id,
  occurrenceId: Id,
  version: Version,
  theme: Note(300),
  minutes: Minutes,
})
export type MeetingTheme = z.infer<typeof MeetingTheme>

/** With a theme a regular meeting becomes a combined one, both parts in turn; without it regular again. */
export const setTheme = endpoint(planMeetings)
  .route({
    method: 'PUT',
    path: '/units/{unitId}/occurrences/{occurrenceId}/theme',
    summary: 'Đặt chuyên đề cho buổi sinh hoạt',
  })
  .input(MeetingTheme)
  .output(OccurrenceView)

export const FeedState = z.object({ madeAt: z.string().nullable() })
export const showFeed = endpoint(readCalendar)
  .route({ method: 'GET', path: '/me/calendar-feed', summary: 'Địa chỉ lịch riêng đang mở hay không' })
  .output(FeedState)
/** The address is told once; opening another withdraws the one before. */
export const openFeed = endpoint(readCalendar)
  .route({
    method: 'POST',
    path: '/me/calendar-feed',
    summary: 'Mở địa chỉ lịch riêng cho điện thoại',
    successStatus: 201,
  })
  .input(z.object({}).optional())
  .output(FeedState.extend({ path: z.string() }))
export const closeFeed = endpoint(readCalendar)
  .route({ method: 'DELETE', path: '/me/calendar-feed', summary: 'Thu hồi địa chỉ lịch riêng' })
  .input(z.object({}).optional())
  .output(FeedState)
