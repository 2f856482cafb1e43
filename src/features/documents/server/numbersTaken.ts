import { record } from '#platform/server/journal.ts'
import type { Call } from '#platform/server/serve.ts'
import { Problem } from '#shared/problem.ts'
import type { BodyView } from '../contract.ts'
import { issuingBodyOf } from '../issuer.ts'
import { findTerm, requireKeeper, showBody } from './issuingBody.ts'
import { nameFor } from './naming.ts'

type Taken = { unitId: string; typeCode: string; last: number }

/**
 * A body that begins in the middle of its term has given numbers on paper: they are spent, and the next signature takes the
 * one after them. Refuses with `invalid` (`number_not_above`) what is not above the last one known.
 */
export async function recordNumbersTaken(call: Call, { unitId, typeCode, last }: Taken): Promise<BodyView> {
  requireKeeper(call, unitId)
  const { tx, today } = call
  const termId = await findTerm(tx, unitId, today)
  if (termId === null) throw new Problem('not_allowed_now', { reason: 'no_committee_term' })
  const { code } = issuingBodyOf(
    await nameFor(call, { paper: 'numberSeries', name: 'issuingBody', unitId, fact: today }),
    'standing_committee',
  )
  if (code === null) throw new Problem('not_allowed_now', { reason: 'no_body_code' })
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('document_counter')
    .values({ unit_id: unitId, body_code: code, type_code: typeCode, term_id: termId, last })
    .onConflict((conflict) =>
      conflict
        .columns(['unit_id', 'body_code', 'type_code', 'term_id'])
        .doUpdateSet({ last })
        .where('document_counter.last', '<', last),
    )
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 0n) {
    throw new Problem('invalid', {
      reason: 'number_not_above',
      detail: { vi: 'Số này không lớn hơn số đã cấp.', en: 'This number is not above the last one given.' },
      errors: [{ pointer: '/last', detail: 'number_not_above' }],
    })
  }
  await record(call, {
    action: 'document.numbers_taken',
    objectType: 'unit',
    objectId: unitId,
    unitId,
    after: { typeCode, last, termId },
  })
  return showBody(call, unitId)
}
