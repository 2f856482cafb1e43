import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Verdict } from '#features/rule-sets/evaluation.ts'
import { agreementRefusal, dissentsFrom, type Opinion, standpoint, visibleOpinions } from './agreement.ts'

const pass: Verdict = { kind: 'passed', passed: true }
const fail: Verdict = { kind: 'passed', passed: false }
const opinion = (personId: string, verdicts: Opinion['verdicts'], closed = true): Opinion => ({
  personId,
  verdicts,
  closed,
})

describe('an appraiser', () => {
  it('judges alone: the others are hidden until their own verdicts are closed', () => {
    const opinions = [opinion('me', { a: pass }, false), opinion('you', { a: fail })]
    expect(visibleOpinions(opinions, 'me').map(({ personId }) => personId)).toEqual(['me'])
    expect(visibleOpinions([opinion('me', { a: pass }), opinion('you', { a: fail })], 'me')).toHaveLength(2)
  })

  it('never shows an open verdict to anybody else', () => {
    const anyOpinion = fc.record({
      personId: fc.constantFrom('a', 'b', 'c'),
      verdicts: fc.constant({}),
      closed: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.uniqueArray(anyOpinion, { selector: ({ personId }) => personId }), (opinions) =>
        visibleOpinions(opinions, 'a').every(({ personId, closed }) => closed || personId === 'a'),
      ),
    )
  })
})

describe('a team', () => {
  it('is unanimous or divided, the larger group first', () => {
    const divided = [opinion('a', { x: pass }), opinion('b', { x: pass }), opinion('c', { x: fail })]
    expect(standpoint(divided, 'x')).toEqual({
      state: 'divided',
      groups: [
        { verdict: pass, people: ['a', 'b'] },
        { verdict: fail, people: ['c'] },
      ],
    })
    expect(standpoint(divided.slice(0, 2), 'x')).toEqual({ state: 'unanimous', verdict: pass })
    expect(standpoint([], 'x')).toEqual({ state: 'open' })
  })

  it('agrees only when all have closed, on every item, on what somebody found', () => {
    const closed = [opinion('a', { x: pass, y: pass }), opinion('b', { x: fail, y: pass })]
    expect(agreementRefusal({ x: pass, y: pass }, closed, ['x', 'y'])).toBeNull()
    expect(agreementRefusal({ x: pass }, closed, ['x', 'y'])).toBe('item_not_agreed')
    expect(agreementRefusal({ x: pass, y: fail }, closed, ['x', 'y'])).toBe('agreed_alone')
    expect(agreementRefusal({ x: pass, y: pass }, [opinion('a', {}, false)], ['x', 'y'])).toBe('opinions_open')
    expect(agreementRefusal({}, [], ['x'])).toBe('nobody_judged')
  })

  it('keeps a dissent for each verdict that differs from the agreed one, and for no other', () => {
    const verdict = fc.constantFrom(pass, fail)
    const verdicts = fc.record({ x: verdict, y: verdict })
    fc.assert(
      fc.property(verdicts, fc.array(verdicts, { minLength: 1, maxLength: 4 }), (agreed, given) => {
        const opinions = given.map((one, at) => opinion(String(at), one))
        const differing = given.flatMap((one) => [one.x !== agreed.x, one.y !== agreed.y]).filter(Boolean).length
        expect(dissentsFrom(agreed, opinions)).toHaveLength(differing)
      }),
    )
  })
})
