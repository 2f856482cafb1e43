import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { likenessOf, looseKey } from './placeName.ts'
import { readPredecessors } from './predecessors.ts'

const first = (words: string) => readPredecessors(words)[0]

describe('the words for what a new unit was made of', () => {
  it('are read one by one, with commas inside brackets left alone', () => {
    const words = 'Xã Thanh Tân, Thị trấn Châu Thành (huyện Châu Thành, tỉnh Bến Tre), Phường IV'
    expect(readPredecessors(words).map(({ kind, name }) => [kind, name])).toEqual([
      ['xã', 'Thanh Tân'],
      ['thị trấn', 'Châu Thành'],
      ['phường', 'IV'],
    ])
  })

  it('tell where a unit lay', () => {
    const mention = first('Thị trấn Châu Thành (huyện Châu Thành, tỉnh Trà Vinh)')
    expect(mention?.district).toEqual({ kind: 'huyện', name: 'Châu Thành' })
    expect(mention?.province).toEqual({ kind: 'tỉnh', name: 'Trà Vinh' })
  })

  it('tell what part of it is meant, and where the others went', () => {
    expect(first('Xã Trần Hợi (một phần)')?.part).toBe('part')
    expect(first('Thị trấn Năm Căn (phần còn lại)')?.part).toBe('rest')
    const rest = first('Xã Phước Hưng (phần còn lại sau khi sáp nhập vào xã An Phú và Nhơn Hội)')
    expect(rest?.part).toBe('rest')
    expect(rest?.othersInto).toEqual([
      { kind: 'xã', name: 'An Phú' },
      { kind: 'xã', name: 'Nhơn Hội' },
    ])
  })

  it('are read with two brackets behind one name', () => {
    const mention = first('Phường 7 (thành phố Cà Mau) (phần còn lại sau khi sáp nhập vào phường Tân Thành)')
    expect(mention).toMatchObject({ name: '7', district: { name: 'Cà Mau' }, part: 'rest' })
  })

  it('keep what is said besides, and a name whose kind is missing', () => {
    expect(first('Xã Khánh Bình Tây (bao gồm Hòn Đá Bạc)')).toMatchObject({
      name: 'Khánh Bình Tây',
      notes: ['bao gồm Hòn Đá Bạc'],
    })
    expect(first('Thủ Thừa')).toMatchObject({ kind: null, name: 'Thủ Thừa' })
    expect(first('giữ nguyên')?.unchanged).toBe(true)
  })

  it('join provinces by "và"', () => {
    const words = 'thành phố Cần Thơ, tỉnh Sóc Trăng và tỉnh Hậu Giang'
    expect(readPredecessors(words).map(({ name }) => name)).toEqual(['Cần Thơ', 'Sóc Trăng', 'Hậu Giang'])
  })

  it('give back every name they were put together from, whatever stands in brackets', () => {
    const name = fc.constantFrom('Mỹ Thạnh', 'Tân Hoà', 'An Qui', '4', 'Hòa Tú II', 'Bình Khánh')
    const kind = fc.constantFrom('Xã', 'Phường', 'Thị trấn')
    const bracket = fc.constantFrom(
      '',
      ' (huyện Ba Tri)',
      ' (một phần)',
      ' (phần còn lại sau khi sáp nhập vào xã A, xã B)',
      ' (huyện Châu Thành, tỉnh Bến Tre)',
    )
    const pieces = fc.array(fc.tuple(kind, name, bracket), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(pieces, (given) => {
        const words = given.map(([k, n, b]) => `${k} ${n}${b}`).join(', ')
        expect(readPredecessors(words).map(({ kind: k, name: n }) => [k, n])).toEqual(
          given.map(([k, n]) => [k.toLowerCase(), n]),
        )
      }),
    )
  })

  it('lose no letter of any text at all', () => {
    fc.assert(
      fc.property(fc.string(), (words) => {
        const read = readPredecessors(words)
          .map(({ text }) => text)
          .join('')
        const bare = (text: string) => text.normalize('NFC').replaceAll(/[\s,;]/gu, '')
        expect(bare(read)).toBe(bare(words))
      }),
    )
  })
})

describe('two spellings of a name', () => {
  it.each([
    ['Tân Hoà', 'Tân Hòa', 'tone_style'],
    ['Bình Thuỷ', 'Bình Thủy', 'tone_style'],
    ['IV', '4', 'number_style'],
    ['04', '4', 'number_style'],
    ['Hòa Tú II', 'Hòa Tú 2', 'number_style'],
    ['Lục Sĩ Thành', 'Lục Sỹ Thành', 'other_spelling'],
    ['Quới Sơn', 'Qưới Sơn', 'other_spelling'],
    ['Tân Hòa', 'Tân Hoá', 'other_spelling'],
    ['Tân Hòa', 'Tân Hưng', null],
  ])('%s and %s: %s', (one, other, likeness) => {
    expect(likenessOf(one, other)).toBe(likeness)
    expect(likenessOf(other, one)).toBe(likeness)
  })

  it('that are alike in any way meet under one key', () => {
    const name = fc.constantFrom('Hoà', 'Hòa', 'Hoá', 'Sĩ', 'Sỹ', 'IV', '4', '04', 'Tú II', 'Tú 2', 'Thủy', 'Thuỷ')
    fc.assert(
      fc.property(name, name, (one, other) => {
        expect(likenessOf(one, other) !== null).toBe(looseKey(one) === looseKey(other))
      }),
    )
  })
})
