import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#platform/server/id.ts'
import { type Caller, type Json, testApp, type TestApp, testClock, textOf } from '#tests/database.ts'
import { seedPeople, unitId } from '#tests/people.ts'

const clock = testClock('2026-05-20')
let app: TestApp
let secretary: Caller
const cell = unitId('cai-chot')

beforeAll(async () => {
  app = await testApp(clock)
  await seedPeople(app)
  secretary = await app.signedIn('bithu.caichot')
  const members = ['Lê Văn Một', 'Trần Thị Hai'].map((name) => ({ id: newId(), name }))
  for (const [at, { id, name }] of members.entries())
    await sql`insert into cell_member (unit_id, id, name, valid, sort_order, seq)
      values (${cell}, ${id}, ${name}, '[2020-01-01,)', ${at}, 1)`.execute(app.db)
  const held = ['2025-12-12', '2026-01-12', '2026-02-12', '2026-03-12', '2026-04-12', '2026-05-12']
  for (const [at, day] of held.entries()) {
    const meeting = newId()
    await sql`insert into meeting (unit_id, id, kind, period, held_on, seq)
      values (${cell}, ${meeting}, 'regular', date_trunc('month', ${day}::date), ${day}, 1)`.execute(app.db)
    for (const [who, { id }] of members.entries()) {
      const mark = who === 0 ? 'present' : at < 3 ? 'present' : at === 3 ? 'excused' : 'absent'
      await sql`insert into attendance (unit_id, meeting_id, member_id, mark) values (${cell}, ${meeting}, ${id}, ${mark})`.execute(
        app.db,
      )
    }
  }
})
afterAll(() => app.close())

const members = (body: Json) => [...(body['members'] ?? [])]

describe('the attendance of a cell’s members', () => {
  it('tells of each how often they came this year, those absent three times running first', async () => {
    const { body } = await secretary.get(`/units/${cell}/attendance`)
    expect(body).toMatchObject({ year: 2026, meetings: 5 })
    expect(members(body)).toMatchObject([
      { name: 'Trần Thị Hai', present: 2, excused: 1, absent: 2, invited: 5, running: 3, flagged: true },
      { name: 'Lê Văn Một', present: 5, invited: 5, running: 0, flagged: false },
    ])
  })

  it('can be asked for a year that is over, as it was at its end', async () => {
    const { body } = await secretary.get(`/units/${cell}/attendance?year=2025`)
    expect(body).toMatchObject({ year: 2025, meetings: 1 })
    expect(members(body).map((one) => textOf(one['name']))).toEqual(['Lê Văn Một', 'Trần Thị Hai'])
  })

  it('is seen by the cell alone: not by the commune above it, not by another cell', async () => {
    for (const username of ['tochuc.mythanh', 'bithu.mythanh', 'bithu.xuongthoi'])
      expect([403, 404]).toContain((await (await app.signedIn(username)).get(`/units/${cell}/attendance`)).status)
    expect((await secretary.get(`/units/${unitId('ben-do')}/attendance`)).status).toBe(404)
  })
})
