import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#platform/server/id.ts'
import { type Caller, type Json, testApp, testClock, type TestApp } from '#tests/database.ts'
import { personId, seedPeople, unitId } from '#tests/people.ts'
import { programmeId, seedProgramme } from '#tests/recognitions.ts'
import { TargetView } from '../contract.ts'

const clock = testClock('2022-03-01')
let app: TestApp
let district: Caller
let commune: Caller
beforeAll(async () => {
  app = await testApp(clock)
  await seedPeople(app)
  await seedProgramme(app)
  district = await app.signedIn('tochuc.giongtrom')
  commune = await app.signedIn('bithu.mythanh')
})
afterAll(() => app.close())
beforeEach(async () => {
  clock.setTo('2022-03-01')
  await app.db.deleteFrom('target').execute()
})

const promise = (unit: string, value: number, change: Record<string, unknown> = {}) => ({
  id: newId(),
  programmeId,
  unitId: unitId(unit),
  denominator: 'YEAR_REGISTERED',
  year: 2022,
  value,
  on: '2022-02-10',
  ...change,
})
const board = async (caller: Caller, unit: string, on = '2022-03-01'): Promise<Json> =>
  (await caller.get(`/targets?unitId=${unitId(unit)}&on=${on}`)).body
const registered = async (caller: Caller, unit: string, value: number, change: Record<string, unknown> = {}) => {
  const { status, body } = await caller.post('/targets', promise(unit, value, change))
  expect(status).toBe(200)
  return TargetView.parse(body)
}

describe('a target', () => {
  it('is registered by the unit and agreed by the district above it, each step in the journal', async () => {
    const target = await registered(commune, 'my-thanh', 2)
    expect(target).toMatchObject({ state: 'registered', allowedActions: ['replace'], registeredBy: 'Phạm Thị Thử' })
    const seen = (await board(district, 'giong-trom'))['below']?.[0]
    expect(seen).toMatchObject({ name: 'Xã Mỹ Thạnh', targets: [{ allowedActions: ['agree'], obstacles: [] }] })
    const agreed = await district.post(`/targets/${target.id}/agree`, { version: 1, on: '2022-02-20' })
    expect(agreed.body).toMatchObject({ state: 'agreed', agreedOn: '2022-02-20', agreedBy: 'Đỗ Văn Thử', version: 2 })
    const steps = await app.db
      .selectFrom('journal')
      .select(['action', 'person_id'])
      .where('object_id', '=', target.id)
      .orderBy('id')
      .execute()
    expect(steps).toEqual([
      { action: 'target.registered', person_id: personId('bithu.mythanh') },
      { action: 'target.agreed', person_id: personId('tochuc.giongtrom') },
    ])
  })

  it('is replaced and never edited: the old one stays for its days, with the reason', async () => {
    const target = await registered(commune, 'my-thanh', 2)
    const path = `/targets/${target.id}/replace`
    const next = newId()
    const replaced = await commune.post(path, {
      id: next,
      version: 1,
      value: 3,
      on: '2022-03-01',
      reason: 'Bổ sung ấp Cái Chốt',
    })
    expect(replaced.body).toMatchObject({ id: next, value: 3, state: 'registered', year: 2022 })
    expect((await board(commune, 'my-thanh'))['targets']).toMatchObject([
      { value: 3, state: 'registered' },
      {
        value: 2,
        state: 'replaced',
        replacedOn: '2022-03-01',
        replacedBy: next,
        replacedReason: 'Bổ sung ấp Cái Chốt',
      },
    ])
    expect((await board(district, 'giong-trom', '2022-02-28'))['below']?.[0]?.['targets']).toMatchObject([{ value: 2 }])
    expect((await board(district, 'giong-trom', '2022-03-01'))['below']?.[0]?.['targets']).toMatchObject([{ value: 3 }])
    const again = await commune.post(path, { id: newId(), version: 2, value: 4, on: '2022-03-01', reason: 'Lần nữa' })
    expect(again).toMatchObject({ status: 409, body: { code: 'not_allowed_now' } })
  })

  it('cannot be registered twice for the same year, nor changed by who has not seen its newest version', async () => {
    const target = await registered(commune, 'my-thanh', 2)
    expect((await commune.post('/targets', promise('my-thanh', 3))).body).toMatchObject({ code: 'conflict' })
    const late = await district.post(`/targets/${target.id}/agree`, { version: 7, on: '2022-02-20' })
    expect(late.body).toMatchObject({ code: 'stale_version' })
    expect((await board(commune, 'my-thanh'))['targets']).toMatchObject([{ state: 'registered', version: 1 }])
  })

  it('registered with a repeated request is registered once', async () => {
    const body = promise('my-thanh', 2)
    const key = { 'idempotency-key': newId() }
    const [first, second] = [await commune.post('/targets', body, key), await commune.post('/targets', body, key)]
    expect(second.body).toEqual(first.body)
    expect((await board(commune, 'my-thanh'))['targets']).toHaveLength(1)
  })
})

