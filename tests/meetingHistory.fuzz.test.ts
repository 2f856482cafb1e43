import { describe, it } from 'vitest'
import { checkProtocol } from './meetingHistory.ts'

describe('the offline protocol', () => {
  it('holds in 100,000 histories nobody has seen', () => {
    checkProtocol(100_000)
  })
})
