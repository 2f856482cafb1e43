/** The outlines of what a plan touches, the day before and on the day. */
import { sql } from 'kysely'
import type { Call } from '#platform/server/serve.ts'
import type { Shape } from '#features/reports/outline.ts'
import { findOutlines, type Outline } from '#features/reports/server/outlines.ts'
import { dissolve } from '../dissolve.ts'
import type { Becoming } from '../becoming.ts'
import type { PlanMap } from '../planPreview.ts'
import { levelIn, type Look } from './look.ts'

type Drawn = PlanMap['before'][number]
type Side = { shapes: ReadonlyMap<string, Outline>; at: 'before' | 'after' }

/**
 * Communes on either side. A unit without an outline of its own is drawn from those it is put together from, or, before,
 * in the place of its only successor; what cannot be drawn is named.
 */
export async function showPlanMap(call: Call, look: Look): Promise<PlanMap> {
  const communes = look.becomings.filter(
    ({ before, after, mark }) => mark !== 'stays' && levelIn(look.kinds, before ?? after) === 'commune',
  )
  const sisters = await listSisters(call, look)
  const ids = [...new Set([...communes.map(({ unitId }) => unitId), ...sisters])]
  const old = await findOutlines(call.tx, look.change.eve, ids)
  const next = await findOutlines(call.tx, look.change.on, ids)
  const before = drawSide(communes, { shapes: old, at: 'before' }, (one) => takenPlace(look, one, next))
  const after = drawSide(communes, { shapes: next, at: 'after' }, (one) => putTogether(communes, one, old))
  const shared = communes.flatMap((one) => notYetDivided(look, one, old, next))
  const drawn = new Set([
    ...[...before, ...after].map(({ unit }) => unit.id),
    ...shared.flatMap(({ unitIds }) => unitIds),
  ])
  const ground = (shapes: ReadonlyMap<string, Outline>): Drawn[] =>
    sisters.flatMap((unitId) => {
      const outline = look.byUnit.has(unitId) ? undefined : shapes.get(unitId)
      return outline ? [{ unit: look.name(unitId), mark: null, instead: [], geometry: outline.geometry }] : []
    })
  const used = [...old.values(), ...next.values()]
  return {
    sources: [...new Set(used.map(({ source }) => source))],
    schematic: used.some(({ schematic }) => schematic),
    before: [...ground(old), ...before],
    after: [...ground(next), ...after, ...shared.map(({ drawn: one }) => one)],
    without: communes.flatMap(({ unitId }) => (drawn.has(unitId) ? [] : [look.name(unitId)])),
  }
}

type Stand = { geometry: Shape; instead: string[] } | null

function drawSide(communes: readonly Becoming[], { shapes, at }: Side, otherwise: (one: Becoming) => Stand): Drawn[] {
  return communes.flatMap((one) => {
    const version = one[at]
    if (!version) return []
    const own = shapes.get(one.unitId)
    const stand =
      own && (at === 'before' || one.mark !== 'receives')
        ? { geometry: own.geometry, instead: [] }
        : (otherwise(one) ?? own)
    if (!stand) return []
    const instead = 'instead' in stand ? stand.instead : []
    return [{ unit: { id: one.unitId, name: version.name }, mark: one.mark, instead, geometry: stand.geometry }]
  })
}

function takenPlace(look: Look, { successors }: Becoming, next: ReadonlyMap<string, Outline>): Stand {
  const [only] = successors
  const outline = successors.length === 1 && only ? next.get(only) : undefined
  return outline && only ? { geometry: outline.geometry, instead: [look.name(only).name] } : null
}

/** Whole units that went into this one, and itself when it was there. */
function putTogether(communes: readonly Becoming[], { unitId }: Becoming, old: ReadonlyMap<string, Outline>): Stand {
  const parts = communes.filter(
    ({ unitId: id, successors }) => id === unitId || (successors.length === 1 && successors[0] === unitId),
  )
  const shapes = parts.flatMap((part) => {
    const outline = old.get(part.unitId)
    return outline ? [{ name: part.before?.name ?? '', geometry: outline.geometry }] : []
  })
  if (shapes.length === 0) return null
  return { geometry: dissolve(shapes.map(({ geometry }) => geometry)), instead: shapes.map(({ name }) => name) }
}

/** What a split unit became, as long as no outline says where the border between them runs: one place with all their names. */
function notYetDivided(
  { name }: Look,
  { unitId, mark, before, successors }: Becoming,
  old: ReadonlyMap<string, Outline>,
  next: ReadonlyMap<string, Outline>,
): { drawn: Drawn; unitIds: string[] }[] {
  const outline = old.get(unitId)
  if (mark !== 'split' || !outline || successors.some((id) => next.has(id))) return []
  const names = successors.map((id) => name(id).name).join(', ')
  const instead = before ? [before.name] : []
  return [
    {
      drawn: { unit: { id: unitId, name: names }, mark: 'new', instead, geometry: outline.geometry },
      unitIds: successors,
    },
  ]
}

/** Communes beside those the plan touches: the ground of the map. */
async function listSisters({ tx }: Call, { plan, change }: Look): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select c.descendant_id as id from unit_closure c
    join unit_version v on v.unit_id = c.descendant_id and v.valid @> ${change.on}::date
    join unit_kind k on k.code = v.kind and k.level = 'commune'
    where c.ancestor_id = ${plan.unitId} and c.via = 'parent' and c.valid @> ${change.on}::date`.execute(tx)
  return rows.map(({ id }) => id)
}
