import { sql } from 'kysely'
import { leadsCell, listExemptions, listMembers } from '#features/members/server/queries.ts'
import { sheetForPhone } from '#features/meeting-scores/server/keep.ts'
import { listBodies, listTaskChanges } from '#features/resolutions/server/queries.ts'
import type { Tx } from '#platform/server/database.ts'
import type { Call } from '#platform/server/serve.ts'
import type { CellFeed, MeetingView, StoredEntry, UnplacedView } from '../contract.ts'

/** How many months back a device keeps: of every meeting what lists need, of late ones the whole record. */
const SUMMARY_MONTHS = 24
const RECORD_MONTHS = 2

type Seen = { seq: number; have: readonly string[]; sheetHash?: string | null | undefined }

/**
 * What a device has not seen of a cell. `budget`: rows the device may still hold; the newest records come first, and what
 * does not fit is left to be read with a network.
 */
export async function feedOf(
  call: Call,
  unitId: string,
  seen: Seen,
  budget: number,
): Promise<{ feed: CellFeed; rows: number }> {
  const { tx, today } = call
  const head = await headOf(tx, unitId, today)
  const { kept, rows } = await listKept(tx, unitId, today, budget)
  const [members, exemptions, meetings, entries, unplaced, tasks, bodies, sheet] = await Promise.all([
    listMembers(tx, unitId, seen.seq),
    listExemptions(tx, unitId, seen.seq),
    listMeetings(tx, unitId, seen.seq, today),
    listEntries(tx, unitId, kept, seen),
    listUnplaced(call, (query) => query.where('u.unit_id', '=', unitId).where('u.seq', '>', seen.seq)),
    listTaskChanges(tx, unitId, seen.seq, today),
    listBodies(tx, unitId, today),
    sheetForPhone(tx, unitId, today),
  ])
  const plain = <T extends { seq: number }>({ seq: _seq, ...row }: T) => row
  return {
    feed: {
      unitId,
      ...head,
      members: members.map(plain),
      exemptions: exemptions.map(plain),
      meetings,
      entries,
      kept,
      unplaced,
      tasks,
      bodies,
      sheetHash: sheet?.hash ?? null,
      sheet: sheet && sheet.hash !== seen.sheetHash ? sheet.sheet : null,
    },
    rows,
  }
}

async function headOf(tx: Tx, unitId: string, today: string): Promise<{ name: string; seq: number }> {
  const { rows } = await sql<{ name: string; seq: number }>`
    select coalesce((select last from cell_log where unit_id = ${unitId}), 0) as seq,
      (select name from unit_version where unit_id = ${unitId}
        order by valid @> ${today}::date desc, upper(valid) desc nulls first limit 1) as name`.execute(tx)
  return rows[0] ?? { name: '', seq: 0 }
}

/** Whose records a device keeps: open ones and those of late, the newest first, as far as the rows reach. */
async function listKept(
  tx: Tx,
  unitId: string,
  today: string,
  budget: number,
): Promise<{ kept: string[]; rows: number }> {
  const { rows: fixed } = await sql<{ rows: number }>`
    select (select count(*) from cell_member where unit_id = ${unitId})
      + (select count(*) from member_exemption where unit_id = ${unitId})
      + (select count(*) from meeting where unit_id = ${unitId}
        and period >= (${today}::date - make_interval(months => ${SUMMARY_MONTHS}))::date)
      + (select count(*) from task where unit_id = ${unitId} and state in ('open', 'reported'))
      + (select count(*) from unplaced_entry where unit_id = ${unitId} and state = 'waiting') as rows`.execute(tx)
  const { rows: meetings } = await sql<{ id: string; entries: number }>`
    select m.id, (select count(*) from meeting_entry e where e.unit_id = m.unit_id and e.meeting_id = m.id) as entries
    from meeting m
    where m.unit_id = ${unitId} and m.period >= (${today}::date - make_interval(months => ${SUMMARY_MONTHS}))::date
      and (m.state = 'open' or m.period >= (date_trunc('month', ${today}::date) - make_interval(months => ${RECORD_MONTHS}))::date)
    order by m.period desc, m.id`.execute(tx)
  const kept: string[] = []
  let rows = fixed[0]?.rows ?? 0
  for (const { id, entries } of meetings) {
    if (rows + entries > budget) continue
    rows += entries
    kept.push(id)
  }
  return { kept, rows }
}

