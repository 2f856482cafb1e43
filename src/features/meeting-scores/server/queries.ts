import { sql } from 'kysely'
import { unitName } from '#features/units/server/queries.ts'
import { isOver } from '#features/units/server/queries.ts'
import type { Verdict } from '#features/rule-sets/ruleSetSchema.ts'
import type { Tx } from '#platform/server/database.ts'
import type { Call } from '#platform/server/serve.ts'
import { Problem } from '#shared/problem.ts'
import type { MeetingKind } from '#shared/meetingId.ts'
import { decideLevels, giveScores, type MeetingScores, type ScoreView, unlockLevels } from '../contract.ts'
import type { Source } from '../divergence.ts'
import type { MeetingFacts } from '../facts.ts'
import { type LevelPart, levelWorkflow } from '../level.ts'
import { filledFrom } from '../sheet.ts'
import { readFacts } from './facts.ts'
import { sheetOn } from './settings.ts'

export type ScoreRow = {
  id: string
  source: Source
  verdicts: Record<string, Verdict>
  filled: Record<string, Verdict>
  facts: MeetingFacts
  points: number
  of: number
  level: string | null
  agreedLevel: string | null
  votesFor: number | null
  votesAgainst: number | null
  votesAbstained: number | null
  weaknesses: string
  remedies: string
  on: string
  personId: string | null
  scorerId: string | null
  scorerName: string | null
  hash: string
}

/** The scores of a meeting that stand: the last of the cell, and the last of each officer and inspector. */
export async function standingScores(tx: Tx, unitId: string, meetingId: string): Promise<ScoreRow[]> {
  const { rows } = await sql<ScoreRow>`
    select distinct on (s.source, case when s.source = 'cell' then null else s.person_id end)
      s.id, s.source, s.verdicts, s.filled, s.facts, s.points::float as points, s.of_points::float as of, s.level,
      s.agreed_level as "agreedLevel", s.votes_for as "votesFor", s.votes_against as "votesAgainst",
      s.votes_abstained as "votesAbstained", s.weaknesses, s.remedies, s.scored_on as on, s.person_id as "personId",
      case when s.source = 'cell' then s.scorer_id else s.person_id end as "scorerId",
      case when s.source = 'cell' then m.name else p.name end as "scorerName", s.content_hash as hash
    from meeting_score s
    left join cell_member m on m.unit_id = s.unit_id and m.id = s.scorer_id
    left join person p on p.id = s.person_id
    where s.unit_id = ${unitId} and s.meeting_id = ${meetingId}
    order by s.source, case when s.source = 'cell' then null else s.person_id end, s.seq desc, s.id desc`.execute(tx)
  return rows
}

export type MeetingRow = {
  kind: MeetingKind
  period: string
  heldOn: string | null
  state: string
  selfLevel: string | null
  officialLevel: string | null
}

export async function getMeetingRow(tx: Tx, unitId: string, meetingId: string): Promise<MeetingRow> {
  const { rows } = await sql<MeetingRow>`
    select kind, period, held_on as "heldOn", state, self_level as "selfLevel", official_level as "officialLevel"
    from meeting where unit_id = ${unitId} and id = ${meetingId}`.execute(tx)
  const [row] = rows
  if (!row) throw new Problem('not_found', { reason: 'meeting' })
  return row
}

export const stateOf = ({ state, officialLevel }: Pick<MeetingRow, 'state' | 'officialLevel'>) =>
  officialLevel !== null ? ('decided' as const) : state === 'closed' ? ('closed' as const) : ('recording' as const)

/** The actor's parts in a cell's level: through positions right above it. */
export async function partsOf(call: Call, unitId: string): Promise<LevelPart[]> {
  const [committee, leader] = await Promise.all([
    isOver(call, decideLevels, unitId),
    isOver(call, unlockLevels, unitId),
  ])
  return [...(committee ? (['committee'] as const) : []), ...(leader ? (['leader'] as const) : [])]
}

/** Whoever may score from above: assigned to the cell, or of a committee over it; never somebody of the cell itself. */
export async function mayScore(call: Call, unitId: string): Promise<boolean> {
  if (call.actor.positions.some((position) => position.unitId === unitId)) return false
  return call.actor.followed.includes(unitId) || isOver(call, giveScores, unitId)
}

const asView = (row: ScoreRow): ScoreView => ({
  id: row.id,
  source: row.source,
  scorer: row.scorerId === null ? null : { id: row.scorerId, name: row.scorerName },
  verdicts: row.verdicts,
  filled: Object.keys(row.filled),
  points: row.points,
  of: row.of,
  level: row.level,
  agreedLevel: row.agreedLevel,
  votes:
    row.votesFor === null
      ? null
      : { for: row.votesFor, against: row.votesAgainst ?? 0, abstained: row.votesAbstained ?? 0 },
  weaknesses: row.weaknesses,
  remedies: row.remedies,
  on: row.on,
})

/** The scores of one meeting beside one another, what its record answers, and what was decided. */
export async function showMeetingScores(
  call: Call,
  { unitId, meetingId }: { unitId: string; meetingId: string },
): Promise<MeetingScores> {
  const { tx, today } = call
  const meeting = await getMeetingRow(tx, unitId, meetingId)
  const day = meeting.heldOn ?? today
  const [name, sheet, rows, decisions, parts, scores] = await Promise.all([
    unitName(tx, unitId, day),
    sheetOn(tx, unitId, day),
    standingScores(tx, unitId, meetingId),
    sql<MeetingScores['decisions'][number]>`
      select l.id, l.step, l.level, l.reason, p.name as by, l.person_id as "personId", l.on_day as on
      from meeting_level l join person p on p.id = l.person_id
      where l.unit_id = ${unitId} and l.meeting_id = ${meetingId} order by l.seq, l.id`.execute(tx),
    partsOf(call, unitId),
    mayScore(call, unitId),
  ])
  const own = rows.find(({ source }) => source === 'cell')
  const facts = await readFacts(tx, unitId, meetingId, own?.facts.longestExcused ?? 0)
  const open = meeting.state === 'closed' && sheet !== undefined
  return {
    unitId,
    unitName: name,
    meetingId,
    period: meeting.period,
    kind: meeting.kind,
    heldOn: meeting.heldOn,
    closed: meeting.state === 'closed',
    sheet: sheet
      ? {
          ruleSetId: sheet.ruleSetId,
          title: sheet.title,
          content: { code: sheet.content.code, items: sheet.content.items, thresholds: sheet.content.thresholds },
          open: sheet.open,
        }
      : null,
    facts: facts ?? { ...noFacts, kind: meeting.kind },
    filled: sheet && facts ? filledFrom(sheet.content, facts, sheet.open) : {},
    scores: rows.map(asView),
    decisions: decisions.rows,
    officialLevel: meeting.officialLevel,
    allowedActions: open
      ? [
          ...levelWorkflow.allowedActions(stateOf(meeting), parts),
          ...(scores && meeting.officialLevel === null ? (['score'] as const) : []),
        ]
      : [],
  }
}

const noFacts = {
  minutes: null,
  members: 0,
  invited: 0,
  present: 0,
  absent: 0,
  spoke: 0,
  papersLead: null,
  resultsLag: null,
  tasks: { done: 0, of: 0 },
  longestExcused: 0,
}
