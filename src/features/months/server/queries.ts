import { sql } from 'kysely'
import type { Basis } from '#shared/contract.ts'
import { Problem } from '#shared/problem.ts'
import type { Tx } from '#platform/server/database.ts'
import type { Call } from '#platform/server/serve.ts'
import { attributes } from '#features/targets/server/cells.ts'
import { getUnitOnDay, isWithinReach } from '#features/units/server/queries.ts'
import type { CellMonth, UnitMonth } from '../contract.ts'
import {
  addMonths,
  monthCounts,
  type MonthCounts,
  monthOf,
  noMeetings,
  noticesOf,
  quarterOf,
  treeDayOf,
} from '../month.ts'

const columns = {
  meetings: 'meetings',
  regular: 'regular',
  thematic: 'thematic',
  closed: 'closed',
  inWindow: 'in_window',
  minutes: 'minutes',
  invited: 'invited',
  present: 'present',
  excused: 'excused',
  absent: 'absent',
  spoke: 'spoke',
  scored: 'scored',
  selfGood: 'self_good',
  good: 'good',
  fair: 'fair',
  average: 'average',
  poor: 'poor',
} as const satisfies Record<keyof MonthCounts, string>

const sumsOf = (alias: 'r' | 'o') =>
  sql.join(
    monthCounts.map(
      (count) => sql`coalesce(sum(${sql.ref(`${alias}.${columns[count]}`)}), 0)::int as ${sql.ref(count)}`,
    ),
  )

const countsIn = (row: MonthCounts): MonthCounts =>
  Object.fromEntries(monthCounts.map((count) => [count, row[count]])) as MonthCounts

async function requireReach({ tx, actor, today }: Call, unitId: string): Promise<void> {
  if (!(await isWithinReach(tx, actor, unitId, today))) throw new Problem('not_found', { reason: 'unit' })
}

type CellRow = MonthCounts & {
  unitId: string
  name: string
  heldOn: string | null
  sortOrder: number
  quarterThematic: number
}

type CellMonthsAsked = { unitId: string; month: string; basis: Basis; cursor?: string | undefined; limit: number }

/**
 * The cells there were that month and their meetings, in official order and by the names of that month; one page is one
 * statement. As then: those under the unit at the month's end. As now: those that today's tree counts in the unit, cells
 * that ended under their main successor.
 */
export async function listCellMonths(
  call: Call,
  { unitId, month, basis, cursor, limit }: CellMonthsAsked,
): Promise<{ items: CellMonth[]; next: string | null }> {
  await requireReach(call, unitId)
  const day = treeDayOf(month, call.today)
  const quarter = quarterOf(month)
  const tree = { asOf: day, basis, today: call.today }
  const after = cursor === undefined ? null : readPlace(cursor)
  const { rows } = await sql<CellRow>`
    with cell as (
      select distinct v.unit_id, v.name, v.sort_order
      from unit_closure c join unit_version v on v.unit_id = c.descendant_id and v.valid @> ${day}::date
      where c.ancestor_id = ${unitId} and c.descendant_level = 'cell' and ${attributes(tree)}
        and ${after === null ? sql`true` : sql`(v.sort_order, v.unit_id) > (${after.sortOrder}, ${after.unitId}::uuid)`}
      order by v.sort_order, v.unit_id limit ${limit + 1})
    select cell.unit_id as "unitId", cell.name, cell.sort_order as "sortOrder", ${sumsOf('r')}, (
      select m.held_on from meeting m where m.unit_id = cell.unit_id and m.period = ${month}::date and m.held_on is not null
      order by m.kind in ('regular', 'combined') desc, m.held_on desc limit 1) as "heldOn",
      (select coalesce(sum(q.thematic), 0)::int from meeting_month q where q.unit_id = cell.unit_id
        and q.month between ${quarter.from}::date and ${month}::date) as "quarterThematic"
    from cell left join meeting_month r on r.unit_id = cell.unit_id and r.month = ${month}::date
    group by cell.unit_id, cell.name, cell.sort_order
    order by cell.sort_order, cell.unit_id`.execute(call.tx)
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  const over = monthOf(call.today) > month
  return {
    items: page.map((row) => {
      const counts = countsIn(row)
      const notices = noticesOf(counts, over, quarter.isLast ? row.quarterThematic : null)
      return { unitId: row.unitId, name: row.name, heldOn: row.heldOn, counts, notices }
    }),
    next: last ? Buffer.from(JSON.stringify([last.sortOrder, last.unitId])).toString('base64url') : null,
  }
}

