import { sql } from 'kysely'
import { asDecision, decisionColumns, type DecisionColumns } from '#features/units/server/history.ts'
import { isOver, requireOver } from '#features/units/server/queries.ts'
import type { Tx } from '#platform/server/database.ts'
import { record } from '#platform/server/journal.ts'
import type { Call } from '#platform/server/serve.ts'
import { Problem } from '#shared/problem.ts'
import { bodyKinds, type MeetingWindow, nearestWindow } from '../calendar.ts'
import type { WindowView } from '../calendarView.ts'
import { type NewWindow, setWindows } from '../contract.ts'

export type WindowRow = MeetingWindow & {
  id: string
  version: number
  unitName: string
  sourceNote: string
} & DecisionColumns

/** The unit and those above it on a day, nearest first. */
export async function chainOf(tx: Tx, unitId: string, day: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('unit_closure')
    .select('ancestor_id')
    .where('descendant_id', '=', unitId)
    .where('via', '=', 'parent')
    .where(sql<boolean>`valid @> ${day}::date`)
    .orderBy('depth')
    .execute()
  return rows.map(({ ancestor_id }) => ancestor_id)
}

/** Every window set by one of these units, newest first. */
export async function loadWindows(tx: Tx, unitIds: readonly string[]): Promise<WindowRow[]> {
  const { rows } = await sql<WindowRow>`
    select w.id, w.version, w.unit_id as "unitId", w.kind, w.first_day as "firstDay", w.last_day as "lastDay",
      w.freeze_others as "freezeOthers", w.source_note as "sourceNote", lower(w.valid)::text as "from",
      upper(w.valid)::text as "to", w.decision_number, w.decision_date, w.decision_body,
      (select name from unit_version v where v.unit_id = w.unit_id and lower(v.valid) <= lower(w.valid)
        order by lower(v.valid) desc limit 1) as "unitName"
    from meeting_window w where w.unit_id = any(${unitIds}::uuid[])
    order by w.kind, lower(w.valid) desc, w.id`.execute(tx)
  return rows.map((row) => ({ ...row, kind: bodyKinds.find((kind) => kind === row.kind) ?? 'cell' }))
}

export async function listWindows(call: Call, unitId: string, day: string): Promise<WindowView[]> {
  const chain = await chainOf(call.tx, unitId, day)
  const rows = await loadWindows(call.tx, chain)
  const holding = new Set(bodyKinds.map((kind) => nearestWindow(rows, chain, kind, day)?.id))
  const mine = await isOver(call, setWindows, unitId)
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    unitId: row.unitId,
    unitName: row.unitName,
    kind: row.kind,
    firstDay: row.firstDay,
    lastDay: row.lastDay,
    freezeOthers: row.freezeOthers,
    sourceNote: row.sourceNote,
    decision: asDecision(row),
    from: row.from,
    to: row.to,
    holds: holding.has(row.id),
    allowedActions: mine && row.unitId === unitId && (row.to === null || row.to > call.today) ? ['end'] : [],
  }))
}

/** Holds for the unit and everything below it from a day; its own earlier word on the same kind ends that day. */
export async function setWindow(call: Call, input: NewWindow): Promise<WindowView> {
  const { tx } = call
  await requireOver(call, setWindows, input.unitId)
  const own = (await loadWindows(tx, [input.unitId])).filter(({ kind }) => kind === input.kind)
  const running = own.find(({ to }) => to === null)
  if (running && running.from >= input.from) throw new Problem('conflict', { reason: 'meeting_window_once' })
  if (running) await end(call, running, input.from)
  await tx
    .insertInto('meeting_window')
    .values({
      unit_id: input.unitId,
      id: input.id,
      kind: input.kind,
      first_day: input.firstDay,
      last_day: input.lastDay,
      freeze_others: input.freezeOthers,
      source_note: input.sourceNote,
      valid: sql<string>`daterange(${input.from}::date, null)`,
      ...decisionColumns(input.decision),
    })
    .execute()
  const { unitId, id, ...after } = input
  await record(call, { action: 'window.set', objectType: 'meeting_window', objectId: id, unitId, after })
  return showWindow(call, unitId, id, input.from)
}

type WindowEnd = { unitId: string; windowId: string; version: number; on: string }

/** From that day on what is set above holds again. */
export async function endWindow(call: Call, { unitId, windowId, version, on }: WindowEnd): Promise<WindowView> {
  await requireOver(call, setWindows, unitId)
  const row = (await loadWindows(call.tx, [unitId])).find(({ id }) => id === windowId)
  if (!row) throw new Problem('not_found', { reason: 'window' })
  if (row.version !== version) throw new Problem('stale_version')
  if (on <= row.from) throw new Problem('invalid', { errors: [{ pointer: '/on', detail: 'invalid' }] })
  await end(call, row, on)
  return showWindow(call, unitId, windowId, call.today)
}

async function end(call: Call, row: WindowRow, on: string): Promise<void> {
  const { numUpdatedRows } = await call.tx
    .updateTable('meeting_window')
    .set({ valid: sql<string>`daterange(lower(valid), ${on}::date)`, version: row.version + 1 })
    .where('unit_id', '=', row.unitId)
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Problem('stale_version')
  await record(call, {
    action: 'window.ended',
    objectType: 'meeting_window',
    objectId: row.id,
    unitId: row.unitId,
    before: { to: row.to },
    after: { to: on },
  })
}

async function showWindow(call: Call, unitId: string, id: string, day: string): Promise<WindowView> {
  const found = (await listWindows(call, unitId, day)).find((window) => window.id === id)
  if (!found) throw new Problem('not_found', { reason: 'window' })
  return found
}

/** Windows are set by whoever leads or organises the unit or one above it, for bodies below. */
export async function windowActions(call: Call, unitId: string): Promise<'set'[]> {
  return (await isOver(call, setWindows, unitId)) ? ['set'] : []
}
