import { readFile } from 'node:fs/promises'
import type { InsertObject } from 'kysely'
import { z } from 'zod'
import { addDays } from '#shared/format.ts'
import type { Tx } from '#platform/server/database.ts'
import { idOf } from '#platform/server/id.ts'
import type { DB } from '#platform/server/tables.gen.ts'

/** The first day of the demonstration: communes as Resolution 855/NQ-UBTVQH14 left them. */
export const BEGIN = '2020-02-01'
/** Districts end the day before; communes are merged and Bến Tre becomes part of Vĩnh Long. */
export const REFORM = '2025-07-01'

/** The same record, the same id in every load. */
export const demoId = (kind: string, name: string): string => idOf(`demonstration:${kind}:${name}`)

/** Days as people write them, both included, as a range of PostgreSQL; no last day is no end. */
export const span = (from: string, until: string | null): string =>
  `[${from},${until === null ? '' : addDays(until, 1)})`

export const Text = z.string().min(1)
/** An empty field of a table is nothing. */
export const Optional = z.string().transform((text) => (text === '' ? null : text))
export const Count = z.string().regex(/^\d+$/).transform(Number)
export const OptionalCount = z.string().transform((text) => (text === '' ? null : Number(text)))

const folder = new URL('./data/', import.meta.url)
export const readData = (name: string): Promise<string> => readFile(new URL(name, folder), 'utf8')

/** A small table of `data/`: comma separated, the first line names the columns. */
export async function readTable<T>(name: string, line: z.ZodType<T>): Promise<T[]> {
  const [head = [], ...rows] = (await readData(name)).trimEnd().split('\n').map(fields)
  return rows.map((row) => line.parse(Object.fromEntries(head.map((column, at) => [column, row[at]]))))
}

/** `a,"b, c",d` → `a`, `b, c`, `d`. */
function fields(line: string): string[] {
  const found = line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,"]*))/g)
  return [...found].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '')
}

/** Insert in statements small enough for the protocol's limit of parameters. */
export async function insertAll<T extends keyof DB>(tx: Tx, table: T, rows: readonly InsertObject<DB, T>[]) {
  const size = 1000
  for (let at = 0; at < rows.length; at += size) {
    await tx
      .insertInto(table)
      .values(rows.slice(at, at + size))
      .execute()
  }
}
