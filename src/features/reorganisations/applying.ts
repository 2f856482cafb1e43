import { kindOf, covers, type UnitKind } from '#features/units/unit.ts'
import type { Decision, Operation, Refusal } from './plan.ts'
import { type Flaw, flawsOf, type PlaceVersion, type Tree } from './tree.ts'
import { placedWrong } from './placing.ts'
import {
  begin,
  change,
  childrenOf,
  end,
  link,
  openWorking,
  refuseChange,
  type Refused,
  type Said,
  say,
  standing,
  type Working,
} from './working.ts'

export type Surroundings = {
  kinds: readonly UnitKind[]
  /** The last day on which a fact is recorded of a unit: it cannot have ended before. */
  lastFacts: ReadonlyMap<string, string>
}

/** What a plan makes of a tree: the new tree and, of each unit it changes, all versions from now on. */
export type Applied = {
  tree: Tree
  changed: ReadonlySet<string>
  created: ReadonlySet<string>
  /** Of versions (`versionKey`) and links (`linkKey`) that rest on a paper other than the plan's. */
  papers: ReadonlyMap<string, Decision>
}

type Why = Refusal['why']
type Found = Refused

/** Within a day, what comes into being does so before anything is put under it, and a level is left before it ends. */
const order: Record<Operation['do'], number> = {
  create: 0,
  reopen: 1,
  rename: 2,
  change_kind: 2,
  move: 3,
  extract: 4,
  split: 5,
  merge: 5,
  abolish: 6,
}

