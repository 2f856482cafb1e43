import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { blankPlan } from '../blankPlan.ts'
import { newId } from '#platform/server/id.ts'
import { type Caller, type TestApp, testApp, textOf, testClock } from '#tests/database.ts'
import { personId, seedPeople, unitId } from '#tests/people.ts'
import type { Operation } from '../plan.ts'

const effective = '2026-03-01'
const clock = testClock('2026-02-10')
const paper = { on: effective, decision: null }
let app: TestApp
let drafter: Caller
let leader: Caller

beforeAll(async () => {
  app = await testApp(clock)
  await seedPeople(app)
  await app.db
    .insertInto('position')
    .values({
      id: newId(),
      person_id: personId('bithu.bentre'),
      unit_id: unitId('vinh-long'),
      role: 'secretary',
      title: 'Bí thư Tỉnh ủy',
      valid: '[2025-07-01,)',
    })
    .execute()
  drafter = await app.signedIn('tochuc.bentre')
  leader = await app.signedIn('bithu.bentre')
})
afterAll(() => app.close())

const place = (slug: string, name: string, parentId: string | null) => ({
  id: unitId(slug),
  code: '',
  name,
  kind: parentId === null ? 'province' : 'commune',
  parentId,
})
const content = (operations: Operation[]) => ({
  ...blankPlan,
  effective,
  decision: { number: '12/NQ', date: '2026-02-01', body: 'Thử' },
  before: [
    place('vinh-long', 'Tỉnh Vĩnh Long', null),
    place('luong-phu', 'Xã Lương Phú', unitId('vinh-long')),
    place('dai-dien', 'Xã Đại Điền', unitId('vinh-long')),
  ],
  operations,
})
const create = (name: string, unit = name): Operation => ({
  do: 'create',
  unitId: unit,
  name,
  kind: 'commune',
  parentId: unitId('vinh-long'),
  ...paper,
})
const split = (placement: Record<string, string>): Operation[] => [
  create('Xã Một'),
  create('Xã Hai'),
  { do: 'split', unitId: unitId('luong-phu'), intoIds: ['Xã Một', 'Xã Hai'], mainId: 'Xã Hai', placement, ...paper },
]
const everyCell = {
  [unitId('ben-do')]: 'Xã Một',
  [unitId('nghia-huan')]: 'Xã Hai',
  [unitId('cai-chot')]: 'Xã Hai',
}

async function drafted(operations: Operation[], more: object = {}): Promise<string> {
  const id = newId()
  const answer = await drafter.post('/reorganisations', {
    id,
    unitId: unitId('vinh-long'),
    title: 'Chia xã Lương Phú',
    content: { ...content(operations), ...more },
  })
  expect(answer.status).toBe(201)
  return id
}
const take = (caller: Caller, id: string, step: string, version: number) =>
  caller.post(`/reorganisations/${id}/${step}`, { version })
const above = async (slug: string, day: string) => {
  const { body } = await drafter.get(`/units/${unitId(slug)}?on=${day}`)
  return [...(body['chain'] ?? [])].map((one) => textOf(one['name']))
}

