import fc from 'fast-check'
import { applyPlan, type Surroundings } from '#features/reorganisations/applying.ts'
import type { Operation } from '#features/reorganisations/plan.ts'
import { chainOn, type PlaceVersion, type Tree } from '#features/reorganisations/tree.ts'
import type { UnitKind } from '#features/units/unit.ts'

/** Small organisations, and histories of reorganisations of them. */

const kind = (code: string, level: UnitKind['level'], to: string | null = null): UnitKind => ({
  code,
  level,
  label: { vi: code, en: code },
  committee: code,
  inUse: { from: '1930-01-01', to },
})
export const around: Surroundings = {
  kinds: [
    kind('province', 'province'),
    kind('district', 'district', '2025-07-01'),
    kind('commune', 'commune'),
    kind('ward', 'commune'),
    kind('cell', 'cell'),
  ],
  lastFacts: new Map(),
}
const BEGIN = '2000-01-01'
export const open = (kindCode: string, parentId: string | null, name = kindCode): PlaceVersion[] => [
  { name, kind: kindCode, parentId, from: BEGIN, to: null },
]
/** A province, two districts, communes `c0…`, and two cells in each. */
export function organisation(communes: number): Tree {
  const versions = new Map<string, PlaceVersion[]>([
    ['p', open('province', null)],
    ['d0', open('district', 'p')],
    ['d1', open('district', 'p')],
  ])
  for (let at = 0; at < communes; at += 1) {
    versions.set(`c${at}`, open('commune', `d${at % 2}`))
    versions.set(`c${at}x`, open('cell', `c${at}`))
    versions.set(`c${at}y`, open('cell', `c${at}`))
  }
  return { versions, links: [] }
}

export function applied(tree: Tree, operations: Operation[]): Tree {
  const result = applyPlan(tree, operations, around)
  if ('refusals' in result) throw new Error(JSON.stringify(result.refusals))
  return result.tree
}
export const days = ['2025-07-01', '2026-01-01', '2026-07-01', '2027-01-01', '2027-07-01']
export const dayAfter = '2028-01-01'
export const sampled = ['2000-01-01', '2020-02-02', '2025-06-30', ...days, dayAfter]
const pick = fc.nat({ max: 30 })
/** A history: on each day one change of some of the units that stand then. */
export const histories = fc.array(
  fc.tuple(fc.constantFrom('merge', 'split', 'move', 'rename', 'reopen', 'extract'), pick, pick),
  {
    maxLength: days.length,
  },
)

export function changeOf(tree: Tree, [what, a, b]: [string, number, number], day: string, at: number): Operation[] {
  const stands = [...tree.versions.keys()].filter((id) => chainOn(tree, id, day, 'then').length > 0)
  const communes = stands.filter((id) => /^[cn]\d+$/u.test(id))
  const gone = [...tree.versions.keys()].filter((id) => /^[cn]\d+$/u.test(id) && !stands.includes(id))
  const one = communes[a % communes.length] ?? 'c0'
  const other = communes[b % communes.length] ?? 'c0'
  const below = stands.filter((id) => chainOn(tree, id, day, 'then')[1] === one)
  const common = { on: day, decision: null }
  const create = (unitId: string): Operation => ({
    ...common,
    do: 'create',
    unitId,
    name: unitId,
    kind: 'commune',
    parentId: 'd0',
  })
  if (what === 'merge')
    return [create(`n${at}`), { ...common, do: 'merge', unitIds: [...new Set([one, other])], intoId: `n${at}` }]
  if (what === 'split') {
    const intoIds = [`n${at}`, `n${at}0`]
    const placement = Object.fromEntries(below.map((id, place) => [id, intoIds[(place + b) % 2] ?? '']))
    return [
      ...intoIds.map(create),
      { ...common, do: 'split', unitId: one, intoIds, mainId: intoIds[b % 2] ?? '', placement },
    ]
  }
  if (what === 'move') return [{ ...common, do: 'move', unitId: one, parentId: `d${b % 2}` }]
  if (what === 'extract')
    return one === other ? [] : [{ ...common, do: 'extract', unitId: one, intoId: other, placement: below.slice(0, 1) }]
  const back = gone[a % gone.length]
  if (what === 'reopen') return back === undefined ? [] : [{ ...common, do: 'reopen', unitId: back, parentId: 'd1' }]
  return [{ ...common, do: 'rename', unitId: one, name: `tên ${b}` }]
}

/** Every tree on the way, the first one too. */
export function unfold(changes: [string, number, number][]): Tree[] {
  return changes.reduce<Tree[]>(
    (trees, drawn, at) => {
      const last = trees.at(-1) ?? organisation(4)
      return [...trees, applied(last, changeOf(last, drawn, days[at] ?? dayAfter, at))]
    },
    [organisation(4)],
  )
}
