import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { record } from '#platform/server/journal.ts'
import { type Call, requirePerson } from '#platform/server/serve.ts'
import { monthOf } from '#features/months/month.ts'
import { getUnitOnDay, requireOver } from '#features/units/server/queries.ts'
import { Problem } from '#shared/problem.ts'
import {
  type InspectionLine,
  type InspectionMonth,
  type InspectionWish,
  type NewVisit,
  planInspections,
  recordVisits,
} from '../contract.ts'
import { lotText, nothingKnown, proposeVisits, refuseVisit } from '../inspection.ts'
import { cellsSeen, risksOf } from './candidates.ts'
import { showInspections } from './queries.ts'
import { refuse } from './refuse.ts'

/** The one list of a month; whoever comes second is told that it is there. */
export async function makePlan(call: Call, { unitId, id, month, wanted }: InspectionWish): Promise<InspectionMonth> {
  const { tx, today, language } = call
  await requireOver(call, planInspections, unitId)
  if (month !== monthOf(today)) refuse(language, 'not_this_month')
  const cells = await cellsSeen(tx, unitId, month, today)
  if (cells.length === 0) refuse(language, 'no_cells')
  const { rows } = await sql<{
    number: number
    seed: string
  }>`select number, seed from lot_seal(${month}::date)`.execute(tx)
  const [seal] = rows
  if (!seal) refuse(language, 'no_seal')
  const risks = await risksOf(tx, cells, { month, day: today })
  const candidates = cells.map((cell) => ({
    ...cell,
    risk: risks.get(cell.unitId) ?? nothingKnown,
    lot: createHash('sha256').update(lotText(seal.seed, cell.unitId)).digest('hex'),
  }))
  const { chosen, needed } = proposeVisits(candidates, month, wanted)
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('inspection_plan')
    .values({
      unit_id: unitId,
      id,
      month,
      wanted,
      needed,
      seal_number: seal.number,
      seed: seal.seed,
      made_by: requirePerson(call),
    })
    .onConflict((conflict) => conflict.columns(['unit_id', 'month']).doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows === 0n) refuse(language, 'already_planned')
  const how = new Map(chosen.map((one) => [one.unitId, one.how]))
  await tx
    .insertInto('inspection_line')
    .values(
      candidates.map((cell) => ({
        unit_id: cell.unitId,
        commune_id: unitId,
        plan_id: id,
        month,
        chosen: how.get(cell.unitId) ?? null,
        lot: cell.lot,
        risk: JSON.stringify(cell.risk),
        visited_this_year: cell.visitedThisYear,
      })),
    )
    .execute()
  const after = { month, wanted, needed, sealNumber: seal.number, chosen }
  await record(call, { action: 'inspection.planned', objectType: 'inspection_plan', objectId: id, unitId, after })
  return showInspections(call, unitId, month)
}

/** The team was there, or why it was not. */
export async function recordVisit(call: Call, input: NewVisit): Promise<InspectionLine['visits'][number]> {
  const { tx, today, language } = call
  const { unitId, id, month, outcome, heldOn, reason } = input
  await requireOver(call, recordVisits, unitId)
  const { level } = await getUnitOnDay(tx, unitId, today)
  if (level !== 'cell') throw new Problem('not_found', { reason: 'unit' })
  const refusal = refuseVisit({ month, outcome, heldOn, reason }, today)
  if (refusal) refuse(language, refusal)
  const kept = outcome === 'visited' ? { held_on: heldOn, reason: null } : { held_on: null, reason }
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('inspection_visit')
    .values({ unit_id: unitId, id, month, outcome, ...kept, recorded_by: requirePerson(call) })
    .onConflict((conflict) => conflict.columns(['unit_id', 'held_on']).doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows === 0n) refuse(language, 'visited_that_day')
  const after = { month, outcome, heldOn: kept.held_on, reason: kept.reason }
  await record(call, { action: 'inspection.visited', objectType: 'inspection_visit', objectId: id, unitId, after })
  return { id, outcome, heldOn: kept.held_on, reason: kept.reason }
}
