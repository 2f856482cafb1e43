import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { newId } from '#platform/server/id.ts'
import { type Answer, type TestApp, testApp, testClock } from '#tests/database.ts'
import {
  Dossier,
  districtTeamId,
  ruleSetId,
  seedCell,
  seedPosition,
  seedProgramme,
  seedTeams,
} from '#tests/dossiers.ts'
import { seedPeople } from '#tests/people.ts'
import { ObstacleView } from '../dossierView.ts'

const clock = testClock('2022-02-01')
let app: TestApp
beforeAll(async () => {
  app = await testApp(clock)
  await seedPeople(app)
  await seedProgramme(app)
  await seedTeams(app)
})
afterAll(() => app.close())

const secretary = 'bithu.caichot'
const commune = 'tochuc.mythanh'
const head = 'tochuc.giongtrom'
const members = [head, 'thamdinh.mot']

/** A cell of its own for every test, as a cell has one dossier a year. */
let cells = 0
async function newDossier(): Promise<Dossier> {
  clock.setTo('2022-02-01')
  cells += 1
  await seedCell(app, `thu-${cells}`, 'my-thanh', secretary)
  return new Dossier(app, `thu-${cells}`)
}
async function prepared(): Promise<Dossier> {
  const dossier = await newDossier()
  await dossier.prepare(secretary, commune, 2022)
  return dossier
}

const Refused = z.object({ data: z.object({ obstacles: z.array(ObstacleView) }) })
const obstaclesIn = (answer: Answer) => Refused.parse(answer.body).data.obstacles

describe('returns', () => {
  it('a registration comes back with its reason, is mended and sent again', async () => {
    const dossier = await newDossier()
    await dossier.start(commune, 2022)
    await dossier.done(secretary, 'submit-registration')
    expect(await dossier.step(commune, 'return-registration', { reason: '' })).toMatchObject({ status: 422 })
    await dossier.done(commune, 'return-registration', { reason: 'Chưa có lộ trình', dueOn: '2022-02-15' })
    expect(await dossier.seenBy(secretary)).toMatchObject({
      state: 'draft',
      returnReason: 'Chưa có lộ trình',
      dueOn: '2022-02-15',
    })
    await dossier.done(secretary, 'submit-registration')
    expect(await dossier.seenBy(secretary)).toMatchObject({ state: 'registered', returnReason: null, dueOn: null })
    await dossier.done(secretary, 'withdraw', { reason: 'Chưa đủ điều kiện' })
    expect(await dossier.seenBy(commune)).toMatchObject({
      state: 'withdrawn',
      allowedActions: [],
      path: { next: null },
    })
  })

  it('the commune returns a dossier by a day, and the cell answers', async () => {
    const dossier = await prepared()
    await dossier.done(secretary, 'submit')
    expect(await dossier.step(commune, 'return', { reason: 'Thiếu ảnh' })).toMatchObject({ status: 422 })
    expect(await dossier.step(commune, 'return', { reason: 'Thiếu ảnh', dueOn: '2022-01-31' })).toMatchObject({
      status: 422,
      body: { reason: 'due_before_step' },
    })
    await dossier.done(commune, 'return', { reason: 'Thiếu ảnh', dueOn: '2022-03-01' })
    const tasks = await (await dossier.as(secretary)).get('/todo')
    expect(tasks.body['items']).toContainEqual(
      expect.objectContaining({ kind: 'answer_return', dossierId: dossier.id, reason: 'Thiếu ảnh', overdueDays: 0 }),
    )
    clock.setTo('2022-03-04')
    const late = await (await dossier.as(secretary)).get('/todo')
    expect(late.body).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ dossierId: dossier.id, overdueDays: 3 })]),
    })
    await dossier.done(secretary, 'submit')
  })

  it('the team asks for more, and the dossier comes back to it through the commune', async () => {
    const dossier = await prepared()
    await dossier.propose(secretary, commune)
    await dossier.take('thamdinh.mot', 'supplement', { reason: 'Thiếu biên bản', dueOn: '2022-04-01' })
    expect((await dossier.seenBy(secretary)).state).toBe('self_appraisal')
    await dossier.done(secretary, 'submit')
    await dossier.done(commune, 'checks', { items: [{ code: 'bao-cao', present: true, note: '' }] })
    await dossier.done(commune, 'propose')
    expect((await dossier.seenBy(head)).state).toBe('appraisal')
  })
})

