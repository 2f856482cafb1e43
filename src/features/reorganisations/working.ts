import { covers } from '#features/units/unit.ts'
import type { Decision, Refusal } from './plan.ts'
import type { Link, PlaceVersion, Tree } from './tree.ts'

/** A tree while a plan is being laid over it: the given one is never touched. */
export type Working = {
  versions: Map<string, readonly PlaceVersion[]>
  links: Link[]
  /** Units the plan has changed, those it has ended, and every unit that ever stood under another. */
  touched: Set<string>
  ended: Set<string>
  below: Map<string, Set<string>>
  /** What operations have said of a unit for a day: the same may be said twice, something else may not. */
  said: Map<string, string | null>
  /** The paper of the operation that is being laid, and that of each version and link made so far. */
  paper: Decision | null
  papers: Map<string, Decision>
}

export function openWorking(tree: Tree): Working {
  const below = new Map<string, Set<string>>()
  for (const [unitId, versions] of tree.versions)
    for (const { parentId } of versions) if (parentId !== null) noteBelow(below, parentId, unitId)
  return {
    versions: new Map(tree.versions),
    links: [...tree.links],
    touched: new Set(),
    ended: new Set(),
    below,
    said: new Map(),
    paper: null,
    papers: new Map(),
  }
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

export const versionKey = (unitId: string, from: string): string => `${unitId}/${from}`
export const linkKey = ({ fromId, toId, on }: Pick<Link, 'fromId' | 'toId' | 'on'>): string => `${fromId}>${toId}/${on}`

/** What rests on an operation without a paper of its own rests on that of its plan. */
function keepPaper({ paper, papers }: Working, key: string): void {
  if (paper) papers.set(key, paper)
}

/** What became of a unit. */
export function link(working: Working, one: Link): void {
  working.links.push(one)
  keepPaper(working, linkKey(one))
}

/** Add a version; the unit must not stand at that time. */
export function begin(working: Working, unitId: string, version: PlaceVersion): void {
  const versions = [...(working.versions.get(unitId) ?? []), version]
  working.versions.set(
    unitId,
    versions.toSorted((a, b) => (a.from < b.from ? -1 : 1)),
  )
  working.touched.add(unitId)
  keepPaper(working, versionKey(unitId, version.from))
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

const aspects = { name: 'two_names', kind: 'two_kinds', parentId: 'two_parents' } as const
export type Said = Partial<Record<keyof typeof aspects, string | null>>

/** Note what an operation says of a unit for a day; or what it says that another one said otherwise. */
export function say(working: Working, unitId: string, day: string, what: Said): Refused[] {
  return (['name', 'kind', 'parentId'] as const).flatMap((aspect): Refused[] => {
    const value = what[aspect]
    if (value === undefined) return []
    const key = `${unitId} ${aspect} ${day}`
    const earlier = working.said.get(key)
    working.said.set(key, value)
    if (earlier === undefined || earlier === value) return []
    const unitIds = aspect === 'parentId' ? [earlier, value].flatMap((id) => id ?? []) : []
    return [{ why: aspects[aspect], unitId, unitIds }]
  })
}

/** A reason why not, before it is known of which operation and day. */
export type Refused = { why: Refusal['why']; unitId: string; unitIds?: readonly string[]; day?: string }

/** Why the unit cannot be changed from that day on; empty when it can. */
export function refuseChange(working: Working, unitId: string, day: string): Refused[] {
  const current = standing(working, unitId, day)
  if (!current) return [absent(working, unitId, day)]
  if (current.to !== null) return [{ why: 'changed_later', unitId, day: current.to }]
  return current.from === day && !working.touched.has(unitId) ? [{ why: 'changed_same_day', unitId }] : []
}

/** Why a unit is not there that day: it never was, not yet, or no longer. */
function absent({ versions, links, ended }: Working, unitId: string, day: string): Refused {
  const known = versions.get(unitId) ?? []
  const last = known.findLast(({ from }) => from <= day)
  const [first] = known
  if (last?.to) {
    const unitIds = links.filter(({ fromId, on }) => fromId === unitId && on === last.to).map(({ toId }) => toId)
    return { why: ended.has(unitId) ? 'ended_twice' : 'ended_before', unitId, unitIds, day: last.to }
  }
  return first ? { why: 'not_yet_there', unitId, day: first.from } : { why: 'not_in_force', unitId }
}
