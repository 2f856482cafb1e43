import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sealJournal } from '#features/journal/server/sealing.ts'
import { newId } from '#platform/server/id.ts'
import { type Caller, type Json, testApp, type TestApp, testClock, textOf } from '#tests/database.ts'
import { publishSheet } from '#tests/meetings.ts'
import { seedPeople, unitId } from '#tests/people.ts'
import { lotText } from '../inspection.ts'

const clock = testClock('2026-03-05')
let app: TestApp
let organiser: Caller
let secretary: Caller
const commune = unitId('luong-phu')
const cell = unitId('cai-chot')
const list = `/units/${commune}/inspections`
const month = '2026-03-01'

beforeAll(async () => {
  app = await testApp(clock)
  await seedPeople(app)
  organiser = await app.signedIn('tochuc.mythanh')
  secretary = await app.signedIn('bithu.caichot')
})
afterAll(() => app.close())

const lines = (body: Json) => [...(body['lines'] ?? [])]

describe('the month’s list of cells to visit', () => {
  it('is drawn from a seal of the journal, and waits for one', async () => {
    const early = await organiser.post(list, { id: newId(), month, wanted: 2 })
    expect(early.body).toMatchObject({ reason: 'no_seal' })
    await sealJournal(app, 0)
    const { status, body } = await organiser.post(list, { id: newId(), month, wanted: 2 })
    expect(status).toBe(201)
    expect(lines(body).map((line) => line['chosen'])).toEqual(['risk', 'lot', null])
    expect(body).toMatchObject({ cells: 3, seen: 0, needed: 2, plan: { wanted: 2, sealNumber: 1 } })
  })

  it('can be drawn again by anybody: the lots are SHA-256 of the seed and the cell, the smallest is chosen', async () => {
    const { body } = await organiser.get(list)
    const seed = textOf(body['plan']?.['seed'])
    for (const line of lines(body)) {
      const text = lotText(seed, textOf(line['unitId']))
      expect(line['lot']).toBe(createHash('sha256').update(text).digest('hex'))
    }
    const [smallest] = lines(body)
      .map((line) => textOf(line['lot']))
      .toSorted()
    expect(lines(body).filter((line) => textOf(line['lot']) === smallest)).toMatchObject([{ chosen: 'lot' }])
    const seal = await sql<{
      hash: string
    }>`select encode(chain_hash, 'hex') as hash from journal_seal where number = 1`.execute(app.db)
    expect(seal.rows[0]?.hash).toBe(seed)
  })

  it('is made once, for the current month, by the commune', async () => {
    expect((await organiser.post(list, { id: newId(), month, wanted: 3 })).body['reason']).toBe('already_planned')
    expect((await organiser.post(list, { id: newId(), month: '2026-04-01', wanted: 2 })).body['reason']).toBe(
      'not_this_month',
    )
    expect((await secretary.post(list, { id: newId(), month, wanted: 2 })).status).toBe(403)
  })

  it('is not shown to a cell before the team has come or the month is over', async () => {
    const own = `/units/${cell}/inspections?month=${month}`
    expect(lines((await secretary.get(own)).body)).toEqual([])
    clock.setTo('2026-04-01')
    const [line] = lines((await secretary.get(own)).body)
    expect(line).toMatchObject({ name: 'Chi bộ ấp Cái Chốt', allowedActions: [] })
    expect(line?.['lot']).toMatch(/^[0-9a-f]{64}$/u)
    expect((await secretary.get(`${list}?month=${month}`)).body['lines'] ?? []).toHaveLength(0)
    clock.setTo('2026-03-20')
  })
})

