import { describe, expect, it } from 'vitest'
import { checkUntidyLists } from '#tests/untidyLists.ts'

describe('lists as people write them', () => {
  it('are read as they were meant, or told, in 20,000 that nobody has seen', () => {
    expect(checkUntidyLists(20_000)).toBeGreaterThan(0.9)
  })
})
