import { sql } from 'kysely'
import { Problem } from '#shared/problem.ts'
import type { Tx } from '#platform/server/database.ts'
import { hashOf } from '#platform/server/id.ts'
import { record } from '#platform/server/journal.ts'
import type { Call } from '#platform/server/serve.ts'
import { findUnit } from '#features/units/server/queries.ts'
import type { OfficialDocument } from '../content.ts'
import { documentSymbol, nextDocumentNumber } from '../numbering.ts'
import { signingObstacles } from '../signing.ts'
import { toStored } from '../storedDocument.ts'
import { type DocumentRow, documentOf, findDocumentRow } from './documentRow.ts'
import { findTerm } from './issuingBody.ts'
import { tellObstacles } from './words.ts'

/** Who puts their name under a document. */
export type Signer = { personId: string; post: string; name: string }

/** The document as it will be once this person has signed it today. */
export function signedBy(document: OfficialDocument, signer: Signer, day: string): OfficialDocument {
  const signing =
    document.signing.form === 'minutes'
      ? document.signing
      : { ...document.signing, post: signer.post, name: signer.name }
  return { ...document, day, signing }
}

export type Obstacle =
  | ReturnType<typeof signingObstacles>[number]
  | { code: 'no_committee_term' | 'unit_ended' | 'later_number_taken' }

type Place = { unitId: string; typeCode: string; bodyCode: string; day: string }

/** What stands before the signature, of the document and of its issuing body on the day. */
export async function obstaclesBefore(tx: Tx, document: OfficialDocument, place: Place): Promise<Obstacle[]> {
  const own = signingObstacles(document)
  if (!(await findUnit(tx, place.unitId, place.day))) return [...own, { code: 'unit_ended' }]
  if (place.bodyCode === '' || place.typeCode === '') return own
  const termId = await findTerm(tx, place.unitId, place.day)
  if (termId === null) return [...own, { code: 'no_committee_term' }]
  return (await lastDay(tx, place, termId)) > place.day ? [...own, { code: 'later_number_taken' }] : own
}

/** The day of the last number taken: numbers of a series go up with their days. */
async function lastDay(tx: Tx, { unitId, bodyCode, typeCode }: Place, termId: string): Promise<string> {
  const last = await tx
    .selectFrom('official_document')
    .select('dated')
    .where('unit_id', '=', unitId)
    .where('body_code', '=', bodyCode)
    .where('type_code', '=', typeCode)
    .where('term_id', '=', termId)
    .where('number', 'is not', null)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.dated ?? ''
}

/**
 * The next number of a series, taken under the lock of its counter: whoever signs at the same time waits, and a
 * transaction that fails gives its number back because the counter's own change is undone with it.
 */
async function takeNumber(tx: Tx, series: Place, termId: string): Promise<number> {
  const { last } = await tx
    .insertInto('document_counter')
    .values({
      unit_id: series.unitId,
      body_code: series.bodyCode,
      type_code: series.typeCode,
      term_id: termId,
      last: nextDocumentNumber(0),
    })
    .onConflict((conflict) =>
      conflict
        .columns(['unit_id', 'body_code', 'type_code', 'term_id'])
        .doUpdateSet({ last: sql<number>`document_counter.last + 1` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return last
}

export type SignedDocument = DocumentRow & {
  dated: string
  contentHash: string
  /** Null for a paper that carries no number. */
  symbol: string | null
}

/**
 * Signs a document today: looks for obstacles, takes the number, fixes the content with its hash. From then on nothing of
 * it changes. Who may sign is the caller's question. Refuses with `obstacles` or `stale_version`.
 */
export async function signRow(call: Call, row: DocumentRow, signer: Signer): Promise<SignedDocument> {
  const { tx, today } = call
  const document = signedBy(documentOf(row), signer, today)
  const place = { unitId: row.unitId, typeCode: row.typeCode, bodyCode: row.bodyCode, day: today }
  const numbered = row.bodyCode !== '' && row.typeCode !== ''
  const termId = numbered ? await findTerm(tx, row.unitId, today) : null
  const number = termId === null ? null : await takeNumber(tx, place, termId)
  const found = await obstaclesBefore(tx, document, place)
  if (found.length > 0) {
    throw new Problem('obstacles', { reason: 'sign', data: { obstacles: tellObstacles(found, row, call.language) } })
  }
  const content = toStored(document)
  const contentHash = hashOf({ content, number })
  const { numUpdatedRows } = await tx
    .updateTable('official_document')
    .set({
      state: 'signed',
      number,
      term_id: termId,
      dated: today,
      content: JSON.stringify(content),
      content_hash: contentHash,
      signer_id: signer.personId,
      signed_at: sql<Date>`clock_timestamp()`,
      version: row.version + 1,
    })
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Problem('stale_version')
  const symbol = number === null ? null : documentSymbol(number, { actCode: row.typeCode, bodyCode: row.bodyCode })
  await record(call, {
    action: 'document.signed',
    objectType: 'document',
    objectId: row.id,
    unitId: row.unitId,
    before: { state: row.state, version: row.version },
    after: { state: 'signed', symbol, dated: today, contentHash },
  })
  const signed = await findDocumentRow(tx, row.id)
  if (!signed) throw new Problem('not_found', { reason: 'document' })
  return { ...signed, dated: today, contentHash, symbol }
}
