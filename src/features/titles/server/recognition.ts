import { sql } from 'kysely'
import { rolesOf } from '#features/dossiers/part.ts'
import { requireStep } from '#features/dossiers/server/authority.ts'
import { openDossier, type OpenedDossier, takeStep } from '#features/dossiers/server/step.ts'
import { placesFor } from '#features/documents/server/naming.ts'
import { signerFor } from '#features/documents/server/authority.ts'
import {
  type DocumentRow,
  findDocumentRow,
  insertDocument,
  openDocument,
} from '#features/documents/server/documentRow.ts'
import { isNumbered } from '#features/documents/document.ts'
import { symbolOf } from '#features/documents/server/draft.ts'
import { viewDocument } from '#features/documents/server/queries.ts'
import { decidingBody, draftRecognition } from '#features/documents/server/recognitionDraft.ts'
import { type SignedDocument, type Signer, signRow } from '#features/documents/server/signing.ts'
import { titleEnd } from '#features/programmes/programme.ts'
import { Problem } from '#shared/problem.ts'
import { hashOf } from '#platform/server/id.ts'
import { announce, record } from '#platform/server/journal.ts'
import { type Call, requirePerson } from '#platform/server/serve.ts'
import type { Recognised } from '../contract.ts'
import { insertCertificate } from './certificates.ts'

type Wanted = { dossierId: string; version: number; stepId: string; titleId: string; certificateId: string }
export type Recognition = { documentId: string; documentVersion?: number | undefined; dossiers: Wanted[] }
type Numbered = SignedDocument & { symbol: string }

/**
 * Recognises cells by one signed decision: its number, the step of each dossier, the title, the certificate, the journal and
 * the event are one transaction; if anything refuses, nothing has happened and no number is spent. Only people of the body
 * that decides today; whoever prepared, proposed or appraised a dossier, or belongs to the cell, is refused.
 */
export async function signRecognition(call: Call, request: Recognition): Promise<Recognised> {
  const personId = requirePerson(call)
  const known = await findDocumentRow(call.tx, request.documentId)
  if (known && isNumbered(known.state)) return recognisedBefore(call, known, request)
  const opened = []
  for (const wanted of request.dossiers) opened.push(await openForDecision(call, wanted))
  const { unitId, body } = oneDecidingBody(opened)
  const signer = signerFor(call.actor, unitId, rolesOf[body])
  if (!signer) throw new Problem('forbidden', { reason: 'person_required' })
  await requireNoTitle(call, opened)
  const row = known ? await openPrepared(call, request, unitId) : await draftNow(call, request, personId)
  const decision = await signRow(call, row, signer)
  const { symbol } = decision
  if (symbol === null) throw new Problem('not_allowed_now', { reason: 'decision_without_number' })
  const { decider } = await decidingBody(call, 'recognitionDecision', { unitId, body })
  for (const [index, dossier] of opened.entries()) {
    const wanted = request.dossiers[index]
    if (wanted) await recogniseOne(call, { dossier, wanted, decision: { ...decision, symbol }, decider, signer })
  }
  return recognisedView(call, decision, request.dossiers)
}

/** The dossier locked; refuses whoever may not decide on it before any number is asked for. */
async function openForDecision(call: Call, { dossierId, version }: Wanted): Promise<OpenedDossier> {
  const opened = await openDossier(call, dossierId)
  if (opened.row.version !== version) {
    throw new Problem('stale_version', { data: { dossierId, version: opened.row.version } })
  }
  requireStep(opened.authority, { state: opened.row.state, hands: opened.hands }, 'decide')
  return opened
}

function oneDecidingBody(opened: readonly OpenedDossier[]) {
  const bodies = opened.map(({ authority }) => authority.acting?.decision)
  const [first] = bodies
  if (!first || first.unitId === null) throw new Problem('not_allowed_now', { reason: 'no_decision_body' })
  if (bodies.some((one) => one?.unitId !== first.unitId)) throw new Problem('invalid', { reason: 'one_decision_body' })
  return { unitId: first.unitId, body: first.body }
}

/** A cell that holds the title keeps it by confirmation; it is not recognised a second time. */
async function requireNoTitle(call: Call, opened: readonly OpenedDossier[]): Promise<void> {
  for (const { row } of opened) {
    const held = await call.tx
      .selectFrom('title')
      .select(['id', 'recognised_on as recognisedOn'])
      .where('unit_id', '=', row.unitId)
      .where('programme_id', '=', row.programmeId)
      .where('state', '<>', 'revoked')
      .executeTakeFirst()
    if (held) {
      throw new Problem('conflict', {
        reason: 'title_held',
        detail: {
          vi: 'Chi bộ đang giữ danh hiệu này; hằng năm xác nhận giữ vững danh hiệu, không công nhận lại.',
          en: 'The cell already holds this title: it is confirmed each year, not granted again.',
        },
        data: { titleId: held.id, dossierId: row.id },
      })
    }
  }
}

