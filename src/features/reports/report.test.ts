import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatPercent } from '#shared/format.ts'
import { bandOf, projection, tiles } from './outline.ts'
import { addCounts, type Counts, figure, isBehind, linesOf, noCounts, periodOf, steps, trendOf } from './report.ts'

describe('a figure', () => {
  it.each([
    [14, 12, '116,7%'],
    [16, 43, '37,2%'],
    [2, 3, '66,7%'],
    [2, 6, '33,3%'],
    [0, 12, '0,0%'],
  ])('%i of %i is %s', (numerator, over, percent) => {
    expect(figure(numerator, over)).toEqual({ state: 'value', numerator, over, percent })
  })

  it('is missing where nothing was promised, and does not apply where there is nothing to measure', () => {
    expect(figure(2, null)).toEqual({ state: 'missing', numerator: 2, over: null, percent: null })
    expect(figure(2, 0)).toEqual({ state: 'not_applicable', numerator: 2, over: 0, percent: null })
  })

  it('is never cut at 100%, and always is what its two numbers say', () => {
    const whole = fc.integer({ min: 1, max: 100_000 })
    fc.assert(
      fc.property(fc.nat(100_000), whole, (numerator, over) => {
        const shown = figure(numerator, over)
        expect(shown.percent).toBe(formatPercent(numerator, over))
        const value = Number(shown.percent?.replace('%', '').replaceAll('.', '').replace(',', '.'))
        expect(Math.abs(value - (numerator / over) * 100)).toBeLessThanOrEqual(0.05 + 1e-9)
      }),
    )
  })
})

const anyCounts: fc.Arbitrary<Counts> = fc
  .record({
    cells: fc.nat(60),
    ntmShare: fc.nat(100),
    heldShare: fc.nat(100),
    recognisedInYear: fc.nat(30),
    yearTarget: fc.option(fc.nat(30)),
    termTarget: fc.option(fc.nat(30)),
  })
  .map(({ cells, ntmShare, heldShare, ...rest }) => {
    const ntmCells = Math.floor((cells * ntmShare) / 100)
    const held = Math.floor((cells * heldShare) / 100)
    return { cells, ntmCells, held, ntmHeld: Math.min(held, ntmCells), ...rest }
  })

describe('parts and the whole', () => {
  const sum = (parts: readonly Counts[]) => parts.reduce(addCounts, noCounts)

  it('counts add up in any order and any grouping', () => {
    fc.assert(
      fc.property(fc.array(anyCounts), fc.array(anyCounts), (some, others) => {
        expect(addCounts(sum(some), sum(others))).toEqual(sum([...others, ...some]))
      }),
    )
  })

  it('the percentage of the whole is that of the sums, between the least and the greatest of its parts', () => {
    const parts = fc.array(
      anyCounts.filter(({ cells }) => cells > 0),
      { minLength: 1 },
    )
    fc.assert(
      fc.property(parts, (all) => {
        const whole = sum(all)
        const shares = all.map(({ held, cells }) => held / cells)
        const share = whole.held / whole.cells
        expect(share).toBeGreaterThanOrEqual(Math.min(...shares) - 1e-9)
        expect(share).toBeLessThanOrEqual(Math.max(...shares) + 1e-9)
        expect(linesOf(whole, 2022).at(-1)?.percent).toBe(formatPercent(whole.held, whole.cells))
      }),
    )
  })

  it('a percentage is not the average of percentages', () => {
    const small = { ...noCounts, cells: 1, held: 1 }
    const large = { ...noCounts, cells: 9, held: 0 }
    expect(linesOf(addCounts(small, large), 2022).at(-1)).toMatchObject({ numerator: 1, over: 10, percent: '10,0%' })
  })

  it('whoever promised nothing adds nothing, and the sum is missing only when nobody promised', () => {
    const promised = { ...noCounts, yearTarget: 12 }
    expect(addCounts(promised, noCounts).yearTarget).toBe(12)
    expect(addCounts(noCounts, noCounts).yearTarget).toBeNull()
  })
})

describe('the records behind a figure', () => {
  it('are as many as its numerator, or as its denominator where that is cells', () => {
    const anyCell = fc.record({ ntm: fc.boolean(), held: fc.boolean(), recognisedInYear: fc.boolean() })
    fc.assert(
      fc.property(fc.array(anyCell), (cells) => {
        const behind = (kind: Parameters<typeof isBehind>[0]) => cells.filter((cell) => isBehind(kind, cell)).length
        expect(behind('ALL_CELLS')).toBe(cells.length)
        expect(behind('NTM_COMMUNE_CELLS')).toBe(cells.filter(({ ntm }) => ntm).length)
        expect(behind('TERM_RESOLUTION')).toBe(cells.filter(({ held }) => held).length)
        expect(behind('YEAR_REGISTERED')).toBe(cells.filter(({ recognisedInYear }) => recognisedInYear).length)
      }),
    )
  })
})

describe('the trend', () => {
  it('names periods as people do', () => {
    expect(steps.map((step) => periodOf('2022-05-17', step))).toEqual(['2022-05', '2022-Q2', '2022'])
  })

  it('shows empty periods too, and begins with what was there before', () => {
    expect(
      trendOf(['2021-11-20', '2022-02-01', '2022-05-19', '2022-05-20'], '2022-01-01', '2022-09-30', 'quarter'),
    ).toEqual([
      { period: '2022-Q1', recognised: 1, total: 2 },
      { period: '2022-Q2', recognised: 2, total: 4 },
      { period: '2022-Q3', recognised: 0, total: 4 },
    ])
  })

  it('counts every recognition once, whatever the step', () => {
    const day = fc
      .date({ min: new Date('2020-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10))
    fc.assert(
      fc.property(fc.array(day), day, day, fc.constantFrom(...steps), (days, one, other, step) => {
        const [from = '', to = ''] = [one, other].sort()
        const points = trendOf(days, from, to, step)
        const within = days.filter((at) => at >= from && at <= to).length
        expect(points.reduce((sum, { recognised }) => sum + recognised, 0)).toBe(within)
        expect(points.at(-1)?.total).toBe(days.filter((at) => at <= to).length)
        expect(new Set(points.map(({ period }) => period)).size).toBe(points.length)
      }),
    )
  })
})

describe('a map', () => {
  it('without outlines gives every place a tile of its own', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), (count) => {
        const shapes = tiles(count)
        const drawing = projection(shapes, 600, false)
        const middles = shapes.map((shape) => drawing.middle(shape))
        expect(new Set(middles.map(String)).size).toBe(count)
        for (const [x, y] of middles) {
          expect(x).toBeGreaterThan(0)
          expect(x).toBeLessThan(600)
          expect(y).toBeGreaterThan(0)
          expect(y).toBeLessThan(drawing.height)
        }
      }),
    )
  })

  it('colours by bands, and never a place nothing applies to', () => {
    const of = (numerator: number, over: number | null) => bandOf({ numerator, over })
    expect([of(0, 6), of(1, 6), of(3, 6), of(5, 6), of(6, 6), of(7, 6), of(0, 0), of(1, null)]).toEqual([
      'none',
      'begun',
      'half',
      'most',
      'all',
      'all',
      'not_applicable',
      'not_applicable',
    ])
  })
})
