import { Problem } from '#shared/problem.ts'
import { requireOver } from '#features/units/server/queries.ts'
import { record } from '#platform/server/journal.ts'
import { type Call, requirePerson } from '#platform/server/serve.ts'
import { eraseData } from '../contract.ts'

const holds = ({ tx }: Call) =>
  tx
    .selectFrom('data_hold as h')
    .innerJoin('person as p', 'p.id', 'h.person_id')
    .select([
      'h.id',
      'h.unit_id as unitId',
      'h.person_id as personId',
      'p.name',
      'h.reason',
      'h.placed_on as since',
      'h.version',
    ])
    .where('h.lifted_on', 'is', null)

type Row = Awaited<ReturnType<ReturnType<typeof holds>['execute']>>[number]
const asView = ({ personId, name, ...row }: Row) => ({ ...row, person: { id: personId, name } })

export async function listHolds(call: Call) {
  return { items: (await holds(call).orderBy('h.placed_on', 'desc').limit(200).execute()).map(asView) }
}

/** Whatever is kept about the person stays until the hold is lifted. */
export async function placeHold(call: Call, input: { id: string; unitId: string; personId: string; reason: string }) {
  const by = requirePerson(call)
  const { id, unitId, personId, reason } = input
  await requireOver(call, eraseData, unitId)
  await call.tx
    .insertInto('data_hold')
    .values({ id, unit_id: unitId, person_id: personId, reason, placed_by: by, placed_on: call.today })
    .execute()
  await record(call, { action: 'data_hold.placed', objectType: 'data_hold', objectId: id, unitId, after: { personId } })
  return asView(await getHold(call, id))
}

async function getHold(call: Call, id: string): Promise<Row> {
  const row = await holds(call).where('h.id', '=', id).executeTakeFirst()
  if (!row) throw new Problem('not_found', { reason: 'data_hold' })
  return row
}

export async function liftHold(call: Call, { holdId, version }: { holdId: string; version: number }) {
  const by = requirePerson(call)
  const hold = await getHold(call, holdId)
  await requireOver(call, eraseData, hold.unitId)
  const { numUpdatedRows } = await call.tx
    .updateTable('data_hold')
    .set({ lifted_on: call.today, lifted_by: by, version: version + 1 })
    .where('id', '=', holdId)
    .where('version', '=', version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Problem('stale_version')
  await record(call, { action: 'data_hold.lifted', objectType: 'data_hold', objectId: holdId, unitId: hold.unitId })
  return { id: holdId }
}
