import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyItems, choice, computed, contentOf, group, option, passFail, scored } from '#tests/ruleSets.ts'
import { evaluate, levelOf, type Verdict, type Verdicts, verdictRefusal } from './evaluation.ts'
import { isLeaf, type Item } from './item.ts'

const passed: Verdict = { kind: 'passed', passed: true }
const failed: Verdict = { kind: 'passed', passed: false }
const notApplicable: Verdict = { kind: 'not_applicable' }
const gave = (points: number): Verdict => ({ kind: 'points', points })

const fourteen = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14].map((one) => passFail(`${one}`))
const all = (verdict: Verdict): Verdicts => Object.fromEntries(fourteen.map(({ code }) => [code, verdict]))

describe('a cell weighed by 5 standards and 9 conditions', () => {
  it('may be proposed when all 14 are met', () => {
    const { allMandatoryPassed, counts } = evaluate(contentOf(fourteen), all(passed))
    expect(allMandatoryPassed).toBe(true)
    expect(counts).toEqual({ met: 14, notMet: 0, missing: 0, notApplicable: 0, leaves: 14 })
  })

  it('may not when one is not met, and that one is named', () => {
    const result = evaluate(contentOf(fourteen), { ...all(passed), 9: failed })
    expect(result.allMandatoryPassed).toBe(false)
    expect(result.mandatoryFailing).toEqual(['9'])
    expect(result.mandatoryMissing).toEqual([])
  })

  it('may not while one has not been judged: missing is neither met nor failed', () => {
    const result = evaluate(contentOf(fourteen), { ...all(passed), 3: undefined })
    expect(result.allMandatoryPassed).toBe(false)
    expect(result.mandatoryFailing).toEqual([])
    expect(result.mandatoryMissing).toEqual(['3'])
    expect(result.results['3']).toEqual({ state: 'missing' })
  })

  it('has no points and no level, which is not the same as zero', () => {
    const { total, level } = evaluate(contentOf(fourteen), all(passed))
    expect(total).toEqual({ state: 'not_applicable' })
    expect(level).toBeNull()
  })

  it('does not get by on items that do not apply', () => {
    const loose = [passFail('1', { mayNotApply: true })]
    expect(evaluate(contentOf(loose), { 1: notApplicable }).allMandatoryPassed).toBe(false)
    const two = [...loose, passFail('2')]
    expect(evaluate(contentOf(two), { 1: notApplicable, 2: passed }).allMandatoryPassed).toBe(true)
  })
})

describe('points', () => {
  const thresholds = [
    { level: 'tot', label: 'Tốt', minInclusive: 90, maxExclusive: null },
    { level: 'kha', label: 'Khá', minInclusive: 70, maxExclusive: 90 },
    { level: 'trung-binh', label: 'Trung bình', minInclusive: 50, maxExclusive: 70 },
    { level: 'kem', label: 'Kém', minInclusive: 0, maxExclusive: 50 },
  ]
  const items = [scored('1', { maxPoints: 60 }), scored('2', { maxPoints: 40, mayNotApply: true })]

  it.each([
    [100, 'tot'],
    [90, 'tot'],
    [89.99, 'kha'],
    [70, 'kha'],
    [50, 'trung-binh'],
    [49.99, 'kem'],
    [0, 'kem'],
  ])('%s of 100 is %s (42-HD/BTCTW, 28-10-2025)', (earned, level) => {
    expect(levelOf(thresholds, earned)?.level).toBe(level)
    expect(levelOf([...thresholds].reverse(), earned)?.level).toBe(level)
  })

  it('meet an item from its line on, the line itself belonging to it', () => {
    const lined = contentOf([scored('1', { mandatory: true, passFrom: 7 })])
    expect(evaluate(lined, { 1: gave(7) }).allMandatoryPassed).toBe(true)
    expect(evaluate(lined, { 1: gave(6.99) }).mandatoryFailing).toEqual(['1'])
  })

  it('give no level while one item is missing', () => {
    const { total, level } = evaluate({ items, thresholds }, { 1: gave(60) })
    expect(total).toEqual({ state: 'missing', points: 60, of: 100 })
    expect(level).toBeNull()
  })

  it('are asked only of what applies', () => {
    const { total } = evaluate({ items, thresholds }, { 1: gave(55), 2: notApplicable })
    expect(total).toEqual({ state: 'value', points: 55, of: 60 })
  })

  it('of a group are the sum of its leaves, not an average', () => {
    const tree = [
      group('4'),
      scored('4.1', { parent: '4', maxPoints: 5 }),
      scored('4.2', { parent: '4', maxPoints: 25 }),
    ]
    const { results } = evaluate(contentOf(tree), { 4.1: gave(5), 4.2: gave(20.5) })
    expect(results['4']).toEqual({ state: 'value', met: null, points: 25.5 })
  })
})

