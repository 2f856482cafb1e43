import { coverageFaults } from './coverage.ts'
import {
  childrenOf,
  hasPassLine,
  type Item,
  isLeaf,
  type Leaf,
  leavesUnder,
  maxPointsOf,
  type Option,
  sumPoints,
} from './item.ts'
import type { RuleSetContent } from './ruleSet.ts'

/** What is wrong with a criteria set, found before it binds anybody. */

/** These stop publication: with them the set cannot be judged by, or two readers would judge differently. */
const blockingProblems = [
  'title_empty',
  'no_items',
  'range_reversed',
  'code_twice',
  'parent_unknown',
  'parent_not_group',
  'parent_after_child',
  'group_empty',
  'label_empty',
  'options_missing',
  'option_code_twice',
  'option_label_empty',
  'option_band_reversed',
  'band_missing',
  'band_gap',
  'band_overlap',
  'mandatory_without_pass_line',
  'pass_line_above_maximum',
  'group_sum_differs',
  'total_differs',
  'thresholds_without_points',
  'threshold_code_twice',
  'threshold_label_empty',
  'threshold_empty',
  'threshold_gap',
  'threshold_overlap',
  'threshold_not_from_zero',
  'threshold_short_of_total',
] as const
/** These are said, and publication asks to confirm them: the official wording may still be on its way. */
const confirmedProblems = ['to_be_entered', 'demonstration', 'no_legal_reference'] as const
/** These are said and bind nothing. */
const remarkProblems = ['no_mandatory_item'] as const

export const problemCodes = [...blockingProblems, ...confirmedProblems, ...remarkProblems] as const
type ProblemCode = (typeof problemCodes)[number]
/** `path` points into the content: `/items/3/options/0`. `expected` and `found` are figures, where there are any: of how many, how many. */
export type RuleSetProblem = {
  code: ProblemCode
  path: string
  item: string | null
  expected?: number | undefined
  found?: number | undefined
}

const blocking: ReadonlySet<string> = new Set(blockingProblems)
const confirmed: ReadonlySet<string> = new Set(confirmedProblems)
export const blocksPublication = (problem: RuleSetProblem): boolean => blocking.has(problem.code)
export const asksConfirmation = (problem: RuleSetProblem): boolean => confirmed.has(problem.code)

export function checkRuleSet(content: RuleSetContent): RuleSetProblem[] {
  const items = content.items.flatMap((item, index) => checkItem(content.items, item, index))
  return [...checkHead(content), ...items, ...checkTotal(content), ...checkThresholds(content)]
}

/**
 * What stands between a draft and its publication. Items whose wording waits for the document do not bar the way (the
 * names in 02-HD/BTCTU of 9-3-2021 are not at hand, and cells must be able to begin), but somebody has to say so:
 * `confirmed` is that person's word, and the warning then stands beside the set wherever it is used.
 */
export function publicationObstacles(content: RuleSetContent, hasConfirmed: boolean): RuleSetProblem[] {
  return checkRuleSet(content).filter(
    (problem) => blocksPublication(problem) || (!hasConfirmed && asksConfirmation(problem)),
  )
}

const at = (path: string, code: ProblemCode, item: string | null = null): RuleSetProblem => ({ code, path, item })

function checkHead({
  title,
  items,
  effectiveFrom,
  effectiveTo,
  demonstration,
  legal,
}: RuleSetContent): RuleSetProblem[] {
  const waiting = items.filter((item) => item.toBeEntered).length
  const mandatory = items.some((item) => isLeaf(item) && item.mandatory)
  return [
    ...(title.vi === '' ? [at('/title/vi', 'title_empty')] : []),
    ...(items.some(isLeaf) ? [] : [at('/items', 'no_items')]),
    ...(effectiveTo !== null && effectiveTo < effectiveFrom ? [at('/effectiveTo', 'range_reversed')] : []),
    ...(waiting > 0 ? [{ ...at('/items', 'to_be_entered'), expected: items.length, found: waiting }] : []),
    ...(demonstration ? [at('/demonstration', 'demonstration')] : []),
    ...(legal === null && !demonstration ? [at('/legal', 'no_legal_reference')] : []),
    ...(mandatory ? [] : [at('/items', 'no_mandatory_item')]),
  ]
}

function checkItem(items: readonly Item[], item: Item, index: number): RuleSetProblem[] {
  const path = `/items/${index}`
  const label = item.label === '' && !item.toBeEntered ? [at(`${path}/label`, 'label_empty', item.code)] : []
  const twice = items.findIndex((other) => other.code === item.code) < index
  return [
    ...label,
    ...(twice ? [at(`${path}/code`, 'code_twice', item.code)] : []),
    ...checkParent(items, item, index),
    ...(isLeaf(item) ? checkLeaf(item, path) : checkGroup(items, item, path)),
  ]
}

/** A parent stands before its children: the order is that of the document, and a tree so written holds no circle. */
function checkParent(items: readonly Item[], item: Item, index: number): RuleSetProblem[] {
  if (item.parent === null) return []
  const place = items.findIndex((other) => other.code === item.parent)
  const parent = items[place]
  const path = `/items/${index}/parent`
  if (!parent) return [at(path, 'parent_unknown', item.code)]
  if (isLeaf(parent)) return [at(path, 'parent_not_group', item.code)]
  return place < index ? [] : [at(path, 'parent_after_child', item.code)]
}

