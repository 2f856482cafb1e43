import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextTurns, type PastTurn, roundOf, type Subject } from './turn.ts'

const people = (count: number): Subject[] =>
  Array.from({ length: count }, (_, at) => ({ id: `đảng viên ${at}`, exempt: false }))
const monthAt = (at: number) => `${2026 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`

describe('turns', () => {
  it('go to whoever has waited longest, in the order of the list where nobody has had one', () => {
    const past: PastTurn[] = [
      { subjectId: 'đảng viên 0', month: '2026-01-01', state: 'done' },
      { subjectId: 'đảng viên 1', month: '2026-02-01', state: 'done' },
    ]
    expect(nextTurns(people(4), past, { month: '2026-03-01', count: 2 })).toEqual(['đảng viên 2', 'đảng viên 3'])
    expect(nextTurns(people(2), past, { month: '2026-03-01', count: 1 })).toEqual(['đảng viên 0'])
  })

  it('skip the exempt, and come back first to whoever was postponed', () => {
    const [first, second, third] = people(3)
    const past: PastTurn[] = [{ subjectId: 'đảng viên 0', month: '2026-01-01', state: 'postponed' }]
    const asked = [
      { ...first, id: 'đảng viên 0', exempt: false },
      { ...second, id: 'đảng viên 1', exempt: true },
      third,
    ].flatMap((one) => one ?? [])
    expect(nextTurns(asked, past, { month: '2026-02-01', count: 2 })).toEqual(['đảng viên 0', 'đảng viên 2'])
    expect(nextTurns(asked, past, { month: '2026-01-01', count: 1 })).toEqual(['đảng viên 2'])
  })

  it('come round to everybody before anybody has a second one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 2 }),
        fc.integer({ min: 1, max: 60 }),
        (size, count, months) => {
          const subjects = people(size)
          const past: PastTurn[] = []
          for (let at = 0; at < months; at++) {
            const month = monthAt(at)
            for (const subjectId of nextTurns(subjects, past, { month, count }))
              past.push({ subjectId, month, state: 'done' })
          }
          const times = subjects.map(({ id }) => past.filter((turn) => turn.subjectId === id).length)
          expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(1)
        },
      ),
    )
  })

  it('count how far the round has come: n of m', () => {
    const done = (id: number, month: string): PastTurn => ({ subjectId: `đảng viên ${id}`, month, state: 'done' })
    expect(roundOf(people(3), [])).toEqual({ done: 0, of: 3 })
    expect(roundOf(people(3), [done(0, '2026-01-01'), done(1, '2026-02-01')])).toEqual({ done: 2, of: 3 })
    expect(roundOf(people(2), [done(0, '2026-01-01'), done(1, '2026-02-01')])).toEqual({ done: 0, of: 2 })
    expect(roundOf([], [])).toEqual({ done: 0, of: 0 })
  })
})
