import { sql } from 'kysely'
import type { Database } from '#platform/server/database.ts'
import { attendanceOf, type Attendance, type Entry, foldRecord, summaryOf, totalsOf } from '../record.ts'

/** Where a figure is not what its facts give: which table, of which cell, and what is there and should be there. */
export type RollupFinding = {
  table: 'attendance' | 'meeting' | 'meeting_level' | 'meeting_month' | 'meeting_month_over'
  unitId: string
  /** The meeting, or the month. */
  of: string
  kept: string
  computed: string
}
export type RollupVerification = {
  cells: number
  meetings: number
  marks: number
  months: number
  findings: RollupFinding[]
}

/**
 * Recompute every figure of meetings from the facts: each record folded from its entries, each roll counted, each month
 * summed. Nothing is changed. The work is done cell by cell, so that memory does not grow with the province.
 */
export async function verifyRollups(db: Database): Promise<RollupVerification> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      const cells = await sql<{ unit_id: string }>`select distinct unit_id from meeting`.execute(tx)
      const told: RollupVerification = { cells: cells.rows.length, meetings: 0, marks: 0, months: 0, findings: [] }
      for (const { unit_id: unitId } of cells.rows) {
        const meetings = await readMeetings(tx, unitId)
        told.meetings += meetings.length
        for (const meeting of meetings) {
          told.marks += meeting.roll.length
          told.findings.push(...findingsOf(unitId, meeting))
        }
      }
      const months = await sql<{ count: number }>`select count(*)::int as count from meeting_month`.execute(tx)
      told.months = months.rows[0]?.count ?? 0
      told.findings.push(...(await findWrongMonths(tx)))
      return told
    })
}

const counts = ['members', 'invited', 'exempt', 'present', 'excused', 'absent', 'unmarked', 'spoke'] as const
type Kept = {
  id: string
  kept: Record<string, unknown>
  entries: Entry[]
  roll: Attendance[]
}

async function readMeetings(tx: Database, unitId: string): Promise<Kept[]> {
  const { rows } = await sql<Kept>`
    select m.id, to_jsonb(m) as kept,
      coalesce((select jsonb_agg(jsonb_build_object('id', e.id, 'field', e.field, 'key', e.key, 'value', e.value, 'after', e.after)
        order by e.seq, e.id) from meeting_entry e where e.unit_id = m.unit_id and e.meeting_id = m.id), '[]') as entries,
      coalesce((select jsonb_agg(jsonb_build_object('memberId', a.member_id, 'mark', a.mark, 'spoke', a.spoke)
        order by a.member_id) from attendance a where a.unit_id = m.unit_id and a.meeting_id = m.id), '[]') as roll
    from meeting m where m.unit_id = ${unitId} order by m.period, m.id`.execute(tx)
  return rows
}

/** The list a roll was called from is the roll's own: it was frozen, or stands as it was when somebody last wrote. */
function findingsOf(unitId: string, { id, kept, entries, roll }: Kept): RollupFinding[] {
  const record = foldRecord(entries)
  const listed = roll.map(({ memberId, mark }) => ({ id: memberId, exempt: mark === 'exempt' }))
  const computedRoll = attendanceOf(record, listed).toSorted((a, b) => (a.memberId < b.memberId ? -1 : 1))
  const summary = summaryOf(record)
  const totals = totalsOf(computedRoll)
  const computed = {
    ...Object.fromEntries(counts.map((count) => [count, totals[count]])),
    held_on: summary.heldOn,
    minutes: summary.minutes,
    state: summary.state,
    conflicts: summary.conflicts,
  }
  const there = Object.fromEntries(Object.keys(computed).map((name) => [name, kept[name]]))
  const finding = (table: RollupFinding['table'], one: unknown, other: unknown): RollupFinding[] =>
    JSON.stringify(one) === JSON.stringify(other)
      ? []
      : [{ table, unitId, of: id, kept: JSON.stringify(one), computed: JSON.stringify(other) }]
  const line = ({ memberId, mark, spoke }: Attendance) => [memberId, mark, spoke]
  return [...finding('attendance', roll.map(line), computedRoll.map(line)), ...finding('meeting', there, computed)]
}

async function findWrongMonths(tx: Database): Promise<RollupFinding[]> {
  const { rows } = await sql<RollupFinding>`
    select 'meeting_level' as table, m.unit_id as "unitId", m.id::text as of,
      concat_ws('/', m.self_points, m.self_level, m.official_level) as kept, concat_ws('/', s.points, s.level, l.level) as computed
    from meeting m
    left join lateral (select points, coalesce(agreed_level, level) as level from meeting_score
      where unit_id = m.unit_id and meeting_id = m.id and source = 'cell' order by seq desc, id desc limit 1) s on true
    left join lateral (select level from meeting_level
      where unit_id = m.unit_id and meeting_id = m.id order by seq desc, id desc limit 1) l on true
    where (m.self_points, m.self_level, m.official_level) is distinct from (s.points, s.level, l.level)
    union all
    select 'meeting_month' as table, coalesce(k.unit_id, c.unit_id) as "unitId", coalesce(k.month, c.month)::text as of,
      coalesce(to_jsonb(k)::text, '') as kept, coalesce(to_jsonb(c)::text, '') as computed
    from meeting_month k full join meeting_months_of(null, null) c using (unit_id, month, over_id) where k is distinct from c
    union all
    select 'meeting_month_over', coalesce(k.unit_id, c.unit_id), coalesce(k.month, c.month)::text,
      coalesce(to_jsonb(k)::text, ''), coalesce(to_jsonb(c)::text, '')
    from (select * from meeting_month_over where meetings > 0) k
    full join meeting_months_over(null, null) c using (unit_id, month) where k is distinct from c`.execute(tx)
  return rows
}
