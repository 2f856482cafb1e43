import { describe, expect, it } from 'vitest'
import { actionsIn, refuseManaging, stateOf, USERNAME } from './account.ts'

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
