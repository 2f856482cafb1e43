import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { placeProgramme } from '#features/programmes/server/commands.ts'
import { readShippedProgrammes } from '#features/programmes/server/queries.ts'
import { newId } from '#platform/server/id.ts'
import { type TestApp, testApp, testClock } from '#tests/database.ts'
import { asPerson, Dossier, districtTeamId, seedCell, seedProgramme, seedTeams } from '#tests/dossiers.ts'
import { seedPeople } from '#tests/people.ts'
import { contentHashOf, openDossier } from './step.ts'

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

describe('a dossier that went the whole way', () => {
  it('is in the journal step by step, and other systems are told without anybody’s name', async () => {
    const dossier = new Dossier(app)
    await dossier.prepare(secretary, commune, 2022)
    await dossier.propose(secretary, commune)
    await dossier.appraise(districtTeamId, [head])
    await dossier.take(head, 'report_appraisal')
    await dossier.done('thuongtruc.giongtrom', 'disagree', { reason: 'Chưa đủ' })
    const journal = await app.db
      .selectFrom('journal')
      .select('action')
      .where('object_id', '=', dossier.id)
      .orderBy('id')
      .execute()
    expect(journal.map(({ action }) => action)).toEqual([
      'dossier.started',
      'dossier.submit_registration',
      'dossier.accept_registration',
      'dossier.open_self_appraisal',
      'dossier.self_appraise',
      'dossier.record_vote',
      'dossier.submit_dossier',
      'dossier.commune_appraise',
      'dossier.check_dossier',
      'dossier.propose',
      'dossier.report_appraisal',
      'dossier.disagree',
    ])
    const events = await app.db
      .selectFrom('outbox_event')
      .select(['type', 'data'])
      .orderBy('at')
      .orderBy('id')
      .execute()
    expect(events.map(({ type }) => type)).toEqual([
      'dossier.registered',
      'dossier.submitted',
      'dossier.proposed',
      'dossier.appraised',
      'dossier.not_recognised',
    ])
    expect(JSON.stringify(events)).not.toMatch(/Nguyễn|Chưa đủ/u)
  })
})

describe('of two people at once', () => {
  it('one takes the step and the other is told that it has changed', async () => {
    await seedCell(app, 'cung-luc', 'my-thanh', secretary)
    const dossier = new Dossier(app, 'cung-luc')
    await dossier.start(secretary, 2022)
    await dossier.done(secretary, 'submit-registration')
    const [one, other] = [await dossier.as(commune), await dossier.as('bithu.mythanh')]
    const { id, version } = dossier
    const answers = await Promise.all([
      one.post(`/dossiers/${id}/accept-registration`, { id: newId(), version }),
      other.post(`/dossiers/${id}/return-registration`, { id: newId(), version, reason: 'Chưa có lộ trình' }),
    ])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const { steps } = await dossier.seenBy(secretary)
    expect(steps).toHaveLength(2)
  })
})

describe('the hash of what was decided on', () => {
  it('changes with a verdict, a vote, a piece of evidence, and is the same for the same content', async () => {
    await seedCell(app, 'bam', 'my-thanh', secretary)
    const dossier = new Dossier(app, 'bam')
    await dossier.start(secretary, 2022)
    await dossier.done(secretary, 'submit-registration')
    await dossier.done(commune, 'accept-registration')
    await dossier.done(secretary, 'open-self-appraisal')
    const hash = () =>
      asPerson(app, secretary, async (call) =>
        contentHashOf(await openDossier(call, dossier.id), {
          id: newId(),
          dossierId: dossier.id,
          action: 'submit_dossier',
          on: clock.today(),
          to: 'commune_review',
          part: 'cell',
          personId: newId(),
        }),
      )
    const changes: (() => Promise<unknown>)[] = [
      () => dossier.judge(secretary, 'self'),
      () => dossier.judge(secretary, 'self', ['2']),
      () => dossier.vote(secretary),
      () => dossier.attach(),
      () => dossier.attach('1', 'item'),
    ]
    const hashes = [await hash()]
    for (const change of changes) {
      await change()
      hashes.push(await hash())
    }
    expect(new Set(hashes).size).toBe(changes.length + 1)
    expect(await hash()).toBe(hashes.at(-1))
  })
})

describe('a team', () => {
  it('constituted for another programme has no part in the dossier', async () => {
    await seedCell(app, 'khac', 'my-thanh', secretary)
    const dossier = new Dossier(app, 'khac')
    await dossier.prepare(secretary, commune, 2022)
    await dossier.propose(secretary, commune)
    expect((await dossier.seenBy('thamdinh.mot')).parts).toEqual(['team'])
    const [plan21] = await readShippedProgrammes()
    if (!plan21) throw new Error('a programme comes along')
    const other = newId()
    await placeProgramme(app.db, other, { ...plan21, code: 'chuong-trinh-khac', ruleSets: [] })
    await app.db.updateTable('appraisal_team').set({ programme_id: other }).where('id', '=', districtTeamId).execute()
    expect((await dossier.seenBy('thamdinh.mot')).parts).toEqual([])
  })
})
