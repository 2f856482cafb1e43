import { sql } from 'kysely'
import { z } from 'zod'
import { Problem } from '#shared/problem.ts'
import { requireOver } from '#features/units/server/queries.ts'
import { record } from '#platform/server/journal.ts'
import { type Call, requirePerson } from '#platform/server/serve.ts'
import { eraseData } from '../contract.ts'
import type { ErasureView, PreviewView } from '../erasureView.ts'
import { type ErasureAction, erasureActions, refuseErasureAction, refusePerson } from '../erasure.ts'
import { type Befores, getSubject, previewErasure } from './erasurePreview.ts'
import { refuse } from './refuse.ts'

const erasures = ({ tx }: Call) =>
  tx
    .selectFrom('erasure as e')
    .innerJoin('person as by', 'by.id', 'e.proposed_by')
    .leftJoin('person as approver', 'approver.id', 'e.approved_by')
    .leftJoin('person as about', 'about.id', 'e.person_id')
    .selectAll('e')
    .select(['by.name as proposedBy', 'approver.name as approvedBy', 'about.name as aboutName'])

type Row = Awaited<ReturnType<ReturnType<typeof erasures>['execute']>>[number]
/** The days that were seen hold until it is settled, however many days later. */
const Proposed = z.object({
  expired: z.array(z.object({ kind: z.string(), before: z.string().nullable() })).optional(),
})
const Kept = z.object({
  kind: z.enum(['expired', 'person']),
  state: z.enum(['proposed', 'approved', 'done', 'withdrawn']),
  result: z.record(z.string(), z.number()).nullable(),
})

function asView({ actor }: Call, row: Row): ErasureView {
  const stage = { state: row.state, proposedBy: row.proposed_by }
  return {
    ...Kept.parse({ kind: row.kind, state: row.state, result: row.result }),
    id: row.id,
    unitId: row.unit_id,
    person: row.person_id === null ? null : { id: row.person_id, name: row.aboutName ?? '' },
    reason: row.reason,
    proposedBy: row.proposedBy,
    proposedById: row.proposed_by,
    approvedBy: row.approvedBy,
    approvedById: row.approved_by,
    proposedAt: row.proposed_at.toISOString(),
    doneAt: row.done_at?.toISOString() ?? null,
    version: row.version,
    allowedActions: erasureActions.filter((action) => refuseErasureAction(stage, action, actor.personId) === null),
  }
}

async function getRow(call: Call, id: string): Promise<Row> {
  const row = await erasures(call).where('e.id', '=', id).executeTakeFirst()
  if (!row) throw new Problem('not_found', { reason: 'erasure' })
  return row
}

/** Newest first. */
export async function listErasures(call: Call, { cursor, limit }: { cursor?: string | undefined; limit: number }) {
  if (cursor !== undefined && !/^[0-9a-f-]{36}$/u.test(cursor)) throw new Problem('invalid', { reason: 'cursor' })
  let asked = erasures(call)
    .orderBy('e.id', 'desc')
    .limit(limit + 1)
  if (cursor !== undefined) asked = asked.where('e.id', '<', cursor)
  const rows = await asked.execute()
  const page = rows.slice(0, limit)
  return { items: page.map((row) => asView(call, row)), next: rows.length > limit ? (page.at(-1)?.id ?? null) : null }
}

type Proposal = { id: string; unitId: string; personId?: string | undefined; reason: string; hash: string }

/** The first of two persons: what was seen is kept with the proposal. */
export async function proposeErasure(
  call: Call,
  { id, unitId, personId, reason, hash }: Proposal,
): Promise<ErasureView> {
  const by = requirePerson(call)
  await requireOver(call, eraseData, unitId)
  const preview = await checkedPreview(call, { personId, hash })
  await call.tx
    .insertInto('erasure')
    .values({
      unit_id: unitId,
      id,
      kind: personId === undefined ? 'expired' : 'person',
      person_id: personId ?? null,
      reason,
      preview: JSON.stringify(preview.person ? { tables: preview.person.tables } : { expired: preview.expired }),
      preview_hash: hash,
      proposed_by: by,
      proposed_at: call.now,
    })
    .execute()
  return written(call, id, 'proposed')
}

type Seen = { personId: string | undefined; hash: string; befores?: Befores }

async function checkedPreview(call: Call, { personId, hash, befores }: Seen): Promise<PreviewView> {
  const refusal = personId === undefined ? null : refusePerson(await getSubject(call, personId))
  if (refusal) refuse('not_allowed_now', refusal)
  const preview = await previewErasure(call, personId, befores)
  if (preview.hash !== hash) refuse('not_allowed_now', 'changed_since')
  if (preview.blocked !== null) refuse('not_allowed_now', 'nothing_to_erase')
  return preview
}

type Change = { erasureId: string; version: number }

async function settled(call: Call, { erasureId, version }: Change, action: ErasureAction): Promise<Row> {
  const personId = requirePerson(call)
  const row = await getRow(call, erasureId)
  await requireOver(call, eraseData, row.unit_id)
  const refusal = refuseErasureAction({ state: row.state, proposedBy: row.proposed_by }, action, personId)
  if (refusal) refuse(refusal === 'same_person' ? 'forbidden' : 'not_allowed_now', refusal)
  if (row.version !== version) throw new Problem('stale_version')
  return row
}

/** The second person: all of it in this transaction, when it still is what was seen. */
export async function approveErasure(call: Call, change: Change): Promise<ErasureView> {
  const row = await settled(call, change, 'approve')
  const befores = Proposed.parse(row.preview).expired
  const seen = { personId: row.person_id ?? undefined, hash: row.preview_hash }
  await checkedPreview(call, befores === undefined ? seen : { ...seen, befores })
  await save(call, row, { state: 'approved', approved_by: requirePerson(call) })
  await sql`select carry_out_erasure(${row.id}::uuid)`.execute(call.tx)
  return written(call, row.id, 'done')
}

export async function withdrawErasure(call: Call, change: Change): Promise<ErasureView> {
  const row = await settled(call, change, 'withdraw')
  await save(call, row, { state: 'withdrawn' })
  return written(call, row.id, 'withdrawn')
}

type Saved = { state: 'approved'; approved_by: string } | { state: 'withdrawn' }

async function save({ tx }: Call, { id, version }: Row, changes: Saved): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('erasure')
    .set({ ...changes, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Problem('stale_version')
}

async function written(call: Call, id: string, deed: string): Promise<ErasureView> {
  const row = await getRow(call, id)
  const { kind, person_id: personId, result, unit_id: unitId } = row
  await record(call, {
    action: `erasure.${deed}`,
    objectType: 'erasure',
    objectId: id,
    unitId,
    after: { kind, personId, result },
  })
  return asView(call, row)
}
