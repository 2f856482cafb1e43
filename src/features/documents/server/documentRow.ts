import { sql } from 'kysely'
import { z } from 'zod'
import { Problem } from '#shared/problem.ts'
import type { Tx } from '#platform/server/database.ts'
import type { OfficialDocument } from '../content.ts'
import { actCodeOf, documentStates, documentTypes } from '../document.ts'
import { DraftRequest } from '../draftRequest.ts'
import { bodyColumns } from '../issuer.ts'
import { fromStored, storedDocument, toStored } from '../storedDocument.ts'
import type { Draft } from './draft.ts'

/** An official document as its row. */

const Row = z.object({
  id: z.string(),
  unitId: z.string(),
  type: z.enum(documentTypes),
  typeCode: z.string(),
  bodyCode: z.string(),
  termId: z.string().nullable(),
  number: z.number().nullable(),
  dated: z.string().nullable(),
  subject: z.string(),
  aboutUnitIds: z.array(z.string()),
  dossierIds: z.array(z.string()),
  titleId: z.string().nullable(),
  teamId: z.string().nullable(),
  state: z.enum(documentStates),
  content: storedDocument,
  contentHash: z.string().nullable(),
  signerId: z.string().nullable(),
  draftedBy: z.string().nullable(),
  draftedAt: z.date(),
  signedAt: z.date().nullable(),
  issuedOn: z.string().nullable(),
  returnReason: z.string().nullable(),
  revokedReason: z.string().nullable(),
  request: DraftRequest.nullable().catch(null),
  version: z.number(),
})
export type DocumentRow = z.infer<typeof Row>

function rows(tx: Tx) {
  return tx
    .selectFrom('official_document as d')
    .select(['d.id', 'd.unit_id as unitId', 'd.type', 'd.type_code as typeCode', 'd.body_code as bodyCode'])
    .select(['d.term_id as termId', 'd.number', 'd.dated', 'd.subject', 'd.about_unit_ids as aboutUnitIds'])
    .select(['d.dossier_ids as dossierIds', 'd.title_id as titleId', 'd.team_id as teamId', 'd.state', 'd.content'])
    .select(['d.content_hash as contentHash', 'd.signer_id as signerId', 'd.drafted_by as draftedBy'])
    .select(['d.drafted_at as draftedAt', 'd.signed_at as signedAt', 'd.issued_on as issuedOn', 'd.request'])
    .select(['d.return_reason as returnReason', 'd.revoked_reason as revokedReason', 'd.version'])
}

type Rows = ReturnType<typeof rows>

export async function findDocumentRows(tx: Tx, narrow: (found: Rows) => Rows): Promise<DocumentRow[]> {
  return z.array(Row).parse(await narrow(rows(tx)).execute())
}

export async function findDocumentRow(tx: Tx, id: string): Promise<DocumentRow | undefined> {
  return (await findDocumentRows(tx, (found) => found.where('d.id', '=', id)))[0]
}

/** The row locked for writing; refuses with `not_found` or `stale_version`. */
export async function openDocument(tx: Tx, id: string, version: number): Promise<DocumentRow> {
  const [row] = await findDocumentRows(tx, (found) => found.where('d.id', '=', id).forUpdate())
  if (!row) throw new Problem('not_found', { reason: 'document' })
  if (row.version !== version) throw new Problem('stale_version', { data: { version: row.version } })
  return row
}

/** The document as it stands now, ready to be laid out. */
export const documentOf = ({ content, state, number }: DocumentRow): OfficialDocument =>
  fromStored(content, { state, number })

/** What a draft writes into its row. */
export function draftColumns({ document, dossierIds, aboutUnitIds, titleId, request, teamId }: Draft) {
  const [onlyUnit, ...otherUnits] = aboutUnitIds
  const [onlyDossier, ...otherDossiers] = dossierIds
  return {
    type: document.type,
    type_code: actCodeOf(document.type) ?? '',
    body: bodyColumns[document.body.kind],
    body_code: document.body.code ?? '',
    subject: document.abstract,
    about_unit_id: otherUnits.length === 0 ? (onlyUnit ?? null) : null,
    about_unit_ids: sql<string[]>`${[...aboutUnitIds]}::uuid[]`,
    dossier_id: otherDossiers.length === 0 ? (onlyDossier ?? null) : null,
    dossier_ids: sql<string[]>`${[...dossierIds]}::uuid[]`,
    title_id: titleId,
    team_id: teamId,
    content: JSON.stringify(toStored(document)),
    request: JSON.stringify(request ?? {}),
  }
}

/** Appends a document in a state before signing. The id is the client's. */
export async function insertDocument(
  tx: Tx,
  { id, draft, state, personId }: { id: string; draft: Draft; state: 'draft' | 'submitted'; personId: string },
): Promise<DocumentRow> {
  await tx
    .insertInto('official_document')
    .values({
      unit_id: draft.unitId,
      id,
      state,
      drafted_by: personId,
      drafted_at: sql<Date>`clock_timestamp()`,
      ...draftColumns(draft),
    })
    .execute()
  const row = await findDocumentRow(tx, id)
  if (!row) throw new Problem('forbidden', { reason: 'not_visible' })
  return row
}
