import { describe, expect, it } from 'vitest'
import { readCsv } from './csv.ts'
import { draftPlan } from './drafting.ts'
import { type ListedUnit, openGazetteer } from './gazetteer.ts'
import { matchAll, withChosen } from './matching.ts'
import { mapColumns, readUnits } from './unitRows.ts'

const list = (csv: string): ListedUnit[] => {
  const [names = [], ...rows] = readCsv(csv)
  const table = { names, rows: rows.map((cells, at) => ({ line: at + 2, cells })) }
  const read = readUnits(table, mapColumns(names))
  return 'missing' in read ? [] : read.units
}

/** Rows of the list of 2019, as they stand there. */
const before = list(`code,level,name,kind,parent_code
83,province,Tỉnh Bến Tre,Tỉnh,
84,province,Tỉnh Trà Vinh,Tỉnh,
86,province,Tỉnh Vĩnh Long,Tỉnh,
829,district,Thành phố Bến Tre,Thành phố,83
831,district,Huyện Châu Thành,Huyện,83
834,district,Huyện Giồng Trôm,Huyện,83
836,district,Huyện Ba Tri,Huyện,83
833,district,Huyện Mỏ Cày Nam,Huyện,83
847,district,Huyện Châu Thành,Huyện,84
855,district,Thành phố Vĩnh Long,Thành phố,86
28759,commune,Phường 8,Phường,829
29554,commune,Phường 8,Phường,855
28786,commune,Xã Phú Hưng,Xã,829
28804,commune,Thị trấn Châu Thành,Thị trấn,831
28822,commune,Xã Qưới Sơn,Xã,831
28837,commune,Xã Tiên Thủy,Xã,831
28807,commune,Xã Giao Long,Xã,831
29017,commune,Xã Lương Phú,Xã,834
29023,commune,Xã Thuận Điền,Xã,834
29008,commune,Xã Mỹ Thạnh,Xã,834
29152,commune,Xã Mỹ Thạnh,Xã,836
28951,commune,Xã Bình Khánh Đông,Xã,833
28954,commune,Xã Bình Khánh Tây,Xã,833
28957,commune,Xã An Định,Xã,833
29374,commune,Thị trấn Châu Thành,Thị trấn,847
29407,commune,Xã Hoà Minh,Xã,847
29410,commune,Xã Long Hòa,Xã,847
`)
const head = 'code,level,name,kind,parent_code,predecessors\n'
const province = `86,province,Tỉnh Vĩnh Long,Tỉnh,,"tỉnh Bến Tre, tỉnh Trà Vinh và tỉnh Vĩnh Long"\n`
const { gazetteer } = openGazetteer(before)
const matched = (rows: string) => matchAll(list(head + province + rows), gazetteer).slice(3)
const told = (rows: string) =>
  matched(rows).map(({ mention, outcome, unit }) => [mention.text, outcome, unit?.code ?? null])

describe('matching predecessors against the list before', () => {
  it('takes a name that only one unit has, and tells the province rows apart', () => {
    const [first, second, third] = matchAll(list(head + province), gazetteer)
    expect([first, second, third].map((match) => [match?.outcome, match?.unit?.code])).toEqual([
      ['province_level', '83'],
      ['province_level', '84'],
      ['province_level', '86'],
    ])
    expect(told('00001,commune,Xã X,Xã,86,Xã Thuận Điền')).toEqual([['Xã Thuận Điền', 'exact', '29023']])
  })

  it('chooses among units of one name by the district in brackets', () => {
    expect(told('00001,commune,Xã Lương Phú,Xã,86,Xã Mỹ Thạnh (huyện Giồng Trôm)')).toEqual([
      ['Xã Mỹ Thạnh (huyện Giồng Trôm)', 'by_district', '29008'],
    ])
    expect(told('00001,commune,X,Xã,86,"Thị trấn Châu Thành (huyện Châu Thành, tỉnh Trà Vinh)"')).toEqual([
      ['Thị trấn Châu Thành (huyện Châu Thành, tỉnh Trà Vinh)', 'by_district', '29374'],
    ])
  })

  it('chooses by the units named with it, and says so', () => {
    expect(told('00001,commune,Phường Phú Khương,Phường,86,"Phường 8, Xã Phú Hưng"')).toEqual([
      ['Phường 8', 'by_neighbours', '28759'],
      ['Xã Phú Hưng', 'exact', '28786'],
    ])
  })

  it('chooses nothing when nothing tells them apart', () => {
    const [match] = matched('00001,commune,X,Xã,86,Xã Mỹ Thạnh')
    expect([match?.outcome, match?.unit]).toEqual(['ambiguous', null])
    expect(match?.candidates.map(({ code }) => code)).toEqual(['29008', '29152'])
  })

  it('follows a change of kind or spelling only within the districts concerned', () => {
    expect(told('00001,commune,X,Xã,86,"Thị trấn Tiên Thủy, Xã Giao Long, Xã Quới Sơn"')).toEqual([
      ['Thị trấn Tiên Thủy', 'kind_changed', '28837'],
      ['Xã Giao Long', 'exact', '28807'],
      ['Xã Quới Sơn', 'other_spelling', '28822'],
    ])
    expect(told('00001,commune,X,Xã,86,"Thị trấn Tiên Thủy, Xã Thuận Điền"')[0]).toEqual([
      'Thị trấn Tiên Thủy',
      'not_found',
      null,
    ])
  })

  it('guesses no merger that lies between the lists, but shows what it may have been made of', () => {
    const [match] = matched('00001,commune,Xã Đồng Khởi,Xã,86,"Xã Bình Khánh, Xã An Định"')
    expect(match?.outcome).toBe('not_found')
    expect(match?.candidates.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Xã Bình Khánh Đông', 'Xã Bình Khánh Tây']),
    )
  })

  it('takes "giữ nguyên" for the unit of the own name, in either style of tone marks', () => {
    expect(told('00001,commune,Xã Hoà Minh,Xã,86,giữ nguyên\n00002,commune,Xã Long Hoà,Xã,86,giữ nguyên')).toEqual([
      ['giữ nguyên', 'kept', '29407'],
      ['giữ nguyên', 'kept', '29410'],
    ])
  })

  it('prefers no better spelling far away to another spelling at hand', () => {
    const far = list(`code,level,name,kind,parent_code
29614,commune,Xã Quới Sơn,Xã,855`)
    const wider = openGazetteer([...before, ...far]).gazetteer
    const [match] = matchAll(list(`${head}${province}1,commune,X,Xã,86,"Xã Quới Sơn, Xã Giao Long"`), wider).slice(3)
    expect(match?.outcome).toBe('ambiguous')
  })

  it('looks where the codes point when a province bears a name the old list lacks', () => {
    const rows =
      '99,province,Thành phố Mới,Thành phố,,thành phố Mới\n29023,commune,X,Xã,99,"Xã Mỹ Thạnh, Xã Thuận Điền"'
    expect(matchAll(list(head + rows), gazetteer).map(({ outcome, unit }) => [outcome, unit?.code ?? null])).toEqual([
      ['not_found', null],
      ['by_neighbours', '29008'],
      ['exact', '29023'],
    ])
  })

  it('takes a province of which nothing is said for the one of its name', () => {
    const [match] = matchAll(list(`${head}84,province,Tỉnh Trà Vinh,Tỉnh,,`), gazetteer)
    expect([match?.outcome, match?.unit?.code]).toEqual(['province_level', '84'])
  })

  it('reports rows of a list that have no place in it', () => {
    const rows = list(
      'code,level,name,kind,parent_code\n00001,commune,Xã A,Xã,999\n,commune,Xã B,Xã,1\n2,village,C,Thôn,1',
    )
    expect(openGazetteer(rows).misplaced.map(({ why }) => why)).toEqual(['no_name', 'unknown_level', 'no_parent'])
  })
})

