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
  const ids = cells.map((cell) => cell.unitId)
  const [visits, overdue] = [await lastVisits(tx, ids, month), await overdueTasks(tx, ids, today)]
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
        overdueTasks: overdue.get(cell) ?? 0,
      },
    }
  })
}

type Visited = { months: number; thisYear: boolean }

/** How many months each cell's newest visit lies before a month, and whether it was in its year. */
async function lastVisits(tx: Tx, cells: readonly string[], month: string): Promise<Map<string, Visited>> {
  const { rows } = await sql<Visited & { unitId: string }>`
    select unit_id as "unitId",
      ((extract(year from age(${month}::date, date_trunc('month', max(held_on)))) * 12)
        + extract(month from age(${month}::date, date_trunc('month', max(held_on)))))::int as months,
      date_trunc('year', max(held_on)) = date_trunc('year', ${month}::date) as "thisYear"
    from inspection_visit where unit_id = any(${[...cells]}::uuid[]) and held_on is not null
    group by unit_id`.execute(tx)
  return new Map(rows.map((row) => [row.unitId, row]))
}

/** Tasks of a cell's resolutions that are not done and whose day is past. */
async function overdueTasks(tx: Tx, cells: readonly string[], today: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ unitId: string; tasks: number }>`
    select unit_id as "unitId", count(*)::int as tasks from task
    where unit_id = any(${[...cells]}::uuid[]) and state in ('open', 'reported') and due < ${today}::date
    group by unit_id`.execute(tx)
  return new Map(rows.map((row) => [row.unitId, row.tasks]))
}
