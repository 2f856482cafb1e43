import { sql } from 'kysely'
import { insertDocument } from '#features/documents/server/documentRow.ts'
import { type SignedDocument, signRow } from '#features/documents/server/signing.ts'
import type { EventType } from '#features/integrations/event.ts'
import { Problem } from '#shared/problem.ts'
import { hashOf } from '#platform/server/id.ts'
import { announce, record } from '#platform/server/journal.ts'
import { type Call, requirePerson } from '#platform/server/serve.ts'
import type { TitleView } from '../contract.ts'
import { powerFor } from '../power.ts'
import { type TitleAction, type TitleState, titleStepRefusal, titleWorkflow } from '../title.ts'
import { authorityOver, type KeepingBody, signerOfBody } from './authority.ts'
import { showTitle } from './queries.ts'
import { refuse } from './refuse.ts'
import { draftTitleDecision, type TitleMatterOf } from './titleDraft.ts'
import { type EventRow, getTitleRow, programmeOf, standingOf, titleEvents, type TitleRow } from './titleRow.ts'

export type TitleStepRequest = {
  titleId: string
  /** Made by the client: the same id is the same step, taken once. */
  id: string
  version: number
  documentId: string
  note: string
  ground?: string | undefined
  dueOn?: string | undefined
}

/**
 * A step of keeping or losing a title, taken today by the body that holds the power to today, with a decision signed and
 * numbered in the same transaction. Where another body (the commune, in the district era) only opens a re-appraisal, nothing
 * is signed. Refuses with `stale_version`, `not_allowed_now`, `forbidden`, `obstacles` or `invalid`.
 */
export async function takeTitleStep(call: Call, action: TitleAction, request: TitleStepRequest): Promise<TitleView> {
  const personId = requirePerson(call)
  if (await takenBefore(call, action, request)) return showTitle(call, request.titleId)
  const title = await getTitleRow(call.tx, request.titleId, true)
  if (title.version !== request.version) throw new Problem('stale_version', { data: { version: title.version } })
  const programme = await programmeOf(call.tx, title)
  const events = await titleEvents(call.tx, title)
  const authority = await authorityOver(call, { cellId: title.unitId, grantedBy: title.grantedBy, programme })
  const power = powerFor[action]
  const parts = authority.partsFor[power]
  const { state: from } = standingOf(title, events, programme, call.today)
  const decided = titleWorkflow.decide(from, action, parts)
  if (!decided.ok && decided.refusal === 'not_your_part') throw refuse('forbidden', 'not_your_part')
  if (!decided.ok) throw refuse('not_allowed_now', 'not_allowed_now')
  if (authority.belongsToCell) throw refuse('forbidden', 'belongs_to_cell')
  const decision = parts.includes('decision_body') ? authority.keepers[power] : null
  requireWords(call, { action, request, title, events, grounds: programme.settings.revocationGrounds })
  const { revocationGrounds } = programme.settings
  const ground = revocationGrounds.find(({ code }) => code === request.ground)?.label ?? request.ground ?? ''
  const matter = { action, title, programme, ground, dueOn: request.dueOn ?? null }
  const document = decision ? await signDecision(call, { request, matter, decision, personId }) : null
  const byUnitId = document?.unitId ?? authority.acting?.commune ?? null
  await saveStep(call, { title, action, from, to: decided.to, request, document, personId, byUnitId })
  return showTitle(call, request.titleId)
}

async function takenBefore({ tx }: Call, action: TitleAction, { id, titleId }: TitleStepRequest): Promise<boolean> {
  const event = await tx
    .selectFrom('title_event')
    .select(['title_id as titleId', 'action'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!event) return false
  if (event.titleId !== titleId || event.action !== action) throw new Problem('conflict', { reason: 'id_used' })
  return true
}

type Words = {
  action: TitleAction
  request: TitleStepRequest
  title: TitleRow
  events: readonly EventRow[]
  grounds: readonly { code: string }[]
}

/** The decision itself is signed afterwards, so it is not missing here. */
function requireWords({ today }: Call, { action, request, title, events, grounds }: Words): void {
  const step = {
    action,
    on: today,
    decision: { number: '', date: today },
    ground: request.ground ?? '',
    note: request.note,
  }
  const confirmedYears = events.filter((event) => event.action === 'confirm').map(({ on }) => on.slice(0, 4))
  const facts = { today, lastOn: events.at(-1)?.on ?? title.recognisedOn, confirmedYears, grounds }
  const wrong = titleStepRefusal(step, facts)
  if (wrong === 'confirmed_this_year') throw refuse('not_allowed_now', wrong)
  if (wrong !== null) throw refuse('invalid', wrong, '/ground')
  if (request.dueOn !== undefined && request.dueOn < today) throw refuse('invalid', 'due_before_step', '/dueOn')
}

type Deciding = {
  request: TitleStepRequest
  matter: TitleMatterOf
  decision: KeepingBody
  personId: string
}

async function signDecision(call: Call, { request, matter, decision, personId }: Deciding): Promise<SignedDocument> {
  const draft = await draftTitleDecision(call, matter, decision)
  const row = await insertDocument(call.tx, { id: request.documentId, draft, state: 'submitted', personId })
  return signRow(call, row, signerOfBody(call, decision))
}

type Step = {
  title: TitleRow
  action: TitleAction
  from: TitleState
  to: TitleState
  request: TitleStepRequest
  document: SignedDocument | null
  personId: string
  byUnitId: string | null
}

const events: Partial<Record<TitleAction, EventType>> = {
  confirm: 'title.confirmed',
  confirm_after_re_appraisal: 'title.confirmed',
  restore: 'title.confirmed',
  open_review: 'title.under_review',
  revoke: 'title.revoked',
}

async function saveStep(call: Call, step: Step): Promise<void> {
  const { title, action, from, to, request, document, personId, byUnitId } = step
  const { tx, today } = call
  const { numUpdatedRows } = await tx
    .updateTable('title')
    .set({ state: to, version: title.version + 1 })
    .where('unit_id', '=', title.unitId)
    .where('id', '=', title.id)
    .where('version', '=', title.version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Problem('stale_version')
  const contentHash = hashOf({
    title: { ...title, state: from },
    step: { action, to, on: today, ground: request.ground, note: request.note },
    document: document?.contentHash ?? null,
  })
  await tx
    .insertInto('title_event')
    .values({
      unit_id: title.unitId,
      id: request.id,
      title_id: title.id,
      action,
      from_state: from,
      to_state: to,
      person_id: personId,
      by_unit_id: byUnitId,
      on_date: today,
      decision_number: document?.symbol ?? null,
      decision_date: document?.dated ?? null,
      document_id: document?.id ?? null,
      ground: request.ground ?? null,
      note: request.note,
      content_hash: contentHash,
      at: sql<Date>`clock_timestamp()`,
    })
    .execute()
  await record(call, {
    action: `title.${action}`,
    objectType: 'title',
    objectId: title.id,
    unitId: title.unitId,
    before: { state: from, version: title.version },
    after: { state: to, on: today, decision: document?.symbol ?? null, ground: request.ground, contentHash },
  })
  const event = events[action]
  if (event) {
    const decisionNumber = document?.symbol ?? null
    await announce(call, event, title.unitId, { titleId: title.id, state: to, on: today, decisionNumber })
  }
}
