import { documentSymbol } from '../numbering.ts'
import type { OfficialDocument } from '../content.ts'
import type { DraftRequest } from '../draftRequest.ts'
import type { Tx } from '#platform/server/database.ts'
import { type DocumentRow, findDocumentRows } from './documentRow.ts'

/** A document made from the records, before it is a row: what it says, who issues it, whom it is about. */
export type Draft = {
  document: OfficialDocument
  unitId: string
  /** The appraisal team whose paper it is. */
  teamId: string | null
  aboutUnitIds: readonly string[]
  dossierIds: readonly string[]
  titleId: string | null
  request: DraftRequest | null
}

/** `05-QĐ/ĐU` of a row that has its number. */
export const symbolOf = ({ number, typeCode, bodyCode }: Pick<DocumentRow, 'number' | 'typeCode' | 'bodyCode'>) =>
  number === null ? null : documentSymbol(number, { actCode: typeCode, bodyCode })

/** The newest signed document of a type about a dossier; drafts cite it by number and day. */
export async function findSigned(
  tx: Tx,
  dossierId: string,
  type: DocumentRow['type'],
): Promise<(DocumentRow & { dated: string }) | null> {
  const rows = await findDocumentRows(tx, (found) =>
    found
      .where('d.type', '=', type)
      .where('d.state', 'in', ['signed', 'issued'])
      .where((where) => where(where.val(dossierId), '=', where.fn.any('d.dossier_ids')))
      .orderBy('d.signed_at', 'desc')
      .limit(1),
  )
  const [row] = rows
  return row?.dated == null ? null : { ...row, dated: row.dated }
}
