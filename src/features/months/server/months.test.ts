import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyRollups } from '#features/meetings/server/verification.ts'
import { type Caller, type Json, type TestApp, testApp, testClock, textOf } from '#tests/database.ts'
import { monthlyMeetingId } from '#shared/meetingId.ts'
import { seedMembers, TestDevice } from '#tests/meetings.ts'
import { seedPeople, unitId } from '#tests/people.ts'
import { settleMonths } from './rollUp.ts'

let app: TestApp
let commune: Caller
let province: Caller
const cells = { 'cai-chot': 'bithu.caichot', 'ben-do': 'bithu.bendo', 'xuong-thoi': 'bithu.xuongthoi' }
type Cell = keyof typeof cells
const members: Record<string, string[]> = {}
const secretaries: Record<string, Caller> = {}

beforeAll(async () => {
  app = await testApp(testClock('2026-12-01'))
  await seedPeople(app)
  for (const [cell, username] of Object.entries(cells)) {
    members[cell] = await seedMembers(app, cell, 4)
    secretaries[cell] = await app.signedIn(username)
  }
  await sql`insert into meeting_window (unit_id, id, kind, first_day, last_day, valid)
    values (${unitId('vinh-long')}, gen_random_uuid(), 'cell', 10, 15, '[2020-01-01,)')`.execute(app.db)
  commune = await app.signedIn('tochuc.mythanh')
  province = await app.signedIn('tochuc.bentre')
})
afterAll(() => app.close())

/** A meeting held and closed on a day, with so many of four members present. */
async function hold(cell: Cell, day: string, present: number): Promise<void> {
  const phone = new TestDevice(cell, `${day.slice(0, 7)}-01`)
  const list = members[cell] ?? []
  const entries = [
    phone.write('plan', 'kind', 'regular'),
    phone.write('plan', 'period', `${day.slice(0, 7)}-01`),
    phone.write('time', 'started', `${day}T07:00:00+07:00`),
    phone.write('time', 'ended', `${day}T08:40:00+07:00`),
    phone.write('people', 'chair', list[0] ?? ''),
    phone.write('people', 'secretary', list[1] ?? ''),
    ...list.map((id, at) => phone.write('roll', id, at < present ? 'present' : 'excused')),
    phone.write('state', 'record', 'closed'),
  ]
  const caller = secretaries[cell]
  if (!caller) throw new Error(cell)
  const { status, body } = await phone.sync(caller, entries)
  expect([status, body.acknowledged.length]).toEqual([200, entries.length])
}

const cellMonths = async (caller: Caller, over: string, month: string) =>
  (await caller.get(`/units/${unitId(over)}/cell-months?month=${month}`)).body
const linesOf = (answer: Json | undefined): Json[] => [...(answer?.['items'] ?? [])]
const findingsNow = async () => (await verifyRollups(app.db)).findings

describe('the month of cells', () => {
  it('counts a meeting as soon as it is recorded, for its cell, its commune and its province', async () => {
    await hold('cai-chot', '2026-11-12', 3)
    const list = await cellMonths(commune, 'luong-phu', '2026-11-01')
    expect(linesOf(list).map((one) => [one['name'], one['heldOn'], one['notices']])).toEqual([
      ['Chi bộ ấp Bến Đò', null, ['no_meeting']],
      ['Chi bộ ấp Nghĩa Huấn', null, ['no_meeting']],
      ['Chi bộ ấp Cái Chốt', '2026-11-12', []],
    ])
    const { body } = await province.get(`/units/${unitId('vinh-long')}/unit-months?month=2026-11-01`)
    const own = linesOf(body).find((one) => textOf(one['unitId']) === unitId('luong-phu'))
    expect(own).toMatchObject({
      cells: 3,
      cellsMet: 1,
      counts: { meetings: 1, regular: 1, closed: 1, inWindow: 1, minutes: 100, invited: 4, present: 3, excused: 1 },
    })
    expect(body['total']).toMatchObject({ cellsMet: 1, counts: { meetings: 1, present: 3 } })
  })

  it('tells a meeting held outside the window', async () => {
    await hold('ben-do', '2026-10-20', 4)
    const list = await cellMonths(commune, 'luong-phu', '2026-10-01')
    expect(linesOf(list).find((one) => textOf(one['unitId']) === unitId('ben-do'))).toMatchObject({
      counts: { meetings: 1, inWindow: 0 },
      notices: ['outside_window'],
    })
  })

  it('opens page by page to its end, and refuses a place it has not given', async () => {
    const path = `/units/${unitId('luong-phu')}/cell-months?month=2026-11-01&limit=2`
    const first = (await commune.get(path)).body
    const second = (await commune.get(`${path}&cursor=${textOf(first['next'])}`)).body
    expect([linesOf(first).length, linesOf(second).length, second['next']]).toEqual([2, 1, null])
    expect((await commune.get(`${path}&cursor=abc`)).status).toBe(422)
  })

  it('of a month before a reorganisation is that of the old commune as then, of the new one as now', async () => {
    const listed = async (over: string, basis: string) => {
      const path = `/units/${unitId(over)}/cell-months?month=2025-06-01&basis=${basis}`
      return linesOf((await province.get(path)).body).map((one) => textOf(one['name']))
    }
    const cells = ['Chi bộ ấp Bến Đò', 'Chi bộ ấp Nghĩa Huấn', 'Chi bộ ấp Cái Chốt']
    expect(await listed('my-thanh', 'then')).toEqual(cells)
    expect(await listed('luong-phu', 'then')).toEqual([])
    expect(await listed('luong-phu', 'now')).toEqual(cells)
    expect(await listed('my-thanh', 'now')).toEqual([])
  })

  it('is seen from above and by the cell itself, not from beside', async () => {
    const beside = secretaries['xuong-thoi']
    expect((await beside?.get(`/units/${unitId('luong-phu')}/cell-months?month=2026-11-01`))?.status).toBe(404)
    const own = await secretaries['cai-chot']?.get(`/units/${unitId('cai-chot')}/cell-months?month=2026-11-01`)
    expect(linesOf(own?.body)).toHaveLength(1)
  })
})

