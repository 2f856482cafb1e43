import { describe, expect, test } from 'vitest'
import { makeAttempts } from './attempt.ts'
import { newId } from './newId.ts'
import { Problem } from './problem.ts'

const lost = new Problem({ code: 'offline', status: 0, title: '' })
const refused = new Problem({ code: 'obstacles', status: 422, title: 'Còn việc phải làm trước bước này' })

describe('the key of a deed', () => {
  test('stays the same when the answer was lost and the same thing is pressed again', () => {
    const attempts = makeAttempts()
    const key = attempts.keyFor({ dossierId: '1', version: 3 })
    attempts.settled(lost)
    expect(attempts.keyFor({ dossierId: '1', version: 3 })).toBe(key)
  })

  test.each([
    ['it was done', null],
    ['it was refused', refused],
  ])('is a new one after %s', (_, outcome) => {
    const attempts = makeAttempts()
    const key = attempts.keyFor({ name: 'Bến Đò' })
    attempts.settled(outcome)
    expect(attempts.keyFor({ name: 'Bến Đò' })).not.toBe(key)
  })

  test('is a new one when something else is asked, even after a lost answer', () => {
    const attempts = makeAttempts()
    const key = attempts.keyFor({ name: 'Bến Đò' })
    attempts.settled(lost)
    expect(attempts.keyFor({ name: 'Nghĩa Huấn' })).not.toBe(key)
  })
})

describe('a double click', () => {
  test('is one click while the deed is on its way', () => {
    const attempts = makeAttempts()
    expect(attempts.begin({ version: 3 })).not.toBeNull()
    expect(attempts.begin({ version: 3 })).toBeNull()
  })

  test('is a new try once an answer came or was lost', () => {
    const attempts = makeAttempts()
    const key = attempts.begin({ version: 3 })
    attempts.settled(lost)
    expect(attempts.begin({ version: 3 })).toBe(key)
  })
})

describe('an id made in the browser', () => {
  test('is a UUID of version 7', () => {
    expect(newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u)
  })

  test('carries the time it was made, in milliseconds', () => {
    const before = Date.now()
    const made = Number.parseInt(newId().replaceAll('-', '').slice(0, 12), 16)
    expect(made).toBeGreaterThanOrEqual(before)
    expect(made).toBeLessThanOrEqual(Date.now())
  })
})
