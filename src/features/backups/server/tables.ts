import type { PoolClient } from 'pg'

/** What is backed up: every table of the application and of sign-in, with its columns in order. */
export async function listColumns(client: PoolClient): Promise<Record<string, string[]>> {
  const { rows } = await client.query<{ table: string; columns: string[] }>(`
    select format('%I.%I', n.nspname, c.relname) as table,
      array_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod) order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where n.nspname in ('public', 'auth') and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
    group by 1 order by 1`)
  return Object.fromEntries(rows.map(({ table, columns }) => [table, columns]))
}

/** Where the numbering of each sequence stands. */
export async function listSequences(client: PoolClient): Promise<Record<string, number>> {
  const { rows } = await client.query<{ name: string; last: number }>(`
    select format('%I.%I', schemaname, sequencename) as name, coalesce(last_value, 0) as last from pg_sequences
    where schemaname in ('public', 'auth')`)
  return Object.fromEntries(rows.map(({ name, last }) => [name, last]))
}

/** Values are written and read alike wherever the server stands. */
export const PLAIN_VALUES = `set local timezone = 'UTC'; set local datestyle = 'ISO'; set local intervalstyle = 'iso_8601';
  set local extra_float_digits = 1; set local bytea_output = 'hex'`

/**
 * Empties every table and takes off what stands in the way of rows that come back as they were: triggers, which would write
 * a second journal, and references between tables, so that their order does not matter. Whoever owns the tables may do
 * that; no superuser is needed. Returns how to put it all on again, which also checks every reference.
 */
export async function loosen(client: PoolClient): Promise<() => Promise<void>> {
  const tables = Object.keys(await listColumns(client))
  const { rows: references } = await client.query<{ table: string; name: string; definition: string }>(`
    select format('%I.%I', n.nspname, c.relname) as table, quote_ident(o.conname) as name, pg_get_constraintdef(o.oid) as definition
    from pg_constraint o join pg_class c on c.oid = o.conrelid join pg_namespace n on n.oid = c.relnamespace
    where o.contype = 'f' and n.nspname in ('public', 'auth')
    order by 1, 2`)
  for (const { table, name } of references) await client.query(`alter table ${table} drop constraint ${name}`)
  for (const table of tables) await client.query(`alter table ${table} disable trigger user`)
  await client.query(`truncate ${tables.join(', ')}`)
  return async () => {
    for (const table of tables) await client.query(`alter table ${table} enable trigger user`)
    for (const { table, name, definition } of references)
      await client.query(`alter table ${table} add constraint ${name} ${definition}`)
  }
}
