/** When backups and drills are due, and what is to be told when they are not as they should be. */

const HOUR = 3_600_000
/** A backup is made each night: after two nights without one somebody has to look. */
export const BACKUP_WITHIN_HOURS = 50
/** Each night's backup is tried at once: after a week without a good trial somebody has to look. */
export const DRILL_WITHIN_HOURS = 8 * 24
/** The night's work begins at this hour in Vietnam. */
export const NIGHT_HOUR = 1
/** Backups of so many nights are kept where they are written. */
export const KEPT_NIGHTS = 14

export type Newest = { good: Date | null; failed: boolean }
export const warnings = [
  'off',
  'backup_failed',
  'backup_never',
  'backup_old',
  'drill_failed',
  'drill_never',
  'drill_old',
] as const
export type Warning = (typeof warnings)[number]

/** What is wrong with backups as they are, the worst first; empty when all is as it should be. */
export function warningsOf(
  { on, backup, drill }: { on: boolean; backup: Newest; drill: Newest },
  now: Date,
): Warning[] {
  if (!on) return ['off']
  return [
    ...aboutKind(backup, now, BACKUP_WITHIN_HOURS, ['backup_failed', 'backup_never', 'backup_old']),
    ...aboutKind(drill, now, DRILL_WITHIN_HOURS, ['drill_failed', 'drill_never', 'drill_old']),
  ]
}

function aboutKind(
  { good, failed }: Newest,
  now: Date,
  hours: number,
  [failedWord, neverWord, oldWord]: [Warning, Warning, Warning],
): Warning[] {
  if (failed) return [failedWord]
  if (good === null) return [neverWord]
  return now.getTime() - good.getTime() > hours * HOUR ? [oldWord] : []
}

/** Backups written by the night's work, one a day; any other file of the folder is left alone. */
const NIGHTLY = /^vung-manh-(\d{4}-\d{2}-\d{2})\.vmb$/u
export const nightlyName = (day: string): string => `vung-manh-${day}.vmb`

/** Which files of the folder have had their time: all but the newest nights. */
export function outdated(names: readonly string[]): string[] {
  return names
    .filter((name) => NIGHTLY.test(name))
    .sort()
    .slice(0, -KEPT_NIGHTS)
}

/** Whether tonight's backup is due: by Vietnam's clock, once a day, from the night's hour on. */
export function isDue(names: readonly string[], day: string, hour: number): boolean {
  return hour >= NIGHT_HOUR && !names.includes(nightlyName(day))
}
