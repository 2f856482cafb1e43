import { sql } from 'kysely'
import { decisionColumns, loadVersions } from '#features/units/server/history.ts'
import { idsAbove, listKinds, requireOver } from '#features/units/server/queries.ts'
import { kindOf, nearestVersion } from '#features/units/unit.ts'
import type { Tx } from '#platform/server/database.ts'
import { newId } from '#platform/server/id.ts'
import { announce, record } from '#platform/server/journal.ts'
import type { Call } from '#platform/server/serve.ts'
import { Problem } from '#shared/problem.ts'
import { type Assigned, refuseAssignment, refuseEnding } from '../assignment.ts'
import {
  type AssignmentEnd,
  type AssignmentView,
  type HandOver,
  keepAssignments,
  type NewAssignment,
} from '../contract.ts'
import { type AssignmentRow, loadAssignments, showAssignment } from './queries.ts'
import { refuse } from './refuse.ts'

/** Somebody, or a post, follows a unit from a day by the word of a body above it. */
export async function assign(call: Call, input: NewAssignment): Promise<AssignmentView> {
  const { tx, language } = call
  await requireOver(call, keepAssignments, input.byUnitId)
  const [versions, kinds, above, others] = await Promise.all([
    loadVersions(tx, input.unitId),
    listKinds(tx),
    idsAbove(tx, input.unitId, input.from),
    loadAssignments(tx, sql`a.unit_id = ${input.unitId}`, call.today),
  ])
  const current = nearestVersion(versions, input.from)
  const kind = current && kindOf(kinds, current.kind)
  if (!kind) throw new Problem('not_found', { reason: 'unit' })
  const { id, unitId, byUnitId, personId = null, title, from, to = null, standsInFor = null } = input
  const wanted: Assigned = { id, unitId, byUnitId, personId, title, kind: input.kind, standsInFor, from, to }
  const higher = above.filter((one) => one !== unitId)
  const refusal = refuseAssignment(wanted, { level: kind.level, periods: versions, above: higher }, others)
  if (refusal) refuse(language, refusal)
  if (personId !== null) await requireHolder(tx, personId)
  await insert(tx, wanted, input.decision)
  const after = { personId, title, kind: input.kind, standsInFor, from, to, byUnitId, decision: input.decision }
  await record(call, { action: 'assignment.made', objectType: 'assignment', objectId: id, unitId, after })
  await announce(call, 'assignment.made', unitId, { assignmentId: id, from })
  return showAssignment(call, unitId, id)
}

/** People are entered with a position first: an assignment makes nobody. */
async function requireHolder(tx: Tx, personId: string): Promise<void> {
  const found = await tx.selectFrom('position').select('id').where('person_id', '=', personId).executeTakeFirst()
  if (!found) throw new Problem('not_found', { reason: 'person' })
}

async function insert(tx: Tx, one: Assigned, decision: NewAssignment['decision']): Promise<void> {
  await tx
    .insertInto('assignment')
    .values({
      unit_id: one.unitId,
      id: one.id,
      by_unit_id: one.byUnitId,
      person_id: one.personId,
      officer_title: one.title,
      kind: one.kind,
      stands_in_for: one.standsInFor,
      valid: sql<string>`daterange(${one.from}::date, ${one.to}::date)`,
      ...decisionColumns(decision),
    })
    .execute()
}

/** From that day on the unit is not followed by them; whoever stood in for them no longer does either. */
export async function endAssignment(call: Call, input: AssignmentEnd): Promise<AssignmentView> {
  const { tx } = call
  const rows = await loadAssignments(tx, sql`a.unit_id = ${input.unitId}`, call.today)
  const row = rows.find(({ id }) => id === input.assignmentId)
  if (!row) throw new Problem('not_found', { reason: 'assignment' })
  await requireOver(call, keepAssignments, row.byUnitId)
  if (row.version !== input.version) throw new Problem('stale_version')
  await end(call, row, rows, input.on, input.reason)
  return showAssignment(call, input.unitId, input.assignmentId)
}

async function end(
  call: Call,
  row: AssignmentRow,
  around: readonly AssignmentRow[],
  on: string,
  reason: string,
): Promise<void> {
  const refusal = refuseEnding(row, on)
  if (refusal) refuse(call.language, refusal)
  const standIns = around.filter(({ standsInFor, to }) => standsInFor === row.id && (to === null || to > on))
  for (const one of [...standIns, row]) {
    // One that had not begun by then keeps its first day only: an empty time is no time.
    const last = one.from < on ? on : null
    const { numUpdatedRows } = await call.tx
      .updateTable('assignment')
      .set({
        valid: sql<string>`daterange(lower(valid), coalesce(${last}::date, lower(valid) + 1))`,
        ended_reason: reason,
        version: one.version + 1,
      })
      .where('unit_id', '=', one.unitId)
      .where('id', '=', one.id)
      .where('version', '=', one.version)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw new Problem('stale_version')
    await record(call, {
      action: 'assignment.ended',
      objectType: 'assignment',
      objectId: one.id,
      unitId: one.unitId,
      before: { to: one.to },
      after: { to: on, reason },
    })
  }
  await announce(call, 'assignment.ended', row.unitId, { assignmentId: row.id, on })
}

/**
 * What somebody follows by this unit's word goes to somebody else that day: ended and made anew, all or nothing. Where the
 * other follows the unit already, it is only ended.
 */
export async function handOver(call: Call, input: HandOver): Promise<{ moved: number; kept: number }> {
  const { tx, language } = call
  await requireOver(call, keepAssignments, input.unitId)
  await requireHolder(tx, input.toPersonId)
  const running = await loadAssignments(
    tx,
    sql`a.by_unit_id = ${input.unitId} and a.person_id = ${input.fromPersonId} and a.kind = 'follow'
      and a.valid @> ${input.on}::date and lower(a.valid) < ${input.on}::date`,
    call.today,
  )
  if (running.length === 0) refuse(language, 'nothing_to_hand_over')
  const around = await loadAssignments(
    tx,
    sql`a.unit_id = any(${running.map(({ unitId }) => unitId)}::uuid[])`,
    call.today,
  )
  let kept = 0
  for (const row of running) {
    await end(call, row, around, input.on, input.reason)
    const already = around.some(
      (one) =>
        one.unitId === row.unitId &&
        one.kind === 'follow' &&
        one.personId === input.toPersonId &&
        (one.to === null || one.to > input.on),
    )
    if (already) {
      kept += 1
      continue
    }
    const id = newId()
    const next = { ...row, id, personId: input.toPersonId, title: input.title, from: input.on }
    await insert(tx, next, input.decision)
    await record(call, {
      action: 'assignment.handed_over',
      objectType: 'assignment',
      objectId: id,
      unitId: row.unitId,
      before: { assignmentId: row.id, personId: input.fromPersonId },
      after: { personId: input.toPersonId, from: input.on, reason: input.reason },
    })
  }
  return { moved: running.length - kept, kept }
}
