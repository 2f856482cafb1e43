import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { newId } from '#platform/server/id.ts'
import { type TestApp, testApp, testClock } from '#tests/database.ts'
import {
  Dossier,
  districtTeamId,
  programmeId,
  seedCell,
  seedPosition,
  seedProgramme,
  seedTeams,
} from '#tests/dossiers.ts'
import { personId, seedPeople, unitId } from '#tests/people.ts'
import { BoardView, CellLine, TaskView } from '../dossierView.ts'

const clock = testClock('2022-02-01')
let app: TestApp
let caiChot: Dossier
let benDo: Dossier
const secretary = 'bithu.caichot'
const commune = 'tochuc.mythanh'
const head = 'tochuc.giongtrom'

beforeAll(async () => {
  app = await testApp(clock)
  await seedPeople(app)
  await seedProgramme(app)
  await seedTeams(app)
  caiChot = new Dossier(app)
  await caiChot.start(secretary, 2022)
  await caiChot.judge(secretary, 'survey', ['2'])
  await caiChot.done(secretary, 'submit-registration')
  benDo = new Dossier(app, 'ben-do')
  await benDo.prepare('bithu.bendo', commune, 2022)
})
afterAll(() => app.close())

const Tasks = z.object({ items: z.array(TaskView) })
const Lines = z.object({ items: z.array(CellLine), next: z.string().nullable() })
const read = async <T extends z.ZodType>(schema: T, username: string, path: string): Promise<z.infer<T>> => {
  const answer = await (await caiChot.as(username)).get(path)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return schema.parse(answer.body)
}

const names = (cells: readonly CellLine[]) => cells.map(({ unit }) => unit.name)
const kindsOf = async (username: string) => {
  const { items } = await read(Tasks, username, '/todo')
  return items.map(({ kind, unit, part }) => [kind, unit.name, part])
}

describe('the workbench', () => {
  it('gives everybody what is theirs to do, and nobody anything else', async () => {
    expect(await kindsOf(secretary)).toEqual([])
    expect(await kindsOf('bithu.bendo')).toEqual([['submit_dossier', 'Chi bộ ấp Bến Đò', 'cell']])
    expect(await kindsOf(commune)).toEqual([['accept_registration', 'Chi bộ ấp Cái Chốt', 'commune']])
    expect(await kindsOf(head)).toEqual([])
    expect(await kindsOf('bithu.xuongthoi')).toEqual([['register_for_year', 'Chi bộ ấp Xương Thới III', 'cell']])
    expect(await kindsOf('quantri')).toEqual([])
    expect((await app.anonymous.get('/todo')).status).toBe(401)
  })

  it('follows the dossier to the team and the bodies, telling who is kept from it by their own duty', async () => {
    await seedCell(app, 'moi', 'my-thanh', secretary)
    const dossier = new Dossier(app, 'moi')
    await dossier.prepare(secretary, commune, 2022)
    await dossier.propose(secretary, commune)
    const of = async (username: string) => {
      const { items } = await read(Tasks, username, '/todo')
      return items.filter(({ dossierId }) => dossierId === dossier.id).map(({ kind, conflict }) => [kind, conflict])
    }
    expect(await of('thamdinh.mot')).toEqual([
      ['check_dossier', null],
      ['give_verdicts', null],
    ])
    expect((await of(head)).map(([kind]) => kind)).toEqual(['plan_visit', 'check_dossier', 'give_verdicts'])
    await dossier.appraise(districtTeamId, [head])
    await dossier.take(head, 'report_appraisal')
    expect(await of('thuongtruc.giongtrom')).toEqual([['give_opinion', null]])
    await dossier.done('thuongtruc.giongtrom', 'agree')
    await seedPosition(app, head, 'giong-trom', 'standing_member')
    expect(await of(head)).toEqual([['decide', 'appraised_dossier']])
    expect(await of('bithu.giongtrom')).toEqual([['decide', null]])
    expect(await of('bithu.bentre')).toEqual([])
  })

  it('tells a superior which targets wait for agreement', async () => {
    await app.db
      .insertInto('target')
      .values({
        id: newId(),
        programme_id: programmeId,
        unit_id: unitId('my-thanh'),
        denominator: 'YEAR_REGISTERED',
        year: 2022,
        value: 2,
        registered_by: personId('bithu.mythanh'),
        registered_on: '2022-01-20',
      })
      .execute()
    expect(await kindsOf('bithu.giongtrom')).toContainEqual(['agree_target', 'Xã Mỹ Thạnh', 'superior'])
    expect(await kindsOf('bithu.thoithanh')).toEqual([])
  })
})

