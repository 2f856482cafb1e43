import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { grants, levels, permission, roles } from '#shared/permission.ts'
import { delegableThrough, type GivenPosition, refuseDelegation, refuseDelegationEnd } from './delegation.ts'

const review = permission('dossier.review', { vi: '', en: '' }, [{ level: 'commune', roles: ['secretary'] }], {
  delegable: true,
})
const sign = permission('title.recognise', { vi: '', en: '' }, [{ level: 'commune', roles: ['secretary'] }])
const declared = [review, sign]
const position: GivenPosition = {
  personId: 'giver',
  unitId: 'xa',
  level: 'commune',
  role: 'secretary',
  from: '2020-01-01',
  to: '2025-07-01',
}
const wanted = { personId: 'receiver', permissions: ['dossier.review'], from: '2022-03-01', to: '2022-04-01' }
const giver = { personId: 'giver' }
const around = { receiverOfUnit: true, declared }
const ask = (more: Partial<typeof wanted>, from: Partial<GivenPosition> = {}) =>
  refuseDelegation({ ...wanted, ...more }, { ...position, ...from }, giver, around)

describe('delegating', () => {
  it('is for whoever holds the position, of what it is given, within its time', () => {
    expect(ask({})).toBeNull()
    expect(refuseDelegation(wanted, position, { personId: 'other' }, around)).toBe('not_your_position')
    expect(ask({ to: '2025-07-02' })).toBe('beyond_position')
    expect(ask({ from: '2019-12-31' })).toBe('beyond_position')
    expect(ask({ to: '2022-03-01' })).toBe('ends_before_it_begins')
    expect(ask({ personId: 'giver' })).toBe('for_oneself')
    expect(refuseDelegation(wanted, position, giver, { ...around, receiverOfUnit: false })).toBe('not_of_unit')
  })

  it('never hands on what is signed in one’s own post, nor what the position is not given', () => {
    expect(ask({ permissions: ['dossier.review', 'title.recognise'] })).toBe('not_yours_to_delegate')
    expect(ask({}, { role: 'committee_member' })).toBe('not_yours_to_delegate')
    expect(ask({ permissions: ['no.such'] })).toBe('not_yours_to_delegate')
  })

  it('never passes on what was delegated', () => {
    expect(ask({}, { only: ['dossier.review'] })).toBe('not_your_position')
  })

  it('never exceeds what the giver holds, whatever is asked of whatever position', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...levels),
        fc.constantFrom(...roles),
        fc.subarray(['dossier.review', 'title.recognise', 'no.such'], { minLength: 1 }),
        fc.constantFrom('2022-03-01', '2024-12-01'),
        (level, role, permissions, from) => {
          const held = { ...position, level, role }
          if (refuseDelegation({ ...wanted, permissions, from, to: '2025-01-01' }, held, giver, around) !== null) return
          const able = delegableThrough(held, declared, from)
          expect(able.every((one) => one.delegable && grants(one, [held], true, from))).toBe(true)
          expect(permissions.every((code) => able.some((one) => one.code === code))).toBe(true)
        },
      ),
    )
  })

  it('of a district’s position ends with the district, whatever its dates', () => {
    const ofDistrict = permission(
      'dossier.opinion',
      { vi: '', en: '' },
      [{ level: 'district', roles: ['secretary'] }],
      {
        delegable: true,
      },
    )
    const held = { unitId: 'h', level: 'district' as const, role: 'secretary' as const }
    expect(delegableThrough(held, [ofDistrict], '2025-06-30')).toHaveLength(1)
    expect(delegableThrough(held, [ofDistrict], '2025-07-01')).toHaveLength(0)
  })

  it('is taken back on any day before its last', () => {
    expect(refuseDelegationEnd({ to: '2022-04-01' }, '2022-03-31')).toBeNull()
    expect(refuseDelegationEnd({ to: '2022-04-01' }, '2022-04-01')).toBe('already_ended')
  })
})
