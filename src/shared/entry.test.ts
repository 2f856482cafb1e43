import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readDay, readNumber } from './entry.ts'
import { addDays, formatDate, formatNumber } from './format.ts'

describe('a day as people type it', () => {
  test.each([
    ['10/08/2022', '2022-08-10'],
    ['1/8/2022', '2022-08-01'],
    ['10-8-2022', '2022-08-10'],
    ['10.08.2022', '2022-08-10'],
    ['10082022', '2022-08-10'],
    [' 29/02/2024 ', '2024-02-29'],
  ])('%s is read as %s', (typed, day) => expect(readDay(typed)).toBe(day))

  test.each(['29/02/2023', '31/04/2022', '00/01/2022', '08/13/2022', '10/08/22', '10/08', '2022-08-10', 'hôm nay', ''])(
    '%s is no day',
    (typed) => expect(readDay(typed)).toBeNull(),
  )

  test('reading what was written gives the day back, for every day of two centuries', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 73_000 }), (days) => {
        const day = addDays('1900-01-01', days)
        expect(readDay(formatDate(day))).toBe(day)
      }),
    )
  })
})

describe('a number as people type it', () => {
  test.each([
    ['1.702', 1702],
    ['1702', 1702],
    ['37,2', 37.2],
    ['1.702,5', 1702.5],
    ['-3', -3],
  ])('%s is read as %d', (typed, value) => expect(readNumber(typed)).toBe(value))

  test.each(['1.7', '1,702,5', '12.34.567', 'mười', '', '1e3'])('%s is no number', (typed) =>
    expect(readNumber(typed)).toBeNull(),
  )

  test('reading what was written gives the number back', () => {
    fc.assert(
      fc.property(fc.integer(), (value) => {
        expect(readNumber(formatNumber(value))).toBe(value)
      }),
    )
  })
})
