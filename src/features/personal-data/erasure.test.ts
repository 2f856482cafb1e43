import { describe, expect, it } from 'vitest'
import {
  defaultDays,
  expiringKinds,
  fateOf,
  NOBODY,
  refuseErasureAction,
  refusePerson,
  standingKinds,
} from './erasure.ts'

describe('an erasure', () => {
  const proposed = { state: 'proposed', proposedBy: 'a' }

  it('needs two persons: whoever proposed it does not approve it', () => {
    expect(refuseErasureAction(proposed, 'approve', 'a')).toBe('same_person')
    expect(refuseErasureAction(proposed, 'approve', 'b')).toBeNull()
  })

  it('is taken back by either, and settled once', () => {
    expect(refuseErasureAction(proposed, 'withdraw', 'a')).toBeNull()
    expect(refuseErasureAction({ ...proposed, state: 'done' }, 'withdraw', 'b')).toBe('already_settled')
  })

  it('does not touch who is in office, nor who is on hold', () => {
    const name = 'Nguyễn Văn Thử'
    expect(refusePerson({ name, inOffice: true, onHold: false })).toBe('in_office')
    expect(refusePerson({ name, inOffice: true, onHold: true })).toBe('on_hold')
    expect(refusePerson({ name, inOffice: false, onHold: false })).toBeNull()
    expect(refusePerson({ name: NOBODY, inOffice: false, onHold: false })).toBe('already_anonymous')
  })

  it('leaves locked records and the journal as they are, and takes out names where they are kept', () => {
    expect(['person', 'auth.user', 'auth.session', 'dossier_step', 'journal', 'position'].map(fateOf)).toEqual([
      'anonymous',
      'anonymous',
      'goes',
      'locked',
      'locked',
      'by_id',
    ])
  })

  it('keeps what nobody set a time for', () => {
    const timed = [...expiringKinds, ...standingKinds].filter((kind) => defaultDays(kind) !== null)
    expect(timed).toEqual(['answered_request', 'upload', 'session', 'verification'])
  })
})
