import { describe, expect, it } from 'vitest'
import type { SyncAnswer } from './contract.ts'
import { afterOf, applyAnswer, type DeviceEntry, pauseAfter, recordOn, requestOf } from './device.ts'

const UNIT = 'cell'
const line = (id: string, over: Partial<DeviceEntry> = {}): DeviceEntry => ({
  id,
  unitId: UNIT,
  meetingId: 'meeting',
  field: 'roll',
  key: 'member',
  value: 'present',
  after: [],
  deviceId: 'mine',
  seq: 1,
  deviceAt: '2026-11-12T07:00:00+07:00',
  status: 'waiting',
  reason: null,
  author: null,
  authorId: null,
  ...over,
})
const answer = (over: Partial<SyncAnswer> = {}): SyncAnswer => ({
  serverNow: '2026-11-12T00:00:00Z',
  acknowledged: [],
  unplaced: [],
  refused: [],
  cells: [],
  own: [],
  ...over,
})
const feed = (over: object = {}) => ({
  unitId: UNIT,
  name: 'Chi bộ',
  seq: 1,
  members: [],
  exemptions: [],
  meetings: [],
  entries: [],
  kept: [] as string[],
  unplaced: [],
  tasks: [],
  bodies: [],
  sheetHash: null,
  sheet: null,
  ...over,
})

describe('a new line', () => {
  it('names what stood on the screen, and what the same hand wrote a moment ago', () => {
    const there = [line('theirs', { deviceId: 'other', status: 'kept' }), line('mine')]
    const shown = recordOn(there.slice(0, 1))
    expect(afterOf(shown, recordOn(there), 'mine', 'roll', 'member').toSorted()).toEqual(['mine', 'theirs'])
  })

  it('names what an unsent line of its own named, in case that line never comes into the record', () => {
    const there = [line('a', { status: 'kept' }), line('b', { after: ['a'] })]
    expect(afterOf(recordOn(there), recordOn(there), 'mine', 'roll', 'member')).toEqual(['b', 'a'])
  })

  it('leaves alone what another device wrote and the screen did not show yet: that is a conflict', () => {
    const there = [line('theirs', { deviceId: 'other', status: 'kept' })]
    expect(afterOf(recordOn([]), recordOn(there), 'mine', 'roll', 'member')).toEqual([])
  })
})

describe('a request', () => {
  it('takes the oldest lines first and says how many stay behind', () => {
    const waiting = [line('c', { seq: 3 }), line('a', { seq: 1 }), line('b', { seq: 2 })]
    const request = requestOf({ deviceId: 'mine', build: 'x', cells: [], waiting }, 2)
    expect(request.entries.map(({ id }) => id)).toEqual(['a', 'b'])
    expect(request.waiting).toBe(1)
  })
})

describe('an answer', () => {
  it('drops the lines of meetings that the device need not keep, and never one that waits, was held or refused', () => {
    const stored = (['waiting', 'kept', 'unplaced', 'refused'] as const).map((status) => line(status, { status }))
    expect(applyAnswer(stored, answer({ cells: [feed()] })).dropped).toEqual(['kept'])
    expect(applyAnswer(stored, answer()).dropped).toEqual([])
  })

  it('leaves a line that waits to be placed out of the record, with the reason', () => {
    const { entries } = applyAnswer([line('a')], answer({ unplaced: [{ id: 'a', reason: 'meeting_closed' }] }))
    expect(entries).toMatchObject([{ status: 'unplaced', reason: 'meeting_closed' }])
    expect(recordOn(entries).size).toBe(0)
  })
})

describe('the pause after failures', () => {
  it('doubles from two seconds to five minutes', () => {
    expect([1, 2, 3, 20].map(pauseAfter)).toEqual([2000, 4000, 8000, 300_000])
  })
})
