import { describe, expect, it } from 'vitest'
import { checkUntidyLists } from '#tests/untidyLists.ts'
import { readCsv } from './csv.ts'
import type { ListedUnit } from './gazetteer.ts'
import { readLists } from './reading.ts'
import { mapColumns, readUnits } from './unitRows.ts'

const list = (csv: string): ListedUnit[] => {
  const [names = [], ...rows] = readCsv(csv)
  const table = { names, rows: rows.map((cells, at) => ({ line: at + 2, cells })) }
  const read = readUnits(table, mapColumns(names))
  return 'missing' in read ? [] : read.units
}
const before = list(`code,level,name,kind,parent_code
86,province,Tỉnh Vĩnh Long,Tỉnh,
855,district,Huyện Long Hồ,Huyện,86
20001,commune,Xã A,Xã,855
20002,commune,Xã B,Xã,855`)
const head = 'code,level,name,kind,parent_code,predecessors\n86,province,Tỉnh Vĩnh Long,Tỉnh,,giữ nguyên\n'
const read = (rows: string) => readLists({ units: list(head + rows), before, effective: '2025-07-01', decision: null })
const told = (rows: string) => read(rows).content.unresolved.map(({ of, text, outcome }) => [of.code, text, outcome])
const madeBy = (rows: string) =>
  read(rows).content.operations.flatMap((one) => (one.do === 'create' ? [one.unitId] : []))

describe('lists as people write them', () => {
  it('are read as they were meant, or the name is told with its reason: none is taken for another unit', () => {
    expect(checkUntidyLists(300, 2025)).toBeGreaterThan(0.9)
  })
})

describe('a row of the new list that says too little', () => {
  it('is told when it names no unit before, and nothing is made of it', () => {
    expect(told('30001,commune,Xã C,Xã,86,\n30002,commune,Xã D,Xã,86,Xã A')).toEqual([['30001', '', 'not_said']])
    expect(madeBy('30001,commune,Xã C,Xã,86,\n30002,commune,Xã D,Xã,86,Xã A')).toEqual([])
  })

  it('is told when its code is another row’s, and counts once when the whole row comes twice', () => {
    const twice = '30001,commune,Xã C,Xã,86,"Xã A, Xã B"\n30001,commune,Xã D,Xã,86,Xã B'
    expect(told(twice)).toEqual([['30001', 'Xã B', 'listed_twice']])
    expect(read(twice).content.splits).toEqual([])
    const same = '30001,commune,Xã C,Xã,86,"Xã A, Xã B"\n30001,commune,Xã C,Xã,86,"Xã A, Xã B"'
    expect(read(same)).toMatchObject({ mentions: 3, resolved: 3, content: { splits: [], unresolved: [] } })
  })

  it('is told when the list has no province for it, or it is of no level that a list has', () => {
    expect(told('30001,commune,Xã C,Xã,87,Xã A\n30002,thôn,Thôn D,Thôn,86,Xã B')).toEqual([
      ['30001', 'Xã A', 'no_place'],
      ['30002', 'Xã B', 'no_place'],
    ])
  })
})
