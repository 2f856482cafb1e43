import ICAL from 'ical.js'
import { z } from 'zod'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#platform/server/id.ts'
import { type Caller, type Json, testApp, type TestApp, testClock, textOf } from '#tests/database.ts'
import { personId, seedPeople, unitId } from '#tests/people.ts'

const clock = testClock('2026-01-05')
let app: TestApp
let organiser: Caller
let secretary: Caller
let officer: Caller
const commune = unitId('luong-phu')
const cell = unitId('cai-chot')
const other = unitId('ben-do')

beforeAll(async () => {
  app = await testApp(clock)
  await seedPeople(app)
  organiser = await app.signedIn('tochuc.mythanh')
  secretary = await app.signedIn('bithu.caichot')
  officer = await app.signedIn('uyvien.mythanh')
  for (const unit of [cell, other]) {
    const made = await organiser.post(`/units/${unit}/assignments`, {
      id: newId(),
      byUnitId: commune,
      personId: personId('uyvien.mythanh'),
      title: 'Ủy viên Ban Thường vụ phụ trách',
      from: '2026-01-01',
    })
    expect(made.status).toBe(201)
  }
})
afterAll(() => app.close())

const series = (more: object = {}) => ({
  id: newId(),
  kind: 'regular',
  dayOfMonth: 12,
  time: '14:00',
  minutes: 90,
  place: 'Nhà văn hóa ấp',
  months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  fixed: false,
  from: '2026-01-01',
  ...more,
})
const meeting = (more: object = {}) => ({
  id: newId(),
  kind: 'regular',
  period: '2026-02-01',
  day: '2026-02-12',
  time: '14:00',
  minutes: 90,
  place: 'Nhà văn hóa ấp',
  ...more,
})
const items = (body: Json): Json[] => [...(body['items'] ?? [])]
const inMonth = async (caller: Caller, period: string) =>
  items((await caller.get(`/units/${commune}/calendar?period=${period}`)).body)

describe('the days on which bodies meet', () => {
  const window = (more: object = {}) => ({
    id: newId(),
    kind: 'cell',
    firstDay: 10,
    lastDay: 15,
    freezeOthers: true,
    decision: { number: '01-QĐ/HU', date: '2017-05-01' },
    from: '2026-01-01',
    ...more,
  })

  it('are set with their source by the province and hold for everything below', async () => {
    const made = await (await app.signedIn('tochuc.bentre')).post(`/units/${unitId('vinh-long')}/windows`, window())
    expect(made.status).toBe(201)
    const seen = await secretary.get(`/units/${cell}/windows`)
    expect(items(seen.body)[0]).toMatchObject({ firstDay: 10, lastDay: 15, holds: true, unitName: 'Tỉnh Vĩnh Long' })
    expect((await secretary.post(`/units/${cell}/windows`, window())).status).toBe(403)
  })

  it('are the nearest above, by date: what a commune sets later leaves the months before as they were', async () => {
    const made = await organiser.post(`/units/${commune}/windows`, window({ firstDay: 11, from: '2026-06-01' }))
    expect(made.status).toBe(201)
    const on = async (day: string) =>
      items((await secretary.get(`/units/${cell}/windows?on=${day}`)).body).find((one) =>
        z.boolean().parse(one['holds']),
      )
    expect((await on('2026-05-31'))?.['firstDay']).toBe(10)
    expect((await on('2026-06-01'))?.['firstDay']).toBe(11)
    const ended = await organiser.post(`/units/${commune}/windows/${textOf(made.body['id'])}/end`, {
      version: 1,
      on: '2026-07-01',
    })
    expect(ended.body['to']).toBe('2026-07-01')
    expect((await on('2026-07-01'))?.['firstDay']).toBe(10)
  })
})

