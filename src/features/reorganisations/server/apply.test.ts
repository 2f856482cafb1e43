import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { blankPlan } from '../blankPlan.ts'
import { newId } from '#platform/server/id.ts'
import { type TestApp, testApp, testAppFor, testClock } from '#tests/database.ts'
import { seedPeople, unitId } from '#tests/people.ts'
import { Operation } from '../plan.ts'
import type { PlanFile } from '../planFile.ts'
import { applyFile, type Done } from './apply.ts'
import { commands } from './cli.ts'

const effective = '2026-03-01'
const paper = { on: effective, decision: null }
const after = (name: string): Operation => ({
  do: 'create',
  unitId: `after/${name}`,
  name,
  kind: 'commune',
  parentId: 'before/vl',
  ...paper,
})
const planOf = (operations: Operation[]): PlanFile => ({
  ...blankPlan,
  effective,
  decision: { number: '1/NQ', date: '2026-02-01', body: 'Thử' },
  before: [
    { id: 'before/vl', code: '86', name: 'Tỉnh Vĩnh Long', kind: 'province', parentId: null },
    { id: 'before/lp', code: '29017', name: 'Xã Lương Phú', kind: 'commune', parentId: 'before/vl' },
    { id: 'before/dd', code: '29185', name: 'Xã Đại Điền', kind: 'commune', parentId: 'before/vl' },
    { id: 'before/th', code: '28999', name: 'Xã Thuận Hoà', kind: 'commune', parentId: 'before/vl' },
  ],
  codes: { 'after/Xã Mới': '30000' },
  operations,
})
const merge: Operation = {
  do: 'merge',
  unitIds: ['before/lp', 'before/dd', 'before/th'],
  intoId: 'after/Xã Mới',
  ...paper,
}
const how = { since: '2026-01-01', undecided: 'refuse' } as const

const apply = ({ db }: TestApp, file: PlanFile) => db.transaction().execute((tx) => applyFile(tx, file, how))
const done = (result: Awaited<ReturnType<typeof apply>>): Done => {
  if (result === 'busy' || 'refusals' in result) throw new Error(JSON.stringify(result))
  return result
}
const closure = ({ pool }: TestApp, until: string) =>
  pool
    .query(
      `select ancestor_id, descendant_id, depth from unit_closure
       where via = 'parent' and valid @> $1::date order by 1, 2`,
      [until],
    )
    .then(({ rows }) => rows)
/** Every row of every table that holds facts, as text: nothing of it may change. */
const facts = async ({ pool }: TestApp) => {
  const tables = ['cell_profile', 'dossier', 'title', 'title_event', 'target', 'unit_standing', 'evidence']
  const read = tables.map((table) =>
    pool.query(`select md5(coalesce(string_agg(t::text || t.xmin, ',' order by t::text), '')) from ${table} t`),
  )
  return (await Promise.all(read)).map(({ rows }) => rows)
}

