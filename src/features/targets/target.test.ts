import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '#shared/format.ts'
import { checkCascade, gapsOf, type Promise as Promised } from './cascade.ts'
import {
  agreementRefusals,
  denominators,
  inForceOn,
  measures,
  promisedCells,
  type Promiser,
  type Registration,
  registrationRefusals,
  replacementRefusals,
  stateOn,
  stoodOn,
  targetActions,
  targetParts,
  targetStates,
  targetWorkflow,
} from './target.ts'

const twelve: Registration = { denominator: 'YEAR_REGISTERED', year: 2022, value: 12, on: '2022-02-10' }
const district: Promiser = { level: 'district', term: { fromYear: 2020, toYear: 2025 }, today: '2022-03-01' }
const refusals = (change: Partial<Registration>, by: Partial<Promiser> = {}) =>
  registrationRefusals({ ...twelve, ...change }, { ...district, ...by })

describe('registering a target', () => {
  it('is for a province, a district while there were districts, a commune; a cell registers itself', () => {
    expect((['province', 'district', 'commune'] as const).flatMap((level) => refusals({}, { level }))).toEqual([])
    expect(refusals({}, { level: 'cell' })).toEqual(['level_promises_nothing'])
    expect(refusals({}, { level: null })).toEqual(['unit_not_there'])
  })

  it('names the year exactly where the target is of a year, within the term', () => {
    expect(refusals({ year: null })).toEqual(['year_needed'])
    expect(refusals({ denominator: 'TERM_RESOLUTION' })).toEqual(['year_not_asked'])
    expect(refusals({ year: 2026 })).toEqual(['year_outside_term'])
  })

  it('promises cells without an upper bound, and shares of cells up to all of them', () => {
    expect(refusals({ value: 500 })).toEqual([])
    expect(refusals({ denominator: 'NTM_COMMUNE_CELLS', year: null, value: 100 })).toEqual([])
    expect(refusals({ denominator: 'ALL_CELLS', year: null, value: 101 })).toEqual(['over_hundred_percent'])
  })

  it('happens today or earlier', () => {
    expect(refusals({ on: '2022-03-02' })).toEqual(['day_in_future'])
  })
})

describe('the life of a target', () => {
  it('is agreed by the unit above and replaced by the unit itself, and after that nothing', () => {
    const allowed = targetStates.flatMap((state) =>
      targetActions.flatMap((action) =>
        targetParts.flatMap((part) => {
          const decision = targetWorkflow.decide(state, action, [part])
          return decision.ok ? [`${state} ${action} ${part} ${decision.to}`] : []
        }),
      ),
    )
    expect(allowed).toEqual([
      'registered agree superior agreed',
      'registered replace unit replaced',
      'agreed replace unit replaced',
    ])
  })

  it('nobody agrees with what they registered themselves', () => {
    const by = { on: '2022-03-01', today: '2022-03-01', registeredBySelf: true }
    expect(agreementRefusals({ registeredOn: '2022-02-10' }, by)).toEqual(['own_registration'])
    expect(agreementRefusals({ registeredOn: '2022-02-10' }, { ...by, registeredBySelf: false })).toEqual([])
  })

  it('has its days in order', () => {
    const today = '2022-06-01'
    const target = { registeredOn: '2022-02-10', agreedOn: '2022-03-01' }
    expect(agreementRefusals(target, { on: '2022-02-09', today, registeredBySelf: false })).toEqual([
      'day_before_registration',
    ])
    expect(replacementRefusals(target, { on: '2022-02-28', today })).toEqual(['day_before_registration'])
    expect(replacementRefusals(target, { on: '2022-03-01', today })).toEqual([])
    expect(replacementRefusals(target, { on: '2022-06-02', today })).toEqual(['day_in_future'])
  })

  it('each day has the target of that day, and replacing one changes no earlier day', () => {
    const step = fc.integer({ min: 1, max: 200 })
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), fc.nat(1500), (gaps, later) => {
        const days = gaps.reduce<string[]>((all, gap) => [...all, addDays(all.at(-1) ?? '2020-01-01', gap)], [])
        const chain = days.map((registeredOn, at) => ({
          registeredOn,
          agreedOn: null,
          replacedOn: days[at + 1] ?? null,
        }))
        const day = addDays('2020-01-01', later)
        expect(chain.filter((target) => stoodOn(target, day)).length).toBe(day < (days[0] ?? '') ? 0 : 1)
        expect(inForceOn(chain, day)?.registeredOn).toBe(days.findLast((start) => start <= day))
      }),
    )
  })

  it('has the state of the day, not of today', () => {
    const target = { agreedOn: '2022-03-01', replacedOn: '2022-11-01' }
    expect(['2022-02-28', '2022-03-01', '2022-10-31', '2022-11-01'].map((day) => stateOn(target, day))).toEqual([
      'registered',
      'agreed',
      'agreed',
      'replaced',
    ])
  })
})

