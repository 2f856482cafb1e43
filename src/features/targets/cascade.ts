/** Whether what the units below promise adds up to what the unit above has promised. */

/** A unit of the tree with its promise in cells (null: none), and whether the unit above has agreed to it. */
export type Promise = {
  unitId: string
  parentId: string | null
  cells: number | null
  state: 'registered' | 'agreed' | null
}

/** The promise of one unit beside the sum of those below it. `below` is null where nobody below has promised yet. */
export type Check = {
  unitId: string
  promised: number | null
  below: number | null
  /** Above zero: so many cells are promised above and by nobody below. Below zero: more is promised below. */
  gap: number | null
  /** Units directly below that have promised nothing, nor has any unit under them. */
  silent: string[]
  /** Units directly below whose promise is registered and not yet agreed. */
  awaiting: string[]
}

/** `short`: the sum below does not meet the promise. `more`: it passes it, which is shown and never cut. */
export type Gap = {
  unitId: string
  kind: 'short' | 'more'
  promised: number
  below: number
  by: number
  silent: string[]
}

/** One check for every unit that has units below it, the unit itself before those below it. */
export function checkCascade(promises: readonly Promise[]): Check[] {
  const children = Map.groupBy(promises, ({ parentId }) => parentId)
  const below = (unitId: string) => children.get(unitId) ?? []
  return promises.filter(({ unitId }) => below(unitId).length > 0).map((unit) => checkUnit(unit, below))
}

function checkUnit({ unitId, cells }: Promise, below: (unitId: string) => readonly Promise[]): Check {
  const parts = below(unitId).map((child) => ({ child, cells: reach(child, below) }))
  const given = parts.flatMap((part) => (part.cells === null ? [] : [part.cells]))
  const sum = given.length === 0 ? null : given.reduce((total, one) => total + one, 0)
  return {
    unitId,
    promised: cells,
    below: sum,
    gap: cells === null ? null : cells - (sum ?? 0),
    silent: parts.filter((part) => part.cells === null).map(({ child }) => child.unitId),
    awaiting: parts.filter(({ child }) => child.state === 'registered').map(({ child }) => child.unitId),
  }
}

/** What a unit stands for: its own promise, or, where it has made none, the sum of those below it. */
function reach(unit: Promise, below: (unitId: string) => readonly Promise[]): number | null {
  if (unit.cells !== null) return unit.cells
  const given = below(unit.unitId).flatMap((child) => reach(child, below) ?? [])
  return given.length === 0 ? null : given.reduce((total, one) => total + one, 0)
}

/** Where the promise above and the sum below differ: what is short first, the largest difference first. */
export function gapsOf(checks: readonly Check[]): Gap[] {
  return checks
    .flatMap(({ unitId, promised, below, gap, silent }): Gap[] =>
      promised === null || gap === null || gap === 0
        ? []
        : [{ unitId, kind: gap > 0 ? 'short' : 'more', promised, below: below ?? 0, by: Math.abs(gap), silent }],
    )
    .toSorted((a, b) => Number(a.kind === 'more') - Number(b.kind === 'more') || b.by - a.by)
}
