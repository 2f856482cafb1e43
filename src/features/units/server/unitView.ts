import { sql } from 'kysely'
import type { z } from 'zod'
import { addDays } from '#shared/format.ts'
import { Problem } from '#shared/problem.ts'
import type { Tx } from '#platform/server/database.ts'
import { positionsFor } from '#platform/server/actor.ts'
import type { Call } from '#platform/server/serve.ts'
import { type Profile, keepUnits, recordProfiles, type Standing, type UnitRef, type UnitView } from '../contract.ts'
import {
  committeeName,
  covers,
  kindOf,
  levelsBelow,
  mayOver,
  nearestVersion,
  type UnitKind,
  versionOn,
} from '../unit.ts'
import { asDecision, asStanding, findHistory, loadVersions } from './history.ts'
import { allRows } from './list.ts'
import { powersOf } from './powers.ts'
import { chainAbove, idsAbove, listKinds, type UnitOnDay } from './queries.ts'

/** Everything the page of a unit shows, as of a day. */
export async function showUnit(call: Call, unitId: string, on: string): Promise<UnitView> {
  const { tx } = call
  const [unit, versions, kinds] = await Promise.all([
    tx.selectFrom('unit').selectAll().where('id', '=', unitId).executeTakeFirst(),
    loadVersions(tx, unitId),
    listKinds(tx),
  ])
  const current = nearestVersion(versions, on)
  const kind = current && kindOf(kinds, current.kind)
  if (!unit || !current || !kind) throw new Problem('not_found', { reason: 'unit' })
  const inForce = covers(current, on)
  // Of a unit that had ended, its last day is shown; of one that did not exist yet, its first.
  const day = inForce ? on : current.from > on ? current.from : addDays(current.to ?? on, -1)
  const [chain, children, standings, profile, totals, history, powers, above] = await Promise.all([
    chainAbove(tx, unitId, day),
    allRows(tx, unitId, day),
    standingsOf(tx, unitId, day),
    newestProfile(tx, unitId, day),
    totalsBelow(tx, unitId, day),
    findHistory(tx, unitId, versions, call.today),
    powersOf(tx, unitId, call.today),
    idsAbove(tx, unitId, call.today),
  ])
  const withinScope = above.some((id) => call.actor.units.includes(id))
  const keeps = mayOver(keepUnits, call.actor.positions, above, call.today)
  const records = mayOver(recordProfiles, positionsFor(call.actor, recordProfiles.code), above, call.today)
  const lives = versionOn(versions, call.today) !== undefined
  return {
    id: unitId,
    slug: unit.slug,
    version: unit.version,
    externalCode: unit.external_code,
    on,
    inForce,
    name: current.name,
    kind: kind.code,
    kindLabel: kind.label,
    level: kind.level,
    committee: committeeName(current.name, kind),
    sortOrder: current.sortOrder,
    validFrom: versions[0]?.from ?? current.from,
    validTo: versions.at(-1)?.to ?? null,
    chain: chain.map(asRef),
    children,
    standings,
    profile,
    withinScope,
    totals: { ...totals, members: withinScope ? totals.members : null },
    history,
    ended: !lives && versions.every(({ to }) => to !== null && to <= call.today),
    powers,
    allowedActions: lives
      ? [
          ...(keeps && levelsBelow(kind.level).length > 0 ? (['create_below'] as const) : []),
          ...(keeps ? (['edit'] as const) : []),
          ...(keeps && (kind.level === 'commune' || kind.level === 'district') ? (['set_standing'] as const) : []),
          ...(records && kind.level === 'cell' ? (['record_profile'] as const) : []),
        ]
      : [],
    creatable: offered(
      kinds.filter(({ level, inUse }) => levelsBelow(kind.level).includes(level) && covers(inUse, day)),
    ),
    alternatives: offered(kinds.filter(({ level, inUse }) => level === kind.level && covers(inUse, day))),
  }
}

const offered = (kinds: UnitKind[]) => kinds.map(({ code, label }) => ({ kind: code, label }))

export const asRef = ({ id, slug, name, kind, level }: UnitOnDay): UnitRef => ({ id, slug, name, kind, level })

async function standingsOf(tx: Tx, unitId: string, on: string): Promise<z.infer<typeof Standing>[]> {
  const rows = await tx
    .selectFrom('unit_standing')
    .select(['id', 'kind', 'decision_number', 'decision_date', 'decision_body'])
    .select([sql<string>`lower(valid)::text`.as('validFrom'), sql<string | null>`upper(valid)::text`.as('validTo')])
    .where('unit_id', '=', unitId)
    .where(sql<boolean>`lower(valid) <= ${on}::date`)
    .orderBy(sql`lower(valid)`, 'desc')
    .execute()
  return rows.map(({ id, kind, validFrom, validTo, ...row }) => ({
    id,
    kind: asStanding(kind),
    validFrom,
    validTo,
    decision: asDecision(row),
  }))
}

async function newestProfile(tx: Tx, unitId: string, on: string): Promise<z.infer<typeof Profile> | null> {
  const found = await tx
    .selectFrom('cell_profile')
    .select(['id', 'as_of as asOf', 'members', 'probationary', 'exempt', 'households'])
    .select(['poor_households as poorHouseholds', 'near_poor_households as nearPoorHouseholds'])
    .where('unit_id', '=', unitId)
    .where('as_of', '<=', on)
    .orderBy('as_of', 'desc')
    .limit(1)
    .executeTakeFirst()
  return found ?? null
}

/** Cells below (itself too, when it is a cell), and what their newest profiles of that day count. */
async function totalsBelow(tx: Tx, unitId: string, on: string): Promise<UnitView['totals'] & { members: number }> {
  const { rows } = await sql<{ cells: number; hamletCells: number; members: number; reported: number }>`
    select count(*)::int as cells,
      count(*) filter (where v.kind in ('hamlet_cell', 'neighbourhood_cell'))::int as "hamletCells",
      coalesce(sum(p.members), 0)::int as members, count(p.members)::int as reported
    from unit_closure c
    join unit_version v on v.unit_id = c.descendant_id and v.valid @> ${on}::date
    join unit_kind k on k.code = v.kind and k.level = 'cell'
    left join lateral (
      select members from cell_profile where unit_id = c.descendant_id and as_of <= ${on}::date order by as_of desc limit 1
    ) p on true
    where c.ancestor_id = ${unitId} and c.via = 'parent' and c.valid @> ${on}::date`.execute(tx)
  return rows[0] ?? { cells: 0, hamletCells: 0, members: 0, reported: 0 }
}