describe('choices and figures', () => {
  const bands = [
    option('tot', { max: 2, points: 5 }),
    option('vua', { min: 2, max: 5, points: 3 }),
    option('cao', { min: 5, points: 0, passes: false }),
  ]

  it.each([
    [1.28, true, 5],
    [2, true, 3],
    [5, false, 0],
  ])('a rate of %s%% falls into its band, the lower end belonging to it', (figure, met, points) => {
    const { results } = evaluate(contentOf([computed('1', bands)]), { 1: { kind: 'figure', figure } })
    expect(results['1']).toEqual({ state: 'value', met, points })
  })

  it('a choice that fails fails its standard before the rest is judged', () => {
    const tree = [group('1'), { ...choice('1.1', bands), parent: '1' }, passFail('1.2', { parent: '1' })]
    const { results } = evaluate(contentOf(tree), { '1.1': { kind: 'choice', option: 'cao' } })
    expect(results['1']).toEqual({ state: 'value', met: false, points: 0 })
  })
})

describe('a verdict', () => {
  const items: Item[] = [group('0'), passFail('1'), scored('2'), choice('3', [option('a'), option('b')])]

  it.each([
    ['9', passed, 'item_unknown'],
    ['0', passed, 'item_is_group'],
    ['1', gave(1), 'wrong_kind'],
    ['1', notApplicable, 'must_apply'],
    ['2', gave(10.01), 'above_maximum'],
    ['3', { kind: 'choice', option: 'c' }, 'option_unknown'],
    ['2', gave(10), null],
  ] as const)('on %s: %o → %s', (code, verdict, refusal) => {
    expect(verdictRefusal(items, code, verdict)).toBe(refusal)
  })
})

const anyVerdict: fc.Arbitrary<Verdict> = fc.oneof(
  fc.record({ kind: fc.constant('passed' as const), passed: fc.boolean() }),
  fc.record({ kind: fc.constant('points' as const), points: fc.integer({ min: 0, max: 10_000 }).map((n) => n / 100) }),
  fc.record({ kind: fc.constant('choice' as const), option: fc.constantFrom('1', '2', '3', '9') }),
  fc.record({ kind: fc.constant('figure' as const), figure: fc.integer({ min: -5, max: 105 }) }),
  fc.record({ kind: fc.constant('not_applicable' as const) }),
)
const anyCase = anyItems.chain((items) =>
  fc.record({
    items: fc.constant(items),
    verdicts: fc.record(Object.fromEntries(items.map(({ code }) => [code, fc.option(anyVerdict, { nil: undefined })]))),
  }),
)

describe('any evaluation', () => {
  it('puts every leaf in exactly one of met, not met, missing, not applicable or merely scored', () => {
    fc.assert(
      fc.property(anyCase, ({ items, verdicts }) => {
        const { counts, results } = evaluate({ items, thresholds: [] }, verdicts)
        const leaves = items.filter(isLeaf)
        const unlined = leaves.filter(({ code }) => {
          const result = results[code]
          return result?.state === 'value' && result.met === null
        })
        const { met, notMet, missing, notApplicable: none } = counts
        expect(met + notMet + missing + none + unlined.length).toBe(leaves.length)
      }),
    )
  })

  it('never gives more points than can be earned', () => {
    fc.assert(
      fc.property(anyCase, ({ items, verdicts }) => {
        const { total } = evaluate({ items, thresholds: [] }, verdicts)
        if (total.state !== 'not_applicable') expect(total.points).toBeLessThanOrEqual(total.of)
      }),
    )
  })

  it('lets a proposal through exactly when no mandatory item fails or is missing and one at least is met', () => {
    fc.assert(
      fc.property(anyCase, ({ items, verdicts }) => {
        const result = evaluate({ items, thresholds: [] }, verdicts)
        const met = items.some((item) => {
          const own = result.results[item.code]
          return isLeaf(item) && item.mandatory && own?.state === 'value' && own.met === true
        })
        const unlined = items.some((item) => {
          const own = result.results[item.code]
          return isLeaf(item) && item.mandatory && own?.state === 'value' && own.met === null
        })
        const clear = result.mandatoryFailing.length + result.mandatoryMissing.length === 0
        expect(result.allMandatoryPassed).toBe(clear && met && !unlined)
      }),
    )
  })

  it('gets no worse when a missing pass/fail item is met', () => {
    fc.assert(
      fc.property(anyCase, ({ items, verdicts }) => {
        const target = items.find((item) => item.mode === 'pass_fail' && verdicts[item.code] === undefined)
        if (!target) return
        const before = evaluate({ items, thresholds: [] }, verdicts)
        const after = evaluate({ items, thresholds: [] }, { ...verdicts, [target.code]: passed })
        expect(after.counts.met).toBe(before.counts.met + 1)
        expect(after.mandatoryFailing).toEqual(before.mandatoryFailing)
        if (before.allMandatoryPassed) expect(after.allMandatoryPassed).toBe(true)
      }),
    )
  })
})
