import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addMonths,
  monthCounts,
  type MonthCounts,
  monthOf,
  nextMonth,
  noMeetings,
  noticesOf,
  quarterOf,
} from './month.ts'

const month = (changes: Partial<MonthCounts>): MonthCounts => ({ ...noMeetings, ...changes })
const anyMonth = fc.record(
  Object.fromEntries(monthCounts.map((count) => [count, fc.nat(500)])) as Record<
    keyof MonthCounts,
    fc.Arbitrary<number>
  >,
)

describe('the month of a cell', () => {
  it('says what is missing only once the month is over', () => {
    expect(noticesOf(noMeetings, false)).toEqual([])
    expect(noticesOf(noMeetings, true)).toEqual(['no_meeting'])
  })

  it('with a thematic meeting alone lacks its regular one (Hướng dẫn 42-HD/BTCTW)', () => {
    expect(noticesOf(month({ meetings: 1, thematic: 1, closed: 1 }), true)).toEqual(['thematic_without_regular'])
    expect(noticesOf(month({ meetings: 1, thematic: 1, regular: 1, inWindow: 1, closed: 1 }), true)).toEqual([])
  })

  it('tells a meeting outside its window and a record that is not closed', () => {
    expect(noticesOf(month({ meetings: 2, regular: 2, inWindow: 1, closed: 1 }), false)).toEqual([
      'outside_window',
      'not_closed',
    ])
  })
})

describe('a quarter', () => {
  it('asks for one thematic meeting by its end, and not before', () => {
    const regular = month({ meetings: 1, regular: 1, inWindow: 1, closed: 1 })
    expect(noticesOf(regular, true, 0)).toEqual(['no_thematic_in_quarter'])
    expect(noticesOf(regular, true, 1)).toEqual([])
    expect(noticesOf(regular, true, null)).toEqual([])
    expect(noticesOf(regular, false, 0)).toEqual([])
  })

  it('begins with its first month and ends with its third', () => {
    expect(quarterOf('2026-09-01')).toEqual({ from: '2026-07-01', isLast: true })
    expect(quarterOf('2026-10-01')).toEqual({ from: '2026-10-01', isLast: false })
    expect(quarterOf('2026-12-01')).toEqual({ from: '2026-10-01', isLast: true })
  })
})

describe('months', () => {
  it('add up in whatever order and grouping', () => {
    fc.assert(
      fc.property(fc.array(anyMonth), fc.array(anyMonth), (one, other) => {
        expect(addMonths([addMonths(one), addMonths(other)])).toEqual(addMonths([...other, ...one]))
      }),
    )
  })

  it('follow one another over the year', () => {
    expect(monthOf('2026-11-25')).toBe('2026-11-01')
    expect(nextMonth('2026-11-01')).toBe('2026-12-01')
    expect(nextMonth('2026-12-01')).toBe('2027-01-01')
  })
})
