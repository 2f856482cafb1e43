import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  actCodeOf,
  documentActions,
  documentParts,
  type DocumentState,
  documentStates,
  documentTypes,
  documentWorkflow,
  isNumbered,
} from './document.ts'
import { en, vi } from './messages.ts'

const { decide, allowedActions } = documentWorkflow

describe('the life of a document', () => {
  it('goes from draft over signing and issuing to revocation', () => {
    expect(decide('draft', 'submit', ['drafter'])).toEqual({ ok: true, to: 'submitted' })
    expect(decide('submitted', 'sign', ['signer'])).toEqual({ ok: true, to: 'signed' })
    expect(decide('signed', 'issue', ['clerk'])).toEqual({ ok: true, to: 'issued' })
    expect(decide('issued', 'revoke', ['signer'])).toEqual({ ok: true, to: 'revoked' })
  })

  it('lets only the signer sign', () => {
    expect(decide('submitted', 'sign', ['drafter', 'clerk'])).toEqual({ ok: false, refusal: 'not_your_part' })
  })

  it('takes a number once and never gives it back, whatever anybody tries', () => {
    const attempt = fc.record({ action: fc.constantFrom(...documentActions), parts: fc.subarray([...documentParts]) })
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 30 }), (attempts) => {
        let state: DocumentState = 'draft'
        for (const { action, parts } of attempts) {
          const decision = decide(state, action, parts)
          if (!decision.ok) continue
          if (isNumbered(state)) expect(isNumbered(decision.to)).toBe(true)
          if (isNumbered(decision.to) && !isNumbered(state)) expect(action).toBe('sign')
          state = decision.to
        }
      }),
    )
  })

  it('ends with revocation', () => {
    expect(allowedActions('revoked', documentParts)).toEqual([])
  })
})

describe('a type of document', () => {
  it('carries the code of its kind, a list none', () => {
    expect(documentTypes.map(actCodeOf)).toEqual([null, 'BC', 'TTr', 'BB', 'BC', 'QĐ', 'QĐ', 'QĐ', 'QĐ', 'QĐ'])
  })

  it('has a name in both languages, as every state and action has', () => {
    for (const words of [vi, en]) {
      expect(Object.keys(words.type)).toEqual([...documentTypes])
      expect(Object.keys(words.state)).toEqual([...documentStates])
      expect(Object.keys(words.action)).toEqual([...documentActions])
    }
  })
})
