import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  actionsIn,
  HANDED_CODE,
  handedCode,
  placeOf,
  placeOfAddress,
  refuseManaging,
  stateOf,
  suggestedUsername,
  USERNAME,
} from './account.ts'

describe('managing an account', () => {
  const administrator = { personId: 'me', units: new Set(['xa', 'ap']) }

  it('reaches those all of whose positions are within the administrator’s units', () => {
    expect(refuseManaging({ id: 'p', unitsHeld: ['xa', 'ap'] }, administrator)).toBeNull()
    expect(refuseManaging({ id: 'p', unitsHeld: [] }, administrator)).toBeNull()
    expect(refuseManaging({ id: 'p', unitsHeld: ['xa', 'huyen'] }, administrator)).toBe('positions_elsewhere')
    expect(refuseManaging({ id: 'me', unitsHeld: ['xa'] }, administrator)).toBe('own_account')
  })

  it('offers what the state allows', () => {
    expect(actionsIn(stateOf(undefined))).toEqual(['create'])
    expect(actionsIn(stateOf({ withdrawn: false, mustChangePassword: true }))).toEqual(['hand_over', 'withdraw'])
    expect(actionsIn(stateOf({ withdrawn: true, mustChangePassword: true }))).toEqual(['hand_over'])
  })

  it('takes names that can be typed on any phone', () => {
    expect(USERNAME.test('bithu.caichot_1')).toBe(true)
    for (const bad of ['ab', 'có dấu', 'a b c', 'a@b.c', '<b>']) expect(USERNAME.test(bad)).toBe(false)
  })
})

describe('a code handed over', () => {
  it('is long enough, can be read out, and is known as one', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 12, maxLength: 12 }), (bytes) => {
        expect(handedCode(bytes)).toMatch(/^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/u)
        expect(handedCode(bytes)).not.toMatch(/[ilo01]/u)
        expect(HANDED_CODE.test(handedCode(bytes).toUpperCase().replaceAll('-', ' '))).toBe(true)
      }),
    )
    expect(HANDED_CODE.test('chiều nay ghé chợ nổi')).toBe(false)
  })
})

describe('a user name', () => {
  it('is suggested off the name, typable on any phone', () => {
    expect(suggestedUsername('Nguyễn Văn Thử')).toBe('thu.nguyenvan')
    expect(suggestedUsername('Đặng')).toBe('dang')
  })
})

describe('an address', () => {
  it('says whether it is of the office or from outside', () => {
    expect(
      ['10.1.2.3', '::ffff:192.168.1.5', '127.0.0.1', '203.0.113.9', '2001:db8::1', null].map(placeOfAddress),
    ).toEqual(['office', 'office', 'machine', 'outside', 'outside', 'unknown'])
  })
})

describe('the accounts of the demonstration', () => {
  it('stand with those of their kind', () => {
    expect(placeOf('Chi bộ ấp Cái Chốt, xã Lương Phú')).toBe('cell')
    expect(placeOf('Đảng ủy xã Lương Phú')).toBe('commune')
    expect(placeOf('Huyện ủy Giồng Trôm (đã kết thúc)')).toBe('other')
  })
})