describe('a plan on its way', () => {
  it('is drafted by organisers of a province only', async () => {
    const commune = await app.signedIn('tochuc.mythanh')
    const answer = await commune.post('/reorganisations', {
      id: newId(),
      unitId: unitId('luong-phu'),
      title: 'X',
      content: content([]),
    })
    expect([answer.status, answer.body['code']]).toEqual([403, 'forbidden'])
  })

  it('shows what becomes of each unit, what hangs on it, and the choices nobody has made', async () => {
    const id = await drafted(split({ [unitId('ben-do')]: 'Xã Một' }))
    const { body } = await drafter.get(`/reorganisations/${id}/preview`)
    expect(body['choices']).toMatchObject([
      { unit: { name: 'Xã Lương Phú' }, undecided: [{ name: 'Chi bộ ấp Nghĩa Huấn' }, { name: 'Chi bộ ấp Cái Chốt' }] },
    ])
    const checked = await take(drafter, id, 'check', 1)
    expect([checked.status, checked.body['reason']]).toEqual([422, 'choice_missing'])

    const whole = await drafted(split(everyCell))
    const preview = (await drafter.get(`/reorganisations/${whole}/preview`)).body
    expect(preview['choices']).toMatchObject([{ undecided: [] }])
    expect(preview).toMatchObject({ cells: 3, units: { split: 1, moved: 3, new: 2 } })
    const units = (await drafter.get(`/reorganisations/${whole}/preview/units`)).body['items']
    expect(units).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          mark: 'split',
          before: 'Xã Lương Phú, Tỉnh Vĩnh Long',
          after: null,
          successors: [expect.objectContaining({ name: 'Xã Một' }), expect.objectContaining({ name: 'Xã Hai' })],
        }),
        expect.objectContaining({
          mark: 'moved',
          before: 'Chi bộ ấp Cái Chốt, Xã Lương Phú',
          after: 'Chi bộ ấp Cái Chốt, Xã Hai',
          causes: [
            expect.objectContaining({
              does: 'split',
              from: [expect.objectContaining({ name: 'Xã Lương Phú' })],
              into: [expect.objectContaining({ name: 'Xã Hai' })],
            }),
          ],
        }),
      ]),
    )
  })

  it('is approved by a second person, applied from its day, and then seen from that day on', async () => {
    const id = await drafted(split(everyCell))
    expect((await take(drafter, id, 'check', 1)).body).toMatchObject({ state: 'checked', version: 2 })
    const own = await take(drafter, id, 'approve', 2)
    expect([own.status, own.body['reason']]).toEqual([409, 'own_plan'])
    expect((await take(leader, id, 'approve', 2)).body).toMatchObject({ state: 'approved', approvedBy: 'Mai Văn Thử' })
    const early = await take(leader, id, 'apply', 3)
    expect([early.status, early.body['reason']]).toEqual([409, 'before_its_day'])

    const other = await drafted([{ do: 'rename', unitId: unitId('luong-phu'), name: 'Xã Khác', ...paper }])
    await take(drafter, other, 'check', 1)
    await take(leader, other, 'approve', 2)
    clock.setTo('2026-03-05')
    const before = await app.pool.query(`select count(*)::int as n from outbox_event where type = 'unit.changed'`)
    const [one, two] = await Promise.all([take(leader, id, 'apply', 3), take(leader, other, 'apply', 3)])
    expect([one.status, two.status].filter((status) => status === 200)).toHaveLength(1)
    const [won, lost] = one.status === 200 ? [one, two] : [two, one]
    expect(won.body['state']).toBe('applied')
    expect(lost.status).toBeGreaterThanOrEqual(400)
    const after = await app.pool.query(`select count(*)::int as n from outbox_event where type = 'unit.changed'`)
    expect(after.rows[0].n).toBe(before.rows[0].n + 1)
  })

  it('written by hand finds what it made before, and makes nothing twice', async () => {
    clock.setTo('2026-02-10')
    const byHand = { before: [] }
    const id = await drafted([create('Xã Mới')], byHand)
    await take(drafter, id, 'check', 1)
    await take(leader, id, 'approve', 2)
    clock.setTo('2026-03-05')
    expect((await take(leader, id, 'apply', 3)).status).toBe(200)
    const again = await drafted([create('Xã Mới', newId())], byHand)
    const preview = (await drafter.get(`/reorganisations/${again}/preview`)).body
    expect(preview).toMatchObject({ already: 1, units: {} })
  })

  it('is refused when another plan was there first, and leaves nothing behind', async () => {
    clock.setTo('2026-02-10')
    const rename = (name: string): Operation => ({ do: 'rename', unitId: unitId('dai-dien'), name, ...paper })
    const [first, second] = [await drafted([rename('Xã Trước')]), await drafted([rename('Xã Sau')])]
    for (const id of [first, second]) {
      await take(drafter, id, 'check', 1)
      await take(leader, id, 'approve', 2)
    }
    clock.setTo('2026-03-05')
    expect((await take(leader, first, 'apply', 3)).status).toBe(200)
    const late = await take(leader, second, 'apply', 3)
    expect([late.status, late.body['reason']]).toEqual([422, 'stale'])
    expect(late.body['detail']).toContain('Tổ chức đã thay đổi từ khi kiểm tra phương án (Xã Đại Điền).')
    expect((await drafter.get(`/units/${unitId('dai-dien')}?on=2026-03-01`)).body['name']).toBe('Xã Trước')
    expect(await above('xuong-thoi', '2025-06-30')).toEqual(['Tỉnh Bến Tre', 'Huyện Thạnh Phú', 'Xã Thới Thạnh'])
  })

  it('can be withdrawn until it is applied, and an edit asks for checking and approval again', async () => {
    clock.setTo('2026-02-10')
    const id = await drafted([{ do: 'rename', unitId: unitId('vinh-long'), name: 'Tỉnh Khác', ...paper }])
    await take(drafter, id, 'check', 1)
    await take(leader, id, 'approve', 2)
    const edited = await drafter.put(`/reorganisations/${id}`, {
      version: 3,
      title: 'Đổi tên',
      content: content([{ do: 'rename', unitId: unitId('vinh-long'), name: 'Tỉnh Mới', ...paper }]),
    })
    expect(edited.body).toMatchObject({
      state: 'draft',
      approvedBy: null,
      allowedActions: ['edit', 'check', 'withdraw'],
    })
    expect((await take(drafter, id, 'withdraw', 4)).body['state']).toBe('withdrawn')
    expect((await take(leader, id, 'apply', 5)).status).toBe(409)
  })

  it('is the business of its own province alone', async () => {
    const id = await drafted([{ do: 'rename', unitId: unitId('ben-tre'), name: 'X', ...paper }])
    const { status } = await take(drafter, id, 'check', 1)
    expect(status).toBe(422)
  })

  it('applied days late, takes the months of meetings held since its day to where their cell then was', async () => {
    clock.setTo('2026-03-05')
    const cell = unitId('xuong-thoi')
    await app.pool.query(
      `insert into meeting (unit_id, id, kind, period, held_on, present, seq) values ($1, $2, 'regular', '2026-03-01', '2026-03-03', 5, 1)`,
      [cell, newId()],
    )
    await app.pool.query(`select roll_up_month($1, '2026-03-01')`, [cell])
    const monthOver = async () => {
      const { rows } = await app.pool.query<{ over: string; present: number }>(
        `select m.over_id as over, o.present from meeting_month m
         join meeting_month_over o on o.unit_id = m.over_id and o.month = m.month where m.unit_id = $1`,
        [cell],
      )
      return rows
    }
    const before = await monthOver()
    expect(before).toEqual([{ over: unitId('dai-dien'), present: 5 }])
    const id = await drafted([create('Xã Ba'), { do: 'move', unitId: cell, parentId: 'Xã Ba', ...paper }])
    await take(drafter, id, 'check', 1)
    await take(leader, id, 'approve', 2)
    const applied = await take(leader, id, 'apply', 3)
    expect(applied.body).toMatchObject({ state: 'applied' })
    const [moved] = await monthOver()
    expect(moved?.present).toBe(5)
    expect(await above('xuong-thoi', '2026-03-03')).toContain('Xã Ba')
    expect(moved?.over).not.toBe(unitId('dai-dien'))
  })
})
