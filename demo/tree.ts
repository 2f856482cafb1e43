import { loadTree } from '#features/reorganisations/server/treeStore.ts'
import { standsOn, type Tree as ThroughTime } from '#features/reorganisations/tree.ts'
import { addDays } from '#shared/format.ts'
import { fold } from '#shared/text.ts'
import type { Tx } from '#platform/server/database.ts'
import { type Cell, type Places, placesOf, unitId } from './places.ts'
import { type Reorganisations, reorganise } from './reorganisations.ts'
import { BEGIN, demoId, insertAll, REFORM, span } from './table.ts'

/** The organisation through time: as it was on the first day, and what plans have made of it since. */
export type Tree = { through: ThroughTime; slugs: ReadonlyMap<string, string>; cells: readonly Cell[] }

/** The unit above on a day. */
export function parentOn({ through, slugs }: Tree, slug: string, day: string): string {
  const parent = slugs.get(standsOn(through, unitId(slug), day)?.parentId ?? '')
  if (parent === undefined) throw new Error(`${slug} has no parent on ${day}`)
  return parent
}

export async function placeTree(tx: Tx, places: Places, reorganisations: Reorganisations): Promise<Tree> {
  const first = placesOf(places)
  await insertAll(
    tx,
    'unit',
    first.map(({ slug, code }) => ({ id: unitId(slug), slug, external_code: code })),
  )
  await insertAll(
    tx,
    'unit_version',
    first.map(({ slug, name, kind, parent }, at) => ({
      id: demoId('unit_version', slug),
      unit_id: unitId(slug),
      name,
      name_folded: fold(name),
      kind,
      parent_id: parent === null ? null : unitId(parent),
      valid: span(BEGIN, null),
      sort_order: at,
    })),
  )
  await reorganise(tx, reorganisations)
  const through = await loadTree(tx)
  await insertAll(tx, 'committee_term', termsOf(through))
  await insertAll(tx, 'cell_profile', profilesOf(places.cells))
  const slugs = [...first.map(({ slug }) => slug), ...reorganisations.slugs]
  return { through, slugs: new Map(slugs.map((slug) => [unitId(slug), slug])), cells: places.cells }
}

/** One term of each committee and each cell before the reform, one after it: document numbers run within it. */
function termsOf({ versions }: ThroughTime) {
  return [...versions].flatMap(([id, [first, ...more]]) => {
    const from = first?.from ?? BEGIN
    const to = (more.at(-1) ?? first)?.to ?? null
    const before = { label: 'Nhiệm kỳ 2020-2025', from, to: to ?? REFORM }
    const after = { label: 'Nhiệm kỳ 2025-2030', from: REFORM, to: null }
    const terms = [...(from < REFORM ? [before] : []), ...(to === null ? [after] : [])]
    return terms.map((term) => ({
      id: demoId('term', `${id}:${term.from}`),
      unit_id: id,
      label: term.label,
      valid: span(term.from, term.to === null ? null : addDays(term.to, -1)),
    }))
  })
}

/** Counted once in the years of the articles and once this year. */
function profilesOf(cells: readonly Cell[]) {
  return ['2021-11-30', '2026-01-15'].flatMap((asOf) =>
    cells.map(({ slug, members, households, poor, near_poor }) => ({
      unit_id: unitId(slug),
      id: demoId('profile', `${slug}:${asOf}`),
      as_of: asOf,
      members,
      households,
      poor_households: poor,
      near_poor_households: near_poor,
    })),
  )
}