describe('a visit', () => {
  const visits = `/units/${cell}/inspection-visits`
  const visit = (more: object) => ({ id: newId(), month, outcome: 'visited', heldOn: '2026-03-12', ...more })

  it('is recorded by the commune with its day, or the reason why the team did not come', async () => {
    expect((await organiser.post(visits, visit({ heldOn: '2026-03-25' }))).body['reason']).toBe('in_the_future')
    expect((await organiser.post(visits, visit({ outcome: 'missed', heldOn: null }))).body['reason']).toBe(
      'needs_reason',
    )
    const missed = { outcome: 'missed', heldOn: null, reason: 'Ấp hoãn họp vì triều cường' }
    expect((await organiser.post(visits, visit(missed))).status).toBe(201)
    expect((await organiser.post(visits, visit({}))).body).toMatchObject({ outcome: 'visited', heldOn: '2026-03-12' })
    const { body } = await organiser.get(list)
    expect(body['seen']).toBe(1)
    const line = lines(body).find((one) => textOf(one['unitId']) === cell)
    expect([...(line?.['visits'] ?? [])].map((one) => one['outcome'])).toEqual(['missed', 'visited'])
  })

  it('is there once, however often it is sent; the cell sees its line from then on', async () => {
    expect((await organiser.post(visits, visit({}))).body['reason']).toBe('visited_that_day')
    expect(lines((await secretary.get(`/units/${cell}/inspections`)).body)).toHaveLength(1)
    expect((await secretary.post(visits, visit({ heldOn: '2026-03-13' }))).status).toBe(403)
  })

  it('counts for the year: next month the lots fall on cells not seen yet, and the waiting is shown', async () => {
    clock.setTo('2026-04-02')
    const { body } = await organiser.post(list, { id: newId(), month: '2026-04-01', wanted: 2 })
    const seen = lines(body).find((one) => textOf(one['unitId']) === cell)
    expect(seen).toMatchObject({ visitedThisYear: true, risk: { sinceVisit: 1 } })
    expect(seen?.['chosen']).not.toBe('lot')
  })

  it('is due first where tasks are overdue', async () => {
    clock.setTo('2026-05-03')
    const late = unitId('nghia-huan')
    await sql`insert into meeting (unit_id, id, kind, period, seq) values (${late}, ${late}, 'regular', '2026-03-01', 1)`.execute(
      app.db,
    )
    await sql`insert into resolution (unit_id, id, resolved_on, seq) values (${late}, ${late}, '2026-03-12', 1)`.execute(
      app.db,
    )
    await sql`insert into task (unit_id, id, resolution_id, ordinal, what, owner, measure, due, seq)
      select ${late}, gen_random_uuid(), ${late}, at, 'Trồng 200 cây hai bên đường ấp', 'Chi hội Nông dân', '200 cây', day, at
      from unnest(array['2026-04-20', '2026-05-02', '2026-05-30']::date[]) with ordinality as due (day, at)`.execute(
      app.db,
    )
    const { body } = await organiser.post(list, { id: newId(), month: '2026-05-01', wanted: 2 })
    const line = lines(body).find((one) => textOf(one['unitId']) === late)
    expect(line?.['risk']).toMatchObject({ overdueTasks: 2 })
    expect(line?.['chosen']).not.toBeNull()
  })

  it('is due first where the last score fell short and others scored otherwise', async () => {
    clock.setTo('2026-06-03')
    await publishSheet(app, 'an-phu-cham-sinh-hoat-2025')
    const low = unitId('ben-do')
    await sql`insert into meeting (unit_id, id, kind, period, seq) values (${low}, ${low}, 'regular', '2026-05-01', 1)`.execute(
      app.db,
    )
    const score = (source: string, points: number) =>
      sql`
      insert into meeting_score (unit_id, id, meeting_id, source, rule_set_id, verdicts, filled, facts, points, of_points,
        scored_on, content_hash, seq)
      select ${low}, ${newId()}, ${low}, ${source}, id, '{}', '{}', '{}', ${points}, 100, '2026-05-12', 'x', 1 from rule_set
    `.execute(app.db)
    await score('cell', 88)
    await score('officer', 70)
    const { body } = await organiser.post(list, { id: newId(), month: '2026-06-01', wanted: 2 })
    const line = lines(body).find((one) => textOf(one['unitId']) === low)
    expect(line?.['risk']).toMatchObject({ lastScore: 12, divergence: 18 })
    expect(line?.['chosen']).not.toBeNull()
  })
})
