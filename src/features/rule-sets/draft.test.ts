import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyContent, anyItems, contentOf, group, passFail } from '#tests/ruleSets.ts'
import { differences } from './difference.ts'
import { addItem, changeItem, inDocumentOrder, moveItem, moves, removeItem, withMode } from './draft.ts'
import { type Item, isLeaf, itemKinds, itemModes } from './item.ts'

const codes = (items: readonly Item[]) => items.map(({ code }) => code)
const tree = [
  group('1'),
  passFail('1.1', { parent: '1' }),
  passFail('1.2', { parent: '1' }),
  group('2'),
  passFail('2.1', { parent: '2' }),
]

describe('a draft', () => {
  it('takes a new item at the end of a group, with the next free code', () => {
    expect(codes(addItem(tree, 'criterion', '1').items)).toEqual(['1', '1.1', '1.2', '1.3', '2', '2.1'])
    expect(addItem([passFail('TC1')], 'standard', null).code).toBe('TC2')
  })

  it('loses an item with everything in it', () => {
    expect(codes(removeItem(tree, '1'))).toEqual(['2', '2.1'])
  })

  it('moves an item with everything in it', () => {
    expect(codes(moveItem(tree, '2', 'up'))).toEqual(['2', '2.1', '1', '1.1', '1.2'])
    expect(codes(moveItem(tree, '1', 'down'))).toEqual(['2', '2.1', '1', '1.1', '1.2'])
    expect(codes(moveItem(tree, '2', 'in'))).toEqual(['1', '1.1', '1.2', '2', '2.1'])
    expect(moveItem(tree, '2', 'in')[3]?.parent).toBe('1')
    expect(moveItem(tree, '1.1', 'out').map(({ code, parent }) => [code, parent])).toEqual([
      ['1', null],
      ['1.2', '1'],
      ['1.1', null],
      ['2', null],
      ['2.1', '2'],
    ])
  })

  it('stays as it is where there is nowhere to move', () => {
    expect(moveItem(tree, '1', 'up')).toBe(tree)
    expect(moveItem(tree, '2', 'down')).toBe(tree)
    expect(moveItem(tree, '1.2', 'in')).toBe(tree)
    expect(moveItem(tree, '1', 'out')).toBe(tree)
  })

  it('keeps what an item holds when its code changes', () => {
    const changed = changeItem(tree, '1', group('A'))
    expect(changed.filter(({ parent }) => parent === 'A').map(({ code }) => code)).toEqual(['1.1', '1.2'])
  })

  it('lists what it would otherwise lose: items that hang on nothing, or on themselves', () => {
    const odd = [passFail('9', { parent: '8' }), group('7', { parent: '7' }), passFail('1')]
    expect(codes(inDocumentOrder(odd)).sort()).toEqual(['1', '7', '9'])
  })

  it('after any changes is a tree in document order, nothing lost and nothing twice', () => {
    const step = fc.record({
      move: fc.constantFrom(...moves, 'add', 'remove', 'mode'),
      at: fc.nat(20),
      kind: fc.constantFrom(...itemKinds),
      mode: fc.constantFrom(...itemModes),
    })
    fc.assert(
      fc.property(anyItems, fc.array(step, { maxLength: 15 }), (start, steps) => {
        let items: readonly Item[] = start
        for (const { move, at, kind, mode } of steps) {
          const target = items[at % Math.max(1, items.length)]
          const holds = target !== undefined && items.some(({ parent }) => parent === target.code)
          if (move === 'add') items = addItem(items, kind, target && !isLeaf(target) ? target.code : null).items
          else if (!target) continue
          else if (move === 'remove') items = removeItem(items, target.code)
          else if (move === 'mode') items = holds ? items : changeItem(items, target.code, withMode(target, mode))
          else {
            const moved = moveItem(items, target.code, move)
            expect(codes(moved).sort()).toEqual(codes(items).sort())
            items = moved
          }
          expect(inDocumentOrder(items)).toEqual(items)
          expect(new Set(codes(items)).size).toBe(items.length)
          for (const { parent } of items) {
            if (parent !== null) expect(items.some((one) => one.code === parent && !isLeaf(one))).toBe(true)
          }
        }
      }),
    )
  })

  it('moved up and down again is as it was', () => {
    fc.assert(
      fc.property(anyItems, fc.nat(20), (items, at) => {
        const target = items[at % Math.max(1, items.length)]
        if (!target) return
        const up = moveItem(items, target.code, 'up')
        if (up !== items) expect(moveItem(up, target.code, 'down')).toEqual(items)
      }),
    )
  })
})

describe('the differences between two revisions', () => {
  it('are none between a set and itself', () => {
    fc.assert(
      fc.property(anyContent, (content) => {
        expect(differences(content, content)).toEqual([])
      }),
    )
  })

  it('are some whenever two sets differ', () => {
    fc.assert(
      fc.property(anyContent, anyContent, (before, after) => {
        const { code: _code, ...one } = before
        const { code: _other, ...two } = after
        const equal = JSON.stringify(one) === JSON.stringify(two)
        expect(differences(before, after).length === 0).toBe(equal)
      }),
    )
  })

  it('name what was added, removed, changed and moved', () => {
    const before = contentOf([passFail('1'), passFail('2'), passFail('3')])
    const after = contentOf([passFail('3'), passFail('2', { label: 'Đoàn kết', mandatory: false }), passFail('4')])
    expect(differences(before, after)).toEqual([
      { what: 'removed', code: '1', label: 'Tiêu chuẩn 1' },
      { what: 'changed', code: '2', label: 'Đoàn kết', before: 'Tiêu chuẩn 2', fields: ['label', 'mandatory'] },
      { what: 'added', code: '4', label: 'Tiêu chuẩn 4' },
      { what: 'order' },
    ])
  })
})