function readPlace(cursor: string): { sortOrder: number; unitId: string } {
  const text = Buffer.from(cursor, 'base64url').toString()
  const found = /^\[(-?\d{1,9}),"([0-9a-f-]{36})"\]$/u.exec(text)
  if (!found) throw new Problem('invalid', { errors: [{ pointer: '/cursor', detail: 'cursor' }] })
  return { sortOrder: Number(found[1]), unitId: found[2] ?? '' }
}

type UnitRow = MonthCounts & { unitId: string; name: string; cells: number; cellsMet: number }

/**
 * The month of each unit directly under one. As then: by where the cells were on the days they met. As now: the same
 * meetings by today's tree, those of cells that ended under their main successor.
 */
export async function listUnitMonths(
  call: Call,
  { unitId, month, basis }: { unitId: string; month: string; basis: Basis },
): Promise<{ items: UnitMonth[]; total: Omit<UnitMonth, 'unitId' | 'name'> }> {
  await requireReach(call, unitId)
  const day = basis === 'then' ? treeDayOf(month, call.today) : call.today
  await getUnitOnDay(call.tx, unitId, day)
  const rows = await (basis === 'then' ? monthsAsThen : monthsAsNow)(call.tx, unitId, month, day)
  const items = rows.map(({ unitId: id, name, cells, cellsMet, ...counts }) => {
    return { unitId: id, name, cells, cellsMet, counts: countsIn({ ...noMeetings, ...counts }) }
  })
  const sum = (count: 'cells' | 'cellsMet') => items.reduce((total, item) => total + item[count], 0)
  return {
    items,
    total: { cells: sum('cells'), cellsMet: sum('cellsMet'), counts: addMonths(items.map(({ counts }) => counts)) },
  }
}

/** Units directly under one on a day, and how many cells each has in any depth. */
const unitsUnder = (unitId: string, day: string) => sql`
  select v.unit_id, v.name, v.sort_order, (
    select count(*)::int from unit_closure d join unit_version dv on dv.unit_id = d.descendant_id and dv.valid @> ${day}::date
    join unit_kind k on k.code = dv.kind and k.level = 'cell'
    where d.ancestor_id = v.unit_id and d.via = 'parent' and d.valid @> ${day}::date) as cells
  from unit_version v where v.parent_id = ${unitId} and v.valid @> ${day}::date`

async function monthsAsThen(tx: Tx, unitId: string, month: string, day: string): Promise<UnitRow[]> {
  const { rows } = await sql<UnitRow>`
    with under as (${unitsUnder(unitId, day)}),
    met as (
      select under.unit_id, coalesce(sum(o.cells), 0)::int as "cellsMet", ${sumsOf('o')}
      from under join unit_closure c on c.ancestor_id = under.unit_id and c.via = 'parent' and c.valid @> ${day}::date
      join meeting_month_over o on o.unit_id = c.descendant_id and o.month = ${month}::date
      group by under.unit_id)
    select under.unit_id as "unitId", under.name, under.cells, coalesce(met."cellsMet", 0) as "cellsMet",
      ${sql.join(monthCounts.map((count) => sql`coalesce(met.${sql.ref(count)}, 0) as ${sql.ref(count)}`))}
    from under left join met on met.unit_id = under.unit_id
    order by under.sort_order, under.unit_id`.execute(tx)
  return rows
}

async function monthsAsNow(tx: Tx, unitId: string, month: string, day: string): Promise<UnitRow[]> {
  const { rows } = await sql<UnitRow>`
    with under as (${unitsUnder(unitId, day)}),
    met as (
      select under.unit_id, count(distinct r.unit_id)::int as "cellsMet", ${sumsOf('r')}
      from under join unit_closure c on c.ancestor_id = under.unit_id and c.valid @> ${day}::date
      join meeting_month r on r.unit_id = c.descendant_id and r.month = ${month}::date
      group by under.unit_id)
    select under.unit_id as "unitId", under.name, under.cells, coalesce(met."cellsMet", 0) as "cellsMet",
      ${sql.join(monthCounts.map((count) => sql`coalesce(met.${sql.ref(count)}, 0) as ${sql.ref(count)}`))}
    from under left join met on met.unit_id = under.unit_id
    order by under.sort_order, under.unit_id`.execute(tx)
  return rows
}
