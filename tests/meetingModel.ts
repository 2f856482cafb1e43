import fc from 'fast-check'
import { expect } from 'vitest'
import type { SyncAnswer, SyncRequest, WireEntry } from '#features/meetings/contract.ts'
import {
  afterOf,
  applyAnswer,
  type DeviceCell,
  type DeviceEntry,
  recordOn,
  requestOf,
} from '#features/meetings/device.ts'
import { type Placement, placementOf, type Standing, type UnplacedReason } from '#features/meetings/placement.ts'
import {
  attendanceOf,
  closingObstacles,
  conflictsOf,
  type Folded,
  foldRecord,
  headsAt,
  totalsOf,
} from '#features/meetings/record.ts'

/**
 * The offline protocol under everything that happens to phones: the device's and the server's real rules, with a network,
 * a storage and people that fail in every order. What must hold at the end is written in `check`.
 */

const UNIT = '0190a000-0000-7000-8000-00000000000c'
const MEETINGS = ['0190a000-0000-8000-8000-202609100000', '0190a000-0000-8000-8000-202610100000']
const MEMBERS = Array.from({ length: 3 }, (_, at) => `0190a000-0000-7000-8000-00000000001${at}`)
const listed = MEMBERS.map((id) => ({ id, exempt: false }))
const idOf = (prefix: number, n: number): string =>
  `0190a000-0000-7000-8000-${prefix.toString(16).padStart(4, '0')}${n.toString(16).padStart(8, '0')}`

type Place = { field: string; key: string; value: WireEntry['value'] }
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
  fc.record({ kind: fc.constant('position' as const), device, held: fc.boolean() }),
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reorganise' as const), exists: fc.boolean() }) },
  fc.record({
    kind: fc.constant('settle' as const),
    which: fc.nat(),
    to: fc.constantFrom('placed' as const, 'set_aside' as const),
  }),
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

type Logged = WireEntry & { seq: number; logSeq: number }
type Unplaced = { entry: WireEntry; reason: UnplacedReason; state: 'waiting' | 'placed' | 'set_aside'; seq: number }

/** The server with its rules, its log and its tables, without a database. */
class Server {
  seq = 0
  log: Logged[] = []
  unplaced = new Map<string, Unplaced>()
  held = [true, true, true]
  exists = true
  acknowledged = new Set<string>()

  recordOf(meetingId: string): Folded<Logged> {
    return foldRecord(this.log.filter((entry) => entry.meetingId === meetingId))
  }

  answer(author: number, request: SyncRequest): SyncAnswer {
    const standing: Standing = { author: this.held[author] ? 'recorder' : 'known', unitExists: this.exists }
    const placed = new Map<string, Placement>()
    if (request.entries.length > 0) this.seq += 1
    for (const entry of request.entries) placed.set(entry.id, this.takeIn(entry, standing))
    for (const [id, { to }] of placed) if (to === 'record') this.acknowledged.add(id)
    const seen = request.cells.find(({ unitId }) => unitId === UNIT) ?? { seq: 0, have: [] as string[] }
    const views = (after: number) =>
      [...this.unplaced].flatMap(([id, { entry, reason, state, seq }]) =>
        seq > after
          ? [
              {
                id,
                entry,
                reason,
                state,
                author: null,
                receivedAt: '',
                settledReason: null,
                version: 1,
                allowedActions: [],
              },
            ]
          : [],
      )
    const feed = {
      unitId: UNIT,
      name: 'Chi bộ',
      seq: this.seq,
      members: [],
      exemptions: [],
      meetings: [],
      entries: this.log
        .filter(({ logSeq, meetingId }) => logSeq > seen.seq || !seen.have.includes(meetingId))
        .map((entry) => ({ ...entry, author: null })),
      kept: MEETINGS,
      unplaced: views(seen.seq),
    }
    return structuredClone({
      serverNow: '',
      acknowledged: [...placed].flatMap(([id, { to }]) => (to === 'record' ? [id] : [])),
      unplaced: [...placed].flatMap(([id, one]) => (one.to === 'unplaced' ? [{ id, reason: one.reason }] : [])),
      refused: [...placed].flatMap(([id, one]) => (one.to === 'refused' ? [{ id, reason: one.reason }] : [])),
      cells: this.held[author] ? [feed] : [],
      own: this.held[author] ? [] : views(0),
    })
  }

