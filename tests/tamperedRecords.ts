import fc from 'fast-check'
import { sql, type RawBuilder, type Transaction } from 'kysely'
import { expect } from 'vitest'
import { verifyRecordsInside } from '#features/journal/server/lockedRecords.ts'
import type { DB } from '#platform/server/tables.gen.ts'
import type { TestApp } from './database.ts'

type Column = { table: string; column: string; type: string }

/** Another value of the same type, whatever was there. */
const others: Record<string, (column: RawBuilder<unknown>) => RawBuilder<unknown>> = {
  text: (column) => sql`coalesce(${column}, '') || '~'`,
  uuid: () => sql`gen_random_uuid()`,
  integer: (column) => sql`coalesce(${column}, 0) + 1`,
  numeric: (column) => sql`coalesce(${column}, 0) + 0.5`,
  boolean: (column) => sql`not ${column}`,
  date: (column) => sql`coalesce(${column} + 1, '2022-02-02')`,
  'timestamp with time zone': (column) => sql`coalesce(${column}, 'epoch') + interval '1 microsecond'`,
  jsonb: () => sql`'{"tampered": true}'::jsonb`,
  ARRAY: () => sql`array[gen_random_uuid()]`,
}

class Undone extends Error {}
const isRefused = (error: unknown) => error instanceof Error && 'code' in error && String(error.code).startsWith('23')

/**
 * Changes, deletes and copies random locked records past the application, each undone again. What the schema itself
 * refuses is not counted. Every change must be found, and its record named.
 */
export async function checkTamperedRecords(
  app: TestApp,
  { runs, seed }: { runs: number; seed?: number },
): Promise<void> {
  const tables = await app.db.transaction().execute((tx) => verifyRecordsInside(tx))
  expect(tables.flatMap(({ findings }) => findings)).toEqual([])
  const filled = tables.filter(({ records }) => records > 0).map(({ table }) => table)
  expect(filled.length).toBeGreaterThan(4)
  const columns = await listColumns(app, filled)
  const deeds = fc.constantFrom('edit', 'edit', 'edit', 'delete', 'copy')
  const property = fc.asyncProperty(fc.constantFrom(...columns), fc.nat(), deeds, async (column, row, deed) => {
    const attempt = app.db.transaction().execute(async (tx) => {
      await sql`set local session_replication_role = replica`.execute(tx)
      const id = await tamper(tx, column, row, deed)
      const found = (await verifyRecordsInside(tx, column.table)).flatMap(({ findings }) => findings)
      expect(found.map((finding) => `${finding.table} ${finding.id}`)).toContain(`${column.table} ${id}`)
      throw new Undone()
    })
    const outcome = await attempt.catch((error: unknown) => error)
    fc.pre(!isRefused(outcome))
    if (!(outcome instanceof Undone)) throw outcome
  })
  await fc.assert(property, { numRuns: runs, endOnFailure: true, ...(seed === undefined ? {} : { seed }) })
}

async function listColumns(app: TestApp, tables: readonly string[]): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select table_name as table, column_name as column, data_type as type from information_schema.columns
    where table_schema = 'public' and table_name = any (${tables}::text[])`.execute(app.db)
  // What goes on living of a document or a criteria set is not locked.
  const living = ['state', 'version', 'return_reason', 'revoked_reason', 'issued_on', 'status', 'effective']
  const isLiving = ({ table, column }: Column) =>
    (table === 'official_document' || table === 'rule_set') && living.includes(column)
  return rows.filter((column) => column.type in others && !isLiving(column))
}

async function tamper(
  tx: Transaction<DB>,
  { table, column, type }: Column,
  row: number,
  deed: string,
): Promise<string> {
  const place = sql.table(table)
  const lockedOnly =
    table === 'official_document'
      ? sql`where state not in ('draft', 'submitted')`
      : table === 'rule_set'
        ? sql`where status <> 'draft'`
        : sql``
  const { rows } = await sql<{ id: string }>`
    select id from ${place} ${lockedOnly} order by id
    offset (select ${row}::bigint % count(*) from ${place} ${lockedOnly}) limit 1`.execute(tx)
  const id = String(rows[0]?.id)
  if (deed === 'delete') await sql`delete from ${place} where id = ${id}`.execute(tx)
  if (deed === 'edit') {
    const value = others[type]?.(sql.ref(column)) ?? sql`null`
    await sql`update ${place} set ${sql.ref(column)} = ${value} where id = ${id}`.execute(tx)
  }
  if (deed !== 'copy') return id
  const copied = await sql<{ id: string }>`
    insert into ${place} select (jsonb_populate_record(original, jsonb_build_object('id', gen_random_uuid()))).*
    from ${place} original where id = ${id} returning id`.execute(tx)
  return String(copied.rows[0]?.id)
}
