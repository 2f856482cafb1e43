import fc from 'fast-check'
import { sql, type Transaction } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DB } from '#platform/server/tables.gen.ts'
import { loadDemonstration } from '../../demo/load.ts'
import { testApp, testClock, type TestApp } from '#tests/database.ts'

const TODAY = '2022-12-01'
let app: TestApp
beforeAll(async () => {
  app = await testApp(testClock(TODAY))
  await loadDemonstration(app)
  await recordMeeting()
})
afterAll(() => app.close())

/** A cell's own affairs, in every table that keeps them. */
async function recordMeeting(): Promise<void> {
  const { rows } = await sql`
    with cell as (select unit_id from cell_profile limit 1),
      member as (insert into cell_member (unit_id, id, name, valid, seq)
        select unit_id, gen_random_uuid(), 'Mẫu', '[2020-01-01,)', 1 from cell returning unit_id, id),
      exemption as (insert into member_exemption (unit_id, id, member_id, valid, reason_kind, seq)
        select unit_id, gen_random_uuid(), id, '[2020-01-01,)', 'exempt', 1 from member),
      held as (insert into meeting (unit_id, id, kind, period, seq)
        select unit_id, gen_random_uuid(), 'regular', '2022-11-01', 1 from cell returning unit_id, id),
      line as (insert into meeting_entry (unit_id, id, meeting_id, field, key, value, after, device_id, device_seq,
          device_at, account_id, received_at, seq)
        select unit_id, gen_random_uuid(), id, 'note', 'x', '""', '{}', gen_random_uuid(), 1, now(), 'x', now(), 1 from held),
      mark as (insert into attendance (unit_id, meeting_id, member_id, mark)
        select unit_id, held.id, member.id, 'present' from held join member using (unit_id)),
      waiting as (insert into unplaced_entry (unit_id, id, entry, reason, account_id, received_at, seq)
        select unit_id, gen_random_uuid(), '{}', 'no_position', 'x', now(), 1 from cell)
    select 1 from cell`.execute(app.db)
  expect(rows).toHaveLength(1)
}

type Table = { name: string; guarded: boolean; forced: boolean; readable: boolean; owner: string; unit: boolean }
const listTables = async (): Promise<Table[]> => {
  const { rows } = await sql<Table>`
    select c.relname as name, c.relrowsecurity as guarded, c.relforcerowsecurity as forced,
      has_table_privilege('vung_manh_app', c.oid, 'select') as readable, pg_get_userbyid(c.relowner) as owner,
      exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'unit_id' and not a.attisdropped) as unit
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
    order by c.relname`.execute(app.db)
  return rows
}

type Who = { units?: readonly string[]; cells?: readonly string[]; accountId?: string }
const as = <T>(who: Who, read: (tx: Transaction<DB>) => Promise<T>): Promise<T> =>
  app.db.transaction().execute(async (tx) => {
    await sql`select set_config('app.units', ${(who.units ?? []).join(',')}, true),
      set_config('app.cells', ${(who.cells ?? []).join(',')}, true), set_config('app.administered_units', '', true), set_config('app.account_id', ${who.accountId ?? ''}, true),
      set_config('app.today', ${TODAY}, true), set_config('role', 'vung_manh_app', true)`.execute(tx)
    return read(tx)
  })
const countIn = async (tx: Transaction<DB>, table: string): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(tx)
  return rows[0]?.n ?? 0
}