  private takeIn(entry: WireEntry, standing: Standing): Placement {
    if (this.log.some(({ id }) => id === entry.id)) return { to: 'record', value: entry.value }
    const waiting = this.unplaced.get(entry.id)
    if (waiting) return { to: 'unplaced', reason: waiting.reason }
    const record = this.recordOf(entry.meetingId)
    const placement = placementOf(entry, standing, {
      record,
      isMember: (id) => MEMBERS.includes(id),
      isComplete: () =>
        closingObstacles(record, attendanceOf(record, listed)).every(({ code }) => code === 'conflicts'),
    })
    if (placement.to === 'record') this.log.push({ ...entry, logSeq: this.seq })
    if (placement.to === 'unplaced') {
      this.unplaced.set(entry.id, { entry, reason: placement.reason, state: 'waiting', seq: this.seq })
    }
    return placement
  }

  settle(which: number, to: 'placed' | 'set_aside'): void {
    const waiting = [...this.unplaced].filter(([, { state }]) => state === 'waiting')
    const [id, one] = waiting[which % Math.max(1, waiting.length)] ?? []
    if (id === undefined || one === undefined) return
    const { entry, reason } = one
    if (
      to === 'placed' &&
      (entry.field === 'state' || ['unknown_place', 'unknown_member', 'value_refused'].includes(reason))
    )
      return
    if (to === 'placed' && (entry.field === 'newer' || entry.key === UNIT)) return
    this.seq += 1
    this.unplaced.set(id, { ...one, state: to, seq: this.seq })
    if (to === 'set_aside') return
    const before = this.recordOf(entry.meetingId)
    const after = [...new Set([...entry.after, ...headsAt(before, entry.field, entry.key)])]
    for (const other of this.log) {
      if (other.meetingId === entry.meetingId && other.field === entry.field && other.key === entry.key) {
        seenBy(id).add(other.id)
      }
    }
    this.log.push({ ...entry, after, logSeq: this.seq })
  }
}

/** All entries of its place that the author of an entry could see: kept by the test, apart from what the rules write down. */
let sights = new Map<string, Set<string>>()
const seenBy = (id: string): Set<string> => {
  const seen = sights.get(id) ?? new Set<string>()
  sights.set(id, seen)
  return seen
}

/** What a device keeps on its disk, and answers under way to its tabs, which die with them. */
class Device {
  readonly entries = new Map<string, DeviceEntry>()
  cells: DeviceCell[] = []
  next = 1
  clock = 0
  underWay: SyncAnswer[] = []
  readonly id: string
  readonly number: number

  constructor(number: number) {
    this.number = number
    this.id = idOf(900, number)
  }

  /** `full`: the disk refuses, and the browser keeps nothing of the transaction. */
  write(meetingId: string, { field, key, value }: Place, full: boolean): string | null {
    if (full) return null
    const record = recordOn([...this.entries.values()].filter((entry) => entry.meetingId === meetingId))
    const id = idOf(this.number, this.next)
    for (const { id: visible } of record.get(`${field}/${key}`)?.entries ?? []) seenBy(id).add(visible)
    this.entries.set(id, {
      id,
      unitId: UNIT,
      meetingId,
      field,
      key,
      value,
      after: afterOf(record, record, this.id, field, key),
      deviceId: this.id,
      seq: this.next,
      deviceAt: new Date(Date.UTC(2026, 10, 12) + this.clock * 3_600_000).toISOString(),
      status: 'waiting',
      reason: null,
      author: null,
    })
    this.next += 1
    return id
  }

  request(batch: number): SyncRequest {
    const waiting = this.waiting()
    return structuredClone(requestOf({ deviceId: this.id, build: 'model', cells: this.cells, waiting }, batch))
  }

  waiting = (): DeviceEntry[] => [...this.entries.values()].filter(({ status }) => status === 'waiting')

  keep(answer: SyncAnswer): void {
    const { entries, dropped, cells } = applyAnswer([...this.entries.values()], answer)
    for (const entry of entries) this.entries.set(entry.id, entry)
    for (const id of dropped) this.entries.delete(id)
    this.cells = cells
  }
}

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
    for (const phone of devices.filter(({ number }) => server.held[number])) {
      const here = recordOn([...phone.entries.values()].filter((entry) => entry.meetingId === meetingId))
      expect(totalsIn(here), 'device and server count the same').toEqual(totalsIn(record))
      const shown = (folded: Folded) =>
        conflictsOf(folded)
          .map(({ field, key, heads }) => [field, key, ...heads.map(({ value }) => value)])
          .toSorted()
      expect(shown(here), 'and show the same conflicts with all their values').toEqual(shown(record))
    }
  }
}

/** So many histories of at most 40 steps, each followed by a good network, after which everything must be right. */
export function checkProtocol(runs: number, seed?: number): void {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      sights = new Map()
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
