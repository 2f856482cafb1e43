import type pg from 'pg'
import type { loadActor } from './actor.ts'
import { type Database, onAccessChange } from './database.ts'

/** What a session stands for today: an account, and what its person holds. `held` is null where nothing may be done yet. */
export type Caller = {
  accountId: string
  personId: string | null
  session: { id: string; fresh: boolean }
  held: Awaited<ReturnType<typeof loadActor>> | null
}

/** However quiet the database is, nobody is remembered for longer. */
const LONGEST = 10_000
const MOST = 5_000

/**
 * Callers remembered by their cookie between two requests. Any change of sessions, accounts, positions, teams or units
 * makes the database say so (`access_changed`) and everybody is looked up again; while nobody listens, nobody is remembered.
 */
export async function openCallerCache(pool: pg.Pool, db: Database) {
  const known = new Map<string, { caller: Caller; until: number }>()
  let listening: pg.PoolClient | null = null
  let changes = 0
  let closed = false
  const forget = () => {
    changes++
    known.clear()
  }
  const lose = (client: pg.PoolClient, error?: Error) => {
    if (listening !== client) return
    listening = null
    forget()
    client.release(error ?? true)
  }
  const listen = async () => {
    const client = await pool.connect()
    client.on('notification', forget)
    // A line that is cut says so more than once.
    client.on('error', (error) => lose(client, error))
    client.once('end', () => lose(client))
    await client.query('listen access_changed')
    listening = client
    forget()
  }
  // A connection that has gone silent is not noticed by itself: it is asked, and replaced when it does not answer.
  const beat = setInterval(() => {
    const client = listening
    if (client === null) return void listen().catch(() => undefined)
    const late = setTimeout(() => lose(client), 2000)
    client.query('select 1').then(
      () => clearTimeout(late),
      (error: Error) => lose(client, error),
    )
  }, 5000)
  beat.unref()
  onAccessChange(db, forget)
  await listen()
  return {
    forget,
    /** The caller behind a cookie: remembered, or looked up and remembered unless something changed meanwhile. */
    async find(cookie: string, today: string, look: () => Promise<Caller | null>): Promise<Caller | null> {
      const key = `${today} ${cookie}`
      const remembered = known.get(key)
      if (remembered && remembered.until > performance.now()) return remembered.caller
      const before = changes
      const caller = await look()
      if (caller && listening && before === changes && cookie.length < 4096) {
        if (known.size >= MOST) known.clear()
        known.set(key, { caller, until: performance.now() + LONGEST })
      }
      return caller
    },
    close() {
      if (closed) return
      closed = true
      clearInterval(beat)
      if (listening) lose(listening)
    },
  }
}
export type CallerCache = Awaited<ReturnType<typeof openCallerCache>>
