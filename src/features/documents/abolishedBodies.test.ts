import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { abolishedBodiesNamed } from './abolishedBodies.ts'

const today = '2026-09-05'

describe('a new document', () => {
  it.each([
    'Huyện ủy',
    'Huyện uỷ',
    'HUYỆN ỦY',
    'HUYỆN UỶ',
    'UBND huyện',
    'HĐND huyện',
    'Ủy ban nhân dân huyện',
    'Uỷ ban nhân dân quận',
    'Hội đồng nhân dân thị xã',
    'Đảng bộ huyện',
    'Thị ủy',
    'Quận ủy',
  ])('that names %s is warned of, composed or decomposed', (name) => {
    const text = `Thực hiện ý kiến của ${name} Giồng Trôm, Đảng ủy xã báo cáo`
    expect(abolishedBodiesNamed([text], today)).toEqual([name])
    expect(abolishedBodiesNamed([text.normalize('NFD')], today)).toEqual([name])
  })

  it.each([
    'Đảng ủy xã Giồng Trôm',
    'Tỉnh ủy Vĩnh Long',
    'UBND xã',
    'Thành ủy Cần Thơ',
    'huyện Giồng Trôm cũ',
    'sự ủy nhiệm',
  ])('may name %s', (name) => {
    expect(abolishedBodiesNamed([name], today)).toEqual([])
  })

  it('hears of each body once, from wherever in the document it is named', () => {
    expect(abolishedBodiesNamed(['Huyện ủy', 'UBND  huyện và Huyện ủy'], today)).toEqual(['Huyện ủy', 'UBND huyện'])
  })

  it('dated before 1 July 2025 is left alone', () => {
    expect(abolishedBodiesNamed(['Huyện ủy Giồng Trôm'], '2025-06-30')).toEqual([])
    expect(abolishedBodiesNamed(['Huyện ủy Giồng Trôm'], '2025-07-01')).toEqual(['Huyện ủy'])
  })

  it('is warned whatever stands around the name', () => {
    const around = fc.string({ unit: fc.constantFrom(' ', ',', '.', '1', '-', '('), maxLength: 5 })
    fc.assert(
      fc.property(around, around, (before, after) => {
        expect(abolishedBodiesNamed([`${before}Huyện ủy${after}`], today)).toEqual(['Huyện ủy'])
      }),
    )
  })
})
