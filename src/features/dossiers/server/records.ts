import { verdictRefusal } from '#features/rule-sets/evaluation.ts'
import { isLeaf } from '#features/rule-sets/item.ts'
import { voteCarries } from '#features/programmes/programme.ts'
import { Problem } from '#shared/problem.ts'
import { newId } from '#platform/server/id.ts'
import { record } from '#platform/server/journal.ts'
import { type Call, requirePerson } from '#platform/server/serve.ts'
import type { DossierAction } from '../dossier.ts'
import { requireStep } from './authority.ts'
import { refuseAny } from './refuse.ts'
import { appendStep, openDossier, type OpenedDossier, requireDay } from './step.ts'
import { appendVerdicts, type NewVerdict, openAssessment } from './verdicts.ts'

/** Facts gathered on the way: they keep the state, are appended, and are the same when sent again. */

const actionOf = { survey: 'record_survey', self: 'self_appraise', commune: 'commune_appraise' } as const

type VerdictInput = { dossierId: string; kind: keyof typeof actionOf; verdicts: readonly NewVerdict[] }

export async function recordVerdicts(
  call: Call,
  { dossierId, kind, verdicts }: VerdictInput,
): Promise<{ recorded: number }> {
  const personId = requirePerson(call)
  const opened = await openDossier(call, dossierId)
  const { unitId } = opened.row
  if (await allWritten(call, unitId, verdicts)) return { recorded: 0 }
  requireStep(opened.authority, { state: opened.row.state, hands: opened.hands }, actionOf[kind])
  requireFitting(opened, verdicts)
  const assessmentId = await openAssessment(call.tx, { unitId, dossierId, kind }, call.today)
  const recorded = await appendVerdicts(call.tx, { unitId, assessmentId, personId }, verdicts)
  await record(call, {
    action: `dossier.${actionOf[kind]}`,
    objectType: 'dossier',
    objectId: dossierId,
    unitId,
    after: verdicts,
  })
  return { recorded }
}

/** A phone that was away sends what has arrived already: nothing is to be done, even if the dossier has moved on. */
async function allWritten({ tx }: Call, unitId: string, verdicts: readonly NewVerdict[]): Promise<boolean> {
  const ids = verdicts.map(({ id }) => id)
  const found = await tx
    .selectFrom('verdict')
    .select('id')
    .where('unit_id', '=', unitId)
    .where('id', 'in', ids)
    .execute()
  return found.length === new Set(ids).size
}

/** Every verdict must be one the criteria set can hold on its item; the fields that cannot are named. */
export function requireFitting({ ruleSet }: Pick<OpenedDossier, 'ruleSet'>, verdicts: readonly NewVerdict[]): void {
  const wrong = verdicts.flatMap(({ itemCode, verdict }, index) => {
    const refusal = verdictRefusal(ruleSet.content.items, itemCode, verdict)
    return refusal === null ? [] : [{ pointer: `/verdicts/${index}`, refusal }]
  })
  refuseAny(wrong)
}

type RoadmapInput = {
  dossierId: string
  items: readonly {
    itemCode: string
    dueOn: string | null
    responsible: string
    note: string
    version: number | null
  }[]
}

/** Each item of the road map carries its own version: two people may plan different items at once. */
export async function planRoadmap(call: Call, { dossierId, items }: RoadmapInput) {
  requirePerson(call)
  const opened = await openDossier(call, dossierId)
  const { row, hands, ruleSet } = opened
  requireStep(opened.authority, { state: row.state, hands }, 'plan_roadmap')
  const wrong = items.flatMap(({ itemCode }, index) =>
    ruleSet.content.items.some((item) => item.code === itemCode && isLeaf(item))
      ? []
      : [{ pointer: `/items/${index}/itemCode`, refusal: 'item_unknown' as const }],
  )
  refuseAny(wrong)
  const saved = []
  for (const item of items) saved.push(await saveRoadmapItem(call, opened, item))
  await record(call, {
    action: 'dossier.roadmap_planned',
    objectType: 'dossier',
    objectId: dossierId,
    unitId: row.unitId,
    after: items.map(({ itemCode, dueOn }) => ({ itemCode, dueOn })),
  })
  return { items: saved }
}

