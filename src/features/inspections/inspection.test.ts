import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Candidate,
  LEAST_VISITS,
  lotText,
  neededVisits,
  nothingKnown,
  proposeVisits,
  refuseVisit,
  riskOf,
} from './inspection.ts'

const lotOf = (seed: string, unitId: string) => createHash('sha256').update(lotText(seed, unitId)).digest('hex')
const cell = (unitId: string, more: Partial<Candidate> = {}): Candidate => ({
  unitId,
  risk: nothingKnown,
  lot: lotOf('tháng một', unitId),
  visitedThisYear: false,
  ...more,
})
const cells = (count: number) => Array.from({ length: count }, (_, at) => cell(`chi bộ ${at}`))

const someCells = fc.uniqueArray(
  fc.record({
    unitId: fc.uuid(),
    risk: fc.record({
      lastScore: fc.option(fc.integer({ min: 0, max: 100 })),
      divergence: fc.option(fc.integer({ min: 0, max: 60 })),
      sinceVisit: fc.option(fc.integer({ min: 0, max: 24 })),
      overdueTasks: fc.option(fc.integer({ min: 0, max: 9 })),
    }),
    lot: fc.stringMatching(/^[0-9a-f]{64}$/u),
    visitedThisYear: fc.boolean(),
  }),
  { selector: ({ unitId }) => unitId, minLength: 2, maxLength: 40 },
)
const someMonth = fc.integer({ min: 1, max: 12 }).map((at) => `2026-${String(at).padStart(2, '0')}-01`)

describe('whom the team visits', () => {
  it('is half by risk and half by lot, two cells at least', () => {
    fc.assert(
      fc.property(someCells, someMonth, fc.integer({ min: 0, max: 12 }), (all, month, wanted) => {
        const { chosen } = proposeVisits(all, month, wanted)
        expect(new Set(chosen.map(({ unitId }) => unitId)).size).toBe(chosen.length)
        expect(chosen.length).toBe(Math.min(all.length, Math.max(wanted, LEAST_VISITS)))
        expect(chosen.filter(({ how }) => how === 'risk').length).toBe(Math.floor(chosen.length / 2))
      }),
    )
  })

  it('does not depend on the order in which the cells come', () => {
    fc.assert(
      fc.property(someCells, someMonth, (all, month) => {
        expect(proposeVisits(all.toReversed(), month, 4)).toEqual(proposeVisits(all, month, 4))
      }),
    )
  })

  it('draws lots that nothing recorded about a cell bears on, apart from having been seen this year', () => {
    fc.assert(
      fc.property(someCells, someMonth, fc.integer({ min: 2, max: 8 }), (all, month, wanted) => {
        const lots = (of: Candidate[]) =>
          proposeVisits(of, month, wanted).chosen.flatMap(({ unitId, how }) => (how === 'lot' ? [unitId] : []))
        expect(lots(all.map((one) => ({ ...one, risk: nothingKnown })))).toEqual(lots(all))
      }),
    )
  })

  it('reaches every cell within the year when the team goes as often as it must', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 60 }), fc.string(), (count, year) => {
        const seen = new Set<string>()
        for (let at = 1; at <= 12; at++) {
          const month = `2026-${String(at).padStart(2, '0')}-01`
          const all = cells(count).map((one) => ({
            ...one,
            lot: lotOf(`${year} ${month}`, one.unitId),
            visitedThisYear: seen.has(one.unitId),
          }))
          for (const { unitId } of proposeVisits(all, month, neededVisits(all, month)).chosen) seen.add(unitId)
        }
        expect(seen.size).toBe(count)
      }),
    )
  })

  it('says how many visits a month the year needs', () => {
    expect(neededVisits(cells(12), '2026-01-01')).toBe(2)
    expect(neededVisits(cells(30), '2026-01-01')).toBe(3)
    expect(neededVisits(cells(30), '2026-12-01')).toBe(30)
    expect(neededVisits(cells(1), '2026-01-01')).toBe(1)
  })

  it('sends the risk half to the cell that scored worst, differed most, waited longest, owes most', () => {
    const worst = cell('chi bộ lo nhất', { risk: { lastScore: 60, divergence: 25, sinceVisit: 14, overdueTasks: 3 } })
    const { chosen } = proposeVisits([...cells(10), worst], '2026-01-01', 2)
    const drawn = chosen.find(({ how }) => how === 'lot')
    if (drawn?.unitId !== worst.unitId) expect(chosen).toContainEqual({ unitId: worst.unitId, how: 'risk' })
    expect([...riskOf([...cells(10), worst])].filter(([, risk]) => risk > 0)).toEqual([['chi bộ lo nhất', 4]])
  })

  it('gives each cell the same chance of a lot, over many seeds', () => {
    const drawn = new Map<string, number>()
    for (let seed = 0; seed < 2000; seed++) {
      const all = cells(10).map((one) => ({ ...one, lot: lotOf(`hạt giống ${seed}`, one.unitId) }))
      const [lot] = proposeVisits(all, '2026-01-01', 2).chosen.filter(({ how }) => how === 'lot')
      drawn.set(lot?.unitId ?? '', (drawn.get(lot?.unitId ?? '') ?? 0) + 1)
    }
    expect(drawn.size).toBe(10)
    for (const times of drawn.values()) expect(Math.abs(times - 200)).toBeLessThan(60)
  })
})

describe('a visit', () => {
  const visit = { month: '2026-03-01', outcome: 'visited', heldOn: '2026-03-12', reason: null } as const

  it('is recorded with its day in the month, not before it took place', () => {
    expect(refuseVisit(visit, '2026-03-12')).toBeNull()
    expect(refuseVisit(visit, '2026-03-11')).toBe('in_the_future')
    expect(refuseVisit({ ...visit, heldOn: '2026-04-02' }, '2026-04-10')).toBe('outside_month')
    expect(refuseVisit({ ...visit, heldOn: null }, '2026-03-12')).toBe('needs_day')
  })

  it('that did not take place needs its reason', () => {
    expect(refuseVisit({ ...visit, outcome: 'missed', heldOn: null }, '2026-03-31')).toBe('needs_reason')
    expect(refuseVisit({ ...visit, outcome: 'missed', heldOn: null, reason: 'Ấp đang ngập' }, '2026-03-31')).toBeNull()
  })
})
