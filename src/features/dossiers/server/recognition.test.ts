import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type TestApp, testApp, testClock } from '#tests/database.ts'
import { communeTeamId, Dossier, districtTeamId, ruleSetId, seedProgramme, seedTeams } from '#tests/dossiers.ts'
import { seedPeople, unitId } from '#tests/people.ts'

const clock = testClock('2022-02-01')
let app: TestApp
beforeAll(async () => {
  app = await testApp(clock)
  await seedPeople(app)
  await seedProgramme(app)
  await seedTeams(app)
})
afterAll(() => app.close())
beforeEach(() => clock.setTo('2022-02-01'))

const secretary = 'bithu.caichot'
const commune = 'tochuc.mythanh'
const head = 'tochuc.giongtrom'

describe('in the district era', () => {
  it('six people take a cell from registration to recognition', async () => {
    const dossier = new Dossier(app)
    await dossier.prepare(secretary, commune, 2022)
    clock.setTo('2022-05-10')
    await dossier.propose(secretary, commune)
    clock.setTo('2022-06-01')
    await dossier.appraise(districtTeamId, [head, 'thamdinh.mot'])
    await dossier.take(head, 'report_appraisal')
    expect((await dossier.seenBy('thuongtruc.giongtrom')).state).toBe('opinion')
    clock.setTo('2022-06-10')
    await dossier.done('thuongtruc.giongtrom', 'agree', { note: 'Thống nhất' })
    clock.setTo('2022-06-20')
    await dossier.take('bithu.giongtrom', 'decide', {
      data: { decision: { number: '512-QĐ/HU', date: '2022-06-20', issuer: 'Ban Thường vụ Huyện ủy' } },
    })

    const seen = await dossier.seenBy(secretary)
    expect(seen).toMatchObject({
      state: 'recognised',
      unit: { unitId: unitId('cai-chot'), name: 'Chi bộ ấp Cái Chốt' },
      ruleSet: { id: ruleSetId(2) },
      registeredOn: '2022-02-01',
      allowedActions: [],
      path: { forecast: 'reached', counts: { met: 3, of: 3 }, next: null },
    })
    expect(seen.steps.map((step) => [step.action, step.part, step.by?.name])).toEqual([
      ['submit_registration', 'cell', 'Nguyễn Văn Thử'],
      ['accept_registration', 'commune', 'Võ Văn Mẫu'],
      ['open_self_appraisal', 'cell', 'Nguyễn Văn Thử'],
      ['record_vote', 'cell', 'Nguyễn Văn Thử'],
      ['submit_dossier', 'cell', 'Nguyễn Văn Thử'],
      ['check_dossier', 'commune', 'Võ Văn Mẫu'],
      ['propose', 'commune', 'Võ Văn Mẫu'],
      ['report_appraisal', 'team_head', 'Đỗ Văn Thử'],
      ['agree', 'opinion_body', 'Bùi Thị Mẫu'],
      ['decide', 'decision_body', 'Đặng Văn Thử'],
    ])
    const last = seen.steps.at(-1)
    expect(last?.decision).toEqual({ number: '512-QĐ/HU', date: '2022-06-20', issuer: 'Ban Thường vụ Huyện ủy' })
    expect(last?.contentHash).toMatch(/^[0-9a-f]{64}$/u)
    expect(seen.path.steps.map((step) => [step.state, step.status, step.doneOn])).toEqual([
      ['draft', 'done', '2022-02-01'],
      ['registered', 'done', '2022-02-01'],
      ['building', 'done', '2022-02-01'],
      ['self_appraisal', 'done', '2022-05-10'],
      ['commune_review', 'done', '2022-05-10'],
      ['appraisal', 'done', '2022-06-01'],
      ['opinion', 'done', '2022-06-10'],
      ['decision', 'done', '2022-06-20'],
      ['recognised', 'done', '2022-06-20'],
    ])
    clock.setTo('2025-08-01')
    const later = await dossier.seenBy(secretary)
    expect(later.steps.at(-1)?.unitName).toBe('Huyện Giồng Trôm')
    expect(later.path.steps.find(({ state }) => state === 'decision')?.unitName).toBe('Huyện Giồng Trôm')
    expect(seen.above.map((unit) => unit.name)).toEqual(['Tỉnh Bến Tre', 'Huyện Giồng Trôm', 'Xã Mỹ Thạnh'])
  })
})