function checkGroup(items: readonly Item[], item: Item, path: string): RuleSetProblem[] {
  if (isLeaf(item)) return []
  if (childrenOf(items, item.code).length === 0) return [at(path, 'group_empty', item.code)]
  const sum = maxPointsUnder(items, item)
  if (item.maxPoints === null || item.maxPoints === sum) return []
  return [{ ...at(`${path}/maxPoints`, 'group_sum_differs', item.code), expected: item.maxPoints, found: sum }]
}

function checkLeaf(item: Leaf, path: string): RuleSetProblem[] {
  const barred = item.mandatory && !hasPassLine(item)
  return [
    ...(barred ? [at(`${path}/mandatory`, 'mandatory_without_pass_line', item.code)] : []),
    ...(item.mode === 'points' && item.passFrom !== null && item.passFrom > item.maxPoints
      ? [at(`${path}/passFrom`, 'pass_line_above_maximum', item.code)]
      : []),
    ...(item.mode === 'choice' || item.mode === 'computed' ? checkOptions(item, path) : []),
  ]
}

function checkOptions(item: Extract<Leaf, { mode: 'choice' | 'computed' }>, path: string): RuleSetProblem[] {
  if (item.options.length < (item.mode === 'choice' ? 2 : 1))
    return [at(`${path}/options`, 'options_missing', item.code)]
  const each = item.options.flatMap((option, index) => checkOption(item, option, index, `${path}/options/${index}`))
  return item.mode === 'computed' ? [...each, ...checkBands(item.options, path, item.code)] : each
}

function checkOption(
  item: { code: string; options: readonly Option[] },
  option: Option,
  index: number,
  path: string,
): RuleSetProblem[] {
  const twice = item.options.findIndex((other) => other.code === option.code) < index
  const reversed = option.min !== null && option.max !== null && option.max <= option.min
  return [
    ...(twice ? [at(`${path}/code`, 'option_code_twice', item.code)] : []),
    ...(option.label === '' ? [at(`${path}/label`, 'option_label_empty', item.code)] : []),
    ...(reversed ? [at(`${path}/max`, 'option_band_reversed', item.code)] : []),
  ]
}

/** Every figure falls into exactly one band: from the lowest, open below, to the highest, open above. */
function checkBands(options: readonly Option[], path: string, item: string): RuleSetProblem[] {
  const bands = options.map((option) => ({ from: option.min ?? Number.NEGATIVE_INFINITY, until: option.max }))
  const unbounded = !options.some(({ min }) => min === null) || !options.some(({ max }) => max === null)
  const faults = coverageFaults(bands).filter(({ fault }) => fault !== 'empty')
  return [
    ...(unbounded ? [at(`${path}/options`, 'band_missing', item)] : []),
    ...faults.map(({ fault, index }) =>
      at(`${path}/options/${index}/min`, fault === 'gap' ? 'band_gap' : 'band_overlap', item),
    ),
  ]
}

function maxPointsUnder(items: readonly Item[], item: Item): number {
  return sumPoints(leavesUnder(items, item).map((leaf) => maxPointsOf(leaf) ?? 0))
}

/** The most a whole set can earn; null where nothing in it carries points. */
export function maxPointsOfSet(items: readonly Item[]): number | null {
  const scored = items.flatMap((item) => (isLeaf(item) ? (maxPointsOf(item) ?? []) : []))
  return scored.length === 0 ? null : sumPoints(scored)
}

function checkTotal({ items, totalPoints }: RuleSetContent): RuleSetProblem[] {
  const found = maxPointsOfSet(items) ?? 0
  if (totalPoints === null || totalPoints === found) return []
  return [{ ...at('/totalPoints', 'total_differs'), expected: totalPoints, found }]
}

const thresholdFaults = { gap: 'threshold_gap', overlap: 'threshold_overlap', empty: 'threshold_empty' } as const

function checkThresholds({ items, thresholds }: RuleSetContent): RuleSetProblem[] {
  if (thresholds.length === 0) return []
  const most = maxPointsOfSet(items)
  if (most === null) return [at('/thresholds', 'thresholds_without_points')]
  const ranges = thresholds.map(({ minInclusive, maxExclusive }) => ({ from: minInclusive, until: maxExclusive }))
  const lowest = Math.min(...ranges.map(({ from }) => from))
  const short = !ranges.some(({ until }) => until === null || until > most)
  const named = thresholds.flatMap(({ level, label }, index) => [
    ...(thresholds.findIndex((other) => other.level === level) < index
      ? [at(`/thresholds/${index}/level`, 'threshold_code_twice')]
      : []),
    ...(label === '' ? [at(`/thresholds/${index}/label`, 'threshold_label_empty')] : []),
  ])
  return [
    ...named,
    ...coverageFaults(ranges).map(({ fault, index }) =>
      at(`/thresholds/${index}/minInclusive`, thresholdFaults[fault]),
    ),
    ...(lowest > 0 ? [{ ...at('/thresholds', 'threshold_not_from_zero'), found: lowest }] : []),
    ...(short ? [{ ...at('/thresholds', 'threshold_short_of_total'), expected: most }] : []),
  ]
}
