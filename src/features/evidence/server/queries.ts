import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { findUnit, idsAbove, unitName } from '#features/units/server/queries.ts'
import { positionsFor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/database.ts'
import type { Call } from '#platform/server/serve.ts'
import { Problem } from '#shared/problem.ts'
import { addEvidence, type EvidenceView, readEvidence } from '../contract.ts'
import { evidenceActions, mayChangeUse, mayRead, type Part, partsOf, type Purpose, purposes } from '../evidence.ts'
import { kindOfMediaType, shownInPlace } from '../fileKind.ts'
import { refuse } from './refuse.ts'

type Scope = { parts: Part[]; reads: boolean }

/** In which capacities the actor stands towards this cell today; refuses what is out of sight. */
async function scopeOver({ tx, actor, today }: Pick<Call, 'tx' | 'actor' | 'today'>, unitId: string): Promise<Scope> {
  const above = await idsAbove(tx, unitId, today)
  const over = (held: { unitId: string }) => above.includes(held.unitId)
  if (!actor.units.some((unit) => above.includes(unit))) throw new Problem('not_found', { reason: 'unit' })
  // A token reaches what its unit reaches, for the permissions it carries: those were checked at the door.
  if (actor.tokenPermissions !== null) return { parts: ['commune'], reads: true }
  const onTeam = actor.teams.some(over)
  const reading = { positions: positionsFor(actor, readEvidence.code).filter(over), onTeam }
  const adding = { positions: positionsFor(actor, addEvidence.code).filter(over), onTeam }
  return { parts: partsOf(adding), reads: mayRead(readEvidence, reading, today) }
}

export async function requireReading(call: Pick<Call, 'tx' | 'actor' | 'today'>, unitId: string): Promise<Part[]> {
  const { parts, reads } = await scopeOver(call, unitId)
  if (!reads) throw new Problem('forbidden', { reason: readEvidence.code })
  return parts
}

/** The actor's capacities over a cell that exists today; refuses where there is none. */
export async function requireParts(call: Pick<Call, 'tx' | 'actor' | 'today'>, unitId: string): Promise<Part[]> {
  const { parts } = await scopeOver(call, unitId)
  const unit = await findUnit(call.tx, unitId, call.today)
  if (unit?.level !== 'cell') throw new Problem('not_found', { reason: 'unit' })
  if (parts.length === 0) refuse('forbidden', 'not_your_cell')
  return parts
}

const asPurpose = (text: string): Purpose => {
  const known = purposes.find((purpose) => purpose === text)
  if (known === undefined) throw new Error(`Unknown purpose ${text}`)
  return known
}

function selectEvidence(tx: Tx, unitId: string) {
  return tx
    .selectFrom('evidence as e')
    .leftJoin('stored_file as f', 'f.sha256', 'e.sha256')
    .leftJoin('person as p', 'p.id', 'e.uploaded_by')
    .where('e.unit_id', '=', unitId)
    .select([
      'e.id',
      'e.title',
      'e.file_name',
      'e.sha256',
      'e.position_kept',
      'e.link',
      'e.document_number',
      'e.document_date',
      'e.effective_on',
      'e.uploaded_at',
      'e.withdrawn_reason',
      'e.version',
      'f.bytes',
      'f.media_type',
      'p.name as uploadedBy',
      'e.uploaded_by as uploadedById',
    ])
    .select((of) =>
      jsonArrayFrom(
        of
          .selectFrom('evidence_use as u')
          .innerJoin('dossier as d', (join) =>
            join.onRef('d.unit_id', '=', 'u.unit_id').onRef('d.id', '=', 'u.dossier_id'),
          )
          .select(['u.id', 'u.dossier_id as dossierId', 'd.year', 'u.purpose', 'u.code', 'd.state'])
          .whereRef('u.unit_id', '=', 'e.unit_id')
          .whereRef('u.evidence_id', '=', 'e.id')
          .where('u.removed_at', 'is', null)
          .orderBy('d.year')
          .orderBy('u.code'),
      ).as('uses'),
    )
}

type EvidenceRow = Awaited<ReturnType<ReturnType<typeof selectEvidence>['executeTakeFirstOrThrow']>>

/** Where a file is read; `?as=view` shows it in place instead of saving it. */
const fileAddress = (unitId: string, evidenceId: string): string =>
  `/api/v1/units/${unitId}/evidence/${evidenceId}/file`

function viewOf(unitId: string, row: EvidenceRow, parts: readonly Part[]): EvidenceView {
  const kind = kindOfMediaType(row.media_type)
  return {
    id: row.id,
    unitId,
    title: row.title,
    file:
      kind === null || row.sha256 === null
        ? null
        : {
            name: row.file_name ?? row.title,
            kind,
            bytes: row.bytes ?? 0,
            sha256: row.sha256,
            address: fileAddress(unitId, row.id),
            shown: shownInPlace.includes(kind),
          },
    positionKept: row.position_kept,
    link: row.link,
    documentNumber: row.document_number,
    documentDate: row.document_date,
    effectiveOn: row.effective_on,
    uploadedBy: row.uploadedBy,
    uploadedById: row.uploadedById,
    uploadedAt: row.uploaded_at.toISOString(),
    withdrawnReason: row.withdrawn_reason,
    version: row.version,
    uses: row.uses.map(({ state, ...use }) => {
      const purpose = asPurpose(use.purpose)
      return { ...use, purpose, removable: mayChangeUse(parts, state, purpose) }
    }),
    allowedActions: evidenceActions(parts, stateOf(row)),
  }
}

/** What decides whether it may be withdrawn: whether it was, and the states of the dossiers that rest on it. */
const stateOf = (row: EvidenceRow) => ({
  withdrawn: row.withdrawn_reason !== null,
  dossierStates: row.uses.map(({ state }) => state),
})

export async function getEvidence(call: Call, unitId: string, evidenceId: string) {
  const row = await selectEvidence(call.tx, unitId).where('e.id', '=', evidenceId).executeTakeFirst()
  if (!row) throw new Problem('not_found', { reason: 'evidence' })
  return { state: stateOf(row), view: (parts: readonly Part[]) => viewOf(unitId, row, parts) }
}

type Filter = {
  unitId: string
  dossierId?: string | undefined
  purpose?: Purpose | undefined
  code?: string | undefined
  withdrawn: 'without' | 'only'
  cursor?: string | undefined
  limit: number
}

const CURSOR = /^(\d{4}-[\d-]+T[\d:.]+Z),([0-9a-f-]{36})$/u

function readCursor(cursor: string): { at: Date; id: string } {
  const [, at, id] = CURSOR.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  const day = new Date(at ?? '')
  if (id === undefined || Number.isNaN(day.getTime()))
    throw new Problem('invalid', { errors: [{ pointer: '/cursor', detail: 'cursor' }] })
  return { at: day, id }
}

/** Evidence of a cell, newest first. */
export async function listOf(call: Call, filter: Filter) {
  const { unitId, dossierId, purpose, code, limit } = filter
  const parts = await requireReading(call, unitId)
  const after = filter.cursor === undefined ? null : readCursor(filter.cursor)
  const rows = await selectEvidence(call.tx, unitId)
    .where('e.withdrawn_reason', filter.withdrawn === 'only' ? 'is not' : 'is', null)
    .$if(dossierId !== undefined || purpose !== undefined || code !== undefined, (query) =>
      query.where((of) =>
        of.exists(
          of
            .selectFrom('evidence_use as u')
            .select('u.id')
            .whereRef('u.unit_id', '=', 'e.unit_id')
            .whereRef('u.evidence_id', '=', 'e.id')
            .where('u.removed_at', 'is', null)
            .$if(dossierId !== undefined, (use) => use.where('u.dossier_id', '=', dossierId ?? ''))
            .$if(purpose !== undefined, (use) => use.where('u.purpose', '=', purpose ?? ''))
            .$if(code !== undefined, (use) => use.where('u.code', '=', code ?? '')),
        ),
      ),
    )
    .$if(after !== null, (query) =>
      query.where(
        sql<boolean>`(date_trunc('milliseconds', e.uploaded_at), e.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid)`,
      ),
    )
    .orderBy(sql`date_trunc('milliseconds', e.uploaded_at)`, 'desc')
    .orderBy('e.id', 'desc')
    .limit(limit + 1)
    .execute()
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    items: shown.map((row) => viewOf(unitId, row, parts)),
    next: last ? Buffer.from(`${last.uploaded_at.toISOString()},${last.id}`).toString('base64url') : null,
    unitName: await unitName(call.tx, unitId, call.today),
    allowedActions: parts.length > 0 ? ['add' as const] : [],
  }
}

