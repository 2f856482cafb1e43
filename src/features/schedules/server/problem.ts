import { sql } from 'kysely'
import { asLevel, getUnitOnDay } from '#features/units/server/queries.ts'
import type { Call } from '#platform/server/serve.ts'
import { addDays, dayOf } from '#shared/format.ts'
import { Problem } from '#shared/problem.ts'
import {
  type BodyKind,
  bodyOf,
  dayIn,
  daysOf,
  hourOf,
  instantOf,
  monthsLater,
  nearestWindow,
} from '#features/calendar/calendar.ts'
import type { NewProposal, ScheduleRequest } from '../contract.ts'
import { type ScheduleMeeting, type Slot, slotsOf } from '../schedule.ts'
import { namedAt, type People, peopleAt, unitsOfPeople } from '#features/calendar/server/expected.ts'
import { loadOccurrences, type OccurrenceRow } from '#features/calendar/server/occurrences.ts'
import { chainsOf } from '#features/calendar/server/views.ts'
import { loadWindows, type WindowRow } from '#features/calendar/server/windows.ts'

/** How long the solver may take, in seconds. */
const SECONDS = 30
/** The inspection team goes as one. */
export const INSPECTION = 'inspection'

type Body = { unitId: string; name: string; body: BodyKind }
type Repeated = { unitId: string; day: number; time: string; minutes: number; place: string; fixed: boolean }

/** The month of a unit and everything below it as a problem for the solver: who meets, when they may, who is to be there. */
export async function requestOf(call: Call, input: NewProposal): Promise<ScheduleRequest> {
  const { period } = input
  const bodies = await bodiesBelow(call, input)
  const units = bodies.map(({ unitId }) => unitId)
  const [chains, people, planned, repeated] = await Promise.all([
    chainsOf(call, units, period),
    peopleAt(call.tx, units, call.today),
    loadOccurrences(
      call.tx,
      sql`o.unit_id = any(${units}::uuid[]) and o.period = ${period}::date and o.kind in ('regular', 'combined', 'committee')`,
    ),
    loadRepeated(call, units, period),
  ])
  const windows = await loadWindows(call.tx, [...new Set([...chains.values()].flat())])
  const meetings = bodies.flatMap((one) => {
    const here = planned.filter(({ unitId, state }) => unitId === one.unitId && state !== 'cancelled')
    if (here.some(({ state }) => state === 'held')) return []
    const window = nearestWindow(windows, chains.get(one.unitId) ?? [], one.body, period)
    if (!window) throw noWindow(one)
    return [
      meetingOf(one, { input, window, planned: here[0], repeated: repeated.get(`${one.unitId}:${one.body}`), people }),
    ]
  })
  const elsewhere = await elsewhereOf(call, meetings, units, period)
  const all = [...meetings, ...elsewhere]
  const counts = new Map<string, number>()
  for (const id of all.flatMap((meeting) => meeting.people)) counts.set(id, (counts.get(id) ?? 0) + 1)
  const names = new Map([
    ...people.members.map(({ personId, name }) => [personId, name] as const),
    ...people.followers.map(({ personId, personName }) => [personId ?? '', personName ?? ''] as const),
  ])
  // Whoever is at one meeting only stands in nobody's way.
  const busy = new Set([...counts].filter(([, count]) => count > 1).map(([id]) => id))
  return {
    problem: {
      meetings: all.map((meeting) => ({
        ...meeting,
        slots: [...meeting.slots],
        free: [...meeting.free],
        wider: [...meeting.wider],
        people: meeting.people.filter((id) => busy.has(id)),
      })),
      people: [...busy].map((id) => ({ id, name: names.get(id) ?? '', perHalfDay: input.perHalfDay })),
      travelMinutes: input.travelMinutes,
    },
    targets: bodies
      .filter(({ unitId }) => meetings.some(({ id }) => id === unitId))
      .map(({ unitId, body }) => ({
        unitId,
        kind: body === 'committee' ? 'committee' : 'regular',
        place: repeated.get(`${unitId}:${body}`)?.place ?? planned.find((one) => one.unitId === unitId)?.place ?? '',
      })),
    seconds: SECONDS,
  }
}

const noWindow = ({ name }: Body) =>
  new Problem('not_allowed_now', {
    reason: 'no_window',
    detail: {
      vi: `Chưa có ngày sinh hoạt quy định cho ${name}. Hãy quy định trước, rồi đề xuất lịch.`,
      en: `No days are set on which ${name} meets. Set them first, then ask again.`,
    },
  })

