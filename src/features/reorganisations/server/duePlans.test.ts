import { beforeEach, describe, expect, it, vi } from 'vitest'
import { blankPlan } from '../blankPlan.ts'
import { newId } from '#platform/server/id.ts'
import { type Caller, type TestApp, type TestClock, testAppFor, testClock } from '#tests/database.ts'
import { personId, seedPeople, unitId } from '#tests/people.ts'
import type { Operation } from '../plan.ts'
import { applyDuePlans } from './duePlans.ts'

const effective = '2026-03-01'
let app: TestApp
let clock: TestClock
let drafter: Caller
let leader: Caller

beforeEach(async () => {
  clock = testClock('2026-02-10')
  app = await testAppFor(clock)
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

const take = (caller: Caller, id: string, step: string, version: number) =>
  caller.post(`/reorganisations/${id}/${step}`, { version })

const nothing = { applied: [], refused: [], failed: [] }

/** A plan that gives a commune another name on the day, approved by a second person. */
async function approved(name: string, slug = 'dai-dien'): Promise<string> {
  const operation: Operation = { do: 'rename', unitId: unitId(slug), name, on: effective, decision: null }
  const content = {
    ...blankPlan,
    effective,
    operations: [operation],
  }
  const id = newId()
  await drafter.post('/reorganisations', { id, unitId: unitId('vinh-long'), title: name, content })
  await take(drafter, id, 'check', 1)
  expect((await take(leader, id, 'approve', 2)).body).toMatchObject({ state: 'approved' })
  return id
}
const nameOn = async (day: string) => (await drafter.get(`/units/${unitId('dai-dien')}?on=${day}`)).body['name']
const plan = async (id: string) => (await drafter.get(`/reorganisations/${id}`)).body

describe('an approved plan', () => {
  it('waits for its day, and is then applied without anybody at hand, once', async () => {
    const id = await approved('Xã Đổi Tên')
    expect(await applyDuePlans(app)).toEqual(nothing)
    expect(await nameOn(effective)).toBe('Xã Đại Điền')
    clock.setTo(effective)
    const [one, two] = await Promise.all([applyDuePlans(app), applyDuePlans(app)])
    expect([...one.applied, ...two.applied]).toEqual([id])
    expect(await plan(id)).toMatchObject({ state: 'applied', refusedOn: null, allowedActions: [] })
    expect([await nameOn('2026-02-28'), await nameOn(effective)]).toEqual(['Xã Đại Điền', 'Xã Đổi Tên'])
    const { rows } = await app.pool.query(
      `select action, person_id from journal where object_id = $1 and action = 'reorganisation.applied'`,
      [id],
    )
    expect(rows).toEqual([{ action: 'reorganisation.applied', person_id: null }])
  })

  it('is not applied when it was withdrawn before its day', async () => {
    const id = await approved('Xã Đổi Tên')
    expect((await take(drafter, id, 'withdraw', 3)).body['state']).toBe('withdrawn')
    clock.setTo(effective)
    expect(await applyDuePlans(app)).toEqual(nothing)
    expect(await nameOn(effective)).toBe('Xã Đại Điền')
  })

  it('that another one has overtaken says so, changes nothing, and is tried again only the next day', async () => {
    const [first, second] = [await approved('Xã Trước'), await approved('Xã Sau')]
    clock.setTo(effective)
    expect(await applyDuePlans(app)).toEqual({ ...nothing, applied: [first], refused: [second] })
    expect(await plan(second)).toMatchObject({
      state: 'approved',
      refusedOn: effective,
      refused: [
        'Tổ chức đã thay đổi từ khi kiểm tra phương án (Xã Đại Điền). Mở sửa phương án, xem lại, lưu, rồi kiểm tra và duyệt lại.',
      ],
    })
    expect(await nameOn(effective)).toBe('Xã Trước')
    expect(await applyDuePlans(app)).toEqual(nothing)
    clock.setTo('2026-03-02')
    expect(await applyDuePlans(app)).toEqual({ ...nothing, refused: [second] })
  })

  it('that breaks inside is told on its page and in the log, and does not hold up the next one', async () => {
    const broken = await approved('Xã Hỏng')
    const sound = await approved('Xã Lành', 'luong-phu')
    await app.pool.query(`create function break_one() returns trigger language plpgsql as
      $$ begin if new.name = 'Xã Hỏng' then raise exception 'broken on purpose'; end if; return new; end $$`)
    await app.pool.query(
      'create trigger break_one before insert on unit_version for each row execute function break_one()',
    )
    clock.setTo(effective)
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    expect(await applyDuePlans(app)).toEqual({ ...nothing, applied: [sound], failed: [broken] })
    expect(log).toHaveBeenCalledWith(
      `Applying plan ${broken} on its day failed`,
      expect.objectContaining({ message: 'broken on purpose' }),
    )
    log.mockRestore()
    expect(await plan(broken)).toMatchObject({
      state: 'approved',
      refusedOn: effective,
      refused: [
        'Hệ thống gặp lỗi khi áp dụng; lỗi đã được ghi lại. Báo người quản trị; phương án sẽ được làm lại vào ngày hôm sau.',
      ],
    })
    expect(await nameOn(effective)).toBe('Xã Đại Điền')
    expect(await applyDuePlans(app)).toEqual(nothing)
    await app.pool.query('drop trigger break_one on unit_version')
    clock.setTo('2026-03-02')
    expect(await applyDuePlans(app)).toEqual({ ...nothing, applied: [broken] })
  })
})
