import { sql } from 'kysely'
import type { Tx } from '#platform/server/database.ts'

/** Make a cell's month, and that of the unit it was under, anew: called in the transaction that changed a meeting. */
export async function rollUpMonth(tx: Tx, cellId: string, month: string): Promise<void> {
  await sql`select roll_up_month(${cellId}::uuid, ${month}::date)`.execute(tx)
}

/** After units changed their place: months of days from then on that now lie under another unit. Returns how many. */
export async function settleMonths(tx: Tx): Promise<number> {
  const { rows } = await sql<{ settled: number }>`select settle_months() as settled`.execute(tx)
  return rows[0]?.settled ?? 0
}
