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
import { attendanceOf, closingObstacles, type Folded, foldRecord, headsAt } from '#features/meetings/record.ts'

/** A server and devices with their real rules, without a database, a browser or a network. */

export const UNIT = '0190a000-0000-7000-8000-00000000000c'
export const MEETINGS = ['0190a000-0000-8000-8000-202609100000', '0190a000-0000-8000-8000-202610100000']
export const MEMBERS = Array.from({ length: 2 }, (_, at) => `0190a000-0000-7000-8000-00000000001${at}`)
export const listed = MEMBERS.map((id) => ({ id, exempt: false }))
const idOf = (prefix: number, n: number): string =>
  `0190a000-0000-7000-8000-${prefix.toString(16).padStart(4, '0')}${n.toString(16).padStart(8, '0')}`

export type Place = { field: string; key: string; value: WireEntry['value'] }

type Logged = WireEntry & { seq: number; logSeq: number }
type Unplaced = { entry: WireEntry; reason: UnplacedReason; state: 'waiting' | 'placed' | 'set_aside'; seq: number }

/** The server with its rules, its log and its tables, without a database. */
export class Server {
  seq = 0
  log: Logged[] = []
  unplaced = new Map<string, Unplaced>()
  held = [true, true, true]
  exists = true
  /** Meetings whose records devices keep just now. */
  kept = MEETINGS
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
                authorId: null,
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
        .filter(({ meetingId }) => this.kept.includes(meetingId))
        .filter(({ logSeq, meetingId }) => logSeq > seen.seq || !seen.have.includes(meetingId))
        .map((entry) => ({ ...entry, author: null, authorId: null })),
      kept: this.kept,
      unplaced: views(seen.seq),
      tasks: [],
      bodies: [],
      sheetHash: null,
      sheet: null,
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
export const forgetSights = (): void => {
  sights = new Map()
}
export const seenBy = (id: string): Set<string> => {
  const seen = sights.get(id) ?? new Set<string>()
  sights.set(id, seen)
  return seen
}

/** What a device keeps on its disk, and answers under way to its tabs, which die with them. */
export class Device {
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
      authorId: null,
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
