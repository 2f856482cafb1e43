import { sql } from 'kysely'
import { marks } from '#features/meetings/mark.ts'
import { listedOn } from '#features/members/member.ts'
import { listExemptions, listMembers } from '#features/members/server/queries.ts'
import { getUnitOnDay, isOver } from '#features/units/server/queries.ts'
import type { Tx } from '#platform/server/database.ts'
import type { Call } from '#platform/server/serve.ts'
import { Problem } from '#shared/problem.ts'
import { attendedOf, type MarkedMeeting } from '../attendance.ts'
import { type AttendanceView, readAttendance } from '../contract.ts'

/** Who is on the cell's list today, how often they came this year, and who has been away three times running. */
export async function showAttendance(
  call: Call,
  { unitId, year }: { unitId: string; year?: number | undefined },
): Promise<AttendanceView> {
  const { tx, today, actor } = call
  const unit = await getUnitOnDay(tx, unitId, today)
  const own = actor.cells.includes(unitId) && (await isOver(call, readAttendance, unitId))
  if (!own || unit.level !== 'cell') throw new Problem('not_found', { reason: 'unit' })
  const of = year ?? Number(today.slice(0, 4))
  const [first, last] = [`${of}-01-01`, of < Number(today.slice(0, 4)) ? `${of}-12-31` : today]
  const [members, exemptions] = [await listMembers(tx, unitId), await listExemptions(tx, unitId)]
  const held = await marksOf(tx, unitId, last)
  const listed = listedOn(members, exemptions, last).map(({ id, name, exempt }) => ({
    id,
    name,
    exempt,
    ...attendedOf(held.get(id) ?? [], first),
  }))
  return {
    unitId,
    name: unit.name,
    year: of,
    meetings: await countMeetings(tx, unitId, first, last),
    members: [...listed.filter(({ flagged }) => flagged), ...listed.filter(({ flagged }) => !flagged)],
  }
}

/** The marks of each member at the two years' meetings up to a day, newest first: a run may reach into the year before. */
async function marksOf(tx: Tx, unitId: string, last: string): Promise<Map<string, MarkedMeeting[]>> {
  const { rows } = await sql<{ memberId: string; heldOn: string; mark: string | null }>`
    select a.member_id as "memberId", m.held_on::text as "heldOn", a.mark
    from meeting m join attendance a on a.unit_id = m.unit_id and a.meeting_id = m.id
    where m.unit_id = ${unitId} and m.kind in ('regular', 'thematic', 'combined') and m.held_on <= ${last}::date
      and m.held_on > ${last}::date - interval '2 years'
    order by m.held_on desc, m.id desc`.execute(tx)
  const known = rows.map(({ memberId, heldOn, mark }) => ({
    memberId,
    heldOn,
    mark: marks.find((one) => one === mark) ?? null,
  }))
  return Map.groupBy(known, ({ memberId }) => memberId)
}

async function countMeetings(tx: Tx, unitId: string, first: string, last: string): Promise<number> {
  const { rows } = await sql<{ meetings: number }>`
    select count(*)::int as meetings from meeting where unit_id = ${unitId}
      and kind in ('regular', 'thematic', 'combined') and held_on between ${first}::date and ${last}::date`.execute(tx)
  return rows[0]?.meetings ?? 0
}
