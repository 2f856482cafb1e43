import { sql } from 'kysely'
import type { Verdict } from '#features/rule-sets/ruleSetSchema.ts'
import { hashOf, newId } from '#platform/server/id.ts'
import { record as writeJournal } from '#platform/server/journal.ts'
import type { Tx } from '#platform/server/database.ts'
import type { Call } from '#platform/server/serve.ts'
import type { Sheet } from '../contract.ts'
import type { MeetingFacts } from '../facts.ts'
import { filledFrom, scoreOf } from '../sheet.ts'
import { excusedUpTo, readFacts } from './facts.ts'
import { type SheetInForce, sheetOn } from './settings.ts'

type Votes = { for: number; against: number; abstained: number }
/** How a cell scored its meeting, as its closed record says. */
export type ClosedScore = {
  unitId: string
  meetingId: string
  heldOn: string
  seq: number
  verdicts: Readonly<Record<string, Verdict>>
  scorerId: string | null
  agreedLevel: string | null
  votes: Votes | null
  weaknesses: string
  remedies: string
}

/**
 * The cell's own score, made when its record closes, and anew where a corrected record says something else. A cell that
 * judged no row has none: nothing is filled in on its behalf.
 */
export async function keepOwnScore(call: Pick<Call, 'tx' | 'actor' | 'today'>, closed: ClosedScore): Promise<void> {
  const { tx, today } = call
  const { unitId, meetingId, heldOn } = closed
  const sheet = await sheetOn(tx, unitId, heldOn)
  if (!sheet || Object.keys(closed.verdicts).length === 0) return
  const { longest } = await excusedUpTo(tx, unitId, heldOn)
  const facts = await readFacts(tx, unitId, meetingId, longest)
  if (!facts) return
  const score = await appendScore(call, {
    ...closed,
    id: newId(),
    source: 'cell',
    sheet,
    facts,
    scoredOn: today,
  })
  await tx
    .updateTable('meeting')
    .set({ self_points: score.points, self_level: closed.agreedLevel ?? score.level?.level ?? null })
    .where('unit_id', '=', unitId)
    .where('id', '=', meetingId)
    .execute()
}

type Appended = ClosedScore & {
  id: string
  source: 'cell' | 'officer' | 'inspection'
  sheet: SheetInForce
  facts: MeetingFacts
  scoredOn: string
}

/** One score more; the same said again is not kept twice. */
export async function appendScore(call: Pick<Call, 'tx' | 'actor'>, given: Appended) {
  const { tx, actor } = call
  const { unitId, meetingId, sheet, facts, source, scorerId, agreedLevel, votes, weaknesses, remedies } = given
  const filled = filledFrom(sheet.content, facts, sheet.open)
  const byHand = Object.fromEntries(Object.entries(given.verdicts).filter(([code]) => !Object.hasOwn(filled, code)))
  const score = scoreOf(sheet.content, byHand, filled, sheet.open)
  const content = {
    ruleSetId: sheet.ruleSetId,
    byHand,
    filled,
    facts,
    scorerId,
    agreedLevel,
    votes,
    weaknesses,
    remedies,
  }
  const hash = hashOf(content)
  const last = await lastScore(tx, unitId, meetingId, source, actor.personId)
  if (last?.content_hash === hash) return score
  await tx
    .insertInto('meeting_score')
    .values({
      unit_id: unitId,
      id: given.id,
      meeting_id: meetingId,
      source,
      rule_set_id: sheet.ruleSetId,
      verdicts: JSON.stringify(byHand),
      filled: JSON.stringify(filled),
      facts: JSON.stringify(facts),
      points: score.points,
      of_points: score.of,
      level: score.level?.level ?? null,
      scorer_id: scorerId,
      agreed_level: agreedLevel,
      votes_for: votes?.for ?? null,
      votes_against: votes?.against ?? null,
      votes_abstained: votes?.abstained ?? null,
      weaknesses,
      remedies,
      person_id: actor.personId,
      scored_on: given.scoredOn,
      content_hash: hash,
      seq: given.seq,
    })
    .execute()
  await writeJournal(call, {
    action: source === 'cell' ? 'meeting_score.closed' : 'meeting_score.given',
    objectType: 'meeting',
    objectId: meetingId,
    unitId,
    after: { source, points: score.points, of: score.of, level: score.level?.level ?? null, hash },
  })
  return score
}

function lastScore(tx: Tx, unitId: string, meetingId: string, source: string, personId: string | null) {
  const of = tx
    .selectFrom('meeting_score')
    .select('content_hash')
    .where('unit_id', '=', unitId)
    .where('meeting_id', '=', meetingId)
    .where('source', '=', source)
    .orderBy('seq', 'desc')
    .limit(1)
  return (source === 'cell' ? of : of.where(sql<boolean>`person_id = ${personId}::uuid`)).executeTakeFirst()
}

/** The sheet that a cell's phones keep, with its hash: sent again only where it has become another. */
export async function sheetForPhone(
  tx: Tx,
  unitId: string,
  today: string,
): Promise<{ hash: string; sheet: Sheet } | null> {
  const inForce = await sheetOn(tx, unitId, today)
  if (!inForce) return null
  const { code, items, thresholds } = inForce.content
  const sheet = {
    ruleSetId: inForce.ruleSetId,
    title: inForce.title,
    content: { code, items, thresholds },
    open: inForce.open,
    excused: await excusedUpTo(tx, unitId, today),
  }
  return { hash: hashOf(sheet), sheet }
}
