import { afterAll, beforeAll, expect, it } from 'vitest'
import { verifyRollups } from '#features/meetings/server/verification.ts'
import { loadSealKeys } from '#features/journal/server/keys.ts'
import { sealJournal } from '#features/journal/server/sealing.ts'
import { verifyJournal } from '#features/journal/server/verification.ts'
import type { PlanFile } from '#features/reorganisations/planFile.ts'
import { howToApply, layPlan } from '#features/reorganisations/server/apply.ts'
import { newId } from '#platform/server/id.ts'
import { type Answer, type Caller, type TestApp, testApp, testClock, textOf } from './database.ts'
import { populate, seatOrganiser } from './populatedOrganisation.ts'
import * as reform from './populatedReform.ts'

const TODAY = '2026-06-01'
const DAYS = ['2022-12-31', '2024-06-30', reform.EVE]

/**
 * Two lists become a plan that is laid over a populated organisation, through the interface, by two people; then
 * everything that must still be so is looked at in the database.
 */
export function describeReform(files: { before: string; after: string }, seed: number): void {
  let app: TestApp
  let lists: reform.ListFiles
  let officer: Caller
  let second: Caller
  let provinceId = ''
  let facts: ReadonlyMap<string, string>
  let then: Awaited<ReturnType<typeof reform.totalsThen>>[] = []
  let reports: string[] = []

  const draft = async (content: PlanFile): Promise<string> => {
    const id = newId()
    const answer = await officer.post('/reorganisations', { id, unitId: provinceId, title: 'Sắp xếp', content })
    expect(answer).toMatchObject({ status: 201 })
    return id
  }
  const act = async (who: Caller, id: string, action: string): Promise<Answer> => {
    const { body } = await who.get(`/reorganisations/${id}`)
    return who.post(`/reorganisations/${id}/${action}`, { version: body['version'] })
  }
  const report = async (unitId: string, asOf: string): Promise<string> => {
    const answer = await officer.get(`/reports/recognition?unitId=${unitId}&asOf=${asOf}&basis=then`)
    expect(answer).toMatchObject({ status: 200 })
    return JSON.stringify(answer.body)
  }
  const allReports = async () => {
    const { rows } = await app.pool.query<{ id: string }>(
      `select v.unit_id as id from unit_version v join unit_kind k on k.code = v.kind
       where k.level <> 'group' and v.valid @> $1::date order by (k.level = 'province') desc, v.unit_id limit 8`,
      [reform.EVE],
    )
    const told: string[] = []
    for (const { id } of rows) for (const day of DAYS) told.push(await report(id, day))
    return told
  }
  const allTotals = () => Promise.all(DAYS.map((day) => reform.totalsThen(app, day, TODAY)))

  beforeAll(async () => {
    app = await testApp(testClock(TODAY))
    lists = await reform.readListFiles(files.before, files.after)
    await reform.enterBefore(app, lists)
    await populate(app, seed)
    const { rows } = await app.pool.query<{ id: string; code: string }>(
      `select u.id, u.external_code as code from unit u join unit_version v on v.unit_id = u.id
       where v.kind in ('province', 'municipality') order by u.external_code`,
    )
    provinceId = rows[0]?.id ?? ''
    await seatOrganiser(
      app,
      'officer',
      rows.map(({ id }) => id),
    )
    await seatOrganiser(
      app,
      'second',
      rows.map(({ id }) => id),
    )
    officer = await app.signedIn('officer')
    second = await app.signedIn('second')
  }, 900_000)
  afterAll(() => app.close())

  it('knows every old unit of the list again, so that none is entered twice', async () => {
    const laid = await app.db
      .transaction()
      .execute((tx) => layPlan(tx, lists.read.content, howToApply(lists.read.content)))
    expect(laid.bound.entered.size).toBe(0)
  })

  it('is looked at before anything is done: everything counted, and refused until every choice is made', async () => {
    const id = await draft(lists.read.content)
    const preview = (await officer.get(`/reorganisations/${id}/preview`)).body
    const splits = lists.read.content.operations.filter((one) => one.do === 'split')
    expect([...(preview['choices'] ?? [])]).toHaveLength(splits.length)
    expect(new Set([...(preview['refusals'] ?? [])].map(({ why }) => why))).toEqual(
      new Set(['choice_missing', 'left_below']),
    )
    expect(await act(officer, id, 'check')).toMatchObject({ status: 422 })
    const { rows } = await app.pool.query(`
      select (select count(*)::int from dossier where state in ('draft', 'registered')) as registrations,
        (select count(*)::int from dossier where state not in ('draft', 'registered', 'not_recognised')) as "openDossiers",
        (select count(*)::int from title) as titles, (select count(*)::int from target) as targets,
        (select count(*)::int from site_visit) as visits, (select count(*)::int from official_document) as drafts`)
    const decided = await draft(await reform.decide(app, lists.read.content))
    const whole = (await officer.get(`/reorganisations/${decided}/preview`)).body
    expect(whole).toMatchObject({ refusals: [] })
    for (const [kind, count] of Object.entries(rows[0] ?? {}))
      expect([kind, whole['affected']?.[kind]?.['count']]).toEqual([kind, count])
  })

  it('leaves nothing behind when it is approved and withdrawn before it is applied', async () => {
    const before = await reform.digestTree(app)
    const id = await draft(await reform.decide(app, lists.read.content))
    expect(await act(officer, id, 'check')).toMatchObject({ status: 200 })
    expect(await act(officer, id, 'approve')).toMatchObject({ status: 409 })
    expect(await act(second, id, 'approve')).toMatchObject({ status: 200 })
    expect(await act(officer, id, 'withdraw')).toMatchObject({ status: 200 })
    expect(await act(second, id, 'apply')).toMatchObject({ status: 409 })
    expect(await reform.digestTree(app)).toEqual(before)
  })

  it('is applied by a second person, and no row of a table of facts is touched', async () => {
    facts = await reform.digestFacts(app)
    then = await allTotals()
    reports = await allReports()
    const id = await draft(await reform.decide(app, lists.read.content))
    expect(await act(officer, id, 'check')).toMatchObject({ status: 200 })
    expect(await act(second, id, 'approve')).toMatchObject({ status: 200 })
    expect(await act(second, id, 'apply')).toMatchObject({ status: 200, body: { state: 'applied' } })
    expect(await reform.digestFacts(app)).toEqual(facts)
  }, 600_000)

  it('leaves every cell and group under exactly one unit on every day of its life', async () => {
    expect(await reform.homeless(app)).toEqual([])
  })

  it('gives every unit that ended one main successor', async () => {
    expect(await reform.withoutSuccessor(app)).toEqual([])
  })

  it('changes no total and no byte of a report as then', async () => {
    expect(await allTotals()).toEqual(then)
    expect(await allReports()).toEqual(reports)
  })

  it('counts at the top as now all that was counted there as then', async () => {
    for (const day of DAYS)
      expect(await reform.rootTotals(app, 'now', day, TODAY)).toEqual(await reform.rootTotals(app, 'then', day, TODAY))
  })

  it('leaves no title without a body that keeps it, and its page names whoever granted and whoever keeps it', async () => {
    expect(await reform.orphanedTitles(app, TODAY)).toEqual([])
    const { rows } = await app.pool.query<{ id: string; keeper: string }>(
      `select t.id, v.parent_id as keeper from title t join unit_version v on v.unit_id = t.unit_id and upper_inf(v.valid) limit 3`,
    )
    for (const { id, keeper } of rows) {
      const { body } = await officer.get(`/titles/${id}`)
      expect(body).toMatchObject({ grantedBody: 'Ban Thường vụ cấp huyện' })
      expect([...(body['inCharge'] ?? [])].map(({ unitId, since }) => [unitId, since])).toContainEqual([
        keeper,
        reform.EFFECTIVE,
      ])
    }
  })

  it('tells the history of a unit both ways', async () => {
    const { rows } = await app.pool.query<{ from: string; to: string; kind: string }>(
      `select from_unit_id as from, to_unit_id as to, kind from unit_lineage where kind in ('merge', 'split') order by kind desc, id limit 8`,
    )
    const story = async (id: string, day: string) =>
      [...((await officer.get(`/units/${id}?on=${day}`)).body['history'] ?? [])].map(
        ({ on, kind, other }) => `${textOf(on)} ${textOf(kind)} ${other === null ? '' : textOf(other?.['id'])}`,
      )
    for (const { from, to, kind } of rows) {
      const [into, out] = kind === 'merge' ? ['merged_into', 'took_over'] : ['split_into', 'came_from']
      expect(await story(from, reform.EVE)).toContain(`${reform.EFFECTIVE} ${into} ${to}`)
      expect((await story(to, TODAY)).filter((line) => line.endsWith(from))).toContain(
        `${reform.EFFECTIVE} ${out} ${from}`,
      )
    }
  })

  it('leaves figures of meetings and the journal as their checks want them', async () => {
    expect((await verifyRollups(app.db)).findings).toEqual([])
    await sealJournal(app)
    expect((await verifyJournal(app.db, await loadSealKeys(app.settings))).findings).toEqual([])
  })
}
