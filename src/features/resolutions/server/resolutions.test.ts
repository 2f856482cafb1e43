import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#platform/server/id.ts'
import { seedBody, seedMembers, TestDevice, wholeMeeting } from '#tests/meetings.ts'
import { type Caller, type Json, type TestApp, testApp, testClock, textOf } from '#tests/database.ts'
import { seedPeople, unitId } from '#tests/people.ts'

const clock = testClock('2026-10-12')
const cell = unitId('cai-chot')
let app: TestApp
let secretary: Caller
let commune: Caller
let women: { id: string; leader: Caller }
let front: { id: string; leader: Caller }
let members: string[]
const clauseIds = { women: newId(), own: newId() }
const clauses = {
  women: {
    order: 0,
    what: 'Vận động 12 hộ phân loại rác',
    owner: 'Chi hội Phụ nữ',
    measure: '12 hộ',
    due: '2026-11-05',
  },
  own: { order: 1, what: 'Thăm 6 hộ cận nghèo', owner: 'Đồng chí Thử', measure: '6 hộ', due: '2026-11-01' },
}

beforeAll(async () => {
  app = await testApp(clock)
  await seedPeople(app)
  members = await seedMembers(app, 'cai-chot', 4)
  secretary = await app.signedIn('bithu.caichot')
  commune = await app.signedIn('tochuc.mythanh')
  women = await seedBody(app, commune, 'cai-chot', 'Chi hội Phụ nữ ấp Cái Chốt', 'phunu.caichot')
  front = await seedBody(app, commune, 'cai-chot', 'Ban công tác Mặt trận ấp Cái Chốt', 'mattran.caichot')
})
afterAll(() => app.close())

const october = () => new TestDevice('cai-chot', '2026-10-01')
const november = () => new TestDevice('cai-chot', '2026-11-01')
const tasksOf = async (caller: Caller, query = '') => {
  const { status, body } = await caller.get(`/units/${cell}/tasks${query}`)
  expect(status).toBe(200)
  return [...(body['items'] ?? [])]
}
const taskOf = async (id: string): Promise<Json> => {
  const found = (await tasksOf(secretary)).find((task) => textOf(task['id']) === id)
  if (!found) throw new Error('no such task')
  return found
}
const receivedBy = async ({ id, leader }: { id: string; leader: Caller }) => [
  ...((await leader.get(`/units/${id}/received-clauses`)).body['items'] ?? []),
]

describe('closing the record of a meeting', () => {
  it('makes its resolution, each clause a task; sent again it makes nothing twice', async () => {
    const phone = october()
    const lines = wholeMeeting(phone, '2026-10-12', members, [
      phone.write('clause', clauseIds.women, { ...clauses.women, bodies: [women.id] }),
      phone.write('clause', clauseIds.own, clauses.own),
    ])
    await phone.sync(secretary, lines)
    await phone.sync(secretary, lines)
    const tasks = await tasksOf(secretary)
    expect(tasks.map((task) => [task['what'], task['state'], task['due']])).toEqual([
      ['Thăm 6 hộ cận nghèo', 'open', '2026-11-01'],
      ['Vận động 12 hộ phân loại rác', 'open', '2026-11-05'],
    ])
    const made = await app.db.selectFrom('journal').selectAll().where('action', '=', 'resolution.made').execute()
    expect(made.map(({ after }) => after)).toEqual([{ clauses: 2, changed: 2 }])
  })

  it('tells the tasks to the cell’s phones, with the bodies that clauses can be sent to', async () => {
    const { body } = await november().sync(secretary, [])
    expect(body.cells[0]?.bodies.map(({ name }) => name)).toEqual([
      'Chi hội Phụ nữ ấp Cái Chốt',
      'Ban công tác Mặt trận ấp Cái Chốt',
    ])
    expect(body.cells[0]?.tasks.map(({ id }) => id)).toEqual([clauseIds.women, clauseIds.own])
  })
})