describe('the year of a cell', () => {
  it('is planned from what the cell repeats, twelve regular meetings and a theme in each quarter', async () => {
    const none = await secretary.post(`/units/${cell}/year-plan`, { from: '2026-01-01', months: 12 })
    expect(none.body['reason']).toBe('no_series')
    expect((await secretary.post(`/units/${cell}/series`, series())).status).toBe(201)
    const thematic = series({ kind: 'thematic', dayOfMonth: 25, months: [2, 5, 8, 11] })
    expect((await secretary.post(`/units/${cell}/series`, thematic)).status).toBe(201)
    const made = await secretary.post(`/units/${cell}/year-plan`, { from: '2026-01-01', months: 12 })
    expect(made.body).toEqual({ made: 16, kept: 0 })
    const year = await secretary.get(`/units/${cell}/year-plan?year=2026`)
    expect(year.body['faults']).toEqual([])
    expect(items(year.body)).toHaveLength(16)
  })

  it('is not planned twice, and ids stay the same on every machine', async () => {
    const before = (await inMonth(organiser, '2026-03-01')).map((one) => textOf(one['id']))
    const again = await secretary.post(`/units/${cell}/year-plan`, { from: '2026-01-01', months: 12 })
    expect(again.body).toEqual({ made: 0, kept: 16 })
    expect((await inMonth(organiser, '2026-03-01')).map((one) => textOf(one['id']))).toEqual(before)
  })

  it('tells what it lacks: a cell without meetings lacks every month and every quarter', async () => {
    const year = await organiser.get(`/units/${unitId('nghia-huan')}/year-plan?year=2026`)
    expect([...(year.body['faults'] ?? [])]).toHaveLength(16)
    const month = await organiser.get(`/units/${commune}/calendar?period=2026-03-01`)
    expect([...(month.body['without'] ?? [])].map((one) => one['name'])).toContain('Chi bộ ấp Nghĩa Huấn')
  })

  it('asks for a reason where what is repeated falls outside the window', async () => {
    await organiser.post(`/units/${other}/series`, series({ dayOfMonth: 20 }))
    const asked = await organiser.post(`/units/${other}/year-plan`, { from: '2026-09-01', months: 1 })
    expect(asked.body).toMatchObject({ status: 422, reason: 'reason_needed' })
    const reason = 'Ấp xa, cán bộ về họp theo chuyến đò'
    expect((await organiser.post(`/units/${other}/year-plan`, { from: '2026-09-01', months: 1, reason })).status).toBe(
      200,
    )
  })
})

