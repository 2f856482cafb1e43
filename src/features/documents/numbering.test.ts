import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  documentSymbol,
  nextDocumentNumber,
  numberLine,
  parseDocumentSymbol,
  type Series,
  seriesKey,
} from './numbering.ts'

const codes = { actCode: 'NQ', bodyCode: 'ĐU' }

describe('a document number', () => {
  it('is written with a hyphen, no colon, and two digits below ten', () => {
    expect([5, 12, 463].map((number) => numberLine(number, codes))).toEqual([
      'Số 05-NQ/ĐU',
      'Số 12-NQ/ĐU',
      'Số 463-NQ/ĐU',
    ])
  })

  it('stays open until the document is signed', () => {
    expect(numberLine(null, codes)).toMatch(/^Số\s+-NQ\/ĐU$/u)
  })

  it('can be read back from its symbol, composed or decomposed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), fc.constantFrom('NFC', 'NFD'), (number, form) => {
        const symbol = documentSymbol(number, { actCode: 'QĐ', bodyCode: 'ĐU' }).normalize(form)
        expect(parseDocumentSymbol(symbol)).toEqual({ number, actCode: 'QĐ', bodyCode: 'ĐU' })
      }),
    )
  })

  it.each(['5-NQ/ĐU', '005-NQ/ĐU', '00-NQ/ĐU', '05/NQ-ĐU', 'Số 05-NQ/ĐU', ''])('is not read from %j', (symbol) => {
    expect(parseDocumentSymbol(symbol)).toBeNull()
  })

  it('does not continue from something that is no number', () => {
    expect(() => nextDocumentNumber(-1)).toThrow(RangeError)
    expect(() => nextDocumentNumber(1.5)).toThrow(RangeError)
  })
})

describe('a series', () => {
  const part = fc.string({ unit: fc.constantFrom('a', '/', '"', ',', 'Đ'), maxLength: 3 })
  const series: fc.Arbitrary<Series> = fc.record({ unitId: part, bodyCode: part, actCode: part, termId: part })

  it('is the same only where unit, body, kind and term are the same', () => {
    fc.assert(
      fc.property(series, series, (a, b) => {
        const same =
          a.unitId === b.unitId && a.bodyCode === b.bodyCode && a.actCode === b.actCode && a.termId === b.termId
        expect(seriesKey(a) === seriesKey(b)).toBe(same)
      }),
    )
  })

  it('counts 01, 02, 03 … however signings of several series mix, and never gives a number twice', () => {
    const some = fc.constantFrom<Series[]>(
      { unitId: 'x', bodyCode: 'ĐU', actCode: 'QĐ', termId: '2020' },
      { unitId: 'x', bodyCode: 'ĐU', actCode: 'BC', termId: '2020' },
      { unitId: 'x', bodyCode: 'ĐU', actCode: 'QĐ', termId: '2025' },
      { unitId: 'y', bodyCode: 'CB', actCode: 'BC', termId: '2020' },
    )
    fc.assert(
      fc.property(fc.array(some, { maxLength: 60 }), (signings) => {
        const taken = new Map<string, number[]>()
        for (const signing of signings) {
          const numbers = taken.get(seriesKey(signing)) ?? []
          taken.set(seriesKey(signing), [...numbers, nextDocumentNumber(numbers.at(-1) ?? 0)])
        }
        for (const numbers of taken.values()) expect(numbers).toEqual(numbers.map((_, index) => index + 1))
      }),
    )
  })
})
