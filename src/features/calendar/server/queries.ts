import { sql } from 'kysely'
import { asLevel, cellsBelow, getUnitOnDay, isOver, unitName } from '#features/units/server/queries.ts'
import { nearestVersion } from '#features/units/unit.ts'
import { loadVersions } from '#features/units/server/history.ts'
import type { Tx } from '#platform/server/database.ts'
import { type Call, requirePerson } from '#platform/server/serve.ts'
import { addDays } from '#shared/format.ts'
import { Problem } from '#shared/problem.ts'
import {
  bodyKinds,
  bodyOf,
  daysOf,
  faultsOfYear,
  instantOf,
  type MeetingKind,
  monthsLater,
  nearestWindow,
  needsReason,
  warningsOf,
} from '../calendar.ts'
import type { Clash, SeriesView } from '../calendarView.ts'
import { type MonthView, type OwnCalendar, planMeetings, type YearView } from '../contract.ts'
import { seriesKinds } from '../series.ts'
import { namedAt, peopleAt, unitsOfPeople } from './expected.ts'
import { loadOccurrences, type OccurrenceRow } from './occurrences.ts'
import { chainsOf, clashesAt, travelOf, viewsOf } from './views.ts'
import { chainOf, loadWindows } from './windows.ts'

/** The last day of a month, or today within it: the day on which its tree is read. */
const treeDay = (period: string, today: string): string => {
  const last = addDays(monthsLater(period, 1), -1)
  return today < period || today > last ? period : today
}

/** A month of a unit and everything below it: who meets when, what collides, which cell has nothing planned. */
export async function showMonth(call: Call, unitId: string, period: string): Promise<MonthView> {
  const { tx } = call
  const day = treeDay(period, call.today)
  const unit = await getUnitOnDay(tx, unitId, day)
  const below = await cellsBelow(tx, unitId, day)
  const [rows, travel, chain, may] = await Promise.all([
    loadOccurrences(
      tx,
      sql`o.unit_id in (select descendant_id from unit_closure where ancestor_id = ${unitId} and valid @> ${day}::date)
        and (o.period = ${period}::date or (o.starts_at >= ${instantOf(period, '00:00')}
          and o.starts_at < ${instantOf(monthsLater(period, 1), '00:00')}))`,
    ),
    travelOf(call, unitId),
    chainOf(tx, unitId, day),
    isOver(call, planMeetings, unitId),
  ])
  const windows = await loadWindows(tx, chain)
  const has = new Set(
    rows
      .filter(
        ({ kind, state, period: of }) =>
          of === period && state !== 'cancelled' && (kind === 'regular' || kind === 'combined'),
      )
      .map((row) => row.unitId),
  )
  return {
    period,
    unitName: unit.name,
    items: await viewsOf(call, rows, travel ?? 0),
    without: below.filter((cell) => !has.has(cell.unitId)),
    windows: bodyKinds.flatMap((kind) => {
      const window = nearestWindow(windows, chain, kind, period)
      return window ? [{ kind, ...daysOf(window, period) }] : []
    }),
    travelMinutes: travel,
    allowedActions: may ? (bodyOf(unit.level) === 'committee' ? ['plan', 'propose'] : ['plan']) : [],
  }
}

export async function loadSeries(tx: Tx, unitId: string): Promise<SeriesView[]> {
  const { rows } = await sql<SeriesView>`
    select id, version, kind, day_of_month as "dayOfMonth", to_char(time_of_day, 'HH24:MI') as time, minutes, place,
      months, fixed, lower(valid)::text as "from", upper(valid)::text as "to"
    from meeting_series where unit_id = ${unitId} order by kind, lower(valid) desc`.execute(tx)
  return rows.map((row) => ({ ...row, kind: seriesKinds.find((kind) => kind === row.kind) ?? 'regular' }))
}

