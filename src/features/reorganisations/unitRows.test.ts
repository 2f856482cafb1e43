import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCsv } from './csv.ts'
import { mapColumns, readMapping, readUnits } from './unitRows.ts'

const read = (text: string, said = {}) => {
  const [names = [], ...rows] = readCsv(text)
  const table = { names, rows: rows.map((cells, at) => ({ line: at + 2, cells })) }
  const units = readUnits(table, mapColumns(names, said))
  return 'missing' in units ? units : units.units
}
const benTre = { code: '83', level: 'province', name: 'Tỉnh Bến Tre', kind: 'Tỉnh', parentCode: null, predecessors: '' }

describe('a table of units', () => {
  it('is read under the names its columns have in Vietnam, whatever separates them', () => {
    expect(read('\uFEFFMã đơn vị;Cấp;Tên đơn vị;Loại;Mã cấp trên\r\n83;Tỉnh;Tỉnh Bến Tre;Tỉnh;\r\n')).toEqual([benTre])
    expect(read('MÃ\tCẤP\tTÊN\tLOẠI\tTHUỘC\n83\tCấp tỉnh\tTỉnh Bến Tre\tTỉnh\t')).toEqual([benTre])
    expect(read('x,y\n83,Tỉnh Bến Tre', { code: 'x', name: 'y' })).toEqual([{ ...benTre, kind: '' }])
  })

  it('is composed text, however its letters were typed', () => {
    expect(read('Mã,Tên,Loại\n83,Tỉnh Bến Tre,Tỉnh'.normalize('NFD'))).toEqual([benTre])
  })

  it('says which columns it lacks', () => {
    expect(read('a,b\n1,2')).toEqual({ missing: ['code', 'name'] })
    expect(read('code,name\n1,2', { kind: 'loại' })).toEqual({ missing: ['loại'] })
    expect(readMapping('code=Mã,colour=Màu')).toEqual({ mapping: { code: 'Mã' }, unknown: ['colour'] })
  })

  it('tells the level by the word for the kind, and a unit bears that word in its name', () => {
    const rows = read('code,name,kind,parent_code\n829,Bến Tre,Thành phố,83\n28759,8,Phường,829\n1,Hà Nội,Thành phố,')
    expect(rows).toMatchObject([
      { level: 'district', name: 'Thành phố Bến Tre' },
      { level: 'commune', name: 'Phường 8' },
      { level: 'province', name: 'Thành phố Hà Nội', code: '01' },
    ])
  })

  it('gets back the zeros that a spreadsheet took from its codes', () => {
    const rows = read('code,level,name,parent_code\n1,province,Hà Nội,\n1,district,Ba Đình,1\n4,commune,Phúc Xá,1')
    expect(rows).toMatchObject([{ code: '01' }, { code: '001', parentCode: '01' }, { code: '00004', parentCode: '1' }])
    expect(
      read('code,level,name,parent_code\n2,province,Hà Giang,\n24,district,Hà Giang,2\n688,commune,Quang Trung,24'),
    ).toMatchObject([{ code: '02' }, { code: '024', parentCode: '02' }, { code: '00688', parentCode: '024' }])
  })
})

describe('separated values', () => {
  it('come back as they were written, with quotes, separators and line breaks in them', () => {
    const cell = fc.string().map((text) => text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim())
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell, cell), { minLength: 1 }),
        fc.constantFrom(',', ';', '\t'),
        (rows, by) => {
          const all = [['a', 'b', 'c'], ...rows]
          const text = all.map((row) => row.map(quoted).join(by)).join('\r\n')
          expect(readCsv(text)).toEqual(all)
        },
      ),
    )
  })

  it('lose no row to a quote that stands alone', () => {
    expect(readCsv('a,b\nXã "Mới",1\n"x,2\ny,3')).toEqual([
      ['a', 'b'],
      ['Xã "Mới"', '1'],
      ['"x', '2'],
      ['y', '3'],
    ])
  })
})
