import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  applied,
  around,
  dayAfter,
  days,
  histories,
  open,
  organisation,
  sampled,
  unfold,
} from '#tests/generatedHistories.ts'
import { applyPlan, choicesOf, type Surroundings } from './applying.ts'
import type { Operation } from './plan.ts'
import { chainOn, flawsOf, type Tree } from './tree.ts'

const on = '2025-07-01'
const paper = { on, decision: null }
const create = { do: 'create', kind: 'commune', ...paper } as const
const newCommune = (unitId: string, parentId = 'p') => ({ ...create, unitId, name: unitId, parentId })
const merge = (unitIds: string[], intoId: string): Operation => ({ do: 'merge', unitIds, intoId, ...paper })

const refused = (tree: Tree, operations: Operation[], with_: Surroundings = around) => {
  const result = applyPlan(tree, operations, with_)
  return 'refusals' in result ? result.refusals.map(({ why, unitId }) => `${why} ${unitId}`) : []
}

describe('a plan laid over the organisation', () => {
  it('abolishes a level: communes merge, cells go along, districts end after them', () => {
    const tree = applied(organisation(4), [
      { do: 'abolish', unitId: 'd0', successorId: 'p', ...paper },
      { do: 'abolish', unitId: 'd1', successorId: 'p', ...paper },
      newCommune('n'),
      newCommune('m'),
      merge(['c0', 'c1'], 'n'),
      merge(['c2', 'c3'], 'm'),
    ])
    expect(chainOn(tree, 'c0x', '2025-06-30', 'then')).toEqual(['c0x', 'c0', 'd0', 'p'])
    expect(chainOn(tree, 'c0x', on, 'then')).toEqual(['c0x', 'n', 'p'])
    expect(chainOn(tree, 'c0', on, 'then')).toEqual([])
    expect(chainOn(tree, 'c0', on, 'now')).toEqual(['c0', 'n', 'p'])
    expect(chainOn(tree, 'd1', on, 'now')).toEqual(['d1', 'p'])
  })

  it('asks for the place of each cell of a split commune, and takes no plan without it', () => {
    const split: Operation = { do: 'split', unitId: 'c0', intoIds: ['n', 'm'], mainId: 'm', placement: {}, ...paper }
    const plan = [newCommune('n', 'd0'), newCommune('m', 'd0'), split]
    expect(choicesOf(organisation(2), plan)).toEqual([
      { unitId: 'c0', intoIds: ['n', 'm'], undecided: ['c0x', 'c0y'], decided: [] },
    ])
    expect(refused(organisation(2), plan)).toEqual(['choice_missing c0'])
    const chosen = { ...split, placement: { c0x: 'n', c0y: 'm' } }
    const tree = applied(organisation(2), [newCommune('n', 'd0'), newCommune('m', 'd0'), chosen])
    expect(chainOn(tree, 'c0x', on, 'now')[1]).toBe('n')
    expect(chainOn(tree, 'c0', on, 'now')[1]).toBe('m')
  })

  it('renames, changes kind and moves one unit on one day as one change', () => {
    const tree = applied(organisation(2), [
      { do: 'rename', unitId: 'c0', name: 'Tên mới', ...paper },
      { do: 'change_kind', unitId: 'c0', kind: 'ward', ...paper },
      { do: 'move', unitId: 'c0', parentId: 'd1', ...paper },
    ])
    expect(tree.versions.get('c0')).toEqual([
      { ...open('commune', 'd0')[0], to: on },
      { name: 'Tên mới', kind: 'ward', parentId: 'd1', from: on, to: null },
    ])
  })

  it('lets a part leave and the rest stay', () => {
    const tree = applied(organisation(2), [{ do: 'extract', unitId: 'c0', intoId: 'c1', placement: ['c0x'], ...paper }])
    expect(chainOn(tree, 'c0x', on, 'then')[1]).toBe('c1')
    expect(chainOn(tree, 'c0y', on, 'then')[1]).toBe('c0')
  })

  it('opens again what had ended, and then counts it as itself', () => {
    const merged = applied(organisation(2), [merge(['c0'], 'c1')])
    const later = { on: '2026-01-01', decision: null }
    const again = applied(merged, [{ do: 'reopen', unitId: 'c0', parentId: 'd0', ...later }])
    expect(chainOn(again, 'c0', '2025-12-31', 'now')).toEqual(['c0', 'c1', 'd1', 'p'])
    expect(chainOn(again, 'c0', '2026-01-01', 'now')).toEqual(['c0', 'd0', 'p'])
  })

  it.each<[string, Operation[]]>([
    ['circle d0', [{ do: 'move', unitId: 'd0', parentId: 'c0', ...paper }]],
    ['ended_twice c0', [merge(['c0'], 'c1'), merge(['c0'], 'c2')]],
    ['left_below d0', [{ do: 'abolish', unitId: 'd0', successorId: 'p', ...paper }]],
    ['not_in_force c9', [merge(['c9'], 'c1')]],
    ['target_not_in_force c0', [merge(['c0'], 'n')]],
    ['into_itself c0', [merge(['c0'], 'c0')]],
    ['exists_already c0', [newCommune('c0')]],
    ['kind_not_in_use x', [{ ...newCommune('x'), kind: 'district' }]],
    ['other_level c0', [{ do: 'change_kind', unitId: 'c0', kind: 'cell', ...paper }]],
    ['in_force_already c0', [{ do: 'reopen', unitId: 'c0', parentId: 'd0', ...paper }]],
    ['never_existed z', [{ do: 'reopen', unitId: 'z', parentId: 'd0', ...paper }]],
    ['parent_not_in_force c0', [{ do: 'move', unitId: 'c0', parentId: 'z', ...paper }]],
    ['not_below c0', [{ do: 'extract', unitId: 'c0', intoId: 'c1', placement: ['c1x'], ...paper }]],
    ['not_yet_there p', [{ do: 'rename', unitId: 'p', name: 'P', on: '1999-01-01', decision: null }]],
  ])('is refused as a whole: %s', (why, operations) => {
    expect(refused(organisation(4), operations)).toEqual([why])
  })

  it('is refused where facts are recorded on or after the day a unit is to end', () => {
    const facts = { ...around, lastFacts: new Map([['c0', '2025-07-01']]) }
    expect(refused(organisation(2), [merge(['c0'], 'c1')], facts)).toEqual(['facts_after c0'])
  })

  it('is refused the second time it is laid over the same tree', () => {
    const plan = [newCommune('n', 'd0'), merge(['c0'], 'n')]
    expect(refused(applied(organisation(2), plan), plan)).toEqual(['exists_already n', 'ended_before c0'])
  })
})