/** The year of one body: its meetings, what it repeats, and what the year lacks. */
export async function showYear(call: Call, unitId: string, year: number): Promise<YearView> {
  const { tx } = call
  const version = nearestVersion(await loadVersions(tx, unitId), `${year}-12-31`)
  if (!version) throw new Problem('not_found', { reason: 'unit' })
  const [level, name, rows, series, travel, may] = await Promise.all([
    tx.selectFrom('unit_kind').select('level').where('code', '=', version.kind).executeTakeFirstOrThrow(),
    unitName(tx, unitId, `${year}-12-31`),
    loadOccurrences(
      tx,
      sql`o.unit_id = ${unitId} and o.period >= ${`${year}-01-01`}::date and o.period <= ${`${year}-12-01`}::date`,
    ),
    loadSeries(tx, unitId),
    travelOf(call, unitId),
    isOver(call, planMeetings, unitId),
  ])
  const body = bodyOf(asLevel(level.level))
  return {
    year,
    unitId,
    unitName: name,
    body,
    items: await viewsOf(call, rows, travel ?? 0),
    series: series.filter(({ to }) => to === null || to > `${year}-01-01`),
    faults: body === 'cell' ? faultsOfYear(rows, year) : [],
    allowedActions: may ? ['plan', 'set_series'] : [],
  }
}

/** Everything at which the one who asks is expected between two days, with what collides. */
export async function showOwn(call: Call, from: string, to: string): Promise<OwnCalendar> {
  const personId = requirePerson(call)
  const units = await unitsOfPeople(call.tx, [personId], call.today)
  const rows = await loadOccurrences(
    call.tx,
    sql`o.unit_id = any(${units}::uuid[]) and o.starts_at >= ${instantOf(from, '00:00')}
      and o.starts_at < ${instantOf(addDays(to, 1), '00:00')}`,
  )
  const expected = await onlyWhereExpected(call, rows, personId)
  const home = call.actor.positions[0]?.unitId ?? call.actor.followed[0]
  const travel = home === undefined ? null : await travelOf(call, home)
  return { from, to, items: await viewsOf(call, expected, travel ?? 0), travelMinutes: travel }
}

/** Without the months in which somebody stands in, or before and after the assignment. */
async function onlyWhereExpected(call: Call, rows: OccurrenceRow[], personId: string): Promise<OccurrenceRow[]> {
  const people = await peopleAt(call.tx, [...new Set(rows.map(({ unitId }) => unitId))], call.today)
  return rows.filter((row) => namedAt(people, row).some(({ id }) => id === personId))
}

export async function showOccurrence(call: Call, unitId: string, id: string) {
  const rows = await loadOccurrences(call.tx, sql`o.unit_id = ${unitId} and o.id = ${id}`)
  const travel = await travelOf(call, unitId)
  const [view] = await viewsOf(call, rows, travel ?? 0)
  if (!view) throw new Problem('not_found', { reason: 'meeting' })
  return view
}

export type Wish = {
  unitId: string
  kind: MeetingKind
  period: string
  day: string
  time: string
  minutes: number
  occurrenceId?: string | undefined
}

/** What is to be said of a wished day: its window, who could not come. */
export async function checkMeeting(call: Call, wish: Wish) {
  const { tx } = call
  const { unitId, kind, period, minutes } = wish
  const startsAt = instantOf(wish.day, wish.time)
  const chains = await chainsOf(call, [unitId], wish.day)
  const chain = chains.get(unitId) ?? []
  const [windows, members, people, name, travel] = await Promise.all([
    loadWindows(tx, chain),
    membersOn(tx, unitId, wish.day),
    peopleAt(tx, [unitId], call.today),
    unitName(tx, unitId, wish.day),
    travelOf(call, unitId),
  ])
  const warnings = warningsOf({ kind, period, startsAt, minutes }, windows, chain, members)
  const wished: OccurrenceRow = {
    id: wish.occurrenceId ?? '00000000-0000-7000-8000-000000000000',
    version: 1,
    unitId,
    unitName: name,
    kind,
    period,
    startsAt,
    minutes,
    place: '',
    theme: '',
    state: 'planned',
    reason: '',
    members,
  }
  const clashes: Clash[] = (await clashesAt(call, [wished], people, travel ?? 0)).get(wished.id) ?? []
  return { warnings, clashes, needsReason: needsReason(warnings) }
}

export async function membersOn(tx: Tx, unitId: string, day: string): Promise<number | null> {
  const found = await tx
    .selectFrom('cell_profile')
    .select('members')
    .where('unit_id', '=', unitId)
    .where('as_of', '<=', day)
    .orderBy('as_of', 'desc')
    .limit(1)
    .executeTakeFirst()
  return found?.members ?? null
}
