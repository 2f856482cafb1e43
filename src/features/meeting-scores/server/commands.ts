import { nextInCell } from '#features/members/server/cellLog.ts'
import { rollUpMonth } from '#features/months/server/rollUp.ts'
import { isOver } from '#features/units/server/queries.ts'
import { verdictRefusal } from '#features/rule-sets/evaluation.ts'
import { announce, record as writeJournal } from '#platform/server/journal.ts'
import { positionsFor } from '#platform/server/actor.ts'
import { type Call, requirePerson } from '#platform/server/serve.ts'
import { Problem } from '#shared/problem.ts'
import {
  decideLevels,
  type LevelDecision,
  type LevelUnlock,
  type MeetingScores,
  type NewScore,
  unlockLevels,
} from '../contract.ts'
import { refuseDecision } from '../level.ts'
import { filledFrom, scoreOf } from '../sheet.ts'
import { readFacts } from './facts.ts'
import { appendScore } from './keep.ts'
import { getMeetingRow, mayScore, showMeetingScores, standingScores, stateOf } from './queries.ts'
import { refuse } from './refuse.ts'
import { sheetOn } from './settings.ts'

/** A meeting while its cell's log is held: its record closed, its level not decided, a sheet in force on its day. */
async function openToScores({ tx, language }: Call, { unitId, meetingId }: { unitId: string; meetingId: string }) {
  const seq = await nextInCell(tx, unitId)
  const meeting = await getMeetingRow(tx, unitId, meetingId)
  const state = stateOf(meeting)
  const { heldOn } = meeting
  if (state === 'recording' || heldOn === null) refuse(language, 'not_closed')
  if (state === 'decided') refuse(language, 'locked')
  const sheet = await sheetOn(tx, unitId, heldOn)
  if (!sheet) refuse(language, 'no_sheet')
  return { seq, meeting, heldOn, sheet }
}

/** The officer's score, or an inspector's, of a meeting whose record is closed and whose level is not decided yet. */
export async function scoreMeeting(call: Call, input: NewScore): Promise<MeetingScores> {
  const { tx, actor, today, language } = call
  const { unitId, meetingId } = input
  requirePerson(call)
  if (actor.positions.some((position) => position.unitId === unitId)) refuse(language, 'own_cell')
  if (!(await mayScore(call, unitId))) throw new Problem('not_found', { reason: 'meeting' })
  const { seq, heldOn, sheet } = await openToScores(call, input)
  const own = (await standingScores(tx, unitId, meetingId)).find(({ source }) => source === 'cell')
  const facts = await readFacts(tx, unitId, meetingId, own?.facts.longestExcused ?? 0)
  if (!facts) refuse(language, 'not_closed')
  const { verdicts } = input
  if (Object.entries(verdicts).some(([code, verdict]) => verdictRefusal(sheet.content.items, code, verdict) !== null))
    refuse(language, 'verdict_refused')
  const { missing } = scoreOf(sheet.content, verdicts, filledFrom(sheet.content, facts, sheet.open), sheet.open)
  if (missing.length > 0) refuse(language, 'verdict_missing')
  await appendScore(call, {
    id: input.id,
    unitId,
    meetingId,
    heldOn,
    seq,
    source: actor.followed.includes(unitId) ? 'officer' : 'inspection',
    sheet,
    facts,
    verdicts,
    scorerId: null,
    agreedLevel: null,
    votes: null,
    weaknesses: input.note,
    remedies: '',
    scoredOn: today,
  })
  return showMeetingScores(call, input)
}

/** The committee above decides the official level, on the scores that stand; locked from then on. */
export async function decideLevel(call: Call, input: LevelDecision): Promise<MeetingScores> {
  const { tx, language } = call
  const { unitId, meetingId, level, reason } = input
  const personId = requirePerson(call)
  if (!(await isOver(call, decideLevels, unitId))) throw new Problem('forbidden', { reason: decideLevels.code })
  const { seq, meeting, sheet } = await openToScores(call, input)
  const scores = await standingScores(tx, unitId, meetingId)
  const refusal = refuseDecision(
    { level, reason },
    {
      levels: sheet.content.thresholds.map((one) => one.level),
      selfLevel: meeting.selfLevel,
      scorers: scores.map((one) => one.personId),
    },
    personId,
  )
  if (refusal) refuse(language, refusal)
  const scoreHash = scores.find(({ source }) => source === 'cell')?.hash ?? null
  await appendLevel(call, { ...input, step: 'decide', level, scoreHash, personId, seq })
  await setOfficial(call, { unitId, meetingId, period: meeting.period, level, seq })
  const after = { level, selfLevel: meeting.selfLevel, scoreHash }
  await writeJournal(call, {
    action: 'meeting_level.decided',
    objectType: 'meeting',
    objectId: meetingId,
    unitId,
    after,
  })
  await announce(call, 'meeting_level.decided', unitId, { meetingId, level })
  return showMeetingScores(call, input)
}

/** Opened again by the committee's leaders, with a reason; what was decided stays in the list. */
export async function unlockLevel(call: Call, input: LevelUnlock): Promise<MeetingScores> {
  const { tx, language } = call
  const { unitId, meetingId, reason } = input
  const personId = requirePerson(call)
  if (!(await isOver(call, unlockLevels, unitId))) throw new Problem('forbidden', { reason: unlockLevels.code })
  const seq = await nextInCell(tx, unitId)
  const meeting = await getMeetingRow(tx, unitId, meetingId)
  if (stateOf(meeting) !== 'decided') refuse(language, 'not_decided')
  if (reason === '') refuse(language, 'reason_needed')
  await appendLevel(call, { ...input, step: 'unlock', level: null, scoreHash: null, personId, seq })
  await setOfficial(call, { unitId, meetingId, period: meeting.period, level: null, seq })
  await writeJournal(call, {
    action: 'meeting_level.unlocked',
    objectType: 'meeting',
    objectId: meetingId,
    unitId,
    before: { level: meeting.officialLevel },
    after: { reason },
  })
  return showMeetingScores(call, input)
}

type Step = LevelUnlock & {
  step: 'decide' | 'unlock'
  level: string | null
  scoreHash: string | null
  personId: string
  seq: number
}

async function appendLevel(call: Call, given: Step): Promise<void> {
  const by = positionsFor(call.actor, decideLevels.code).find(({ level }) => level === 'commune')?.unitId
  if (by === undefined) throw new Problem('forbidden', { reason: decideLevels.code })
  await call.tx
    .insertInto('meeting_level')
    .values({
      unit_id: given.unitId,
      id: given.id,
      meeting_id: given.meetingId,
      step: given.step,
      level: given.level,
      reason: given.reason,
      score_hash: given.scoreHash,
      by_unit_id: by,
      person_id: given.personId,
      on_day: call.today,
      seq: given.seq,
    })
    .execute()
}

type Official = { unitId: string; meetingId: string; period: string; level: string | null; seq: number }

async function setOfficial({ tx }: Call, { unitId, meetingId, period, level, seq }: Official): Promise<void> {
  await tx
    .updateTable('meeting')
    .set({ official_level: level, seq })
    .where('unit_id', '=', unitId)
    .where('id', '=', meetingId)
    .execute()
  await rollUpMonth(tx, unitId, period)
}
