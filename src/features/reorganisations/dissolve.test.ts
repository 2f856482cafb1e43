import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Shape } from '#features/reports/outline.ts'
import { dissolve } from './dissolve.ts'

/** A square of a grid, its corners in one direction, as all outlines of one file. */
const square = (x: number, y: number): Shape => ({
  type: 'Polygon',
  coordinates: [
    [
      [x, y],
      [x + 1, y],
      [x + 1, y + 1],
      [x, y + 1],
      [x, y],
    ],
  ],
})
const ringsOf = (shape: Shape): number[][][] =>
  shape.type === 'Polygon' ? shape.coordinates : shape.coordinates.flat()
const areaOf = (shape: Shape): number =>
  ringsOf(shape)
    .flatMap((ring) => ring.slice(1).map((b, at) => [ring[at] ?? b, b]))
    .reduce((sum, [a = [], b = []]) => sum + ((a[0] ?? 0) * (b[1] ?? 0) - (b[0] ?? 0) * (a[1] ?? 0)) / 2, 0)

const someSquares = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })), {
  minLength: 1,
  selector: ([x, y]) => `${x} ${y}`,
})

describe('outlines put together', () => {
  it('lose the border between two neighbours', () => {
    const [ring = [], ...others] = ringsOf(dissolve([square(0, 0), square(1, 0)]))
    expect(others).toEqual([])
    expect(ring).toHaveLength(7)
    expect(ring.at(0)).toEqual(ring.at(-1))
  })

  it('stay apart where they do not meet', () => {
    expect(ringsOf(dissolve([square(0, 0), square(3, 3)]))).toHaveLength(2)
  })

  it('always cover exactly as much as their parts, in closed rings', () => {
    fc.assert(
      fc.property(someSquares, (places) => {
        const whole = dissolve(places.map(([x, y]) => square(x, y)))
        expect(areaOf(whole)).toBeCloseTo(places.length)
        for (const ring of ringsOf(whole)) expect(ring.at(0)).toEqual(ring.at(-1))
      }),
    )
  })
})
