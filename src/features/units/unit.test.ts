import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { permission } from '#shared/permission.ts'
import { addDays } from '#shared/format.ts'
import { fold } from '#shared/text.ts'
import {
  committeeName,
  isConsistent,
  mayOver,
  nearestVersion,
  overlap,
  type Period,
  placeName,
  planChange,
  refuseCreation,
  refuseProfile,
  refuseStanding,
  slugOf,
  type UnitKind,
  type UnitVersion,
  versionOn,
} from './unit.ts'

const always = { from: '1930-01-01', to: null }
const kind = (
  code: string,
  level: UnitKind['level'],
  label: string,
  committee: string,
  inUse: Period = always,
): UnitKind => ({
  code,
  level,
  label: { vi: label, en: code },
  committee,
  inUse,
})
const commune = kind('commune', 'commune', 'Xã', 'Đảng ủy xã')
const township = kind('township', 'commune', 'Thị trấn', 'Đảng ủy thị trấn', { from: '1930-01-01', to: '2025-07-01' })
const hamletCell = kind('hamlet_cell', 'cell', 'Chi bộ ấp', 'Chi bộ')
const group = kind('group', 'group', 'Tổ nhân dân tự quản', 'Tổ')
const kinds = [commune, township, hamletCell, group]
const version = (from: string, to: string | null, more: Partial<UnitVersion> = {}): UnitVersion => ({
  id: `${from}`,
  name: 'Chi bộ ấp Bến Đò',
  kind: 'hamlet_cell',
  parentId: 'xa',
  sortOrder: 1,
  from,
  to,
  ...more,
})

const day = fc.integer({ min: 0, max: 9000 }).map((days) => addDays('2005-01-01', days))
/** Versions one after another, the last perhaps without end. */
const life = fc.tuple(fc.uniqueArray(day, { minLength: 2, maxLength: 6 }), fc.boolean()).map(([days, open]) => {
  const sorted = days.toSorted((a, b) => (a < b ? -1 : 1))
  return sorted
    .slice(0, -1)
    .map((from, at) => version(from, open && at === sorted.length - 2 ? null : (sorted[at + 1] ?? null)))
})

describe('the versions of a unit', () => {
  it('never overlap after a change, whatever the day, and say on each day what they said or the change', () => {
    fc.assert(
      fc.property(life, day, day, (versions, from, asked) => {
        const plan = planChange(versions, kinds, { name: 'Chi bộ ấp Mới', kind: 'hamlet_cell', sortOrder: 1 }, from)
        if (typeof plan === 'string') {
          expect(versionOn(versions, from)).toBeUndefined()
          return
        }
        const after =
          plan.do === 'amend'
            ? versions.map((one) => (one.id === plan.version.id ? plan.version : one))
            : [...versions.map((one) => (one.id === plan.ended.id ? plan.ended : one)), { ...plan.next, id: 'new' }]
        expect(isConsistent(after)).toBe(true)
        const changed = versionOn(versions, from)
        const then = versionOn(versions, asked)
        const inChange = then !== undefined && then.id === changed?.id && asked >= from
        expect(versionOn(after, asked)?.name).toBe(inChange ? 'Chi bộ ấp Mới' : then?.name)
      }),
    )
  })

  it('overlap both ways or not at all', () => {
    fc.assert(
      fc.property(life, life, (one, other) => {
        for (const a of one) for (const b of other) expect(overlap(a, b)).toBe(overlap(b, a))
      }),
    )
  })

  it('show the nearest time when there was none on the day', () => {
    const versions = [version('2010-01-01', '2015-01-01'), version('2015-01-01', '2025-07-01')]
    expect(nearestVersion(versions, '2025-08-01')?.from).toBe('2015-01-01')
    expect(nearestVersion(versions, '2001-01-01')?.from).toBe('2010-01-01')
    expect(nearestVersion([], '2001-01-01')).toBeUndefined()
  })
})

describe('a change of a unit', () => {
  const versions = [version('2010-01-01', null)]
  const change = { name: 'Chi bộ ấp Bến Đò', kind: 'hamlet_cell', sortOrder: 1 }

  it('made on the first day of a version amends it, so that no empty time arises', () => {
    expect(planChange(versions, kinds, { ...change, name: 'Chi bộ ấp 1' }, '2010-01-01')).toMatchObject({ do: 'amend' })
  })

  it('is refused when nothing changes, when the unit was not there, and across levels', () => {
    expect(planChange(versions, kinds, change, '2020-01-01')).toBe('nothing_changed')
    expect(planChange(versions, kinds, { ...change, sortOrder: 2 }, '2009-12-31')).toBe('not_in_force')
    expect(planChange(versions, kinds, { ...change, kind: 'commune' }, '2020-01-01')).toBe('other_level')
  })

  it('does not make a township after the district era', () => {
    const xa = [version('2010-01-01', null, { kind: 'commune', name: 'Xã Mỹ Thạnh' })]
    const wanted = { name: 'Thị trấn Mỹ Thạnh', kind: 'township', sortOrder: 1 }
    expect(planChange(xa, kinds, wanted, '2025-07-01')).toBe('kind_not_in_use')
    expect(planChange(xa, kinds, wanted, '2025-06-30')).toMatchObject({ do: 'succeed' })
  })
})

