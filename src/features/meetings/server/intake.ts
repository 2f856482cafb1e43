import { sql } from 'kysely'
import { nextInCell } from '#features/members/server/cellLog.ts'
import { listExemptions, listMembers } from '#features/members/server/queries.ts'
import { listedOn } from '#features/members/member.ts'
import { record as writeJournal } from '#platform/server/journal.ts'
import type { Call } from '#platform/server/serve.ts'
import type { WireEntry } from '../contract.ts'
import { type Placement, placementOf, recorders, type Standing, type UnplacedReason } from '../placement.ts'
import { readValue } from '../place.ts'
import { attendanceOf, closingObstacles, type Folded, sameValue, summaryOf, withEntry } from '../record.ts'
import { deriveMeeting } from './derive.ts'
import { foldStored, listFrozenRoll } from './queries.ts'

/** Take in the entries of one cell, in their order: into the record, to be placed, or not at all. */
export async function takeIn(
  call: Call,
  unitId: string,
  entries: readonly WireEntry[],
): Promise<Map<string, Placement>> {
  const { tx } = call
  const standing = await standingOf(call, unitId)
  const placed = new Map<string, Placement>()
  if (standing.author === 'stranger') {
    for (const { id } of entries) placed.set(id, { to: 'refused', reason: 'not_your_cell' })
    return placed
  }
  // From here on this transaction is alone with the cell.
  const seq = await nextInCell(tx, unitId)
  const known = await findKnown(call, unitId, entries)
  const fresh = entries.filter((entry) => {
    const earlier = known.get(entry.id)
    if (earlier) placed.set(entry.id, earlier)
    return earlier === undefined
  })
  for (const [meetingId, some] of Map.groupBy(fresh, (entry) => entry.meetingId)) {
    const meeting = await openMeeting(call, unitId, meetingId)
    const accepted: WireEntry[] = []
    for (const entry of some) {
      // The same line twice in one request.
      if (placed.has(entry.id)) continue
      const placement = placementOf(entry, standing, meeting)
      placed.set(entry.id, placement)
      if (placement.to === 'unplaced') await keepUnplaced(call, entry, placement.reason, seq)
      if (placement.to !== 'record') continue
      const kept = { ...entry, value: placement.value as WireEntry['value'] }
      meeting.record = withEntry(meeting.record, kept)
      accepted.push(kept)
    }
    if (accepted.length > 0) await keepEntries(call, meeting.record, accepted, seq)
  }
  return placed
}

/** What the author is to the cell today, and whether the cell still exists. */
async function standingOf({ tx, actor, today }: Call, unitId: string): Promise<Standing> {
  const records = actor.positions.some(
    (position) => position.unitId === unitId && position.level === 'cell' && recorders.includes(position.role),
  )
  const { rows } = await sql<{ exists: boolean; held: boolean }>`
    select exists (select 1 from unit_version where unit_id = ${unitId} and valid @> ${today}::date) as exists,
      exists (select 1 from position where unit_id = ${unitId} and person_id = ${actor.personId}::uuid) as held`.execute(
    tx,
  )
  const known = actor.cells.includes(unitId) || (rows[0]?.held ?? false)
  return { author: records ? 'recorder' : known ? 'known' : 'stranger', unitExists: rows[0]?.exists ?? false }
}

