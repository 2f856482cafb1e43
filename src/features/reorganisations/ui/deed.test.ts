import { describe, expect, it } from 'vitest'
import { type Deed, emptyDeed, operationsOf } from './deed.ts'
import { draftOf, emptyDraft, fileOf } from './planDraft.ts'

const common = { on: '', decision: null }
const write = (deed: Partial<Deed>) => operationsOf({ ...emptyDeed, ...deed }, 'province', () => 'made')
const made = { do: 'create', unitId: 'made', name: 'Xã Mới', kind: 'commune', parentId: 'province', ...common }

describe('a change written by hand', () => {
  it('takes a part out of a unit into a new one, or into one that is there', () => {
    const part = { what: 'extract', unitIds: ['a'], leaving: ['cell'] } as const
    const extract = { do: 'extract', unitId: 'a', placement: ['cell'], ...common }
    expect(write({ ...part, unitIds: ['a'], leaving: ['cell'], name: 'Xã Mới', kind: 'commune' })).toEqual([
      made,
      { ...extract, intoId: 'made' },
    ])
    expect(write({ ...part, unitIds: ['a'], leaving: ['cell'], into: 'known', toId: 'b' })).toEqual([
      { ...extract, intoId: 'b' },
    ])
  })

  it('ends a whole level, each of its units, with a successor or without', () => {
    expect(write({ what: 'abolish', unitIds: ['a', 'b'], toId: 'province' })).toEqual([
      { do: 'abolish', unitId: 'a', successorId: 'province', ...common },
      { do: 'abolish', unitId: 'b', successorId: 'province', ...common },
    ])
    expect(write({ what: 'abolish', unitIds: ['a'] })).toMatchObject([{ successorId: null }])
  })

  it('opens a unit that has ended again, under the unit that is chosen', () => {
    expect(write({ what: 'reopen', unitIds: ['a'] })).toEqual([
      { do: 'reopen', unitId: 'a', parentId: 'province', ...common },
    ])
  })

  it('merges one unit into another that goes on, never into itself', () => {
    expect(write({ what: 'merge', unitIds: ['a', 'b'], into: 'known', toId: 'b' })).toEqual([
      { do: 'merge', unitIds: ['a'], intoId: 'b', ...common },
    ])
  })

  it('keeps a day and a paper of its own, and takes those of its plan where it has none', () => {
    const own = { on: '2026-04-01', number: '7/NQ', date: '2026-02-01', body: 'Thử' }
    const operations = [
      ...write({ what: 'rename', unitIds: ['a'], name: 'Xã Mới', ...own }),
      ...write({ what: 'move', unitIds: ['b'], toId: 'c' }),
    ]
    const draft = { ...emptyDraft, title: 'X', effective: '2026-03-01', number: '1/NQ', operations }
    const file = fileOf(draft, null)
    expect(file.operations).toMatchObject([
      { on: '2026-04-01', decision: { number: '7/NQ', date: '2026-02-01', body: 'Thử' } },
      { on: '2026-03-01', decision: { number: '1/NQ' } },
    ])
    expect(draftOf('X', file)).toEqual(draft)
  })

  it('is nothing while something is missing', () => {
    for (const deed of [
      { what: 'create', name: 'Xã Mới' },
      { what: 'merge', unitIds: ['a'], name: 'Xã Mới', kind: 'commune' },
      { what: 'split', unitIds: ['a'], name: 'Một tên', kind: 'commune' },
      { what: 'extract', unitIds: ['a'], into: 'known' },
      { what: 'move', unitIds: ['a'] },
      { what: 'rename', unitIds: ['a'], name: ' ' },
    ] satisfies Partial<Deed>[])
      expect(write(deed), deed.what).toEqual([])
  })
})
