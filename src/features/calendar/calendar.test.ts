import { monthlyMeetingId } from '#shared/meetingId.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  dayIn,
  faultsOfYear,
  hourOf,
  instantOf,
  type MeetingWindow,
  monthsLater,
  nearestWindow,
  type PlannedMeeting,
  refuseMeeting,
  warningsOf,
} from './calendar.ts'
import { clashesOf, collide } from './clash.ts'
import { type MeetingSeries, meetingsOf } from './series.ts'

const chain = ['cell', 'commune', 'district']
const from = '2020-01-01'
const cells: MeetingWindow = {
  unitId: 'district',
  kind: 'cell',
  firstDay: 10,
  lastDay: 15,
  freezeOthers: true,
  from,
  to: null,
}
const committees: MeetingWindow = { ...cells, kind: 'committee', firstDay: 7, lastDay: 9, freezeOthers: false }
const regular = (day: string, more: Partial<PlannedMeeting> = {}): PlannedMeeting => ({
  kind: 'regular',
  period: `${day.slice(0, 7)}-01`,
  startsAt: instantOf(day, '14:00'),
  minutes: 90,
  ...more,
})
const codes = (meeting: PlannedMeeting, members: number | null = null) =>
  warningsOf(meeting, [cells, committees], chain, members).map(({ code }) => code)

const UNIT = '0190a000-1234-7abc-9def-000000000009'

describe('the window of a cell', () => {
  it('is the one set nearest above, on that day', () => {
    const own = { ...cells, unitId: 'commune', firstDay: 11, from: '2026-03-01' }
    expect(nearestWindow([cells, own], chain, 'cell', '2026-02-12')).toBe(cells)
    expect(nearestWindow([cells, own], chain, 'cell', '2026-03-12')).toBe(own)
    expect(nearestWindow([cells], ['elsewhere'], 'cell', '2026-03-12')).toBeUndefined()
  })

  it('warns outside its days and never inside them', () => {
    expect(codes(regular('2026-03-10'))).toEqual([])
    expect(codes(regular('2026-03-15'))).toEqual([])
    expect(codes(regular('2026-03-16'))).toEqual(['outside_window'])
    expect(codes(regular('2026-03-09'))).toEqual(['outside_window'])
  })

  it('holds other meetings of the committee back', () => {
    expect(codes(regular('2026-03-08', { kind: 'committee' }))).toEqual([])
    expect(codes(regular('2026-03-12', { kind: 'committee' }))).toEqual(['outside_window', 'frozen'])
  })

  it('says when a meeting is held later to catch up, and when it is planned too short', () => {
    expect(codes(regular('2026-04-03', { period: '2026-03-01' }))).toEqual(['catch_up', 'outside_window'])
    expect(codes(regular('2026-03-12', { minutes: 60 }))).toEqual(['too_short'])
    expect(codes(regular('2026-03-12', { kind: 'combined' }))).toEqual(['too_short'])
    expect(codes(regular('2026-03-12'), 30)).toEqual(['too_short'])
    expect(codes(regular('2026-03-12'), 29)).toEqual([])
  })
})

describe('a meeting', () => {
  const plan = (
    meeting: PlannedMeeting,
    more = { theme: '', reason: '' },
    others: Parameters<typeof refuseMeeting>[2] = [],
  ) => refuseMeeting({ ...meeting, ...more }, 'cell', others, warningsOf(meeting, [cells], chain, null))

  it('outside the window is planned once it has a reason', () => {
    expect(plan(regular('2026-03-20'))).toBe('reason_needed')
    expect(plan(regular('2026-03-20'), { theme: '', reason: 'Trùng ngày bầu cử' })).toBeNull()
  })

  it('is the only regular one of its month, as long as it stands', () => {
    const other = { kind: 'combined' as const, period: '2026-03-01', state: 'planned' }
    expect(plan(regular('2026-03-12'), undefined, [other])).toBe('month_has_one')
    expect(plan(regular('2026-03-12'), undefined, [{ ...other, state: 'cancelled' }])).toBeNull()
  })

  it('with a theme names it, and a committee holds no cell meeting', () => {
    expect(plan(regular('2026-03-12', { kind: 'thematic' }))).toBe('theme_needed')
    expect(refuseMeeting({ ...regular('2026-03-12'), theme: '', reason: '' }, 'committee', [], [])).toBe('not_for_body')
  })
})

