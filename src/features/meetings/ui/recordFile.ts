import type { DeviceEntry } from '../device.ts'
import type { Store } from './store.ts'

const KIND = 'vung-manh-records'

/** Everything captured on this device, as one file of the person's own. */
export async function takeOutFile(store: Store): Promise<void> {
  const [entries, members, meetings] = await Promise.all([
    store.entries.toArray(),
    store.members.toArray(),
    store.meetings.toArray(),
  ])
  const text = JSON.stringify({ kind: KIND, version: 1, entries, members, meetings })
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = `bien-ban-${new Date().toISOString().slice(0, 10)}.json`
  link.click()
  URL.revokeObjectURL(address)
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const isEntry = (value: unknown): value is DeviceEntry =>
  isRecord(value) &&
  ['id', 'unitId', 'meetingId', 'field', 'key', 'deviceId', 'deviceAt'].every(
    (name) => typeof value[name] === 'string',
  ) &&
  typeof value['seq'] === 'number' &&
  Array.isArray(value['after']) &&
  'value' in value

/**
 * Lines of such a file that this device has not: they wait to be sent, as its author's own; the server knows by their ids
 * what it has. How many were new; `null` when the file is another one.
 */
export async function readInFile(store: Store, text: string): Promise<number | null> {
  const parsed = readJson(text)
  const entries = isRecord(parsed) && parsed['kind'] === KIND ? parsed['entries'] : null
  if (!Array.isArray(entries) || !entries.every(isEntry)) return null
  return store.transaction('rw', store.entries, async () => {
    const known = new Set(await store.entries.toCollection().primaryKeys())
    const fresh = entries.filter(({ id }) => !known.has(id))
    await store.entries.bulkAdd(fresh.map((entry) => ({ ...entry, status: 'waiting', reason: null })))
    return fresh.length
  })
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
