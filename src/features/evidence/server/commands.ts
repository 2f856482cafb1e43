import { announce, record } from '#platform/server/journal.ts'
import type { Call } from '#platform/server/serve.ts'
import { Problem } from '#shared/problem.ts'
import type { EvidenceView } from '../contract.ts'
import { draftRefusals, type EvidenceDraft, type Part, type Purpose, useRefusal, withdrawRefusal } from '../evidence.ts'
import { trueName } from '../fileKind.ts'
import { refusals } from '../refusal.ts'
import { findPlace, findSameFile, getEvidence, requireParts } from './queries.ts'
import { refuse } from './refuse.ts'
import { checkUpload, keepOriginal, requireOpenUpload, settlePosition } from './uploads.ts'

type Use = { id: string; dossierId: string; purpose: Purpose; code: string }
type NewEvidence = EvidenceDraft & {
  unitId: string
  id: string
  title: string
  keepPosition?: boolean | undefined
  use?: Use | undefined
}

/** A file or link becomes evidence of the cell and, when asked, is used at one place of a dossier: both or neither. */
export async function createEvidence(call: Call, input: NewEvidence): Promise<EvidenceView> {
  const { tx, actor, now, today, language } = call
  const { unitId, id } = input
  const parts = await requireParts(call, unitId)
  // A team adds only what it saw on a visit.
  if (parts.every((part) => part === 'team') && input.use?.purpose !== 'visit') refuse('forbidden', 'not_your_cell')
  const wrong = draftRefusals(input, today)
  if (wrong.length > 0)
    throw new Problem('invalid', {
      errors: wrong.map(({ field, refusal }) => ({ pointer: `/${field}`, detail: refusals[refusal][language] })),
    })
  const file =
    input.uploadId === undefined ? null : await fileOf(call, unitId, input.uploadId, input.keepPosition === true)
  await tx
    .insertInto('evidence')
    .values({
      unit_id: unitId,
      id,
      title: input.title,
      file_name: file?.fileName ?? null,
      sha256: file?.sha256 ?? null,
      position_kept: file?.positionKept ?? false,
      link: input.link ?? null,
      document_number: input.documentNumber ?? null,
      document_date: input.documentDate ?? null,
      effective_on: input.effectiveOn,
      uploaded_by: actor.personId,
      uploaded_at: now,
    })
    .execute()
  await record(call, {
    action: 'evidence.added',
    objectType: 'evidence',
    objectId: id,
    unitId,
    after: {
      sha256: file?.sha256 ?? null,
      positionKept: file?.positionKept ?? false,
      link: input.link !== undefined,
      documentDate: input.documentDate ?? null,
      effectiveOn: input.effectiveOn,
      use: input.use ?? null,
    },
  })
  await announce(call, 'evidence.added', unitId, { evidenceId: id })
  if (input.use) await insertUse(call, parts, { unitId, evidenceId: id, ...input.use })
  return (await getEvidence(call, unitId, id)).view(parts)
}

/** The checked file of an upload of this cell; one that the cell has already is not taken twice. */
async function fileOf(call: Call, unitId: string, uploadId: string, keepPosition: boolean) {
  const upload = await requireOpenUpload(call, uploadId)
  if (upload.unit_id !== unitId) refuse('not_found', 'upload_gone')
  const checked = await checkUpload(call, uploadId)
  const positionKept = keepPosition && checked.hasPosition
  const file = positionKept ? await keepOriginal(call, uploadId) : checked
  const existing = await findSameFile(call.tx, unitId, file.sha256)
  if (existing) refuse('conflict', 'duplicate_file', { existing })
  await settlePosition(call, uploadId)
  return { sha256: file.sha256, fileName: trueName(upload.file_name, file.kind).fileName, positionKept }
}

export async function addUse(
  call: Call,
  { evidenceId, unitId, ...use }: Use & { unitId: string; evidenceId: string },
): Promise<EvidenceView> {
  const parts = await requireParts(call, unitId)
  await call.tx
    .selectFrom('evidence')
    .select('id')
    .where('unit_id', '=', unitId)
    .where('id', '=', evidenceId)
    .forShare()
    .executeTakeFirst()
  const { state } = await getEvidence(call, unitId, evidenceId)
  if (state.withdrawn) refuse('not_allowed_now', 'already_withdrawn')
  await insertUse(call, parts, { unitId, evidenceId, ...use })
  return (await getEvidence(call, unitId, evidenceId)).view(parts)
}

