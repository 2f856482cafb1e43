import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { newId } from '#platform/server/id.ts'
import { type Caller, testApp, testClock, type TestApp } from '#tests/database.ts'
import { seedPeople, unitId } from '#tests/people.ts'

const clock = testClock('2022-03-01')
let app: TestApp
let organiser: Caller
let secretary: Caller
beforeAll(async () => {
  app = await testApp(clock)
  await seedPeople(app)
  organiser = await app.signedIn('tochuc.mythanh')
  secretary = await app.signedIn('bithu.caichot')
})
afterAll(() => app.close())
beforeEach(() => clock.setTo('2022-03-01'))

const names = (items: unknown) => (items as { name: string }[]).map(({ name }) => name)

describe('the page of a unit', () => {
  it('is closed to whoever has not signed in', async () => {
    expect((await app.anonymous.get(`/units/${unitId('my-thanh')}`)).status).toBe(401)
  })

  it('tells what is above and below, on the day asked for', async () => {
    const { status, body } = await secretary.get(`/units/${unitId('my-thanh')}?on=2022-01-01`)
    expect(status).toBe(200)
    expect(names(body['chain'])).toEqual(['Tỉnh Bến Tre', 'Huyện Giồng Trôm'])
    expect(names(body['children'])).toEqual(['Chi bộ ấp Bến Đò', 'Chi bộ ấp Nghĩa Huấn', 'Chi bộ ấp Cái Chốt'])
    expect(body['committee']).toBe('Đảng ủy xã Mỹ Thạnh')
    expect(body['totals']).toMatchObject({ cells: 3, hamletCells: 3 })
    expect(body['inForce']).toBe(true)
  })

  it('follows a cell from the old district to the new province', async () => {
    const old = await secretary.get(`/units/${unitId('ben-do')}?on=2025-06-30`)
    expect(names(old.body['chain'])).toEqual(['Tỉnh Bến Tre', 'Huyện Giồng Trôm', 'Xã Mỹ Thạnh'])
    const after = await secretary.get(`/units/${unitId('ben-do')}?on=2025-07-01`)
    expect(names(after.body['chain'])).toEqual(['Tỉnh Vĩnh Long', 'Xã Lương Phú'])
  })

  it('of a unit that has ended shows its last day and what became of it', async () => {
    clock.setTo('2025-08-01')
    const { body } = await secretary.get(`/units/${unitId('my-thanh')}`)
    expect(body['inForce']).toBe(false)
    expect(body['children']).toHaveLength(3)
    expect(body['history']?.[0]).toMatchObject({
      kind: 'merged_into',
      on: '2025-07-01',
      other: { id: unitId('luong-phu'), name: 'Xã Lương Phú' },
    })
    expect(body['allowedActions']).toEqual([])
  })

  it('is found by the word for it in addresses, and not found by a wrong one', async () => {
    expect((await secretary.get('/units/by-slug/my-thanh')).body['name']).toBe('Xã Mỹ Thạnh')
    expect((await secretary.get('/units/by-slug/khong-co')).status).toBe(404)
    expect((await secretary.get(`/units/${newId()}`)).status).toBe(404)
  })
})

describe('the list of units', () => {
  it('is paged in the order of official lists', async () => {
    const first = await secretary.get(`/units?parent=${unitId('my-thanh')}&limit=2`)
    expect(names(first.body['items'])).toEqual(['Chi bộ ấp Bến Đò', 'Chi bộ ấp Nghĩa Huấn'])
    const rest = await secretary.get(
      `/units?parent=${unitId('my-thanh')}&limit=2&cursor=${z.string().parse(first.body['next'])}`,
    )
    expect(names(rest.body['items'])).toEqual(['Chi bộ ấp Cái Chốt'])
    expect(rest.body['next']).toBeNull()
  })

  it('begins at the top, as of a day', async () => {
    expect(names((await secretary.get('/units?on=2022-01-01')).body['items'])).toContain('Tỉnh Bến Tre')
    expect(names((await secretary.get('/units?on=2025-07-01')).body['items'])).toEqual(['Tỉnh Vĩnh Long'])
  })

  it('refuses a cursor it has not given', async () => {
    expect((await secretary.get('/units?cursor=abc')).status).toBe(422)
  })
})