describe('the year of a cell', () => {
  const month = (n: number, kind: 'regular' | 'thematic' | 'combined') => ({
    kind,
    period: `2026-${String(n).padStart(2, '0')}-01`,
    state: 'planned',
  })
  const twelve = Array.from({ length: 12 }, (_, at) => month(at + 1, 'regular'))

  it('has twelve regular meetings and a thematic one in each quarter', () => {
    expect(faultsOfYear([...twelve, ...[2, 5, 8, 11].map((n) => month(n, 'thematic'))], 2026)).toEqual([])
    expect(faultsOfYear(twelve, 2026)).toEqual([1, 2, 3, 4].map((quarter) => ({ code: 'no_thematic', quarter })))
  })

  it('is at fault where only a thematic meeting stands in a month; combined it counts as both', () => {
    const rest = twelve.filter(({ period }) => period !== '2026-05-01')
    const faults = faultsOfYear([...rest, month(5, 'thematic')], 2026)
    expect(faults).toContainEqual({ code: 'thematic_only', period: '2026-05-01' })
    const whole = faultsOfYear([...rest, month(5, 'combined')], 2026)
    expect(whole.some((fault) => fault.code !== 'no_thematic' || fault.quarter === 2)).toBe(false)
  })
})

describe('what a body repeats', () => {
  const series: MeetingSeries = {
    id: 's',
    kind: 'regular',
    dayOfMonth: 12,
    time: '14:00',
    minutes: 90,
    place: 'Nhà văn hóa ấp',
    months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
    fixed: false,
    from,
    to: null,
  }

  it('becomes one meeting a month, at its hour in Vietnam', () => {
    const year = meetingsOf([series], '2026-01-01', 12)
    expect(year).toHaveLength(12)
    expect(year.map(({ startsAt }) => hourOf(startsAt))).toEqual(Array.from({ length: 12 }, () => '14:00'))
  })

  it('is combined with the theme of the quarter when both fall on one day', () => {
    const thematic: MeetingSeries = { ...series, id: 't', kind: 'thematic', months: [2, 5, 8, 11] }
    const year = meetingsOf([series, thematic], '2026-01-01', 12)
    expect(year.map(({ kind }) => kind).filter((kind) => kind === 'combined')).toHaveLength(4)
    expect(year).toHaveLength(12)
    const apart = meetingsOf([series, { ...thematic, dayOfMonth: 20 }], '2026-01-01', 12)
    expect(apart).toHaveLength(16)
  })

  it('keeps the id of a meeting when a theme is added to it', () => {
    expect(monthlyMeetingId(UNIT, 'combined', '2026-02-01')).toBe(monthlyMeetingId(UNIT, 'regular', '2026-02-01'))
    expect(monthlyMeetingId(UNIT, 'thematic', '2026-02-01')).not.toBe(monthlyMeetingId(UNIT, 'regular', '2026-02-01'))
  })

  it('falls on the last day where a month is shorter, in any month of any year', () => {
    expect(dayIn('2026-02-01', 31)).toBe('2026-02-28')
    expect(dayIn('2028-02-01', 31)).toBe('2028-02-29')
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1200 }), fc.integer({ min: 1, max: 31 }), (months, day) => {
        const period = monthsLater('1990-01-01', months)
        const found = dayIn(period, day)
        expect(found.slice(0, 7)).toBe(period.slice(0, 7))
        expect(new Date(`${found}T00:00:00Z`).toISOString().slice(0, 10)).toBe(found)
      }),
    )
  })
})

describe('two meetings of one person', () => {
  const at = (time: string, minutes = 90) => ({ id: time, startsAt: instantOf('2026-03-12', time), minutes })

  it('clash when they overlap or leave no time for the way', () => {
    expect(collide(at('14:00'), at('15:00'), 0)).toBe(true)
    expect(collide(at('14:00'), at('15:30'), 0)).toBe(false)
    expect(collide(at('14:00'), at('15:30'), 30)).toBe(true)
  })

  it('are found in order as they are found pair by pair', () => {
    const any = fc.record({ hour: fc.integer({ min: 0, max: 23 }), minutes: fc.integer({ min: 15, max: 240 }) })
    fc.assert(
      fc.property(fc.array(any, { maxLength: 12 }), fc.integer({ min: 0, max: 90 }), (list, way) => {
        const all = list.map(({ hour, minutes }, index) => ({
          ...at(`${String(hour).padStart(2, '0')}:00`, minutes),
          id: `${index}`,
        }))
        const found = clashesOf(all, way)
        for (const one of all) {
          const expected = all.filter((other) => other !== one && collide(one, other, way)).map(({ id }) => id)
          expect((found.get(one.id) ?? []).toSorted()).toEqual(expected.toSorted())
        }
      }),
    )
  })
})
