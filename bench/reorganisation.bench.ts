/**
 * A province of the size of the new Vĩnh Long: three provinces, 25 districts and 360 communes become one of 124
 * communes, with 2,000 cells, 29,500 groups, 90,000 members and five years of facts. How long applying takes, that no
 * fact is touched, and what a report as now costs beside the same report on a tree that never changed.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { sql } from 'kysely'
import { blankPlan } from '#features/reorganisations/blankPlan.ts'
import { type Database, openDatabase, openPool } from '#platform/server/database.ts'
import { startEmbedded } from '#platform/server/embedded.ts'
import { idOf } from '#platform/server/id.ts'
import { openAuth } from '#platform/server/auth.ts'
import { readSettings } from '#platform/server/settings.ts'
import { ensureDatabase, migrate } from '#platform/server/migrate.ts'
import { applyFile } from '#features/reorganisations/server/apply.ts'
import type { Operation } from '#features/reorganisations/plan.ts'
import type { PlanFile } from '#features/reorganisations/planFile.ts'
import { timePreview } from './preview.ts'
import { countUnits } from '#features/reports/server/count.ts'

const [DISTRICTS, BEFORE, AFTER, CELLS, GROUPS] = [25, 360, 124, 2000, 29_500]
const BEGIN = '2020-02-01'
const REFORM = '2025-07-01'
const TODAY = '2026-06-01'
const LIMIT_SECONDS = 30
const LIMIT_RATIO = 1.5
const ROUNDS = 25

type Unit = { id: string; name: string; kind: string; parent: string | null }
const unit = (name: string, kind: string, parent: string | null): Unit => ({ id: idOf(name), name, kind, parent })
const many = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at))
const newOf = (old: number) => old % AFTER

const root = unit('Tỉnh Một', 'province', null)
const provinces = [root, unit('Tỉnh Hai', 'province', null), unit('Tỉnh Ba', 'province', null)]
const districts = many(DISTRICTS, (at) => unit(`Huyện ${at}`, 'district', provinces[at % 3]?.id ?? null))
const communes = many(BEFORE, (at) => unit(`Xã Cũ ${at}`, 'commune', districts[at % DISTRICTS]?.id ?? null))
const merged = many(AFTER, (at) => unit(`Xã Mới ${at}`, 'commune', root.id))
const cellsUnder = (home: (commune: number) => string | undefined) =>
  many(CELLS, (at) => unit(`Chi bộ ấp ${at}`, 'hamlet_cell', home(at % BEFORE) ?? null))
const groups = many(GROUPS, (at) => unit(`Tổ ${at}`, 'group', idOf(`Chi bộ ấp ${at % CELLS}`)))
const changing = [...provinces, ...districts, ...communes, ...cellsUnder((at) => communes[at]?.id), ...groups]
const unchanging = [root, ...merged, ...cellsUnder((at) => merged[newOf(at)]?.id), ...groups]

const paper = { on: REFORM, decision: null }
const plan: PlanFile = {
  ...blankPlan,
  effective: REFORM,
  before: [...provinces, ...districts, ...communes].map(({ parent, ...one }) => ({
    ...one,
    code: '',
    parentId: parent,
  })),
  operations: [
    { do: 'merge', unitIds: provinces.slice(1).map(({ id }) => id), intoId: root.id, ...paper },
    ...merged.flatMap(({ id, name, kind }, at): Operation[] => [
      { do: 'create', unitId: id, name, kind, parentId: root.id, ...paper },
      {
        do: 'merge',
        unitIds: communes.filter((_, old) => newOf(old) === at).map((old) => old.id),
        intoId: id,
        ...paper,
      },
    ]),
    ...districts.map((district): Operation => ({ do: 'abolish', unitId: district.id, successorId: root.id, ...paper })),
  ],
}

const programmeId = idOf('programme')

async function fill(db: Database, units: readonly Unit[]): Promise<void> {
  const rows = JSON.stringify(units)
  const records = sql`jsonb_to_recordset(${rows}::jsonb) as x(id uuid, name text, kind text, parent uuid)`
  await sql`insert into unit (id) select id from ${records}`.execute(db)
  await sql`insert into unit_version (id, unit_id, name, name_folded, kind, parent_id, valid)
    select gen_random_uuid(), id, name, lower(name), kind, parent, daterange(${BEGIN}::date, null) from ${records}`.execute(
    db,
  )
  await sql`select rebuild_unit_closure()`.execute(db)
  await sql`insert into programme (id, code, name, term, settings, chain)
    values (${programmeId}, 'BENCH', 'Bench', '[2020-01-01,2031-01-01)', '{}', '[]')`.execute(db)
  await sql`create temp table cell as select unit_id, row_number() over (order by name) as at from unit_version where kind = 'hamlet_cell'`.execute(
    db,
  )
  await sql`insert into cell_profile (unit_id, id, as_of, members)
    select unit_id, gen_random_uuid(), make_date(year, 12, 1), 45 from cell, generate_series(2020, 2024) year`.execute(
    db,
  )
  await sql`insert into title (unit_id, id, programme_id, recognised_on, decision_number, decision_date, granted_by, granted_body, state)
    select unit_id, gen_random_uuid(), ${programmeId}, make_date(2020 + (at % 5)::int, 11, 1), at::text, '2024-11-01', ${root.id}, 'B', 'in_force'
    from cell where at % 3 > 0`.execute(db)
  await sql`insert into title_event (unit_id, id, title_id, action, to_state, on_date, content_hash)
    select unit_id, gen_random_uuid(), id, 'recognise', 'in_force', recognised_on, '' from title`.execute(db)
  await sql`insert into unit_standing (unit_id, id, kind, valid)
    select unit_id, gen_random_uuid(), 'new_countryside', '[2021-01-01,)' from unit_version
    where kind = 'commune' and upper(valid) is null`.execute(db)
  await sql`insert into target (unit_id, id, programme_id, denominator, year, value, registered_on)
    select x.id, gen_random_uuid(), ${programmeId}, 'YEAR_REGISTERED', year, x.promised, make_date(year, 1, 10)
    from jsonb_to_recordset(${JSON.stringify(promises(units))}::jsonb) as x(id uuid, promised int),
      generate_series(2020, 2024) year`.execute(db)
  await sql`vacuum analyze`.execute(db)
}

/** Each old commune promised one cell a year; on the tree that never changed, each new one as many as it had parts. */
const promises = (units: readonly Unit[]) => {
  const parts = units === changing ? communes.map(({ id }) => id) : many(BEFORE, (old) => merged[newOf(old)]?.id ?? '')
  return [...Map.groupBy(parts, (id) => id)].map(([id, all]) => ({ id, promised: all.length }))
}

