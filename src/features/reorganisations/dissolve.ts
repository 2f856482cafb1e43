import type { Shape } from '#features/reports/outline.ts'

type Point = readonly number[]
const keyOf = ([x = 0, y = 0]: Point): string => `${x} ${y}`

/**
 * Several outlines as one, without the borders between them. Neighbours from one file run along a common border in
 * opposite directions, point by point: such pairs cancel out. Outlines that do not meet so stay side by side.
 */
export function dissolve(shapes: readonly Shape[]): Shape {
  const rings = shapes.flatMap((shape) => (shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates)).flat()
  const next = new Map<string, { to: string; point: Point }[]>()
  const edges = new Set<string>()
  for (const ring of rings)
    for (const [at, point] of ring.slice(1).entries()) edges.add(`${keyOf(ring[at] ?? point)}>${keyOf(point)}`)
  for (const ring of rings)
    for (const [at, point] of ring.slice(1).entries()) {
      const from = keyOf(ring[at] ?? point)
      if (edges.has(`${keyOf(point)}>${from}`)) continue
      const known = next.get(from)
      if (known) known.push({ to: keyOf(point), point })
      else next.set(from, [{ to: keyOf(point), point }])
    }
  return asShape(closedRings(next))
}

function closedRings(next: Map<string, { to: string; point: Point }[]>): number[][][] {
  const found: number[][][] = []
  for (const [start, ways] of next)
    while (ways.length > 0) {
      const ring: number[][] = []
      for (let step = ways.pop(); step; step = step.to === start ? undefined : next.get(step.to)?.pop())
        ring.push([...step.point])
      const [first] = ring
      const last = ring.at(-1)
      if (ring.length > 2 && first && last) found.push([last, ...ring])
    }
  return found
}

/** Each ring as a part of its own: filled by even-odd, a ring within another is a hole. */
const asShape = (rings: number[][][]): Shape => ({ type: 'MultiPolygon', coordinates: rings.map((ring) => [ring]) })
