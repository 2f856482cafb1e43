import { Dexie, type Table } from 'dexie'
import type { CellFeed, SyncAnswer, SyncRequest, UnplacedView, WireEntry } from '../contract.ts'
import { afterOf, applyAnswer, type DeviceCell, type DeviceEntry, recordOn, requestOf } from '../device.ts'
import type { Folded } from '../record.ts'
import { newId } from '#platform/web/newId.ts'

export type StoredMember = CellFeed['members'][number] & { unitId: string }
export type StoredExemption = CellFeed['exemptions'][number] & { unitId: string }
export type StoredMeeting = CellFeed['meetings'][number] & { unitId: string }
export type StoredUnplaced = UnplacedView & { unitId: string }
export type StoredSheet = NonNullable<CellFeed['sheet']> & { unitId: string }
/** `cellId`: whose list it is on; the task may be of a cell that ended into it. */
export type StoredTask = CellFeed['tasks'][number] & { cellId: string }

/** What this device is: its id, the next number of its entries, how far its clock is from the server's. */
type Self = { name: 'self'; id: string; nextSeq: number; clockOffset: number | null; lastSync: string | null }

export type Store = Dexie & {
  entries: Table<DeviceEntry, string>
  members: Table<StoredMember, string>
  exemptions: Table<StoredExemption, string>
  meetings: Table<StoredMeeting, [string, string]>
  unplaced: Table<StoredUnplaced, string>
  tasks: Table<StoredTask, string>
  sheets: Table<StoredSheet, string>
  cells: Table<DeviceCell, string>
  device: Table<Self, string>
}

/**
 * One person's records on this device. Versions only ever add: an updated application reads what an older one wrote.
 * Written through to the disk, so that a phone that dies keeps what was said to be kept.
 */
export function openStore(personId: string): Store {
  const store = new Dexie(`vung-manh-records-${personId}`, { chromeTransactionDurability: 'strict' }) as Store
  store.version(1).stores({
    entries: 'id, [unitId+meetingId], status',
    members: 'id, unitId',
    exemptions: 'id, unitId',
    meetings: '[unitId+id], unitId',
    unplaced: 'id, unitId',
    cells: 'unitId',
    device: 'name',
  })
  // What an older version did not keep is asked for again.
  store
    .version(2)
    .stores({ tasks: 'id, cellId' })
    .upgrade((change) => change.table('cells').toCollection().modify({ seq: 0, kept: [], bodies: [] }))
  store.version(3).stores({ sheets: 'unitId' })
  return store
}

async function selfOf(store: Store): Promise<Self> {
  const self = await store.device.get('self')
  if (self) return self
  const made: Self = { name: 'self', id: newId(), nextSeq: 1, clockOffset: null, lastSync: null }
  await store.device.add(made)
  return made
}

/** The time as the server has it, as far as this device knows: its own clock, put right at the last sync. */
export async function rightNow(store: Store): Promise<Date> {
  const self = await store.device.get('self')
  return new Date(Date.now() + (self?.clockOffset ?? 0))
}

export type NewEntry = Pick<WireEntry, 'unitId' | 'meetingId' | 'field' | 'key' | 'value'>

/**
 * Keeps lines of a record on this device; `shown` is the record their author had on the screen. Either all are kept or
 * none: the browser's refusal (a full storage) is thrown.
 */
export async function writeEntries(store: Store, shown: Folded, lines: readonly NewEntry[]): Promise<void> {
  await store.transaction('rw', store.entries, store.device, async () => {
    const self = await selfOf(store)
    const deviceAt = new Date().toISOString()
    for (const [at, line] of lines.entries()) {
      const there = await store.entries.where({ unitId: line.unitId, meetingId: line.meetingId }).toArray()
      await store.entries.add({
        ...line,
        id: newId(),
        after: afterOf(shown, recordOn(there), self.id, line.field, line.key),
        deviceId: self.id,
        seq: self.nextSeq + at,
        deviceAt,
        status: 'waiting',
        reason: null,
        author: null,
        authorId: null,
      })
    }
    await store.device.update('self', { nextSeq: self.nextSeq + lines.length })
  })
}

export async function readRequest(store: Store, build: string, batch: number): Promise<SyncRequest> {
  return store.transaction('rw', store.entries, store.cells, store.device, async () => {
    const { id: deviceId } = await selfOf(store)
    const cells = await store.cells.toArray()
    const waiting = await store.entries.where({ status: 'waiting' }).toArray()
    return requestOf({ deviceId, build, cells, waiting }, batch)
  })
}

/** Everything an answer changes, in one transaction: a device killed in the middle asks again from where it was. */
export async function keepAnswer(store: Store, answer: SyncAnswer, askedAt: number): Promise<void> {
  const tables = [
    store.entries,
    store.members,
    store.exemptions,
    store.meetings,
    store.unplaced,
    store.tasks,
    store.sheets,
    store.cells,
    store.device,
  ]
  await store.transaction('rw', tables, async () => {
    const changes = applyAnswer(await store.entries.toArray(), answer)
    await store.entries.bulkPut(changes.entries)
    await store.entries.bulkDelete(changes.dropped)
    await store.cells.clear()
    await store.cells.bulkPut(changes.cells)
    for (const { unitId, members, exemptions, meetings, unplaced, tasks, sheet } of changes.feeds) {
      const here = <T>(row: T) => ({ ...row, unitId })
      await store.members.bulkPut(members.map(here))
      await store.exemptions.bulkPut(exemptions.map(here))
      await store.meetings.bulkPut(meetings.map(here))
      await store.unplaced.bulkPut(unplaced.map(here))
      await store.tasks.bulkPut(tasks.map((task) => ({ ...task, cellId: unitId })))
      if (sheet) await store.sheets.put(here(sheet))
    }
    await store.unplaced.bulkPut(answer.own.map((one) => ({ ...one, unitId: one.entry.unitId })))
    const self = await selfOf(store)
    const middle = (askedAt + Date.now()) / 2
    await store.device.put({
      ...self,
      clockOffset: Math.round(Date.parse(answer.serverNow) - middle),
      lastSync: answer.serverNow,
    })
  })
}

/** The server will not take this line as it is: it stays here, with the reason, and does not hold up the others. */
export async function setAside(store: Store, ids: readonly string[], reason: string): Promise<void> {
  await store.entries.where('id').anyOf(ids).modify({ status: 'refused', reason })
}
