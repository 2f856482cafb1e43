import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#platform/server/id.ts'
import { type TestApp, testApp, testClock } from '#tests/database.ts'
import { Dossier, programmeId, seedProgramme } from '#tests/dossiers.ts'
import { seedPeople, unitId } from '#tests/people.ts'

const clock = testClock('2024-02-01')
let app: TestApp
beforeAll(async () => {
  app = await testApp(clock)
  await seedPeople(app)
  await seedProgramme(app)
})
afterAll(() => app.close())

const secretary = 'bithu.caichot'
const commune = 'tochuc.mythanh'

describe('a request that cannot be met', () => {
  let dossier: Dossier
  beforeAll(async () => {
    dossier = new Dossier(app)
    await dossier.start(secretary, 2024)
  })

  it('an old version is refused and told the new one', async () => {
    const { version } = dossier
    await dossier.done(secretary, 'submit-registration')
    const stale = { id: newId(), version }
    const answer = await (await dossier.as(commune)).post(`/dossiers/${dossier.id}/accept-registration`, stale)
    expect(answer).toMatchObject({ status: 409, body: { code: 'stale_version', data: { version: 2 } } })
  })

  it('the same step sent twice is taken once', async () => {
    const input = { id: newId(), version: dossier.version }
    const caller = await dossier.as(commune)
    const answers = [
      await caller.post(`/dossiers/${dossier.id}/accept-registration`, input),
      await caller.post(`/dossiers/${dossier.id}/accept-registration`, input),
    ]
    expect(answers.map(({ status, body }) => [status, body['state'], body['version']])).toEqual([
      [200, 'building', 3],
      [200, 'building', 3],
    ])
    dossier.version = 3
    const steps = (await dossier.seenBy(commune)).steps.filter((one) => one.id === input.id)
    expect(steps).toHaveLength(1)
    expect(await caller.post(`/dossiers/${dossier.id}/withdraw`, { ...input, reason: 'khác' })).toMatchObject({
      status: 409,
      body: { reason: 'id_used' },
    })
  })

  it('verdicts sent again are the same verdicts', async () => {
    const verdicts = [{ id: newId(), itemCode: '1', verdict: { kind: 'passed', passed: true }, note: 'Đạt' }]
    const caller = await dossier.as(commune)
    const send = () => caller.post(`/dossiers/${dossier.id}/verdicts`, { kind: 'survey', verdicts })
    expect([(await send()).body, (await send()).body]).toEqual([{ recorded: 1 }, { recorded: 0 }])
  })

  it.each([
    ['a step that is not next', secretary, 'submit', {}, 409, 'submit_dossier'],
    ['a step of somebody else', secretary, 'propose', {}, 403, 'dossier.review'],
    ['a day in the future', secretary, 'open-self-appraisal', { on: '2024-02-02' }, 422, 'in_the_future'],
    ['a day before the last step', secretary, 'open-self-appraisal', { on: '2024-01-31' }, 422, 'before_last_step'],
    ['a day before there were records', secretary, 'open-self-appraisal', { on: '1900-01-01' }, 422, undefined],
    ['an id that is none', secretary, 'open-self-appraisal', { id: 'x' }, 422, undefined],
  ])('%s', async (_, username, verb, more, status, reason) => {
    const answer = await dossier.step(username, verb, more)
    expect([answer.status, answer.body['reason']]).toEqual([status, reason])
  })

  it.each([
    ['an item that is not in the set', '9', { kind: 'passed', passed: true }, 'item_unknown'],
    ['points on a pass/fail item', '1', { kind: 'points', points: 5 }, 'wrong_kind'],
    ['what must apply', '1', { kind: 'not_applicable' }, 'must_apply'],
  ])('a verdict on %s', async (_, itemCode, verdict, reason) => {
    const verdicts = [{ id: newId(), itemCode, verdict, note: '' }]
    const answer = await dossier.step(commune, 'verdicts', { kind: 'survey', verdicts })
    expect(answer).toMatchObject({ status: 422, body: { reason, errors: [{ pointer: '/verdicts/0', code: reason }] } })
  })

  it('of another commune or cell: the dossier is not there', async () => {
    for (const username of ['bithu.bendo', 'bithu.thoithanh', 'bithu.xuongthoi']) {
      const caller = await dossier.as(username)
      expect((await caller.get(`/dossiers/${dossier.id}`)).status).toBe(404)
      const listed = await caller.get('/dossiers?limit=200')
      expect(JSON.stringify(listed.body)).not.toContain(dossier.id)
    }
    const foreign = { id: newId(), unitId: unitId('cai-chot'), programmeId, year: 2024 }
    expect((await (await dossier.as('bithu.bendo')).post('/dossiers', foreign)).status).toBe(404)
    expect((await app.anonymous.get(`/dossiers/${dossier.id}`)).status).toBe(401)
    expect((await (await dossier.as('quantri')).get(`/dossiers/${dossier.id}`)).status).toBe(403)
  })

  it('a second dossier of the year, a commune, a year too far', async () => {
    const start = async (unit: string, wanted: number) =>
      (await dossier.as(commune)).post('/dossiers', { id: newId(), unitId: unitId(unit), programmeId, year: wanted })
    expect(await start('cai-chot', 2024)).toMatchObject({ status: 409 })
    expect(await start('my-thanh', 2024)).toMatchObject({ status: 422, body: { reason: 'not_a_residential_cell' } })
    expect(await start('ben-do', 2026)).toMatchObject({ status: 422, body: { reason: 'too_far_ahead' } })
    expect(await start('ben-do', 2019)).toMatchObject({ status: 422, body: { reason: 'before_programme' } })
  })
})
