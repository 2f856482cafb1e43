import { sql } from 'kysely'
import { Problem } from '#shared/problem.ts'
import type { Tx } from '#platform/server/database.ts'
import type { Call } from '#platform/server/serve.ts'
import { unitName } from '#features/units/server/queries.ts'
import type { DocumentLine, DocumentView } from '../contract.ts'
import { isNumbered } from '../document.ts'
import { leaders } from '#shared/permission.ts'
import { actionsOn, signerFor } from './authority.ts'
import { documentOf, type DocumentRow, findDocumentRow, findDocumentRows } from './documentRow.ts'
import { symbolOf } from './draft.ts'
import { obstaclesBefore, signedBy } from './signing.ts'
import { tellObstacles, tellWarnings } from './words.ts'

async function lineOf(tx: Tx, row: DocumentRow, day: string): Promise<DocumentLine> {
  const about = []
  for (const id of row.aboutUnitIds) about.push({ unitId: id, name: await unitName(tx, id, row.dated ?? day) })
  return {
    id: row.id,
    type: row.type,
    state: row.state,
    unit: { unitId: row.unitId, name: await unitName(tx, row.unitId, row.dated ?? day) },
    symbol: symbolOf(row),
    dated: row.dated,
    subject: row.subject,
    about,
    draftedAt: row.draftedAt.toISOString(),
    version: row.version,
  }
}

/** A document with what may be done to it now and what stands before its signature. */
export async function viewDocument(call: Call, row: DocumentRow): Promise<DocumentView> {
  const { tx, today, language, actor } = call
  const document = documentOf(row)
  const numbered = isNumbered(row.state)
  const signer = signerFor(actor, row.unitId, leaders) ?? { personId: '', post: '', name: '…' }
  const obstacles = numbered ? [] : await obstaclesBefore(tx, signedBy(document, signer, today), { ...row, day: today })
  return {
    ...(await lineOf(tx, row, today)),
    bodyName: row.content.body.name,
    dossierIds: row.dossierIds,
    titleId: row.titleId,
    signer: await nameOf(tx, row.signerId),
    draftedBy: await nameOf(tx, row.draftedBy),
    draftedById: row.draftedBy,
    contentHash: row.contentHash,
    signedAt: row.signedAt?.toISOString() ?? null,
    issuedOn: row.issuedOn,
    returnReason: row.returnReason,
    revokedReason: row.revokedReason,
    request: row.request,
    obstacles: tellObstacles(obstacles, row, language),
    warnings: numbered ? [] : tellWarnings({ ...document, day: today }, language),
    allowedActions: actionsOn(actor, row),
  }
}

async function nameOf(tx: Tx, personId: string | null): Promise<string | null> {
  if (personId === null) return null
  return (await tx.selectFrom('person').select('name').where('id', '=', personId).executeTakeFirst())?.name ?? null
}

export async function getDocumentRow(tx: Tx, documentId: string): Promise<DocumentRow> {
  const row = await findDocumentRow(tx, documentId)
  if (!row) throw new Problem('not_found', { reason: 'document' })
  return row
}

export async function showDocument(call: Call, documentId: string): Promise<DocumentView> {
  return viewDocument(call, await getDocumentRow(call.tx, documentId))
}

type Asked = {
  unitId?: string | undefined
  dossierId?: string | undefined
  titleId?: string | undefined
  type?: string | undefined
  state?: string | undefined
  cursor?: string | undefined
  limit: number
}

/** Newest first; keyset by the moment of drafting and id. */
export async function listDocuments(call: Call, asked: Asked) {
  const { tx, today } = call
  const after = asked.cursor === undefined ? null : readCursor(asked.cursor)
  const rows = await findDocumentRows(tx, (start) => {
    let found = start
    const { unitId, dossierId, titleId, type, state } = asked
    if (unitId !== undefined) {
      found = found.where(
        sql<boolean>`(exists (select 1 from unit_closure c where c.ancestor_id = ${unitId}
          and c.descendant_id = any (d.about_unit_ids || d.unit_id) and c.valid @> ${today}::date)
          or d.unit_id = ${unitId})`,
      )
    }
    if (dossierId !== undefined) found = found.where(sql<boolean>`${dossierId}::uuid = any (d.dossier_ids)`)
    if (titleId !== undefined) {
      found = found.where(
        sql<boolean>`(d.title_id = ${titleId} or exists (select 1 from certificate k where k.title_id = ${titleId} and k.document_id = d.id))`,
      )
    }
    if (type !== undefined) found = found.where('d.type', '=', type)
    if (state !== undefined) found = found.where('d.state', '=', state)
    if (after !== null) {
      found = found.where(sql<boolean>`(d.drafted_at, d.id) < (${after.at}::timestamptz, ${after.id}::uuid)`)
    }
    return found
      .orderBy('d.drafted_at', 'desc')
      .orderBy('d.id', 'desc')
      .limit(asked.limit + 1)
  })
  const page = rows.slice(0, asked.limit)
  const items = []
  for (const row of page) items.push(await lineOf(tx, row, today))
  const last = page.at(-1)
  return { items, next: rows.length > asked.limit && last ? await cursorOf(tx, last.id) : null }
}

/** The exact moment, to the microsecond: a JavaScript date would lose what tells two rows apart. */
async function cursorOf(tx: Tx, id: string): Promise<string> {
  const { at } = await tx
    .selectFrom('official_document')
    .select(sql<string>`to_char(drafted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as('at'))
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return `${at}/${id}`
}

function readCursor(cursor: string): { at: string; id: string } {
  const [, at, id] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)\/([0-9a-f-]{36})$/u.exec(cursor) ?? []
  if (at === undefined || id === undefined) {
    throw new Problem('invalid', { errors: [{ pointer: '/cursor', detail: 'cursor' }] })
  }
  return { at, id }
}
