import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  enumeration,
  firstReference,
  groundOf,
  laterReference,
  openDay,
  sentence,
  shortDay,
  writtenDay,
} from './wording.ts'

describe('a day', () => {
  it.each([
    ['2018-02-20', 'ngày 20 tháng 02 năm 2018', '20/02/2018'],
    ['2021-02-05', 'ngày 05 tháng 02 năm 2021', '05/02/2021'],
    ['2021-03-09', 'ngày 09 tháng 3 năm 2021', '09/3/2021'],
    ['2026-09-05', 'ngày 05 tháng 9 năm 2026', '05/9/2026'],
    ['2021-12-31', 'ngày 31 tháng 12 năm 2021', '31/12/2021'],
  ])('%s is written with zeros before days under ten and before January and February only', (day, long, short) => {
    expect([writtenDay(day), shortDay(day)]).toEqual([long, short])
  })

  it('can be read back from how it is written', () => {
    const noon = fc.date({ min: new Date('2018-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(noon, (date) => {
        const day = date.toISOString().slice(0, 10)
        const [, d = '', m = '', y = ''] = /^ngày (\d\d) tháng (\d+) năm (\d{4})$/.exec(writtenDay(day)) ?? []
        expect(`${y}-${m.padStart(2, '0')}-${d}`).toBe(day)
      }),
    )
  })

  it('leaves room for day and month in a draft', () => {
    expect(openDay('2021-12-20')).toMatch(/^ngày\s{6}tháng\s{6}năm 2021$/u)
  })
})

describe('another document', () => {
  const resolution = {
    kind: 'Nghị quyết',
    symbol: '12-NQ/ĐU',
    day: '2026-09-05',
    issuer: 'Đảng ủy xã Giồng Trôm',
    subject: 'xây dựng chi bộ',
  }

  it('is named in full the first time and by its symbol later', () => {
    expect(firstReference(resolution)).toBe(
      'Nghị quyết số 12-NQ/ĐU, ngày 05/9/2026 của Đảng ủy xã Giồng Trôm về xây dựng chi bộ',
    )
    expect(laterReference(resolution)).toBe('Nghị quyết 12-NQ/ĐU')
  })

  it('is named without what is not known of it', () => {
    expect(groundOf({ ...resolution, day: null, issuer: null, subject: null })).toBe('Căn cứ Nghị quyết số 12-NQ/ĐU')
  })
})

describe('a sentence', () => {
  it('ends with one full stop, never with ./.', () => {
    expect(['Đạt', 'Đạt.', 'Đạt./.', 'Đạt . '].map(sentence)).toEqual(['Đạt.', 'Đạt.', 'Đạt.', 'Đạt.'])
  })

  it('joins its last two members with và', () => {
    expect([enumeration([]), enumeration(['a']), enumeration(['a', 'b', 'c'])]).toEqual(['', 'a', 'a, b và c'])
  })
})
