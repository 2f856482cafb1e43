import { useSyncExternalStore } from 'react'

export type SyncState = 'idle' | 'sending' | 'offline' | 'signed_out' | 'failed' | 'full' | 'no_store'

/** What this device has captured and not yet handed over; told by the feature that keeps it. */
export interface SyncStatus {
  state: SyncState
  /** Lines not yet sent. */
  waiting: number
  /** Lines that were refused or wait to be placed. */
  held: number
  /** When the server was last heard, by its own clock. */
  lastAt: string | null
  /** Where it is all shown. */
  to: string
}

let status: SyncStatus | null = null
const listeners = new Set<() => void>()

export function tellSync(next: SyncStatus | null): void {
  status = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** `null` where nothing is kept on this device. */
export function useSyncStatus(): SyncStatus | null {
  return useSyncExternalStore(subscribe, () => status)
}
