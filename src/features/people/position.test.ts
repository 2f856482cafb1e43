import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { levels, roles } from '#shared/permission.ts'
import { type Held, refuseEnd, refusePosition, rolesAt } from './position.ts'

const unit = { level: 'commune' as const, periods: [{ from: '2000-01-01', to: '2025-07-01' }] }
const wanted: Held = { personId: 'p', unitId: 'u', role: 'secretary', from: '2020-01-01', to: null }
const giver = { personId: 'g', isAdministrator: false }

describe('giving a position', () => {
  it('is possible where the unit stood and the level has the role', () => {
    expect(refusePosition(wanted, unit, [], giver)).toBeNull()
    expect(refusePosition({ ...wanted, from: '2025-07-01' }, unit, [], giver)).toBe('unit_not_in_force')
    expect(refusePosition({ ...wanted, role: 'organising_head' }, { ...unit, level: 'cell' }, [], giver)).toBe(
      'role_not_for_level',
    )
    expect(refusePosition({ ...wanted, to: '2020-01-01' }, unit, [], giver)).toBe('ends_before_it_begins')
  })

  it('is possible again after the same position has ended, not while it lasts', () => {
    const earlier = { ...wanted, from: '2015-01-01', to: '2020-01-01' }
    expect(refusePosition(wanted, unit, [earlier], giver)).toBeNull()
    expect(refusePosition(wanted, unit, [{ ...earlier, to: '2020-01-02' }], giver)).toBe('already_held')
    expect(refusePosition(wanted, unit, [{ ...earlier, to: null, role: 'viewer' }], giver)).toBeNull()
  })

  it('never enlarges the rights of the one who gives', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...levels),
        fc.constantFrom(...roles),
        fc.boolean(),
        (level, role, isAdministrator) => {
          expect(
            refusePosition({ ...wanted, role }, { ...unit, level }, [], { personId: 'p', isAdministrator }),
          ).not.toBeNull()
          const made = refusePosition({ ...wanted, role: 'administrator' }, { ...unit, level }, [], giver)
          expect(made).not.toBeNull()
        },
      ),
    )
  })

  it('knows no committee in a group', () => {
    expect(rolesAt('group')).toEqual(['member', 'viewer'])
  })
})

describe('ending a position', () => {
  it('falls after its beginning and before its end', () => {
    expect(refuseEnd({ from: '2020-01-01', to: null }, '2020-01-02')).toBeNull()
    expect(refuseEnd({ from: '2020-01-01', to: null }, '2020-01-01')).toBe('not_begun')
    expect(refuseEnd({ from: '2020-01-01', to: '2021-01-01' }, '2021-01-01')).toBe('already_ended')
    expect(refuseEnd({ from: '2020-01-01', to: '2021-01-01' }, '2020-12-31')).toBeNull()
  })
})
