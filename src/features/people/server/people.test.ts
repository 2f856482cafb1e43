import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { newId } from '#platform/server/id.ts'
import { type Caller, testApp, testClock, type TestApp } from '#tests/database.ts'
import { personId, seedPeople, unitId } from '#tests/people.ts'

const clock = testClock('2022-03-01')
let app: TestApp
let organiser: Caller
beforeAll(async () => {
  app = await testApp(clock)
  await seedPeople(app)
  organiser = await app.signedIn('tochuc.mythanh')
})
afterAll(() => app.close())
beforeEach(() => clock.setTo('2022-03-01'))

const Lines = z.array(z.object({ id: z.string(), role: z.string(), version: z.number() }))
const of = (slug: string, query = '') => `/units/${unitId(slug)}/positions${query}`
const position = (more: Record<string, unknown> = {}) => ({
  id: newId(),
  person: { id: newId(), name: 'Trương Văn Thử' },
  role: 'committee_member',
  title: 'Chi ủy viên',
  from: '2022-01-01',
  decision: { number: '05-QĐ/ĐU', date: '2021-12-28', issuer: 'Đảng ủy xã Mỹ Thạnh' },
  ...more,
})

describe('the positions of a unit', () => {
  it('are listed by rank, with the person, within one’s own units', async () => {
    const { body } = await organiser.get(of('cai-chot'))
    expect(body['items']).toMatchObject([
      { role: 'secretary', person: { name: 'Nguyễn Văn Thử' } },
      { role: 'deputy_secretary', person: { name: 'Lê Thị Mẫu' } },
    ])
    expect(body['allowedActions']).toEqual(['give'])
    expect(body['roles']).not.toContain('administrator')
  })

  it('name people to the administrator who keeps them', async () => {
    const administrator = await app.signedIn('quantri')
    const { body } = await administrator.get(of('cai-chot'))
    expect(body['items']?.[0]).toMatchObject({ person: { name: 'Nguyễn Văn Thử' } })
  })

  it('name nobody outside one’s own units', async () => {
    const neighbour = await app.signedIn('bithu.thoithanh')
    const { body } = await neighbour.get(of('cai-chot'))
    expect(body['items']).toHaveLength(2)
    expect(body['items']?.[0]?.['person']).toBeNull()
    expect(JSON.stringify(body)).not.toContain('Nguyễn Văn Thử')
    expect(body['allowedActions']).toEqual([])
  })

  it('are those of the day asked for', async () => {
    expect((await organiser.get(of('cai-chot', '?on=2019-12-31'))).body['items']).toHaveLength(0)
  })

  it('are closed to whoever has not signed in, and unknown for an unknown unit', async () => {
    expect((await app.anonymous.get(of('cai-chot'))).status).toBe(401)
    expect((await organiser.get(`/units/${newId()}/positions`)).status).toBe(404)
  })
})

