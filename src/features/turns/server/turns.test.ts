import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#platform/server/id.ts'
import { type Caller, type Json, testApp, type TestApp, testClock, textOf } from '#tests/database.ts'
import { seedPeople, unitId } from '#tests/people.ts'

const clock = testClock('2026-03-05')
let app: TestApp
let secretary: Caller
let organiser: Caller
const cell = unitId('cai-chot')
const commune = unitId('luong-phu')

beforeAll(async () => {
  app = await testApp(clock)
  await seedPeople(app)
  secretary = await app.signedIn('bithu.caichot')
  organiser = await app.signedIn('tochuc.mythanh')
  const names = ['Lê Văn Một', 'Trần Thị Hai', 'Phạm Văn Ba', 'Ngô Thị Miễn']
  for (const [at, name] of names.entries())
    await sql`insert into cell_member (unit_id, id, name, valid, sort_order, seq)
      values (${cell}, ${newId()}, ${name}, '[2020-01-01,)', ${at}, 1)`.execute(app.db)
  await sql`insert into member_exemption (unit_id, id, member_id, valid, reason_kind, seq)
    select unit_id, gen_random_uuid(), id, '[2025-01-01,)', 'age', 1 from cell_member where name = 'Ngô Thị Miễn'`.execute(
    app.db,
  )
})
afterAll(() => app.close())

const turns = (body: Json) => [...(body['turns'] ?? [])]
const namesIn = (body: Json) => turns(body).map((turn) => textOf(turn['member']?.['name']))
const settle = async (body: Json, at: number, postponedFor: string | null = null) => {
  const turn = turns(body)[at]
  return secretary.post(`/units/${cell}/turns/${textOf(turn?.['id'])}/settle`, {
    version: turn?.['version'],
    postponedFor,
  })
}

describe('turns of self-identification in a cell', () => {
  it('are planned one or two a month in the order of the list, the exempt left out', async () => {
    const { status, body } = await secretary.post(`/units/${cell}/turns`, { month: '2026-03-01', count: 2 })
    expect(status).toBe(201)
    expect(namesIn(body)).toEqual(['Lê Văn Một', 'Trần Thị Hai'])
    expect(body).toMatchObject({ least: 1, most: 2, round: { done: 0, of: 3 }, allowedActions: [] })
    const again = await secretary.post(`/units/${cell}/turns`, { month: '2026-03-01', count: 1 })
    expect(again.body['reason']).toBe('month_is_full')
  })

  it('are done, or postponed for one of a few reasons; postponed comes first again', async () => {
    const { body } = await secretary.get(`/units/${cell}/turns`)
    expect((await settle(body, 0)).body['turns']?.[0]).toMatchObject({ state: 'done', settledOn: '2026-03-05' })
    expect((await settle(body, 1, 'ill')).body['turns']?.[1]).toMatchObject({ state: 'postponed', postponedFor: 'ill' })
    expect((await settle(body, 0)).status).toBe(409)
    const next = await secretary.post(`/units/${cell}/turns`, { month: '2026-04-01', count: 2 })
    expect(namesIn(next.body)).toEqual(['Trần Thị Hai', 'Phạm Văn Ba'])
    expect(next.body).toMatchObject({ round: { done: 1, of: 3 } })
    expect((await settle(next.body, 0)).body['reason']).toBe('month_is_ahead')
  })

  it('have no place for what somebody said, neither in what is sent nor in what is kept', async () => {
    const { body } = await secretary.get(`/units/${cell}/turns?month=2026-04-01`)
    expect((await settle(body, 0, 'vì chưa nhận ra biểu hiện nào')).status).toBe(422)
    const { rows } = await sql<{ name: string }>`select column_name as name from information_schema.columns
      where table_name = 'self_identification_turn' and data_type in ('text', 'jsonb', 'json')`.execute(app.db)
    expect(rows.map(({ name }) => name).toSorted()).toEqual(['postponed_for', 'state'])
  })

  it('are seen by the cell alone', async () => {
    expect((await organiser.get(`/units/${cell}/turns`)).status).toBe(404)
    expect((await secretary.get(`/units/${unitId('ben-do')}/turns`)).status).toBe(404)
    expect((await app.anonymous.get(`/units/${cell}/turns`)).status).toBe(401)
  })
})

describe('turns in a commune’s committee', () => {
  it('are two a month, of its own people', async () => {
    const { status, body } = await organiser.post(`/units/${commune}/turns`, { month: '2026-03-01', count: 2 })
    expect(status).toBe(201)
    expect(
      turns(body)
        .map((turn) => textOf(turn['person']?.['name']))
        .toSorted(),
    ).toContain('Hồ Thị Thử')
    expect(body).toMatchObject({ least: 2, most: 2 })
  })

  it('are not planned for a month that is past', async () => {
    const past = await organiser.post(`/units/${commune}/turns`, { month: '2026-02-01', count: 2 })
    expect(past.body['reason']).toBe('month_is_past')
  })
})
