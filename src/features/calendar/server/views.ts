import { sql } from 'kysely'
import { nearestSettings } from '#features/assignments/server/settings.ts'
import { mayOver } from '#features/units/unit.ts'
import type { Call } from '#platform/server/serve.ts'
import { addDays } from '#shared/format.ts'
import { type PlannedMeeting, warningsOf } from '../calendar.ts'
import { clashesOf } from '../clash.ts'
import type { Clash, OccurrenceView } from '../calendarView.ts'
import { planMeetings } from '../contract.ts'
import { namedAt, officersOf, type People, peopleAt, unitsOfPeople } from './expected.ts'
import { loadMoves, loadOccurrences, type OccurrenceRow } from './occurrences.ts'
import { loadWindows } from './windows.ts'

type Chains = Map<string, string[]>

/** Each unit with those above it on a day, nearest first, in one reading. */
export async function chainsOf(call: Call, units: readonly string[], day: string): Promise<Chains> {
  const { rows } = await sql<{ unitId: string; chain: string[] }>`
    select descendant_id as "unitId", array_agg(ancestor_id::text order by depth) as chain
    from unit_closure where descendant_id = any(${units}::uuid[]) and via = 'parent' and valid @> ${day}::date
    group by descendant_id`.execute(call.tx)
  return new Map(rows.map(({ unitId, chain }) => [unitId, chain]))
}

/** Minutes for the way between two meetings of one officer; null: nobody has set any, and none is counted. */
export const travelOf = async (call: Call, unitId: string): Promise<number | null> =>
  (await nearestSettings(call.tx, unitId, call.today)).travelMinutes

const within = (rows: readonly OccurrenceRow[]) => {
  const days = rows.map(({ startsAt }) => startsAt.slice(0, 10)).toSorted()
  const [first, last] = [days[0], days.at(-1)]
  return first && last ? { first: addDays(first, -2), last: addDays(last, 2) } : null
}

/** What collides with each of these meetings for somebody expected at it, also elsewhere. */
export async function clashesAt(
  call: Call,
  rows: readonly OccurrenceRow[],
  people: People,
  travel: number,
): Promise<Map<string, Clash[]>> {
  const span = within(rows)
  const names = new Map(rows.flatMap((row) => namedAt(people, row)).map(({ id, name }) => [id, name]))
  if (!span || names.size === 0) return new Map()
  const known = new Set(rows.map(({ unitId }) => unitId))
  const elsewhere = (await unitsOfPeople(call.tx, [...names.keys()], call.today)).filter((id) => !known.has(id))
  const [others, theirs] = await Promise.all([
    loadOccurrences(
      call.tx,
      sql`o.unit_id = any(${elsewhere}::uuid[]) and o.state <> 'cancelled'
        and o.starts_at >= ${span.first}::date and o.starts_at < ${span.last}::date`,
    ),
    peopleAt(call.tx, elsewhere, call.today),
  ])
  const all = [...rows, ...others].filter(({ state }) => state !== 'cancelled')
  const everyone = {
    followers: [...people.followers, ...theirs.followers],
    members: [...people.members, ...theirs.members],
  }
  const byPerson = new Map<string, OccurrenceRow[]>()
  for (const row of all) {
    for (const { id } of namedAt(everyone, row)) {
      if (names.has(id)) byPerson.set(id, [...(byPerson.get(id) ?? []), row])
    }
  }
  const byId = new Map(all.map((row) => [row.id, row]))
  const found = new Map<string, Clash[]>()
  for (const [id, meetings] of byPerson) {
    for (const [one, collidings] of clashesOf(meetings, travel)) {
      for (const other of collidings) {
        const row = byId.get(other)
        if (!row) continue
        const person = { id, name: names.get(id) ?? '' }
        const clash = { person, occurrenceId: other, unitName: row.unitName, startsAt: row.startsAt }
        found.set(one, [...(found.get(one) ?? []), clash])
      }
    }
  }
  return found
}

/** Meetings as the one who asks sees them: warnings, officers, clashes, moves, and what may be done. */
export async function viewsOf(call: Call, rows: readonly OccurrenceRow[], travel: number): Promise<OccurrenceView[]> {
  const units = [...new Set(rows.map(({ unitId }) => unitId))]
  const [people, moves, chains] = await Promise.all([
    peopleAt(call.tx, units, call.today),
    loadMoves(
      call.tx,
      units,
      rows.map(({ id }) => id),
    ),
    chainsOf(call, units, call.today),
  ])
  const [windows, clashes] = await Promise.all([
    loadWindows(call.tx, [...new Set([...chains.values()].flat())]),
    clashesAt(call, rows, people, travel),
  ])
  return rows.map((row) => {
    const chain = chains.get(row.unitId) ?? []
    const { members, ...shown } = row
    return {
      ...shown,
      warnings: row.state === 'cancelled' ? [] : warningsOf(asPlanned(row), windows, chain, members),
      officers: officersOf(people, row).map(({ personId, personName, title }) => ({
        person: personId === null ? null : { id: personId, name: personName ?? '' },
        title,
      })),
      clashes: row.state === 'planned' ? (clashes.get(row.id) ?? []) : [],
      moves: moves.filter(({ occurrenceId }) => occurrenceId === row.id).map(({ occurrenceId: _id, ...move }) => move),
      allowedActions: actionsOn(row, mayOver(planMeetings, call.actor.positions, chain, call.today)),
    }
  })
}

const asPlanned = ({ kind, period, startsAt, minutes }: OccurrenceRow): PlannedMeeting => ({
  kind,
  period,
  startsAt,
  minutes,
})

function actionsOn({ state, kind }: OccurrenceRow, may: boolean): OccurrenceView['allowedActions'] {
  if (!may || state === 'held') return []
  if (state === 'cancelled') return ['restore']
  return kind === 'committee' || kind === 'group' ? ['move', 'cancel'] : ['move', 'cancel', 'set_theme']
}
