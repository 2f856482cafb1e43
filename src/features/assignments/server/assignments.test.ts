import { sql } from 'kysely'
import { z } from 'zod'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#platform/server/id.ts'
import { type Caller, testApp, type TestApp, testClock, textOf } from '#tests/database.ts'
import { asPerson } from '#tests/dossiers.ts'
import { personId, seedPeople, unitId } from '#tests/people.ts'

const clock = testClock('2026-03-01')
let app: TestApp
let organiser: Caller
let secretary: Caller
const commune = unitId('luong-phu')
const cell = unitId('cai-chot')

beforeAll(async () => {
  app = await testApp(clock)
  await seedPeople(app)
  organiser = await app.signedIn('tochuc.mythanh')
  secretary = await app.signedIn('bithu.caichot')
})
afterAll(() => app.close())

const assignment = (more: object = {}) => ({
  id: newId(),
  byUnitId: commune,
  personId: personId('uyvien.mythanh'),
  title: 'Ủy viên Ban Thường vụ phụ trách',
  from: '2026-01-01',
  decision: { number: '12-QĐ/ĐU', date: '2025-12-30' },
  ...more,
})

describe('assigning officers', () => {
  it('shows before anything is assigned that every cell is a gap', async () => {
    const { body } = await organiser.get(`/units/${commune}/following`)
    expect(body['levels']).toEqual([{ level: 'cell', units: 3, withOfficer: 0 }])
    const gaps = await organiser.get(`/units/${commune}/targets?level=cell&gaps=true`)
    expect([...(gaps.body['items'] ?? [])]).toHaveLength(3)
  })

  it('is done by the commune’s organisers with a decision, seen by the cell and by the officer', async () => {
    const made = await organiser.post(`/units/${cell}/assignments`, assignment())
    expect(made.status).toBe(201)
    expect(made.body['decision']).toEqual({ number: '12-QĐ/ĐU', date: '2025-12-30' })
    const seen = await secretary.get(`/units/${cell}/targets?level=cell`)
    expect(seen.body['items']?.[0]?.['assignments']?.[0]?.['person']?.['name']).toBe('Hồ Thị Thử')
    expect(seen.body['items']?.[0]?.['allowedActions']).toEqual([])
    const own = await (await app.signedIn('uyvien.mythanh')).get('/me/followed')
    expect(own.body['items']?.[0]).toMatchObject({ unitName: 'Chi bộ ấp Cái Chốt', parentName: 'Xã Lương Phú' })
  })

  it('is not done by the cell itself, nor by a body that is not above it, nor twice', async () => {
    expect((await secretary.post(`/units/${cell}/assignments`, assignment())).status).toBe(403)
    const outside = await (await app.signedIn('tochuc.bentre')).post(
      `/units/${cell}/assignments`,
      assignment({ byUnitId: unitId('dai-dien') }),
    )
    expect(outside.body['reason']).toBe('not_above')
    expect((await organiser.post(`/units/${cell}/assignments`, assignment())).body['reason']).toBe('already_assigned')
    expect((await organiser.post(`/units/${cell}/assignments`, assignment({ personId: newId() }))).status).toBe(404)
  })

  it('takes a post where no person is needed', async () => {
    const made = await organiser.post(
      `/units/${unitId('ben-do')}/assignments`,
      assignment({ personId: undefined, title: 'Công chức văn hóa, xã hội' }),
    )
    expect(made.body['person']).toBeNull()
    const { body } = await organiser.get(`/units/${commune}/following`)
    expect(body).toMatchObject({ posts: 1, levels: [{ level: 'cell', units: 3, withOfficer: 2 }] })
  })

  it('tells too many only after somebody has said how many are', async () => {
    const more = await organiser.post(`/units/${unitId('nghia-huan')}/assignments`, assignment())
    expect(more.status).toBe(201)
    const before = await organiser.get(`/units/${commune}/following`)
    expect(before.body['officers']?.[0]).toMatchObject({ targets: 2, over: false })
    const limits = { travelMinutes: 30, meetingsPerHalfDay: 1, targetsPerOfficer: 1, version: null }
    const set = await organiser.put(`/units/${commune}/following`, limits)
    expect(set.body['officers']?.[0]).toMatchObject({ targets: 2, over: true })
    expect((await organiser.put(`/units/${commune}/following`, limits)).body['code']).toBe('stale_version')
    expect((await secretary.get(`/units/${cell}/following`)).body['settings']).toMatchObject({
      setBy: 'Xã Lương Phú',
      version: null,
    })
  })
})

