import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { blankPlan } from '../blankPlan.ts'
import { newId } from '#platform/server/id.ts'
import { type Caller, type Json, type TestApp, testApp, testClock, textOf } from '#tests/database.ts'
import { communeTeamId, programmeId, ruleSetId, seedProgramme, seedTeams } from '#tests/dossiers.ts'
import { personId, seedPeople, unitId } from '#tests/people.ts'
import type { Operation } from '../plan.ts'

const effective = '2026-03-01'
const paper = { on: effective, decision: null }
const clock = testClock('2026-02-10')
let app: TestApp
let officer: Caller
let planId: string

const create = (name: string): Operation => ({
  do: 'create',
  unitId: name,
  name,
  kind: 'commune',
  parentId: unitId('vinh-long'),
  ...paper,
})
/** Xã Lương Phú splits: two cells go to one new commune, one to the other; Xã Đại Điền is renamed. */
const operations: Operation[] = [
  create('Xã Một'),
  create('Xã Hai'),
  {
    do: 'split',
    unitId: unitId('luong-phu'),
    intoIds: ['Xã Một', 'Xã Hai'],
    mainId: 'Xã Hai',
    placement: {
      [unitId('ben-do')]: 'Xã Một',
      [unitId('nghia-huan')]: 'Xã Hai',
      [unitId('cai-chot')]: 'Xã Hai',
    },
    ...paper,
  },
  { do: 'rename', unitId: unitId('dai-dien'), name: 'Xã Thới Thạnh Mới', ...paper },
]

async function drafted(content: object = {}): Promise<string> {
  const id = newId()
  const answer = await officer.post('/reorganisations', {
    id,
    unitId: unitId('vinh-long'),
    title: 'Chia xã Lương Phú',
    content: {
      ...blankPlan,
      effective,
      decision: { number: '12/NQ', date: '2026-02-01', body: 'Thử' },
      operations,
      ...content,
    },
  })
  expect(answer.status).toBe(201)
  return id
}

const dossierIds = { 'cai-chot': newId(), 'ben-do': newId() }
async function seedRecords(): Promise<void> {
  const { db } = app
  const of = (cell: keyof typeof dossierIds) => ({ unit_id: unitId(cell), id: dossierIds[cell] })
  const common = { programme_id: programmeId, rule_set_id: ruleSetId(2), year: 2026, registered_on: '2026-02-01' }
  await db
    .insertInto('dossier')
    .values([
      { ...of('cai-chot'), ...common, state: 'building', due_on: '2026-11-30' },
      { ...of('ben-do'), ...common, state: 'registered' },
    ])
    .execute()
  await db
    .insertInto('roadmap_item')
    .values([
      { unit_id: unitId('cai-chot'), dossier_id: dossierIds['cai-chot'], item_code: '1', due_on: '2026-05-01' },
      { unit_id: unitId('cai-chot'), dossier_id: dossierIds['cai-chot'], item_code: '2', due_on: '2026-02-15' },
    ])
    .execute()
  await db
    .insertInto('site_visit')
    .values({
      unit_id: unitId('cai-chot'),
      id: newId(),
      dossier_id: dossierIds['cai-chot'],
      team_id: communeTeamId,
      planned_on: '2026-04-02',
    })
    .execute()
  await db
    .insertInto('title')
    .values({
      unit_id: unitId('nghia-huan'),
      id: newId(),
      programme_id: programmeId,
      recognised_on: '2022-12-01',
      decision_number: '10-QĐ/HU',
      decision_date: '2022-12-01',
      granted_by: unitId('giong-trom'),
      granted_body: 'Ban Thường vụ Huyện ủy Giồng Trôm',
      state: 'in_force',
    })
    .execute()
  await db
    .insertInto('target')
    .values({
      id: newId(),
      programme_id: programmeId,
      unit_id: unitId('luong-phu'),
      denominator: 'ALL_CELLS',
      value: 2,
      registered_on: '2026-01-10',
    })
    .execute()
  await db
    .insertInto('official_document')
    .values({
      unit_id: unitId('luong-phu'),
      id: newId(),
      type: 'proposal',
      type_code: 'TTr',
      body: 'committee',
      body_code: 'ĐU',
      subject: 'Tờ trình công nhận',
      about_unit_id: unitId('cai-chot'),
      state: 'draft',
      content: '{}',
    })
    .execute()
}

