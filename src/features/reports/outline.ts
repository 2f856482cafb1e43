/** Shapes of places on a map. */

export type Position = readonly [number, number]
export type Shape =
  | { type: 'Polygon'; coordinates: number[][][] }
  | { type: 'MultiPolygon'; coordinates: number[][][][] }

/**
 * Where no outlines are at hand: equal tiles in the order of the list, row by row. A schematic that shows every place
 * once and says nothing of its size or neighbours.
 */
export function tiles(count: number): Shape[] {
  const across = Math.max(1, Math.ceil(Math.sqrt(count * 1.6)))
  return Array.from({ length: count }, (_, at) => {
    const west = at % across
    const south = -Math.floor(at / across) - 1
    return { type: 'Polygon', coordinates: [square(west, south)] }
  })
}

const GUTTER = 0.04
function square(west: number, south: number): number[][] {
  const [w, e, s, n] = [west + GUTTER, west + 1 - GUTTER, south + GUTTER, south + 1 - GUTTER]
  return [
    [w, s],
    [e, s],
    [e, n],
    [w, n],
    [w, s],
  ]
}

const rings = (shape: Shape): number[][][] => (shape.type === 'Polygon' ? shape.coordinates : shape.coordinates.flat())

/** From degrees (or tiles) to a drawing of a given width, north up; a degree of longitude is shortened by latitude. */
export function projection(shapes: readonly Shape[], width: number, geographic: boolean) {
  const points = shapes.flatMap(rings).flat()
  const xs = points.map(([x = 0]) => x)
  const ys = points.map(([, y = 0]) => y)
  const [west, east, south, north] = [least(xs), greatest(xs), least(ys), greatest(ys)]
  const shorten = geographic ? Math.cos((((south + north) / 2) * Math.PI) / 180) : 1
  const scale = width / Math.max((east - west) * shorten, 1e-9)
  const place = ([x = 0, y = 0]: readonly number[]): Position => [(x - west) * shorten * scale, (north - y) * scale]
  return {
    height: Math.max((north - south) * scale, 1),
    /** The `d` of an SVG path. */
    path: (shape: Shape) =>
      rings(shape)
        .map(
          (ring) =>
            `M${ring
              .map((point) =>
                place(point)
                  .map((n) => n.toFixed(1))
                  .join(' '),
              )
              .join('L')}Z`,
        )
        .join(''),
    /** The middle of the largest ring: where a number is written. */
    middle: (shape: Shape): Position => {
      const [largest = []] = rings(shape).toSorted((a, b) => Math.abs(area(b)) - Math.abs(area(a)))
      return place(centroid(largest))
    },
  }
}

const least = (numbers: readonly number[]) => numbers.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
const greatest = (numbers: readonly number[]) => numbers.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)

function edges(ring: readonly number[][]): { a: readonly number[]; b: readonly number[]; cross: number }[] {
  return ring.slice(1).map((b, at) => {
    const a = ring[at] ?? b
    return { a, b, cross: (a[0] ?? 0) * (b[1] ?? 0) - (b[0] ?? 0) * (a[1] ?? 0) }
  })
}

const area = (ring: readonly number[][]): number => edges(ring).reduce((sum, { cross }) => sum + cross, 0) / 2

function centroid(ring: readonly number[][]): Position {
  const whole = area(ring)
  if (whole === 0) return [ring[0]?.[0] ?? 0, ring[0]?.[1] ?? 0]
  const sum = edges(ring).reduce(
    ([x, y], { a, b, cross }): Position => [
      x + ((a[0] ?? 0) + (b[0] ?? 0)) * cross,
      y + ((a[1] ?? 0) + (b[1] ?? 0)) * cross,
    ],
    [0, 0] as Position,
  )
  return [sum[0] / (6 * whole), sum[1] / (6 * whole)]
}

/** Bands of progress on a map, each with a word, a colour and a pattern: never by colour alone. */
export const bands = ['none', 'begun', 'half', 'most', 'all', 'not_applicable'] as const
export type Band = (typeof bands)[number]

export function bandOf({ numerator, over }: { numerator: number; over: number | null }): Band {
  if (over === null || over === 0) return 'not_applicable'
  if (numerator === 0) return 'none'
  const share = numerator / over
  if (share >= 1) return 'all'
  if (share >= 0.75) return 'most'
  return share >= 0.4 ? 'half' : 'begun'
}
