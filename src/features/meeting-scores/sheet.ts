import type { RuleSetContent, Threshold } from '#features/rule-sets/ruleSet.ts'
import { evaluate, levelOf, type Verdicts, verdictRefusal } from '#features/rule-sets/evaluation.ts'
import { isLeaf, maxPointsOf, sumPoints } from '#features/rule-sets/item.ts'
import type { Verdict } from '#features/rule-sets/ruleSetSchema.ts'
import { attendanceBand, durationBand, type MeetingFacts, type OpenPoints, speakersBand, tasksBand } from './facts.ts'

export type SheetContent = Pick<RuleSetContent, 'code' | 'items' | 'thresholds'>

/** What a row of a sheet asks that the record answers. */
export const rowFacts = [
  'duration',
  'attendance',
  'excused',
  'papers',
  'theme',
  'speakers',
  'tasks',
  'results',
] as const
export type RowFact = (typeof rowFacts)[number]

type Row = { fact: RowFact; options?: Readonly<Record<string, string>> }
type Binding = {
  /** Rows by their code; without options the fact is shown beside the row and judged by hand. */
  rows: Readonly<Record<string, Row>>
  /** The row that applies only with a theme, and the one that may take its points. */
  thematic?: { row: string; regular: string }
}

/** Which rows of which sheets the record answers, as data; a sheet that is not here is judged by hand throughout. */
export const bindings: Readonly<Record<string, Binding>> = {
  // The frame gives a maximum for each row and no steps below it, so nothing is filled in.
  '42-hd-btctw': {
    rows: {
      '1': { fact: 'duration' },
      '2': { fact: 'attendance' },
      '3.2': { fact: 'papers' },
      '6': { fact: 'tasks' },
      '7': { fact: 'results' },
    },
  },
  // Kế hoạch 08-KH/ĐU, 19-9-2025, phường An Phú
  'an-phu-cham-sinh-hoat': {
    rows: {
      '1.1': {
        fact: 'duration',
        options: {
          full: 'du',
          short_15: 'thieu-15',
          short_30: 'thieu-30',
          half: 'mot-nua',
          below_half: 'duoi-mot-nua',
        },
      },
      '2.1': {
        fact: 'attendance',
        options: { from_90: 'tu-90', from_75: 'tu-75', from_65: 'tu-65', below: 'duoi-65' },
      },
      '2.2': { fact: 'excused', options: {} },
      '3.5': { fact: 'papers', options: {} },
      '4.3': { fact: 'theme', options: {} },
      '4.5': {
        fact: 'speakers',
        options: { over_50: 'tren-50', from_40: 'tu-40', from_30: 'tu-30', below: 'duoi-30' },
      },
      '7.1': {
        fact: 'tasks',
        options: {
          from_90: 'tu-90',
          from_80: 'tu-80',
          from_70: 'tu-70',
          from_60: 'tu-60',
          from_50: 'tu-50',
          below: 'duoi-50',
        },
      },
      '8.3': { fact: 'results', options: {} },
    },
    thematic: { row: '4.3', regular: '4.2' },
  },
}

/** Which fact stands beside a row, if any. */
export const factOf = (sheet: string, code: string): RowFact | null => bindings[sheet]?.rows[code]?.fact ?? null

function bandOf(fact: RowFact, facts: MeetingFacts, open: OpenPoints): string | null {
  if (fact === 'duration') return durationBand(facts, open)
  if (fact === 'attendance') return attendanceBand(facts)
  if (fact === 'speakers') return speakersBand(facts, open)
  return fact === 'tasks' ? tasksBand(facts) : null
}

const passed = (is: boolean): Verdict => ({ kind: 'passed', passed: is })

function verdictFor({ fact, options = {} }: Row, facts: MeetingFacts, open: OpenPoints): Verdict | null {
  // More than three running (R11); papers at least one day before, results within two days (R9).
  if (fact === 'excused') return passed(facts.longestExcused <= 3)
  if (fact === 'papers') return facts.papersLead === null ? null : passed(facts.papersLead >= 1)
  if (fact === 'results') return facts.resultsLag === null ? null : passed(facts.resultsLag <= 2)
  if (fact === 'theme') return facts.kind === 'regular' ? { kind: 'not_applicable' } : null
  const option = options[bandOf(fact, facts, open) ?? '']
  return option === undefined ? null : { kind: 'choice', option }
}

/** The rows that the record answers by itself; what a sheet does not take as an answer is left to people. */
export function filledFrom(sheet: SheetContent, facts: MeetingFacts, open: OpenPoints): Record<string, Verdict> {
  const rows = Object.entries(bindings[sheet.code]?.rows ?? {})
  return Object.fromEntries(
    rows.flatMap(([code, row]) => {
      const verdict = row.options === undefined ? null : verdictFor(row, facts, open)
      return verdict === null || verdictRefusal(sheet.items, code, verdict) !== null ? [] : [[code, verdict]]
    }),
  )
}

export type Score = {
  points: number
  of: number
  /** Rows without a verdict, in the order of the sheet. */
  missing: string[]
  /** Known once nothing is missing. */
  level: Threshold | null
}

/**
 * What the verdicts add up to: each row bounded by its maximum, the sum by the level it reaches (R12). What the record
 * answers is taken from it; people judge the rest.
 */
export function scoreOf(sheet: SheetContent, byHand: Verdicts, filled: Verdicts, open: OpenPoints): Score {
  const verdicts = { ...byHand, ...filled }
  const { results, total } = evaluate(sheet, verdicts)
  const missing = sheet.items.filter((item) => isLeaf(item) && results[item.code]?.state === 'missing')
  if (total.state === 'not_applicable')
    return { points: 0, of: 0, missing: missing.map(({ code }) => code), level: null }
  const { points, of } = settleThematic(sheet, verdicts, total, open)
  return {
    points,
    of,
    missing: missing.map(({ code }) => code),
    level: missing.length === 0 ? levelOf(sheet.thresholds, points) : null,
  }
}

function settleThematic(
  sheet: SheetContent,
  verdicts: Verdicts,
  { points, of }: { points: number; of: number },
  open: OpenPoints,
): { points: number; of: number } {
  const thematic = bindings[sheet.code]?.thematic
  if (!thematic || verdicts[thematic.row]?.kind !== 'not_applicable') return { points, of }
  const row = sheet.items.find(({ code }) => code === thematic.row)
  const most = row && isLeaf(row) ? (maxPointsOf(row) ?? 0) : 0
  if (open.thematicPoints === 'scale' && of > 0)
    return { points: sumPoints([(points * (of + most)) / of]), of: of + most }
  if (open.thematicPoints !== 'to_regular') return { points, of }
  const regular = verdicts[thematic.regular]
  const earned = regular?.kind === 'passed' && regular.passed ? most : 0
  return { points: sumPoints([points, earned]), of: sumPoints([of, most]) }
}

/** Codes of levels that figures count by; a sheet with other levels is counted as scored and no more. */
export const levels = ['tot', 'kha', 'trung-binh', 'kem'] as const
export type LevelCode = (typeof levels)[number]
