import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRuleSetFile } from '#features/rule-sets/ruleSetFile.ts'
import { isLeaf } from '#features/rule-sets/item.ts'
import type { Verdict } from '#features/rule-sets/ruleSetSchema.ts'
import { type MeetingFacts, nothingSettled, type OpenPoints } from './facts.ts'
import { bindings, filledFrom, type SheetContent, scoreOf } from './sheet.ts'

const shipped = (name: string): SheetContent => {
  const read = readRuleSetFile(readFileSync(`catalogue/rule-sets/${name}.json`, 'utf8'))
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.value
}
const ward = shipped('an-phu-cham-sinh-hoat-2025')
const frame = shipped('42-hd-btctw-2025')
const facts = (over: Partial<MeetingFacts> = {}): MeetingFacts => ({
  kind: 'regular',
  minutes: 95,
  members: 21,
  invited: 20,
  present: 20,
  absent: 0,
  spoke: 12,
  papersLead: 2,
  resultsLag: null,
  tasks: { done: 4, of: 4 },
  longestExcused: 1,
  ...over,
})
/** Everything met that the record does not answer. */
const best = (sheet: SheetContent): Record<string, Verdict> =>
  Object.fromEntries(
    sheet.items.filter(isLeaf).map((item): [string, Verdict] => {
      if (item.mode === 'points') return [item.code, { kind: 'points', points: item.maxPoints }]
      if (item.mode === 'choice') return [item.code, { kind: 'choice', option: item.options[0]?.code ?? '' }]
      return [item.code, { kind: 'passed', passed: true }]
    }),
  )
const score = (over: Partial<MeetingFacts>, open: OpenPoints = nothingSettled, byHand = best(ward)) =>
  scoreOf(ward, byHand, filledFrom(ward, facts(over), open), open)

describe('the sheet of phường An Phú', () => {
  it('is filled where the record answers, and names rows that it has', () => {
    const filled = filledFrom(ward, facts(), nothingSettled)
    expect(filled).toMatchObject({
      '1.1': { option: 'du' },
      '2.1': { option: 'tu-90' },
      '2.2': { passed: true },
      '3.5': { passed: true },
      '4.3': { kind: 'not_applicable' },
      '4.5': { option: 'tren-50' },
      '7.1': { option: 'tu-90' },
    })
    expect(Object.keys(filled), 'not posted yet: left to people').not.toContain('8.3')
    const bound = Object.keys(bindings[ward.code]?.rows ?? {})
    expect(bound.filter((code) => !ward.items.some((item) => item.code === code))).toEqual([])
  })

  it('of a combined meeting with everything met earns 100 and the level tốt', () => {
    const combined = score({ kind: 'combined', minutes: 125 })
    expect([combined.points, combined.of, combined.level?.level]).toEqual([100, 100, 'tot'])
  })

  it('in a month without a theme follows what the unit settled: 95 of 95, 100 by the regular content, or scaled', () => {
    expect([score({}).points, score({}).of]).toEqual([95, 95])
    expect(score({}, { ...nothingSettled, thematicPoints: 'to_regular' }).points).toBe(100)
    expect(score({}, { ...nothingSettled, thematicPoints: 'scale' }).points).toBe(100)
    const lacking = { ...best(ward), '4.2': { kind: 'passed', passed: false } as const }
    expect(score({}, { ...nothingSettled, thematicPoints: 'to_regular' }, lacking).points).toBe(85)
  })

  it('loses points by what the record says, whatever people say of those rows', () => {
    const dishonest = { ...best(ward), '2.1': { kind: 'choice', option: 'tu-90' } as const }
    expect(score({ present: 19, absent: 1 }, nothingSettled, dishonest).points).toBe(92)
    expect(score({ papersLead: 0 }).points).toBe(93)
    expect(score({ longestExcused: 4 }).points).toBe(94)
  })

  it('has no level while a row is open', () => {
    const { '3.1': _open, ...rest } = best(ward)
    expect(score({}, nothingSettled, rest)).toMatchObject({ missing: ['3.1'], level: null })
  })

  it('never exceeds its maximum nor falls below nothing, whatever is judged', () => {
    const verdict = fc.oneof(
      fc.boolean().map((passed): Verdict => ({ kind: 'passed', passed })),
      fc
        .constantFrom(...ward.items.filter(isLeaf).flatMap((item) => ('options' in item ? item.options : [])))
        .map(({ code }): Verdict => ({ kind: 'choice', option: code })),
      fc.constant<Verdict>({ kind: 'not_applicable' }),
      fc.double({ min: 0, max: 500, noNaN: true }).map((points): Verdict => ({ kind: 'points', points })),
    )
    const verdicts = fc.dictionary(fc.constantFrom(...ward.items.map(({ code }) => code)), verdict)
    const open = fc.constantFrom('drop', 'to_regular', 'scale', null)
    fc.assert(
      fc.property(verdicts, open, fc.boolean(), (byHand, thematicPoints, combined) => {
        const settled = { ...nothingSettled, thematicPoints }
        const { points, of } = score({ kind: combined ? 'combined' : 'regular' }, settled, byHand)
        expect(points).toBeGreaterThanOrEqual(0)
        expect(points).toBeLessThanOrEqual(of)
        expect(of).toBeLessThanOrEqual(100)
      }),
    )
  })
})

describe('the national frame', () => {
  it('gives no steps below a row’s maximum, so nothing is filled in', () => {
    expect(filledFrom(frame, facts(), nothingSettled)).toEqual({})
    expect(scoreOf(frame, best(frame), {}, nothingSettled)).toMatchObject({ points: 100, of: 100, missing: [] })
  })

  it.each([
    [90, 'tot'],
    [89.99, 'kha'],
    [70, 'kha'],
    [69.99, 'trung-binh'],
    [50, 'trung-binh'],
    [49.99, 'kem'],
  ])('%d points are %s', (points, level) => {
    const lacking = { ...best(frame), '6': { kind: 'points', points: Math.max(0, 30 - (100 - points)) } as const }
    const rest =
      points >= 70
        ? lacking
        : { ...lacking, '4.2': { kind: 'points', points: Math.round((25 - (70 - points)) * 100) / 100 } as const }
    const found = scoreOf(frame, rest, {}, nothingSettled)
    expect([found.points, found.level?.level]).toEqual([points, level])
  })
})
