import fc from 'fast-check'
import { expect } from 'vitest'
import { recordOn } from '#features/meetings/device.ts'
import { attendanceOf, conflictsOf, type Folded, totalsOf } from '#features/meetings/record.ts'
import { Device, forgetSights, listed, MEETINGS, MEMBERS, type Place, seenBy, Server, UNIT } from './meetingModel.ts'

/**
 * The offline protocol under everything that happens to phones: the device's and the server's real rules, with a network,
 * a storage and people that fail in every order. What must hold at the end is written in `check`.
 */

const mark = fc.constantFrom('present', 'excused', 'absent')
const place: fc.Arbitrary<Place> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ field: fc.constant('roll'), key: fc.constantFrom(...MEMBERS), value: mark }) },
  fc.record({ field: fc.constant('spoke'), key: fc.constantFrom(...MEMBERS), value: fc.boolean() }),
  fc.record({ field: fc.constant('note'), key: fc.constant('report'), value: fc.constantFrom('một', 'hai', 'ba') }),
  fc.record({
    field: fc.constant('time'),
    key: fc.constantFrom('started', 'ended'),
    value: fc.constantFrom('2026-11-12T07:00:00+07:00', '2026-11-12T09:00:00+07:00'),
  }),
  fc.record({
    field: fc.constant('people'),
    key: fc.constantFrom('chair', 'secretary'),
    value: fc.constantFrom(...MEMBERS),
  }),
  fc.record({ field: fc.constant('state'), key: fc.constant('record'), value: fc.constant('closed') }),
  // Of a newer version of the application, of nobody on the list, and of no meaning.
  fc.record({ field: fc.constantFrom('newer', 'roll'), key: fc.constant(UNIT), value: fc.constantFrom('present', 7) }),
)
const device = fc.nat({ max: 2 })

const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('write' as const),
      device,
      meeting: fc.nat({ max: 1 }),
      place,
      full: fc.nat({ max: 9 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('send' as const),
      device,
      batch: fc.integer({ min: 1, max: 4 }),
      fate: fc.constantFrom('answered', 'answered', 'lost', 'answer_lost', 'twice', 'late'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('arrive' as const), device, which: fc.nat({ max: 3 }) }) },
  fc.record({ kind: fc.constantFrom('kill' as const, 'update' as const), device }),
  fc.record({ kind: fc.constant('clock' as const), device, hours: fc.integer({ min: -48, max: 48 }) }),
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('position' as const), device, held: fc.boolean() }) },
  fc.record({ kind: fc.constant('window' as const), kept: fc.subarray(MEETINGS) }),
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reorganise' as const), exists: fc.boolean() }) },
  fc.record({
    kind: fc.constant('settle' as const),
    which: fc.nat(),
    to: fc.constantFrom('placed' as const, 'set_aside' as const),
  }),
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

function play(server: Server, devices: Device[], captured: Set<string>, one: Step): void {
  const phone = 'device' in one ? devices[one.device] : undefined
  switch (one.kind) {
    case 'write': {
      const id = phone?.write(MEETINGS[one.meeting] ?? '', one.place, one.full === 0)
      if (id) captured.add(id)
      break
    }
    case 'send': {
      if (!phone || one.fate === 'lost') break
      const request = phone.request(one.batch)
      const answer = server.answer(phone.number, request)
      if (one.fate === 'twice') phone.underWay.push(server.answer(phone.number, request))
      if (one.fate === 'late') phone.underWay.push(answer)
      else if (one.fate !== 'answer_lost') phone.keep(answer)
      break
    }
    case 'arrive': {
      // In whatever order, to whichever tab.
      const [answer] = phone?.underWay.splice(one.which, 1) ?? []
      if (answer) phone?.keep(answer)
      break
    }
    case 'kill':
    case 'update':
      if (phone) phone.underWay = []
      break
    case 'clock':
      if (phone) phone.clock = one.hours
      break
    case 'position':
      server.held[one.device] = one.held
      break
    case 'window':
      server.kept = one.kept
      break
    case 'reorganise':
      server.exists = one.exists
      break
    case 'settle':
      server.settle(one.which, one.to)
  }
}

const totalsIn = (record: Folded) => totalsOf(attendanceOf(record, listed))

function check(server: Server, devices: Device[], captured: Set<string>): void {
  const inRecord = server.log.map(({ id }) => id)
  expect(new Set(inRecord).size, 'nothing has its effect twice').toBe(inRecord.length)
  expect(
    [...server.acknowledged].filter((id) => !inRecord.includes(id)),
    'no acknowledged line is lost',
  ).toEqual([])
  const kept = new Set([...inRecord, ...server.unplaced.keys()])
  expect(
    [...captured].filter((id) => !kept.has(id)),
    'everything captured is in the record or waits to be placed',
  ).toEqual([])
  for (const [id, { state }] of server.unplaced) expect(inRecord.includes(id)).toBe(state === 'placed')
  for (const meetingId of MEETINGS) {
    const record = server.recordOf(meetingId)
    for (const { heads, entries, agreed } of record.values()) {
      // What nobody who wrote later had before their eyes.
      const seen = new Set(entries.flatMap(({ id }) => [...seenBy(id)].filter((other) => other !== id)))
      const standing = entries.filter(({ id }) => !seen.has(id))
      expect(heads.map(({ id }) => id).toSorted(), 'what stands is what nobody has seen and replaced').toEqual(
        standing.map(({ id }) => id).toSorted(),
      )
      expect(agreed, 'two values are a conflict').toBe(
        new Set(standing.map(({ value }) => JSON.stringify(value))).size === 1,
      )
    }
    for (const phone of devices.filter(({ number }) => server.held[number] && server.kept.includes(meetingId))) {
      const here = recordOn([...phone.entries.values()].filter((entry) => entry.meetingId === meetingId))
      expect(totalsIn(here), 'device and server count the same').toEqual(totalsIn(record))
      const shown = (folded: Folded) =>
        conflictsOf(folded)
          .map(({ field, key, heads }) => [field, key, ...heads.map(({ value }) => value)])
          .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
      expect(shown(here), 'and show the same conflicts with all their values').toEqual(shown(record))
    }
  }
}

/** So many histories of at most 40 steps, each followed by a good network, after which everything must be right. */
export function checkProtocol(runs: number, seed?: number): void {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      forgetSights()
      const server = new Server()
      const devices = [0, 1, 2].map((number) => new Device(number))
      const captured = new Set<string>()
      for (const one of steps) play(server, devices, captured, one)
      for (let round = 0; round < 2; round += 1) {
        for (const phone of devices) {
          phone.underWay = []
          do phone.keep(server.answer(phone.number, phone.request(500)))
          while (phone.waiting().length > 0)
        }
      }
      check(server, devices, captured)
    }),
    { numRuns: runs, ...(seed === undefined ? {} : { seed }) },
  )
}
