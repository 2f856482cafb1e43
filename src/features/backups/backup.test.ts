import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isDue, KEPT_NIGHTS, nightlyName, outdated, warningsOf } from './backup.ts'

const now = new Date('2026-11-25T03:00:00+07:00')
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
const well = (hours: number) => ({ good: ago(hours), failed: false })

describe('somebody has to look', () => {
  it.each([
    ['at nothing when last night’s backup was made and tried', true, well(2), well(2), []],
    ['when backups are not set up', false, well(2), well(2), ['off']],
    ['when none was ever made', true, { good: null, failed: false }, well(2), ['backup_never']],
    [
      'when the newest failed, though an earlier one is there',
      true,
      { good: ago(26), failed: true },
      well(26),
      ['backup_failed'],
    ],
    ['when two nights went by', true, well(51), well(51), ['backup_old']],
    ['when the newest drill failed', true, well(2), { good: ago(26), failed: true }, ['drill_failed']],
    ['when no drill went well for over a week', true, well(2), well(200), ['drill_old']],
  ] as const)('%s', (_when, on, backup, drill, expected) => {
    expect(warningsOf({ on, backup, drill }, now)).toEqual(expected)
  })
})

describe('tonight’s backup', () => {
  it('is due once a day, from one o’clock on', () => {
    expect(isDue([], '2026-11-25', 0)).toBe(false)
    expect(isDue([nightlyName('2026-11-24')], '2026-11-25', 1)).toBe(true)
    expect(isDue([nightlyName('2026-11-25')], '2026-11-25', 23)).toBe(false)
  })

  it('takes away the oldest of its kind only, and never one of the newest nights', () => {
    const day = fc.date({ min: new Date('2026-01-01'), max: new Date('2028-12-31'), noInvalidDate: true })
    const names = fc.uniqueArray(day.map((date) => nightlyName(date.toISOString().slice(0, 10))))
    fc.assert(
      fc.property(names, (nights) => {
        const others = ['before-upgrade.vmb', 'vung-manh-2026-01-01.vmb.part', 'notes.txt']
        const gone = outdated([...others, ...nights])
        const kept = nights.filter((name) => !gone.includes(name)).sort()
        expect(gone.filter((name) => others.includes(name))).toEqual([])
        expect(kept).toHaveLength(Math.min(nights.length, KEPT_NIGHTS))
        expect(gone.filter((name) => name >= String(kept[0]))).toEqual([])
      }),
    )
  })
})
