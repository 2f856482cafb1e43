import { type RawBuilder, sql } from 'kysely'
import { asDecision, type DecisionColumns } from '#features/units/server/history.ts'
import { asLevel, idsAbove, isOver } from '#features/units/server/queries.ts'
import { mayOver } from '#features/units/unit.ts'
import type { Tx } from '#platform/server/database.ts'
import { type Call, requirePerson } from '#platform/server/serve.ts'
import { Problem } from '#shared/problem.ts'
import {
  type Assigned,
  assignmentKinds,
  expectedOn,
  isTargetLevel,
  loadsOf,
  type TargetLevel,
  targetLevels,
} from '../assignment.ts'
import { type AssignmentSummary, type AssignmentView, type FollowedUnit, keepAssignments } from '../contract.ts'
import { nearestSettings } from './settings.ts'

/** An assignment as it is kept, with the words around it. */
export type AssignmentRow = Assigned & {
  version: number
  personName: string | null
  byUnitName: string
  endedReason: string | null
} & DecisionColumns

const columns = sql`a.id, a.unit_id as "unitId", a.by_unit_id as "byUnitId", a.person_id as "personId",
  a.officer_title as title, a.kind, a.stands_in_for as "standsInFor", lower(a.valid)::text as "from",
  upper(a.valid)::text as "to", a.version, a.ended_reason as "endedReason", a.decision_number, a.decision_date,
  a.decision_body, h.name as "personName", coalesce(v.name, '') as "byUnitName"`

/** Assignments with names, by a condition on `a`; in the order of their beginning. */
export async function loadAssignments(tx: Tx, where: RawBuilder<unknown>, day: string): Promise<AssignmentRow[]> {
  const { rows } = await sql<AssignmentRow>`
    select ${columns}
    from assignment a
    left join person h on h.id = a.person_id
    left join lateral (
      select name from unit_version where unit_id = a.by_unit_id and lower(valid) <= ${day}::date
      order by lower(valid) desc limit 1
    ) v on true
    where ${where}
    order by a.kind, lower(a.valid), a.id`.execute(tx)
  return rows.map((row) => ({ ...row, kind: assignmentKinds.find((kind) => kind === row.kind) ?? 'follow' }))
}

/** Those running on a day at any of these units. */
export const runningAt = (tx: Tx, unitIds: readonly string[], day: string): Promise<AssignmentRow[]> =>
  loadAssignments(tx, sql`a.unit_id = any(${unitIds}::uuid[]) and a.valid @> ${day}::date`, day)

export function asView(row: AssignmentRow, all: readonly AssignmentRow[], day: string, keeps: boolean): AssignmentView {
  const running = row.to === null || row.to > day
  return {
    id: row.id,
    version: row.version,
    unitId: row.unitId,
    byUnitId: row.byUnitId,
    byUnitName: row.byUnitName,
    person: row.personId === null ? null : { id: row.personId, name: row.personName ?? '' },
    title: row.title,
    kind: row.kind,
    standsInFor: row.standsInFor,
    from: row.from,
    to: row.to,
    endedReason: row.endedReason,
    decision: asDecision(row),
    expected: expectedOn(all, day).some(({ id }) => id === row.id),
    allowedActions: keeps && running ? (row.kind === 'follow' ? ['end', 'substitute'] : ['end']) : [],
  }
}

export async function showAssignment(call: Call, unitId: string, id: string): Promise<AssignmentView> {
  const rows = await loadAssignments(call.tx, sql`a.unit_id = ${unitId}`, call.today)
  const row = rows.find((one) => one.id === id)
  if (!row) throw new Problem('not_found', { reason: 'assignment' })
  return asView(row, rows, call.today, await isOver(call, keepAssignments, row.byUnitId))
}

type Below = { unitId: string; level: TargetLevel }

/** Everything below that can be followed, that day. */
async function targetsBelow(tx: Tx, unitId: string, day: string): Promise<Below[]> {
  const { rows } = await sql<{ unitId: string; level: string }>`
    select c.descendant_id as "unitId", k.level
    from unit_closure c
    join unit_version v on v.unit_id = c.descendant_id and v.valid @> ${day}::date
    join unit_kind k on k.code = v.kind
    where c.ancestor_id = ${unitId} and c.via = 'parent' and c.valid @> ${day}::date
      and k.level = any(${[...targetLevels]}::text[]) and (c.depth > 0 or k.level <> 'commune')`.execute(tx)
  return rows.flatMap((row) => {
    const level = asLevel(row.level)
    return isTargetLevel(level) ? [{ unitId: row.unitId, level }] : []
  })
}

/** Gaps, loads and limits of a unit and everything below it. */
export async function showSummary(call: Call, unitId: string, day: string): Promise<AssignmentSummary> {
  const { tx } = call
  const [targets, above] = await Promise.all([targetsBelow(tx, unitId, day), idsAbove(tx, unitId, call.today)])
  if (above.length === 0) throw new Problem('not_found', { reason: 'unit' })
  const [running, settings] = await Promise.all([
    runningAt(
      tx,
      targets.map((target) => target.unitId),
      day,
    ),
    nearestSettings(tx, unitId, day),
  ])
  const expected = expectedOn(running, day)
  const followed = new Set(expected.map((one) => one.unitId))
  const names = new Map(running.map(({ personId, personName }) => [personId, personName ?? '']))
  const mine = mayOver(keepAssignments, call.actor.positions, above, call.today)
  return {
    on: day,
    levels: targetLevels
      .map((level) => {
        const units = targets.filter((target) => target.level === level)
        return { level, units: units.length, withOfficer: units.filter((one) => followed.has(one.unitId)).length }
      })
      .filter(({ units }) => units > 0),
    officers: loadsOf(running, day, settings.targetsPerOfficer).map(({ personId, targets: count, over }) => ({
      person: { id: personId, name: names.get(personId) ?? '' },
      targets: count,
      over,
    })),
    posts: expected.filter(({ personId }) => personId === null).length,
    settings,
    allowedActions: mine ? ['set', 'cluster', 'hand_over'] : [],
  }
}

/** What the one who asks follows that day. */
export async function listFollowed(call: Call, day: string): Promise<FollowedUnit[]> {
  const personId = requirePerson(call)
  const mine = await loadAssignments(call.tx, sql`a.person_id = ${personId} and a.valid @> ${day}::date`, day)
  const units = mine.map(({ unitId }) => unitId)
  const [around, places] = await Promise.all([runningAt(call.tx, units, day), placesOf(call.tx, units, day)])
  return mine.flatMap((row) => {
    const place = places.get(row.unitId)
    return place ? [{ ...asView(row, around, day, false), ...place }] : []
  })
}

type Placed = { unitName: string; level: TargetLevel; parentName: string | null }

async function placesOf(tx: Tx, units: readonly string[], day: string): Promise<Map<string, Placed>> {
  const { rows } = await sql<{ unitId: string; unitName: string; level: string; parentName: string | null }>`
    select v.unit_id as "unitId", v.name as "unitName", k.level, p.name as "parentName"
    from unit_version v
    join unit_kind k on k.code = v.kind
    left join unit_version p on p.unit_id = v.parent_id and p.valid @> ${day}::date
    where v.unit_id = any(${units}::uuid[]) and v.valid @> ${day}::date
    order by p.name, v.sort_order, v.name`.execute(tx)
  return new Map(
    rows.flatMap(({ unitId, level: text, ...row }) => {
      const level = asLevel(text)
      return isTargetLevel(level) ? [[unitId, { ...row, level }] as const] : []
    }),
  )
}
