import { sql } from 'kysely'
import { Problem } from '#shared/problem.ts'
import { type Refuse, refuser } from '#shared/refusal.ts'
import { fold } from '#shared/text.ts'
import type { Tx } from '#platform/server/database.ts'
import { newId } from '#platform/server/id.ts'
import { announce, record } from '#platform/server/journal.ts'
import type { Call } from '#platform/server/serve.ts'
import {
  keepUnits,
  type NewProfile,
  type NewStanding,
  type NewUnit,
  recordProfiles,
  type UnitEdit,
  type UnitView,
} from '../contract.ts'
import { refusals } from '../refusal.ts'
import {
  kindOf,
  nearestVersion,
  planChange,
  refuseCreation,
  refuseProfile,
  refuseStanding,
  slugOf,
  type UnitKind,
  type UnitRefusal,
  type UnitVersion,
  versionOn,
} from '../unit.ts'
import { asStanding, decisionColumns, loadVersions } from './history.ts'
import { listKinds, requireOver } from './queries.ts'
import { showUnit } from './unitView.ts'

const refuse: Refuse<UnitRefusal> = refuser(refusals)

/** A new cell or group under its commune, from a day that has come. */
export async function createUnit(call: Call, input: NewUnit): Promise<UnitView> {
  const { tx, today, language } = call
  const [kinds, parentVersions] = await Promise.all([listKinds(tx), loadVersions(tx, input.parentId)])
  const parent = nearestVersion(parentVersions, input.from)
  const parentKind = parent && kindOf(kinds, parent.kind)
  if (!parent || !parentKind) throw new Problem('not_found', { reason: 'parent' })
  await requireOver(call, keepUnits, input.parentId)
  const kind = kindOf(kinds, input.kind)
  const refusal = refuseCreation(kind, { level: parentKind.level, periods: parentVersions }, input.from, today)
  if (refusal || !kind) refuse(language, refusal ?? 'unknown_kind')
  await tx
    .insertInto('unit')
    .values({ id: input.id, slug: await freeSlug(tx, input, kind), external_code: input.externalCode ?? null })
    .execute()
  const sortOrder = input.sortOrder ?? (await placeAfterSisters(tx, input.parentId, input.from))
  await insertVersion(tx, input.id, { ...input, to: null, sortOrder }, input.decision)
  await sql`select rebuild_unit_closure_of(${input.id})`.execute(tx)
  await record(call, {
    action: 'unit.created',
    objectType: 'unit',
    objectId: input.id,
    unitId: input.id,
    after: input,
  })
  await announce(call, 'unit.created', input.id, { kind: input.kind, parentId: input.parentId, from: input.from })
  return showUnit(call, input.id, today)
}

async function placeAfterSisters(tx: Tx, parentId: string, on: string): Promise<number> {
  const { last } = await tx
    .selectFrom('unit_version')
    .select(({ fn }) => fn.max('sort_order').as('last'))
    .where('parent_id', '=', parentId)
    .where(sql<boolean>`valid @> ${on}::date`)
    .executeTakeFirstOrThrow()
  return (last ?? 0) + 1
}

/** The shortest word not taken yet: its own, with the parent's, with a number. */
async function freeSlug(tx: Tx, input: NewUnit, kind: UnitKind): Promise<string | null> {
  const own = slugOf(input.name, kind)
  if (own === '') return null
  const parent = await tx.selectFrom('unit').select('slug').where('id', '=', input.parentId).executeTakeFirst()
  const stem = parent?.slug ? `${own}-${parent.slug}` : own
  const taken = await tx.selectFrom('unit').select('slug').where('slug', 'in', [own, stem]).execute()
  const free = [own, stem].find((slug) => !taken.some((row) => row.slug === slug))
  return free ?? `${stem}-${input.id.slice(-6)}`
}

async function insertVersion(
  tx: Tx,
  unitId: string,
  version: Omit<UnitVersion, 'id'>,
  decision: NewUnit['decision'],
): Promise<void> {
  await tx
    .insertInto('unit_version')
    .values({
      id: newId(),
      unit_id: unitId,
      name: version.name,
      name_folded: fold(version.name),
      kind: version.kind,
      parent_id: version.parentId,
      valid: sql<string>`daterange(${version.from}::date, ${version.to}::date)`,
      sort_order: version.sortOrder,
      ...decisionColumns(decision),
    })
    .execute()
}