describe('search', () => {
  it('finds Bến Đò by ben do, with what is above it', async () => {
    const { body } = await secretary.get('/search?q=ben%20do')
    expect(body['items']?.[0]).toMatchObject({ id: unitId('ben-do'), name: 'Chi bộ ấp Bến Đò' })
    expect(names(body['items']?.[0]?.['chain'])).toEqual(['Tỉnh Bến Tre', 'Huyện Giồng Trôm', 'Xã Mỹ Thạnh'])
  })

  it.each(['Bến Đò', 'BEN DO', 'ben đo', '  bến   đò ', 'Bến Đò'.normalize('NFD')])('reads %s alike', async (text) => {
    const { body } = await secretary.get(`/search?q=${encodeURIComponent(text)}`)
    expect(names(body['items'])).toContain('Chi bộ ấp Bến Đò')
  })

  it('takes the last words for what is above, where no name has all of them', async () => {
    const { body } = await secretary.get('/search?q=xuong%20thoi%20thoi%20thanh')
    expect(names(body['items'])).toEqual(['Chi bộ ấp Xương Thới III'])
    expect((await secretary.get('/search?q=ben%20do%20thoi%20thanh')).body['items']).toHaveLength(0)
  })

  it('takes what was typed as text, never as a pattern', async () => {
    for (const text of ['%%', '__', String.raw`\\`, "' or 1=1 --"]) {
      const { status, body } = await secretary.get(`/search?q=${encodeURIComponent(text)}`)
      expect(status).toBe(200)
      expect(body['items']).toHaveLength(0)
    }
  })

  it('finds a unit that has ended, after those in force, and says when it ended', async () => {
    clock.setTo('2025-08-01')
    const { body } = await secretary.get('/search?q=my%20thanh')
    expect(body['items']?.[0]).toMatchObject({ name: 'Xã Mỹ Thạnh', validTo: '2025-07-01' })
  })
})

describe('creating a cell', () => {
  const cell = (more: Record<string, unknown> = {}) => ({
    id: newId(),
    parentId: unitId('my-thanh'),
    name: 'Chi bộ Trường THCS Mỹ Thạnh',
    kind: 'other_cell',
    from: '2022-02-01',
    ...more,
  })

  it('is done by the organisers of its commune, and puts it in the tree that day', async () => {
    const input = cell({ decision: { number: '12-QĐ/ĐU', date: '2022-01-28', issuer: 'Đảng ủy xã Mỹ Thạnh' } })
    const { status, body } = await organiser.post('/units', input)
    expect(status).toBe(201)
    expect(names(body['chain'])).toEqual(['Tỉnh Bến Tre', 'Huyện Giồng Trôm', 'Xã Mỹ Thạnh'])
    expect(body['slug']).toBe('chi-bo-truong-thcs-my-thanh')
    const before = await organiser.get(`/units/${unitId('my-thanh')}?on=2022-01-31`)
    expect(before.body['children']).toHaveLength(3)
    const { rows } = await app.pool.query('select count(*)::int from unit_closure where descendant_id = $1', [input.id])
    expect(rows[0]).toEqual({ count: 4 })
    const journal = await app.db.selectFrom('journal').selectAll().where('object_id', '=', input.id).execute()
    expect(journal).toMatchObject([{ action: 'unit.created', unit_id: input.id }])
  })

  it('puts it after its sisters when its place in the list is not said', async () => {
    const { body } = await organiser.post('/units', cell({ name: 'Chi bộ Hợp tác xã' }))
    const { body: commune } = await organiser.get(`/units/${unitId('my-thanh')}`)
    expect(names(commune['children']).at(-1)).toBe(body['name'])
  })

  it('keeps the tree as a whole rebuild would make it', async () => {
    const all = 'select ancestor_id, descendant_id, depth, via, valid::text from unit_closure order by 1, 2, 3, 4, 5'
    await organiser.post('/units', cell({ name: 'Chi bộ Trạm Y tế' }))
    const kept = await app.pool.query(all)
    await app.pool.query('select rebuild_unit_closure()')
    expect(kept.rows).toEqual((await app.pool.query(all)).rows)
  })

  it('is refused to another commune, to a cell, and to nobody in particular', async () => {
    const other = await app.signedIn('bithu.thoithanh')
    expect((await other.post('/units', cell())).status).toBe(403)
    expect((await secretary.post('/units', cell())).status).toBe(403)
    const elsewhere = await organiser.post('/units', cell({ parentId: unitId('thoi-thanh') }))
    expect(elsewhere.status).toBe(403)
  })

  it('is refused to an officer whose position has ended', async () => {
    const officer = await app.signedIn('tochuc.giongtrom')
    clock.setTo('2025-07-01')
    expect((await officer.post('/units', cell({ parentId: unitId('luong-phu') }))).status).toBe(403)
  })

  it.each([
    ['a day that has not come', { from: '2022-03-02' }, 'in_future'],
    ['a kind that does not exist', { kind: 'village' }, 'unknown_kind'],
    ['a commune under a commune', { kind: 'commune' }, 'not_a_place_for'],
    ['a day before its commune', { from: '1999-12-31' }, 'parent_not_in_force'],
  ])('is refused with %s', async (_what, more, reason) => {
    const { status, body } = await organiser.post('/units', cell(more))
    expect(status).toBe(422)
    expect(body['reason']).toBe(reason)
    expect(body['errors']?.[0]?.['detail']).toMatch(/\S/)
  })

  it('stores markup and quotes as the text they are', async () => {
    const name = `Chi bộ <b>"O'Hara"</b>; drop table unit`
    const { body } = await organiser.post('/units', cell({ name }))
    expect(body['name']).toBe(name)
  })

  it('repeated with the same key is done once', async () => {
    const input = cell({ name: 'Chi bộ Công an' })
    const key = { 'idempotency-key': newId() }
    expect((await organiser.post('/units', input, key)).status).toBe(201)
    expect((await organiser.post('/units', input, key)).status).toBe(201)
    expect((await organiser.post('/units', input)).status).toBe(409)
  })
})

