import { formatDate } from '#shared/format.ts'
import type { Language } from '#shared/problem.ts'
import { en, vi } from './messages.ts'
import type { Refusal } from './plan.ts'

const MOST_UNITS = 4
const MOST_REASONS = 3

/** A name by the id; what has no name is called by its id. */
export type NameOf = (unitId: string) => string

/** `Xã A (ngày 01/03/2026): đến ngày đó đơn vị đã kết thúc (28/02/2026 · Xã B). Bỏ thay đổi này, …` */
export function refusalInWords(refusal: Refusal, name: NameOf, language: Language): string {
  const words = language === 'en' ? en : vi
  const { why, unitId, unitIds, on, day } = refusal
  const others = unitIds.slice(0, MOST_UNITS).map(name).join(', ')
  const about =
    others === '' ? [] : [words.refused.about(others, unitIds.length - Math.min(unitIds.length, MOST_UNITS))]
  const told = [...(day === null ? [] : [formatDate(day)]), ...about].join(' · ')
  const reason = words.refusals[why].replace(/\.$/u, told === '' ? '.' : ` (${told}).`)
  const subject = unitId === '' ? sentence(reason) : `${name(unitId)} (${words.refused.on(formatDate(on))}): ${reason}`
  return `${subject} ${words.remedies[why]}`
}

/** The first reasons one after the other, how many more there are, and that nothing has changed. */
export function refusalsInWords(refusals: readonly Refusal[], name: NameOf, language: Language): string {
  const words = (language === 'en' ? en : vi).refused
  const told = refusals.slice(0, MOST_REASONS).map((refusal) => refusalInWords(refusal, name, language))
  const rest = refusals.length - told.length
  return [...told, ...(rest > 0 ? [words.more(rest)] : []), words.nothingChanged].join(' ')
}

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
