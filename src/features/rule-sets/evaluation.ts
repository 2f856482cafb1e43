import { maxPointsOfSet } from './check.ts'
import { type Item, isLeaf, type Leaf, leavesUnder, maxPointsOf, type Option, sumPoints } from './item.ts'
import type { RuleSetContent, Threshold } from './ruleSet.ts'
import type { Verdict } from './ruleSetSchema.ts'

export type { Verdict } from './ruleSetSchema.ts'

/** What verdicts on the items of a set amount to: met, missing, points, level. */

export type Verdicts = Readonly<Record<string, Verdict | undefined>>

export type VerdictRefusal =
  | 'item_unknown'
  | 'item_is_group'
  | 'must_apply'
  | 'wrong_kind'
  | 'above_maximum'
  | 'option_unknown'
  | 'no_band'

const kindOfMode = { pass_fail: 'passed', points: 'points', choice: 'choice', computed: 'figure' } as const

/** Why a verdict cannot be given on an item, or null. `not_applicable` only where the set allows it. */
export function verdictRefusal(items: readonly Item[], code: string, verdict: Verdict): VerdictRefusal | null {
  const item = items.find((one) => one.code === code)
  if (!item) return 'item_unknown'
  if (!isLeaf(item)) return 'item_is_group'
  if (verdict.kind === 'not_applicable') return item.mayNotApply ? null : 'must_apply'
  if (verdict.kind !== kindOfMode[item.mode]) return 'wrong_kind'
  if (verdict.kind === 'points' && item.mode === 'points' && verdict.points > item.maxPoints) return 'above_maximum'
  if (verdict.kind === 'choice' && !optionOf(item, verdict)) return 'option_unknown'
  if (verdict.kind === 'figure' && !optionOf(item, verdict)) return 'no_band'
  return null
}

/** `met` is null where the set draws no line to pass; `points` is null where the item carries none. */
export type Result =
  | { state: 'value'; met: boolean | null; points: number | null }
  | { state: 'missing' }
  | { state: 'not_applicable' }

export type Total =
  | { state: 'value'; points: number; of: number }
  | { state: 'missing'; points: number; of: number }
  | { state: 'not_applicable' }

export type Evaluation = {
  results: Record<string, Result>
  /** Codes of mandatory items judged and not met, in document order. */
  mandatoryFailing: string[]
  /** Codes of mandatory items not judged yet. */
  mandatoryMissing: string[]
  /** Every mandatory item of the set that applies is met; false for a set with none. */
  allMandatoryPassed: boolean
  counts: { met: number; notMet: number; missing: number; notApplicable: number; leaves: number }
  total: Total
  /** Known once no scored item is missing. */
  level: Threshold | null
}

/**
 * Weighs verdicts by a set. A proposal for recognition needs `allMandatoryPassed` ("đạt 5 tiêu chuẩn và 9 điều kiện").
 * Points are summed from the leaves, never from the groups' sums or averages; what does not apply neither earns nor
 * counts. A verdict that the set would refuse weighs as missing.
 */
export function evaluate(content: Pick<RuleSetContent, 'items' | 'thresholds'>, verdicts: Verdicts): Evaluation {
  const { items, thresholds } = content
  const leaves = items.filter(isLeaf)
  const judged = new Map(leaves.map((leaf) => [leaf.code, judge(items, leaf, verdicts[leaf.code])]))
  const resultOf = (leaf: Leaf): Result => judged.get(leaf.code) ?? { state: 'missing' }
  const total = totalOf(leaves, resultOf, maxPointsOfSet(items) !== null)
  const mandatory = leaves.filter((leaf) => leaf.mandatory)
  const mandatoryFailing = mandatory.filter((leaf) => isMet(resultOf(leaf)) === false)
  const mandatoryMissing = mandatory.filter((leaf) => resultOf(leaf).state === 'missing')
  const ofItem = (item: Item) => (isLeaf(item) ? resultOf(item) : groupResult(leavesUnder(items, item), resultOf))
  return {
    results: Object.fromEntries(items.map((item) => [item.code, ofItem(item)])),
    mandatoryFailing: mandatoryFailing.map(({ code }) => code),
    mandatoryMissing: mandatoryMissing.map(({ code }) => code),
    allMandatoryPassed:
      mandatory.some((leaf) => isMet(resultOf(leaf)) === true) && mandatory.every((leaf) => settled(resultOf(leaf))),
    counts: countResults(leaves.map(resultOf)),
    total,
    level: total.state === 'value' ? levelOf(thresholds, total.points) : null,
  }
}