describe('planning one meeting', () => {
  it('says beforehand that the officer would have to be in two places, with the way counted', async () => {
    const ask = (time: string) =>
      organiser.get(
        `/units/${other}/meeting-check?kind=regular&period=2026-02-01&day=2026-02-12&time=${time}&minutes=90`,
      )
    const same = await ask('14:00')
    expect(same.body['clashes']?.[0]).toMatchObject({
      person: { name: 'Hồ Thị Thử' },
      unitName: 'Chi bộ ấp Cái Chốt',
    })
    expect((await ask('15:30')).body['clashes']).toEqual([])
    const limits = { travelMinutes: 45, meetingsPerHalfDay: null, targetsPerOfficer: null, version: null }
    expect((await organiser.put(`/units/${commune}/following`, limits)).status).toBe(200)
    expect([...((await ask('15:30')).body['clashes'] ?? [])]).toHaveLength(1)
  })

  it('marks the clash on both meetings, in the month of the commune and in the officer’s own calendar', async () => {
    expect((await organiser.post(`/units/${other}/occurrences`, meeting())).status).toBe(201)
    const marked = (await inMonth(organiser, '2026-02-01')).filter((one) => [...(one['clashes'] ?? [])].length > 0)
    expect(marked.map((one) => textOf(one['unitName'])).toSorted()).toEqual(['Chi bộ ấp Bến Đò', 'Chi bộ ấp Cái Chốt'])
    const own = await officer.get('/me/calendar?from=2026-02-01&to=2026-02-28')
    expect(items(own.body).filter((one) => [...(one['clashes'] ?? [])].length > 0)).toHaveLength(2)
  })

  it('refuses a second regular meeting in a month, and asks why outside the window', async () => {
    expect((await organiser.post(`/units/${other}/occurrences`, meeting({ day: '2026-02-13' }))).body['reason']).toBe(
      'month_has_one',
    )
    const late = meeting({ period: '2026-03-01', day: '2026-03-25' })
    expect((await organiser.post(`/units/${other}/occurrences`, late)).body).toMatchObject({
      reason: 'reason_needed',
      data: { warnings: [{ code: 'outside_window', first: '2026-03-10', last: '2026-03-15' }] },
    })
    const told = await organiser.post(`/units/${other}/occurrences`, { ...late, reason: 'Trùng ngày thu hoạch' })
    expect(told.status).toBe(201)
    expect(told.body['reason']).toBe('Trùng ngày thu hoạch')
  })

  it('holds a meeting of the commune back from the days of the cells, with a warning only', async () => {
    const busy = meeting({ kind: 'committee', day: '2026-02-11', theme: 'Giao ban tháng' })
    expect((await organiser.post(`/units/${commune}/occurrences`, busy)).body).toMatchObject({
      reason: 'reason_needed',
      data: { warnings: [{ code: 'frozen', keptFor: 'cell' }] },
    })
    expect((await organiser.post(`/units/${commune}/occurrences`, { ...busy, reason: 'Bão số 1' })).status).toBe(201)
  })

  it('is done by the cell for itself only', async () => {
    expect((await secretary.post(`/units/${other}/occurrences`, meeting())).status).toBe(403)
  })
})

describe('a planned meeting', () => {
  const april = async () => (await inMonth(organiser, '2026-04-01')).find((one) => textOf(one['unitId']) === cell)

  it('is moved with its reason, each change kept; a stale page changes nothing', async () => {
    const before = await april()
    const path = `/units/${cell}/occurrences/${textOf(before?.['id'])}`
    const move = { version: 1, day: '2026-04-14', time: '15:00', place: 'Nhà văn hóa ấp', reason: 'Bí thư đi họp tỉnh' }
    const moved = await secretary.post(`${path}/move`, move)
    expect(moved.body).toMatchObject({ version: 2, startsAt: '2026-04-14T08:00:00.000Z' })
    expect((await secretary.post(`${path}/move`, { ...move, day: '2026-04-15' })).body['code']).toBe('stale_version')
    const cancelled = await secretary.post(`${path}/cancel`, { version: 2, reason: 'Mưa bão' })
    expect(cancelled.body['state']).toBe('cancelled')
    expect(cancelled.body['allowedActions']).toEqual(['restore'])
  })

  it('is caught up with in another month and still belongs to its own', async () => {
    const before = await april()
    const path = `/units/${cell}/occurrences/${textOf(before?.['id'])}`
    const late = { version: 3, day: '2026-05-04', time: '14:00', place: 'Nhà văn hóa ấp', reason: 'Họp bù tháng 4' }
    const restored = await secretary.post(`${path}/move`, late)
    expect(restored.body).toMatchObject({ state: 'planned', period: '2026-04-01' })
    expect([...(restored.body['warnings'] ?? [])].map((one) => one['code'])).toContain('catch_up')
    expect([...(restored.body['moves'] ?? [])].map((one) => one['kind'])).toEqual(['moved', 'cancelled', 'restored'])
  })

  it('takes a theme and is then both in turn; without it, it is regular again', async () => {
    const [march] = (await inMonth(organiser, '2026-03-01')).filter((one) => textOf(one['unitId']) === cell)
    const path = `/units/${cell}/occurrences/${textOf(march?.['id'])}/theme`
    const themed = await secretary.put(path, { version: 1, theme: 'Học tập và làm theo Bác', minutes: 120 })
    expect(themed.body).toMatchObject({ kind: 'combined', id: march?.['id'], minutes: 120 })
    const plain = await secretary.put(path, { version: 2, theme: '', minutes: 90 })
    expect(plain.body['kind']).toBe('regular')
  })
})