describe('the plan drawn from the lists', () => {
  const draft = (rows: string) => {
    const units = list(head + province + rows)
    return draftPlan({
      units,
      matches: matchAll(units, gazetteer),
      old: gazetteer,
      effective: '2025-07-01',
      decision: null,
    })
  }

  it('lets the province of the same name go on, merges the others into it, and ends the districts', () => {
    const { operations } = draft('')
    expect(operations[0]).toMatchObject({ do: 'merge', unitIds: ['before/83', 'before/84'], intoId: 'before/86' })
    expect(operations.filter(({ do: what }) => what === 'abolish')).toHaveLength(7)
  })

  it('merges whole communes into a new one, and lets a lone one go on', () => {
    const { operations } = draft(
      '00001,commune,Xã Lương Phú,Xã,86,"Xã Lương Phú, Xã Thuận Điền"\n00002,commune,Xã Hoà Minh,Xã,86,giữ nguyên',
    )
    expect(operations).toContainEqual(
      expect.objectContaining({ do: 'merge', unitIds: ['before/29017', 'before/29023'], intoId: 'after/00001' }),
    )
    expect(operations).toContainEqual(
      expect.objectContaining({ do: 'move', unitId: 'before/29407', parentId: 'before/86' }),
    )
  })

  it('splits a unit that several name, with the rest as its main successor', () => {
    const { splits, operations } = draft(
      '00001,commune,X,Xã,86,"Xã An Định, Xã Thuận Điền"\n00002,commune,Y,Xã,86,"Xã Giao Long, Xã An Định (phần còn lại)"',
    )
    expect(splits).toMatchObject([{ unitId: 'before/28957', mainId: 'after/00002', because: 'named_rest' }])
    expect(operations).toContainEqual(
      expect.objectContaining({ do: 'split', intoIds: ['after/00001', 'after/00002'], placement: {} }),
    )
  })

  it('tells the units nobody names and the parts without a rest', () => {
    const { unnamed, partly } = draft('00001,commune,X,Xã,86,Xã An Định (một phần)')
    expect(unnamed).toHaveLength(16)
    expect(partly.map(({ name }) => name)).toEqual(['Xã An Định'])
  })
})

describe('a name that is left open', () => {
  const after = list(`code,level,name,kind,parent_code,predecessors
86,province,Tỉnh Vĩnh Long,Tỉnh,,"tỉnh Bến Tre, tỉnh Vĩnh Long"
90001,commune,Phường Tám,Phường,86,"phường 8"`)
  const { gazetteer } = openGazetteer(before)
  const open = matchAll(after, gazetteer)

  it('is taken for the candidate somebody chose, and told as chosen', () => {
    const [asked] = open.filter(({ outcome }) => outcome === 'ambiguous')
    expect(asked?.candidates.map(({ code }) => code)).toEqual(['28759', '29554'])
    const chosen = withChosen(open, [{ of: '90001', text: 'phường 8', code: '29554' }])
    expect(chosen.find(({ of }) => of.code === '90001')).toMatchObject({ outcome: 'chosen', unit: { code: '29554' } })
  })

  it('is never taken for anything that is no candidate, and what is certain is not overruled', () => {
    expect(withChosen(open, [{ of: '90001', text: 'phường 8', code: '28786' }])).toEqual(open)
    expect(withChosen(open, [{ of: '86', text: 'tỉnh Bến Tre', code: '84' }])).toEqual(open)
  })
})