describe('promised cells', () => {
  it('are the promise itself, or its share of the cells with a begun one as whole', () => {
    expect(promisedCells('YEAR_REGISTERED', 12, 104)).toBe(12)
    expect(promisedCells('NTM_COMMUNE_CELLS', 100, 43)).toBe(43)
    expect(promisedCells('ALL_CELLS', 50, 43)).toBe(22)
  })

  it('of a share are never more than there are', () => {
    const shares = fc.constantFrom(...denominators.filter((kind) => measures[kind] === 'percent'))
    fc.assert(
      fc.property(shares, fc.nat(100), fc.nat(3000), (kind, value, cells) => {
        expect(promisedCells(kind, value, cells)).toBeLessThanOrEqual(cells)
      }),
    )
  })
})

const unit = (unitId: string, parentId: string | null, cells: number | null): Promised => ({
  unitId,
  parentId,
  cells,
  state: cells === null ? null : 'agreed',
})

describe('the sum below and the promise above', () => {
  it('is short where communes register fewer than their district has promised, and names who has registered none', () => {
    const tree = [unit('h', 't', 12), unit('x1', 'h', 5), unit('x2', 'h', 4), unit('x3', 'h', null)]
    expect(gapsOf(checkCascade(tree))).toEqual([
      { unitId: 'h', kind: 'short', promised: 12, below: 9, by: 3, silent: ['x3'] },
    ])
  })

  it('shows more than promised as more, and never cuts it', () => {
    const tree = [unit('h', 't', 12), unit('x1', 'h', 9), unit('x2', 'h', 5)]
    expect(gapsOf(checkCascade(tree))).toMatchObject([{ kind: 'more', promised: 12, below: 14, by: 2 }])
  })

  it('looks through a unit that has promised nothing itself', () => {
    const tree = [unit('t', null, 10), unit('h', 't', null), unit('x1', 'h', 6), unit('x2', 'h', 4)]
    expect(checkCascade(tree).map(({ unitId, below, gap }) => [unitId, below, gap])).toEqual([
      ['t', 10, 0],
      ['h', 10, null],
    ])
  })

  it('lists what still waits for the unit above', () => {
    const waiting: Promised = { ...unit('x1', 'h', 3), state: 'registered' }
    expect(checkCascade([unit('h', 't', 3), waiting])).toMatchObject([{ awaiting: ['x1'], gap: 0 }])
  })

  it('has no gap exactly when every promise with units below is their sum', () => {
    const children = fc.array(fc.nat(20), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(children, fc.nat(160), (parts, promised) => {
        const tree = [unit('h', null, promised), ...parts.map((cells, at) => unit(`x${at}`, 'h', cells))]
        const sum = parts.reduce((total, one) => total + one, 0)
        const gaps = gapsOf(checkCascade(tree))
        expect(gaps.length).toBe(sum === promised ? 0 : 1)
        if (gaps[0]) expect(gaps[0].by * (gaps[0].kind === 'short' ? 1 : -1)).toBe(promised - sum)
      }),
    )
  })
})
