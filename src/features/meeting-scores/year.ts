import { type LevelCode, levels } from './sheet.ts'

/** What the meetings of a year come to, by a rule that is data: no source names one for all. */
export const yearRules = ['share_good', 'lowest', 'mean_points'] as const
export type YearRule = (typeof yearRules)[number]

/** Above this share of meetings "tốt" the year's meetings are "tốt": "trên 90%" (xã Mỹ Thạnh, năm 2021). */
const GOOD_SHARE = 90

export type YearMeeting = { month: string; points: number | null; level: LevelCode | null }
export type YearResult =
  | { state: 'not_applicable' }
  | { state: 'missing'; months: string[] }
  | { state: 'value'; good: number; of: number; points: number | null; level: LevelCode | null }

/**
 * Of the meetings of a year whose level is settled. `share_good`: more than 90 in 100 are "tốt", else the year is no more
 * than "khá"; `lowest`: the lowest level of the year; `mean_points`: the mean of the points, by the sheet's own thresholds.
 */
export function yearOf(
  meetings: readonly YearMeeting[],
  rule: YearRule,
  levelOfPoints: (points: number) => LevelCode | null,
): YearResult {
  if (meetings.length === 0) return { state: 'not_applicable' }
  const open = meetings.filter(({ level }) => level === null)
  if (open.length > 0) return { state: 'missing', months: open.map(({ month }) => month) }
  const good = meetings.filter(({ level }) => level === 'tot').length
  const scored = meetings.flatMap(({ points }) => (points === null ? [] : [points]))
  const points =
    scored.length === meetings.length
      ? Math.round((scored.reduce((sum, one) => sum + one, 0) / scored.length) * 100) / 100
      : null
  const lowest = meetings.reduce((at, { level }) => Math.max(at, levels.indexOf(level ?? 'tot')), 0)
  const value = { state: 'value' as const, good, of: meetings.length, points }
  if (rule === 'lowest') return { ...value, level: levels[lowest] ?? null }
  if (rule === 'mean_points') return { ...value, level: points === null ? null : levelOfPoints(points) }
  if (good * 100 > GOOD_SHARE * meetings.length) return { ...value, level: 'tot' }
  return { ...value, level: levels[Math.max(1, lowest)] ?? null }
}
