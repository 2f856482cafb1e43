import { sql } from 'kysely'
import { z } from 'zod'
import { declaredPermissions } from '#features/permissions/server/declared.ts'
import { type Call, requirePerson } from '#platform/server/serve.ts'
import type { OwnPart } from '../contract.ts'
import { isSecret, tableOf } from '../register.ts'
import { loadRegister } from './registerPage.ts'

/** Rows of one table that a page shows; a file takes more. */
const SHOWN = 20
export const IN_A_FILE = 10_000

const Found = z.object({ total: z.coerce.number(), items: z.array(z.record(z.string(), z.unknown())) })

/**
 * Everything the register names about whoever asks, entry by entry: the database finds the rows by what points at them,
 * and hands out nobody else's (`own_rows`). What nobody reads, such as a password's hash, is not handed out either.
 */
export async function findOwnData(call: Call, most: number = SHOWN): Promise<OwnPart[]> {
  requirePerson(call)
  const { entries } = await loadRegister()
  const parts: OwnPart[] = []
  for (const entry of entries.filter((one) => !isSecret(one))) {
    for (const table of new Set(entry.columns.map(tableOf))) {
      const columns = entry.columns.filter((column) => tableOf(column) === table)
      const names = columns.map((column) => column.slice(table.length + 1))
      const { rows } = await sql`select total, items from own_rows(${table}, ${names}::text[], ${most})`.execute(
        call.tx,
      )
      const { total, items } = Found.parse(rows[0])
      if (total > 0) parts.push({ ...entry, columns, table, total, rows: items })
    }
  }
  return parts
}

const Reading = z.object({
  id: z.coerce.number(),
  at: z.coerce.date(),
  reader: z.string().nullable(),
  endpoint: z.string(),
  columns: z.record(z.string(), z.number()),
})

/** Who read about whoever asks, newest first, as the journal has it. */
export async function listOwnReadings(call: Call, { cursor, limit }: { cursor?: string | undefined; limit: number }) {
  requirePerson(call)
  const before = cursor !== undefined && /^\d{1,15}$/u.test(cursor) ? Number(cursor) : null
  const { rows } = await sql`select * from own_readings(${before}, ${limit + 1})`.execute(call.tx)
  const words = await summaries()
  const found = rows.map((row) => Reading.parse(row))
  const items = found.slice(0, limit).map(({ id, at, reader, endpoint, columns }) => ({
    id: String(id),
    at: at.toISOString(),
    reader,
    what: words.get(endpoint) ?? endpoint,
    columns: Object.keys(columns),
  }))
  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null }
}

async function summaries(): Promise<Map<string, string>> {
  const declared = await declaredPermissions()
  return new Map(
    declared.flatMap(({ calls }) => calls.map(({ method, path, summary }) => [`${method} ${path}`, summary] as const)),
  )
}