/** Entries that came before: sent again because an answer was lost. */
async function findKnown({ tx }: Call, unitId: string, entries: readonly WireEntry[]): Promise<Map<string, Placement>> {
  const ids = entries.map(({ id }) => id)
  const { rows } = await sql<{ id: string; reason: string | null; state: string; content: unknown }>`
    select id, null as reason, 'placed' as state, jsonb_build_array(meeting_id, field, key, value) as content
    from meeting_entry where unit_id = ${unitId} and id = any(${ids}::uuid[])
    union all
    select id, reason, state, jsonb_build_array(entry->'meetingId', entry->'field', entry->'key', entry->'value')
    from unplaced_entry where unit_id = ${unitId} and id = any(${ids}::uuid[])`.execute(tx)
  const sent = new Map(entries.map((entry) => [entry.id, entry]))
  return new Map(
    rows.map(({ id, reason, state, content }): [string, Placement] => {
      const entry = sent.get(id)
      const read = entry && readValue(entry.field, entry.key, entry.value)
      const same = [entry?.value, read?.ok ? read.value : undefined].some((value) =>
        sameValue(content, [entry?.meetingId, entry?.field, entry?.key, value]),
      )
      if (!same) return [id, { to: 'refused', reason: 'id_reused' }]
      if (reason === null || state === 'placed') return [id, { to: 'record', value: entry?.value }]
      return [id, { to: 'unplaced', reason: reason as UnplacedReason }]
    }),
  )
}

/** A meeting as it stands, with what its placement asks. */
async function openMeeting(call: Call, unitId: string, meetingId: string) {
  const { tx, today } = call
  const [members, exemptions, stored, frozen] = await Promise.all([
    listMembers(tx, unitId),
    listExemptions(tx, unitId),
    foldStored(tx, unitId, meetingId),
    listFrozenRoll(tx, unitId, meetingId),
  ])
  const ids = new Set(members.map(({ id }) => id))
  const meeting = {
    record: stored as Folded<WireEntry>,
    isMember: (memberId: string) => ids.has(memberId),
    isComplete: () => {
      const { heldOn } = summaryOf(meeting.record)
      const listed = frozen ?? listedOn(members, exemptions, heldOn ?? today)
      return closingObstacles(meeting.record, attendanceOf(meeting.record, listed)).every(
        ({ code }) => code === 'conflicts',
      )
    },
  }
  return meeting
}

async function keepEntries(call: Call, record: Folded, entries: readonly WireEntry[], seq: number): Promise<void> {
  const { tx, actor, now } = call
  const [first] = entries
  if (!first) return
  const { unitId, meetingId } = first
  await tx
    .insertInto('meeting')
    .values({ unit_id: unitId, id: meetingId, kind: 'regular', period: `${call.today.slice(0, 7)}-01`, seq })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await tx
    .insertInto('meeting_entry')
    .values(
      entries.map((entry) => ({
        unit_id: unitId,
        id: entry.id,
        meeting_id: meetingId,
        field: entry.field,
        key: entry.key,
        value: JSON.stringify(entry.value),
        after: entry.after,
        device_id: entry.deviceId,
        device_seq: entry.seq,
        device_at: entry.deviceAt,
        account_id: actor.accountId ?? '',
        person_id: actor.personId,
        received_at: now.toISOString(),
        seq,
      })),
    )
    .execute()
  await deriveMeeting(call, { unitId, meetingId, record, seq })
  const fields = Object.entries(Object.groupBy(entries, ({ field }) => field))
  await writeJournal(call, {
    action: 'meeting.recorded',
    objectType: 'meeting',
    objectId: meetingId,
    unitId,
    // Counts only: the journal is read above the cell.
    after: Object.fromEntries(fields.map(([field, some]) => [field, some?.length ?? 0])),
  })
}

async function keepUnplaced(call: Call, entry: WireEntry, reason: string, seq: number): Promise<void> {
  const { tx, actor, now } = call
  await tx
    .insertInto('unplaced_entry')
    .values({
      unit_id: entry.unitId,
      id: entry.id,
      entry: JSON.stringify(entry),
      reason,
      account_id: actor.accountId ?? '',
      person_id: actor.personId,
      received_at: now.toISOString(),
      seq,
    })
    .execute()
  await writeJournal(call, {
    action: 'meeting.entry_unplaced',
    objectType: 'meeting',
    objectId: entry.meetingId,
    unitId: entry.unitId,
    after: { entryId: entry.id, field: entry.field, reason },
  })
}
