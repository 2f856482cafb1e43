import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { actionsIn, oneTimePassword, placeOf, refuseManaging, stateOf, USERNAME } from './account.ts'

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

describe('a one-time password', () => {
  it('is long enough and can be read out', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), (bytes) => {
        expect(oneTimePassword(bytes)).toMatch(/^([a-z]{4}-[2-9]{4}-){2}[a-z]{4}$/u)
        expect(oneTimePassword(bytes)).not.toMatch(/[ilo01]/u)
      }),
    )
  })
})

describe('the accounts of the demonstration', () => {
  it('stand with those of their kind', () => {
    expect(placeOf('Chi bộ ấp Cái Chốt, xã Lương Phú')).toBe('cell')
    expect(placeOf('Đảng ủy xã Lương Phú')).toBe('commune')
    expect(placeOf('Huyện ủy Giồng Trôm (đã kết thúc)')).toBe('other')
  })
})