describe('applying a plan file', () => {
  let app: TestApp
  let result: Done
  let factsBefore: unknown
  let treeBefore: unknown

  beforeAll(async () => {
    app = await testApp(testClock('2026-06-01'))
    await seedPeople(app)
    await app.pool.query(
      `insert into cell_profile (unit_id, id, as_of, members) values ($1, gen_random_uuid(), '2024-01-01', 9)`,
      [unitId('cai-chot')],
    )
    factsBefore = await facts(app)
    treeBefore = await closure(app, '2026-02-28')
    result = done(await apply(app, planOf([after('Xã Mới'), merge])))
  })
  afterAll(() => app.close())

  it('makes the new unit, enters the one the organisation did not know, and ends all three', async () => {
    expect(result).toMatchObject({ units: 2, entered: 1, ended: 6, links: 3, already: 0 })
    const { rows } = await app.pool.query(
      `select v.name, upper(v.valid)::text as until, u.external_code, v.decision_number from unit_version v join unit u on u.id = v.unit_id
       where v.name in ('Xã Mới', 'Xã Thuận Hoà', 'Xã Đại Điền') order by v.name`,
    )
    expect(rows).toEqual([
      { name: 'Xã Đại Điền', until: effective, external_code: null, decision_number: null },
      { name: 'Xã Mới', until: null, external_code: '30000', decision_number: '1/NQ' },
      { name: 'Xã Thuận Hoà', until: effective, external_code: '28999', decision_number: '1/NQ' },
    ])
  })

  it('moves the cells along, each with one unit above it on each day', async () => {
    const { rows } = await app.pool.query(
      `select p.name from unit_version v join unit_version p on p.unit_id = v.parent_id and p.valid @> $2::date
       where v.unit_id = $1 and v.valid @> $2::date`,
      [unitId('cai-chot'), effective],
    )
    expect(rows).toEqual([{ name: 'Xã Mới' }])
  })

  it('changes no fact, and no tree of an earlier day but for what was entered', async () => {
    expect(await facts(app)).toEqual(factsBefore)
    const known = await app.pool.query(`select id from unit where external_code = '28999'`)
    const [{ id }] = known.rows
    const rows = await closure(app, '2026-02-28')
    expect(rows.filter((row: { descendant_id: string }) => row.descendant_id !== id)).toEqual(treeBefore)
  })

  it('continues ended units, also those that ended before, under the new one as now', async () => {
    const { rows } = await app.pool.query(
      `select u.slug, c.valid::text from unit_closure c join unit u on u.id = c.descendant_id
       where c.via = 'lineage' and c.ancestor_id = (select id from unit where external_code = '30000') order by 1`,
    )
    const slugs = rows.map(({ slug }: { slug: string }) => slug)
    expect(slugs).toEqual(expect.arrayContaining(['luong-phu', 'dai-dien', 'my-thanh', 'thoi-thanh']))
    expect(new Set(rows.map(({ valid }: { valid: string }) => valid))).toEqual(new Set([`[${effective},)`]))
  })

  it('ends positions on units that ended, and passes on what they held', async () => {
    const { rows } = await app.pool.query(
      `select distinct upper(valid)::text as until from position where unit_id = $1`,
      [unitId('luong-phu')],
    )
    expect(rows).toEqual([{ until: effective }])
    const heirs = await app.pool.query(
      `select from_unit_id, powers from authority_succession where to_unit_id = (select id from unit where external_code = '30000')`,
    )
    expect(heirs.rows.map((row) => row.from_unit_id)).toEqual(
      expect.arrayContaining([unitId('luong-phu'), unitId('dai-dien')]),
    )
    for (const { powers } of heirs.rows) expect(powers).toEqual(['confirm', 're_appraise', 'revoke', 'correct'])
  })

  it('finds the same plan done already when it comes again', async () => {
    const again = done(await apply(app, planOf([after('Xã Mới'), merge])))
    expect(again).toMatchObject({ units: 0, versions: 0, links: 0, already: 2 })
  })

  it('is what the derived rows say when they are derived anew', async () => {
    const rows = () =>
      app.pool.query(
        'select ancestor_id, descendant_id, depth, via, valid::text from unit_closure order by 1, 2, 3, 4, 5',
      )
    const kept = (await rows()).rows
    await sql`select rebuild_unit_closure()`.execute(app.db)
    expect((await rows()).rows).toEqual(kept)
  })
})