/** What a report counts: for each unit, its facts of that day (one a unit) under each unit above it. */
function totals(
  tree: Tree,
  day: string,
  basis: 'then' | 'now',
  units = [...tree.versions.keys()],
): Map<string, number> {
  const sums = new Map<string, number>()
  for (const id of units) for (const above of chainOn(tree, id, day, basis)) sums.set(above, (sums.get(above) ?? 0) + 1)
  return sums
}

describe('a generated history', () => {
  it('never has a unit twice at a time, a circle, or a day of a unit without its parent', () => {
    const sound = (tree: Tree) => flawsOf(tree).length === 0
    fc.assert(fc.property(histories, (changes) => unfold(changes).every(sound)))
  })

  it('has for every cell exactly one parent on every day of its life', () => {
    fc.assert(
      fc.property(histories, fc.constantFrom(...sampled), (changes, day) => {
        const tree = unfold(changes).at(-1) ?? organisation(4)
        for (const [id, versions] of tree.versions) {
          if (!/[xy]$/u.test(id)) continue
          const current = versions.filter(({ from, to }) => from <= day && (to === null || day < to))
          expect(current).toHaveLength(1)
          expect(chainOn(tree, id, day, 'then').length).toBeGreaterThanOrEqual(4)
        }
      }),
    )
  })

  it('never changes totals as then of the days before a later plan', () => {
    fc.assert(
      fc.property(histories, (changes) => {
        const trees = unfold(changes)
        trees.slice(1).forEach((tree, at) => {
          for (const day of sampled.filter((one) => one < (days[at] ?? dayAfter)))
            expect(totals(tree, day, 'then')).toEqual(totals(trees[at] ?? tree, day, 'then'))
        })
      }),
    )
  })

  it('counts at the root as now all that was ever counted there as then, when nothing ended without a successor', () => {
    fc.assert(
      fc.property(histories, (changes) => {
        const tree = unfold(changes).at(-1) ?? organisation(4)
        for (const day of sampled) {
          const ofDay = [...tree.versions.keys()].filter((id) => chainOn(tree, id, day, 'then').includes('p'))
          expect(totals(tree, dayAfter, 'now', ofDay).get('p')).toBe(ofDay.length)
        }
      }),
    )
  })

  it('changes nothing elsewhere when an unrelated unit is added', () => {
    fc.assert(
      fc.property(histories, fc.constantFrom(...sampled), (changes, day) => {
        const tree = unfold(changes).at(-1) ?? organisation(4)
        const more = applied(tree, [{ ...newCommune('q', 'p'), on: dayAfter }])
        const without = (sums: Map<string, number>) => new Map([...sums].filter(([id]) => id !== 'q' && id !== 'p'))
        for (const basis of ['then', 'now'] as const)
          expect(without(totals(more, day, basis))).toEqual(without(totals(tree, day, basis)))
      }),
    )
  })

  it('gives the old totals as then after a split and a merger back', () => {
    fc.assert(
      fc.property(fc.nat({ max: 3 }), fc.boolean(), (at, swap) => {
        const start = organisation(4)
        const id = `c${at}`
        const home = `d${at % 2}`
        const later = { on: '2026-01-01', decision: null }
        const split = applied(start, [
          newCommune('n1', home),
          newCommune('n2', home),
          {
            do: 'split',
            unitId: id,
            intoIds: ['n1', 'n2'],
            mainId: swap ? 'n2' : 'n1',
            placement: { [`${id}x`]: 'n1', [`${id}y`]: 'n2' },
            ...paper,
          },
        ])
        const back = applied(split, [
          { do: 'reopen', unitId: id, parentId: home, ...later },
          { do: 'merge', unitIds: ['n1', 'n2'], intoId: id, ...later },
        ])
        for (const day of ['2000-01-01', '2025-06-30'])
          expect(totals(back, day, 'then')).toEqual(totals(start, day, 'then'))
        expect(totals(back, '2026-01-01', 'then')).toEqual(totals(start, '2025-06-30', 'then'))
      }),
    )
  })
})
