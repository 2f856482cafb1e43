import type { Leaf } from '#features/rule-sets/item.ts'
import type { Verdict } from '#features/rule-sets/ruleSetSchema.ts'
import { formatNumber } from '#shared/format.ts'
import type { Words } from '../messages.ts'

/** What can be answered on a row, as a list to choose from. */
export function answersTo(item: Leaf, m: Words): { value: string; label: string }[] {
  const none = item.mayNotApply ? [{ value: 'none', label: m.notApplicable }] : []
  if (item.mode === 'pass_fail') return [{ value: 'yes', label: m.passed }, { value: 'no', label: m.failed }, ...none]
  if (item.mode !== 'choice') return none
  return [
    ...item.options.map(({ code, label, points }) => ({ value: `=${code}`, label: withPoints(label, points) })),
    ...none,
  ]
}

const withPoints = (label: string, points: number | null) =>
  points === null ? label : `${label}: ${formatNumber(points)}`

export function choiceOf(verdict: Verdict | undefined): string {
  if (verdict?.kind === 'passed') return verdict.passed ? 'yes' : 'no'
  if (verdict?.kind === 'choice') return `=${verdict.option}`
  return verdict?.kind === 'not_applicable' ? 'none' : ''
}

export function verdictOf(item: Leaf, answer: string): Verdict {
  if (answer === 'none') return { kind: 'not_applicable' }
  return item.mode === 'choice'
    ? { kind: 'choice', option: answer.slice(1) }
    : { kind: 'passed', passed: answer === 'yes' }
}

/** A verdict in words: `Đạt`, `Từ 90%: 4`, `3,5`. */
export function verdictWords(item: Leaf, verdict: Verdict | undefined, m: Words): string {
  if (!verdict) return '—'
  if (verdict.kind === 'points') return formatNumber(verdict.points)
  if (verdict.kind === 'passed') return verdict.passed ? m.passed : m.failed
  return answersTo(item, m).find(({ value }) => value === choiceOf(verdict))?.label ?? m.notApplicable
}
