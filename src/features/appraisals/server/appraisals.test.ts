import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#platform/server/id.ts'
import { type Answer, type TestApp, testApp, textOf, testClock } from '#tests/database.ts'
import { districtTeamId, Dossier, items, programmeId, seedCell, seedProgramme, seedTeams } from '#tests/dossiers.ts'
import { personId, seedPeople, unitId } from '#tests/people.ts'

const clock = testClock('2022-05-10')
let app: TestApp
beforeAll(async () => {
  app = await testApp(clock)
  await seedPeople(app)
  await seedProgramme(app)
  await seedTeams(app)
})
afterAll(() => app.close())

const head = 'tochuc.giongtrom'
const one = 'thamdinh.mot'
const two = 'thamdinh.hai'
const met = (itemCode: string, passed = true, note = '') => ({
  id: newId(),
  itemCode,
  verdict: { kind: 'passed', passed },
  note,
})

let dossier: Dossier
let cells = 0

/** A cell of its own for each test, proposed by its commune. */
async function proposeNewCell(): Promise<void> {
  const slug = `ap-${++cells}`
  await seedCell(app, slug, 'my-thanh', 'bithu.bendo')
  dossier = new Dossier(app, slug)
  await dossier.prepare('bithu.bendo', 'tochuc.mythanh', 2022)
  await dossier.propose('bithu.bendo', 'tochuc.mythanh')
}

const judge = (who: string, failing: string[] = []): Promise<Answer> =>
  dossier.step(who, 'appraisal/verdicts', {
    verdicts: items.map((code) =>
      met(code, !failing.includes(code), failing.includes(code) ? 'Chưa thấy sổ theo dõi' : ''),
    ),
  })
const seenBy = async (who: string) => (await (await dossier.as(who)).get(`/dossiers/${dossier.id}/appraisal`)).body

describe('a team’s appraisal of a dossier', () => {
  beforeEach(proposeNewCell)

  it('goes from a planned visit to a report, with the dissent kept', async () => {
    const visit = { id: newId(), teamId: districtTeamId, plannedOn: '2022-05-10', place: 'Nhà văn hóa ấp' }
    expect((await dossier.step(head, 'visits', visit)).status).toBe(200)
    const carried = await dossier.step(one, `visits/${visit.id}/carry-out`, {
      version: 1,
      visitedOn: '2022-05-10',
      participants: [head, one, two].map(personId),
      findings: 'Đường ấp đã bê tông hóa',
    })
    expect(carried.status, JSON.stringify(carried.body)).toBe(200)
    const checked = await dossier.step(two, 'team-checks', {
      checkedOn: '2022-05-10',
      items: [{ code: 'bao-cao', present: true, note: '' }],
    })
    expect(checked.body['check']).toMatchObject({ complete: true })

    for (const [who, failing] of [
      [head, []],
      [one, []],
      [two, ['2']],
    ] as const) {
      expect((await judge(who, [...failing])).status).toBe(200)
      expect((await dossier.step(who, 'appraisal/close')).status).toBe(200)
    }
    const agreement = { on: '2022-05-10', verdicts: items.map((code) => met(code)) }
    expect((await dossier.step(one, 'appraisal/agreement', agreement)).body['reason']).toBe('head_only')
    const agreed = await dossier.step(head, 'appraisal/agreement', agreement)
    expect(agreed.status, JSON.stringify(agreed.body)).toBe(200)
    expect(agreed.body['obstacles']).toEqual([])
    const second = agreed.body['items']?.[1]
    expect(second?.['dissents']).toMatchObject([{ person: { id: personId(two) }, reason: 'Chưa thấy sổ theo dõi' }])

    const explained = await dossier.step(two, 'appraisal/dissent', { itemCode: '2', reason: 'Sổ theo dõi thiếu quý I' })
    expect(explained.body['items']?.[1]?.['dissents']).toMatchObject([{ reason: 'Sổ theo dõi thiếu quý I' }])

    dossier.version = (await dossier.seenBy(head)).version
    const report = await dossier.step(head, 'report-appraisal', {
      on: '2022-05-10',
      summary: 'Đủ điều kiện đề nghị công nhận',
    })
    expect(report.body['state']).toBe('opinion')
  })

  it('hides each member’s verdicts from the others until their own are closed', async () => {
    await judge(one)
    await dossier.step(one, 'appraisal/close')
    await judge(two, ['3'])
    const before = await seenBy(two)
    expect(before['items']?.[0]?.['others']).toEqual([])
    await dossier.step(two, 'appraisal/close')
    expect((await seenBy(two))['items']?.[0]?.['others']).toMatchObject([{ person: { id: personId(one) } }])
    expect((await judge(two)).body['reason']).toBe('closed')
  })

  it('is reported only after a visit, a complete check and agreed verdicts, each named', async () => {
    dossier.version = (await dossier.seenBy(head)).version
    const report = await dossier.step(head, 'report-appraisal', { on: '2022-05-10', summary: 'Báo cáo' })
    expect(report.status).toBe(422)
    for (const code of ['visit_missing', 'team_check_missing', 'team_verdict_missing']) {
      expect(JSON.stringify(report.body['data'])).toContain(code)
    }
  })

  it('refuses a visitor who is not of the team, a day to come, and agreement before all have closed', async () => {
    const visit = { id: newId(), teamId: districtTeamId, plannedOn: '2022-05-10', place: '' }
    await dossier.step(head, 'visits', visit)
    const carry = (more: object) =>
      dossier.step(head, `visits/${visit.id}/carry-out`, {
        version: 1,
        visitedOn: '2022-05-10',
        participants: [personId(head)],
        findings: '',
        ...more,
      })
    expect((await carry({ participants: [personId('bithu.giongtrom')] })).body['reason']).toBe('not_of_the_team')
    expect((await carry({ visitedOn: '2022-05-11' })).body['reason']).toBe('in_the_future')
    expect((await carry({ version: 7 })).body['code']).toBe('stale_version')
    await judge(one)
    expect(
      (await dossier.step(head, 'appraisal/agreement', { on: '2022-05-10', verdicts: items.map((code) => met(code)) }))
        .body['reason'],
    ).toBe('opinions_open')
  })

  it('is nobody else’s: neither the cell, nor the commune, nor another district', async () => {
    for (const [who, status] of [
      ['bithu.bendo', 403],
      ['bithu.mythanh', 403],
      ['bithu.thoithanh', 404],
    ] as const) {
      expect((await dossier.step(who, 'appraisal/verdicts', { verdicts: [met('1')] })).status, who).toBe(status)
    }
  })
})

