import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Heir, keepersOf, titlePowers } from './power.ts'

const chain = { unitId: 'commune', since: '2025-07-01' }

describe('who holds the powers over a title', () => {
  it('without a decision about it, the body that the chain lets decide', () => {
    expect(keepersOf([], chain)).toEqual({ confirm: chain, re_appraise: chain, revoke: chain, correct: chain })
    expect(keepersOf([], null).revoke).toBeNull()
  })

  it('each power apart: the province may keep the right to revoke while the commune confirms', () => {
    const heirs: Heir[] = [
      { unitId: 'commune', powers: ['confirm', 're_appraise', 'correct'], since: '2025-07-01' },
      { unitId: 'province', powers: ['revoke'], since: '2025-08-15' },
    ]
    const kept = keepersOf(heirs, chain)
    expect(kept.confirm).toEqual({ unitId: 'commune', since: '2025-07-01' })
    expect(kept.revoke).toEqual({ unitId: 'province', since: '2025-08-15' })
  })

  it('a power named again later is held by the later heir', () => {
    const heirs: Heir[] = [
      { unitId: 'first', powers: [...titlePowers], since: '2025-07-01' },
      { unitId: 'second', powers: ['revoke'], since: '2026-01-01' },
    ]
    expect(keepersOf(heirs, chain).revoke?.unitId).toBe('second')
    expect(keepersOf(heirs, chain).correct?.unitId).toBe('first')
  })

  it('does not depend on the order in which decisions are read', () => {
    const heir = fc.record({
      unitId: fc.constantFrom('a', 'b', 'c'),
      powers: fc.subarray([...titlePowers]),
      since: fc.constantFrom('2025-07-01', '2026-03-01'),
    })
    fc.assert(
      fc.property(fc.array(heir, { maxLength: 5 }), (heirs) => {
        expect(keepersOf(heirs.toReversed(), chain)).toEqual(keepersOf(heirs, chain))
      }),
    )
  })
})