describe('changing a unit', () => {
  it('renames from a day on; both names stay true on their days, and both are found', async () => {
    const id = unitId('nghia-huan')
    const edit = {
      version: 1,
      name: 'Chi bộ ấp Nghĩa Huấn Đông',
      kind: 'hamlet_cell',
      sortOrder: 10,
      from: '2022-02-15',
    }
    const { status, body } = await organiser.put(`/units/${id}`, edit)
    expect(status).toBe(200)
    expect(body['history']?.[0]).toMatchObject({ kind: 'renamed', earlierName: 'Chi bộ ấp Nghĩa Huấn' })
    expect((await organiser.get(`/units/${id}?on=2022-02-14`)).body['name']).toBe('Chi bộ ấp Nghĩa Huấn')
    expect((await organiser.get('/search?q=nghia%20huan')).body['items']).toHaveLength(1)
    expect((await organiser.put(`/units/${id}`, edit)).body['code']).toBe('stale_version')
  })

  it('does not turn a cell into a commune', async () => {
    const { body } = await organiser.put(`/units/${unitId('cai-chot')}`, {
      version: 1,
      name: 'Chi bộ ấp Cái Chốt',
      kind: 'commune',
      sortOrder: 11,
      from: '2022-03-01',
    })
    expect(body['reason']).toBe('other_level')
  })

  it('records a standing of the commune by its decision, once', async () => {
    const standing = {
      id: newId(),
      kind: 'new_countryside',
      from: '2021-12-20',
      decision: { number: '3021/QĐ-UBND', date: '2021-12-20' },
    }
    const url = `/units/${unitId('my-thanh')}/standings`
    const { status, body } = await organiser.post(url, standing)
    expect(status).toBe(201)
    expect(body['standings']).toMatchObject([{ kind: 'new_countryside', decision: { number: '3021/QĐ-UBND' } }])
    expect((await organiser.post(url, { ...standing, id: newId() })).body['reason']).toBe('already_this_standing')
  })
})

describe('the counts of a cell', () => {
  const counts = (more: Record<string, unknown> = {}) => ({ id: newId(), asOf: '2022-01-31', members: 24, ...more })
  const url = `/units/${unitId('cai-chot')}/profiles`

  it('are recorded by its secretary and add up above it', async () => {
    const { status, body } = await secretary.post(url, counts({ probationary: 2 }))
    expect(status).toBe(201)
    expect(body['profile']).toMatchObject({ members: 24, probationary: 2, exempt: null })
    const commune = await organiser.get(`/units/${unitId('my-thanh')}`)
    expect(commune.body['totals']).toMatchObject({ members: 24, reported: 1 })
  })

  it('are not shown, and not taken, outside one’s own units', async () => {
    const neighbour = await app.signedIn('bithu.bendo')
    expect((await neighbour.get(`/units/${unitId('cai-chot')}`)).body['profile']).toBeNull()
    const above = await neighbour.get(`/units/${unitId('my-thanh')}`)
    expect(above.body).toMatchObject({ withinScope: false, totals: { members: null } })
    expect((await neighbour.post(url, counts({ asOf: '2022-02-01' }))).status).toBe(403)
  })

  it('are refused twice for a day, before it comes, and when a part exceeds the whole', async () => {
    expect(
      (await secretary.post(url, counts({ asOf: '2022-02-10', members: 3, probationary: 4 }))).body['reason'],
    ).toBe('more_than_members')
    expect((await secretary.post(url, counts({ asOf: '2022-03-02' }))).body['errors']?.[0]).toMatchObject({
      pointer: '/asOf',
    })
    await secretary.post(url, counts({ asOf: '2022-02-11' }))
    expect((await secretary.post(url, counts({ asOf: '2022-02-11' }))).body['reason']).toBe('date_has_profile')
  })
})