describe('the calendar on a phone', () => {
  const fetchFeed = async (path: string) => app.app.inject({ method: 'GET', url: path })
  /** Another program, which knows the time zones that the calendar brings with it. */
  const parse = (text: string) => {
    const calendar = new ICAL.Component(ICAL.parse(text))
    for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(new ICAL.Timezone(zone))
    return calendar
  }
  const events = (text: string) =>
    parse(text)
      .getAllSubcomponents('vevent')
      .map((one) => new ICAL.Event(one))

  it('is fetched under a secret address and read by another program, in Vietnam’s time', async () => {
    const opened = await officer.post('/me/calendar-feed')
    const answer = await fetchFeed(textOf(opened.body['path']))
    expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8')
    const found = events(answer.body)
    expect(found.length).toBeGreaterThan(16)
    const january = found.find(({ startDate }) => startDate.toString().startsWith('2026-01-12'))
    expect(january?.startDate.toString()).toBe('2026-01-12T14:00:00')
    expect(january?.component.getFirstProperty('dtstart')?.getParameter('tzid')).toBe('Asia/Ho_Chi_Minh')
    expect(january?.duration.toSeconds()).toBe(90 * 60)
    expect(january?.startDate.toUnixTime()).toBe(Date.parse('2026-01-12T07:00:00Z') / 1000)
    expect(parse(answer.body).getFirstSubcomponent('vtimezone')?.getFirstPropertyValue('tzid')).toBe('Asia/Ho_Chi_Minh')
    expect(january?.summary).toBe('Sinh hoạt thường kỳ: Chi bộ ấp Cái Chốt')
  })

  it('keeps the UID of a meeting, counts its changes, and says that it is cancelled', async () => {
    const path = textOf((await officer.post('/me/calendar-feed')).body['path'])
    const of = async () =>
      events((await fetchFeed(path)).body).find(({ startDate }) => startDate.toString().startsWith('2026-07-12'))
    const before = await of()
    const id = (before?.uid ?? '').replace('@vung-manh', '')
    const cancelled = await secretary.post(`/units/${cell}/occurrences/${id}/cancel`, { version: 1, reason: 'Bão' })
    expect(cancelled.status).toBe(200)
    const after = await of()
    expect(after?.uid).toBe(before?.uid)
    expect([before?.sequence, after?.sequence]).toEqual([0, 1])
    expect(after?.component.getFirstPropertyValue('status')).toBe('CANCELLED')
  })

  it('stops at once when it is withdrawn, when another is opened, and shows nothing after the assignment', async () => {
    const first = textOf((await officer.post('/me/calendar-feed')).body['path'])
    const second = textOf((await officer.post('/me/calendar-feed')).body['path'])
    expect((await fetchFeed(first)).statusCode).toBe(404)
    clock.setTo('2030-01-01')
    const listed = await organiser.get(`/units/${cell}/targets?level=cell`)
    const assigned = listed.body['items']?.[0]?.['assignments']?.[0]
    const ended = await organiser.post(`/units/${cell}/assignments/${textOf(assigned?.['id'])}/end`, {
      version: 1,
      on: '2029-12-31',
      reason: 'Nghỉ hưu',
    })
    expect(ended.status).toBe(200)
    const left = events((await fetchFeed(second)).body).filter(({ summary }) => summary.includes('Cái Chốt'))
    expect(left).toEqual([])
    clock.setTo('2026-01-05')
    await officer.delete('/me/calendar-feed')
    expect((await fetchFeed(second)).statusCode).toBe(404)
    expect((await fetchFeed('/api/v1/calendar/khong-co.ics')).statusCode).toBe(404)
    expect((await officer.get('/me/calendar-feed')).body).toEqual({ madeAt: null })
  })
})