async function factsOf(db: Database): Promise<string> {
  const { rows } = await sql<{ hash: string }>`select md5(string_agg(row, ',' order by row)) as hash from (
    select t.xmin || t::text as row from cell_profile t union all select t.xmin || t::text from title t
    union all select t.xmin || t::text from target t union all select t.xmin || t::text from unit_standing t
    union all select t.xmin || t::text from title_event t) facts`.execute(db)
  return rows[0]?.hash ?? ''
}

const scope = { programmeId, asOf: '2024-12-31', basis: 'now', today: TODAY, year: 2024 } as const
async function report(db: Database): Promise<number> {
  const start = performance.now()
  await countUnits(db, scope, [root.id, ...(await belowRoot(db))])
  return performance.now() - start
}
async function belowRoot(db: Database): Promise<string[]> {
  const rows = await db
    .selectFrom('unit_version')
    .select('unit_id')
    .where('parent_id', '=', root.id)
    .where(sql<boolean>`valid @> ${TODAY}::date`)
    .execute()
  return rows.map((row) => row.unit_id)
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

export async function run(): Promise<boolean> {
  const home = await mkdtemp('/var/tmp/vung-manh-bench-')
  await chmod(home, 0o755)
  const server = await startEmbedded({ home, fallback: '/var/tmp/vung-manh', port: 0, durable: true })
  const open = async (name: string) => {
    await ensureDatabase(server.url('postgres'), name)
    await migrate(server.url(name))
    const pool = openPool(server.url(name), 1)
    return { pool, db: openDatabase(pool) }
  }
  const [changed, unchanged] = [await open('changed'), await open('unchanged')]
  try {
    await fill(changed.db, changing)
    await fill(unchanged.db, unchanging)
    const auth = await openAuth(server.url('changed'), readSettings({}), 'a secret for measuring, long enough for it')
    const quick = await timePreview({
      db: changed.db,
      auth,
      rootIds: provinces.map(({ id }) => id),
      plan,
      programmeId,
    })
    await auth.close()
    const facts = await factsOf(changed.db)
    const start = performance.now()
    const done = await changed.db
      .transaction()
      .execute((tx) => applyFile(tx, plan, { since: BEGIN, undecided: 'refuse' }))
    const seconds = (performance.now() - start) / 1000
    if (done === 'busy' || 'refusals' in done) throw new Error(JSON.stringify(done))
    const untouched = (await factsOf(changed.db)) === facts
    await sql`vacuum analyze`.execute(changed.db)
    const same = await sameTotals(changed.db, unchanged.db)
    const times: { changed: number[]; unchanged: number[] } = { changed: [], unchanged: [] }
    for (let round = 0; round < ROUNDS; round += 1) {
      times.changed.push(await report(changed.db))
      times.unchanged.push(await report(unchanged.db))
    }
    const [after, never] = [median(times.changed), median(times.unchanged)]
    const ratio = after / never
    console.info(`áp dụng: ${seconds.toFixed(1)} s (≤ ${LIMIT_SECONDS}); ${JSON.stringify(done)}`)
    console.info(`bảng số liệu không đổi: ${untouched}; tổng giống nhau: ${same}`)
    console.info(
      `báo cáo theo hiện nay: ${after.toFixed(1)} ms, cây chưa từng đổi: ${never.toFixed(1)} ms, tỉ lệ ${ratio.toFixed(2)} (≤ ${LIMIT_RATIO})`,
    )
    return quick && seconds <= LIMIT_SECONDS && untouched && same && ratio <= LIMIT_RATIO
  } finally {
    await changed.pool.end()
    await unchanged.pool.end()
    server.stop()
    await rm(home, { recursive: true, force: true })
  }
}

async function sameTotals(one: Database, other: Database): Promise<boolean> {
  const [a, b] = [await countUnits(one, scope, [root.id]), await countUnits(other, scope, [root.id])]
  return JSON.stringify(a.get(root.id)) === JSON.stringify(b.get(root.id))
}