describe('a board', () => {
  it('shows every hamlet and neighbourhood cell of the unit, with a dossier or without', async () => {
    const { cells } = await read(BoardView, commune, `/units/${unitId('my-thanh')}/cells-board?year=2022`)
    const states = cells.map(({ unit, dossier }) => [unit.name, dossier?.state ?? null, dossier?.next?.by ?? null])
    expect(states).toEqual(
      expect.arrayContaining([
        ['Chi bộ ấp Bến Đò', 'self_appraisal', 'cell'],
        ['Chi bộ ấp Nghĩa Huấn', null, null],
        ['Chi bộ ấp Cái Chốt', 'registered', 'commune'],
      ]),
    )
    const line = cells.find(({ unit }) => unit.unitId === unitId('cai-chot'))
    expect(line?.dossier).toMatchObject({ counts: { met: 2, missing: 1, of: 3 }, forecast: 'unknown' })
    expect(line?.communeName).toBe('Xã Mỹ Thạnh')
  })

  it('of another unit is not there', async () => {
    expect((await (await caiChot.as(commune)).get(`/units/${unitId('thoi-thanh')}/cells-board`)).status).toBe(404)
    expect((await (await caiChot.as(secretary)).get(`/units/${unitId('my-thanh')}/needs-help`)).status).toBe(404)
  })

  it('puts cells that need help first, and those with the title away', async () => {
    const roadmap = { items: [{ itemCode: '2', dueOn: '2022-01-31', responsible: 'Chi ủy', note: '', version: null }] }
    const late = await (await benDo.as('bithu.bendo')).put(`/dossiers/${benDo.id}/roadmap`, roadmap)
    expect(late.body).toMatchObject({ items: [{ itemCode: '2', version: 1 }] })
    await benDo.judge('bithu.bendo', 'self', ['2'])
    await app.db
      .insertInto('title')
      .values({
        unit_id: unitId('xuong-thoi'),
        id: newId(),
        programme_id: programmeId,
        recognised_on: '2021-12-01',
        decision_number: '1-QĐ/HU',
        decision_date: '2021-12-01',
        granted_by: unitId('thanh-phu'),
        granted_body: 'standing_committee',
        state: 'in_force',
      })
      .execute()
    const { cells } = await read(BoardView, 'bithu.bentre', `/units/${unitId('ben-tre')}/needs-help?year=2022`)
    expect(names(cells)[0]).toBe('Chi bộ ấp Bến Đò')
    expect(cells[0]?.dossier?.forecast).toBe('late')
    expect(names(cells)).toContain('Chi bộ Khu phố 1')
    expect(names(cells)).not.toContain('Chi bộ ấp Xương Thới III')
    expect(await kindsOf('bithu.xuongthoi')).toEqual([])
    const district = await read(BoardView, 'bithu.bentre', `/units/${unitId('thanh-phu')}/cells-board?year=2022`)
    expect(district.cells.map(({ unit, recognisedOn }) => [unit.name, recognisedOn])).toEqual([
      ['Chi bộ ấp Xương Thới III', '2021-12-01'],
    ])
  })
})

describe('the road map', () => {
  it('is planned item by item: two people may plan at once, but not the same item blindly', async () => {
    const plan = async (username: string, itemCode: string, version: number | null, note: string) =>
      (await benDo.as(username)).put(`/dossiers/${benDo.id}/roadmap`, {
        items: [{ itemCode, dueOn: '2022-06-30', responsible: 'Chi ủy', note, version }],
      })
    expect((await plan('bithu.bendo', '1', null, 'một')).status).toBe(200)
    expect((await plan(commune, '3', null, 'ba')).status).toBe(200)
    expect((await plan(commune, '1', null, 'khác')).status).toBe(409)
    expect((await plan(commune, '1', 1, 'khác')).body).toMatchObject({ items: [{ version: 2, note: 'khác' }] })
    expect((await plan('bithu.bendo', '1', 1, 'cũ')).status).toBe(409)
    expect((await plan('bithu.bendo', '9', null, 'không có')).status).toBe(422)
  })
})

describe('a list', () => {
  it('is paged by key without losing or repeating any', async () => {
    const whole = await read(Lines, commune, '/dossiers?limit=200')
    const seen: (string | undefined)[] = []
    let next: string | null = ''
    while (next !== null) {
      const page: z.infer<typeof Lines> = await read(
        Lines,
        commune,
        `/dossiers?limit=1${next === '' ? '' : `&cursor=${next}`}`,
      )
      seen.push(...page.items.map(({ dossier }) => dossier?.id))
      next = page.next
    }
    expect(seen).toEqual(whole.items.map(({ dossier }) => dossier?.id))
    expect(new Set(seen).size).toBe(seen.length)
    expect((await (await caiChot.as(commune)).get('/dossiers?cursor=x')).status).toBe(422)
  })

  it('is narrowed by unit, year and state', async () => {
    const count = async (query: string) => (await read(Lines, 'bithu.bentre', `/dossiers?${query}`)).items.length
    expect(await count(`unitId=${unitId('cai-chot')}`)).toBe(1)
    expect(await count(`unitId=${unitId('giong-trom')}&state=registered`)).toBe(1)
    expect(await count(`unitId=${unitId('thanh-phu')}`)).toBe(0)
    expect(await count(`unitId=${unitId('giong-trom')}&year=2023`)).toBe(0)
  })

  it('of yesterday’s cells is read in today’s tree', async () => {
    clock.setTo('2025-08-01')
    const lines = await read(Lines, 'bithu.mythanh', `/dossiers?unitId=${unitId('luong-phu')}`)
    expect(names(lines.items)).toEqual(expect.arrayContaining(['Chi bộ ấp Cái Chốt', 'Chi bộ ấp Bến Đò']))
    expect(lines.items[0]?.communeName).toBe('Xã Lương Phú')
    clock.setTo('2022-02-01')
  })
})