async function listMeetings(tx: Tx, unitId: string, after: number, today: string): Promise<MeetingView[]> {
  const rows = await tx
    .selectFrom('meeting')
    .select([
      'id',
      'kind',
      'period',
      'state',
      'held_on as heldOn',
      'minutes',
      'place',
      'theme',
      'members',
      'invited',
      'exempt',
      'present',
      'excused',
      'absent',
      'unmarked',
      'spoke',
      'conflicts',
    ])
    .where('unit_id', '=', unitId)
    .where('seq', '>', after)
    .where(sql<boolean>`period >= (${today}::date - make_interval(months => ${SUMMARY_MONTHS}))::date`)
    .orderBy('period', 'desc')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    ...row,
    kind: row.kind as MeetingView['kind'],
    state: row.state as MeetingView['state'],
  }))
}

async function listEntries(tx: Tx, unitId: string, kept: readonly string[], seen: Seen): Promise<StoredEntry[]> {
  const rows = await tx
    .selectFrom('meeting_entry as e')
    .leftJoin('person as p', 'p.id', 'e.person_id')
    .select(['e.id', 'e.unit_id as unitId', 'e.meeting_id as meetingId', 'e.field', 'e.key', 'e.value', 'e.after'])
    .select(['e.device_id as deviceId', 'e.device_seq as seq', 'e.device_at as deviceAt', 'e.seq as logSeq'])
    .select(['p.name as author', 'p.id as authorId'])
    .where('e.unit_id', '=', unitId)
    .where(sql<boolean>`e.meeting_id = any(${kept}::uuid[])`)
    .where(sql<boolean>`(e.seq > ${seen.seq} or e.meeting_id <> all(${seen.have}::uuid[]))`)
    .orderBy('e.seq')
    .orderBy('e.device_seq')
    .execute()
  return rows.map((row) => ({
    ...row,
    value: row.value as StoredEntry['value'],
    deviceAt: row.deviceAt.toISOString(),
  }))
}

/** Entries that wait to be placed or once did, with their authors. */
async function listUnplaced(
  { tx, actor }: Pick<Call, 'tx' | 'actor'>,
  only: (query: ReturnType<typeof unplaced>) => ReturnType<typeof unplaced>,
): Promise<UnplacedView[]> {
  const rows = await only(unplaced(tx)).execute()
  return rows.map((row) => ({
    ...row,
    entry: row.entry as UnplacedView['entry'],
    reason: row.reason as UnplacedView['reason'],
    state: row.state as UnplacedView['state'],
    receivedAt: row.receivedAt.toISOString(),
    allowedActions: row.state === 'waiting' && leadsCell(actor, row.unitId) ? ['settle' as const] : [],
  }))
}

const unplaced = (tx: Tx) =>
  tx
    .selectFrom('unplaced_entry as u')
    .leftJoin('person as p', 'p.id', 'u.person_id')
    .select([
      'u.id',
      'u.unit_id as unitId',
      'u.entry',
      'u.reason',
      'u.received_at as receivedAt',
      'u.state',
      'u.version',
    ])
    .select(['u.settled_reason as settledReason', 'p.name as author', 'p.id as authorId'])
    .orderBy('u.seq', 'desc')
    .orderBy('u.id')
    .limit(500)

/** What an account sent for cells that it no longer shares. */
export async function listOwnUnplaced(call: Call): Promise<UnplacedView[]> {
  const { accountId, cells } = call.actor
  return listUnplaced(call, (query) =>
    query.where('u.account_id', '=', accountId ?? '').where(sql<boolean>`u.unit_id <> all(${cells}::uuid[])`),
  )
}
