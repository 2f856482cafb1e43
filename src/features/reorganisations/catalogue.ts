import { covers, type UnitKind } from '#features/units/unit.ts'
import { kindCode } from './drafting.ts'
import type { ListedUnit } from './gazetteer.ts'
import type { PlannedUnit } from './planFile.ts'

export const misplacements = ['no_parent', 'unknown_level', 'no_name', 'code_twice', 'kind_not_in_use'] as const
export type Misplaced = { line: number; unit: ListedUnit; why: (typeof misplacements)[number] }

const ranks = ['province', 'district', 'commune']

/**
 * A list of administrative units put in the order in which they can be entered, from above to below. A row without a
 * place is told with its line in the file and the reason; rows below it have no place either.
 */
export function placeRows(
  units: readonly ListedUnit[],
  kinds: readonly UnitKind[],
  period: { since: string; until: string | null },
  lineOf: readonly number[],
): { planned: PlannedUnit[]; misplaced: Misplaced[] } {
  const placed = new Map<string, PlannedUnit>()
  const misplaced: Misplaced[] = []
  const lines = units.map((unit, at) => ({ unit, line: lineOf[at] ?? at + 2, rank: ranks.indexOf(unit.level) }))
  for (const { unit, line, rank } of lines.toSorted((a, b) => a.rank - b.rank || a.line - b.line)) {
    const parent = unit.parentCode === null ? null : findParent(placed, unit.parentCode, rank)
    const why = wrongWith(unit, rank, parent, placed) ?? outOfUse(kinds, kindCode(unit), period)
    if (why) {
      misplaced.push({ line, unit, why })
      continue
    }
    const id = `${unit.level}/${unit.code}`
    placed.set(id, { id, code: unit.code, name: unit.name, kind: kindCode(unit), parentId: parent?.id ?? null })
  }
  return { planned: [...placed.values()], misplaced: misplaced.toSorted((a, b) => a.line - b.line) }
}

/** The nearest level above that has the code: a commune may stand under a district or right under a province. */
function findParent(placed: ReadonlyMap<string, PlannedUnit>, code: string, rank: number): PlannedUnit | undefined {
  return ranks
    .slice(0, Math.max(rank, 0))
    .toReversed()
    .map((level) => placed.get(`${level}/${code}`))
    .find((unit) => unit !== undefined)
}

function wrongWith(
  unit: ListedUnit,
  rank: number,
  parent: PlannedUnit | null | undefined,
  placed: ReadonlyMap<string, PlannedUnit>,
): Misplaced['why'] | null {
  if (rank === -1) return 'unknown_level'
  if (unit.name === '' || unit.code === '') return 'no_name'
  if (placed.has(`${unit.level}/${unit.code}`)) return 'code_twice'
  return parent === undefined || (parent === null && rank > 0) ? 'no_parent' : null
}

/** A kind that ends while the list would go on holding (a district after 30 June 2025) is no kind for it. */
function outOfUse(
  kinds: readonly UnitKind[],
  code: string,
  { since, until }: { since: string; until: string | null },
): 'kind_not_in_use' | null {
  const kind = kinds.find((one) => one.code === code)
  const ends = kind?.inUse.to ?? null
  const whole = ends === null || (until !== null && until <= ends)
  return kind && covers(kind.inUse, since) && whole ? null : 'kind_not_in_use'
}
