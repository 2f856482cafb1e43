import { sql } from 'kysely'
import { z } from 'zod'
import { leaders, organisers } from '#shared/permission.ts'
import { Problem } from '#shared/problem.ts'
import type { Tx } from '#platform/server/database.ts'
import { record } from '#platform/server/journal.ts'
import type { Call } from '#platform/server/serve.ts'
import { getUnitOnDay } from '#features/units/server/queries.ts'
import type { BodyView } from '../contract.ts'
import { chosenLayout } from '../storedDocument.ts'

/** What an issuing body has chosen for its documents, and the terms its numbers run in. */

const SettingsRow = z.object({
  layout: chosenLayout,
  place: z.string().nullable(),
  certificateName: z.enum(['Bằng công nhận', 'Giấy công nhận']),
  version: z.number(),
})
export type BodySettings = z.infer<typeof SettingsRow>
const nothingSet: BodySettings = { layout: {}, place: null, certificateName: 'Bằng công nhận', version: 0 }

export async function findBodySettings(tx: Tx, unitId: string): Promise<BodySettings> {
  const row = await tx
    .selectFrom('issuing_body_settings')
    .select(['layout', 'place', 'certificate_name as certificateName', 'version'])
    .where('unit_id', '=', unitId)
    .executeTakeFirst()
  return row === undefined ? nothingSet : SettingsRow.parse(row)
}

/** The term of a committee on a day: a document's number runs within it. */
export async function findTerm(tx: Tx, unitId: string, on: string): Promise<string | null> {
  const term = await tx
    .selectFrom('committee_term')
    .select('id')
    .where('unit_id', '=', unitId)
    .where(sql<boolean>`valid @> ${on}::date`)
    .executeTakeFirst()
  return term?.id ?? null
}

/** Its organisers and leaders, on the unit itself: nobody sets another body's documents. */
function mayKeep({ actor }: Call, unitId: string): boolean {
  return actor.positions.some((held) => held.unitId === unitId && [...leaders, ...organisers].includes(held.role))
}

export function requireKeeper(call: Call, unitId: string): void {
  if (!mayKeep(call, unitId)) throw new Problem('forbidden', { reason: 'not_your_body' })
}

export async function showBody(call: Call, unitId: string): Promise<BodyView> {
  const { tx, today } = call
  const unit = await getUnitOnDay(tx, unitId, today)
  const settings = await findBodySettings(tx, unitId)
  const terms = await tx
    .selectFrom('committee_term')
    .select(['id', 'label'])
    .select([
      sql<string>`lower(valid)::text`.as('validFrom'),
      sql<string | null>`(upper(valid) - 1)::text`.as('validTo'),
    ])
    .where('unit_id', '=', unitId)
    .orderBy(sql`lower(valid)`, 'desc')
    .execute()
  return {
    unit: { unitId, name: unit.name },
    ...settings,
    terms,
    lastNumbers: await lastNumbers(call, unitId),
    allowedActions: mayKeep(call, unitId) ? ['change', 'record_term'] : [],
  }
}

async function lastNumbers({ tx, today }: Call, unitId: string): Promise<BodyView['lastNumbers']> {
  const termId = await findTerm(tx, unitId, today)
  if (termId === null) return []
  return tx
    .selectFrom('document_counter')
    .select(['type_code as typeCode', 'last'])
    .where('unit_id', '=', unitId)
    .where('term_id', '=', termId)
    .orderBy('type_code')
    .execute()
}

type NewSettings = { unitId: string } & BodySettings

/** Replaces the settings; documents already drafted keep what they were drafted with. */
export async function setIssuingBody(call: Call, { unitId, version, ...chosen }: NewSettings): Promise<BodyView> {
  requireKeeper(call, unitId)
  const before = await findBodySettings(call.tx, unitId)
  if (before.version !== version) throw new Problem('stale_version', { data: { version: before.version } })
  const values = {
    layout: JSON.stringify(chosen.layout),
    place: chosen.place,
    certificate_name: chosen.certificateName,
    version: version + 1,
  }
  const { numInsertedOrUpdatedRows } = await call.tx
    .insertInto('issuing_body_settings')
    .values({ unit_id: unitId, ...values })
    .onConflict((conflict) =>
      conflict.column('unit_id').doUpdateSet(values).where('issuing_body_settings.version', '=', version),
    )
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 0n) throw new Problem('stale_version')
  await record(call, {
    action: 'issuing_body.set',
    objectType: 'unit',
    objectId: unitId,
    unitId,
    before,
    after: chosen,
  })
  return showBody(call, unitId)
}

type NewTerm = { unitId: string; id: string; label: string; validFrom: string; validTo: string | null }

/** Two terms of a committee never overlap: the database refuses. The same id again is the same term. */
export async function recordTerm(call: Call, term: NewTerm): Promise<BodyView> {
  const { unitId, id, label, validFrom, validTo } = term
  requireKeeper(call, unitId)
  if (validTo !== null && validTo < validFrom) {
    throw new Problem('invalid', {
      reason: 'term_reversed',
      errors: [{ pointer: '/validTo', detail: 'term_reversed' }],
    })
  }
  const known = await call.tx.selectFrom('committee_term').select('unit_id').where('id', '=', id).executeTakeFirst()
  if (known && known.unit_id !== unitId) throw new Problem('conflict', { reason: 'id_used' })
  if (!known) {
    await call.tx
      .insertInto('committee_term')
      .values({ id, unit_id: unitId, label, valid: sql`daterange(${validFrom}::date, ${validTo}::date, '[]')` })
      .execute()
    await record(call, { action: 'committee_term.recorded', objectType: 'unit', objectId: unitId, unitId, after: term })
  }
  return showBody(call, unitId)
}
