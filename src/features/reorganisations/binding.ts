import { Id } from '#shared/contract.ts'
import { addDays } from '#shared/format.ts'
import { covers } from '#features/units/unit.ts'
import { likenesses, likenessOf, looseKey, readPlaceName } from './placeName.ts'
import type { Operation } from './plan.ts'
import type { PlanFile, PlannedUnit } from './planFile.ts'
import type { Link, PlaceVersion, Tree } from './tree.ts'
import { begin, openWorking, standing, type Working } from './working.ts'

/** A plan file meets an organisation: its ids become those of units there, or of units entered with it. */
export type Bound = {
  /** The organisation with the units the plan needs and it did not know. */
  tree: Tree
  entered: ReadonlySet<string>
  operations: Operation[]
  /** The same and what has happened already: all that the plan says. */
  said: Operation[]
  /** What the plan says and is so already. */
  already: number
  /** Codes for units entered or made. */
  codes: ReadonlyMap<string, string>
}

/**
 * Units are known again by kind and name under the same unit the day before; those not found are entered as of `since`.
 * What has already happened that day is left as it is, so that a part already reorganised keeps its own history.
 */
export function bindPlan(file: PlanFile, tree: Tree, since: string, newId: (key: string) => string): Bound {
  const working = openWorking(tree)
  const codes = new Map<string, string>()
  const entered = new Set<string>()
  const names = indexNames(tree)
  const ids = new Map<string, string>()
  const alsoNamed = namesBelow(file.before)
  for (const unit of file.before) {
    const parentId = unit.parentId === null ? null : (ids.get(unit.parentId) ?? null)
    const found = findUnit(names, { unit, parentId, effective: file.effective, alsoNamed: alsoNamed(unit) })
    const unitId = found ?? newId(`${unit.id}/${unit.name}`)
    ids.set(unit.id, unitId)
    reopenUnexplained(working, unitId, file.effective)
    const start = startOf(working, parentId, since)
    const stands = standing(working, unitId, addDays(file.effective, -1))
    if (stands || start >= file.effective) continue
    const until = working.versions.get(unitId)?.[0]?.from ?? null
    begin(working, unitId, { name: unit.name, kind: unit.kind, parentId, from: start, to: until })
    entered.add(unitId)
    codes.set(unitId, unit.code)
  }
  bindCreated(file, names, working, ids, newId)
  for (const [id, code] of Object.entries(file.codes)) {
    const unitId = ids.get(id)
    if (unitId !== undefined && !tree.versions.has(unitId)) codes.set(unitId, code)
  }
  const known: Tree = { versions: working.versions, links: working.links }
  const mapped = file.operations.map((operation) => withIds(operation, (id) => ids.get(id) ?? id))
  const open = mapped.flatMap((operation) => stillOpen(operation, known))
  const already = mapped.length - open.length
  return { tree: known, entered, operations: open, said: mapped, already, codes }
}

/** An end on that very day of which nothing else is said, as of units from a list that held until then, is for the plan to explain. */
function reopenUnexplained({ versions, links }: Working, unitId: string, on: string): void {
  const known = versions.get(unitId) ?? []
  const last = known.at(-1)
  if (last?.to !== on || wentInto(links, unitId, on)) return
  versions.set(unitId, [...known.slice(0, -1), { ...last, to: null }])
}

type Names = ReadonlyMap<string, Known[]>

function indexNames({ versions }: Tree): Names {
  const all = [...versions].flatMap(([unitId, list]) => list.map((version) => ({ unitId, version })))
  return Map.groupBy(all, ({ version }) => looseKey(readPlaceName(version.name).name))
}

type Known = { unitId: string; version: PlaceVersion }
const named = (name: string): string => readPlaceName(name).name
const rankOf = (one: string, other: string): number => {
  const like = likenessOf(named(one), named(other))
  return like === null ? Infinity : likenesses.indexOf(like)
}

/**
 * Those written most alike (`Đông Thạnh` is not `Đông Thành` where there are both), and none that another name of the
 * plan fits better.
 */
function nearest(known: readonly Known[], wanted: string, alsoNamed: readonly string[]): Known[] {
  const ranked = known.flatMap((one) => {
    const rank = rankOf(one.version.name, wanted)
    const taken = alsoNamed.some((other) => rankOf(one.version.name, other) < rank)
    return rank === Infinity || taken ? [] : [{ one, rank }]
  })
  const best = Math.min(...ranked.map(({ rank }) => rank))
  return ranked.filter(({ rank }) => rank === best).map(({ one }) => one)
}

/** Names alike that a plan uses for units under one unit. */
function namesBelow(units: readonly { name: string; parentId: string | null }[]) {
  const keyOf = ({ name, parentId }: (typeof units)[number]) => `${parentId ?? ''}/${looseKey(named(name))}`
  const groups = Map.groupBy(units, keyOf)
  return (unit: (typeof units)[number]): string[] => (groups.get(keyOf(unit)) ?? []).map(({ name }) => name)
}

type Sought = { unit: PlannedUnit; parentId: string | null; effective: string; alsoNamed: readonly string[] }

