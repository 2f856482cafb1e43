import { sql } from 'kysely'
import { nextInCell } from '#features/members/server/cellLog.ts'
import { leadsCell, listMembers } from '#features/members/server/queries.ts'
import { record as writeJournal } from '#platform/server/journal.ts'
import { type Call, requirePerson } from '#platform/server/serve.ts'
import { Problem } from '#shared/problem.ts'
import type { WireEntry } from '../contract.ts'
import { readValue } from '../place.ts'
import { headsAt, withEntry } from '../record.ts'
import { deriveMeeting } from './derive.ts'
import { foldStored } from './queries.ts'

type Settling = { unitId: string; entryId: string; version: number; to: 'placed' | 'set_aside'; reason: string }

/** A person says where an entry that waits belongs: into the record, in its author's name, or aside. */
export async function settleEntry(call: Call, input: Settling): Promise<{ state: 'placed' | 'set_aside' }> {
  const { tx, actor, now } = call
  const { unitId, entryId, to, reason } = input
  const personId = requirePerson(call)
  if (!leadsCell(actor, unitId)) throw new Problem('forbidden', { reason: 'not_your_cell' })
  const seq = await nextInCell(tx, unitId)
  const settled = await tx
    .updateTable('unplaced_entry')
    .set({
      state: to,
      settled_by: personId,
      settled_at: now.toISOString(),
      settled_reason: reason,
      seq,
      version: sql`version + 1`,
    })
    .where('unit_id', '=', unitId)
    .where('id', '=', entryId)
    .where('version', '=', input.version)
    .where('state', '=', 'waiting')
    .returning(['entry', 'account_id', 'person_id'])
    .executeTakeFirst()
  if (!settled) throw new Problem('stale_version')
  const entry = settled.entry as unknown as WireEntry
  if (to === 'placed') await place(call, entry, { account_id: settled.account_id, person_id: settled.person_id, seq })
  await writeJournal(call, {
    action: to === 'placed' ? 'meeting.entry_placed' : 'meeting.entry_set_aside',
    objectType: 'meeting',
    objectId: entry.meetingId,
    unitId,
    after: { entryId, field: entry.field, reason },
  })
  return { state: to }
}

type Author = { account_id: string; person_id: string | null; seq: number }

async function place(call: Call, entry: WireEntry, author: Author): Promise<void> {
  const { tx, now, today } = call
  const { unitId, meetingId, field, key } = entry
  const read = readValue(field, key, entry.value)
  const named = field === 'roll' || field === 'spoke'
  const known = !named || (await listMembers(tx, unitId)).some(({ id }) => id === key)
  // Closing is a deed of its own, done when nothing is in the way.
  if (!read.ok || !known || field === 'state') {
    throw new Problem('not_allowed_now', {
      reason: 'no_place_for_it',
      detail: {
        vi: 'Biên bản không có chỗ cho dòng này; nếu cần, hãy để riêng và ghi lại bằng dòng mới.',
        en: 'The record has no place for this line; set it aside and enter it anew where needed.',
      },
    })
  }
  const before = await foldStored(tx, unitId, meetingId)
  const after = [...new Set([...entry.after, ...headsAt(before, field, key)])]
  await tx
    .insertInto('meeting')
    .values({ unit_id: unitId, id: meetingId, kind: 'regular', period: `${today.slice(0, 7)}-01`, seq: author.seq })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await tx
    .insertInto('meeting_entry')
    .values({
      unit_id: unitId,
      id: entry.id,
      meeting_id: meetingId,
      field,
      key,
      value: JSON.stringify(read.value),
      after,
      device_id: entry.deviceId,
      device_seq: entry.seq,
      device_at: entry.deviceAt,
      received_at: now.toISOString(),
      ...author,
    })
    .execute()
  const record = withEntry(before, { id: entry.id, field, key, value: read.value as WireEntry['value'], after })
  await deriveMeeting(call, { unitId, meetingId, record, seq: author.seq })
}