const isMet = (result: Result): boolean | null => (result.state === 'value' ? result.met : null)
const settled = (result: Result): boolean => result.state === 'not_applicable' || isMet(result) === true

function judge(items: readonly Item[], item: Leaf, verdict: Verdict | undefined): Result {
  if (!verdict || verdictRefusal(items, item.code, verdict) !== null) return { state: 'missing' }
  if (verdict.kind === 'not_applicable') return { state: 'not_applicable' }
  if (verdict.kind === 'passed') return value(verdict.passed, pointsForPass(item, verdict.passed))
  if (verdict.kind === 'points') return value(meetsLine(item, verdict.points), verdict.points)
  const option = optionOf(item, verdict)
  if (!option) return { state: 'missing' }
  const drawsLine = maxOptions(item).some(({ passes }) => passes)
  return value(drawsLine ? option.passes : null, maxPointsOf(item) === null ? null : (option.points ?? 0))
}

const value = (met: boolean | null, earned: number | null): Result => ({ state: 'value', met, points: earned })
const maxOptions = (item: Leaf): readonly Option[] => ('options' in item ? item.options : [])

function pointsForPass(item: Leaf, passed: boolean): number | null {
  const most = maxPointsOf(item)
  return most === null ? null : passed ? most : 0
}

function meetsLine(item: Leaf, earned: number): boolean | null {
  return item.mode !== 'points' || item.passFrom === null ? null : earned >= item.passFrom
}

function optionOf(item: Leaf, verdict: Verdict): Option | undefined {
  if (verdict.kind === 'choice') return maxOptions(item).find(({ code }) => code === verdict.option)
  if (verdict.kind !== 'figure') return undefined
  const { figure } = verdict
  return maxOptions(item).find(({ min, max }) => (min === null || figure >= min) && (max === null || figure < max))
}

/** A group is met when every mandatory item in it that applies is; a failing one settles it before the rest is known. */
function groupResult(leaves: readonly Leaf[], resultOf: (leaf: Leaf) => Result): Result {
  const results = leaves.map(resultOf)
  if (results.every(({ state }) => state === 'not_applicable')) return { state: 'not_applicable' }
  const earned = results.flatMap((result) =>
    result.state === 'value' && result.points !== null ? [result.points] : [],
  )
  const summed = leaves.some((leaf) => maxPointsOf(leaf) !== null) ? sumPoints(earned) : null
  const mandatory = leaves.filter((leaf) => leaf.mandatory).map(resultOf)
  if (mandatory.some((result) => isMet(result) === false)) return value(false, summed)
  if (results.some(({ state }) => state === 'missing')) return { state: 'missing' }
  const applying = mandatory.filter(({ state }) => state === 'value')
  return value(applying.length === 0 ? null : true, summed)
}

function totalOf(leaves: readonly Leaf[], resultOf: (leaf: Leaf) => Result, scores: boolean): Total {
  const scored = leaves.filter((leaf) => maxPointsOf(leaf) !== null)
  const applying = scored.filter((leaf) => resultOf(leaf).state !== 'not_applicable')
  if (!scores || applying.length === 0) return { state: 'not_applicable' }
  const results = applying.map(resultOf)
  const earned = results.map((result) => (result.state === 'value' ? (result.points ?? 0) : 0))
  const state = results.some((result) => result.state === 'missing') ? 'missing' : 'value'
  return { state, points: sumPoints(earned), of: sumPoints(applying.map((leaf) => maxPointsOf(leaf) ?? 0)) }
}

export function levelOf(thresholds: readonly Threshold[], earned: number): Threshold | null {
  return (
    thresholds.find(
      ({ minInclusive, maxExclusive }) => earned >= minInclusive && (maxExclusive === null || earned < maxExclusive),
    ) ?? null
  )
}

function countResults(results: readonly Result[]): Evaluation['counts'] {
  const count = (test: (result: Result) => boolean) => results.filter(test).length
  return {
    met: count((result) => isMet(result) === true),
    notMet: count((result) => isMet(result) === false),
    missing: count(({ state }) => state === 'missing'),
    notApplicable: count(({ state }) => state === 'not_applicable'),
    leaves: results.length,
  }
}
