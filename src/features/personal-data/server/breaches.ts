import { sql } from 'kysely'
import { Problem } from '#shared/problem.ts'
import { requireOver } from '#features/units/server/queries.ts'
import { record } from '#platform/server/journal.ts'
import { type Call, requirePerson } from '#platform/server/serve.ts'
import { type BreachView, keepBreaches } from '../contract.ts'
import { breachClock } from '../request.ts'
import { refuse } from './refuse.ts'
import { loadRegister } from './registerPage.ts'
import { addStep, stepsOf } from './steps.ts'

const breaches = ({ tx, today }: Call) =>
  tx
    .selectFrom('data_breach as b')
    .leftJoin('unit_version as v', (join) =>
      join.onRef('v.unit_id', '=', 'b.unit_id').on(sql<boolean>`v.valid @> ${today}::date`),
    )
    .selectAll('b')
    .select('v.name as unitName')

type Row = Awaited<ReturnType<ReturnType<typeof breaches>['execute']>>[number]

async function asViews(call: Call, rows: readonly Row[]): Promise<BreachView[]> {
  const steps = await stepsOf(
    call.tx,
    'breach_id',
    rows.map(({ id }) => id),
  )
  const { entries } = await loadRegister()
  const purpose = new Map(entries.map((entry) => [entry.columns[0] ?? '', entry.purpose]))
  return rows.map((row) => ({
    id: row.id,
    unitId: row.unit_id,
    unitName: row.unitName ?? '',
    title: row.title,
    discoveredAt: row.discovered_at.toISOString(),
    happened: row.happened,
    data: row.data.map((column) => ({ column, purpose: purpose.get(column) ?? column })),
    people: row.people,
    notifiedAt: row.notified_at?.toISOString() ?? null,
    notifiedTo: row.notified_to,
    closedAt: row.closed_at?.toISOString() ?? null,
    clock: breachClock(row.discovered_at, row.notified_at, call.now),
    steps: steps.get(row.id) ?? [],
    version: row.version,
  }))
}

async function getRow(call: Call, id: string): Promise<Row> {
  const row = await breaches(call).where('b.id', '=', id).executeTakeFirst()
  if (!row) throw new Problem('not_found', { reason: 'data_breach' })
  return row
}

export async function getBreach(call: Call, id: string): Promise<BreachView> {
  const [view] = await asViews(call, [await getRow(call, id)])
  if (!view) throw new Problem('not_found', { reason: 'data_breach' })
  return view
}

/** Newest first. */
export async function listBreaches(call: Call, { cursor, limit }: { cursor?: string | undefined; limit: number }) {
  const [at = '', id = ''] = cursor?.split(',') ?? []
  if (cursor !== undefined && (Number.isNaN(Date.parse(at)) || !/^[0-9a-f-]{36}$/u.test(id)))
    throw new Problem('invalid', { reason: 'cursor' })
  let asked = breaches(call)
    .orderBy('b.discovered_at', 'desc')
    .orderBy('b.id', 'desc')
    .limit(limit + 1)
  if (cursor !== undefined)
    asked = asked.where(sql<boolean>`(b.discovered_at, b.id) < (${at}::timestamptz, ${id}::uuid)`)
  const rows = await asked.execute()
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: await asViews(call, page),
    next: rows.length > limit && last ? `${last.discovered_at.toISOString()},${last.id}` : null,
  }
}

type New = {
  id: string
  unitId: string
  title: string
  discoveredAt: string
  happened: string
  data: string[]
  people: number | null
}

export async function recordBreach(call: Call, input: New): Promise<BreachView> {
  const by = requirePerson(call)
  await requireOver(call, keepBreaches, input.unitId)
  const { entries } = await loadRegister()
  const known = new Set(entries.map(({ columns }) => columns[0]))
  if (input.data.some((column) => !known.has(column)))
    throw new Problem('invalid', { errors: [{ pointer: '/data', detail: 'not_found' }] })
  if (new Date(input.discoveredAt) > call.now)
    throw new Problem('invalid', { errors: [{ pointer: '/discoveredAt', detail: 'in_future' }] })
  const { id, unitId: unit_id, title, happened, data, people } = input
  await call.tx
    .insertInto('data_breach')
    .values({ id, unit_id, title, discovered_at: input.discoveredAt, happened, data, people, recorded_by: by })
    .execute()
  return written(call, { id, unit_id }, 'recorded', { title, discoveredAt: input.discoveredAt, data, people })
}

type Change = { breachId: string; version: number }

async function openBreach(call: Call, { breachId, version }: Change): Promise<Row> {
  const row = await getRow(call, breachId)
  await requireOver(call, keepBreaches, row.unit_id)
  if (row.closed_at !== null) refuse('not_allowed_now', 'breach_closed')
  if (row.version !== version) throw new Problem('stale_version')
  return row
}

export async function noteBreach(call: Call, input: Change & { id: string; note: string }): Promise<BreachView> {
  const row = await openBreach(call, input)
  await addStep(call, { breach_id: row.id, unitId: row.unit_id, id: input.id, note: input.note })
  return written(call, row, 'noted', {})
}

/** When and to whom it was notified: the clock stops. Said once. */
export async function notifyBreach(call: Call, input: Change & { at: string; to: string }): Promise<BreachView> {
  const row = await openBreach(call, input)
  const at = new Date(input.at)
  if (row.notified_at !== null || at < row.discovered_at || at > call.now)
    throw new Problem('invalid', { errors: [{ pointer: '/at', detail: 'in_future' }] })
  await save(call, row, { notified_at: at, notified_to: input.to })
  return written(call, row, 'notified', { at: input.at, to: input.to })
}

export async function closeBreach(call: Call, input: Change): Promise<BreachView> {
  const row = await openBreach(call, input)
  await save(call, row, { closed_at: call.now })
  return written(call, row, 'closed', {})
}

type Saved = { notified_at: Date; notified_to: string } | { closed_at: Date }

async function save({ tx }: Call, { id, version }: Row, changes: Saved): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('data_breach')
    .set({ ...changes, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Problem('stale_version')
}

async function written(
  call: Call,
  { id, unit_id: unitId }: { id: string; unit_id: string },
  deed: string,
  after: Record<string, unknown>,
): Promise<BreachView> {
  await record(call, { action: `data_breach.${deed}`, objectType: 'data_breach', objectId: id, unitId, after })
  return getBreach(call, id)
}
