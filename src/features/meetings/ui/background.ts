import { tellSync } from '#platform/web/syncStatus.ts'
import { openStore, type Store } from './store.ts'
import { startSync } from './syncLoop.ts'

const MARK = 'vung-manh.records.'
let store: { personId: string; store: Store } | null = null
let sync: ReturnType<typeof startSync> | null = null

/** Whether this device once kept records of a person, who may hold no position today. */
export const hasRecords = (personId: string): boolean => localStorage.getItem(MARK + personId) !== null

/** The store of the person signed in: opened once per page. */
export function storeOf(personId: string): Store {
  if (store?.personId !== personId) {
    store?.store.close()
    store = { personId, store: openStore(personId) }
  }
  return store.store
}

/** Begins to keep and send. A browser that keeps nothing (private mode) is said to, and the rest goes on. */
export async function begin(personId: string): Promise<() => void> {
  const records = storeOf(personId)
  try {
    await records.open()
  } catch {
    tellSync({ state: 'no_store', waiting: 0, held: 0, lastAt: null, to: '/sync' })
    return () => tellSync(null)
  }
  localStorage.setItem(MARK + personId, '1')
  const running = startSync(records)
  sync = running
  return () => {
    running.stop()
    if (sync === running) sync = null
    tellSync(null)
  }
}

/** Sends what waits, at once when there is a network. */
export const syncNow = (): void => sync?.now()
/** The device would not keep a line. */
export const tellFull = (): void => sync?.full()