describe('a plan whose changes rest on several acts', () => {
  it('writes each down with what it changed, and a new unit keeps the id it was given', async () => {
    const app = await testAppFor(testClock('2026-06-01'))
    await seedPeople(app)
    const id = newId()
    const own = { ...paper, decision: { number: '2/NQ', date: '2026-02-02', body: null } }
    const plan = planOf([
      { do: 'create', unitId: id, name: 'Xã Mới', kind: 'commune', parentId: 'before/vl', ...paper },
      { do: 'merge', unitIds: ['before/lp'], intoId: id, ...own },
      { do: 'merge', unitIds: ['before/dd'], intoId: id, ...paper },
    ])
    done(await apply(app, plan))
    const links = await app.pool.query('select from_unit_id, decision_number from unit_lineage where to_unit_id = $1', [
      id,
    ])
    expect(new Map(links.rows.map((row) => [row.from_unit_id, row.decision_number]))).toEqual(
      new Map([
        [unitId('luong-phu'), '2/NQ'],
        [unitId('dai-dien'), '1/NQ'],
      ]),
    )
    const moved = await app.pool.query(
      `select parent_id, decision_number from unit_version where unit_id = $1 and valid @> $2::date`,
      [unitId('cai-chot'), effective],
    )
    expect(moved.rows).toEqual([{ parent_id: id, decision_number: '2/NQ' }])
  })
})

describe('a plan that cannot be applied', () => {
  it('leaves nothing behind, and every reason is told', async () => {
    const app = await testAppFor(testClock('2026-06-01'))
    await seedPeople(app)
    const before = await closure(app, '2026-06-01')
    const split: Operation = {
      do: 'split',
      unitId: 'before/lp',
      intoIds: ['after/Xã Mới', 'after/Xã Khác'],
      mainId: 'after/Xã Khác',
      placement: {},
      ...paper,
    }
    const result = await apply(app, planOf([after('Xã Mới'), after('Xã Khác'), split]))
    expect(result).toMatchObject({
      refusals: [{ why: 'choice_missing', unitId: unitId('luong-phu'), operation: 2 }],
    })
    expect(await closure(app, '2026-06-01')).toEqual(before)
    const { rows } = await app.pool.query(`select count(*)::int as count from unit where external_code is not null`)
    expect(rows).toEqual([{ count: 0 }])
  })

  it('is refused when it would end a unit before what is recorded of it', async () => {
    const app = await testAppFor(testClock('2026-06-01'))
    await seedPeople(app)
    await app.pool.query(
      `insert into unit_standing (unit_id, id, kind, valid) values ($1, gen_random_uuid(), 'new_countryside', '[2026-04-01,)')`,
      [unitId('luong-phu')],
    )
    expect(await apply(app, planOf([after('Xã Mới'), merge]))).toMatchObject({
      refusals: [{ why: 'facts_after', unitId: unitId('luong-phu') }],
    })
  })

  it('is told to whoever comes second while another is being applied', async () => {
    const app = await testAppFor(testClock('2026-06-01'))
    await seedPeople(app)
    const plan = planOf([after('Xã Mới'), merge])
    const results = await app.db
      .transaction()
      .execute(async (tx) => [await applyFile(tx, plan, how), await apply(app, plan)])
    expect(results[1]).toBe('busy')
    expect(results[0]).toMatchObject({ links: 3 })
  })
})

describe('the command line', () => {
  it('rehearses without writing, then applies and writes it down', async () => {
    const app = await testAppFor(testClock('2026-06-01'))
    await seedPeople(app)
    const file = path.join(await mkdtemp(path.join(tmpdir(), 'plan-')), 'plan.json')
    await writeFile(file, JSON.stringify(planOf([after('Xã Mới'), merge])))
    const run = commands.find(({ name }) => name === 'org apply')?.run
    const info = vi.spyOn(console, 'info').mockImplementation(() => undefined)
    const count = async () => (await app.pool.query('select count(*)::int as n from unit_lineage')).rows[0]?.n
    const before = await count()
    expect(await run?.([file, '--dry-run'], app)).toBe(0)
    expect(await count()).toBe(before)
    expect(await run?.([file, '--json'], app)).toBe(0)
    expect(JSON.parse(String(info.mock.lastCall?.[0]))).toMatchObject({ units: 2, links: 3 })
    info.mockRestore()
    expect(await count()).toBe(before + 3)
    const { rows } = await app.pool.query(`select action from journal where action like 'reorganisation.%'`)
    expect(rows).toEqual([{ action: 'reorganisation.applied' }])
  })
})
