import type { LineageKind } from '#features/units/lineage.ts'
import { covers, overlap, type Period } from '#features/units/unit.ts'

/** What a unit is, is called and stands under for a time, as a plan sees it. */
export type PlaceVersion = Period & { name: string; kind: string; parentId: string | null }
export type Link = { fromId: string; toId: string; kind: LineageKind; on: string; main: boolean }

/** The organisation through time: what units were, and what became of them. */
export type Tree = {
  versions: ReadonlyMap<string, readonly PlaceVersion[]>
  links: readonly Link[]
}

/** The first day on which something is recorded of a unit: a change before it would put facts outside their unit's life. */
export type Basis = 'then' | 'now'

export const versionsOf = (tree: Tree, unitId: string): readonly PlaceVersion[] => tree.versions.get(unitId) ?? []

export const standsOn = (tree: Tree, unitId: string, day: string): PlaceVersion | undefined =>
  versionsOf(tree, unitId).find((version) => covers(version, day))

/** Kinds of lineage in which the unit before has ended: its facts go on under the main successor. */
const ending: readonly LineageKind[] = ['merge', 'split', 'abolish']

/** The main successor a unit went into, as far as it has ended and has not been opened again by that day. */
function successorOn({ versions, links }: Tree, unitId: string, day: string): string | undefined {
  const reopened = versions.get(unitId)?.some((version) => covers(version, day))
  if (reopened) return undefined
  return links
    .filter(({ fromId, kind, main, on }) => fromId === unitId && main && ending.includes(kind) && on <= day)
    .toSorted((a, b) => (a.on < b.on ? 1 : -1))[0]?.toId
}

/**
 * The unit and all above it on a day. `then`: the tree of that day; empty when the unit did not exist. `now`: a unit
 * that has ended is counted under its main successor, and so on until one that exists.
 */
export function chainOn(tree: Tree, unitId: string, day: string, basis: Basis): string[] {
  const chain: string[] = []
  let at: string | null = unitId
  while (at !== null && !chain.includes(at)) {
    const version = standsOn(tree, at, day)
    if (!version && basis === 'then') return []
    const next: string | null | undefined = version ? version.parentId : successorOn(tree, at, day)
    if (next === undefined) return chain
    chain.push(at)
    at = next
  }
  return chain
}

/** Whatever is wrong with a tree in itself: a unit twice at a time, a circle, a parent that is not there all the time. */
export type Flaw = { unitId: string; why: 'overlap' | 'circle' | 'parent_missing'; on: string }

export function flawsOf(tree: Tree, unitIds: Iterable<string> = tree.versions.keys()): Flaw[] {
  return [...unitIds].flatMap((unitId) => {
    const versions = versionsOf(tree, unitId)
    return versions.flatMap((version, at): Flaw[] => [
      ...(versions.slice(at + 1).some((other) => overlap(version, other))
        ? [{ unitId, why: 'overlap' as const, on: version.from }]
        : []),
      ...parentFlaws(tree, unitId, version),
    ])
  })
}

function parentFlaws(tree: Tree, unitId: string, version: PlaceVersion): Flaw[] {
  if (version.parentId === null) return []
  if (inCircle(tree, unitId, version.from)) return [{ unitId, why: 'circle', on: version.from }]
  const missing = firstDayWithout(versionsOf(tree, version.parentId), version)
  return missing === null ? [] : [{ unitId, why: 'parent_missing', on: missing }]
}

function inCircle(tree: Tree, unitId: string, day: string): boolean {
  const seen = new Set<string>()
  let above = standsOn(tree, unitId, day)?.parentId ?? null
  while (above !== null && !seen.has(above)) {
    if (above === unitId) return true
    seen.add(above)
    above = standsOn(tree, above, day)?.parentId ?? null
  }
  return false
}

/** The first day of a period that none of these periods covers, or null when they cover all of it. */
function firstDayWithout(periods: readonly Period[], wanted: Period): string | null {
  let day = wanted.from
  for (const period of periods.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    if (!covers(period, day)) continue
    if (period.to === null || (wanted.to !== null && period.to >= wanted.to)) return null
    day = period.to
  }
  return day
}
