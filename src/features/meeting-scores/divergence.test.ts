import { describe, expect, it } from 'vitest'
import { divergenceOf, divergencesBy, pairsOf, type Standing } from './divergence.ts'
import { yearOf, type YearMeeting } from './year.ts'

const standing = (over: Partial<Standing>): Standing => ({
  unitId: 'cell',
  meetingId: 'november',
  month: '2026-11-01',
  source: 'cell',
  scorer: 'member',
  points: 95,
  level: 'tot',
  ...over,
})

describe('scores of one meeting', () => {
  const standings = [
    standing({}),
    standing({ source: 'officer', scorer: 'officer', points: 88, level: 'kha' }),
    standing({ source: 'inspection', scorer: 'inspector', points: 90 }),
    standing({ meetingId: 'other', source: 'inspection', scorer: 'inspector', points: 10 }),
  ]

  it('are held against the cell’s own, where the cell has one', () => {
    expect(pairsOf(standings).map(({ other }) => other.scorer)).toEqual(['officer', 'inspector'])
    expect(divergenceOf(pairsOf(standings))).toEqual({ meetings: 1, points: 6, otherLevel: 1 })
    expect(divergenceOf([])).toBeNull()
  })

  it('are grouped by cell, scorer or month, the farthest apart first', () => {
    expect(divergencesBy(pairsOf(standings), ({ other }) => other.scorer).map(({ key }) => key)).toEqual([
      'officer',
      'inspector',
    ])
    expect(divergencesBy(pairsOf(standings), () => null)).toEqual([])
  })
})

describe('the meetings of a year', () => {
  const meeting = (level: YearMeeting['level'], points: number | null = 92): YearMeeting => ({
    month: '2026-01-01',
    points,
    level,
  })
  const levelOfPoints = (points: number) => (points >= 90 ? ('tot' as const) : ('kha' as const))

  it('are tốt when more than 90 in 100 are; exactly 90 is not more', () => {
    const nine = [...Array.from({ length: 9 }, () => meeting('tot')), meeting('kha')]
    expect(yearOf(nine, 'share_good', levelOfPoints)).toMatchObject({ good: 9, of: 10, level: 'kha' })
    const eleven = [...nine, ...Array.from({ length: 2 }, () => meeting('tot'))]
    expect(yearOf(eleven, 'share_good', levelOfPoints)).toMatchObject({ good: 11, of: 12, level: 'tot' })
  })

  it('by the lowest level are what the worst of them was; by points what the mean reaches', () => {
    expect(yearOf([meeting('tot'), meeting('kem')], 'lowest', levelOfPoints)).toMatchObject({ level: 'kem' })
    expect(yearOf([meeting('tot', 95), meeting('kha', 80)], 'mean_points', levelOfPoints)).toMatchObject({
      points: 87.5,
      level: 'kha',
    })
    expect(yearOf([meeting('tot', null)], 'mean_points', levelOfPoints)).toMatchObject({ points: null, level: null })
  })

  it('are missing while one is not settled, and of nothing not applicable', () => {
    expect(yearOf([meeting('tot'), meeting(null)], 'lowest', levelOfPoints)).toEqual({
      state: 'missing',
      months: ['2026-01-01'],
    })
    expect(yearOf([], 'lowest', levelOfPoints)).toEqual({ state: 'not_applicable' })
  })
})
