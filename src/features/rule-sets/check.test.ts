import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyContent, choice, computed, contentOf, group, option, passFail, scored } from '#tests/ruleSets.ts'
import { asksConfirmation, blocksPublication, checkRuleSet, maxPointsOfSet, publicationObstacles } from './check.ts'
import type { RuleSetContent } from './ruleSet.ts'

const codesOf = (content: RuleSetContent) => checkRuleSet(content).map(({ code }) => code)
const level = (name: string, minInclusive: number, maxExclusive: number | null) => ({
  level: name,
  label: name,
  minInclusive,
  maxExclusive,
})
/** The levels of HD 42-HD/BTCTW (28-10-2025). */
const four = [level('tot', 90, null), level('kha', 70, 90), level('trung-binh', 50, 70), level('kem', 0, 50)]
const hundred = [1, 2, 3, 4].map((one) => scored(`${one}`, { maxPoints: 25 }))

describe('the check of a criteria set', () => {
  it('finds nothing wrong with pass/fail standards all named', () => {
    expect(checkRuleSet(contentOf([passFail('1'), passFail('2')]))).toEqual([])
  })

  it.each([
    ['a code used twice', contentOf([passFail('1'), passFail('1')]), 'code_twice'],
    ['no title', contentOf([passFail('1')], { title: { vi: '', en: 'Set' } }), 'title_empty'],
    ['no items', contentOf([]), 'no_items'],
    ['an end before its beginning', contentOf([passFail('1')], { effectiveTo: '2020-01-01' }), 'range_reversed'],
    ['a parent that is not there', contentOf([passFail('1', { parent: '9' })]), 'parent_unknown'],
    ['a leaf as parent', contentOf([passFail('1'), passFail('1.1', { parent: '1' })]), 'parent_not_group'],
    ['a child before its parent', contentOf([passFail('1.1', { parent: '1' }), group('1')]), 'parent_after_child'],
    ['an item that holds itself', contentOf([group('1', { parent: '1' }), passFail('2')]), 'parent_after_child'],
    ['a group of nothing', contentOf([group('1'), passFail('2')]), 'group_empty'],
    ['an empty name not marked to be entered', contentOf([passFail('1', { label: '' })]), 'label_empty'],
    ['a choice of one', contentOf([choice('1', [option('a')])]), 'options_missing'],
    ['an option twice', contentOf([choice('1', [option('a'), option('a')])]), 'option_code_twice'],
    [
      'an option without words',
      contentOf([choice('1', [option('a'), option('b', { label: '' })])]),
      'option_label_empty',
    ],
    [
      'figures no band holds',
      contentOf([computed('1', [option('a', { max: 5 }), option('b', { min: 6 })])]),
      'band_gap',
    ],
    [
      'figures two bands hold',
      contentOf([computed('1', [option('a', { max: 5 }), option('b', { min: 4 })])]),
      'band_overlap',
    ],
    ['bands that stop short', contentOf([computed('1', [option('a', { min: 0, max: 5 })])]), 'band_missing'],
    ['a mandatory item nobody can pass', contentOf([scored('1', { mandatory: true })]), 'mandatory_without_pass_line'],
    ['a line above the maximum', contentOf([scored('1', { passFrom: 11 })]), 'pass_line_above_maximum'],
    [
      'a group that adds up otherwise',
      contentOf([group('3', { maxPoints: 10 }), scored('3.1', { parent: '3', maxPoints: 5 })]),
      'group_sum_differs',
    ],
    ['a total that adds up otherwise', contentOf(hundred, { totalPoints: 90 }), 'total_differs'],
    ['levels without points', contentOf([passFail('1')], { thresholds: four }), 'thresholds_without_points'],
    [
      'a gap between levels',
      contentOf(hundred, { thresholds: [level('a', 0, 50), level('b', 60, null)] }),
      'threshold_gap',
    ],
    [
      'levels over one another',
      contentOf(hundred, { thresholds: [level('a', 0, 50), level('b', 40, null)] }),
      'threshold_overlap',
    ],
    [
      'an empty level',
      contentOf(hundred, { thresholds: [level('a', 0, null), level('b', 60, 60)] }),
      'threshold_empty',
    ],
    ['no level for zero', contentOf(hundred, { thresholds: [level('a', 10, null)] }), 'threshold_not_from_zero'],
    [
      'no level for the full score',
      contentOf(hundred, { thresholds: [level('a', 0, 100)] }),
      'threshold_short_of_total',
    ],
    [
      'a level twice',
      contentOf(hundred, { thresholds: [level('a', 0, 50), level('a', 50, null)] }),
      'threshold_code_twice',
    ],
  ] as const)('finds %s, and it bars publication', (_, content, code) => {
    const found = checkRuleSet(content).filter((problem) => problem.code === code)
    expect(found.length).toBeGreaterThan(0)
    expect(found.every(blocksPublication)).toBe(true)
  })

  it('accepts the four levels of a hundred points', () => {
    expect(codesOf(contentOf(hundred, { totalPoints: 100, thresholds: four }))).toEqual(['no_mandatory_item'])
  })

  it('adds points without the small errors of fractions', () => {
    const tenths = [0.1, 0.2, 0.3].map((maxPoints, index) => scored(`${index}`, { maxPoints }))
    expect(maxPointsOfSet(tenths)).toBe(0.6)
  })

  it('lets a set wait for its wording be published only when somebody confirms it', () => {
    const waiting = contentOf([passFail('1', { label: '', toBeEntered: true })])
    expect(publicationObstacles(waiting, false).map(({ code }) => code)).toEqual(['to_be_entered'])
    expect(publicationObstacles(waiting, true)).toEqual([])
  })

  it('asks to confirm a set without a document behind it, and a demonstration', () => {
    expect(codesOf(contentOf([passFail('1')], { legal: null }))).toEqual(['no_legal_reference'])
    expect(codesOf(contentOf([passFail('1')], { legal: null, demonstration: true }))).toEqual(['demonstration'])
  })

  it('answers about any content, and no confirmation lifts what bars publication', () => {
    fc.assert(
      fc.property(anyContent, (content) => {
        const problems = checkRuleSet(content)
        const barred = problems.filter(blocksPublication)
        expect(publicationObstacles(content, true)).toEqual(barred)
        expect(publicationObstacles(content, false)).toEqual(
          problems.filter((problem) => blocksPublication(problem) || asksConfirmation(problem)),
        )
      }),
    )
  })
})
