import { describe, expect, it } from 'vitest'
import { blankPlan } from './blankPlan.ts'
import { bindPlan } from './binding.ts'
import type { Operation } from './plan.ts'
import type { PlanFile, PlannedUnit } from './planFile.ts'
import type { PlaceVersion, Tree } from './tree.ts'

const effective = '2025-07-01'
const always = { from: '2020-01-01', to: null }
const version = (name: string, kind: string, parentId: string | null): PlaceVersion => ({
  name,
  kind,
  parentId,
  ...always,
})
const treeOf = (versions: Record<string, PlaceVersion>): Tree => ({
  versions: new Map(Object.entries(versions).map(([id, one]) => [id, [one]])),
  links: [],
})
const planned = (id: string, name: string, kind: string, parentId: string | null): PlannedUnit => ({
  id,
  code: id,
  name,
  kind,
  parentId,
})
const file = (before: PlannedUnit[], operations: Operation[] = []): PlanFile => ({
  ...blankPlan,
  effective,
  before,
  operations,
})
const bind = (plan: PlanFile, tree: Tree) => bindPlan(plan, tree, '2025-01-01', (key) => `made ${key}`)
const ended = (unitIds: string[]): Operation => ({
  do: 'merge',
  unitIds,
  intoId: 'tỉnh',
  on: effective,
  decision: null,
})

/** Thị xã Bình Minh has both communes; so the list of the General Statistics Office says. */
const province = planned('p', 'Tỉnh Vĩnh Long', 'province', null)
const thanh = planned('29818', 'Xã Đông Thành', 'commune', 'p')
const thanhWithTone = planned('29809', 'Xã Đông Thạnh', 'commune', 'p')
const both = {
  tỉnh: version('Tỉnh Vĩnh Long', 'province', null),
  thành: version('Xã Đông Thành', 'commune', 'tỉnh'),
  thạnh: version('Xã Đông Thạnh', 'commune', 'tỉnh'),
}

describe('a plan meets an organisation', () => {
  it('knows two communes again whose names differ only by a tone, and enters neither twice', () => {
    const bound = bind(file([province, thanhWithTone, thanh], [ended(['29809']), ended(['29818'])]), treeOf(both))
    expect([...bound.entered]).toEqual([])
    expect(bound.operations).toMatchObject([{ unitIds: ['thạnh'] }, { unitIds: ['thành'] }])
  })

  it('takes none for the other when the organisation lacks one of them', () => {
    const { tỉnh, thành } = both
    const bound = bind(
      file([province, thanhWithTone, thanh], [ended(['29809']), ended(['29818'])]),
      treeOf({ tỉnh, thành }),
    )
    expect([...bound.entered]).toEqual(['made 29809/Xã Đông Thạnh'])
    expect(bound.operations).toMatchObject([{ unitIds: ['made 29809/Xã Đông Thạnh'] }, { unitIds: ['thành'] }])
  })

  it('knows one again that is written differently, when nothing else is meant by that name', () => {
    const { tỉnh } = both
    const tree = treeOf({ tỉnh, sơn: version('Xã Quới Sơn', 'commune', 'tỉnh') })
    const bound = bind(file([province, planned('28822', 'Xã Qưới Sơn', 'commune', 'p')], [ended(['28822'])]), tree)
    expect(bound.operations).toMatchObject([{ unitIds: ['sơn'] }])
  })

  it('leaves a new commune that is there already, and makes the other of nearly its name', () => {
    const create = (unitId: string, name: string): Operation => ({
      do: 'create',
      unitId,
      name,
      kind: 'commune',
      parentId: 'p',
      on: effective,
      decision: null,
    })
    const { tỉnh } = both
    const tree = treeOf({ tỉnh, mới: { ...version('Xã Tân Thành', 'commune', 'tỉnh'), from: effective } })
    const bound = bind(file([province], [create('a', 'Xã Tân Thạnh'), create('b', 'Xã Tân Thành')]), tree)
    expect(bound.already).toBe(1)
    expect(bound.operations).toMatchObject([{ do: 'create', name: 'Xã Tân Thạnh' }])
    expect(bound.operations).not.toMatchObject([{ unitId: 'mới' }])
  })
})