describe('giving a position', () => {
  it('enters the person and what they may do from that day', async () => {
    const input = position()
    const { status, body } = await organiser.post(of('cai-chot'), input)
    expect(status).toBe(201)
    expect(body).toMatchObject({ person: { name: 'Trương Văn Thử' }, decision: { number: '05-QĐ/ĐU' } })
    const journal = await app.db.selectFrom('journal').selectAll().where('object_id', '=', input.id).execute()
    expect(journal).toMatchObject([{ action: 'position.given', unit_id: unitId('cai-chot') }])
    expect(JSON.stringify(journal)).not.toContain('Trương')
  })

  it('to somebody known needs no second entry', async () => {
    const found = await organiser.get('/people?q=le%20thi')
    expect(found.body['items']).toMatchObject([{ id: personId('phobithu.caichot'), name: 'Lê Thị Mẫu' }])
    const { status } = await organiser.post(
      of('ben-do'),
      position({ person: { id: personId('phobithu.caichot') }, role: 'viewer', title: 'Theo dõi' }),
    )
    expect(status).toBe(201)
  })

  it('is refused outside one’s units, to others’ people, and to those who do not keep positions', async () => {
    expect((await organiser.post(of('xuong-thoi'), position())).status).toBe(403)
    const strangers = position({ person: { id: personId('bithu.xuongthoi') } })
    expect((await organiser.post(of('cai-chot'), strangers)).status).toBe(404)
    const secretary = await app.signedIn('bithu.caichot')
    expect((await secretary.post(of('cai-chot'), position())).status).toBe(403)
  })

  it('is refused after the giver’s own position has ended', async () => {
    const officer = await app.signedIn('tochuc.giongtrom')
    clock.setTo('2025-07-01')
    expect((await officer.post(of('ben-do'), position({ from: '2025-07-01' }))).status).toBe(403)
  })

  it.each([
    ['a role the level does not have', { role: 'organising_head' }, 422, 'role_not_for_level'],
    ['an end before the beginning', { to: '2021-12-01' }, 422, 'ends_before_it_begins'],
    ['a day before the unit was', { from: '1999-01-01' }, 422, 'unit_not_in_force'],
  ])('is refused with %s', async (_what, more, status, reason) => {
    const answer = await organiser.post(of('cai-chot'), position(more))
    expect([answer.status, answer.body['reason']]).toEqual([status, reason])
  })

  it('is refused to oneself, and administration to all but administrators', async () => {
    const own = position({ person: { id: personId('tochuc.mythanh') }, role: 'secretary', title: 'Bí thư' })
    expect((await organiser.post(of('my-thanh'), own)).body['reason']).toBe('for_oneself')
    const power = position({ role: 'administrator', title: 'Quản trị' })
    expect((await organiser.post(of('my-thanh'), power)).body['reason']).toBe('only_administrators')
    const administrator = await app.signedIn('quantri')
    expect((await administrator.post(of('my-thanh'), { ...power, id: newId() })).status).toBe(201)
  })

  it('is refused when the person holds it already', async () => {
    const again = position({ person: { id: personId('bithu.caichot') }, role: 'secretary', title: 'Bí thư chi bộ' })
    expect((await organiser.post(of('cai-chot'), again)).body['reason']).toBe('already_held')
  })
})

describe('ending a position', () => {
  it('takes its rights away that day, and keeps it among the past ones', async () => {
    const { body } = await organiser.get(of('ben-do'))
    const items = Lines.parse(body['items'])
    const held = items.find(({ role }) => role === 'secretary')
    const end = { version: held?.version, on: '2022-03-01' }
    const url = `/positions/${held?.id}/end`
    const secretary = await app.signedIn('bithu.bendo')
    expect((await secretary.post(url, end)).status).toBe(403)
    expect((await organiser.post(url, { ...end, on: '2020-01-01' })).body['reason']).toBe('not_begun')
    expect((await organiser.post(url, end)).body).toMatchObject({ validTo: '2022-03-01', allowedActions: [] })
    expect((await organiser.post(url, end)).body['reason']).toBe('already_ended')
    expect((await secretary.get('/session')).body['positions']).toHaveLength(0)
    expect((await secretary.get('/me/positions')).body['items']).toMatchObject([{ validTo: '2022-03-01' }])
    const roles = async (query: string) => {
      const now = Lines.parse((await organiser.get(of('ben-do', query))).body['items'])
      return now.map(({ role }) => role)
    }
    expect(await roles('')).not.toContain('secretary')
    expect(await roles('?past=true')).toContain('secretary')
  })

  it('is refused on a version that is no longer the newest', async () => {
    const { body } = await organiser.get(of('nghia-huan'))
    expect(body['items']).toHaveLength(0)
    const made = await organiser.post(of('nghia-huan'), position())
    const url = `/positions/${z.string().parse(made.body['id'])}/end`
    expect((await organiser.post(url, { version: 2, on: '2022-03-01' })).body['code']).toBe('stale_version')
  })
})

describe('a name entered wrongly', () => {
  it('is mended by those who keep positions there, and by nobody else', async () => {
    const url = `/people/${personId('bithu.caichot')}/name`
    const stranger = await app.signedIn('bithu.thoithanh')
    expect((await stranger.put(url, { version: 1, name: 'Sai' })).status).toBe(403)
    expect((await organiser.put(url, { version: 1, name: 'Nguyễn Văn Thử Hai' })).status).toBe(200)
    expect((await organiser.put(url, { version: 1, name: 'Khác' })).body['code']).toBe('stale_version')
    const far = `/people/${personId('bithu.xuongthoi')}/name`
    expect((await organiser.put(far, { version: 1, name: 'Sai' })).status).toBe(404)
  })
})
