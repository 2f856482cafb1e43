import { sql } from 'kysely'
import type { Tx } from '#platform/server/database.ts'
import { cellsBelow } from '#features/units/server/queries.ts'
import type { Candidate, Risk } from '../inspection.ts'

export type SeenCell = Pick<Candidate, 'unitId' | 'visitedThisYear'> & { name: string; sinceVisit: number }

/** Longer than a year, or never: it weighs no more than that. */
const LONGEST_MONTHS = 13

/** The cells below a commune on a day; of each whether it has been visited in the month's year, and months since. */
export async function cellsSeen(tx: Tx, unitId: string, month: string, day: string): Promise<SeenCell[]> {
  const cells = await cellsBelow(tx, unitId, day)
  const visits = await lastVisits(
    tx,
    cells.map((cell) => cell.unitId),
    { month, day },
  )
  return cells.map((cell) => {
    const last = visits.get(cell.unitId)
    return {
      ...cell,
      visitedThisYear: last?.thisYear ?? false,
      sinceVisit: Math.min(LONGEST_MONTHS, Math.max(0, last?.months ?? LONGEST_MONTHS)),
    }
  })
}

/** What is known by a day of the need to visit each of these cells in a month. */
export async function risksOf(
  tx: Tx,
  cells: readonly SeenCell[],
  { month, day }: { month: string; day: string },
): Promise<Map<string, Risk>> {
  const ids = cells.map((cell) => cell.unitId)
  const overdue = await overdueTasks(tx, ids, day)
  const scores = await scoresBefore(tx, ids, month)
  return new Map(
    cells.map(({ unitId, sinceVisit }) => [
      unitId,
      {
        lastScore: scores.get(unitId)?.lastScore ?? null,
        divergence: scores.get(unitId)?.divergence ?? null,
        sinceVisit,
        overdueTasks: overdue.get(unitId) ?? 0,
      },
    ]),
  )
}

type Visited = { months: number; thisYear: boolean }

/** How many months each cell's newest visit lies before a month, and whether it was in its year. */
async function lastVisits(
  tx: Tx,
  cells: readonly string[],
  { month, day }: { month: string; day: string },
): Promise<Map<string, Visited>> {
  const { rows } = await sql<Visited & { unitId: string }>`
    select unit_id as "unitId",
      ((extract(year from age(${month}::date, date_trunc('month', max(held_on)))) * 12)
        + extract(month from age(${month}::date, date_trunc('month', max(held_on)))))::int as months,
      date_trunc('year', max(held_on)) = date_trunc('year', ${month}::date) as "thisYear"
    from inspection_visit where unit_id = any(${[...cells]}::uuid[]) and held_on <= ${day}::date
    group by unit_id`.execute(tx)
  return new Map(rows.map((row) => [row.unitId, row]))
}

/** Tasks of a cell's resolutions that are not done and whose day is past. */
async function overdueTasks(tx: Tx, cells: readonly string[], day: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ unitId: string; tasks: number }>`
    select unit_id as "unitId", count(*)::int as tasks from task
    where unit_id = any(${[...cells]}::uuid[]) and state in ('open', 'reported') and due < ${day}::date
    group by unit_id`.execute(tx)
  return new Map(rows.map((row) => [row.unitId, row.tasks]))
}

type Scored = { lastScore: number | null; divergence: number | null }

/**
 * Of the twelve months before a month: how many points in a hundred the cell's newest score of its own falls short, and by
 * how many it differs on average from what officers and inspectors gave the same meetings.
 */
async function scoresBefore(tx: Tx, cells: readonly string[], month: string): Promise<Map<string, Scored>> {
  const { rows } = await sql<Scored & { unitId: string }>`
    with standing as (
      select distinct on (s.unit_id, s.meeting_id, s.source, case when s.source = 'cell' then null else s.person_id end)
        s.unit_id, s.meeting_id, m.period, s.source, 100 * s.points / nullif(s.of_points, 0) as points
      from meeting m join meeting_score s on s.unit_id = m.unit_id and s.meeting_id = m.id
      where m.unit_id = any(${[...cells]}::uuid[]) and m.period < ${month}::date
        and m.period >= ${month}::date - interval '12 months'
      order by s.unit_id, s.meeting_id, s.source, case when s.source = 'cell' then null else s.person_id end, s.seq desc,
        s.id desc)
    select own.unit_id as "unitId", round(100 - (array_agg(own.points order by own.period desc))[1])::int as "lastScore",
      (select round(abs(avg(mine.points - other.points)))::int
       from standing mine join standing other on other.unit_id = mine.unit_id and other.meeting_id = mine.meeting_id
       where mine.unit_id = own.unit_id and mine.source = 'cell' and other.source <> 'cell') as divergence
    from standing own where own.source = 'cell' group by own.unit_id`.execute(tx)
  return new Map(rows.map((row) => [row.unitId, row]))
}
