/**
 * Provinces with cells, members, meetings, marks and the entries they came from, made by the database itself: the marks
 * are drawn from a fixed mixture, so that every run has the same data.
 */
import { sql } from 'kysely'
import type { Database } from '#platform/server/database.ts'
import { entryStatements, meetingStatements, monthStatements } from '#tests/meetingRows.ts'

export type Size = { provinces: number; communes: number; cells: number; months: number; entries: boolean }
/** The month before this one is the last that is full. */
const LAST_MONTH = lastMonth(new Date())

function lastMonth(now: Date): string {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 10)
}
/** Cells of 25 to 58 members; each 34th has 25. */
const membersOf = (n: string) => `generate_series(0, 24 + ${n} % 34) m`
export const cellOf25 = (at: number): number => at * 34

/** Ids that follow from a kind and a number, in SQL and here: `00000000-0000-8000-8000-0c0000000012`. */
const marks = { province: '0a', commune: '0b', cell: '0c', member: '0d', meeting: '0e' } as const
export const idFor = (kind: keyof typeof marks, at: number): string =>
  `00000000-0000-8000-8000-${marks[kind]}${at.toString(16).padStart(10, '0')}`
const made = (kind: keyof typeof marks, at: string) =>
  `('00000000-0000-8000-8000-${marks[kind]}' || lpad(to_hex(${at}), 10, '0'))::uuid`

/** Fill an empty, migrated database. `cells`, `communes`: of each province. */
export async function fillMeetings(db: Database, size: Size): Promise<void> {
  const { provinces, communes, cells, months, entries } = size
  const units = provinces * communes
  const all = provinces * cells
  const steps = [
    `set session_replication_role = replica`,
    `set synchronous_commit = off`,
    `insert into unit (id) select ${made('province', 'p')} from generate_series(0, ${provinces - 1}) p`,
    `insert into unit (id) select ${made('commune', 'c')} from generate_series(0, ${units - 1}) c`,
    `insert into unit (id) select ${made('cell', 'n')} from generate_series(0, ${all - 1}) n`,
    `insert into unit_version (id, unit_id, name, name_folded, kind, parent_id, valid, sort_order)
      select gen_random_uuid(), ${made('province', 'p')}, 'Tỉnh ' || p, 'tinh ' || p, 'province', null, '[2000-01-01,)', p
      from generate_series(0, ${provinces - 1}) p`,
    `insert into unit_version (id, unit_id, name, name_folded, kind, parent_id, valid, sort_order)
      select gen_random_uuid(), ${made('commune', 'c')}, 'Xã ' || c, 'xa ' || c, 'commune', ${made('province', `c / ${communes}`)},
        '[2000-01-01,)', c from generate_series(0, ${units - 1}) c`,
    `insert into unit_version (id, unit_id, name, name_folded, kind, parent_id, valid, sort_order)
      select gen_random_uuid(), ${made('cell', 'n')}, 'Chi bộ ấp ' || n, 'chi bo ap ' || n, 'hamlet_cell',
        ${made('commune', `(n / ${cells}) * ${communes} + n % ${communes}`)}, '[2000-01-01,)', n
      from generate_series(0, ${all - 1}) n`,
    `select rebuild_unit_closure()`,
    `insert into meeting_window (unit_id, id, kind, first_day, last_day, valid)
      select ${made('province', 'p')}, gen_random_uuid(), 'cell', 10, 15, '[2000-01-01,)' from generate_series(0, ${provinces - 1}) p`,
    `insert into cell_log (unit_id, last) select ${made('cell', 'n')}, ${months} from generate_series(0, ${all - 1}) n`,
    `insert into cell_member (unit_id, id, name, valid, sort_order, seq)
      select ${made('cell', 'n')}, ${made('member', `n * 64 + m`)}, 'Đảng viên ' || m, '[2000-01-01,)', m, 1
      from generate_series(0, ${all - 1}) n, ${membersOf('n')}`,
    // A tenth are away, a fiftieth exempt, one in two hundred absent without a reason: by a fixed mixture of cell, month, member.
    `create temporary view drawn as
      select ${made('cell', 'n')} as unit_id, ${made('meeting', 'n * 128 + k')} as meeting_id, ${made('member', 'n * 64 + m')} as member_id,
        case (n * 7919 + k * 104729 + m * 1299709) % 200 when 0 then 'absent' when 1 then 'exempt' when 2 then 'exempt'
        when 3 then 'exempt' when 4 then 'exempt' else case when (n * 31 + k * 17 + m * 13) % 10 = 0 then 'excused' else 'present' end end as mark,
        (n + k * 3 + m * 5) % 4 = 0 as spoke, k as seq
      from generate_series(0, ${all - 1}) n, generate_series(1, ${months}) k, ${membersOf('n')}`,
    `create temporary view held as
      select ${made('cell', 'n')} as unit_id, ${made('meeting', 'n * 128 + k')} as meeting_id, k as seq,
        ${made('member', 'n * 64')} as chair_id, ${made('member', 'n * 64 + 1')} as secretary_id,
        (date '${LAST_MONTH}' - make_interval(months => ${months} - k))::date as month,
        (date '${LAST_MONTH}' - make_interval(months => ${months} - k))::date + 9 + (n + k) % 7 as held_on
      from generate_series(0, ${all - 1}) n, generate_series(1, ${months}) k`,
    ...meetingStatements,
    ...(entries ? entryStatements : []),
    ...monthStatements,
    `drop view drawn`,
    `drop view held`,
    `set session_replication_role = default`,
    `set synchronous_commit = on`,
    `vacuum analyze`,
  ]
  await db.connection().execute(async (one) => {
    for (const step of steps) await sql.raw(step).execute(one)
  })
}
