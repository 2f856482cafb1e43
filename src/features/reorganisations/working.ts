import { covers } from '#features/units/unit.ts'
import type { Link, PlaceVersion, Tree } from './tree.ts'

/** A tree while a plan is being laid over it: the given one is never touched. */
export type Working = {
  versions: Map<string, readonly PlaceVersion[]>
  links: Link[]
  /** Units the plan has changed, those it has ended, and every unit that ever stood under another. */
  touched: Set<string>
  ended: Set<string>
  below: Map<string, Set<string>>
}

export function openWorking(tree: Tree): Working {
  const below = new Map<string, Set<string>>()
  for (const [unitId, versions] of tree.versions)
    for (const { parentId } of versions) if (parentId !== null) noteBelow(below, parentId, unitId)
  return { versions: new Map(tree.versions), links: [...tree.links], touched: new Set(), ended: new Set(), below }
}

function noteBelow(below: Working['below'], parentId: string, unitId: string): void {
  const children = below.get(parentId)
  if (children) children.add(unitId)
  else below.set(parentId, new Set([unitId]))
}

export const standing = (working: Working, unitId: string, day: string): PlaceVersion | undefined =>
  working.versions.get(unitId)?.find((version) => covers(version, day))

/** The units directly below on a day, in the order in which they came. */
export const childrenOf = (working: Working, unitId: string, day: string): string[] =>
  [...(working.below.get(unitId) ?? [])].filter((child) => standing(working, child, day)?.parentId === unitId)

/** Add a version; the unit must not stand at that time. */
export function begin(working: Working, unitId: string, version: PlaceVersion): void {
  const versions = [...(working.versions.get(unitId) ?? []), version]
  working.versions.set(
    unitId,
    versions.toSorted((a, b) => (a.from < b.from ? -1 : 1)),
  )
  working.touched.add(unitId)
  if (version.parentId !== null) noteBelow(working.below, version.parentId, unitId)
}

/** Let the version in force go until the day; one that would have begun that very day never was. */
export function end(working: Working, unitId: string, day: string): void {
  const versions = working.versions.get(unitId) ?? []
  working.versions.set(
    unitId,
    versions.flatMap((version) => {
      if (!covers(version, day)) return [version]
      return version.from === day ? [] : [{ ...version, to: day }]
    }),
  )
  working.touched.add(unitId)
}

/** From the day on something else is true of the unit. */
export function change(working: Working, unitId: string, day: string, what: Partial<PlaceVersion>): void {
  const current = standing(working, unitId, day)
  if (!current) return
  end(working, unitId, day)
  begin(working, unitId, { ...current, ...what, from: day })
}

/** Why the unit cannot be changed from that day on, or null. */
export function whyUnchangeable(
  working: Working,
  unitId: string,
  day: string,
): 'not_in_force' | 'ended_twice' | 'changed_later' | 'changed_same_day' | null {
  const current = standing(working, unitId, day)
  if (!current) return working.ended.has(unitId) ? 'ended_twice' : 'not_in_force'
  if (current.to !== null) return 'changed_later'
  return current.from === day && !working.touched.has(unitId) ? 'changed_same_day' : null
}
