import { describe, it } from 'vitest'
import { checkProtocol } from './meetingHistory.ts'

describe('the offline protocol', () => {
  it('loses nothing, does nothing twice, shows every conflict and counts alike, in 10,000 histories', () => {
    checkProtocol(10_000, 42)
  }, 120_000)
})
