import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextAttempt, refusedAddress } from './event.ts'

describe('an address for events', () => {
  it.each(['https://tinhuy.example.vn/su-kien', 'https://203.0.113.9:8443/x'])('may be a public one: %s', (address) => {
    expect(refusedAddress(address, false)).toBeNull()
  })

  it.each([
    ['http://tinhuy.example.vn', 'not_https'],
    ['https://localhost/x', 'local'],
    ['https://127.0.0.1/', 'local'],
    ['https://10.1.2.3/', 'local'],
    ['https://[::1]/', 'local'],
    ['https://[fd00::1]:80/', 'local'],
    ['https://169.254.169.254/latest', 'local'],
    ['https://2130706433/', 'local'],
    ['https://user@192.168.1.1/', 'local'],
    ['javascript:alert(1)', 'not_an_address'],
    ['', 'not_an_address'],
  ])('may not be %s: %s', (address, why) => {
    expect(refusedAddress(address, false)).toBe(why)
  })

  it('is never inside a private network, whatever its numbers', () => {
    const inside = fc.oneof(
      fc.tuple(fc.constant(10), fc.nat(255), fc.nat(255), fc.nat(255)),
      fc.tuple(fc.constant(127), fc.nat(255), fc.nat(255), fc.nat(255)),
      fc.tuple(fc.constant(192), fc.constant(168), fc.nat(255), fc.nat(255)),
      fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), fc.nat(255), fc.nat(255)),
    )
    fc.assert(fc.property(inside, (parts) => refusedAddress(`https://${parts.join('.')}/`, false) === 'local'))
  })
})

describe('a delivery', () => {
  it('is tried again later and later, and given up at last', () => {
    const now = new Date('2026-01-01T00:00:00Z')
    const times = Array.from({ length: 9 }, (_, failed) => nextAttempt(failed + 1, now)?.getTime() ?? null)
    const kept = times.filter((time) => time !== null)
    expect(kept).toEqual([...kept].sort((a, b) => a - b))
    expect(times.at(-1)).toBeNull()
  })
})