describe('the application’s role', () => {
  it('owns nothing, makes nothing and cannot bypass the wall', async () => {
    const { rows } = await sql<Record<string, boolean>>`
      select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication,
        has_schema_privilege('vung_manh_app', 'public', 'create') as creates,
        exists (select 1 from pg_auth_members where member = r.oid) as "isMember",
        exists (select 1 from pg_class where relowner = r.oid) as "ownsTable",
        exists (select 1 from pg_proc where proowner = r.oid) as "ownsFunction"
      from pg_roles r where rolname = 'vung_manh_app'`.execute(app.db)
    expect(Object.entries(rows[0] ?? { missing: true }).filter(([, held]) => held)).toEqual([])
  })

  it('meets a wall in every table of the application it can reach', async () => {
    const tables = (await listTables()).filter(({ readable }) => readable)
    expect(tables.length).toBeGreaterThan(40)
    expect(tables.filter(({ guarded }) => !guarded).map(({ name }) => name)).toEqual([])
  })

  it('reads who is asking once per statement, never row by row', async () => {
    const { rows } = await sql<{ name: string; rule: string }>`
      select c.relname || ': ' || p.polname as name,
        concat_ws(' ', pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) as rule
      from pg_policy p join pg_class c on c.oid = p.polrelid`.execute(app.db)
    // Each `current_setting` stands in a sub-select of its own, which PostgreSQL evaluates once.
    const bare = /(?<!SELECT (?:\(?string_to_array\()?(?:\(?NULLIF\()?)current_setting/u
    expect(rows.length).toBeGreaterThan(40)
    expect(
      rows
        .filter(({ rule }) => bare.test(rule.replaceAll(' AS current_setting', '')))
        .map(({ name, rule }) => `${name}: ${rule}`),
    ).toEqual([])
  })

  it('is all that the login of requests can take on: it owns nothing, and alone it reads nothing', async () => {
    const { rows } = await sql<Record<string, boolean>>`
      select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolinherit, rolreplication,
        has_schema_privilege(r.oid, 'public', 'create') as creates,
        exists (select 1 from pg_class where relowner = r.oid) as "ownsTable",
        exists (select 1 from pg_proc where proowner = r.oid) as "ownsFunction",
        exists (select 1 from pg_auth_members m where m.member = r.oid and m.roleid not in ('vung_manh_app'::regrole, 'vung_manh_figures'::regrole, 'vung_manh_public'::regrole)) as others
      from pg_roles r where rolname = current_user`.execute(app.requestDb)
    expect(Object.entries(rows[0] ?? { missing: true }).filter(([, held]) => held)).toEqual([])
    for (const { name } of await listTables()) {
      await expect(sql`select 1 from ${sql.table(name)}`.execute(app.requestDb), name).rejects.toThrow(
        'permission denied',
      )
    }
    await expect(sql`set role postgres`.execute(app.requestDb)).rejects.toThrow('permission denied')
  })

  it('cannot read accounts, sessions, passwords or the chain of the journal', async () => {
    const { rows } = await sql<{ schema: string; name: string; readable: boolean }>`
      select n.nspname as schema, c.relname as name,
        has_schema_privilege('vung_manh_app', n.oid, 'usage') and has_table_privilege('vung_manh_app', c.oid, 'select') as readable
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v', 'm')
        and (n.nspname not in ('public', 'pg_catalog', 'information_schema', 'pg_toast')
          or c.relname in ('journal_link', 'journal_seal', 'outbox_event'))`.execute(app.db)
    expect(rows.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['user', 'session', 'account', 'journal_link', 'journal_seal']),
    )
    expect(rows.filter(({ readable }) => readable)).toEqual([])
  })

  it('changes no journal, no fact and no decision once made', async () => {
    const { rows } = await sql<{ name: string }>`
      select table_name as name from information_schema.role_table_grants
      where grantee = 'vung_manh_app' and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')
        and table_name = any (${['journal', 'dossier_step', 'verdict', 'dissent', 'cell_vote', 'dossier_check', 'title_event', 'certificate', 'correction', 'stored_file', 'unit_lineage', 'cell_profile', 'meeting_entry', 'postponement', 'task_report', 'meeting_score', 'meeting_level']}::text[])`.execute(
      app.db,
    )
    expect(rows).toEqual([])
  })
})

describe('without an actor', () => {
  it('nothing is visible in any table', async () => {
    const guarded = (await listTables()).filter(({ readable }) => readable)
    const filled = await Promise.all(
      guarded.map(async ({ name }) => ({ name, rows: await as({}, (tx) => countIn(tx, name)) })),
    )
    expect(filled.filter(({ rows }) => rows > 0)).toEqual([])
  })
})

describe('whoever holds a position', () => {
  /** Open to everybody signed in: places and their standing, and which committees hold when. */
  const open = ['unit_version', 'unit_outline', 'unit_standing', 'committee_term']
  /** Visible through what they are about or where they are kept, not by one unit alone. */
  const otherwise = [
    'official_document',
    'position',
    'appraisal_team',
    'appraisal_team_member',
    'cell_log',
    'meeting_window',
    ...open,
    'following_settings',
    'meeting_score_settings',
  ]
  /** The affairs of a cell alone: no level above sees them. */
  const ofTheCell = ['cell_member', 'member_exemption', 'meeting_entry', 'attendance', 'unplaced_entry']

  it('sees of every table exactly the rows of the unit and below, today, over random units', async () => {
    const tables = (await listTables()).filter(
      ({ guarded, readable, unit, name }) =>
        guarded && readable && unit && ![...otherwise, ...ofTheCell].includes(name),
    )
    expect(tables.length).toBeGreaterThan(15)
    const { rows: units } = await sql<{ id: string }>`select id from unit`.execute(app.db)
    const ids = units.map(({ id }) => id)
    const property = fc.asyncProperty(
      fc.constantFrom(...tables),
      fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1, maxLength: 3 }),
      async ({ name }, held) => {
        const seen = await as({ units: held, accountId: 'somebody' }, (tx) => countIn(tx, name))
        const { rows } = await sql<{ n: number }>`
          select count(*) as n from ${sql.table(name)} t where exists (
            select 1 from unit_closure c where c.descendant_id = t.unit_id and c.valid @> ${TODAY}::date
              and c.ancestor_id = any (${held}::uuid[]))`.execute(app.db)
        expect(seen).toBe(ownOnly.includes(name) ? 0 : rows[0]?.n)
      },
    )
    await fc.assert(property, { numRuns: 300, seed: 4 })
  })

  it('sees of a cell’s own affairs what its cells hold and nothing of those below', async () => {
    const member = await app.db.selectFrom('cell_member').select('unit_id').limit(1).executeTakeFirst()
    const cell = member?.unit_id ?? ''
    const { rows: above } = await sql<{ id: string }>`
      select ancestor_id as id from unit_closure where descendant_id = ${cell} and depth > 0`.execute(app.db)
    for (const table of ofTheCell) {
      const { rows } = await sql<{ n: number }>`
        select count(*) as n from ${sql.table(table)} where unit_id = ${cell}`.execute(app.db)
      expect(await as({ cells: [cell], accountId: 'somebody' }, (tx) => countIn(tx, table))).toBe(rows[0]?.n)
      const fromAbove = { units: above.map(({ id }) => id), accountId: 'somebody' }
      expect(await as(fromAbove, (tx) => countIn(tx, table))).toBe(0)
    }
  })

  /** Administered, or one's own account's: a position alone shows nothing of them. */
  const ownOnly = ['api_token', 'webhook', 'upload']

  it('writes nothing into a unit outside', async () => {
    const { rows } = await sql<{ cell: string; other: string }>`
      select a.unit_id as cell, b.unit_id as other from cell_profile a join cell_profile b on b.unit_id <> a.unit_id
      limit 1`.execute(app.db)
    const { cell = '', other = '' } = rows[0] ?? {}
    const write = (unit: string) =>
      as({ units: [cell], accountId: 'somebody' }, (tx) =>
        sql`insert into cell_profile (unit_id, id, as_of, members) values (${unit}, gen_random_uuid(), '1999-01-01', 3)`.execute(
          tx,
        ),
      )
    await expect(write(other)).rejects.toThrow('row-level security')
    await expect(write(cell)).resolves.toBeDefined()
  })
})
