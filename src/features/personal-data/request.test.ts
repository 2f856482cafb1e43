import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BREACH_HOURS, breachClock, dueDay, refuseHandling } from './request.ts'

const at = (text: string) => new Date(`${text}+07:00`)

describe('the clock of a breach', () => {
  it('runs seventy-two hours from discovery, through nights and weekends', () => {
    const clock = breachClock(at('2026-11-20T16:30'), null, at('2026-11-21T16:30'))
    expect(clock).toEqual({ due: at('2026-11-23T16:30').toISOString(), hoursLeft: 48, state: 'running' })
  })

  it('is late one moment after, and stays late when it is notified then', () => {
    const discovered = at('2026-11-20T16:30')
    expect(breachClock(discovered, null, at('2026-11-23T16:31'))).toMatchObject({ state: 'late', hoursLeft: -1 })
    expect(breachClock(discovered, at('2026-11-23T16:31'), at('2026-12-01T00:00')).state).toBe('notified_late')
  })

  it('stands still once it was notified in time', () => {
    const property = fc.property(fc.integer({ min: 0, max: BREACH_HOURS }), fc.nat(10_000), (taken, later) => {
      const discovered = at('2026-11-20T16:30')
      const notified = new Date(discovered.getTime() + taken * 3_600_000)
      const clock = breachClock(discovered, notified, new Date(notified.getTime() + later * 3_600_000))
      expect(clock).toMatchObject({ state: 'in_time', hoursLeft: BREACH_HOURS - taken })
    })
    fc.assert(property)
  })
})

describe('a request about one’s own data', () => {
  it('is due so many days after it came, and has no day while no duration is set', () => {
    expect(dueDay('2026-11-20', 15)).toBe('2026-12-05')
    expect(dueDay('2026-11-20', null)).toBeNull()
  })

  it('is answered once, and by somebody else', () => {
    expect(refuseHandling({ state: 'open', personId: 'a' }, 'b')).toBeNull()
    expect(refuseHandling({ state: 'open', personId: 'a' }, 'a')).toBe('own_request')
    expect(refuseHandling({ state: 'answered', personId: 'a' }, 'b')).toBe('request_closed')
  })
})