/** The unit of that name under that parent the day before, of that kind when there is one; a province also when it is known only from later. */
function findUnit(names: Names, { unit, parentId, effective, alsoNamed }: Sought): string | undefined {
  const below = (names.get(looseKey(named(unit.name))) ?? []).filter(({ version }) => version.parentId === parentId)
  const eve = addDays(effective, -1)
  const theDayBefore = nearest(
    below.filter(({ version }) => covers(version, eve)),
    unit.name,
    alsoNamed,
  )
  const ofKind = theDayBefore.filter(({ version }) => version.kind === unit.kind)
  const [only, ...others] = ofKind.length > 0 ? ofKind : theDayBefore
  if (only) return others.length === 0 ? only.unitId : undefined
  if (unit.parentId !== null) return undefined
  const later = below.filter(({ version }) => version.kind === unit.kind && version.from >= effective)
  return nearest(later, unit.name, alsoNamed)[0]?.unitId
}

/** A unit cannot be entered before the one above it was there. */
function startOf(working: Working, parentId: string | null, since: string): string {
  if (parentId === null) return since
  const first = working.versions.get(parentId)?.[0]?.from ?? since
  return first > since ? first : since
}

/** A name of the plan's own becomes an id; a unit that was given its id by whoever drew the plan keeps it. */
const idOf = (key: string, planned: string, newId: (key: string) => string): string =>
  Id.safeParse(planned).success ? planned : newId(key)

/** New units that are there already: same name and kind under the same unit, from the very day. */
function bindCreated(
  { operations }: PlanFile,
  names: Names,
  working: Working,
  ids: Map<string, string>,
  newId: (key: string) => string,
): void {
  const made = operations.filter((operation) => operation.do === 'create')
  const alsoNamed = namesBelow(made)
  for (const operation of made) {
    const parentId = operation.parentId === null ? null : (ids.get(operation.parentId) ?? operation.parentId)
    const sameDay = (names.get(looseKey(named(operation.name))) ?? []).filter(
      ({ version }) =>
        version.from === operation.on && version.kind === operation.kind && version.parentId === parentId,
    )
    const [found] = nearest(sameDay, operation.name, alsoNamed(operation))
    const key = `${operation.unitId}/${operation.name}/${operation.on}`
    const unitId = found?.unitId ?? idOf(key, operation.unitId, newId)
    ids.set(operation.unitId, unitId)
    if (found) working.touched.add(unitId)
  }
}

/** The operation with every name of the plan's own as the id it has here. */
export function withIds(operation: Operation, id: (planned: string) => string): Operation {
  const orNull = (planned: string | null) => (planned === null ? null : id(planned))
  switch (operation.do) {
    case 'create':
    case 'move':
    case 'reopen':
      return { ...operation, unitId: id(operation.unitId), parentId: orNull(operation.parentId) }
    case 'rename':
    case 'change_kind':
      return { ...operation, unitId: id(operation.unitId) }
    case 'merge':
      return { ...operation, unitIds: operation.unitIds.map(id), intoId: id(operation.intoId) }
    case 'split':
      return {
        ...operation,
        unitId: id(operation.unitId),
        intoIds: operation.intoIds.map(id),
        mainId: id(operation.mainId),
        placement: Object.fromEntries(Object.entries(operation.placement).map(([unit, into]) => [id(unit), id(into)])),
      }
    case 'extract':
      return {
        ...operation,
        unitId: id(operation.unitId),
        intoId: id(operation.intoId),
        placement: operation.placement.map(id),
      }
    case 'abolish':
      return { ...operation, unitId: id(operation.unitId), successorId: orNull(operation.successorId) }
  }
}

/** What of an operation is still to be done; nothing of it when it is so already. */
function stillOpen(operation: Operation, tree: Tree): Operation[] {
  const { on } = operation
  const versions = (unitId: string) => tree.versions.get(unitId) ?? []
  const endedThatDay = (unitId: string) =>
    versions(unitId).some(({ to }) => to === on) && !versions(unitId).some((version) => covers(version, on))
  switch (operation.do) {
    case 'create':
      return versions(operation.unitId).some(({ from }) => from === on) ? [] : [operation]
    case 'merge': {
      const unitIds = operation.unitIds.filter(
        (unitId) => !endedThatDay(unitId) || !wentInto(tree.links, unitId, on, [operation.intoId]),
      )
      return unitIds.length > 0 ? [{ ...operation, unitIds }] : []
    }
    case 'split':
      return endedThatDay(operation.unitId) && wentInto(tree.links, operation.unitId, on, operation.intoIds)
        ? []
        : [operation]
    case 'abolish': {
      const into = operation.successorId === null ? [] : [operation.successorId]
      return endedThatDay(operation.unitId) && wentInto(tree.links, operation.unitId, on, into) ? [] : [operation]
    }
    case 'move':
    case 'rename':
    case 'change_kind': {
      const current = versions(operation.unitId).find((version) => version.from === on)
      return current && isSoAlready(operation, current) ? [] : [operation]
    }
    default:
      return [operation]
  }
}

function isSoAlready(operation: Operation, current: PlaceVersion): boolean {
  if (operation.do === 'move') return current.parentId === operation.parentId
  if (operation.do === 'rename') return current.name === operation.name
  return operation.do === 'change_kind' && current.kind === operation.kind
}

/** Where it went that day: into one of these, when they are said. */
const wentInto = (links: readonly Link[], unitId: string, on: string, intoIds?: readonly string[]): boolean =>
  links.some(
    ({ fromId, toId, on: day, main }) =>
      fromId === unitId && day === on && main && (intoIds === undefined || intoIds.includes(toId)),
  )
