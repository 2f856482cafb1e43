/**
 * Meetings with their marks, and the entries those came from, out of two views: `held` (unit_id, meeting_id, month,
 * held_on, seq, chair_id, secretary_id) and `drawn` (unit_id, meeting_id, member_id, mark, spoke, seq), one row for each
 * member of a meeting. Everything is closed, and every figure is that of its entries.
 */
export const meetingStatements: readonly string[] = [
  `insert into meeting (unit_id, id, kind, period, state, held_on, started_at, ended_at, minutes, members, exempt, invited, present,
      excused, absent, unmarked, spoke, closed_at, closed_hash, seq)
    select h.unit_id, h.meeting_id, 'regular', h.month, 'closed', h.held_on,
      h.held_on + time '00:00' at time zone 'UTC', h.held_on + time '01:40' at time zone 'UTC', 100, t.members, t.exempt,
      t.members - t.exempt, t.present, t.excused, t.absent, 0, t.spoke, h.held_on, repeat('0', 64), h.seq
    from held h join (
      select unit_id, meeting_id, count(*) as members, count(*) filter (where mark = 'exempt') as exempt,
        count(*) filter (where mark = 'present') as present, count(*) filter (where mark = 'excused') as excused,
        count(*) filter (where mark = 'absent') as absent, count(*) filter (where spoke) as spoke
      from drawn group by unit_id, meeting_id) t using (unit_id, meeting_id)`,
  `insert into attendance (unit_id, meeting_id, member_id, mark, spoke)
    select unit_id, meeting_id, member_id, mark, spoke from drawn`,
]

const line = `insert into meeting_entry (unit_id, id, meeting_id, field, key, value, after, device_id, device_seq, device_at,
  account_id, received_at, seq)`
const common = `'{}', unit_id, 1, now(), 'bench', now(), seq`
const one = (field: string, key: string, value: string) =>
  `${line} select unit_id, gen_random_uuid(), meeting_id, '${field}', '${key}', ${value}, ${common} from held`

export const entryStatements: readonly string[] = [
  `${line} select unit_id, gen_random_uuid(), meeting_id, 'roll', member_id::text, to_jsonb(mark), ${common} from drawn`,
  `${line} select unit_id, gen_random_uuid(), meeting_id, 'spoke', member_id::text, 'true', ${common} from drawn where spoke`,
  one('plan', 'kind', `'"regular"'`),
  one('plan', 'period', `to_jsonb(month)`),
  one('time', 'started', `to_jsonb(to_char(held_on, 'YYYY-MM-DD') || 'T07:00:00+07:00')`),
  one('time', 'ended', `to_jsonb(to_char(held_on, 'YYYY-MM-DD') || 'T08:40:00+07:00')`),
  one('people', 'chair', `to_jsonb(chair_id)`),
  one('people', 'secretary', `to_jsonb(secretary_id)`),
  one('state', 'record', `'"closed"'`),
]

/** What months add up to, from the meetings. */
export const monthStatements: readonly string[] = [
  `insert into meeting_month select * from meeting_months_of(null, null)`,
  `insert into meeting_month_over select * from meeting_months_over(null, null)`,
]
