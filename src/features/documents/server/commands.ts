import type { UpdateObject } from 'kysely'
import { leaders } from '#shared/permission.ts'
import { Problem } from '#shared/problem.ts'
import { announce, record } from '#platform/server/journal.ts'
import { type Call, requirePerson } from '#platform/server/serve.ts'
import type { DB } from '#platform/server/tables.gen.ts'
import type { DocumentView } from '../contract.ts'
import type { DocumentAction } from '../document.ts'
import type { DraftRequest } from '../draftRequest.ts'
import { partsOn, requireAction, signerFor } from './authority.ts'
import { draftProposal, draftRegistrationList, draftSelfAppraisal } from './committeeDrafts.ts'
import { type DocumentRow, draftColumns, findDocumentRow, insertDocument, openDocument } from './documentRow.ts'
import type { Draft } from './draft.ts'
import { showDocument, viewDocument } from './queries.ts'
import { draftRecognition } from './recognitionDraft.ts'
import { signRow } from './signing.ts'
import { draftMinutes, draftReport } from './teamDrafts.ts'

/** A document made from the records as they are now. */
function draftFrom(call: Call, request: DraftRequest): Promise<Draft> {
  switch (request.type) {
    case 'registrationList':
      return draftRegistrationList(call, request)
    case 'selfAppraisalReport':
      return draftSelfAppraisal(call, request)
    case 'proposal':
      return draftProposal(call, request)
    case 'appraisalMinutes':
      return draftMinutes(call, request)
    case 'appraisalReport':
      return draftReport(call, request)
    case 'recognitionDecision':
      return draftRecognition(call, request)
  }
}

function requireDrafter(call: Call, { unitId, teamId, document }: Draft): void {
  if (!partsOn(call.actor, { unitId, teamId, kind: document.body.kind }).includes('drafter')) {
    throw new Problem('forbidden', { reason: 'not_your_part', data: { action: 'draft' } })
  }
}

/** Drafts a document from the records; the same id again is the same draft. */
export async function draftDocument(
  call: Call,
  { id, request }: { id: string; request: DraftRequest },
): Promise<DocumentView> {
  const personId = requirePerson(call)
  const known = await findDocumentRow(call.tx, id)
  if (known && known.type !== request.type) throw new Problem('conflict', { reason: 'id_used' })
  if (known) return viewDocument(call, known)
  const draft = await draftFrom(call, request)
  requireDrafter(call, draft)
  const row = await insertDocument(call.tx, { id, draft, state: 'draft', personId })
  await journal(call, row, 'drafted', { state: 'draft', type: row.type })
  return viewDocument(call, row)
}

type Changed = { documentId: string; version: number }

/** Drafts again from the records of today; only while it is a draft. */
export async function redraftDocument(
  call: Call,
  { documentId, version, request }: Changed & { request: DraftRequest },
): Promise<DocumentView> {
  requirePerson(call)
  const row = await openDocument(call.tx, documentId, version)
  if (row.state !== 'draft') throw new Problem('not_allowed_now', { reason: 'redraft', data: { state: row.state } })
  if (row.type !== request.type) throw new Problem('invalid', { reason: 'other_type' })
  const draft = await draftFrom(call, request)
  if (draft.unitId !== row.unitId) throw new Problem('invalid', { reason: 'other_body' })
  requireDrafter(call, draft)
  await change(call, row, { ...draftColumns(draft), return_reason: null })
  await journal(call, row, 'redrafted', { state: row.state, type: row.type })
  return showDocument(call, documentId)
}

async function change({ tx }: Call, row: DocumentRow, values: UpdateObject<DB, 'official_document'>): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('official_document')
    .set({ ...values, version: row.version + 1 })
    .where('unit_id', '=', row.unitId)
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Problem('stale_version')
}

const journal = (call: Call, row: DocumentRow, verb: string, after: unknown): Promise<void> =>
  record(call, {
    action: `document.${verb}`,
    objectType: 'document',
    objectId: row.id,
    unitId: row.unitId,
    before: { state: row.state, version: row.version },
    after,
  })

async function move(
  call: Call,
  { documentId, version }: Changed,
  action: Exclude<DocumentAction, 'sign'>,
  values: { return_reason?: string | null; revoked_reason?: string; issued_on?: string } = {},
): Promise<DocumentRow> {
  requirePerson(call)
  const row = await openDocument(call.tx, documentId, version)
  const state = requireAction(call.actor, row, action)
  await change(call, row, { state, ...values })
  await journal(call, row, action, { state, ...values })
  return row
}

export async function submitDocument(call: Call, input: Changed): Promise<DocumentView> {
  await move(call, input, 'submit', { return_reason: null })
  return showDocument(call, input.documentId)
}

export async function returnDocument(call: Call, { reason, ...input }: Changed & { reason: string }) {
  await move(call, input, 'return', { return_reason: reason })
  return showDocument(call, input.documentId)
}

/** Signs in the name of the body that issues; a minutes' head signs what two names stand under. */
export async function signDocument(call: Call, { documentId, version }: Changed): Promise<DocumentView> {
  requirePerson(call)
  const row = await openDocument(call.tx, documentId, version)
  requireAction(call.actor, row, 'sign')
  const signer = signerFor(call.actor, row.unitId, row.teamId === null ? leaders : [])
  if (!signer) throw new Problem('forbidden', { reason: 'person_required' })
  await signRow(call, row, signer)
  return showDocument(call, documentId)
}

export async function issueDocument(call: Call, input: Changed): Promise<DocumentView> {
  const row = await move(call, input, 'issue', { issued_on: call.today })
  const view = await showDocument(call, input.documentId)
  await announce(call, 'document.issued', row.unitId, {
    documentId: row.id,
    type: row.type,
    symbol: view.symbol,
    dated: view.dated,
  })
  return view
}

/** The number stays spent; what the document said stays readable, marked as revoked. */
export async function revokeDocument(call: Call, { reason, ...input }: Changed & { reason: string }) {
  await move(call, input, 'revoke', { revoked_reason: reason })
  return showDocument(call, input.documentId)
}
