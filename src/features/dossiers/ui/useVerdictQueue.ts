import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useSession } from '#platform/web/session.ts'
import { type GivenVerdict, makeVerdictQueue, type QueueState, type VerdictQueue } from './verdictQueue.ts'

const queues = new Map<string, VerdictQueue>()

const later = (run: () => void, ms: number): (() => void) => {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

/**
 * The unsent verdicts of the person signed in for one place (`<dossier>:self`), shared by every page that shows them.
 * What an earlier visit could not send goes on its way as soon as the place is opened, and when the network is back.
 */
export function useVerdictQueue(
  place: string,
  send: (verdicts: GivenVerdict[]) => Promise<unknown>,
): { queue: VerdictQueue; state: QueueState } {
  const client = useQueryClient()
  const person = useSession().data?.person?.id ?? ''
  const key = `vung-manh.verdicts:${person}:${place}`
  const [made] = useState(() => new Map<string, VerdictQueue>())
  const queue =
    queues.get(key) ??
    made.get(key) ??
    makeVerdictQueue(key, {
      store: localStorage,
      send,
      later,
      onSaved: () => client.invalidateQueries(),
    })
  made.set(key, queue)
  useEffect(() => {
    queues.set(key, queue)
    const flush = () => void queue.flush()
    flush()
    window.addEventListener('online', flush)
    return () => window.removeEventListener('online', flush)
  }, [key, queue])
  const state = useSyncExternalStore(queue.subscribe, queue.read)
  return { queue, state }
}
