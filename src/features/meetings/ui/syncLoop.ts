import { send } from '#platform/web/api.ts'
import { toProblem } from '#platform/web/problem.ts'
import { type SyncState, tellSync } from '#platform/web/syncStatus.ts'
import { BATCH, type SyncAnswer, type SyncRequest, syncRecords } from '../contract.ts'
import { pauseAfter } from '../device.ts'
import { keepAnswer, readRequest, setAside, type Store } from './store.ts'

const QUIET = 60_000
/** Until the other tab has finished speaking. */
const SHORTLY = 1000

/** Which version of the application this is: the name its build gave to its first file. */
const build = document.querySelector<HTMLScriptElement>('script[type=module][src]')?.src.split('/').at(-1) ?? 'dev'

async function ask(request: SyncRequest): Promise<SyncAnswer> {
  const path = syncRecords['~orpc'].route.path ?? ''
  const response = await send(`/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
    signal: AbortSignal.timeout(60_000),
  })
  const answer: SyncAnswer = await response.json()
  return answer
}

/** Sends all that waits and fetches what is new. What the server cannot read at all is found by halving. */
async function exchange(store: Store, size = BATCH): Promise<void> {
  const request = await readRequest(store, build, size)
  const askedAt = Date.now()
  try {
    await keepAnswer(store, await ask(request), askedAt)
  } catch (error) {
    const problem = toProblem(error)
    const unreadable = ['invalid', 'malformed', 'too_large'].includes(problem.code) && request.entries.length > 0
    if (!unreadable) throw error
    if (request.entries.length === 1)
      await setAside(
        store,
        request.entries.map(({ id }) => id),
        'unreadable',
      )
    await exchange(store, Math.max(1, Math.floor(request.entries.length / 2)))
    return
  }
  if ((await store.entries.where({ status: 'waiting' }).count()) > 0) await exchange(store)
}

/**
 * Of several tabs one speaks to the server at a time; where the browser knows no locks, ids make it harmless. `false`:
 * another tab was speaking, and knows nothing of what this one has just done.
 */
async function alone(name: string, run: () => Promise<void>): Promise<boolean> {
  if ('locks' in navigator)
    return navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
      if (lock) await run()
      return lock !== null
    })
  await run()
  return true
}

/** Keeps a store and the server alike while the page is open. `now` asks for it at once. */
export function startSync(store: Store) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let running = false
  let again = false
  let missed = false
  let stopped = false
  let state: SyncState = 'idle'

  const report = async () => {
    const [waiting, held, self] = await Promise.all([
      store.entries.where({ status: 'waiting' }).count(),
      store.entries.where('status').anyOf('refused', 'unplaced').count(),
      store.device.get('self'),
    ])
    tellSync({ state, waiting, held, lastAt: self?.lastSync ?? null, to: '/sync' })
  }
  const later = (pause: number) => {
    clearTimeout(timer)
    if (!stopped) timer = setTimeout(run, pause)
  }
  const once = async () => {
    state = 'sending'
    await report()
    missed = !(await alone(`sync-${store.name}`, () => exchange(store)))
    failures = 0
    state = 'idle'
  }
  function run() {
    if (stopped) return
    if (running) {
      again = true
      return
    }
    running = true
    void once()
      .catch((error: unknown) => {
        failures += 1
        const { code } = toProblem(error)
        state = code === 'offline' ? 'offline' : code === 'unauthenticated' ? 'signed_out' : 'failed'
      })
      .then(report)
      .finally(() => {
        running = false
        const soon = again
        again = false
        later(failures > 0 ? pauseAfter(failures) : soon ? 0 : missed ? SHORTLY : QUIET)
      })
  }
  const wake = () => {
    if (document.visibilityState === 'visible') run()
  }
  window.addEventListener('online', run)
  document.addEventListener('visibilitychange', wake)
  run()
  return {
    now: run,
    full: () => {
      state = 'full'
      void report()
    },
    stop: () => {
      stopped = true
      clearTimeout(timer)
      window.removeEventListener('online', run)
      document.removeEventListener('visibilitychange', wake)
    },
  }
}
