import type { Item, Leaf } from './ruleSetSchema.ts'

/** The parts of a criteria set: standards, conditions and criteria in a tree, written as a list in document order. */

export type { Item, Leaf, Option } from './ruleSetSchema.ts'

/** `tiêu chuẩn`, `điều kiện`, `tiêu chí`: the words 02-HD/BTCTU (9-3-2021) and the scoring sheets use. */
export const itemKinds = ['standard', 'condition', 'criterion'] as const
export type ItemKind = (typeof itemKinds)[number]

/** How an item is judged; a `group` only holds others. */
export const itemModes = ['group', 'pass_fail', 'points', 'choice', 'computed'] as const
export type ItemMode = (typeof itemModes)[number]

/** Codes of items, options and levels: `TC1`, `4.2`, `trung-binh`. */
export const ITEM_CODE = /^[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*$/

/** What a computed item may be computed from. A closed list: each name is a figure the system knows how to produce. */
export const computedSources = [
  'poor_household_rate',
  'average_income',
  'groups_led_by_members_rate',
  'meeting_attendance_rate',
  'meetings_rated_good_rate',
] as const

/** What the figure of each source is measured in. */
export const sourceUnits: Record<(typeof computedSources)[number], 'percent' | 'dong_per_year'> = {
  poor_household_rate: 'percent',
  average_income: 'dong_per_year',
  groups_led_by_members_rate: 'percent',
  meeting_attendance_rate: 'percent',
  meetings_rated_good_rate: 'percent',
}

export const isLeaf = (item: Item): item is Leaf => item.mode !== 'group'

export function childrenOf(items: readonly Item[], parent: string | null): Item[] {
  return items.filter((item) => item.parent === parent)
}

/** Every leaf at or under an item, in document order. Safe on trees that hold themselves. */
export function leavesUnder(items: readonly Item[], item: Item, seen: readonly string[] = []): Leaf[] {
  if (isLeaf(item)) return [item]
  if (seen.includes(item.code)) return []
  return childrenOf(items, item.code).flatMap((child) => leavesUnder(items, child, [...seen, item.code]))
}

/** Adds points exactly to two decimals: 0,1 + 0,2 = 0,3. */
export function sumPoints(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + Math.round(value * 100), 0) / 100
}

/** The most an item can earn; null where it carries no points. */
export function maxPointsOf(item: Leaf): number | null {
  if (item.mode === 'pass_fail' || item.mode === 'points') return item.maxPoints
  const scored = item.options.flatMap((option) => (option.points === null ? [] : [option.points]))
  return scored.length === 0 ? null : Math.max(...scored)
}

/** Whether a verdict on this item can say met or not met. */
export function hasPassLine(item: Leaf): boolean {
  if (item.mode === 'pass_fail') return true
  if (item.mode === 'points') return item.passFrom !== null
  return item.options.some((option) => option.passes)
}
