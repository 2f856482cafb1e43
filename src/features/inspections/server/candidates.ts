import { sql } from 'kysely'
import type { Tx } from '#platform/server/database.ts'
import { cellsBelow } from '#features/units/server/queries.ts'
import type { Candidate } from '../inspection.ts'

export type Cell = Omit<Candidate, 'lot'> & { name: string }

/** Longer than a year, or never: it weighs no more than that. */
const LONGEST_MONTHS = 13

/** The cells below a commune, and what is known of the need to visit each before a month. */
export async function candidatesOf(tx: Tx, unitId: string, month: string, today: string): Promise<Cell[]> {
  const cells = await cellsBelow(tx, unitId, today)
  const { rows } = await sql<{ unitId: string; months: number; thisYear: boolean }>`
    select unit_id as "unitId",
      ((extract(year from age(${month}::date, date_trunc('month', max(held_on)))) * 12)
        + extract(month from age(${month}::date, date_trunc('month', max(held_on)))))::int as months,
      date_trunc('year', max(held_on)) = date_trunc('year', ${month}::date) as "thisYear"
    from inspection_visit where unit_id = any(${cells.map((cell) => cell.unitId)}::uuid[]) and held_on is not null
    group by unit_id`.execute(tx)
  const visits = new Map(rows.map((row) => [row.unitId, row]))
  return cells.map(({ unitId: cell, name }) => {
    const last = visits.get(cell)
    return {
      unitId: cell,
      name,
      visitedThisYear: last?.thisYear ?? false,
      risk: {
        lastScore: null,
        divergence: null,
        sinceVisit: Math.min(LONGEST_MONTHS, Math.max(0, last?.months ?? LONGEST_MONTHS)),
        overdueTasks: null,
      },
    }
  })
}