describe('creating a unit', () => {
  const parent = { level: 'commune' as const, periods: [{ from: '2000-01-01', to: '2025-07-01' }] }

  it('takes a cell or a group under a commune that stood that day', () => {
    expect(refuseCreation(hamletCell, parent, '2022-01-01', '2022-01-01')).toBeNull()
    expect(refuseCreation(group, { ...parent, level: 'cell' }, '2022-01-01', '2022-01-01')).toBeNull()
  })

  it('refuses everything else', () => {
    expect(refuseCreation(undefined, parent, '2022-01-01', '2022-01-01')).toBe('unknown_kind')
    expect(refuseCreation(hamletCell, parent, '2022-01-02', '2022-01-01')).toBe('in_future')
    expect(refuseCreation(hamletCell, parent, '2025-07-01', '2026-01-01')).toBe('parent_not_in_force')
    expect(refuseCreation(commune, parent, '2022-01-01', '2022-01-01')).toBe('not_a_place_for')
    expect(refuseCreation(hamletCell, { ...parent, level: 'cell' }, '2022-01-01', '2022-01-01')).toBe('not_a_place_for')
  })
})

describe('a standing', () => {
  const unit = { level: 'commune' as const, versions: [version('2010-01-01', null)], standings: [] }
  const held = { kind: 'new_countryside' as const, from: '2020-06-01', to: null }

  it('is held once at a time', () => {
    expect(refuseStanding(unit, held, '2022-01-01')).toBeNull()
    expect(refuseStanding({ ...unit, standings: [held] }, { ...held, from: '2021-01-01' }, '2022-01-01')).toBe(
      'already_this_standing',
    )
    expect(
      refuseStanding(
        { ...unit, standings: [{ ...held, to: '2021-01-01' }] },
        { ...held, from: '2021-01-01' },
        '2022-01-01',
      ),
    ).toBeNull()
  })

  it('is of communes and districts, not of cells, and of days that have come', () => {
    expect(refuseStanding({ ...unit, level: 'cell' }, held, '2022-01-01')).toBe('standing_not_for_level')
    expect(refuseStanding(unit, held, '2020-05-31')).toBe('in_future')
    expect(refuseStanding(unit, { ...held, from: '2009-12-31' }, '2020-05-31')).toBe('not_in_force')
  })
})

describe('the counts of a cell', () => {
  const unit = { level: 'cell' as const, versions: [version('2010-01-01', null)], recorded: ['2022-01-01'] }
  const profile = {
    asOf: '2022-02-01',
    members: 20,
    probationary: null,
    exempt: null,
    households: null,
    poorHouseholds: null,
    nearPoorHouseholds: null,
  }

  it('are refused when a part is larger than its whole', () => {
    fc.assert(
      fc.property(
        fc.nat(50),
        fc.nat(50),
        fc.nat(50),
        fc.nat(50),
        (households, poorHouseholds, nearPoorHouseholds, probationary) => {
          const refusal = refuseProfile(
            unit,
            { ...profile, households, poorHouseholds, nearPoorHouseholds, probationary },
            '2022-03-01',
          )
          expect(refusal === null).toBe(poorHouseholds + nearPoorHouseholds <= households && probationary <= 20)
        },
      ),
    )
  })

  it('are refused twice for a day, in the future, and for what is not a cell', () => {
    expect(refuseProfile(unit, { ...profile, asOf: '2022-01-01' }, '2022-03-01')).toBe('date_has_profile')
    expect(refuseProfile(unit, profile, '2022-01-31')).toBe('in_future')
    expect(refuseProfile({ ...unit, level: 'commune' }, profile, '2022-03-01')).toBe('not_a_cell')
  })
})

describe('somebody’s part in a unit', () => {
  const keep = permission('k', { vi: 'k', en: 'k' }, [{ level: 'commune', roles: ['organising_head'] }])
  const held = { unitId: 'xa', level: 'commune' as const, role: 'organising_head' as const }

  it('reaches down from the unit of the position, by what the position is', () => {
    expect(mayOver(keep, [held], ['cell', 'xa', 'tinh'], '2022-03-01')).toBe(true)
    expect(mayOver(keep, [held], ['cell', 'other', 'tinh'], '2022-03-01')).toBe(false)
    expect(mayOver(keep, [{ ...held, role: 'viewer' }], ['cell', 'xa', 'tinh'], '2022-03-01')).toBe(false)
  })
})

describe('names', () => {
  it.each([
    ['Xã Mỹ Thạnh', commune, 'Mỹ Thạnh', 'Đảng ủy xã Mỹ Thạnh', 'my-thanh'],
    ['Thị trấn Giồng Trôm', township, 'Giồng Trôm', 'Đảng ủy thị trấn Giồng Trôm', 'giong-trom'],
    ['Chi bộ ấp Bến Đò', hamletCell, 'Bến Đò', 'Chi bộ ấp Bến Đò', 'ben-do'],
    ['Chi bộ Trường THCS', hamletCell, 'Chi bộ Trường THCS', 'Chi bộ Trường THCS', 'chi-bo-truong-thcs'],
  ])('%s', (name, of, place, committee, slug) => {
    expect([placeName(name, of), committeeName(name, of), slugOf(name, of)]).toEqual([place, committee, slug])
  })

  it('fold alike with either style of tone marks', () => {
    expect(fold('Tân Hoà')).toBe(fold('Tân Hòa'))
  })
})
