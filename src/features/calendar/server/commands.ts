import { sql } from 'kysely'
import { requireOver } from '#features/units/server/queries.ts'
import { newId } from '#platform/server/id.ts'
import { announce, record } from '#platform/server/journal.ts'
import { type Call, requirePerson } from '#platform/server/serve.ts'
import { Problem } from '#shared/problem.ts'
import { instantOf } from '../calendar.ts'
import type { OccurrenceView } from '../calendarView.ts'
import { type MeetingCancel, type MeetingMove, type MeetingTheme, planMeetings } from '../contract.ts'
import { loadOccurrences, type OccurrenceRow } from './occurrences.ts'
import { showOccurrence } from './queries.ts'
import { refuse } from './refuse.ts'

async function getOccurrence(call: Call, unitId: string, id: string, version: number): Promise<OccurrenceRow> {
  await requireOver(call, planMeetings, unitId)
  const [row] = await loadOccurrences(call.tx, sql`o.unit_id = ${unitId} and o.id = ${id}`)
  if (!row) throw new Problem('not_found', { reason: 'meeting' })
  if (row.version !== version) throw new Problem('stale_version')
  return row
}

type Changes = { starts_at?: string; place?: string; state?: string; kind?: string; theme?: string; minutes?: number }

/** Only when nobody has changed the meeting meanwhile; held ones stand as they were. */
async function change(call: Call, row: OccurrenceRow, changes: Changes): Promise<void> {
  if (row.state === 'held') refuse(call.language, 'not_planned')
  const { numUpdatedRows } = await call.tx
    .updateTable('occurrence')
    .set({ ...changes, version: row.version + 1 })
    .where('unit_id', '=', row.unitId)
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Problem('stale_version')
}

type Kind = 'moved' | 'cancelled' | 'restored'

async function append(call: Call, row: OccurrenceRow, kind: Kind, to: string | null, reason: string): Promise<void> {
  const person_id = requirePerson(call)
  await call.tx
    .insertInto('postponement')
    .values({
      unit_id: row.unitId,
      id: newId(),
      occurrence_id: row.id,
      kind,
      from_starts_at: row.startsAt,
      to_starts_at: to,
      reason,
      person_id,
      at: call.now,
    })
    .execute()
  await record(call, {
    action: `meeting.${kind}`,
    objectType: 'occurrence',
    objectId: row.id,
    unitId: row.unitId,
    before: { startsAt: row.startsAt, state: row.state },
    after: { startsAt: to, reason },
  })
  await announce(call, `meeting.${kind}`, row.unitId, { occurrenceId: row.id, startsAt: to })
}

/** Another day, with the reason, which is also the reason for a day outside the window; a cancelled meeting comes back. */
export async function moveMeeting(call: Call, input: MeetingMove): Promise<OccurrenceView> {
  const row = await getOccurrence(call, input.unitId, input.occurrenceId, input.version)
  const startsAt = instantOf(input.day, input.time)
  const restored = row.state === 'cancelled'
  if (!restored && startsAt === row.startsAt && input.place === row.place) refuse(call.language, 'same_time')
  await change(call, row, { starts_at: startsAt, place: input.place, state: 'planned' })
  await append(call, row, restored ? 'restored' : 'moved', startsAt, input.reason)
  return showOccurrence(call, row.unitId, row.id)
}

/** The meeting stays in the calendar, crossed out, with the reason. */
export async function cancelMeeting(call: Call, input: MeetingCancel): Promise<OccurrenceView> {
  const row = await getOccurrence(call, input.unitId, input.occurrenceId, input.version)
  if (row.state !== 'planned') refuse(call.language, 'not_planned')
  await change(call, row, { state: 'cancelled' })
  await append(call, row, 'cancelled', null, input.reason)
  return showOccurrence(call, row.unitId, row.id)
}

/** Of a monthly meeting: with a theme both parts run in turn in one meeting; without it the meeting is a regular one again. */
export async function setTheme(call: Call, input: MeetingTheme): Promise<OccurrenceView> {
  const row = await getOccurrence(call, input.unitId, input.occurrenceId, input.version)
  if (row.kind === 'committee' || row.kind === 'group') refuse(call.language, 'not_combinable')
  if (row.state !== 'planned') refuse(call.language, 'not_planned')
  if (row.kind === 'thematic' && input.theme === '') refuse(call.language, 'theme_needed')
  const monthly = input.theme === '' ? 'regular' : 'combined'
  const kind = row.kind === 'thematic' ? 'thematic' : monthly
  await change(call, row, { kind, theme: input.theme, minutes: input.minutes })
  await record(call, {
    action: 'meeting.themed',
    objectType: 'occurrence',
    objectId: row.id,
    unitId: row.unitId,
    before: { kind: row.kind, theme: row.theme, minutes: row.minutes },
    after: { kind, theme: input.theme, minutes: input.minutes },
  })
  return showOccurrence(call, row.unitId, row.id)
}
