import { sql } from 'kysely'
import { z } from 'zod'
import type { Database, Tx } from '#platform/server/database.ts'

/** Content of one unit that can be recognised wherever it turns up: a mark in every free text, and the ids of its rows. */

/** Nobody would write it, and nothing in it changes by composing, folding to lower case or escaping. */
export const MARK = 'kx7qz'

/** Of every table whose rows have an id: the ids of those that belong to a unit or below. */
export type Rows = ReadonlyMap<string, readonly string[]>

const Column = z.object({
  table: z.string(),
  name: z.string(),
  type: z.string(),
  needed: z.boolean(),
  /** The table it points into, where that belongs to units, too. */
  refersTo: z.string().nullable(),
  checks: z.array(z.string()),
})
type Column = z.infer<typeof Column>

async function listColumns(tx: Tx): Promise<Map<string, Column[]>> {
  const { rows } = await sql`
    select c.relname as "table", a.attname as name, format_type(a.atttypid, null) as type,
      a.attnotnull and not a.atthasdef and a.attidentity = '' as needed,
      (select r.relname from pg_constraint k join pg_class r on r.oid = k.confrelid
        where k.conrelid = c.oid and k.contype = 'f' and k.conkey[cardinality(k.conkey)] = a.attnum
          and (select count(*) from pg_attribute o where o.attrelid = r.oid and o.attname in ('unit_id', 'id')) = 2
        limit 1) as "refersTo",
      array(select pg_get_constraintdef(k.oid) from pg_constraint k
        where k.conrelid = c.oid and k.contype = 'c' and a.attnum = any (k.conkey)) as checks
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attgenerated = ''
      and exists (select 1 from pg_attribute u where u.attrelid = c.oid and u.attname = 'unit_id' and not u.attisdropped)
    order by c.relname, a.attnum`.execute(tx)
  return Map.groupBy(z.array(Column).parse(rows), ({ table }) => table)
}

/** A value of the column's type; of a column that lists what it may hold, the first of these. */
function valueOf({ type, checks }: Column): string {
  const listed = checks.map((check) => /= ANY \(ARRAY\['([^']+)'/u.exec(check)?.[1]).find((one) => one !== undefined)
  if (listed !== undefined) return type.endsWith('[]') ? `{${listed}}` : listed
  if (type.endsWith('[]')) return type === 'text[]' ? `{${MARK}}` : '{}'
  const values: Record<string, string> = {
    text: MARK,
    integer: '1',
    bigint: '1',
    numeric: '1',
    boolean: 'true',
    date: '2026-11-01',
    daterange: '[2026-01-01,)',
    'timestamp with time zone': '2026-11-01T08:00:00+07:00',
    'time without time zone': '08:00',
    jsonb: JSON.stringify({ text: MARK }),
    bytea: '\\x00',
  }
  const value = values[type]
  if (value === undefined) throw new Error(`no value for a column of the type ${type}`)
  return value
}

type Place = { table: string; columns: readonly Column[]; units: readonly string[]; top: string }

/** A row of the unit: about things of the same unit where there are any, else with whatever its columns allow. */
async function makeUp(tx: Tx, { table, columns, units, top }: Place): Promise<void> {
  const { rows: rules } = await sql<{ name: string }>`
    select conname as name from pg_constraint where conrelid = ${table}::regclass and contype = 'c'`.execute(tx)
  // A word comes from its list; what else must hold need not be true of a row nobody is to see.
  for (const { name } of rules) await sql`alter table ${sql.table(table)} drop constraint ${sql.ref(name)}`.execute(tx)
  const owners = columns.flatMap(({ refersTo }) => (refersTo === null ? [] : [refersTo]))
  const found = await Promise.all(
    owners.map((owner) =>
      sql<{
        unit: string
      }>`select unit_id as unit from ${sql.table(owner)} where unit_id = any (${units}::uuid[]) limit 1`.execute(tx),
    ),
  )
  const unit = found.flatMap(({ rows }) => rows)[0]?.unit ?? top
  const written = columns.filter(
    ({ name, needed, type, refersTo }) =>
      needed || ['id', 'unit_id'].includes(name) || type === 'text' || refersTo !== null,
  )
  const values = written.map((column) => {
    if (column.name === 'unit_id') return sql`${unit}::uuid`
    if (column.refersTo !== null)
      return sql`coalesce((select id from ${sql.table(column.refersTo)} where unit_id = ${unit} limit 1), gen_random_uuid())`
    if (column.type === 'uuid') return sql`gen_random_uuid()`
    if (column.name === 'id') return sql`default`
    return sql`${valueOf(column)}::${sql.raw(column.type)}`
  })
  await sql`insert into ${sql.table(table)} (${sql.join(written.map(({ name }) => sql.ref(name)))})
    values (${sql.join(values)})`.execute(tx)
}

const unitsBelow = async (tx: Tx, top: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select distinct descendant_id as id from unit_closure where ancestor_id = ${top}`.execute(tx)
  return rows.map(({ id }) => id)
}

export async function rowsBelow(tx: Tx, top: string): Promise<Rows> {
  const units = await unitsBelow(tx, top)
  const found = new Map<string, string[]>()
  for (const [table, columns] of await listColumns(tx)) {
    if (!columns.some(({ name, type }) => name === 'id' && type === 'uuid')) continue
    const { rows } = await sql<{ id: string }>`
      select id from ${sql.table(table)} where unit_id = any (${units}::uuid[])`.execute(tx)
    found.set(
      table,
      rows.map(({ id }) => id),
    )
  }
  return found
}

/**
 * Marks everything that belongs to a unit and below, in every table that names a unit; a table without such a row gets
 * one. Past triggers and keys to other tables: what counts is only whether somebody outside is ever shown it.
 * @param open tables whose rows everybody signed in may read
 * @param self somebody whose own rows stay as they are: everybody is shown those
 * @returns the rows that are nobody's outside
 */
export async function markContent(
  db: Database,
  { top, open, self }: { top: string; open: readonly string[]; self: string },
): Promise<Rows> {
  return db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx)
    const units = await unitsBelow(tx, top)
    const own = new Set<string>()
    for (const [table, columns] of await listColumns(tx)) {
      if (open.includes(table)) continue
      const there = sql`where unit_id = any (${units}::uuid[])`
      const { rows } = await sql`select 1 from ${sql.table(table)} ${there} limit 1`.execute(tx)
      if (rows.length === 0) await makeUp(tx, { table, columns, units, top })
      const personal = columns.some(({ name }) => name === 'person_id')
      const others = personal ? sql`and person_id is distinct from ${self}` : sql``
      // A word of the application's own (a state, a role, a code) has no blank in it.
      for (const { name } of columns.filter(({ type }) => type === 'text'))
        await sql`update ${sql.table(table)} set ${sql.ref(name)} = ${sql.ref(name)} || ${` ${MARK}`}
          ${there} ${others} and ${sql.ref(name)} like '_% _%'`.execute(tx)
      if (!personal || !columns.some(({ name, type }) => name === 'id' && type === 'uuid')) continue
      const theirs = await sql<{ id: string }>`
        select id from ${sql.table(table)} ${there} and person_id = ${self}`.execute(tx)
      for (const { id } of theirs.rows) own.add(id)
    }
    const all = await rowsBelow(tx, top)
    return new Map(
      [...all]
        .filter(([table]) => !open.includes(table))
        .map(([table, ids]) => [table, ids.filter((id) => !own.has(id))]),
    )
  })
}