/** A new name, kind or place in the list from a day on: a new version; what was stays readable on its days. */
export async function editUnit(call: Call, input: UnitEdit): Promise<UnitView> {
  const { tx, today, language } = call
  await requireOver(call, keepUnits, input.unitId)
  await takeVersion(tx, input.unitId, input.version)
  const [versions, kinds] = await Promise.all([loadVersions(tx, input.unitId), listKinds(tx)])
  if (input.from > today) refuse(language, 'in_future')
  const plan = planChange(versions, kinds, input, input.from)
  if (typeof plan === 'string') refuse(language, plan)
  if (plan.do === 'amend') {
    const { id, name, kind, sortOrder } = plan.version
    await tx
      .updateTable('unit_version')
      .set({ name, name_folded: fold(name), kind, sort_order: sortOrder })
      .set(input.decision ? decisionColumns(input.decision) : {})
      .where('id', '=', id)
      .execute()
  } else {
    await tx
      .updateTable('unit_version')
      .set({ valid: sql<string>`daterange(lower(valid), ${plan.ended.to}::date)` })
      .where('id', '=', plan.ended.id)
      .execute()
    await insertVersion(tx, input.unitId, plan.next, input.decision)
  }
  await record(call, {
    action: 'unit.edited',
    objectType: 'unit',
    objectId: input.unitId,
    unitId: input.unitId,
    before: versionOn(versions, input.from),
    after: input,
  })
  await announce(call, 'unit.edited', input.unitId, { name: input.name, kind: input.kind, from: input.from })
  return showUnit(call, input.unitId, today)
}

async function takeVersion(tx: Tx, unitId: string, version: number): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('unit')
    .set({ version: version + 1 })
    .where('id', '=', unitId)
    .where('version', '=', version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Problem('stale_version')
}

/** A standing a commune holds from a day, by a decision: it makes its cells count among those of new-countryside communes. */
export async function setStanding(call: Call, input: NewStanding): Promise<UnitView> {
  const { tx, today, language } = call
  await requireOver(call, keepUnits, input.unitId)
  const { level, versions } = await loadUnit(tx, input.unitId, input.from)
  const held = await tx
    .selectFrom('unit_standing')
    .select(['kind', sql<string>`lower(valid)::text`.as('from'), sql<string | null>`upper(valid)::text`.as('to')])
    .where('unit_id', '=', input.unitId)
    .execute()
  const standings = held.map(({ kind, from, to }) => ({ kind: asStanding(kind), from, to }))
  const wanted = { kind: input.kind, from: input.from, to: input.to ?? null }
  if (wanted.to !== null && wanted.to <= wanted.from)
    throw new Problem('invalid', { errors: [{ pointer: '/to', detail: 'before_from' }] })
  const refusal = refuseStanding({ level, versions, standings }, wanted, today)
  if (refusal) refuse(language, refusal)
  await tx
    .insertInto('unit_standing')
    .values({
      unit_id: input.unitId,
      id: input.id,
      kind: input.kind,
      valid: sql<string>`daterange(${wanted.from}::date, ${wanted.to}::date)`,
      ...decisionColumns(input.decision),
    })
    .execute()
  await record(call, {
    action: 'unit.standing_set',
    objectType: 'unit',
    objectId: input.unitId,
    unitId: input.unitId,
    after: input,
  })
  await announce(call, 'unit.standing_set', input.unitId, { kind: input.kind, from: input.from })
  return showUnit(call, input.unitId, today)
}

/** Counts of a cell on a day; the newest one not later than the day asked for is the one that holds. */
export async function recordProfile(call: Call, input: NewProfile): Promise<UnitView> {
  const { tx, today, language } = call
  await requireOver(call, recordProfiles, input.unitId)
  const { level, versions } = await loadUnit(tx, input.unitId, input.asOf)
  const rows = await tx.selectFrom('cell_profile').select('as_of').where('unit_id', '=', input.unitId).execute()
  const profile = {
    asOf: input.asOf,
    members: input.members,
    probationary: input.probationary ?? null,
    exempt: input.exempt ?? null,
    households: input.households ?? null,
    poorHouseholds: input.poorHouseholds ?? null,
    nearPoorHouseholds: input.nearPoorHouseholds ?? null,
  }
  const refusal = refuseProfile({ level, versions, recorded: rows.map((row) => row.as_of) }, profile, today)
  if (refusal) refuse(language, refusal, { at: { from: 'asOf' } })
  const { asOf, poorHouseholds, nearPoorHouseholds, ...counts } = profile
  await tx
    .insertInto('cell_profile')
    .values({
      unit_id: input.unitId,
      id: input.id,
      as_of: asOf,
      ...counts,
      poor_households: poorHouseholds,
      near_poor_households: nearPoorHouseholds,
    })
    .execute()
  await record(call, {
    action: 'unit.profile_recorded',
    objectType: 'unit',
    objectId: input.unitId,
    unitId: input.unitId,
    after: profile,
  })
  return showUnit(call, input.unitId, today)
}

async function loadUnit(tx: Tx, unitId: string, day: string) {
  const [versions, kinds] = await Promise.all([loadVersions(tx, unitId), listKinds(tx)])
  const current = nearestVersion(versions, day)
  const kind = current && kindOf(kinds, current.kind)
  if (!kind) throw new Problem('not_found', { reason: 'unit' })
  return { level: kind.level, versions }
}