describe('who may', () => {
  it.each([
    ['bithu.caichot', 'my-thanh', 403],
    ['bithu.mythanh', 'thi-tran-giong-trom', 404],
    ['bithu.mythanh', 'giong-trom', 404],
    ['tochuc.giongtrom', 'my-thanh', 403],
    ['uyvien.mythanh', 'my-thanh', 403],
    ['quantri', 'my-thanh', 403],
  ])('%s does not register for %s', async (username, unit, status) => {
    const caller = await app.signedIn(username)
    expect((await caller.post('/targets', promise(unit, 2))).status).toBe(status)
  })

  it('the unit itself does not agree, nor the province over the district’s head', async () => {
    const target = (await registered(commune, 'my-thanh', 2)).id
    const step = { version: 1, on: '2022-03-01' }
    const province = await app.signedIn('tochuc.bentre')
    expect((await commune.post(`/targets/${target}/agree`, step)).status).toBe(403)
    expect((await province.post(`/targets/${target}/agree`, step)).body).toMatchObject({ reason: 'not_your_part' })
  })

  it('after the district level ended the province agrees', async () => {
    clock.setTo('2025-07-15')
    const target = await registered(commune, 'luong-phu', 2, { year: 2025, on: '2025-07-10' })
    const province = await app.signedIn('tochuc.bentre')
    const agreed = await province.post(`/targets/${target.id}/agree`, { version: 1, on: '2025-07-15' })
    expect(agreed.body).toMatchObject({ state: 'agreed', agreedBy: 'Cao Thị Mẫu' })
  })

  it('nobody sees targets outside their units', async () => {
    await registered(commune, 'my-thanh', 2)
    const stranger = await app.signedIn('bithu.thoithanh')
    expect((await stranger.get(`/targets?unitId=${unitId('my-thanh')}`)).status).toBe(404)
    expect((await app.anonymous.get(`/targets?unitId=${unitId('my-thanh')}`)).status).toBe(401)
  })
})

describe('what is refused, with the field', () => {
  it.each([
    [{ on: '2022-03-02' }, '/on', 'day_in_future'],
    [{ year: null }, '/year', 'year_needed'],
    [{ year: 2031 }, '/year', 'year_outside_term'],
    [{ denominator: 'TERM_RESOLUTION' }, '/year', 'year_not_asked'],
    [{ denominator: 'ALL_CELLS', year: null, value: 101 }, '/value', 'over_hundred_percent'],
    [{ value: -1 }, '/value', undefined],
    [{ value: 2.5 }, '/value', undefined],
    [{ on: '2022-02-30' }, '/on', undefined],
    [{ on: '1999-01-01' }, '/on', 'unit_not_there'],
  ])('%j', async (change, pointer, reason) => {
    const { status, body } = await commune.post('/targets', promise('my-thanh', 2, change))
    expect(status).toBe(422)
    expect(body['errors']?.[0]).toMatchObject({ pointer })
    expect(body['reason']).toBe(reason)
    expect((await board(commune, 'my-thanh'))['targets']).toEqual([])
  })

  it('agreeing before the registration, replacing without a reason', async () => {
    const target = (await registered(commune, 'my-thanh', 2)).id
    const early = await district.post(`/targets/${target}/agree`, { version: 1, on: '2022-02-09' })
    expect(early.body).toMatchObject({ reason: 'day_before_registration', errors: [{ pointer: '/on' }] })
    const silent = await commune.post(`/targets/${target}/replace`, {
      id: newId(),
      version: 1,
      value: 3,
      on: '2022-03-01',
      reason: ' ',
    })
    expect(silent.body).toMatchObject({ code: 'invalid', errors: [{ pointer: '/reason' }] })
  })
})

describe('the sum below and the promise above', () => {
  it('shows the shortfall, who has registered none, and what still waits for agreement', async () => {
    await registered(district, 'giong-trom', 5)
    await registered(commune, 'my-thanh', 2)
    const shown = await board(district, 'giong-trom')
    expect(shown['checks']).toMatchObject([
      {
        denominator: 'YEAR_REGISTERED',
        year: 2022,
        promised: 5,
        below: 2,
        gap: 3,
        silent: [{ name: 'Thị trấn Giồng Trôm' }],
        awaiting: [{ name: 'Xã Mỹ Thạnh' }],
      },
    ])
    expect(shown['gaps']).toMatchObject([{ unit: { name: 'Huyện Giồng Trôm' }, kind: 'short', by: 3 }])
  })

  it('shows that more is registered below than promised, and does not cut it', async () => {
    await registered(district, 'giong-trom', 1)
    await registered(commune, 'my-thanh', 3)
    expect((await board(district, 'giong-trom'))['gaps']).toMatchObject([
      { kind: 'more', promised: 1, below: 3, by: 2 },
    ])
  })

  it('reads a share as cells of the day: all of three hamlet cells are three', async () => {
    await registered(commune, 'my-thanh', 100, { denominator: 'ALL_CELLS', year: null })
    expect((await board(district, 'giong-trom'))['checks']).toMatchObject([
      { denominator: 'ALL_CELLS', promised: null, below: 3, gap: null },
    ])
  })
})
