import { sql } from 'kysely'
import { completionOn, lookedAt, type Task } from '#features/resolutions/task.ts'
import type { Tx } from '#platform/server/database.ts'
import { daysBetween } from '#shared/format.ts'
import type { MeetingFacts } from '../facts.ts'

type Row = Omit<MeetingFacts, 'papersLead' | 'resultsLag' | 'tasks' | 'longestExcused'> & {
  heldOn: string
  papersOn: string | null
  resultsOn: string | null
  /** Of the meeting of the month before, as far as there is one. */
  since: string | null
}

/**
 * What a meeting's record answers of a score sheet. `longestExcused` needs the marks of single members, which the cell
 * alone can read: others take it from the score that the cell closed with.
 */
export async function readFacts(
  tx: Tx,
  unitId: string,
  meetingId: string,
  longestExcused: number,
): Promise<MeetingFacts | null> {
  const { rows } = await sql<Row>`
    select m.kind, m.minutes, m.members, m.invited, m.present, m.absent, m.spoke, m.held_on as "heldOn",
      m.papers_posted_on as "papersOn", m.results_posted_on as "resultsOn",
      (select max(b.held_on) from meeting b where b.unit_id = m.unit_id and b.kind in ('regular', 'combined')
        and b.held_on < m.held_on) as since
    from meeting m where m.unit_id = ${unitId} and m.id = ${meetingId} and m.held_on is not null`.execute(tx)
  const [row] = rows
  if (!row) return null
  const { heldOn, papersOn, resultsOn, since, ...counts } = row
  const { rows: tasks } = await sql<Task>`
    select t.state, t.due, t.closed_on as "closedOn" from task t
    join resolution r on r.unit_id = t.unit_id and r.id = t.resolution_id
    where t.unit_id = ${unitId} and r.resolved_on < ${heldOn}::date`.execute(tx)
  return {
    ...counts,
    papersLead: papersOn === null ? null : daysBetween(papersOn, heldOn),
    resultsLag: resultsOn === null ? null : daysBetween(heldOn, resultsOn),
    tasks: completionOn(lookedAt(tasks, since), heldOn),
    longestExcused,
  }
}

/** Meetings of the year up to a day at which each member was absent with reason, running; and the most of the year. */
export async function excusedUpTo(
  tx: Tx,
  unitId: string,
  day: string,
): Promise<{ longest: number; running: Record<string, number> }> {
  const { rows } = await sql<{ memberId: string; mark: string | null }>`
    select a.member_id as "memberId", a.mark from meeting m
    join attendance a on a.unit_id = m.unit_id and a.meeting_id = m.id
    where m.unit_id = ${unitId} and m.kind in ('regular', 'combined') and m.held_on <= ${day}::date
      and m.held_on >= date_trunc('year', ${day}::date)
    order by m.held_on, a.member_id`.execute(tx)
  const running: Record<string, number> = {}
  let longest = 0
  for (const { memberId, mark } of rows) {
    const now = mark === 'excused' ? (running[memberId] ?? 0) + 1 : 0
    running[memberId] = now
    longest = Math.max(longest, now)
  }
  return { longest, running: Object.fromEntries(Object.entries(running).filter(([, times]) => times > 0)) }
}
