import { sql } from 'kysely'
import type { Tx } from '#platform/server/database.ts'
import type { Call } from '#platform/server/serve.ts'
import { Problem } from '#shared/problem.ts'
import type { MeetingView } from '../contract.ts'
import type { Mark } from '../mark.ts'
import { foldRecord } from '../record.ts'

/** What the log of a meeting says. */
export async function foldStored(tx: Tx, unitId: string, meetingId: string) {
  const entries = await tx
    .selectFrom('meeting_entry')
    .select(['id', 'field', 'key', 'value', 'after'])
    .where('unit_id', '=', unitId)
    .where('meeting_id', '=', meetingId)
    .orderBy('seq')
    .orderBy('id')
    .execute()
  return foldRecord(entries)
}

/** The roll of a closed meeting, which a later change of the list does not touch; `null` while the record is open. */
export async function listFrozenRoll(
  tx: Tx,
  unitId: string,
  meetingId: string,
): Promise<{ id: string; exempt: boolean }[] | null> {
  const rows = await tx
    .selectFrom('meeting as m')
    .leftJoin('attendance as a', (join) => join.onRef('a.unit_id', '=', 'm.unit_id').onRef('a.meeting_id', '=', 'm.id'))
    .select(['a.member_id as memberId', 'a.mark'])
    .where('m.unit_id', '=', unitId)
    .where('m.id', '=', meetingId)
    .where('m.closed_hash', 'is not', null)
    .execute()
  if (rows.length === 0) return null
  return rows.flatMap(({ memberId, mark }) => (memberId === null ? [] : [{ id: memberId, exempt: mark === 'exempt' }]))
}

type RollLine = { memberId: string; name: string; mark: Mark | null; spoke: boolean }

/** One meeting with its roll: who is on the list is seen by the cell, row by row, by the database's own wall. */
export async function showMeeting(
  { tx, today }: Call,
  { unitId, meetingId }: { unitId: string; meetingId: string },
): Promise<MeetingView & { unitName: string; roll: RollLine[] }> {
  const [{ rows }, roll] = await Promise.all([
    sql<MeetingView & { unitName: string }>`
      select (select name from unit_version v where v.unit_id = meeting.unit_id
          order by v.valid @> coalesce(held_on, ${today}::date) desc, upper(v.valid) desc nulls first limit 1) as "unitName",
        id, kind, period, state, held_on as "heldOn", minutes, place, theme, members, invited, exempt, present,
        excused, absent, unmarked, spoke, conflicts
      from meeting where unit_id = ${unitId} and id = ${meetingId}`.execute(tx),
    sql<RollLine>`
      select a.member_id as "memberId", m.name, a.mark, a.spoke
      from attendance a join cell_member m on m.unit_id = a.unit_id and m.id = a.member_id
      where a.unit_id = ${unitId} and a.meeting_id = ${meetingId}
      order by m.sort_order, m.id`.execute(tx),
  ])
  const [meeting] = rows
  if (!meeting) throw new Problem('not_found', { reason: 'meeting' })
  return { ...meeting, roll: roll.rows }
}
