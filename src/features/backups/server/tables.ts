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
