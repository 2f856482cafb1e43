import { sql } from 'kysely'
import { listedOn } from '#features/members/member.ts'
import { rollUpMonth } from '#features/months/server/rollUp.ts'
import { listExemptions, listMembers } from '#features/members/server/queries.ts'
import { hashOf } from '#platform/server/id.ts'
import { announce, record as writeJournal } from '#platform/server/journal.ts'
import type { Call } from '#platform/server/serve.ts'
import { type Attendance, attendanceOf, type Folded, summaryOf, totalsOf } from '../record.ts'
import { listFrozenRoll } from './queries.ts'
import { carryOut } from './closing.ts'

export type Derived = { unitId: string; meetingId: string; record: Folded; seq: number }

/**
 * The columns of a meeting and its roll, made anew from what its record says. A record that has just become closed gets
 * the hash of what was closed; a closed one keeps the list of members it was closed with.
 */
export async function deriveMeeting(
  call: Pick<Call, 'tx' | 'actor' | 'now' | 'today'>,
  { unitId, meetingId, record, seq }: Derived,
): Promise<void> {
  const { tx, now, today } = call
  const summary = summaryOf(record)
  const frozen = await listFrozenRoll(tx, unitId, meetingId)
  const listed =
    frozen ?? listedOn(await listMembers(tx, unitId), await listExemptions(tx, unitId), summary.heldOn ?? today)
  const roll = attendanceOf(record, listed)
  const closes = summary.state === 'closed'
  const hash = closes ? hashOfRecord(record, roll) : null
  const before = await tx
    .selectFrom('meeting')
    .select(['closed_hash', 'closed_at', 'period'])
    .where('unit_id', '=', unitId)
    .where('id', '=', meetingId)
    .executeTakeFirstOrThrow()
  await tx
    .updateTable('meeting')
    .set({
      ...(summary.kind === null ? {} : { kind: summary.kind }),
      ...(summary.period === null ? {} : { period: summary.period }),
      state: summary.state,
      held_on: summary.heldOn,
      started_at: summary.startedAt,
      ended_at: summary.endedAt,
      minutes: summary.minutes,
      place: summary.place,
      theme: summary.theme,
      papers_posted_on: summary.papersPostedOn,
      results_posted_on: summary.resultsPostedOn,
      conflicts: summary.conflicts,
      ...totalsOf(roll),
      closed_at: closes ? (before.closed_at ?? now).toISOString() : null,
      closed_hash: hash,
      seq,
    })
    .where('unit_id', '=', unitId)
    .where('id', '=', meetingId)
    .execute()
  await saveRoll(call, { unitId, meetingId, roll })
  const closed = hash !== null && hash !== before.closed_hash
  if (closed) await carryOut(call, { unitId, meetingId, record, seq }, summary.heldOn ?? today)
  for (const month of new Set([before.period, summary.period ?? before.period])) await rollUpMonth(tx, unitId, month)
  if (!closed) return
  const action = before.closed_hash === null ? 'meeting.closed' : 'meeting.corrected'
  await writeJournal(call, {
    action,
    objectType: 'meeting',
    objectId: meetingId,
    unitId,
    before: { hash: before.closed_hash },
    after: { hash, ...totalsOf(roll) },
  })
  await announce(call, action, unitId, { meetingId, hash })
}

/** What a closed record says, and nothing of how it came about: equal however often and in whatever order it was sent. */
function hashOfRecord(record: Folded, roll: readonly Attendance[]): string {
  const said = [...record.values()]
    .filter(({ field }) => field !== 'posting' && field !== 'state')
    .map(({ field, key, heads }) => [field, key, heads[0]?.value])
    .toSorted((a, b) => (String(a) < String(b) ? -1 : 1))
  return hashOf({ said, roll: roll.toSorted((a, b) => (a.memberId < b.memberId ? -1 : 1)) })
}

async function saveRoll(
  { tx }: Pick<Call, 'tx'>,
  { unitId, meetingId, roll }: { unitId: string; meetingId: string; roll: readonly Attendance[] },
): Promise<void> {
  const ids = roll.map(({ memberId }) => memberId)
  await sql`
    delete from attendance where unit_id = ${unitId} and meeting_id = ${meetingId}
      and member_id <> all(${ids}::uuid[])`.execute(tx)
  await sql`
    insert into attendance (unit_id, meeting_id, member_id, mark, spoke)
    select ${unitId}, ${meetingId}, * from unnest(${ids}::uuid[], ${roll.map(({ mark }) => mark)}::text[],
      ${roll.map(({ spoke }) => spoke)}::boolean[])
    on conflict (unit_id, meeting_id, member_id) do update set mark = excluded.mark, spoke = excluded.spoke
    where (attendance.mark, attendance.spoke) is distinct from (excluded.mark, excluded.spoke)`.execute(tx)
}
