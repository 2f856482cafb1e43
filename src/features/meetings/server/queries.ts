import type { Tx } from '#platform/server/database.ts'
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