describe('whoever is assigned to a unit', () => {
  it('reads what it plans for as long as they hold an office, and nothing from the day they hold none', async () => {
    const who = personId('uyvien.mythanh')
    const followed = () => asPerson(app, 'uyvien.mythanh', async ({ actor }) => Promise.resolve(actor.followed))
    expect(await followed()).toContain(cell)
    const held = sql`person_id = ${who} and unit_id = ${commune}`
    await sql`update position set valid = daterange(lower(valid), ${clock.today()}::date) where ${held}`.execute(app.db)
    expect(await followed()).toEqual([])
    await sql`update position set valid = daterange(lower(valid), null) where ${held}`.execute(app.db)
    expect(await followed()).toContain(cell)
  })
})

describe('standing in and handing over', () => {
  it('puts the substitute in the place of the officer, who is not expected meanwhile', async () => {
    const listed = await organiser.get(`/units/${cell}/targets?level=cell`)
    const standsInFor = textOf(listed.body['items']?.[0]?.['assignments']?.[0]?.['id'])
    const made = await organiser.post(
      `/units/${cell}/assignments`,
      assignment({
        personId: personId('bithu.mythanh'),
        title: 'Dự thay',
        kind: 'substitute',
        standsInFor,
        from: '2026-03-01',
        to: '2026-04-01',
      }),
    )
    expect(made.status).toBe(201)
    const after = await organiser.get(`/units/${cell}/targets?level=cell&on=2026-03-10`)
    const shown = [...(after.body['items']?.[0]?.['assignments'] ?? [])]
    expect(shown.map((one) => [one['kind'], one['expected']])).toEqual([
      ['substitute', true],
      ['follow', false],
    ])
  })

  it('moves everything an officer follows at once, and ends what stood in for it', async () => {
    const input = {
      fromPersonId: personId('uyvien.mythanh'),
      toPersonId: personId('tochuc.mythanh'),
      title: 'Trưởng Ban xây dựng Đảng phụ trách',
      on: '2026-03-15',
      reason: 'Nhận công tác khác',
    }
    const done = await organiser.post(`/units/${commune}/hand-over`, input)
    expect(done.body).toEqual({ moved: 2, kept: 0 })
    const after = await organiser.get(`/units/${cell}/targets?level=cell&on=2026-03-20`)
    const shown = [...(after.body['items']?.[0]?.['assignments'] ?? [])]
    expect(shown.map((one) => one['person']?.['id'])).toEqual([personId('tochuc.mythanh')])
    expect((await organiser.post(`/units/${commune}/hand-over`, input)).body['reason']).toBe('nothing_to_hand_over')
  })

  it('keeps what was so before: the day before still shows the officer of that day', async () => {
    const { body } = await organiser.get(`/units/${commune}/targets?level=cell&on=2026-02-01`)
    const cells = [...(body['items'] ?? [])].flatMap((row) => [...(row['assignments'] ?? [])])
    const names = cells.flatMap((one) => z.object({ name: z.string() }).safeParse(one['person']).data?.name ?? [])
    expect([cells.length, names]).toEqual([3, ['Hồ Thị Thử', 'Hồ Thị Thử']])
  })
})

describe('clusters', () => {
  it('are units below looked after by a head; a unit is in one at a time', async () => {
    const cluster = {
      id: newId(),
      name: 'Cụm 1',
      headId: personId('uyvien.mythanh'),
      headTitle: 'Ủy viên Ban Thường vụ, trưởng cụm',
      memberIds: [cell, unitId('ben-do')],
      from: '2026-01-01',
    }
    const made = await organiser.post(`/units/${commune}/clusters`, cluster)
    expect(made.status).toBe(201)
    expect([...(made.body['members'] ?? [])].map((one) => one['name'])).toEqual([
      'Chi bộ ấp Bến Đò',
      'Chi bộ ấp Cái Chốt',
    ])
    const again = await organiser.post(`/units/${commune}/clusters`, { ...cluster, id: newId() })
    expect(again.body['reason']).toBe('already_in_cluster')
    const outside = await organiser.post(`/units/${commune}/clusters`, {
      ...cluster,
      id: newId(),
      memberIds: [unitId('xuong-thoi')],
    })
    expect(outside.body['reason']).toBe('cluster_member_not_below')
    const ended = await organiser.post(`/units/${commune}/clusters/${cluster.id}/end`, { version: 1, on: '2026-06-01' })
    expect(ended.body['to']).toBe('2026-06-01')
  })
})
