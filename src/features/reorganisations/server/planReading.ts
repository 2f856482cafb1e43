import { sql } from 'kysely'
import type { Tx } from '#platform/server/database.ts'
import type { Call } from '#platform/server/serve.ts'
import { addDays } from '#shared/format.ts'
import { Problem } from '#shared/problem.ts'
import { requireOver } from '#features/units/server/queries.ts'
import { draftReorganisations } from '../contract.ts'
import type { ListedUnit } from '../gazetteer.ts'
import type { FromLists, PlanReading } from '../unitLists.ts'
import { en, vi, wordsFor } from '../messages.ts'
import type { Decision } from '../plan.ts'
import { readLists } from '../reading.ts'
import type { UnitList } from './unitList.ts'

/** A list of new units read into a plan, against another list or against the organisation of the day before. */
export async function readPlan(
  call: Call,
  asked: FromLists,
  list: UnitList,
  against: UnitList | null,
): Promise<PlanReading> {
  await requireOver(call, draftReorganisations, asked.unitId)
  const { effective } = asked
  const before = against?.units ?? (await listUnitsOn(call.tx, addDays(effective, -1)))
  const { content, matches, mentions, resolved, misplaced } = readLists({
    units: list.units,
    before,
    effective,
    decision: decisionOf(asked),
    chosen: asked.chosen?.items ?? [],
  })
  if (mentions === 0 || list.mapping.predecessors === undefined)
    throw new Problem('invalid', {
      reason: 'no_predecessors',
      detail: { vi: vi.lists.noPredecessors, en: en.lists.noPredecessors },
      errors: [{ pointer: '/columns/predecessors', detail: 'required' }],
    })
  return {
    mentions,
    resolved,
    byOutcome: content.outcomes,
    matches: matches.map(({ of, mention, outcome, unit }) => ({
      of: { code: of.code, name: of.name },
      text: mention.text,
      outcome,
      unit: unit && { code: unit.code, name: unit.name },
    })),
    content,
    misplaced: misplaced.map(({ unit: { code, name }, unit, why }) => ({
      line: against?.lines[against.units.indexOf(unit)] ?? 0,
      code,
      name,
      why,
      words: wordsFor('misplaced', why),
    })),
  }
}

function decisionOf({ decisionNumber, decisionDate, decisionBody }: FromLists): Decision | null {
  if (decisionNumber === undefined) return null
  return { number: decisionNumber, date: decisionDate ?? null, body: decisionBody ?? null }
}

/** Provinces, districts and communes of a day as a list; a unit without a code goes by its id. */
async function listUnitsOn(tx: Tx, day: string): Promise<ListedUnit[]> {
  const { rows } = await sql<Omit<ListedUnit, 'predecessors'>>`
    select coalesce(u.external_code, u.id::text) as code, k.level, v.name, k.label_vi as kind,
      coalesce(above.external_code, above.id::text) as "parentCode"
    from unit_version v
    join unit u on u.id = v.unit_id
    join unit_kind k on k.code = v.kind and k.level in ('province', 'district', 'commune')
    left join unit above on above.id = v.parent_id
    where v.valid @> ${day}::date order by v.sort_order, u.id`.execute(tx)
  return rows.map((row) => ({ ...row, predecessors: '' }))
}
