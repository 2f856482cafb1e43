import { sql } from 'kysely'
import type { Tx } from '#platform/server/database.ts'
import type { Call } from '#platform/server/serve.ts'
import { Problem } from '#shared/problem.ts'
import { getUnitOnDay, isOver, isWithinReach } from '#features/units/server/queries.ts'
import { monthOf, treeDayOf } from '#features/months/month.ts'
import {
  type InspectionLine,
  type InspectionMonth,
  planInspections,
  readInspections,
  recordVisits,
} from '../contract.ts'
import { neededVisits, type Risk } from '../inspection.ts'
import { cellsSeen } from './candidates.ts'

type PlanRow = { id: string; wanted: number; needed: number; sealNumber: number; seed: string }
type LineRow = Omit<InspectionLine, 'visits' | 'allowedActions' | 'risk'> & { risk: Risk }
type VisitRow = InspectionLine['visits'][number] & { unitId: string }

/**
 * The month of a commune's inspection team, by the tree of its last day, or of today. The cell itself is shown its own line
 * of its commune's list, and that afterwards.
 */
export async function showInspections(call: Call, unitId: string, wantedMonth?: string): Promise<InspectionMonth> {
  const { tx, today } = call
  if (!(await isWithinReach(tx, call.actor, unitId, today))) throw new Problem('not_found', { reason: 'unit' })
  const month = wantedMonth ?? monthOf(today)
  const day = treeDayOf(month, today)
  const unit = await getUnitOnDay(tx, unitId, day)
  const [all, plan, mayPlan, mayRecord, seesAll] = await Promise.all([
    cellsSeen(tx, unitId, month, day),
    findPlan(tx, unitId, month),
    isOver(call, planInspections, unitId),
    isOver(call, recordVisits, unitId),
    unit.level !== 'cell' && isOver(call, readInspections, unitId),
  ])
  const cells = [unitId, ...all.map((cell) => cell.unitId)]
  const [lines, visits] = await Promise.all([linesOf(tx, unitId, month, day), visitsOf(tx, cells, month)])
  const shown = lines.flatMap((line): InspectionLine[] => {
    const own = visits.filter((visit) => visit.unitId === line.unitId)
    if (!seesAll && own.length === 0 && monthOf(today) <= month) return []
    return [
      {
        ...line,
        visits: own.map(({ id, outcome, heldOn, reason }) => ({ id, outcome, heldOn, reason })),
        allowedActions: mayRecord ? ['record_visit'] : [],
      },
    ]
  })
  return {
    unitId,
    name: unit.name,
    month,
    cells: all.length,
    seen: all.filter(({ visitedThisYear }) => visitedThisYear).length,
    needed: all.length === 0 ? 0 : neededVisits(all, month),
    plan,
    lines: shown,
    allowedActions: mayPlan && plan === null && month === monthOf(today) && all.length > 0 ? ['plan'] : [],
  }
}

async function findPlan(tx: Tx, unitId: string, month: string): Promise<PlanRow | null> {
  const { rows } = await sql<PlanRow>`
    select p.id, p.wanted, p.needed, p.seal_number as "sealNumber", p.seed from inspection_plan p
    where p.month = ${month}::date and p.unit_id = ${unitId}`.execute(tx)
  return rows[0] ?? null
}

/** Chosen ones first, called as on the day or last before; by the unit of the line or of the commune that planned, so that a cell finds its own. */
async function linesOf(tx: Tx, unitId: string, month: string, day: string): Promise<LineRow[]> {
  const { rows } = await sql<LineRow>`
    select l.unit_id as "unitId", v.name, l.chosen, l.lot, l.risk, l.visited_this_year as "visitedThisYear"
    from inspection_line l
    join lateral (
      select name from unit_version where unit_id = l.unit_id and lower(valid) <= ${day}::date
      order by lower(valid) desc limit 1) v on true
    where l.month = ${month}::date and ${unitId} in (l.unit_id, l.commune_id)
    order by l.chosen is null, l.chosen desc, l.lot`.execute(tx)
  return rows
}

async function visitsOf(tx: Tx, cells: readonly string[], month: string): Promise<VisitRow[]> {
  const { rows } = await sql<VisitRow>`
    select unit_id as "unitId", id, outcome, held_on::text as "heldOn", reason from inspection_visit
    where unit_id = any(${[...cells]}::uuid[]) and month = ${month}::date order by recorded_at, id`.execute(tx)
  return rows
}
