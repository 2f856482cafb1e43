import fc from 'fast-check'
import { z } from 'zod'
import { computedSources, type Item, itemKinds, type Leaf, type Option } from '#features/rule-sets/item.ts'
import { purposes, type RuleSetContent } from '#features/rule-sets/ruleSet.ts'
import { addDays } from '#shared/format.ts'
import { tidy } from '#shared/text.ts'

/** Criteria sets for tests: small ones by hand, and any that can be written. */

/** The id an answer carries. */
export const idIn = (body: unknown): string => z.object({ id: z.string() }).parse(body).id

export const passFail = (code: string, changes: Partial<Extract<Item, { mode: 'pass_fail' }>> = {}): Leaf => ({
  code,
  parent: null,
  kind: 'standard',
  label: `Tiêu chuẩn ${code}`,
  toBeEntered: false,
  evidenceHint: '',
  mandatory: true,
  mayNotApply: false,
  mode: 'pass_fail',
  maxPoints: null,
  ...changes,
})

export const option = (code: string, changes: Partial<Option> = {}): Option => ({
  code,
  label: `Mức ${code}`,
  points: null,
  passes: true,
  min: null,
  max: null,
  ...changes,
})

export const group = (code: string, changes: Partial<Extract<Item, { mode: 'group' }>> = {}): Item => ({
  code,
  parent: null,
  kind: 'standard',
  label: `Nhóm ${code}`,
  toBeEntered: false,
  evidenceHint: '',
  mode: 'group',
  maxPoints: null,
  ...changes,
})

export const scored = (code: string, changes: Partial<Extract<Item, { mode: 'points' }>> = {}): Leaf => ({
  ...passFail(code),
  mandatory: false,
  mode: 'points',
  maxPoints: 10,
  passFrom: null,
  ...changes,
})

export const choice = (code: string, options: Option[]): Leaf => ({ ...passFail(code), mode: 'choice', options })

export const computed = (code: string, options: Option[]): Leaf => ({
  ...passFail(code),
  mode: 'computed',
  source: 'poor_household_rate',
  options,
})

export const contentOf = (items: Item[], changes: Partial<RuleSetContent> = {}): RuleSetContent => ({
  code: 'bo-thu',
  purpose: 'recognition',
  title: { vi: 'Bộ tiêu chí thử', en: '' },
  legal: { number: '02-HD/BTCTU', date: '2021-03-09', issuer: 'Ban Tổ chức Tỉnh ủy Bến Tre' },
  effectiveFrom: '2021-03-09',
  effectiveTo: null,
  demonstration: false,
  totalPoints: null,
  items,
  thresholds: [],
  ...changes,
})

const anyText = fc.string({ unit: 'grapheme', maxLength: 30 }).map(tidy)
const anyName = fc.constantFrom('Ấp Bến Đò', 'Tân Hoà', 'Nghĩa Huấn')
export const anyDay = fc.integer({ min: 0, max: 10_000 }).map((days) => addDays('2010-01-01', days))
const anyPoints = fc.integer({ min: 0, max: 10_000 }).map((hundredths) => hundredths / 100)
const orNull = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null })

const anyOptions = fc
  .array(
    fc.record({
      label: anyText,
      points: orNull(anyPoints),
      passes: fc.boolean(),
      min: orNull(fc.integer({ min: 0, max: 100 })),
      max: orNull(fc.integer({ min: 0, max: 100 })),
    }),
    { maxLength: 4 },
  )
  .map((options) => options.map((one, index) => ({ code: String(index + 1), ...one })))

const itemHead = {
  kind: fc.constantFrom(...itemKinds),
  label: anyText,
  toBeEntered: fc.boolean(),
  evidenceHint: anyText,
}
const leafHead = { ...itemHead, mandatory: fc.boolean(), mayNotApply: fc.boolean() }
type Loose<T> = T extends Item ? Omit<T, 'code' | 'parent'> : never
const anyPart: fc.Arbitrary<Loose<Item>> = fc.oneof(
  fc.record({ ...itemHead, mode: fc.constant('group' as const), maxPoints: orNull(anyPoints) }),
  fc.record({ ...leafHead, mode: fc.constant('pass_fail' as const), maxPoints: orNull(anyPoints) }),
  fc.record({ ...leafHead, mode: fc.constant('points' as const), maxPoints: anyPoints, passFrom: orNull(anyPoints) }),
  fc.record({ ...leafHead, mode: fc.constant('choice' as const), options: anyOptions }),
  fc.record({
    ...leafHead,
    mode: fc.constant('computed' as const),
    source: fc.constantFrom(...computedSources),
    options: anyOptions,
  }),
)

/** A tree in document order: each item stands at the top or inside the group that was last opened. */
export const anyItems: fc.Arbitrary<Item[]> = fc
  .array(fc.tuple(anyPart, fc.integer({ min: 0, max: 3 })), { maxLength: 12 })
  .map((parts) => {
    let open: string[] = []
    return parts.map(([part, depth], index): Item => {
      open = open.slice(0, depth)
      const code = `T${index + 1}`
      const item = { ...part, code, parent: open.at(-1) ?? null }
      if (item.mode === 'group') open = [...open, code]
      return item
    })
  })

export const anyContent: fc.Arbitrary<RuleSetContent> = fc.record({
  code: fc.constantFrom('bo-thu', '02-hd-btctu'),
  purpose: fc.constantFrom(...purposes),
  title: fc.record({ vi: fc.oneof(anyText, anyName), en: anyText }),
  legal: orNull(fc.record({ number: fc.constant('02-HD/BTCTU'), date: anyDay, issuer: anyName })),
  effectiveFrom: anyDay,
  effectiveTo: orNull(anyDay),
  demonstration: fc.boolean(),
  totalPoints: orNull(anyPoints),
  items: anyItems,
  thresholds: fc.array(
    fc.record({
      level: fc.constantFrom('tot', 'kha'),
      label: anyText,
      minInclusive: anyPoints,
      maxExclusive: orNull(anyPoints),
    }),
    { maxLength: 4 },
  ),
})