beforeAll(async () => {
  app = await testApp(clock)
  await seedPeople(app)
  await seedProgramme(app)
  await seedTeams(app)
  await seedRecords()
  officer = await app.signedIn('tochuc.bentre')
  planId = await drafted()
})
afterAll(() => app.close())

const read = async (rest: string, id = planId): Promise<Json> =>
  (await officer.get(`/reorganisations/${id}/preview${rest}`)).body
const rowsOf = async (kind: string): Promise<Json[]> => [...((await read(`/affected/${kind}`))['items'] ?? [])]

describe('the preview of a plan', () => {
  it('counts everything it touches, and what somebody has to see to before the day', async () => {
    expect(await read('')).toMatchObject({
      refusals: [],
      units: { split: 1, changed: 1, moved: 3, new: 2, stays: 1 },
      cells: 4,
      affected: {
        registrations: { count: 1, asking: 0 },
        openDossiers: { count: 1, asking: 0 },
        titles: { count: 1, asking: 0 },
        targets: { count: 1, asking: 0 },
        visits: { count: 1, asking: 1 },
        deadlines: { count: 2, asking: 0 },
        drafts: { count: 1, asking: 1 },
        documents: { count: 0, asking: 0 },
      },
    })
  })

  it('says of a title by whom it was granted and who keeps it from then on', async () => {
    expect(await rowsOf('titles')).toMatchObject([
      {
        unit: { name: 'Chi bộ ấp Nghĩa Huấn' },
        becomes:
          'Danh hiệu giữ nguyên; do Ban Thường vụ Huyện ủy Giồng Trôm công nhận, nay do Ban Thường vụ Đảng ủy xã Hai giữ.',
      },
    ])
  })

  it('says of dossiers, registrations and deadlines to whom they go from then on', async () => {
    const becomes = 'Hồ sơ giữ nguyên, từ nay trình Đảng ủy xã Hai (trước: Đảng ủy xã Lương Phú).'
    expect(await rowsOf('openDossiers')).toMatchObject([{ becomes, to: `/dossiers/${dossierIds['cai-chot']}` }])
    expect(await rowsOf('registrations')).toMatchObject([
      { becomes: 'Hồ sơ giữ nguyên, từ nay trình Đảng ủy xã Một (trước: Đảng ủy xã Lương Phú).' },
    ])
    expect((await rowsOf('deadlines')).map(({ becomes: words }) => words)).toEqual([becomes, becomes])
  })

  it('says what has to be done before the day: visits of a team that ends, drafts of a body that ends', async () => {
    expect(await rowsOf('visits')).toMatchObject([
      { asking: true, becomes: 'Tổ thẩm định kết thúc: lên lịch lại với tổ của đơn vị mới.' },
    ])
    expect(await rowsOf('drafts')).toMatchObject([
      { asking: true, becomes: 'Cơ quan ban hành kết thúc: ký đến hết ngày 28/02/2026, sau đó phải soạn lại.' },
    ])
    expect(await rowsOf('targets')).toMatchObject([
      { becomes: 'Ở lại với đơn vị cũ; theo tổ chức hiện nay được tính vào Xã Một, Xã Hai.' },
    ])
  })

  it('names everybody to tell with position, unit and what changes for them, those whose position ends first', async () => {
    const people = (await read('/people'))['items'] ?? []
    expect(people).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          person: 'Phạm Thị Thử',
          position: 'Bí thư Đảng ủy',
          ends: true,
          becomes: 'Chức vụ kết thúc hết ngày 28/02/2026: Xã Lương Phú tách thành Xã Một, Xã Hai.',
        }),
        expect.objectContaining({
          person: 'Nguyễn Văn Thử',
          ends: false,
          becomes: 'Giữ chức vụ; đơn vị nay thuộc Xã Hai (Xã Lương Phú tách thành Xã Hai).',
        }),
        expect.objectContaining({
          person: 'Lý Văn Mẫu',
          becomes: 'Giữ chức vụ; đơn vị trên nay là Xã Thới Thạnh Mới.',
        }),
      ]),
    )
    const ends = [...people].map((one) => one['ends'])
    expect(ends.toSorted((a, b) => Number(b) - Number(a))).toEqual(ends)
  })

  it('pages its lists to the very end', async () => {
    const seen: unknown[] = []
    for (let cursor: Json | undefined, turn = 0; turn < 20; turn += 1) {
      const page = await read(`/people?limit=2${cursor ? `&cursor=${encodeURIComponent(textOf(cursor))}` : ''}`)
      seen.push(...(page['items'] ?? []))
      cursor = page['next']
      if (cursor === null) break
    }
    expect(seen).toEqual((await read('/people'))['items'])
    const first = await read('/units?limit=3')
    const second = await read(`/units?limit=50&cursor=${textOf(first['next'])}`)
    expect([...(first['items'] ?? []), ...(second['items'] ?? [])]).toEqual((await read('/units'))['items'])
  })

  it('gives the list of people as CSV and as a workbook, and notes in the journal who took it', async () => {
    const csv = await officer.get(`/reorganisations/${planId}/people/csv`)
    expect(csv.headers['content-type']).toContain('text/csv')
    const lines = textOf(csv.body).slice(1).split('\r\n').filter(Boolean)
    expect(textOf(csv.body).charAt(0)).toBe('\uFEFF')
    expect(lines[0]).toBe('Họ và tên,Chức vụ,Đơn vị,Thuộc,Thay đổi,Từ ngày,Phương án,Quyết định')
    expect(lines.find((line) => line.startsWith('Phạm Thị Thử'))).toContain('01/03/2026')
    const xlsx = await officer.get(`/reorganisations/${planId}/people/xlsx`)
    expect(xlsx.headers['content-type']).toContain('spreadsheetml')
    expect(textOf(xlsx.body).startsWith('PK')).toBe(true)
    const { rows } = await app.pool.query(
      `select after from journal where action = 'reorganisation.people_exported' order by id`,
    )
    const count = lines.length - 1
    expect(rows).toEqual([{ after: { format: 'csv', rows: count } }, { after: { format: 'xlsx', rows: count } }])
    const told = await app.pool.query(
      `select (after -> 'columns' ->> 'person.name')::int as names, jsonb_array_length(after -> 'persons') > 0 as known,
        after ->> 'endpoint' as endpoint from journal
        where action = 'personal_data.read' and object_id like '%/people/%' order by id`,
    )
    const line = { names: count, known: true, endpoint: 'GET /reorganisations/{planId}/preview/people' }
    expect(told.rows, 'everybody in the file is told who took it').toEqual([line, line])
  })

  it('is closed to whoever has no position in the province', async () => {
    const commune = await app.signedIn('tochuc.mythanh')
    expect((await commune.get(`/reorganisations/${planId}/preview/people`)).status).toBe(403)
    expect((await commune.get(`/reorganisations/${planId}/people/csv`)).status).toBe(403)
  })

  it('still shows before and after once the plan is applied', async () => {
    await app.db
      .insertInto('position')
      .values({
        id: newId(),
        person_id: personId('bithu.bentre'),
        unit_id: unitId('vinh-long'),
        role: 'secretary',
        title: 'Bí thư Tỉnh ủy',
        valid: '[2025-07-01,)',
      })
      .execute()
    const leader = await app.signedIn('bithu.bentre')
    const units = (await read('/units'))['items']
    await officer.post(`/reorganisations/${planId}/check`, { version: 1 })
    await leader.post(`/reorganisations/${planId}/approve`, { version: 2 })
    clock.setTo(effective)
    expect((await leader.post(`/reorganisations/${planId}/apply`, { version: 3 })).body['state']).toBe('applied')
    const after = (await read('/units'))['items'] ?? []
    expect([...after].map(({ mark, before, after: now }) => ({ mark, before, now }))).toEqual(
      [...(units ?? [])].map(({ mark, before, after: now }) => ({ mark, before, now })),
    )
  })
})
