import type { Operation } from './plan.ts'
import { type PlaceVersion, standsOn, type Tree, versionsOf } from './tree.ts'

/** What a reorganisation makes of a unit, in the order in which people look for it. */
export const marks = [
  'merged',
  'split',
  'ended',
  'gives',
  'receives',
  'changed',
  'moved',
  'reopened',
  'new',
  'stays',
] as const
export type Mark = (typeof marks)[number]

/** The change a unit's fate follows from; `above`: something of the units above it. */
export type Cause = { does: Operation['do'] | 'above'; from: string[]; into: string[]; on: string }

/** One unit the day before a plan and from its last day on. `stays`: only what is above it changes. */
export type Becoming = {
  unitId: string
  mark: Mark
  /** The first day on which something of it is another. */
  on: string
  before: PlaceVersion | null
  after: PlaceVersion | null
  successors: string[]
  causes: Cause[]
}

/** `eve`: the day before the first of the plan's days; `on`: the last of them. */
export type Change = {
  before: Tree
  after: Tree
  operations: readonly Operation[]
  eve: string
  on: string
  days: readonly [string, ...string[]]
}

/** Everything a change touches: units it changes itself, those that give or receive, and all that stand below them. */
export function becomingsOf(change: Change, changed: Iterable<string>): Becoming[] {
  const causes = causesOf(change.operations)
  const own = new Set([...changed, ...causes.keys()])
  const found = [...own].flatMap((unitId) => becomingOf(unitId, change, causes) ?? [])
  const renamed = new Set(
    found.flatMap(({ unitId, mark }) =>
      mark === 'changed' || mark === 'moved' || mark === 'reopened' ? [unitId] : [],
    ),
  )
  const below = unitsBelow(change, renamed).filter((unitId) => !own.has(unitId))
  return [...found, ...below.flatMap((unitId) => staying(unitId, change) ?? [])]
}

function becomingOf(unitId: string, change: Change, causes: ReadonlyMap<string, Cause[]>): Becoming | null {
  const { before, after, eve, on, days } = change
  const old = standsOn(before, unitId, eve) ?? null
  const next = standsOn(after, unitId, on) ?? null
  if (!old && !next) return null
  const own = causes.get(unitId) ?? []
  const moved =
    old && next && old.parentId !== next.parentId ? movedBy(old.parentId, next.parentId, causes, unitId) : []
  const successors = after.links
    .filter((link) => link.fromId === unitId && days.includes(link.on))
    .map(({ toId }) => toId)
  const all = [...own, ...moved]
  const mark = markOf({ unitId, old, next, successors, causes: all })
  return mark && { unitId, mark, on: dayOf(change, unitId, all), before: old, after: next, successors, causes: all }
}

/** The day on which it ends, else the first one on which it is another, else that of what is said of it. */
function dayOf({ after, eve, on, days }: Change, unitId: string, causes: readonly Cause[]): string {
  const versions = versionsOf(after, unitId)
  const ends = versions.findLast(({ to }) => to !== null && days.includes(to))?.to
  if (ends && !standsOn(after, unitId, on)) return ends
  const first = versions.find(({ from }) => from > eve && days.includes(from))?.from
  return first ?? causes[0]?.on ?? days[0]
}

type Seen = {
  unitId: string
  old: PlaceVersion | null
  next: PlaceVersion | null
  successors: readonly string[]
  causes: readonly Cause[]
}

function markOf({ unitId, old, next, successors, causes }: Seen): Mark | null {
  if (!old) return causes.some(({ does }) => does === 'reopen') ? 'reopened' : 'new'
  if (!next) return successors.length === 0 ? 'ended' : successors.length === 1 ? 'merged' : 'split'
  if (old.name !== next.name || old.kind !== next.kind) return 'changed'
  if (old.parentId !== next.parentId) return 'moved'
  if (causes.some(({ does, from }) => does === 'extract' && from.includes(unitId))) return 'gives'
  return causes.some(({ into }) => into.includes(unitId)) ? 'receives' : null
}

/** Whoever stood under a unit that was merged, split or gave a part goes where that says; else somebody moved it. */
function movedBy(
  from: string | null,
  into: string | null,
  causes: ReadonlyMap<string, Cause[]>,
  unitId: string,
): Cause[] {
  if (from === null || into === null || (causes.get(unitId) ?? []).some(({ does }) => does === 'move')) return []
  const cause = (causes.get(from) ?? []).find((one) => one.from.includes(from) && one.into.includes(into))
  return cause ? [{ ...cause, into: [into] }] : []
}

/** Of each unit an operation speaks of, what it says. */
function causesOf(operations: readonly Operation[]): Map<string, Cause[]> {
  const causes = new Map<string, Cause[]>()
  for (const operation of operations) {
    const cause = causeOf(operation)
    for (const unitId of new Set([...cause.from, ...(operation.do === 'move' ? [] : cause.into)])) {
      const known = causes.get(unitId)
      if (known) known.push(cause)
      else causes.set(unitId, [cause])
    }
  }
  return causes
}

function causeOf(operation: Operation): Cause {
  const { do: does, on } = operation
  switch (operation.do) {
    case 'merge':
      return { does, on, from: operation.unitIds, into: [operation.intoId] }
    case 'split':
      return { does, on, from: [operation.unitId], into: operation.intoIds }
    case 'extract':
      return { does, on, from: [operation.unitId], into: [operation.intoId] }
    case 'abolish':
      return { does, on, from: [operation.unitId], into: operation.successorId === null ? [] : [operation.successorId] }
    case 'move':
      return { does, on, from: [operation.unitId], into: operation.parentId === null ? [] : [operation.parentId] }
    case 'create':
    case 'reopen':
    case 'rename':
    case 'change_kind':
      return { does, on, from: [operation.unitId], into: [] }
  }
}

/** All below these units on the day, each once. */
function unitsBelow({ after, on }: Change, above: ReadonlySet<string>): string[] {
  if (above.size === 0) return []
  const children = new Map<string, string[]>()
  for (const unitId of after.versions.keys()) {
    const parentId = standsOn(after, unitId, on)?.parentId
    if (parentId == null) continue
    const known = children.get(parentId)
    if (known) known.push(unitId)
    else children.set(parentId, [unitId])
  }
  const found = new Set<string>()
  const open = [...above]
  for (let unitId = open.pop(); unitId !== undefined; unitId = open.pop())
    for (const child of children.get(unitId) ?? [])
      if (!found.has(child)) {
        found.add(child)
        open.push(child)
      }
  return [...found]
}

function staying(unitId: string, { before, after, eve, on, days }: Change): Becoming | null {
  const old = standsOn(before, unitId, eve)
  const next = standsOn(after, unitId, on)
  if (!old || !next) return null
  const above = next.parentId === null ? [] : [next.parentId]
  return {
    unitId,
    mark: 'stays',
    on: days[0],
    before: old,
    after: next,
    successors: [],
    causes: [{ does: 'above', on: days[0], from: [unitId], into: above }],
  }
}

/** What has happened on days that are over: units with a version that began or ended then. */
export function changedOn(tree: Tree, days: readonly string[]): string[] {
  return [...tree.versions].flatMap(([unitId, versions]) =>
    versions.some(({ from, to }) => days.includes(from) || (to !== null && days.includes(to))) ? [unitId] : [],
  )
}