describe('not recognised', () => {
  it('is carried over to the next year as a new dossier, once', async () => {
    const dossier = await prepared()
    await dossier.propose(secretary, commune)
    await dossier.appraise(districtTeamId, members, ['2'])
    await dossier.take(head, 'report_appraisal')
    await dossier.done('thuongtruc.giongtrom', 'disagree', { reason: 'Mục 2 chưa đạt' })
    const refused = await dossier.seenBy(secretary)
    expect(refused).toMatchObject({ state: 'not_recognised', allowedActions: ['carry_over'] })
    expect(refused.items[1]).toMatchObject({
      status: 'not_met',
      verdicts: { team: { met: false }, self: { met: true } },
    })

    const same = { newDossierId: newId(), year: 2022 }
    expect(await dossier.step(secretary, 'carry-over', same)).toMatchObject({ status: 422 })
    const later = { newDossierId: newId(), year: 2023 }
    await dossier.done(secretary, 'carry-over', later)
    expect(await dossier.seenBy(secretary)).toMatchObject({ carriedTo: later.newDossierId, allowedActions: [] })
    const carried = await (await dossier.as(secretary)).get(`/dossiers/${later.newDossierId}`)
    expect(carried.body).toMatchObject({
      state: 'building',
      year: 2023,
      carriedFrom: dossier.id,
      registeredOn: clock.today(),
    })
    const again = await dossier.step(secretary, 'carry-over', { newDossierId: newId(), year: 2023 })
    expect(again).toMatchObject({ status: 409, body: { reason: 'carried_over_before' } })
    const withdrawal = { id: newId(), version: 1, reason: 'thôi' }
    expect(
      (await (await dossier.as(secretary)).post(`/dossiers/${later.newDossierId}/withdraw`, withdrawal)).status,
    ).toBe(200)
  })
})

describe('criteria', () => {
  it('are those of the day of registration, whatever is in force later', async () => {
    clock.setTo('2021-11-01')
    const dossier = new Dossier(app, 'nghia-huan')
    await seedPosition(app, 'phobithu.caichot', 'nghia-huan', 'secretary')
    await dossier.start('phobithu.caichot', 2021)
    expect((await dossier.seenBy(commune)).ruleSet.id).toBe(ruleSetId(1))
    clock.setTo('2022-01-10')
    await dossier.done('phobithu.caichot', 'submit-registration', { on: '2021-12-30' })
    expect((await dossier.seenBy(commune)).ruleSet.id).toBe(ruleSetId(1))
    await dossier.done(commune, 'return-registration', { reason: 'Nộp lại năm 2022' })
    await dossier.done('phobithu.caichot', 'submit-registration')
    expect((await dossier.seenBy(commune)).ruleSet.id).toBe(ruleSetId(2))
  })
})

describe('obstacles', () => {
  it('are shown before the step and refuse it, and nothing changes', async () => {
    const dossier = await newDossier()
    await dossier.start(secretary, 2022)
    await dossier.done(secretary, 'submit-registration')
    await dossier.done(commune, 'accept-registration')
    await dossier.done(secretary, 'open-self-appraisal')
    await dossier.judge(secretary, 'self', ['3'])
    await dossier.vote(secretary, 15)
    const seen = await dossier.seenBy(secretary)
    const submit = seen.actions.find((action) => action.action === 'submit_dossier')
    expect(submit?.obstacles.map((one) => [one.code, one.blocking])).toEqual([
      ['vote_not_carried', true],
      ['document_missing', true],
      ['self_not_met', false],
      ...['1', '2', '3'].map(() => ['no_evidence', false]),
    ])
    const refused = await dossier.step(secretary, 'submit')
    expect(refused).toMatchObject({ status: 422, body: { code: 'obstacles', reason: 'submit_dossier' } })
    expect(obstaclesIn(refused).map((one) => one.text)).toEqual([
      'Biểu quyết chưa đủ tỷ lệ tán thành: 15/30',
      'Thiếu tài liệu bắt buộc của hồ sơ: Báo cáo tự thẩm định',
    ])
    expect((await dossier.seenBy(secretary)).version).toBe(seen.version)

    await dossier.vote(secretary, 16)
    await dossier.attach()
    await dossier.done(secretary, 'submit')
    const blocked = await dossier.step(commune, 'propose')
    expect(obstaclesIn(blocked).map((one) => one.code)).toEqual([
      'self_not_met',
      ...['1', '2', '3'].map(() => 'commune_verdict_missing'),
      'commune_check_missing',
    ])
  })

  it('a report waits for a visit by members of a valid team, a check and agreed verdicts', async () => {
    const dossier = await prepared()
    await dossier.propose(secretary, commune)
    await expect(dossier.take(head, 'report_appraisal')).rejects.toMatchObject({
      code: 'obstacles',
      details: { data: { obstacles: [{ code: 'visit_missing' }, { code: 'team_check_missing' }, {}, {}, {}] } },
    })
    await dossier.appraise(districtTeamId, [head, 'bithu.bendo'])
    await expect(dossier.take(head, 'report_appraisal')).rejects.toMatchObject({
      details: { data: { obstacles: [{ code: 'visit_not_by_team' }] } },
    })
  })
})