describe('one meeting', () => {
  it('shows its roll with names to the cell, and its totals without a name above', async () => {
    const [cell, id] = [unitId('cai-chot'), monthlyMeetingId(unitId('cai-chot'), 'regular', '2026-11-01')]
    const own = await secretaries['cai-chot']?.get(`/units/${cell}/meetings/${id}`)
    expect([...(own?.body['roll'] ?? [])].map((line) => [line['name'], line['mark']])).toEqual([
      ['Đảng viên 1', 'present'],
      ['Đảng viên 2', 'present'],
      ['Đảng viên 3', 'present'],
      ['Đảng viên 4', 'excused'],
    ])
    const above = await commune.get(`/units/${cell}/meetings/${id}`)
    expect(above.body).toMatchObject({ unitName: 'Chi bộ ấp Cái Chốt', present: 3, excused: 1, roll: [] })
    expect((await secretaries['ben-do']?.get(`/units/${cell}/meetings/${id}`))?.status).toBe(404)
  })
})

describe('figures and facts', () => {
  it('agree when several cells of a commune are recorded at the same moment', async () => {
    await Promise.all([
      hold('cai-chot', '2026-09-11', 2),
      hold('ben-do', '2026-09-12', 4),
      hold('xuong-thoi', '2026-09-13', 1),
    ])
    const { body } = await province.get(`/units/${unitId('vinh-long')}/unit-months?month=2026-09-01`)
    expect(body['total']).toMatchObject({ cellsMet: 3, counts: { present: 7 } })
    expect(await findingsNow()).toEqual([])
  })

  it('are compared one by one: a changed mark, a changed total and a changed month are each named', async () => {
    const change = (statement: ReturnType<typeof sql>) => statement.execute(app.db)
    const cell = unitId('cai-chot')
    await change(sql`update attendance set mark = 'absent' where unit_id = ${cell} and member_id = ${members['cai-chot']?.[0]}
      and meeting_id = (select id from meeting where unit_id = ${cell} and period = '2026-11-01')`)
    await change(sql`update meeting set minutes = 200 where unit_id = ${cell} and period = '2026-09-01'`)
    await change(sql`update meeting_month_over set present = present + 1 where month = '2026-10-01'`)
    const tables = new Set((await findingsNow()).map(({ table }) => table))
    expect([...tables].toSorted()).toEqual(['attendance', 'meeting', 'meeting_month', 'meeting_month_over'])
  })

  it('cannot be written by the application itself', async () => {
    await expect(
      app.db.transaction().execute(async (tx) => {
        await sql`set local role vung_manh_app`.execute(tx)
        await sql`update meeting_month set present = 0`.execute(tx)
      }),
    ).rejects.toThrow('permission denied')
  })
})

describe('a cell that moved', () => {
  it('keeps its months where it was then; as now they follow it', async () => {
    const [cell, to] = [unitId('xuong-thoi'), unitId('luong-phu')]
    await app.db.transaction().execute(async (tx) => {
      await sql`update unit_version set valid = daterange(lower(valid), '2026-09-01') where unit_id = ${cell} and upper(valid) is null`.execute(
        tx,
      )
      await sql`insert into unit_version (id, unit_id, name, name_folded, kind, parent_id, valid)
        values (gen_random_uuid(), ${cell}, 'Chi bộ ấp Xương Thới III', 'x', 'hamlet_cell', ${to}, '[2026-09-01,)')`.execute(
        tx,
      )
      await sql`select rebuild_unit_closure()`.execute(tx)
      expect(await settleMonths(tx)).toBe(1)
      expect(await settleMonths(tx), 'once settled, nothing is left to do').toBe(0)
    })
    const presentIn = async (basis: string) => {
      const { body } = await province.get(`/units/${unitId('vinh-long')}/unit-months?month=2026-09-01&basis=${basis}`)
      return Object.fromEntries(linesOf(body).map((one) => [textOf(one['name']), Number(one['counts']?.['present'])]))
    }
    expect(await presentIn('then')).toMatchObject({ 'Xã Lương Phú': 7, 'Xã Đại Điền': 0 })
    expect(await presentIn('now')).toMatchObject({ 'Xã Lương Phú': 7 })
    expect(
      (await findingsNow()).filter(({ table, of }) => table === 'meeting_month' && of === '2026-09-01'),
    ).toHaveLength(1)
  })
})