describe('a body outside the cell', () => {
  it('receives the clauses that concern it and no others', async () => {
    expect((await receivedBy(women)).map((clause) => clause['what'])).toEqual(['Vận động 12 hộ phân loại rác'])
    expect(await receivedBy(front)).toEqual([])
    expect((await front.leader.get(`/units/${women.id}/received-clauses`)).status).toBe(404)
  })

  it('sees nothing else of the cell: no list of tasks, no member, no meeting', async () => {
    expect((await women.leader.get(`/units/${cell}/tasks`)).status).toBe(403)
    const { body } = await november().sync(women.leader, [])
    expect(body.cells).toEqual([])
    const meetingId = october().meetingId
    expect((await women.leader.get(`/units/${cell}/meetings/${meetingId}`)).status).toBe(403)
  })

  it('acknowledges once and reports; what is of another body is not found', async () => {
    const path = `/units/${cell}/tasks/${clauseIds.women}/deliveries/${women.id}`
    const first = await women.leader.post(`${path}/acknowledge`)
    expect(first.body).toMatchObject({ acknowledgedOn: '2026-10-12', allowedActions: ['report'] })
    clock.setTo('2026-10-14')
    expect((await women.leader.post(`${path}/acknowledge`)).body).toMatchObject({ acknowledgedOn: '2026-10-12' })
    expect((await front.leader.post(`${path}/acknowledge`)).status).toBe(404)
    const report = { id: newId(), outcome: 'partly', result: '8 hộ đã phân loại', evidence: '' }
    const answer = await women.leader.post(`${path}/report`, report)
    expect(answer.body).toMatchObject({ state: 'reported', reportedOn: '2026-10-14' })
    expect((await taskOf(clauseIds.women))['deliveries']).toMatchObject([{ reportedOn: '2026-10-14' }])
  })

  it('leaves a change in the cell’s log, so that its phones hear of it', async () => {
    const { body } = await november().sync(secretary, [])
    const told = body.cells[0]?.tasks.find(({ id }) => id === clauseIds.women)
    expect(told?.reports.map(({ result, bodyId }) => [result, bodyId])).toEqual([['8 hộ đã phân loại', women.id]])
  })
})

describe('the cell’s leaders', () => {
  const step = async (caller: Caller, task: Json, action: string, more: object = {}) =>
    caller.post(`/units/${cell}/tasks/${textOf(task['id'])}/steps`, {
      id: newId(),
      version: Number(task['version']),
      action,
      ...more,
    })

  it('send a report back with a reason, and accept it when it is done', async () => {
    const reported = await taskOf(clauseIds.women)
    expect(reported['allowedActions']).toEqual(['report', 'accept', 'send_back', 'cancel'])
    const bare = await step(secretary, reported, 'send_back')
    expect([bare.status, bare.body['reason']]).toEqual([422, 'result_needed'])
    expect((await step(secretary, reported, 'send_back', { result: 'Còn 4 hộ' })).body).toMatchObject({ state: 'open' })
    const stale = await step(secretary, reported, 'accept')
    expect(stale.body['code']).toBe('stale_version')
    expect((await step(secretary, await taskOf(clauseIds.women), 'accept')).body['reason']).toBe('not_open')
  })

  it('are alone in it: the commune reads the tasks and closes none', async () => {
    const [task] = await tasksOf(commune)
    expect(task?.['allowedActions']).toEqual([])
    expect((await step(commune, await taskOf(clauseIds.own), 'report', { outcome: 'done' })).status).toBe(403)
    const neighbour = await app.signedIn('bithu.bendo')
    expect((await neighbour.get(`/units/${cell}/tasks`)).status).toBe(404)
    expect((await step(neighbour, await taskOf(clauseIds.own), 'report', { outcome: 'done' })).status).toBe(403)
  })
})

describe('the next meeting', () => {
  it('closes what it finds done and carries over the rest', async () => {
    clock.setTo('2026-11-12')
    const phone = november()
    const lines = wholeMeeting(phone, '2026-11-12', members, [
      phone.write('taskResult', clauseIds.own, { state: 'done', result: 'Đã thăm 6 hộ' }),
      phone.write('taskResult', clauseIds.women, { state: 'partly', result: '10 hộ' }),
    ])
    await phone.sync(secretary, lines)
    expect(await taskOf(clauseIds.own)).toMatchObject({ state: 'done', closedOn: '2026-11-12' })
    expect(await taskOf(clauseIds.women)).toMatchObject({ state: 'open', closedOn: null })
    expect((await tasksOf(secretary, '?open=true')).map((task) => task['id'])).toEqual([clauseIds.women])
  })

  it('corrects its own word when its record is corrected, and a clause taken out is withdrawn from its body', async () => {
    const late = november()
    const [own] = await app.db
      .selectFrom('meeting_entry')
      .select('id')
      .where('field', '=', 'taskResult')
      .where('key', '=', clauseIds.own)
      .execute()
    const result = late.write('taskResult', clauseIds.own, { state: 'not_done', result: 'Ghi nhầm' }, [own?.id ?? ''])
    const earlier = october()
    const out = earlier.write('clause', clauseIds.women, null)
    const { body } = await late.sync(secretary, [result, out])
    expect(body.unplaced.map(({ reason }) => reason)).toEqual(['meeting_closed', 'meeting_closed'])
    for (const entry of [result, out]) {
      const place = { version: 1, to: 'placed', reason: 'Đính chính' }
      const settled = await secretary.post(`/units/${cell}/unplaced-entries/${entry.id}/settle`, place)
      expect(settled.status, JSON.stringify(settled.body)).toBe(200)
    }
    expect(await taskOf(clauseIds.own)).toMatchObject({ state: 'open', closedOn: null })
    expect(await taskOf(clauseIds.women)).toMatchObject({ state: 'cancelled', deliveries: [] })
    expect(await receivedBy(women)).toMatchObject([{ withdrawnOn: '2026-11-12', allowedActions: [] }])
  })
})
