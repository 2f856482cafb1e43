import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { idOf, newId } from '#platform/server/id.ts'
import { type Caller, testApp, testClock, type TestApp, textOf } from '#tests/database.ts'
import { Dossier, seedProgramme, seedTeams } from '#tests/dossiers.ts'
import { personId, seedPeople, unitId } from '#tests/people.ts'

const clock = testClock('2022-03-01')
let app: TestApp
let secretary: Caller
let member: Caller
let dossier: Dossier
beforeAll(async () => {
  app = await testApp(clock)
  await seedPeople(app)
  await seedProgramme(app)
  await seedTeams(app)
  dossier = new Dossier(app)
  await dossier.prepare('bithu.caichot', 'tochuc.mythanh', 2022)
  await app.db
    .insertInto('position')
    .values({
      id: newId(),
      person_id: personId('thamdinh.mot'),
      unit_id: unitId('my-thanh'),
      role: 'viewer',
      title: 'Chuyên viên Văn phòng Đảng ủy',
      valid: '[2020-01-01,)',
    })
    .execute()
  secretary = await app.signedIn('bithu.mythanh')
  member = await app.signedIn('thamdinh.mot')
})
afterAll(() => app.close())
beforeEach(() => clock.setTo('2022-03-01'))

const path = `/units/${unitId('my-thanh')}/delegations`
const wanted = (more: Record<string, unknown> = {}) => ({
  id: newId(),
  positionId: idOf('position:bithu.mythanh:my-thanh'),
  personId: personId('thamdinh.mot'),
  permissions: ['dossier.review'],
  from: '2022-03-01',
  to: '2022-06-01',
  decision: { number: '12-QĐ/ĐU', date: '2022-02-28', issuer: 'Đảng ủy xã Mỹ Thạnh' },
  ...more,
})
const why = async (caller: Caller) => {
  const { body } = await caller.get(
    `/permissions/why?permission=dossier.review&unitId=${unitId('cai-chot')}&dossierId=${dossier.id}&action=propose`,
  )
  return body
}

describe('a delegation', () => {
  it('lets the receiver do what was delegated and nothing else, until its last day', async () => {
    const refused = async () => (await member.post(`/dossiers/${dossier.id}/propose`, {})).status
    expect(await refused()).toBe(403)
    const given = await secretary.post(path, wanted())
    expect(given).toMatchObject({ status: 201, body: { receiver: 'Ngô Thị Mẫu', allowedActions: ['end'] } })
    // The door is open; the body of the request is what is wrong now.
    expect(await refused()).toBe(422)
    expect((await why(member))['reasons']).toContainEqual(
      expect.objectContaining({ about: 'position', ok: true, text: expect.stringContaining('ủy quyền việc này') }),
    )
    expect((await member.post(`/dossiers/${dossier.id}/withdraw`, {})).status).toBe(403)
    clock.setTo('2022-05-31')
    expect(await refused()).toBe(422)
    clock.setTo('2022-06-01')
    expect(await refused()).toBe(403)
  })

  it('is what the receiver sees as theirs in the session, apart from positions', async () => {
    const { body } = await member.get('/session')
    expect(body['delegations']).toMatchObject([
      { role: 'secretary', by: 'Phạm Thị Thử', only: ['dossier.read', 'dossier.review', 'evidence.read'] },
    ])
    expect([...(body['positions'] ?? [])].map(({ role }) => role)).not.toContain('secretary')
  })

  it('ends when the giver’s position ends', async () => {
    const open = async () => [...((await member.get('/session')).body['delegations'] ?? [])].length
    expect(await open()).toBe(1)
    await app.db
      .updateTable('position')
      .set({ valid: '[2000-01-01,2022-03-01)' })
      .where('id', '=', idOf('position:bithu.mythanh:my-thanh'))
      .execute()
    expect(await open()).toBe(0)
    await app.db
      .updateTable('position')
      .set({ valid: '[2000-01-01,2025-07-01)' })
      .where('id', '=', idOf('position:bithu.mythanh:my-thanh'))
      .execute()
  })

  it('cannot be passed on, nor given from somebody else’s position', async () => {
    const on = await member.post(path, wanted({ personId: personId('uyvien.mythanh') }))
    expect(on).toMatchObject({ status: 403 })
    const officer = await app.signedIn('tochuc.mythanh')
    expect(await officer.post(path, wanted())).toMatchObject({ status: 403, body: { reason: 'not_your_position' } })
  })

  it('never holds what the position is not given, or what is signed in one’s own post', async () => {
    const asked = await secretary.post(path, wanted({ permissions: ['dossier.review', 'title.recognise'] }))
    expect(asked).toMatchObject({ status: 403, body: { reason: 'not_yours_to_delegate' } })
    expect(await secretary.post(path, wanted({ permissions: ['account.keep'] }))).toMatchObject({ status: 403 })
  })

  it('is listed with its decision, journalled, and taken back by the giver alone', async () => {
    const { body } = await secretary.get(path)
    expect(body['items']).toMatchObject([{ decision: { number: '12-QĐ/ĐU' }, validTo: '2022-06-01' }])
    expect(body['own']).toMatchObject([
      { delegable: expect.arrayContaining([expect.objectContaining({ code: 'dossier.review' })]) },
    ])
    const [item] = [...(body['items'] ?? [])]
    const end = (caller: Caller, version: number) =>
      caller.post(`/delegations/${textOf(item?.['id'])}/end`, { version, on: '2022-03-01' })
    expect((await end(await app.signedIn('tochuc.mythanh'), 1)).status).toBe(403)
    expect((await end(secretary, 7)).body['code']).toBe('stale_version')
    clock.setTo('2022-03-02')
    expect(
      (await secretary.post(`/delegations/${textOf(item?.['id'])}/end`, { version: 1, on: '2022-03-02' })).status,
    ).toBe(200)
    expect((await member.post(`/dossiers/${dossier.id}/propose`, {})).status).toBe(403)
    const journal = await app.db
      .selectFrom('journal')
      .select(['action', 'unit_id'])
      .where('object_type', '=', 'delegation')
      .orderBy('id')
      .execute()
    expect(journal.map(({ action }) => action)).toEqual(['delegation.given', 'delegation.ended'])
  })
})

describe('somebody acting in a position', () => {
  it('has a last day, and all rights of the position until then', async () => {
    const organiser = await app.signedIn('tochuc.giongtrom')
    const position = {
      id: newId(),
      person: { id: personId('thamdinh.hai') },
      role: 'secretary',
      title: 'Quyền Bí thư Đảng ủy',
      acting: true,
      from: '2022-03-01',
    }
    const give = (more: object) => organiser.post(`/units/${unitId('my-thanh')}/positions`, { ...position, ...more })
    expect(await give({})).toMatchObject({ body: { reason: 'acting_must_end' } })
    expect(await give({ to: '2022-04-01' })).toMatchObject({ status: 201, body: { acting: true } })
    const acting = await app.signedIn('thamdinh.hai')
    const may = async () => Boolean((await why(acting))['reasons']?.[0]?.['ok'])
    expect(await may()).toBe(true)
    clock.setTo('2022-04-01')
    expect(await may()).toBe(false)
  })
})
