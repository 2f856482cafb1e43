import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  attendanceBand,
  durationBand,
  type MeetingFacts,
  nothingSettled,
  requiredMinutes,
  speakersBand,
  tasksBand,
} from './facts.ts'

const facts = (over: Partial<MeetingFacts> = {}): MeetingFacts => ({
  kind: 'regular',
  minutes: 95,
  members: 21,
  invited: 20,
  present: 18,
  absent: 0,
  spoke: 8,
  papersLead: 2,
  resultsLag: 1,
  tasks: { done: 3, of: 4 },
  longestExcused: 1,
  ...over,
})

describe('how long a meeting lasted', () => {
  it('is held against 90 minutes, 120 with a thematic part or from 30 members', () => {
    expect(requiredMinutes(facts(), nothingSettled)).toBe(90)
    expect(requiredMinutes(facts({ kind: 'combined' }), nothingSettled)).toBe(120)
    expect(requiredMinutes(facts({ members: 30 }), nothingSettled)).toBe(120)
    expect(requiredMinutes(facts({ members: 30 }), { ...nothingSettled, longFrom: 31 })).toBe(90)
  })

  it.each([
    [90, 'full'],
    [89, 'short_15'],
    [75, 'short_15'],
    [74, 'short_30'],
    [60, 'short_30'],
    [45, 'half'],
    [44, 'below_half'],
  ] as const)('%i of 90 minutes is %s', (minutes, band) => {
    expect(durationBand(facts({ minutes }), nothingSettled)).toBe(band)
  })

  it('between 30 minutes too short and half is left to people until the unit settles it', () => {
    expect(durationBand(facts({ minutes: 50 }), nothingSettled)).toBeNull()
    expect(durationBand(facts({ minutes: 50 }), { ...nothingSettled, betweenThirtyAndHalf: 'half' })).toBe('half')
    expect(durationBand(facts({ minutes: null }), nothingSettled)).toBeNull()
  })
})

describe('who was there', () => {
  it('is of those not exempt, and somebody absent without reason forces the lowest', () => {
    expect(attendanceBand(facts())).toBe('from_90')
    expect(attendanceBand(facts({ present: 17 }))).toBe('from_75')
    expect(attendanceBand(facts({ present: 19, absent: 1 }))).toBe('below')
    expect(attendanceBand(facts({ invited: 0, present: 0 }))).toBeNull()
  })
})

describe('who spoke', () => {
  it('is of those present; exactly half is an open point of the sheet', () => {
    expect(speakersBand(facts({ present: 18, spoke: 10 }), nothingSettled)).toBe('over_50')
    expect(speakersBand(facts({ present: 18, spoke: 9 }), nothingSettled)).toBeNull()
    expect(speakersBand(facts({ present: 18, spoke: 9 }), { ...nothingSettled, halfSpeakers: 'from_40' })).toBe(
      'from_40',
    )
    expect(speakersBand(facts({ present: 10, spoke: 3 }), nothingSettled)).toBe('from_30')
    expect(speakersBand(facts({ present: 10, spoke: 2 }), nothingSettled)).toBe('below')
  })
})

describe('tasks of the month before', () => {
  it('are counted exactly; where none was due there is no share', () => {
    expect(tasksBand(facts({ tasks: { done: 9, of: 10 } }))).toBe('from_90')
    expect(tasksBand(facts({ tasks: { done: 8, of: 9 } }))).toBe('from_80')
    expect(tasksBand(facts({ tasks: { done: 0, of: 1 } }))).toBe('below')
    expect(tasksBand(facts({ tasks: { done: 0, of: 0 } }))).toBeNull()
  })

  it('never earn less by one more that is done', () => {
    const order = ['below', 'from_50', 'from_60', 'from_70', 'from_80', 'from_90']
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(59), (of, part) => {
        const done = part % of
        const at = (count: number) => order.indexOf(tasksBand(facts({ tasks: { done: count, of } })) ?? '')
        expect(at(done + 1)).toBeGreaterThanOrEqual(at(done))
      }),
    )
  })
})
