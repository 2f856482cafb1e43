import { evaluate, type Verdict, verdictRefusal } from '#features/rule-sets/evaluation.ts'
import { type Leaf, sourceUnits } from '#features/rule-sets/item.ts'
import type { Tone } from '#platform/web/StateChip.tsx'
import { formatNumber } from '#shared/format.ts'
import type { vi } from '../screenMessages.ts'

type Words = typeof vi

/** Whether a verdict meets its item; null where the set draws no line, or it does not apply. */
export function metBy(item: Leaf, verdict: Verdict): boolean | null {
  const result = evaluate({ items: [{ ...item, parent: null }], thresholds: [] }, { [item.code]: verdict }).results[
    item.code
  ]
  return result?.state === 'value' ? result.met : null
}

export function toneOf(item: Leaf, verdict: Verdict): Tone {
  const met = metBy(item, verdict)
  return met === null ? 'slate' : met ? 'met' : 'warn'
}

/** A verdict in a word or two: `Đạt`, `8/10 điểm`, the option's own words. */
export function verdictText(item: Leaf, verdict: Verdict, m: Words): string {
  switch (verdict.kind) {
    case 'passed':
      return verdict.passed ? m.met : m.notMet
    case 'not_applicable':
      return m.notApplicable
    case 'points':
      return m.points(formatNumber(verdict.points), formatNumber(item.mode === 'points' ? item.maxPoints : 0))
    case 'choice':
      return 'options' in item
        ? (item.options.find(({ code }) => code === verdict.option)?.label ?? verdict.option)
        : ''
    case 'figure':
      return m.figure[item.mode === 'computed' ? sourceUnits[item.source] : 'percent'](formatNumber(verdict.figure))
  }
}

/** Why a verdict cannot be given, in words; the server would say the same. */
export function refusalText(item: Leaf, verdict: Verdict, m: Words): string | undefined {
  const refusal = verdictRefusal([item], item.code, verdict)
  return refusal === null ? undefined : m.refusal[refusal]
}

/** The name of an item; its code where the wording still waits for the document. */
export const nameOf = (item: { code: string; label: string }, m: Words): string =>
  item.label === '' ? m.unnamed(item.code) : item.label
