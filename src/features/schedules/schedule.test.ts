import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explain } from './advice.ts'
import { checkSchedule, type Placement, type ScheduleMeeting, type ScheduleProblem, slotsOf } from './schedule.ts'
import { openSolver } from './server/highs.ts'

const window = { first: '2026-03-10', last: '2026-03-15' }
const slots = slotsOf(window, ['07:30', '14:00'], [])
const meeting = (id: string, people: string[], more: Partial<ScheduleMeeting> = {}): ScheduleMeeting => ({
  id,
  name: `Chi bộ ${id}`,
  minutes: 90,
  slots,
  fixed: null,
  usual: null,
  people,
  free: slots,
  wider: slotsOf({ first: '2026-03-16', last: '2026-03-16' }, ['07:30', '14:00'], []),
  ...more,
})
const problemOf = (meetings: ScheduleMeeting[], perHalfDay = 1, travelMinutes = 0): ScheduleProblem => ({
  meetings,
  people: [...new Set(meetings.flatMap(({ people }) => people))].map((id) => ({ id, name: id, perHalfDay })),
  travelMinutes,
})
const at = (meetingId: string, day: string, time: string): Placement => ({ meetingId, day: `2026-03-${day}`, time })
const solve = await openSolver()

describe('a schedule is judged', () => {
  it('by what each person would have to miss, the way counted', () => {
    const two = problemOf([meeting('a', ['an']), meeting('b', ['an'])], 2, 60)
    const near = {
      ...two,
      meetings: two.meetings.map((one) => ({ ...one, slots: [...slots, { day: '2026-03-10', time: '09:30' }] })),
    }
    const placed = [at('a', '10', '07:30'), at('b', '10', '09:30')]
    expect(checkSchedule(near, placed).missed).toEqual([
      { personId: 'an', meetingId: expect.any(String), insteadOf: [expect.any(String)] },
    ])
    expect(checkSchedule({ ...near, travelMinutes: 30 }, placed).missed).toEqual([])
  })

  it('by how many meetings one person has in a half-day', () => {
    const two = problemOf([
      meeting('a', ['an']),
      meeting('b', ['an'], { slots: [{ day: '2026-03-10', time: '09:30' }] }),
    ])
    const placed = [at('a', '10', '07:30'), at('b', '10', '09:30')]
    expect(checkSchedule(two, placed).missed).toHaveLength(1)
  })

  it('as faulty where a meeting is left out, put twice, or put where it may not be', () => {
    const one = problemOf([meeting('a', ['an'])])
    expect(checkSchedule(one, []).faults).toEqual([{ code: 'not_placed', meetingId: 'a' }])
    expect(checkSchedule(one, [at('a', '10', '07:30'), at('a', '11', '07:30')]).faults[0]?.code).toBe('placed_twice')
    expect(checkSchedule(one, [at('a', '20', '07:30')]).faults[0]?.code).toBe('not_its_slot')
  })
})

describe('the solver', () => {
  it('leaves days out that somebody has taken out', () => {
    expect(slotsOf(window, ['14:00'], ['2026-03-12']).map(({ day }) => day)).not.toContain('2026-03-12')
  })

  it('puts twelve cells of one officer into twelve half-days, and a thirteenth cannot be', () => {
    const cells = (count: number) => problemOf(Array.from({ length: count }, (_, n) => meeting(`${n}`, ['an'])))
    expect(solve(cells(12), 20)?.missed).toEqual([])
    const more = solve(cells(13), 20)
    expect([more?.missed.length, more?.proved]).toEqual([1, true])
  }, 30_000)

  it('keeps what is fixed and moves the others out of its way', () => {
    const wish = [{ day: '2026-03-12', time: '14:00' }]
    const answer = solve(
      problemOf([
        meeting('a', ['an'], { slots: wish, fixed: 'wish' }),
        meeting('b', ['an'], { usual: { day: '2026-03-12', time: '14:00' } }),
      ]),
      20,
    )
    expect(answer?.placements.find(({ meetingId }) => meetingId === 'a')).toEqual(at('a', '12', '14:00'))
    expect(answer).toMatchObject({ missed: [], changed: 1 })
  })

  it('finds what trying everything finds, on small cases of any shape', () => {
    const few = slotsOf({ first: '2026-03-10', last: '2026-03-11' }, ['08:00', '09:00', '14:00'], [])
    const any = fc.record({
      people: fc.uniqueArray(fc.constantFrom('an', 'binh', 'chi'), { minLength: 1, maxLength: 2 }),
      slots: fc.uniqueArray(fc.constantFrom(...few), { minLength: 1, maxLength: 3 }),
      minutes: fc.constantFrom(60, 90, 120),
      usual: fc.option(fc.constantFrom(...few)),
    })
    fc.assert(
      fc.property(
        fc.array(any, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 2 }),
        fc.constantFrom(0, 30),
        (list, most, way) => {
          const problem = problemOf(
            list.map((one, n) => meeting(`${n}`, one.people, one)),
            most,
            way,
          )
          const answer = solve(problem, 20)
          const judged = checkSchedule(problem, answer?.placements ?? [])
          expect(judged.faults).toEqual([])
          expect(judged.cost).toBe(cheapest(problem))
        },
      ),
      { numRuns: 150, seed: 12 },
    )
  }, 60_000)
})

/** The cost of the best of all schedules there are. */
function cheapest(problem: ScheduleProblem): number {
  const place = (index: number, placed: Placement[]): number => {
    const next = problem.meetings[index]
    if (!next) return checkSchedule(problem, placed).cost
    return Math.min(...next.slots.map((slot) => place(index + 1, [...placed, { meetingId: next.id, ...slot }])))
  }
  return place(0, [])
}

describe('what could not be satisfied', () => {
  const told = (problem: ScheduleProblem) => {
    const solved = solve(problem, 20)
    return solved ? explain(problem, solved, (changed) => solve(changed, 5)) : []
  }

  it('is explained by too few half-days, and a wider window or a second meeting was tried and helps', () => {
    const [unmet] = told(problemOf(Array.from({ length: 13 }, (_, n) => meeting(`${n}`, ['an']))))
    expect(unmet).toMatchObject({ personId: 'an', cause: { code: 'too_many', meetings: 13, room: 12 } })
    expect(unmet?.changes.map(({ code }) => code)).toContain('widen')
    expect(unmet?.changes.map(({ code }) => code)).toContain('replace')
    expect(unmet?.changes.every(({ missedAfter }) => missedAfter === 0)).toBe(true)
  })

  it('is explained by two meetings that always fall together; releasing one helps, a wider window does not', () => {
    const wish = { slots: [{ day: '2026-03-12', time: '14:00' }], fixed: 'wish' as const }
    const [unmet] = told(problemOf([meeting('a', ['an'], wish), meeting('b', ['an'], wish)]))
    expect(unmet?.cause).toEqual({ code: 'fixed_together', one: 'a', other: 'b' })
    expect(unmet?.changes.map(({ code }) => code).toSorted()).toEqual(['release', 'release', 'replace'])
  })
})
