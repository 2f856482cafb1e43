import { z } from 'zod'
import type { Tx } from '#platform/server/database.ts'

/** Corrections as rows, laid over the records they are of. */

export const objectTypes = { vote: 'cell_vote', step: 'dossier_step' } as const

const Row = z.object({
  id: z.string(),
  dossierId: z.string(),
  objectType: z.enum(['cell_vote', 'dossier_step']),
  objectId: z.string(),
  reason: z.string(),
  before: z.record(z.string(), z.unknown()),
  after: z.record(z.string(), z.unknown()),
  personId: z.string().nullable(),
  personName: z.string().nullable(),
  at: z.date(),
})
export type CorrectionRow = z.infer<typeof Row>

/** Corrections of the votes and steps of these dossiers, oldest first. */
export async function loadCorrections(tx: Tx, dossierIds: string[]): Promise<CorrectionRow[]> {
  const records = tx
    .selectFrom('cell_vote')
    .select(['unit_id', 'id', 'dossier_id'])
    .where('dossier_id', 'in', dossierIds)
    .unionAll(
      tx.selectFrom('dossier_step').select(['unit_id', 'id', 'dossier_id']).where('dossier_id', 'in', dossierIds),
    )
  const rows = await tx
    .selectFrom('correction as c')
    .innerJoin(records.as('r'), (join) => join.onRef('r.unit_id', '=', 'c.unit_id').onRef('r.id', '=', 'c.object_id'))
    .leftJoin('person as p', 'p.id', 'c.person_id')
    .select(['c.id', 'r.dossier_id as dossierId', 'c.object_type as objectType', 'c.object_id as objectId', 'c.reason'])
    .select(['c.before', 'c.after', 'c.person_id as personId', 'p.name as personName', 'c.at'])
    .where('c.object_type', 'in', Object.values(objectTypes))
    .orderBy('c.at')
    .orderBy('c.id')
    .execute()
  return z.array(Row).parse(rows)
}

/** A record as it was corrected last. Values of a kind the record does not have are left out. */
export function corrected<T extends { id: string }>(
  row: T,
  corrections: readonly CorrectionRow[],
  shape: z.ZodType<T>,
): T {
  const last = corrections.findLast(({ objectId }) => objectId === row.id)
  return last === undefined ? row : shape.parse({ ...row, ...last.after })
}
