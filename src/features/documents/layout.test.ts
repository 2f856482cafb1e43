import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layoutFor, layoutSettings, regimeOn, spelled } from './layout.ts'

describe('the layout rules', () => {
  it.each([
    ['2018-04-02', null],
    ['2018-04-03', 'hd36'],
    ['2026-05-26', 'hd36'],
    ['2026-05-27', 'hd05'],
    ['2030-01-01', 'hd05'],
  ])('of a document dated %s are %s', (day, regime) => {
    expect(regimeOn(day)).toBe(regime)
  })

  it('fix margins, size and indent, and leave the rest to the body', () => {
    const layout = layoutFor('2026-09-05', { lineSpacing: 19, postBold: true })
    expect(layout).toMatchObject({
      marginsMm: { top: 20, bottom: 20, left: 30, right: 15 },
      bodySize: 14,
      firstLineIndentMm: 10,
      lineSpacing: 19,
      postBold: true,
      legalBasis: 'upright',
    })
  })

  it('print the name of the Party in 15 points under HD 36 and in 14 under HD 05', () => {
    expect([layoutFor('2021-01-01'), layoutFor('2026-06-01')].map((it) => it.nationalHeaderSize)).toEqual([15, 14])
  })
})

describe('the settings of a body', () => {
  it.each([{ lineSpacing: 17 }, { spelling: 'ủi' }, { margins: 10 }])(
    'refuse %j, on which the sources agree',
    (settings) => {
      expect(layoutSettings.partial().safeParse(settings).success).toBe(false)
    },
  )

  it('may leave everything as it is', () => {
    expect(layoutSettings.partial().parse({})).toEqual({})
  })
})

describe('the syllable ủy', () => {
  it('follows the spelling of the body in every case', () => {
    const text = 'ĐẢNG ỦY, Đảng uỷ, cấp ủy viên, UỶ BAN, Uỷ ban'
    expect(spelled(text, 'ủy')).toBe('ĐẢNG ỦY, Đảng ủy, cấp ủy viên, ỦY BAN, Ủy ban')
    expect(spelled(text, 'uỷ')).toBe('ĐẢNG UỶ, Đảng uỷ, cấp uỷ viên, UỶ BAN, Uỷ ban')
  })

  it('is not looked for inside other words', () => {
    expect(spelled('thủy lợi, Thuỷ, quý, ủyn', 'uỷ')).toBe('thủy lợi, Thuỷ, quý, ủyn')
  })

  it('is found in decomposed text', () => {
    expect(spelled('Huyện ủy'.normalize('NFD'), 'uỷ')).toBe('Huyện uỷ')
  })

  it('comes back when respelled there and back', () => {
    const texts = fc.array(fc.constantFrom('Đảng', 'ủy', 'ỦY', 'Ủy', 'thủy', 'xã', ' ', ', '), { maxLength: 12 })
    fc.assert(
      fc.property(texts, (pieces) => {
        const text = pieces.join('')
        expect(spelled(spelled(text, 'uỷ'), 'ủy')).toBe(text)
      }),
    )
  })
})
