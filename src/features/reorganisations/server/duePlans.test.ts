import { beforeEach, describe, expect, it } from 'vitest'
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

/** A plan that gives a commune another name on the day, approved by a second person. */
async function approved(name: string): Promise<string> {
  const operation: Operation = { do: 'rename', unitId: unitId('dai-dien'), name, on: effective, decision: null }
  const nothing = { before: [], codes: {}, outcomes: {}, unresolved: [], splits: [], partly: [], unnamed: [] }
  const content = {
    format: 'vung-manh/reorganisation-plan/1',
    effective,
    decision: null,
    operations: [operation],
    ...nothing,
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
    expect(await applyDuePlans(app)).toEqual({ applied: [], refused: [] })
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
    expect(await applyDuePlans(app)).toEqual({ applied: [], refused: [] })
    expect(await nameOn(effective)).toBe('Xã Đại Điền')
  })

  it('that another one has overtaken says so, changes nothing, and is tried again only the next day', async () => {
    const [first, second] = [await approved('Xã Trước'), await approved('Xã Sau')]
    clock.setTo(effective)
    expect(await applyDuePlans(app)).toEqual({ applied: [first], refused: [second] })
    expect(await plan(second)).toMatchObject({
      state: 'approved',
      refusedOn: effective,
      refused: ['tổ chức đã thay đổi từ khi kiểm tra phương án.'],
    })
    expect(await nameOn(effective)).toBe('Xã Trước')
    expect(await applyDuePlans(app)).toEqual({ applied: [], refused: [] })
    clock.setTo('2026-03-02')
    expect(await applyDuePlans(app)).toEqual({ applied: [], refused: [second] })
  })
})
