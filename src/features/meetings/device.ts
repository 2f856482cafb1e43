import type { CellFeed, SyncAnswer, SyncRequest, WireEntry } from './contract.ts'
import { type Folded, foldRecord, headsAt } from './record.ts'

/**
 * What a device does with entries, as plain rules: what counts, what is sent, what an answer changes. Whatever keeps the
 * rows (a browser's store, a test's map) applies the changes in one transaction.
 */
export type DeviceEntry = WireEntry & {
  /** Waits to be sent; is in the record; waits on the server to be placed; not taken by the server, kept here. */
  status: 'waiting' | 'kept' | 'unplaced' | 'refused'
  reason: string | null
  author: string | null
  authorId: string | null
}

/** A cell as a device knows it. */
export type DeviceCell = Pick<CellFeed, 'unitId' | 'name' | 'seq' | 'kept' | 'bodies' | 'sheetHash'>

/** Entries that make up the record on this device: what the server keeps and what it has not answered yet. */
export const counts = ({ status }: DeviceEntry): boolean => status === 'waiting' || status === 'kept'

export const recordOn = (entries: Iterable<DeviceEntry>): Folded<DeviceEntry> => foldRecord([...entries].filter(counts))

/**
 * The ids a new entry names: what its author had on the screen, and what this device wrote there a moment ago, which its
 * author knows although the screen may not show it yet. Where such a line is not sent yet, what it named is named too: the
 * server may not take it into the record, and its author had seen further.
 */
export function afterOf(
  shown: Folded,
  now: Folded<DeviceEntry>,
  deviceId: string,
  field: string,
  key: string,
): string[] {
  const there = now.get(`${field}/${key}`)
  const byId = new Map(there?.entries.map((entry) => [entry.id, entry]))
  const own = there?.heads.filter((entry) => entry.deviceId === deviceId) ?? []
  const named = new Set<string>()
  const name = (id: string): void => {
    if (named.has(id)) return
    named.add(id)
    const entry = byId.get(id)
    if (entry?.status === 'waiting') for (const earlier of entry.after) name(earlier)
  }
  for (const id of [...headsAt(shown, field, key), ...own.map((entry) => entry.id)]) name(id)
  return [...named]
}

type Standing = { deviceId: string; build: string; cells: readonly DeviceCell[]; waiting: readonly DeviceEntry[] }

/** The next request: the oldest waiting entries, at most so many, and what the device has seen. */
export function requestOf({ deviceId, build, cells, waiting }: Standing, batch: number): SyncRequest {
  const entries = waiting.toSorted((a, b) => a.seq - b.seq).slice(0, batch)
  return {
    deviceId,
    build,
    waiting: waiting.length - entries.length,
    cells: cells.map(({ unitId, seq, kept, sheetHash }) => ({ unitId, seq, have: kept, sheetHash })),
    entries: entries.map(
      ({ status: _status, reason: _reason, author: _author, authorId: _authorId, ...entry }) => entry,
    ),
  }
}

export type Changes = {
  entries: DeviceEntry[]
  dropped: string[]
  cells: DeviceCell[]
  feeds: readonly CellFeed[]
}

/**
 * What an answer changes on the device. Entries that wait, were refused or wait to be placed are never dropped; of
 * others only those whose meeting the device no longer keeps.
 */
export function applyAnswer(stored: readonly DeviceEntry[], answer: SyncAnswer): Changes {
  const known = new Map(stored.map((entry) => [entry.id, entry]))
  const changed = new Map<string, DeviceEntry>()
  const set = (id: string, to: Pick<DeviceEntry, 'status' | 'reason'>) => {
    const entry = changed.get(id) ?? known.get(id)
    if (entry) changed.set(id, { ...entry, ...to })
  }
  for (const id of answer.acknowledged) set(id, { status: 'kept', reason: null })
  for (const { id, reason } of answer.unplaced) set(id, { status: 'unplaced', reason })
  for (const { id, reason } of answer.refused) set(id, { status: 'refused', reason })
  for (const { entries, unplaced } of answer.cells) {
    for (const { logSeq: _seq, ...entry } of entries) changed.set(entry.id, { ...entry, status: 'kept', reason: null })
    settle(unplaced)
  }
  settle(answer.own)
  function settle(views: SyncAnswer['own']) {
    // One that was placed is told among the entries of its meeting; one set aside is only shown in its list.
    for (const { id, state, reason } of views) if (state !== 'placed') set(id, { status: 'unplaced', reason })
  }
  const keptBy = new Map(answer.cells.map(({ unitId, kept }) => [unitId, new Set(kept)]))
  const dropped = [...known.values(), ...changed.values()].filter(({ id, unitId, meetingId, status }) => {
    const now = changed.get(id)?.status ?? status
    return now === 'kept' && keptBy.get(unitId)?.has(meetingId) === false
  })
  return {
    entries: [...changed.values()],
    dropped: dropped.map(({ id }) => id),
    cells: answer.cells.map(({ unitId, name, seq, kept, bodies, sheetHash }) => {
      return { unitId, name, seq, kept, bodies, sheetHash }
    }),
    feeds: answer.cells,
  }
}

/** How long to wait after so many failures in a row before the next try, in milliseconds: 2 s, 4 s … 5 min. */
export const pauseAfter = (failures: number): number => Math.min(2000 * 2 ** Math.max(0, failures - 1), 300_000)