/** Lay a plan over a tree: all of it, or nothing and every reason why not. */
export function applyPlan(
  tree: Tree,
  operations: readonly Operation[],
  around: Surroundings,
): Applied | { refusals: Refusal[] } {
  const working = openWorking(tree)
  const inOrder = operations
    .map((operation, at) => ({ operation, at }))
    .toSorted((a, b) => compare(a.operation.on, b.operation.on) || order[a.operation.do] - order[b.operation.do])
  const refusals = inOrder.flatMap(({ operation, at }) => {
    working.paper = operation.decision
    return perform(working, operation, around).map(
      ({ why, unitId, unitIds = [], day = null }): Refusal => ({
        why,
        unitId,
        unitIds: [...unitIds],
        on: operation.on,
        operation: at,
        day,
      }),
    )
  })
  if (refusals.length > 0) return { refusals }
  const after: Tree = { versions: working.versions, links: working.links }
  const concerned = new Set([
    ...working.touched,
    ...[...working.touched].flatMap((id) => [...(working.below.get(id) ?? [])]),
  ])
  const flaws = flawsOf(after, concerned).map(asRefusal)
  if (flaws.length > 0) return { refusals: flaws }
  const misplaced = placedWrong(tree, after, working.touched, around.kinds)
  if (misplaced.length > 0) return { refusals: misplaced }
  const created = new Set([...working.touched].filter((unitId) => !tree.versions.has(unitId)))
  return { tree: after, changed: working.touched, created, papers: working.papers }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const flawReasons: Record<Flaw['why'], Why> = { overlap: 'overlap', circle: 'circle', parent_missing: 'gap' }
const asRefusal = ({ unitId, why, on }: Flaw): Refusal => ({
  why: flawReasons[why],
  unitId,
  on,
  operation: null,
  unitIds: [],
  day: null,
})

function perform(working: Working, operation: Operation, around: Surroundings): Found[] {
  switch (operation.do) {
    case 'create':
      return create(working, operation, around)
    case 'reopen':
      return reopen(working, operation)
    case 'rename':
    case 'change_kind':
    case 'move':
      return alter(working, operation, around)
    case 'extract':
      return extract(working, operation)
    case 'split':
      return split(working, operation, around)
    case 'merge':
      return operation.unitIds.flatMap((unitId) => mergeOne(working, operation, unitId, around))
    case 'abolish':
      return abolish(working, operation, around)
  }
}

type Of<D extends Operation['do']> = Extract<Operation, { do: D }>

function create(
  working: Working,
  { unitId, name, kind, parentId, on }: Of<'create'>,
  { kinds }: Surroundings,
): Found[] {
  if ((working.versions.get(unitId)?.length ?? 0) > 0) return [{ why: 'exists_already', unitId }]
  const found = kindOf(kinds, kind)
  if (!found || !covers(found.inUse, on)) return [{ why: 'kind_not_in_use', unitId }]
  if (parentId !== null && !standing(working, parentId, on))
    return [{ why: 'parent_not_in_force', unitId, unitIds: [parentId] }]
  begin(working, unitId, { name, kind, parentId, from: on, to: null })
  return say(working, unitId, on, { name, kind, parentId })
}

function reopen(working: Working, { unitId, parentId, on }: Of<'reopen'>): Found[] {
  const versions = working.versions.get(unitId) ?? []
  const last = versions.at(-1)
  if (!last) return [{ why: 'never_existed', unitId }]
  if (last.to === null || last.to > on) return [{ why: 'in_force_already', unitId }]
  if (parentId !== null && !standing(working, parentId, on))
    return [{ why: 'parent_not_in_force', unitId, unitIds: [parentId] }]
  const successor = working.links.findLast(({ fromId, main }) => fromId === unitId && main)
  begin(working, unitId, { ...last, parentId, from: on, to: null })
  if (successor) link(working, { fromId: successor.toId, toId: unitId, kind: 'reopen', on, main: false })
  return say(working, unitId, on, { parentId })
}

function alter(working: Working, operation: Of<'rename' | 'change_kind' | 'move'>, around: Surroundings): Found[] {
  const { unitId, on } = operation
  const unchangeable = refuseChange(working, unitId, on)
  if (unchangeable.length > 0) return unchangeable
  if (operation.do === 'change_kind') {
    const refused = refuseKind(around.kinds, standing(working, unitId, on), operation.kind, on)
    if (refused) return [{ why: refused, unitId }]
  }
  if (operation.do === 'move' && operation.parentId !== null) {
    if (operation.parentId === unitId) return [{ why: 'circle', unitId }]
    if (!standing(working, operation.parentId, on))
      return [{ why: 'parent_not_in_force', unitId, unitIds: [operation.parentId] }]
  }
  const what = whatChanges(operation)
  change(working, unitId, on, what)
  return say(working, unitId, on, what)
}

function whatChanges(operation: Of<'rename' | 'change_kind' | 'move'>): Said & Partial<PlaceVersion> {
  if (operation.do === 'rename') return { name: operation.name }
  if (operation.do === 'move') return { parentId: operation.parentId }
  return { kind: operation.kind, ...(operation.name === undefined ? {} : { name: operation.name }) }
}

function refuseKind(
  kinds: readonly UnitKind[],
  current: PlaceVersion | undefined,
  kind: string,
  on: string,
): Why | null {
  const after = kindOf(kinds, kind)
  if (!after || !covers(after.inUse, on)) return 'kind_not_in_use'
  return current && kindOf(kinds, current.kind)?.level !== after.level ? 'other_level' : null
}

/** A unit that ends must be there, and nothing may be recorded of it from that day on. */
function refuseEnd(working: Working, unitId: string, on: string, { lastFacts }: Surroundings): Found[] {
  const unchangeable = refuseChange(working, unitId, on)
  if (unchangeable.length > 0) return unchangeable
  const last = lastFacts.get(unitId)
  return last !== undefined && last >= on ? [{ why: 'facts_after', unitId, day: last }] : []
}

function finish(working: Working, unitId: string, on: string): void {
  end(working, unitId, on)
  working.ended.add(unitId)
}

function mergeOne(working: Working, { intoId, on }: Of<'merge'>, unitId: string, around: Surroundings): Found[] {
  if (intoId === unitId) return [{ why: 'into_itself', unitId }]
  const refused = refuseEnd(working, unitId, on, around)
  if (refused.length > 0) return refused
  if (!standing(working, intoId, on)) return [{ why: 'target_not_in_force', unitId, unitIds: [intoId] }]
  for (const child of childrenOf(working, unitId, on)) change(working, child, on, { parentId: intoId })
  finish(working, unitId, on)
  link(working, { fromId: unitId, toId: intoId, kind: 'merge', on, main: true })
  return []
}

function split(
  working: Working,
  { unitId, intoIds, mainId, placement, on }: Of<'split'>,
  around: Surroundings,
): Found[] {
  if (intoIds.includes(unitId)) return [{ why: 'into_itself', unitId }]
  if (!intoIds.includes(mainId)) return [{ why: 'main_not_among_targets', unitId, unitIds: [mainId] }]
  const refused = refuseEnd(working, unitId, on, around)
  if (refused.length > 0) return refused
  const missing = intoIds.filter((id) => !standing(working, id, on))
  if (missing.length > 0) return [{ why: 'target_not_in_force', unitId, unitIds: missing }]
  const children = childrenOf(working, unitId, on)
  const torn = Object.entries(placement).flatMap(([child, parentId]) => say(working, child, on, { parentId }))
  if (torn.length > 0) return torn
  const undecided = children.filter((child) => !intoIds.includes(placement[child] ?? ''))
  if (undecided.length > 0) return [{ why: 'choice_missing', unitId, unitIds: undecided }]
  for (const child of children) change(working, child, on, { parentId: placement[child] ?? mainId })
  finish(working, unitId, on)
  for (const intoId of intoIds)
    link(working, { fromId: unitId, toId: intoId, kind: 'split', on, main: intoId === mainId })
  return []
}

function extract(working: Working, { unitId, intoId, placement, on }: Of<'extract'>): Found[] {
  if (intoId === unitId) return [{ why: 'into_itself', unitId }]
  const unchangeable = refuseChange(working, unitId, on)
  if (unchangeable.length > 0) return unchangeable
  if (!standing(working, intoId, on)) return [{ why: 'target_not_in_force', unitId, unitIds: [intoId] }]
  const children = childrenOf(working, unitId, on)
  const torn = placement.flatMap((child) => say(working, child, on, { parentId: intoId }))
  if (torn.length > 0) return torn
  const strangers = placement.filter((child) => !children.includes(child))
  if (strangers.length > 0) return [{ why: 'not_below', unitId, unitIds: strangers }]
  for (const child of placement) change(working, child, on, { parentId: intoId })
  link(working, { fromId: unitId, toId: intoId, kind: 'extract', on, main: false })
  return []
}

function abolish(working: Working, { unitId, successorId, on }: Of<'abolish'>, around: Surroundings): Found[] {
  if (successorId === unitId) return [{ why: 'into_itself', unitId }]
  const refused = refuseEnd(working, unitId, on, around)
  if (refused.length > 0) return refused
  if (successorId !== null && !standing(working, successorId, on))
    return [{ why: 'target_not_in_force', unitId, unitIds: [successorId] }]
  const left = childrenOf(working, unitId, on)
  if (left.length > 0) return [{ why: 'left_below', unitId, unitIds: left }]
  finish(working, unitId, on)
  if (successorId !== null) link(working, { fromId: unitId, toId: successorId, kind: 'abolish', on, main: true })
  return []
}

/** What only people can say: of each split unit, where those below it go; `decided` is said already. */
export type Choice = {
  unitId: string
  intoIds: string[]
  undecided: string[]
  decided: { unitId: string; intoId: string }[]
}

export function choicesOf(tree: Tree, operations: readonly Operation[]): Choice[] {
  const working = openWorking(tree)
  return operations.flatMap((operation) => {
    if (operation.do !== 'split') return []
    const { unitId, intoIds, placement, on } = operation
    const below = childrenOf(working, unitId, on).map((child) => ({ unitId: child, intoId: placement[child] ?? '' }))
    const decided = below.filter(({ intoId }) => intoIds.includes(intoId))
    const undecided = below.filter(({ intoId }) => !intoIds.includes(intoId)).map((child) => child.unitId)
    return below.length > 0 ? [{ unitId, intoIds, undecided, decided }] : []
  })
}