/** A draft that was prepared before is signed only for the dossiers it names and the body it was drafted for. */
async function openPrepared(call: Call, request: Recognition, unitId: string): Promise<DocumentRow> {
  if (request.documentVersion === undefined) throw new Problem('conflict', { reason: 'id_used' })
  const row = await openDocument(call.tx, request.documentId, request.documentVersion)
  const wanted = request.dossiers.map(({ dossierId }) => dossierId)
  const same = row.dossierIds.length === wanted.length && wanted.every((id) => row.dossierIds.includes(id))
  if (row.type !== 'recognitionDecision' || row.unitId !== unitId || !same) {
    throw new Problem('conflict', { reason: 'other_document' })
  }
  return row
}

async function draftNow(call: Call, { documentId, dossiers }: Recognition, personId: string): Promise<DocumentRow> {
  const draft = await draftRecognition(call, {
    type: 'recognitionDecision',
    dossierIds: dossiers.map(({ dossierId }) => dossierId),
  })
  return insertDocument(call.tx, { id: documentId, draft, state: 'submitted', personId })
}

type One = { dossier: OpenedDossier; wanted: Wanted; decision: Numbered; decider: string; signer: Signer }

async function recogniseOne(call: Call, { dossier, wanted, decision, decider, signer }: One): Promise<void> {
  const { tx, today } = call
  const { row, programme } = dossier
  await takeStep(call, {
    id: wanted.stepId,
    dossierId: wanted.dossierId,
    version: wanted.version,
    action: 'decide',
    data: {
      decision: { number: decision.symbol, date: decision.dated, issuer: decider },
      documentId: decision.id,
      documentHash: decision.contentHash,
    },
  })
  await tx
    .insertInto('title')
    .values({
      unit_id: row.unitId,
      id: wanted.titleId,
      programme_id: row.programmeId,
      dossier_id: row.id,
      recognised_on: today,
      decision_number: decision.symbol,
      decision_date: decision.dated,
      granted_by: decision.unitId,
      granted_body: decider,
      expires_on: titleEnd(programme.settings, today),
      state: 'in_force',
    })
    .execute()
  await tx
    .insertInto('title_event')
    .values({
      unit_id: row.unitId,
      // One grant per title: its id serves the event too, so a repeated request makes no second one.
      id: wanted.titleId,
      title_id: wanted.titleId,
      action: 'recognise',
      from_state: null,
      to_state: 'in_force',
      person_id: signer.personId,
      by_unit_id: decision.unitId,
      on_date: today,
      decision_number: decision.symbol,
      decision_date: decision.dated,
      document_id: decision.id,
      content_hash: hashOf({ document: decision.contentHash, dossier: row.id, title: wanted.titleId }),
      at: sql<Date>`clock_timestamp()`,
    })
    .execute()
  const places = await placesFor(call, { paper: 'certificate', name: 'cell', unitId: row.unitId, fact: decision.dated })
  await insertCertificate(call, {
    id: wanted.certificateId,
    titleId: wanted.titleId,
    places,
    year: row.year,
    decider,
    signer,
    decision,
  })
  await record(call, {
    action: 'title.recognised',
    objectType: 'title',
    objectId: wanted.titleId,
    unitId: row.unitId,
    after: { dossierId: row.id, decision: decision.symbol, on: today, certificateId: wanted.certificateId },
  })
  await announce(call, 'title.recognised', row.unitId, {
    titleId: wanted.titleId,
    dossierId: row.id,
    year: row.year,
    decisionNumber: decision.symbol,
    recognisedOn: today,
    certificateId: wanted.certificateId,
  })
}

/** The same request again: answered as before. Another use of the same ids is refused. */
async function recognisedBefore(call: Call, row: DocumentRow, request: Recognition): Promise<Recognised> {
  for (const { titleId, dossierId, certificateId } of request.dossiers) {
    const found = await call.tx
      .selectFrom('title as t')
      .innerJoin('certificate as c', 'c.title_id', 't.id')
      .select('t.id')
      .where('t.id', '=', titleId)
      .where('t.dossier_id', '=', dossierId)
      .where('c.id', '=', certificateId)
      .where('c.document_id', '=', row.id)
      .executeTakeFirst()
    if (!found) throw new Problem('conflict', { reason: 'id_used', data: { symbol: symbolOf(row) } })
  }
  return recognisedView(call, row, request.dossiers)
}

async function recognisedView(call: Call, row: DocumentRow, dossiers: readonly Wanted[]): Promise<Recognised> {
  const titles = []
  for (const { dossierId, titleId, certificateId } of dossiers) {
    const { unit_id: unitId } = await call.tx
      .selectFrom('title')
      .select('unit_id')
      .where('id', '=', titleId)
      .executeTakeFirstOrThrow()
    titles.push({ titleId, dossierId, unitId, certificateId })
  }
  return { document: await viewDocument(call, row), titles }
}