async function bodiesBelow(call: Call, { unitId, period, committees }: NewProposal): Promise<Body[]> {
  await getUnitOnDay(call.tx, unitId, period)
  const { rows } = await sql<{ unitId: string; name: string; level: string }>`
    select v.unit_id as "unitId", v.name, k.level
    from unit_closure c
    join unit_version v on v.unit_id = c.descendant_id and v.valid @> ${period}::date
    join unit_kind k on k.code = v.kind
    where c.ancestor_id = ${unitId} and c.via = 'parent' and c.valid @> ${period}::date
      and (k.level = 'cell' or (${committees}::boolean and k.level = 'commune'))
    order by v.sort_order, v.name, v.unit_id`.execute(call.tx)
  return rows.map((row) => ({ unitId: row.unitId, name: row.name, body: bodyOf(asLevel(row.level)) }))
}

async function loadRepeated(call: Call, units: readonly string[], period: string): Promise<Map<string, Repeated>> {
  const { rows } = await sql<Repeated & { kind: string }>`
    select unit_id as "unitId", kind, day_of_month as day, to_char(time_of_day, 'HH24:MI') as time, minutes, place, fixed
    from meeting_series
    where unit_id = any(${units}::uuid[]) and kind in ('regular', 'committee') and valid @> ${period}::date
      and extract(month from ${period}::date)::int = any(months)`.execute(call.tx)
  return new Map(rows.map(({ kind, ...row }) => [`${row.unitId}:${kind === 'committee' ? 'committee' : 'cell'}`, row]))
}

type Given = {
  input: NewProposal
  window: WindowRow
  planned: OccurrenceRow | undefined
  repeated: Repeated | undefined
  people: People
}

function meetingOf({ unitId, name, body }: Body, { input, window, planned, repeated, people }: Given): ScheduleMeeting {
  const { period, times, without, minutes } = input
  const days = daysOf(window, period)
  const free = slotsOf(days, times, without)
  const wish = repeated && { day: dayIn(period, repeated.day), time: repeated.time }
  const stands = planned && { day: dayOf(planned.startsAt), time: hourOf(planned.startsAt) }
  // A day that the planner has taken out is out for those who always meet on it, too.
  const always = repeated?.fixed && wish && !without.includes(wish.day) ? wish : undefined
  const fixed: Slot | undefined = stands ?? always
  const before = addDays(days.first, -1)
  const after = addDays(days.last, 1)
  const first = fixed ?? free[0] ?? { day: days.first, time: '08:00' }
  const expected = namedAt(people, { unitId, startsAt: instantOf(first.day, first.time) }).map(({ id }) => id)
  return {
    id: unitId,
    name,
    minutes: planned?.minutes ?? repeated?.minutes ?? (body === 'committee' ? minutes.committee : minutes.cell),
    slots: fixed ? [fixed] : free,
    fixed: stands ? 'planned' : fixed ? 'wish' : null,
    usual: wish ?? null,
    people: input.inspected.includes(unitId) ? [...expected, INSPECTION] : expected,
    free,
    wider: [
      ...slotsOf({ first: before, last: before }, times, without),
      ...slotsOf({ first: after, last: after }, times, without),
    ],
  }
}

/** What the same people have elsewhere that month: it stays where it is, and is in the way. */
async function elsewhereOf(
  call: Call,
  meetings: readonly ScheduleMeeting[],
  units: readonly string[],
  period: string,
): Promise<ScheduleMeeting[]> {
  const everyone = new Set(meetings.flatMap(({ people }) => people))
  everyone.delete(INSPECTION)
  const others = (await unitsOfPeople(call.tx, [...everyone], call.today)).filter((id) => !units.includes(id))
  const [rows, people] = await Promise.all([
    loadOccurrences(
      call.tx,
      sql`o.unit_id = any(${others}::uuid[]) and o.state = 'planned' and o.starts_at >= ${instantOf(period, '00:00')}
        and o.starts_at < ${instantOf(monthsLater(period, 1), '00:00')}`,
    ),
    peopleAt(call.tx, others, call.today),
  ])
  return rows.map((row) => {
    const slot = { day: dayOf(row.startsAt), time: hourOf(row.startsAt) }
    return {
      id: row.id,
      name: row.unitName,
      minutes: row.minutes,
      slots: [slot],
      fixed: 'planned' as const,
      usual: null,
      people: namedAt(people, row)
        .map(({ id }) => id)
        .filter((id) => everyone.has(id)),
      free: [slot],
      wider: [],
    }
  })
}