async function saveRoadmapItem({ tx }: Call, { row }: OpenedDossier, item: RoadmapInput['items'][number]) {
  const { itemCode, dueOn, responsible, note } = item
  const values = { due_on: dueOn, responsible, note }
  const version = (item.version ?? 0) + 1
  if (item.version === null) {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('roadmap_item')
      .values({ ...values, unit_id: row.unitId, dossier_id: row.id, item_code: itemCode })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (numInsertedOrUpdatedRows === 0n) throw new Problem('stale_version', { data: { itemCode } })
  } else {
    const { numUpdatedRows } = await tx
      .updateTable('roadmap_item')
      .set({ ...values, version })
      .where('unit_id', '=', row.unitId)
      .where('dossier_id', '=', row.id)
      .where('item_code', '=', itemCode)
      .where('version', '=', item.version)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw new Problem('stale_version', { data: { itemCode } })
  }
  return { itemCode, dueOn, responsible, note, version }
}

type VoteInput = {
  dossierId: string
  id: string
  heldOn: string
  entitled: number
  present: number
  inFavour: number
  against: number
  abstained: number
  minutesNumber?: string | undefined
}

export async function recordVote(call: Call, input: VoteInput): Promise<{ id: string; carried: boolean }> {
  const { dossierId, id, heldOn, entitled, inFavour } = input
  const opened = await openDossier(call, dossierId)
  const answer = { id, carried: voteCarries(opened.programme.settings, { inFavour, of: entitled }) }
  if (opened.records.votes.some((vote) => vote.id === id)) return answer
  const lastStepOn = opened.passages.findLast(({ to }) => to === 'self_appraisal')?.on ?? null
  await requireDay(call, opened.row.unitId, heldOn, lastStepOn, '/heldOn')
  await appendFact(call, opened, 'record_vote', { on: heldOn, data: { ...input, carried: answer.carried } })
  const { present, against, abstained, minutesNumber } = input
  await call.tx
    .insertInto('cell_vote')
    .values({
      unit_id: opened.row.unitId,
      id,
      dossier_id: dossierId,
      held_on: heldOn,
      entitled,
      present,
      in_favour: inFavour,
      against,
      abstained,
      minutes_number: minutesNumber ?? null,
    })
    .execute()
  return answer
}

type CheckInput = {
  dossierId: string
  id: string
  checkedOn?: string | undefined
  items: readonly { code: string; present: boolean; note: string }[]
}

/** The check is complete when every document the programme requires is there. */
export async function checkDossier(call: Call, input: CheckInput): Promise<{ id: string; complete: boolean }> {
  const { dossierId, id, items } = input
  const personId = requirePerson(call)
  const checkedOn = input.checkedOn ?? call.today
  const opened = await openDossier(call, dossierId)
  const known = opened.records.checks.find((check) => check.id === id)
  if (known) return { id, complete: known.complete }
  const { dossierDocuments } = opened.programme.settings
  const wrong = items.flatMap(({ code }, index) =>
    dossierDocuments.some((document) => document.code === code)
      ? []
      : [{ pointer: `/items/${index}/code`, refusal: 'document_unknown' as const }],
  )
  refuseAny(wrong)
  await requireDay(call, opened.row.unitId, checkedOn, opened.passages.at(-1)?.on ?? null, '/checkedOn')
  const complete = dossierDocuments.every(
    ({ code, required }) => !required || items.some((item) => item.code === code && item.present),
  )
  await appendFact(call, opened, 'check_dossier', { on: checkedOn, data: { items, complete } })
  await call.tx
    .insertInto('dossier_check')
    .values({
      unit_id: opened.row.unitId,
      id,
      dossier_id: dossierId,
      stage: 'commune',
      person_id: personId,
      checked_on: checkedOn,
      items: JSON.stringify(items),
      complete,
    })
    .execute()
  return { id, complete }
}

export type Fact = { on: string; data: Record<string, unknown> }

/** A fact that belongs in the timeline: a step that keeps the state, and the journal. */
export async function appendFact(
  call: Call,
  opened: OpenedDossier,
  action: DossierAction,
  { on, data }: Fact,
): Promise<void> {
  const personId = requirePerson(call)
  const { row, hands } = opened
  const step = requireStep(opened.authority, { state: row.state, hands }, action)
  const { to, part } = step
  const { id: dossierId, version } = row
  await appendStep(call, opened, { id: newId(), dossierId, version, action, on, data, to, part, personId })
  await record(call, {
    action: `dossier.${action}`,
    objectType: 'dossier',
    objectId: dossierId,
    unitId: row.unitId,
    after: data,
  })
}
