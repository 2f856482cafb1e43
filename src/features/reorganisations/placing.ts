import { kindOf, type UnitKind } from '#features/units/unit.ts'
import { levels } from '#shared/permission.ts'
import type { Refusal } from './plan.ts'
import { standsOn, type Tree, versionsOf } from './tree.ts'

/** Only a province stands under nothing, and whatever stands under another stands under a higher level. */
export function placedWrong(
  before: Tree,
  after: Tree,
  changed: ReadonlySet<string>,
  kinds: readonly UnitKind[],
): Refusal[] {
  const rank = (kind: string | undefined) => levels.findIndex((level) => level === kindOf(kinds, kind ?? '')?.level)
  return [...changed].flatMap((unitId): Refusal[] => {
    const known = new Set(versionsOf(before, unitId).map(({ from }) => from))
    const wrong = versionsOf(after, unitId).filter((version) => !known.has(version.from))
    return wrong.flatMap(({ kind, parentId, from }): Refusal[] => {
      const refusal = { unitId, on: from, operation: null, day: null }
      if (parentId === null) return rank(kind) > 0 ? [{ ...refusal, why: 'gap', unitIds: [] }] : []
      const above = standsOn(after, parentId, from)
      return above && rank(above.kind) >= rank(kind) ? [{ ...refusal, why: 'parent_lower', unitIds: [parentId] }] : []
    })
  })
}
