import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalCode, canonicalPassword, lengthOfPassword, refusePassword, SHORTEST_PASSWORD } from './password.ts'

const common = new Set(['dragon', 'monkey', 'football', 'iloveyou', 'songlong'])
const refuse = (password: string, about: string[] = []) => refusePassword(password, about, (word) => common.has(word))

describe('a password', () => {
  it('is a sentence one remembers: long, of anything', () => {
    expect(refuse('con đò qua sông Tiền')).toBeNull()
    expect(refuse('chiều nay ghé chợ nổi')).toBeNull()
    expect(refuse('bốn năm sáu con cá lóc')).toBeNull()
    expect(refuse('ngắn quá')).toBe('too_short')
    expect(refuse('x'.repeat(201))).toBe('too_long')
  })

  it('is refused when it is what everybody tries first', () => {
    for (const password of [
      '123456789012345',
      'aaaaaaaaaaaaaaaaaa',
      'qwertyuiopasdfghjkl',
      'Mật khẩu 123456789',
      'Vững Mạnh 2026!!!',
      'vungmanhvungmanh',
      'iloveyou-iloveyou-iloveyou',
      'Dragon Monkey 2025',
      '01/01/1970 - 02/02/1972',
    ])
      expect(refuse(password), password).toBe('easy_to_guess')
  })

  it('is refused when it is made of its owner’s name or place', () => {
    const about = ['bithu.caichot', 'Nguyễn Văn Thử', 'Tỉnh Vĩnh Long']
    expect(refuse('bithu.caichot.2026', about)).toBe('easy_to_guess')
    expect(refuse('Nguyễn Văn Thử 1970', about)).toBe('easy_to_guess')
    expect(refuse('Vĩnh Long Vĩnh Long', ['Vĩnh Long'])).toBe('easy_to_guess')
    expect(refuse('Nguyễn Văn Thử 1970')).toBeNull()
  })

  it('is the same from every keyboard', () => {
    const composed = 'chiều nước nổi mênh mông'.normalize('NFC')
    const apart = composed.normalize('NFD')
    expect(apart).not.toBe(composed)
    expect(canonicalPassword(apart)).toBe(canonicalPassword(composed))
    expect(refuse('ế'.normalize('NFD').repeat(SHORTEST_PASSWORD - 1))).toBe('too_short')
  })

  it('is answered for whatever is typed, and never taken below its length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 250 }), (password) => {
        const refusal = refuse(password)
        if (lengthOfPassword(password) < SHORTEST_PASSWORD) expect(refusal).toBe('too_short')
      }),
    )
  })

  it('with digits before, between or after a common word is still that word', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...common),
        fc.stringMatching(/^\d{5,9}$/u),
        fc.stringMatching(/^\d{4,9}$/u),
        (word, a, b) => {
          expect(refuse(`${a}${word}-${b}${'7'.repeat(4)}`)).toBe('easy_to_guess')
        },
      ),
    )
  })
})

describe('a code', () => {
  it('is the same in capitals, with spaces or dashes', () => {
    expect(canonicalCode('MKQR 4827 hvzd')).toBe(canonicalCode('mkqr-4827-hvzd'))
  })
})