async function insertUse(
  call: Call,
  parts: readonly Part[],
  { unitId, evidenceId, ...use }: Use & { unitId: string; evidenceId: string },
): Promise<void> {
  await requireOpenPlace(call, parts, unitId, use)
  await call.tx
    .insertInto('evidence_use')
    .values({
      unit_id: unitId,
      id: use.id,
      evidence_id: evidenceId,
      dossier_id: use.dossierId,
      purpose: use.purpose,
      code: use.code,
      added_by: call.actor.personId,
      added_at: call.now,
    })
    .execute()
  await record(call, {
    action: 'evidence.used',
    objectType: 'evidence',
    objectId: evidenceId,
    unitId,
    after: use,
  })
}

async function requireOpenPlace(call: Call, parts: readonly Part[], unitId: string, place: Omit<Use, 'id'>) {
  const dossier = await findPlace(call.tx, unitId, place)
  if (!dossier) throw new Problem('not_found', { reason: 'dossier' })
  if (!dossier.exists) throw new Problem('not_found', { reason: place.purpose })
  const refusal = useRefusal(parts, dossier.state, place.purpose)
  if (refusal) refuse(refusal === 'dossier_locked' ? 'not_allowed_now' : 'forbidden', refusal)
}

/** The use ends; the evidence stays with the cell. */
export async function removeUse(
  call: Call,
  { unitId, evidenceId, useId }: { unitId: string; evidenceId: string; useId: string },
): Promise<EvidenceView> {
  const parts = await requireParts(call, unitId)
  const { view } = await getEvidence(call, unitId, evidenceId)
  const use = view(parts).uses.find(({ id }) => id === useId)
  if (!use) throw new Problem('not_found', { reason: 'use' })
  const { dossierId, purpose, code } = use
  const dossier = await findPlace(call.tx, unitId, { dossierId, purpose, code })
  const refusal = useRefusal(parts, dossier?.state ?? '', purpose)
  if (refusal) refuse(refusal === 'dossier_locked' ? 'not_allowed_now' : 'forbidden', refusal)
  await endUses(call, unitId, [useId])
  await record(call, {
    action: 'evidence.use_removed',
    objectType: 'evidence',
    objectId: evidenceId,
    unitId,
    before: { id: useId, dossierId, purpose, code },
  })
  return (await getEvidence(call, unitId, evidenceId)).view(parts)
}

async function endUses({ tx, now }: Call, unitId: string, useIds: string[]): Promise<void> {
  await tx
    .updateTable('evidence_use')
    .set({ removed_at: now })
    .where('unit_id', '=', unitId)
    .where('id', 'in', useIds)
    .where('removed_at', 'is', null)
    .execute()
}

/** Evidence that should not have been: kept with its reason, out of every dossier that is still open. */
export async function withdrawEvidence(
  call: Call,
  { unitId, evidenceId, version, reason }: { unitId: string; evidenceId: string; version: number; reason: string },
): Promise<EvidenceView> {
  const { tx } = call
  const parts = await requireParts(call, unitId)
  await holdDossiers(call, unitId, evidenceId)
  const { state, view } = await getEvidence(call, unitId, evidenceId)
  const refusal = withdrawRefusal(parts, state)
  if (refusal) refuse(refusal === 'not_your_cell' ? 'forbidden' : 'not_allowed_now', refusal)
  const changed = await tx
    .updateTable('evidence')
    .set({ withdrawn_reason: reason, version: version + 1 })
    .where('unit_id', '=', unitId)
    .where('id', '=', evidenceId)
    .where('version', '=', version)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw new Problem('stale_version')
  const { uses } = view(parts)
  if (uses.length > 0)
    await endUses(
      call,
      unitId,
      uses.map(({ id }) => id),
    )
  await record(call, {
    action: 'evidence.withdrawn',
    objectType: 'evidence',
    objectId: evidenceId,
    unitId,
    before: { uses: uses.map(({ id }) => id) },
    after: { reason },
  })
  await announce(call, 'evidence.withdrawn', unitId, { evidenceId })
  return (await getEvidence(call, unitId, evidenceId)).view(parts)
}

/** The evidence, then the dossiers that use it, stay as they are until the transaction ends. */
async function holdDossiers({ tx }: Call, unitId: string, evidenceId: string): Promise<void> {
  await tx
    .selectFrom('evidence')
    .select('id')
    .where('unit_id', '=', unitId)
    .where('id', '=', evidenceId)
    .forUpdate()
    .execute()
  await tx
    .selectFrom('dossier as d')
    .innerJoin('evidence_use as u', (join) =>
      join.onRef('u.unit_id', '=', 'd.unit_id').onRef('u.dossier_id', '=', 'd.id'),
    )
    .select('d.id')
    .where('u.unit_id', '=', unitId)
    .where('u.evidence_id', '=', evidenceId)
    .where('u.removed_at', 'is', null)
    .forShare('d')
    .execute()
}
