import { grants, type HeldPosition, type Level, type Permission } from '#shared/permission.ts'
import { fold, tidy } from '#shared/text.ts'

/** A kind of unit is dated data: the district level existed until 30 June 2025 (Nghị quyết 202/2025/QH15, 12-6-2025). */
export type UnitKind = {
  code: string
  level: Level
  label: { vi: string; en: string }
  committee: string
  inUse: Period
}

/** From a day to the day before another; without end while `to` is null. */
export type Period = { from: string; to: string | null }

/** What a unit is called, what it is and where it stands, for a time. */
export type UnitVersion = Period & {
  id: string
  name: string
  kind: string
  parentId: string | null
  sortOrder: number
}

export type UnitRefusal =
  | 'unknown_kind'
  | 'kind_not_in_use'
  | 'other_level'
  | 'parent_not_in_force'
  | 'not_in_force'
  | 'not_a_place_for'
  | 'in_future'
  | 'nothing_changed'
  | 'already_this_standing'
  | 'standing_not_for_level'
  | 'not_a_cell'
  | 'more_than_members'
  | 'date_has_profile'

export const covers = (period: Period, day: string): boolean =>
  period.from <= day && (period.to === null || day < period.to)

export const overlap = (one: Period, other: Period): boolean =>
  (other.to === null || one.from < other.to) && (one.to === null || other.from < one.to)

/** The version in force on a day, or undefined when the unit did not exist then. */
export function versionOn<V extends Period>(versions: readonly V[], day: string): V | undefined {
  return versions.find((version) => covers(version, day))
}

/** The version in force on a day, else the last one before it, else the first one: what to show of a unit on any day. */
export function nearestVersion<V extends Period>(versions: readonly V[], day: string): V | undefined {
  const inOrder = versions.toSorted((a, b) => (a.from < b.from ? -1 : 1))
  return versionOn(inOrder, day) ?? inOrder.findLast((version) => version.from <= day) ?? inOrder[0]
}

/** A unit's own versions never overlap. */
export function isConsistent(versions: readonly Period[]): boolean {
  return versions.every((one, at) => versions.slice(at + 1).every((other) => !overlap(one, other)))
}

export type UnitChange = { name: string; kind: string; sortOrder: number }
export type VersionPlan =
  /** The version began that very day: it is amended, so that no empty period arises. */
  | { do: 'amend'; version: UnitVersion }
  /** The version is ended that day and a new one takes the rest of its time. */
  | { do: 'succeed'; ended: UnitVersion; next: Omit<UnitVersion, 'id'> }

/** How a change from a day on is written as versions that still do not overlap. */
export function planChange(
  versions: readonly UnitVersion[],
  kinds: readonly UnitKind[],
  change: UnitChange,
  day: string,
): VersionPlan | UnitRefusal {
  const current = versionOn(versions, day)
  if (!current) return 'not_in_force'
  const changed =
    tidy(change.name) !== current.name || change.kind !== current.kind || change.sortOrder !== current.sortOrder
  if (!changed) return 'nothing_changed'
  const before = kindOf(kinds, current.kind)
  const after = kindOf(kinds, change.kind)
  if (!before || !after) return 'unknown_kind'
  if (before.level !== after.level) return 'other_level'
  if (before.code !== after.code && !covers(after.inUse, day)) return 'kind_not_in_use'
  const next = { ...current, ...change, name: tidy(change.name) }
  if (current.from === day) return { do: 'amend', version: next }
  const { id: _id, ...rest } = next
  return { do: 'succeed', ended: { ...current, to: day }, next: { ...rest, from: day, to: current.to } }
}

export const kindOf = (kinds: readonly UnitKind[], code: string): UnitKind | undefined =>
  kinds.find((kind) => kind.code === code)

/** Where units that are simply created may stand: cells under a commune, groups under a commune or a cell, bodies under a cell. */
const places: Partial<Record<Level, readonly Level[]>> = {
  cell: ['commune'],
  group: ['commune', 'cell'],
  body: ['cell'],
}

