import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, testApp, testClock, textOf } from '#tests/database.ts'
import { unitId } from '#tests/people.ts'
import {
  contentOf,
  create,
  effective,
  merge,
  type Planners,
  rename,
  seedPlanners,
  take,
  told,
} from '#tests/reorganisations.ts'
import type { Operation } from '../plan.ts'

/** A plan whose changes do not all take effect on one day, nor rest on one decision. */

const clock = testClock('2026-02-10')
const later = { on: '2026-04-01', decision: { number: '2/NQ', date: '2026-02-05', body: 'Chính phủ' } }
const luongPhu = unitId('luong-phu')
const operations: Operation[] = [
  rename('dai-dien', 'Xã Đổi Tên'),
  { ...create('Xã Mới'), ...later },
  { ...merge([luongPhu], 'Xã Mới'), ...later },
]
let app: TestApp
let planners: Planners
let id: string

beforeAll(async () => {
  app = await testApp(clock)
  planners = await seedPlanners(app)
  id = await planners.drafted(operations)
  const content = { ...contentOf(operations), decision: { number: '1/NQ', date: '2026-02-01', body: 'Tỉnh ủy' } }
  await planners.drafter.put(`/reorganisations/${id}`, { version: 1, title: 'Hai ngày', content })
})
afterAll(() => app.close())

describe('a plan with two days', () => {
  it('shows of each unit and of each person from which day on', async () => {
    const { items } = (await planners.drafter.get(`/reorganisations/${id}/preview/units`)).body
    const days = new Map([...(items ?? [])].map((row) => [textOf(row['unit']?.['name']), [row['mark'], row['on']]]))
    expect(days.get('Xã Lương Phú')).toEqual(['merged', '2026-04-01'])
    expect(days.get('Xã Đại Điền')).toEqual(['changed', effective])
    expect(days.get('Chi bộ ấp Cái Chốt')).toEqual(['moved', '2026-04-01'])
    const people = (await planners.drafter.get(`/reorganisations/${id}/preview/people`)).body['items']
    expect(people).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          person: 'Phạm Thị Thử',
          on: '2026-04-01',
          ends: true,
          becomes: expect.stringContaining('Chức vụ kết thúc hết ngày 31/03/2026'),
        }),
      ]),
    )
  })

  it('is applied from its own day on as a whole, each change with its day and its decision', async () => {
    await take(planners.drafter, id, 'check', 2)
    await take(planners.leader, id, 'approve', 3)
    clock.setTo(effective)
    expect((await take(planners.leader, id, 'apply', 4)).body).toMatchObject({ state: 'applied' })
    const { rows } = await app.pool.query(
      `select name, lower(valid)::text as since, decision_number as paper from unit_version
       where lower(valid) >= $1::date and name in ('Xã Đổi Tên', 'Xã Mới', 'Chi bộ ấp Cái Chốt') order by name`,
      [effective],
    )
    expect(rows).toEqual([
      { name: 'Chi bộ ấp Cái Chốt', since: '2026-04-01', paper: '2/NQ' },
      { name: 'Xã Đổi Tên', since: effective, paper: '1/NQ' },
      { name: 'Xã Mới', since: '2026-04-01', paper: '2/NQ' },
    ])
    const chain = async (day: string) =>
      [...((await planners.drafter.get(`/units/${unitId('cai-chot')}?on=${day}`)).body['chain'] ?? [])].map((one) =>
        textOf(one['name']),
      )
    expect(await chain('2026-03-31')).toContain('Xã Lương Phú')
    expect(await chain('2026-04-01')).toContain('Xã Mới')
  })

  it('ends positions and hands on powers on the day of the unit that ends', async () => {
    const positions = await app.pool.query(
      `select distinct upper(valid)::text as until from position where unit_id = $1`,
      [luongPhu],
    )
    expect(positions.rows).toEqual([{ until: '2026-04-01' }])
    const powers = await app.pool.query(
      `select distinct lower(valid)::text as since, decision_number as paper from authority_succession where from_unit_id = $1`,
      [luongPhu],
    )
    expect(powers.rows).toEqual([{ since: '2026-04-01', paper: '2/NQ' }])
  })

  it('is refused when a change would take effect before the plan', async () => {
    const early = { ...rename('ben-do', 'Chi bộ Sớm'), on: '2026-02-20' }
    expect(told(await planners.checked([early]))).toEqual([
      422,
      'before_its_plan',
      'Chi bộ ấp Bến Đò (ngày 20/02/2026): ngày của thay đổi này trước ngày có hiệu lực của phương án (01/03/2026). Chọn ngày từ đó trở đi, hoặc lùi ngày có hiệu lực của phương án. Chưa có gì thay đổi.',
    ])
  })

  it('whose later changes are written is in the way of an earlier change of those units, and says from when', async () => {
    const answer = await planners.checked([{ ...rename('luong-phu', 'Xã Khác'), on: '2026-03-10' }])
    expect(answer.body['detail']).toContain('đã có thay đổi khác sau ngày này (01/04/2026)')
  })
})
