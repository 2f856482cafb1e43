import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Mark, marks } from '#features/meetings/mark.ts'
import { attendedOf } from './attendance.ts'

const newestFirst = (...said: (Mark | null)[]) =>
  said.map((mark, at) => ({ heldOn: `2026-${String(11 - at).padStart(2, '0')}-12`, mark }))

describe('the attendance of a member', () => {
  it('counts the meetings of the year they were invited to, exemptions apart', () => {
    const year = newestFirst('present', 'excused', 'exempt', 'absent', 'present', null)
    expect(attendedOf(year, '2026-01-01')).toMatchObject({ present: 2, excused: 1, absent: 1, invited: 4 })
    expect(attendedOf(year, '2026-09-01')).toMatchObject({ present: 1, excused: 1, invited: 2 })
  })

  it('is pointed out at three absences running, with a reason or without', () => {
    expect(attendedOf(newestFirst('absent', 'excused', 'present'), '2026-01-01')).toMatchObject({
      running: 2,
      flagged: false,
    })
    expect(attendedOf(newestFirst('absent', 'excused', 'excused', 'present'), '2026-01-01')).toMatchObject({
      running: 3,
      flagged: true,
    })
    expect(attendedOf(newestFirst('present', 'absent', 'absent', 'absent'), '2026-01-01').flagged).toBe(false)
  })

  it('is not interrupted by a meeting they were exempt from or nobody marked', () => {
    expect(
      attendedOf(newestFirst('absent', 'exempt', 'excused', null, 'absent', 'present'), '2026-01-01'),
    ).toMatchObject({ running: 3, flagged: true })
  })

  it('never runs longer than the absences there are, and is nothing once present', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.constantFrom(...marks)), { maxLength: 30 }), (said) => {
        const all = said.map((mark) => ({ heldOn: '2026-05-12', mark }))
        const { running, absent, excused } = attendedOf(all, '2026-01-01')
        expect(running).toBeLessThanOrEqual(absent + excused)
        expect(attendedOf([{ heldOn: '2026-06-12', mark: 'present' }, ...all], '2026-01-01').running).toBe(0)
      }),
    )
  })
})