describe('separation of duties', () => {
  it('who belongs to the cell, prepared or appraised its dossier, neither judges nor decides', async () => {
    const dossier = await prepared()
    await seedPosition(app, 'uyvien.mythanh', dossier.cell, 'member')
    await dossier.done(secretary, 'submit')
    const own = await dossier.seenBy('uyvien.mythanh')
    expect(own.allowedActions).toEqual(['add_evidence', 'withdraw'])
    expect(own.actions.find((one) => one.action === 'propose')?.conflict).toBe('belongs_to_cell')
    expect(await dossier.step('uyvien.mythanh', 'propose')).toMatchObject({
      status: 403,
      body: { reason: 'conflict_of_duty', data: { conflict: 'belongs_to_cell' } },
    })
    await dossier.judge(commune, 'commune')
    await dossier.done(commune, 'checks', { items: [{ code: 'bao-cao', present: true, note: '' }] })
    await dossier.done(commune, 'propose')
    await dossier.appraise(districtTeamId, [head, 'thamdinh.mot'])
    await seedPosition(app, 'thamdinh.mot', 'giong-trom', 'standing_member')
    await dossier.take(head, 'report_appraisal')
    await dossier.done('thuongtruc.giongtrom', 'agree')
    expect(await dossier.step('thamdinh.mot', 'refuse', { reason: 'thử' })).toMatchObject({
      status: 403,
      body: { data: { conflict: 'appraised_dossier' } },
    })
    await dossier.done('bithu.giongtrom', 'refuse', { reason: 'Có việc phải xem lại' })
    expect((await dossier.seenBy(commune)).state).toBe('not_recognised')
  })
})

describe('a locked record', () => {
  it('changes only by a correction that names its reason, and both stay', async () => {
    const dossier = await prepared()
    const { votes } = await dossier.seenBy(secretary)
    const vote = { heldOn: '2022-02-01', entitled: 30, present: 28, inFavour: 27, against: 1, abstained: 0 }
    const correction = { kind: 'vote', recordId: votes[0]?.id, reason: 'Ghi nhầm biên bản', vote }
    expect(await dossier.step(secretary, 'corrections', correction)).toMatchObject({ status: 409 })
    await dossier.done(secretary, 'submit')
    expect(await dossier.step(secretary, 'corrections', { ...correction, reason: '' })).toMatchObject({ status: 422 })
    expect(await dossier.step(commune, 'corrections', correction)).toMatchObject({ status: 403 })
    const wrong = { ...correction, vote: { ...vote, inFavour: 20 } }
    expect(await dossier.step(secretary, 'corrections', wrong)).toMatchObject({ status: 422 })
    const id = newId()
    await dossier.done(secretary, 'corrections', { ...correction, id })
    await dossier.done(secretary, 'corrections', { ...correction, id })
    const seen = await dossier.seenBy(commune)
    expect(seen.votes).toMatchObject([{ inFavour: 27, against: 1 }])
    expect(seen.corrections).toMatchObject([
      { id, kind: 'vote', reason: 'Ghi nhầm biên bản', before: { inFavour: 20 }, after: { inFavour: 27 } },
    ])
    expect(
      await app.db
        .selectFrom('cell_vote')
        .select('in_favour')
        .where('id', '=', votes[0]?.id ?? '')
        .execute(),
    ).toEqual([{ in_favour: 20 }])
  })

  it('a step’s day is corrected by those who took it, within its neighbours', async () => {
    const dossier = await newDossier()
    await dossier.start(secretary, 2022)
    await dossier.done(secretary, 'submit-registration')
    clock.setTo('2022-02-10')
    await dossier.done(commune, 'accept-registration')
    const accepted = (await dossier.seenBy(commune)).steps.at(-1)
    const correct = (username: string, on: string) =>
      dossier.step(username, 'corrections', {
        kind: 'step',
        recordId: accepted?.id,
        reason: 'Ghi nhầm ngày',
        step: { on },
      })
    expect(await correct(secretary, '2022-02-08')).toMatchObject({ status: 403 })
    expect(await correct(commune, '2022-01-31')).toMatchObject({ status: 422, body: { reason: 'before_last_step' } })
    expect(await correct(commune, '2022-02-11')).toMatchObject({ status: 422, body: { reason: 'in_the_future' } })
    expect(await correct(commune, '2022-02-08')).toMatchObject({ status: 200 })
    const seen = await dossier.seenBy(secretary)
    expect(seen.steps.at(-1)).toMatchObject({ on: '2022-02-08', contentHash: accepted?.contentHash })
    expect(seen.path.steps[1]).toMatchObject({ state: 'registered', doneOn: '2022-02-08' })
  })
})
