import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#platform/server/id.ts'
import { type Answer, type Caller, type Json, testApp, type TestApp, testClock, textOf } from '#tests/database.ts'
import { personId, seedPeople, unitId } from '#tests/people.ts'
import { checkSchedule } from '../schedule.ts'
import { ScheduleAnswer, ScheduleRequest } from '../contract.ts'

const clock = testClock('2026-02-20')
let app: TestApp
let organiser: Caller
const commune = unitId('luong-phu')
const cells = ['ben-do', 'nghia-huan', 'cai-chot'].map(unitId)

beforeAll(async () => {
  app = await testApp(clock)
  await seedPeople(app)
  organiser = await app.signedIn('tochuc.mythanh')
  for (const cell of cells) {
    const made = await organiser.post(`/units/${cell}/assignments`, {
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

const asked = (more: object = {}) => ({
  id: newId(),
  period: '2026-03-01',
  times: ['07:30', '14:00'],
  perHalfDay: 1,
  travelMinutes: 30,
  minutes: { cell: 90, committee: 180 },
  ...more,
})
const pathOf = (id: string) => `/units/${commune}/schedule-proposals/${id}`

async function settled(id: string, tries = 150): Promise<Answer> {
  const answer = await organiser.get(pathOf(id))
  if (textOf(answer.body['state']) !== 'working' || tries === 0) return answer
  await new Promise((resolve) => setTimeout(resolve, 200))
  return settled(id, tries - 1)
}
const propose = async (more: object = {}) => {
  const input = asked(more)
  const made = await organiser.post(`/units/${commune}/schedule-proposals`, input)
  expect(made.status).toBe(201)
  return settled(input.id)
}
const judged = (body: Json | undefined) =>
  checkSchedule(ScheduleRequest.parse(body?.['request']).problem, ScheduleAnswer.parse(body?.['answer']).placements)

describe('asking for days', () => {
  it('needs the days on which cells meet, and says so', async () => {
    const refused = await organiser.post(`/units/${commune}/schedule-proposals`, asked())
    expect(refused.body).toMatchObject({ status: 409, reason: 'no_window' })
    const window = { kind: 'cell', firstDay: 10, lastDay: 15, freezeOthers: true, from: '2026-01-01' }
    expect((await organiser.post(`/units/${commune}/windows`, { id: newId(), ...window })).status).toBe(201)
  })

  it('is for those who lead and organise, not for a cell', async () => {
    const secretary = await app.signedIn('bithu.caichot')
    expect((await secretary.post(`/units/${commune}/schedule-proposals`, asked())).status).toBe(403)
  })

  it('finds days on which the officer of three cells is at all of them, as the checker finds too', async () => {
    const { body } = await propose()
    expect(body).toMatchObject({ state: 'proposed', answer: { missed: [], proved: true } })
    expect(judged(body)).toMatchObject({ faults: [], missed: [] })
  }, 60_000)

  it('keeps the cell that always meets at its own hour, and leaves out the days that were taken out', async () => {
    await organiser.post(`/units/${cells[0]}/series`, {
      id: newId(),
      kind: 'regular',
      dayOfMonth: 12,
      time: '14:00',
      minutes: 90,
      place: 'Nhà văn hóa ấp Bến Đò',
      months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
      fixed: true,
      from: '2026-01-01',
    })
    const { body } = await propose({ without: ['2026-03-10', '2026-03-11'] })
    const placements = ScheduleAnswer.parse(body['answer']).placements
    expect(placements.find(({ meetingId }) => meetingId === cells[0])).toMatchObject({
      day: '2026-03-12',
      time: '14:00',
    })
    expect(placements.some(({ day }) => day < '2026-03-12')).toBe(false)
  }, 60_000)

  it('says who cannot be where, why, and which change would help', async () => {
    const without = ['2026-03-10', '2026-03-11', '2026-03-13', '2026-03-14', '2026-03-15']
    const { body } = await propose({ without, times: ['14:00'] })
    const { unmet, missed } = ScheduleAnswer.parse(body['answer'])
    expect(missed).toHaveLength(2)
    expect(unmet[0]).toMatchObject({
      personId: personId('uyvien.mythanh'),
      cause: { code: 'too_many', meetings: 3, room: 1 },
    })
    expect(unmet[0]?.changes.map(({ code }) => code)).toContain('replace')
  }, 60_000)

  it('is stopped by whoever asked; its answer then plans nothing', async () => {
    const input = asked()
    const made = await organiser.post(`/units/${commune}/schedule-proposals`, input)
    const stopped = await organiser.post(`${pathOf(input.id)}/cancel`, { version: made.body['version'] })
    expect(stopped.body).toMatchObject({ state: 'cancelled', allowedActions: [] })
    const late = { version: 2, placements: [{ unitId: cells[0], day: '2026-03-12', time: '14:00', place: 'Ấp' }] }
    expect((await organiser.post(`${pathOf(input.id)}/accept`, late)).body['code']).toBe('stale_version')
  })
})

describe('accepting what was proposed', () => {
  it('plans every meeting at once, as adjusted by hand; twice is refused and nothing is planned twice', async () => {
    const { body } = await propose()
    const placements = ScheduleAnswer.parse(body['answer']).placements.map(({ meetingId, day, time }) => ({
      unitId: meetingId,
      day,
      time,
      place: 'Nhà văn hóa ấp',
    }))
    const late = placements.map((one) => (one.unitId === cells[2] ? { ...one, day: '2026-03-20' } : one))
    const accept = (list: typeof placements, reason = '') =>
      organiser.post(`${pathOf(textOf(body['id']))}/accept`, { version: body['version'], placements: list, reason })
    expect((await accept(late)).body['reason']).toBe('reason_needed')
    const month = async () => (await organiser.get(`/units/${commune}/calendar?period=2026-03-01`)).body
    expect([...((await month())['items'] ?? [])]).toHaveLength(0)
    expect((await accept(late, 'Cán bộ đi tập huấn')).body).toEqual({ planned: 3, kept: 0 })
    expect((await accept(late, 'Cán bộ đi tập huấn')).body['code']).toBe('stale_version')
    const planned = [...((await month())['items'] ?? [])]
    expect(planned).toHaveLength(3)
    expect(planned.filter((one) => [...(one['clashes'] ?? [])].length > 0)).toEqual([])
    expect([...((await month())['without'] ?? [])]).toEqual([])
  }, 60_000)

  it('leaves meetings alone that are planned already', async () => {
    const { body } = await propose()
    const { problem } = ScheduleRequest.parse(body['request'])
    expect(problem.meetings.map(({ fixed }) => fixed)).toEqual(['planned', 'planned', 'planned'])
    const placements = [{ unitId: cells[0], day: '2026-03-15', time: '07:30', place: 'Ấp' }]
    const done = await organiser.post(`${pathOf(textOf(body['id']))}/accept`, { version: body['version'], placements })
    expect(done.body).toEqual({ planned: 0, kept: 1 })
  }, 60_000)
})
