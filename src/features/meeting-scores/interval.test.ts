import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testClaim, wilson } from './interval.ts'

describe('a share of few cases', () => {
  it('is said with the interval that tables give for it', () => {
    // Newcombe, Statistics in Medicine 17 (1998), table I, method 3: the score interval for 81/263, 15/148, 0/20, 1/29.
    const printed = (part: number, whole: number) => {
      const { low = 0, high = 0 } = wilson(part, whole) ?? {}
      return [low.toFixed(4), high.toFixed(4)]
    }
    expect(printed(81, 263)).toEqual(['0.2553', '0.3662'])
    expect(printed(15, 148)).toEqual(['0.0624', '0.1605'])
    expect(printed(0, 20)).toEqual(['0.0000', '0.1611'])
    expect(printed(1, 29)).toEqual(['0.0061', '0.1718'])
    expect(wilson(0, 0)).toBeNull()
  })

  it('lies inside its interval, which lies between nothing and all and mirrors itself', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.nat(5000), (whole, some) => {
        const part = some % (whole + 1)
        const { low, high } = wilson(part, whole) ?? { low: Number.NaN, high: Number.NaN }
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
        expect(low).toBeLessThanOrEqual(part / whole)
        expect(high).toBeGreaterThanOrEqual(part / whole)
        const mirror = wilson(whole - part, whole)
        expect(mirror?.low).toBeCloseTo(1 - high, 10)
      }),
    )
  })

  it('is known better the more was looked at', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(500), (whole, some) => {
        const part = some % (whole + 1)
        const width = (times: number) => {
          const { low, high } = wilson(part * times, whole * times) ?? { low: 0, high: 0 }
          return high - low
        }
        expect(width(4)).toBeLessThan(width(1))
      }),
    )
  })
})

describe('a claim that all is well', () => {
  it('is held against the meetings that inspectors saw', () => {
    expect(testClaim({ good: 98, of: 100 }, { good: 6, of: 12 }).verdict).toBe('above')
    expect(testClaim({ good: 60, of: 100 }, { good: 6, of: 12 }).verdict).toBe('agrees')
    expect(testClaim({ good: 10, of: 100 }, { good: 11, of: 12 }).verdict).toBe('below')
  })

  it('is unknown where nobody looked or nothing was claimed', () => {
    expect(testClaim({ good: 9, of: 9 }, { good: 0, of: 0 })).toEqual({ interval: null, verdict: 'unknown' })
    expect(testClaim({ good: 0, of: 0 }, { good: 3, of: 3 }).verdict).toBe('unknown')
  })
})