describe('an appraisal team', () => {
  const team = (over: object = {}) => ({
    id: newId(),
    unitId: unitId('thanh-phu'),
    programmeId,
    name: 'Tổ thẩm định',
    decisionNumber: '463-QĐ/HU',
    decisionDate: '2021-04-19',
    validFrom: '2021-04-19',
    validTo: '2025-07-01',
    seats: [{ personId: personId('bithu.thoithanh'), part: 'head', represents: 'Ban Tổ chức Huyện ủy' }],
    ...over,
  })

  it('is recorded by the leading people of its unit or above, and by no one else', async () => {
    const province = await app.signedIn('tochuc.bentre')
    const made = await province.post('/appraisal-teams', team())
    expect(made.status, JSON.stringify(made.body)).toBe(200)
    expect(made.body['inForce']).toBe(true)
    const stranger = await app.signedIn('bithu.giongtrom')
    expect((await stranger.post('/appraisal-teams', team())).status).toBe(403)
  })

  it('is seen by its own units and those above and below them, and by no neighbour', async () => {
    const seen = async (who: string) => JSON.stringify((await (await app.signedIn(who)).get('/appraisal-teams')).body)
    expect(await seen('bithu.mythanh')).toContain(districtTeamId)
    expect(await seen('tochuc.bentre')).toContain(districtTeamId)
    expect(await seen('bithu.thoithanh')).not.toContain(districtTeamId)
  })

  it('has a head, and members who hold a position there', async () => {
    const province = await app.signedIn('tochuc.bentre')
    const withoutHead = team({ seats: [{ personId: personId('bithu.thoithanh'), part: 'member', represents: '' }] })
    expect((await province.post('/appraisal-teams', withoutHead)).body['reason']).toBe('no_head')
    const stranger = team({ seats: [{ personId: personId('bithu.mythanh'), part: 'head', represents: '' }] })
    expect((await province.post('/appraisal-teams', stranger)).body['reason']).toBe('person_without_position')
  })

  it('acts no longer after it has ended', async () => {
    const province = await app.signedIn('tochuc.bentre')
    const made = await province.post('/appraisal-teams', team())
    const ended = await province.post(`/appraisal-teams/${textOf(made.body['id'])}/end`, {
      on: '2022-05-10',
      version: 1,
    })
    expect(ended.body).toMatchObject({ inForce: false, validTo: '2022-05-10' })
    expect(
      (await province.post(`/appraisal-teams/${textOf(made.body['id'])}/end`, { on: '2022-05-09', version: 1 })).body[
        'code'
      ],
    ).toBe('stale_version')
  })
})
