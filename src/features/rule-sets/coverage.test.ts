import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coverageFaults } from './coverage.ts'

const anyNumber = fc.integer({ min: -20, max: 20 })
const anyRange = fc.record({ from: anyNumber, until: fc.option(anyNumber, { nil: null }) })

describe('ranges that should follow one another', () => {
  it('are clean when each begins where the one before ends, in whatever order they are written', () => {
    const cuts = fc.uniqueArray(anyNumber, { minLength: 1, maxLength: 8 }).map((all) => all.sort((a, b) => a - b))
    fc.assert(
      fc.property(cuts, fc.boolean(), (all, turned) => {
        const ranges = all.map((from, index) => ({ from, until: all[index + 1] ?? null }))
        expect(coverageFaults(turned ? ranges.reverse() : ranges)).toEqual([])
      }),
    )
  })

  it('are clean only when every point between the lowest and the highest lies in exactly one', () => {
    fc.assert(
      fc.property(fc.array(anyRange, { minLength: 1, maxLength: 6 }), (ranges) => {
        const faults = coverageFaults(ranges)
        const lowest = Math.min(...ranges.map(({ from }) => from))
        const highest = Math.max(...ranges.map(({ from, until }) => until ?? Math.max(from + 1, 21)))
        const holding = (point: number) =>
          ranges.filter(({ from, until }) => point >= from && (until === null || point < until)).length
        const points = Array.from({ length: Math.max(0, highest - lowest) }, (_, step) => lowest + step)
        const once = points.every((point) => holding(point) === 1)
        const empty = ranges.some(({ from, until }) => until !== null && until <= from)
        expect(faults.length === 0).toBe(once && !empty)
      }),
    )
  })

  it('name the range before which a gap lies, and the one that lies over another', () => {
    expect(
      coverageFaults([
        { from: 0, until: 50 },
        { from: 60, until: 70 },
        { from: 65, until: null },
      ]),
    ).toEqual([
      { fault: 'gap', index: 1 },
      { fault: 'overlap', index: 2 },
    ])
  })
})
