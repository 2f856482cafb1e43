import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Assigned, expectedOn, loadsOf, refuseAssignment, refuseEnding } from './assignment.ts'

const follow = (more: Partial<Assigned> = {}): Assigned => ({
  id: 'a1',
  unitId: 'cell',
  byUnitId: 'commune',
  personId: 'an',
  title: 'Cấp ủy viên phụ trách',
  kind: 'follow',
  standsInFor: null,
  from: '2026-01-01',
  to: null,
  ...more,
})
const substitute = (more: Partial<Assigned> = {}) =>
  follow({
    id: 's1',
    kind: 'substitute',
    personId: 'binh',
    standsInFor: 'a1',
    from: '2026-03-01',
    to: '2026-04-01',
    ...more,
  })
const cell = { level: 'cell' as const, periods: [{ from: '2020-01-01', to: null }], above: ['commune', 'province'] }

describe('somebody is assigned to follow a unit', () => {
  it('by any body above it, whatever its level', () => {
    expect(refuseAssignment(follow(), cell, [])).toBeNull()
    expect(refuseAssignment(follow({ byUnitId: 'province' }), cell, [])).toBeNull()
    expect(refuseAssignment(follow({ byUnitId: 'other' }), cell, [])).toBe('not_above')
  })

  it('of a commune, a cell or a group, as long as it exists', () => {
    expect(refuseAssignment(follow(), { ...cell, level: 'group' }, [])).toBeNull()
    expect(refuseAssignment(follow(), { ...cell, level: 'district' }, [])).toBe('not_a_target')
    expect(refuseAssignment(follow({ from: '2019-01-01' }), cell, [])).toBe('unit_not_in_force')
  })

  it('once at a time; a post without a person may be there several times', () => {
    expect(refuseAssignment(follow({ id: 'a2' }), cell, [follow()])).toBe('already_assigned')
    expect(refuseAssignment(follow({ id: 'a2' }), cell, [follow({ to: '2026-01-01' })])).toBeNull()
    expect(refuseAssignment(follow({ id: 'a2', personId: null }), cell, [follow({ personId: null })])).toBeNull()
  })

  it('until the day the assignment ends, which comes after its first', () => {
    expect(refuseEnding(follow(), '2026-02-01')).toBeNull()
    expect(refuseEnding(follow(), '2026-01-01')).toBe('not_begun')
    expect(refuseEnding(follow({ to: '2026-02-01' }), '2026-03-01')).toBe('already_ended')
  })
})

describe('somebody stands in', () => {
  it('for another, for a time within the other’s, and not twice', () => {
    expect(refuseAssignment(substitute(), cell, [follow()])).toBeNull()
    expect(refuseAssignment(substitute(), cell, [])).toBe('nobody_to_stand_in_for')
    expect(refuseAssignment(substitute({ to: null }), cell, [follow()])).toBe('substitute_needs_end')
    expect(refuseAssignment(substitute({ personId: 'an' }), cell, [follow()])).toBe('for_the_same_person')
    expect(refuseAssignment(substitute(), cell, [follow({ to: '2026-03-10' })])).toBe('outside_stood_in_for')
    expect(refuseAssignment(substitute({ id: 's2' }), cell, [follow(), substitute()])).toBe('already_assigned')
  })

  it('and is expected in their place, only during that time', () => {
    const both = [follow(), substitute()]
    expect(expectedOn(both, '2026-02-28').map(({ id }) => id)).toEqual(['a1'])
    expect(expectedOn(both, '2026-03-15').map(({ id }) => id)).toEqual(['s1'])
    expect(expectedOn(both, '2026-04-01').map(({ id }) => id)).toEqual(['a1'])
  })
})

describe('the load of each officer', () => {
  it('is too much only where the unit has said how much is', () => {
    const three = ['x', 'y', 'z'].map((unitId) => follow({ id: unitId, unitId }))
    expect(loadsOf(three, '2026-02-01', null)).toEqual([{ personId: 'an', targets: 3, over: false }])
    expect(loadsOf(three, '2026-02-01', 2)[0]?.over).toBe(true)
  })

  it('counts every unit with a named officer once for each officer, on any day', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-02-${String(n).padStart(2, '0')}`)
    const any = fc.record({
      person: fc.constantFrom('an', 'binh', null),
      unit: fc.constantFrom('x', 'y', 'z'),
      from: day,
    })
    fc.assert(
      fc.property(fc.array(any, { maxLength: 12 }), day, (list, on) => {
        const all = list.map(({ person, unit, from }, at) =>
          follow({ id: `${at}`, personId: person, unitId: unit, from }),
        )
        const expected = new Set(
          all.filter(({ personId, from }) => personId !== null && from <= on).map((a) => `${a.personId}:${a.unitId}`),
        )
        expect(loadsOf(all, on, null).reduce((sum, { targets }) => sum + targets, 0)).toBe(expected.size)
      }),
    )
  })
})
