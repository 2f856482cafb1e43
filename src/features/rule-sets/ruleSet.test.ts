import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyContent, anyDay, contentOf, passFail } from '#tests/ruleSets.ts'
import {
  chooseRuleSet,
  copyToNewRevision,
  type DatedRevision,
  noticesOf,
  retirementRefusal,
  ruleSetActions,
  ruleSetParts,
  ruleSetStates,
  ruleSetWorkflow,
} from './ruleSet.ts'

const revision = (changes: Partial<DatedRevision>): DatedRevision => ({
  code: 'bo-thu',
  revision: 1,
  status: 'published',
  effectiveFrom: '2021-03-09',
  effectiveTo: null,
  publishedAt: '2021-03-01T00:00:00Z',
  ...changes,
})

describe('a criteria set', () => {
  it('is published by somebody other than who wrote it', () => {
    expect(ruleSetWorkflow.decide('draft', 'publish', ['drafter'])).toEqual({ ok: false, refusal: 'not_your_part' })
    expect(ruleSetWorkflow.decide('draft', 'publish', ['organiser'])).toEqual({ ok: true, to: 'published' })
  })

  it('changes only while it is a draft, and once out of draft never becomes one again', () => {
    for (const state of ruleSetStates) {
      for (const action of ruleSetActions) {
        const decision = ruleSetWorkflow.decide(state, action, ruleSetParts)
        if (action === 'change') expect(decision.ok).toBe(state === 'draft')
        if (decision.ok && state !== 'draft') expect(decision.to).not.toBe('draft')
      }
    }
  })

  it('cannot end before it began or after its own last day', () => {
    const range = { effectiveFrom: '2021-03-09', effectiveTo: '2025-06-30' }
    expect(retirementRefusal(range, '2021-03-08')).toBe('ends_before_start')
    expect(retirementRefusal(range, '2025-07-01')).toBe('ends_after_range')
    expect(retirementRefusal(range, '2025-06-30')).toBeNull()
  })

  it('copied becomes the next revision with the same items and no end', () => {
    fc.assert(
      fc.property(anyContent, anyDay, fc.nat(50), fc.nat(50), (content, day, own, latest) => {
        const copy = copyToNewRevision({ revision: own, content }, latest, day)
        expect(copy.revision).toBeGreaterThan(Math.max(own, latest))
        expect(copy.content).toEqual({ ...content, effectiveFrom: day, effectiveTo: null })
      }),
    )
  })

  it('says wherever it is used that it is an example, or that wording is still to be entered', () => {
    const waiting = [passFail('1', { label: '', toBeEntered: true }), passFail('2')]
    expect(noticesOf(contentOf(waiting))).toEqual([{ notice: 'to_be_entered', count: 1, of: 2 }])
    expect(noticesOf(contentOf([passFail('1')], { demonstration: true, legal: null }))).toEqual([
      { notice: 'demonstration' },
    ])
    expect(noticesOf(contentOf([passFail('1')], { legal: null }))).toEqual([{ notice: 'no_legal_reference' }])
  })
})

describe('the set for an event', () => {
  const first = revision({ effectiveTo: '2023-12-31', status: 'retired' })
  const second = revision({ revision: 2, effectiveFrom: '2024-01-01' })

  it('is the one in force on its day, though retired since', () => {
    expect(chooseRuleSet([second, first], '2022-06-30')).toBe(first)
    expect(chooseRuleSet([second, first], '2023-12-31')).toBe(first)
    expect(chooseRuleSet([first, second], '2024-01-01')).toBe(second)
  })

  it('is the later revision where two took effect on one day', () => {
    const mended = revision({ revision: 2 })
    expect(chooseRuleSet([revision({}), mended], '2022-06-30')).toBe(mended)
  })

  it('is none before the first took effect', () => {
    expect(chooseRuleSet([first, second], '2021-03-08')).toBeNull()
  })

  it('is never a draft, nor a draft that was put aside', () => {
    const draft = revision({ revision: 3, status: 'draft', publishedAt: null })
    const putAside = revision({ revision: 4, status: 'retired', publishedAt: null })
    expect(chooseRuleSet([draft, putAside], '2024-05-01')).toBeNull()
  })

  it('does not depend on the order in which revisions are listed, and always holds that day', () => {
    const any = fc.record({
      code: fc.constant('bo-thu'),
      revision: fc.nat(20),
      status: fc.constantFrom(...ruleSetStates),
      effectiveFrom: anyDay,
      effectiveTo: fc.option(anyDay, { nil: null }),
      publishedAt: fc.constantFrom(null, '2021-03-01T00:00:00Z'),
    })
    const many = fc.uniqueArray(any, { selector: (one) => one.revision, maxLength: 8 })
    fc.assert(
      fc.property(many, anyDay, (revisions, day) => {
        const chosen = chooseRuleSet(revisions, day)
        expect(chooseRuleSet([...revisions].reverse(), day)).toBe(chosen)
        if (!chosen) return
        expect(chosen.effectiveFrom <= day && (chosen.effectiveTo === null || day <= chosen.effectiveTo)).toBe(true)
        expect(chosen.status).not.toBe('draft')
      }),
    )
  })
})
