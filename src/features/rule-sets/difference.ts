import type { Item } from './item.ts'
import type { RuleSetContent } from './ruleSet.ts'

/** What changed from one revision to the next, for people who must decide whether to publish it. */

export const headFields = [
  'title',
  'purpose',
  'legal',
  'effectiveFrom',
  'effectiveTo',
  'demonstration',
  'totalPoints',
] as const
type HeadField = (typeof headFields)[number]

export const differenceKinds = ['head', 'added', 'removed', 'changed', 'order', 'thresholds'] as const
export type Difference =
  | { what: 'head'; field: HeadField }
  | { what: 'added'; code: string; label: string }
  | { what: 'removed'; code: string; label: string }
  | { what: 'changed'; code: string; label: string; before: string; fields: string[] }
  | { what: 'order' }
  | { what: 'thresholds' }

/** None exactly when both say the same. An item is the same item while it keeps its code. */
export function differences(before: RuleSetContent, after: RuleSetContent): Difference[] {
  const head = headFields.filter((field) => !same(before[field], after[field]))
  const old = new Map(before.items.map((item) => [item.code, item]))
  const now = new Map(after.items.map((item) => [item.code, item]))
  const kept = (item: Item) => old.has(item.code) && now.has(item.code)
  const order = (items: readonly Item[]) => items.filter(kept).map(({ code }) => code)
  return [
    ...head.map((field): Difference => ({ what: 'head', field })),
    ...before.items
      .filter(({ code }) => !now.has(code))
      .map(({ code, label }): Difference => ({ what: 'removed', code, label })),
    ...after.items.flatMap((item) => changesOf(old.get(item.code), item)),
    ...(same(order(before.items), order(after.items)) ? [] : [{ what: 'order' } as const]),
    ...(same(before.thresholds, after.thresholds) ? [] : [{ what: 'thresholds' } as const]),
  ]
}

function changesOf(before: Item | undefined, after: Item): Difference[] {
  const { code, label } = after
  if (!before) return [{ what: 'added', code, label }]
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (field) => !same(Reflect.get(before, field), Reflect.get(after, field)),
  )
  return fields.length === 0 ? [] : [{ what: 'changed', code, label, before: before.label, fields }]
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))

/** Keys in one order, so that two ways of writing the same thing compare equal. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inside]) => [key, sorted(inside)]),
  )
}
