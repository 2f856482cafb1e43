import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/server/database.ts'
import { type MeetingKind, meetingKinds } from '../calendar.ts'

const states = ['planned', 'held', 'cancelled'] as const

/** A meeting as it is kept, with the name of its unit on its day. */
export type OccurrenceRow = {
  id: string
  version: number
  unitId: string
  unitName: string
  kind: MeetingKind
  period: string
  startsAt: string
  minutes: number
  place: string
  theme: string
  state: (typeof states)[number]
  reason: string
  members: number | null
}
export type MoveRow = {
  occurrenceId: string
  kind: 'moved' | 'cancelled' | 'restored'
  from: string
  to: string | null
  reason: string
  by: string
  byId: string
  at: string
}

type Raw = Omit<OccurrenceRow, 'startsAt'> & { startsAt: Date }

/** Meetings by a condition on `o`, in order of time. */
export async function loadOccurrences(tx: Tx, where: RawBuilder<unknown>): Promise<OccurrenceRow[]> {
  const { rows } = await sql<Raw>`
    select o.id, o.version, o.unit_id as "unitId", v.name as "unitName", o.kind, o.period::text as period,
      o.starts_at as "startsAt", o.minutes, o.place, o.theme, o.state, o.window_reason as reason, c.members
    from occurrence o
    join lateral (
      select name from unit_version where unit_id = o.unit_id
      order by (valid @> (o.starts_at at time zone 'Asia/Ho_Chi_Minh')::date) desc, lower(valid) desc limit 1
    ) v on true
    left join lateral (
      select members from cell_profile where unit_id = o.unit_id
        and as_of <= (o.starts_at at time zone 'Asia/Ho_Chi_Minh')::date
      order by as_of desc limit 1
    ) c on true
    where ${where}
    order by o.starts_at, v.name, o.id`.execute(tx)
  return rows.map((row) => ({
    ...row,
    startsAt: row.startsAt.toISOString(),
    kind: meetingKinds.find((kind) => kind === row.kind) ?? 'regular',
    state: states.find((state) => state === row.state) ?? 'planned',
  }))
}

/** What happened to these meetings' days, oldest first. */
export async function loadMoves(tx: Tx, units: readonly string[], ids: readonly string[]): Promise<MoveRow[]> {
  const { rows } = await sql<Omit<MoveRow, 'from' | 'to' | 'at'> & { from: Date; to: Date | null; at: Date }>`
    select p.occurrence_id as "occurrenceId", p.kind, p.from_starts_at as "from", p.to_starts_at as "to", p.reason,
      h.name as by, h.id as "byId", p.at
    from postponement p join person h on h.id = p.person_id
    where p.unit_id = any(${units}::uuid[]) and p.occurrence_id = any(${ids}::uuid[])
    order by p.at, p.id`.execute(tx)
  return rows.map((row) => ({
    ...row,
    from: row.from.toISOString(),
    to: row.to?.toISOString() ?? null,
    at: row.at.toISOString(),
  }))
}