describe('after 1 July 2025, with two levels', () => {
  it('the commune appraises and decides by different people, and nobody is asked for an opinion', async () => {
    clock.setTo('2025-08-01')
    const dossier = new Dossier(app, 'ben-do')
    await dossier.prepare('bithu.bendo', 'uyvien.mythanh', 2025)
    await dossier.propose('bithu.bendo', 'uyvien.mythanh')
    await dossier.appraise(communeTeamId, ['tochuc.mythanh', 'thamdinh.mot'])
    await dossier.take('tochuc.mythanh', 'report_appraisal')
    const seen = await dossier.seenBy('uyvien.mythanh')
    expect(seen.state).toBe('decision')
    expect(seen.path.steps.map((step) => step.state)).not.toContain('opinion')
    expect(seen.path.next).toMatchObject({ by: 'decision_body', unitName: 'Xã Lương Phú' })
    expect(seen.above.map((unit) => unit.name)).toEqual(['Tỉnh Vĩnh Long', 'Xã Lương Phú'])

    const proposer = await dossier.step('uyvien.mythanh', 'refuse', { reason: 'thử' })
    expect(proposer).toMatchObject({
      status: 403,
      body: { reason: 'conflict_of_duty', data: { conflict: 'proposed_dossier' } },
    })
    await expect(dossier.take('tochuc.mythanh', 'decide')).rejects.toThrow('not_your_part')
    await dossier.take('bithu.mythanh', 'decide', { data: { decision: { number: '7-QĐ/ĐU', date: '2025-08-01' } } })
    expect((await dossier.seenBy('bithu.bendo')).state).toBe('recognised')
  })
})

describe('a dossier on its way on 1 July 2025', () => {
  it('goes on with those who now hold its step: no district is waited for', async () => {
    clock.setTo('2025-06-01')
    const dossier = new Dossier(app, 'xuong-thoi')
    await dossier.prepare('bithu.xuongthoi', 'bithu.thoithanh', 2025)
    await dossier.propose('bithu.xuongthoi', 'bithu.thoithanh')
    const inDistrict = await dossier.seenBy('bithu.xuongthoi')
    expect(inDistrict.path.next).toMatchObject({ by: 'team', unitName: 'Huyện Thạnh Phú' })
    clock.setTo('2025-07-02')
    const now = await dossier.seenBy('bithu.xuongthoi')
    expect(now.path.next).toMatchObject({ by: 'team', unitName: 'Xã Đại Điền' })
    expect(now.steps.find(({ action }) => action === 'propose')?.unitName).toBe('Xã Thới Thạnh')
  })

  it('waiting for an opinion nobody gives any more, the deciding body answers', async () => {
    clock.setTo('2025-06-01')
    const dossier = new Dossier(app)
    await dossier.prepare(secretary, commune, 2025)
    await dossier.propose(secretary, commune)
    await dossier.appraise(districtTeamId, [head, 'thamdinh.mot'])
    await dossier.take(head, 'report_appraisal')
    clock.setTo('2025-07-02')
    const seen = await dossier.seenBy('bithu.mythanh')
    expect(seen).toMatchObject({ state: 'opinion', path: { next: { by: 'opinion_body', unitName: 'Xã Lương Phú' } } })
    expect(seen.allowedActions).toEqual(['agree', 'disagree', 'ask_supplement', 'withdraw'])
    await dossier.done('bithu.mythanh', 'agree')
    expect((await dossier.seenBy(secretary)).state).toBe('decision')
  })
})
