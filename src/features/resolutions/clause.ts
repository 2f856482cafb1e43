import { type ClauseRules, clauseRules } from './clauseRules.ts'

/** A clause of a cell's resolution: who does what, by which measure, by when, and whom outside the cell it concerns. */
export type Clause = {
  id: string
  /** What is to be done. */
  text: string
  /** Who answers for it: a member of the cell or a body, in words as the resolution names them. */
  owner: string
  /** By what one sees that it is done: "12 hộ", "100% hộ có bảng số nhà". */
  measure: string
  /** The last day, or null while nobody has said one. */
  due: string | null
  /** Bodies outside the cell that the clause concerns; only these receive it. */
  bodyIds: readonly string[]
}

export const findingKinds = [
  'no_text',
  'no_owner',
  'vague_owner',
  'no_day',
  'vague_day_words',
  'day_before_meeting',
  'day_too_far',
  'no_measure',
  'uncountable_measure',
  'empty_verb',
] as const
/** What makes a clause vague; `words` are the ones found, as they stand in the text. */
export type Finding = { kind: (typeof findingKinds)[number]; words?: string }

/** Further than this from the meeting, a day is no deadline of a month's resolution. */
const LONGEST_DAYS = 366

/**
 * What is vague in a clause, while it is being written. It advises and never forbids: the cell decides what it resolves.
 * An empty verb counts only where neither the text nor the measure says how many of what.
 */
export function checkClause(
  clause: Pick<Clause, 'text' | 'owner' | 'measure' | 'due'>,
  meetingDay: string,
  rules: ClauseRules = clauseRules,
): Finding[] {
  const findings: Finding[] = []
  const text = plain(clause.text)
  const countable = isCountable(text, rules) || isCountable(plain(clause.measure), rules)
  if (text === '') findings.push({ kind: 'no_text' })
  const verb = firstOf(rules.emptyVerbs, text)
  if (verb !== null && !countable) findings.push({ kind: 'empty_verb', words: asWritten(clause.text, text, verb) })

  const owner = plain(clause.owner)
  if (owner === '') findings.push({ kind: 'no_owner' })
  else if (rules.vagueOwners.includes(owner)) findings.push({ kind: 'vague_owner', words: clause.owner.trim() })

  if (clause.due === null) findings.push({ kind: 'no_day' })
  else if (clause.due < meetingDay) findings.push({ kind: 'day_before_meeting' })
  else if (daysApart(meetingDay, clause.due) > LONGEST_DAYS) findings.push({ kind: 'day_too_far' })
  const day = firstOf(rules.vagueDays, text)
  if (day !== null) findings.push({ kind: 'vague_day_words', words: asWritten(clause.text, text, day) })

  if (plain(clause.measure) === '') {
    if (!isCountable(text, rules)) findings.push({ kind: 'no_measure' })
  } else if (!countable) findings.push({ kind: 'uncountable_measure' })
  return findings
}

/** A number, or a share, of something on the list: "12 hộ", "100% hộ dân", "420 m", "hai tuyến". */
export function isCountable(text: string, rules: ClauseRules = clauseRules): boolean {
  const words = plain(text)
  const things = [...rules.countables]
    .sort((a, b) => b.length - a.length)
    .map(escaped)
    .join('|')
  return new RegExp(`(?:${NUMBER})\\s*(?:%|(?:${things})(?!\\p{L}))`, 'u').test(words)
}

const NUMBER = '\\d[\\d.,]*|(?<!\\p{L})(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)(?!\\p{L})'
const escaped = (words: string) => words.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

/** Composed, lower case, single spaces, and the tone mark of oa, oe, uy in the new style: `hoà` and `hòa` are one. */
function plain(text: string): string {
  const composed = text.normalize('NFC').toLowerCase().replaceAll(/\s+/gu, ' ').trim()
  return composed.replaceAll(/([òóỏõọ])([ae])(?!\p{L})|([ùúủũụ])(y)(?!\p{L})/gu, (syllable) => {
    const [first = '', second = ''] = syllable.normalize('NFD').split(/(?=[aey]$)/u)
    return (first.slice(0, 1) + second + first.slice(1)).normalize('NFC')
  })
}

/** The phrase found first in the text, whole words only; of two at one place the longer. */
function firstOf(phrases: readonly string[], text: string): string | null {
  let best: { phrase: string; at: number } | null = null
  for (const phrase of phrases.map(plain)) {
    const found = new RegExp(`(?<!\\p{L})${escaped(phrase)}(?!\\p{L})`, 'u').exec(text)
    if (!found) continue
    const earlier =
      best === null || found.index < best.at || (found.index === best.at && phrase.length > best.phrase.length)
    if (earlier) best = { phrase, at: found.index }
  }
  return best?.phrase ?? null
}

/** The words as the writer wrote them, where folding kept their length; else the phrase itself. */
function asWritten(original: string, folded: string, phrase: string): string {
  const composed = original.normalize('NFC').replaceAll(/\s+/gu, ' ').trim()
  if (composed.length !== folded.length) return phrase
  const at = folded.indexOf(phrase)
  return composed.slice(at, at + phrase.length)
}

const daysApart = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