/** Whether a unit of this kind may be created under that parent on that day. */
export function refuseCreation(
  kind: UnitKind | undefined,
  parent: { level: Level; periods: readonly Period[] },
  day: string,
  today: string,
): UnitRefusal | null {
  if (!kind) return 'unknown_kind'
  if (day > today) return 'in_future'
  if (!covers(kind.inUse, day)) return 'kind_not_in_use'
  if (!parent.periods.some((period) => covers(period, day))) return 'parent_not_in_force'
  if (!places[kind.level]?.includes(parent.level)) return 'not_a_place_for'
  return null
}

/** The levels whose units may be created under a unit of this level. */
export function levelsBelow(level: Level): Level[] {
  return (['cell', 'group', 'body'] as const).filter((child) => places[child]?.includes(level))
}

/** Standings of places, named as the decisions name them; they belong to communes. */
export const standingKinds = [
  'new_countryside',
  'new_countryside_advanced',
  'new_countryside_model',
  'civilised_urban',
] as const
export type StandingKind = (typeof standingKinds)[number]
export type Standing = Period & { kind: StandingKind }

export function refuseStanding(
  unit: { level: Level; versions: readonly Period[]; standings: readonly Standing[] },
  standing: Standing,
  today: string,
): UnitRefusal | null {
  if (unit.level !== 'commune' && unit.level !== 'district') return 'standing_not_for_level'
  if (standing.from > today) return 'in_future'
  if (!versionOn(unit.versions, standing.from)) return 'not_in_force'
  if (unit.standings.some((held) => held.kind === standing.kind && overlap(held, standing)))
    return 'already_this_standing'
  return null
}

/** Counts of a cell on a day; never names. `null`: not recorded, which is not zero. */
export type CellProfile = {
  asOf: string
  members: number
  probationary: number | null
  exempt: number | null
  households: number | null
  poorHouseholds: number | null
  nearPoorHouseholds: number | null
}

export function refuseProfile(
  unit: { level: Level; versions: readonly Period[]; recorded: readonly string[] },
  profile: CellProfile,
  today: string,
): UnitRefusal | null {
  if (unit.level !== 'cell') return 'not_a_cell'
  if (profile.asOf > today) return 'in_future'
  if (!versionOn(unit.versions, profile.asOf)) return 'not_in_force'
  if (unit.recorded.includes(profile.asOf)) return 'date_has_profile'
  const parts = (profile.probationary ?? 0) > profile.members || (profile.exempt ?? 0) > profile.members
  const poor = (profile.poorHouseholds ?? 0) + (profile.nearPoorHouseholds ?? 0)
  if (parts || (profile.households !== null && poor > profile.households)) return 'more_than_members'
  return null
}

/** The positions through which somebody has a part in a unit: held on it or on a unit above it (`chain`, itself included). */
export function partsOver<P extends { unitId: string }>(positions: readonly P[], chain: readonly string[]): P[] {
  return positions.filter(({ unitId }) => chain.includes(unitId))
}

/** Does one of the positions over this unit grant the permission? */
export function mayOver(
  permission: Permission,
  positions: readonly HeldPosition[],
  chain: readonly string[],
  on: string,
): boolean {
  return grants(permission, partsOver(positions, chain), true, on)
}

/** `Xã Mỹ Thạnh` → `Mỹ Thạnh`, `Chi bộ ấp Bến Đò` → `Bến Đò`: the name without the word for its kind. */
export function placeName(name: string, kind: Pick<UnitKind, 'label'>): string {
  const label = kind.label.vi
  const rest = tidy(name)
  return fold(rest).startsWith(`${fold(label)} `) ? rest.slice(tidy(label).length).trim() : rest
}

/** How the committee of a unit is called: `Xã Mỹ Thạnh` → `Đảng ủy xã Mỹ Thạnh`; a cell is called as it is. */
export function committeeName(name: string, kind: Pick<UnitKind, 'label' | 'committee' | 'level'>): string {
  if (kind.level === 'cell' || kind.level === 'group' || kind.level === 'body') return tidy(name)
  return `${kind.committee} ${placeName(name, kind)}`
}

/** The word for a unit in addresses and on the command line: `Chi bộ ấp Bến Đò` → `ben-do`. */
export function slugOf(name: string, kind: Pick<UnitKind, 'label'>): string {
  return fold(placeName(name, kind))
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-|-$/gu, '')
}