/** How much evidence each place of a dossier has; places without any are absent. */
export async function countUses(tx: Tx, unitId: string, dossierId: string) {
  const rows = await tx
    .selectFrom('evidence_use')
    .select(['purpose', 'code', (of) => of.fn.countAll<number>().as('count')])
    .where('unit_id', '=', unitId)
    .where('dossier_id', '=', dossierId)
    .where('removed_at', 'is', null)
    .groupBy(['purpose', 'code'])
    .orderBy('purpose')
    .orderBy('code')
    .execute()
  return rows.map((row) => ({ ...row, purpose: asPurpose(row.purpose) }))
}

/** The evidence of a cell that is this very file, unless it was withdrawn. */
export async function findSameFile(tx: Tx, unitId: string, sha256: string) {
  const found = await tx
    .selectFrom('evidence')
    .select(['id', 'title', 'uploaded_at'])
    .where('unit_id', '=', unitId)
    .where('sha256', '=', sha256)
    .where('withdrawn_reason', 'is', null)
    .executeTakeFirst()
  return found ? { id: found.id, title: found.title, uploadedAt: found.uploaded_at.toISOString() } : null
}

/**
 * A dossier of the cell, as far as evidence has to do with it: its state, and whether the code is one of its places. Held
 * until the transaction ends, so that it cannot be submitted meanwhile.
 */
export async function findPlace(tx: Tx, unitId: string, place: { dossierId: string; purpose: Purpose; code: string }) {
  return tx
    .selectFrom('dossier as d')
    .innerJoin('rule_set as r', 'r.id', 'd.rule_set_id')
    .innerJoin('programme as p', 'p.id', 'd.programme_id')
    .select(['d.state', 'd.version'])
    .select(
      sql<boolean>`case ${place.purpose}::text
        when 'item' then jsonb_path_exists(r.content, '$.items[*].code ? (@ == $code)', jsonb_build_object('code', ${place.code}::text))
        when 'checklist' then jsonb_path_exists(p.settings, '$.dossierDocuments[*].code ? (@ == $code)', jsonb_build_object('code', ${place.code}::text))
        else exists (select from site_visit v where v.unit_id = d.unit_id and v.dossier_id = d.id and v.id::text = ${place.code})
      end`.as('exists'),
    )
    .where('d.unit_id', '=', unitId)
    .where('d.id', '=', place.dossierId)
    .forShare('d')
    .executeTakeFirst()
}
