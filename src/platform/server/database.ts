import { Socket } from 'node:net'
import { CompiledQuery, DummyDriver, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { DB } from './tables.gen.ts'

export type Database = Kysely<DB>
/** Inside a transaction of an actor: the same queries, behind row-level security. */
export type Tx = Kysely<DB>

// A calendar day stays 'YYYY-MM-DD'; counts are numbers; numerics here are points, well inside a double.
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value)
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)

/** Statements keep their names up to this many; what comes after is planned each time. */
const MOST_NAMES = 500
const names = new Map<string, string>()

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= MOST_NAMES) return known
  const name = `s${names.size}`
  names.set(text, name)
  return name
}

/** A table changed its columns under a statement that was planned before: asked again, it is planned anew. */
export const PLAN_OUTDATED = '0A000'
const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined)

/** Statements with values get names, so that PostgreSQL reads and plans each once per connection. */
function nameStatements(client: pg.PoolClient): void {
  // The driver's call has a dozen forms; only text with values is looked at, the rest passes as it is.
  const query: (...all: unknown[]) => unknown = client.query.bind(client)
  let planned = 0
  const named = (...all: unknown[]): unknown => {
    const [text, values] = all
    if (all.length !== 2 || typeof text !== 'string' || !Array.isArray(values) || values.length === 0)
      return query(...all)
    const name = nameOf(text)
    if (name === undefined) return query(text, values)
    return Promise.resolve(query({ name: `${name}.${planned}`, text, values })).catch((error: unknown) => {
      if (codeOf(error) === PLAN_OUTDATED) planned++
      throw error
    })
  }
  Object.assign(client, { query: named })
}

/** What one turn of the event loop asks of a connection leaves in one write: opening, actor and first statement. */
function corked(client: pg.PoolClient): pg.PoolClient {
  // The driver's socket is not in its types.
  const stream = Reflect.get(Reflect.get(client, 'connection') ?? {}, 'stream')
  if (stream instanceof Socket) {
    stream.cork()
    setImmediate(() => stream.uncork())
  }
  return client
}

export function openPool(url: string, max = 10): pg.Pool {
  const settings = {
    connectionString: url,
    max,
    application_name: 'vung-manh',
    pipeline: true,
    // Whoever waits longer for a connection is told to come again, instead of waiting with everybody else.
    connectionTimeoutMillis: 10_000,
  }
  const pool = new pg.Pool(settings)
  // An idle connection may die with its server; the next query opens a new one.
  pool.on('error', () => undefined)
  // So may one in use, between two statements; unheard, that would end the process. The next statement on it is told.
  pool.on('connect', (client) => client.on('error', () => undefined))
  pool.on('connect', nameStatements)
  return pool
}

export function openDatabase(pool: pg.Pool): Database {
  const source = { connect: async () => corked(await pool.connect()), end: () => pool.end(), options: pool.options }
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool: source }) })
}

const watchers = new WeakMap<Database, Set<() => void>>()

/** Called as soon as a transaction of this process has changed who may do what. */
export function onAccessChange(db: Database, watcher: () => void): void {
  watchers.set(db, (watchers.get(db) ?? new Set()).add(watcher))
}

export function tellAccessChange(db: Database): void {
  for (const watcher of watchers.get(db) ?? []) watcher()
}

/**
 * Run `body` on one connection whose statements are sent without waiting for one another; the server answers them in
 * order. Kysely's own `connection()` waits for each answer before it sends the next statement. `first` is on its way before
 * `body` begins.
 */
export function onConnection<T>(
  db: Database,
  first: string,
  body: (tx: Tx, opened: Promise<unknown>) => Promise<T>,
): Promise<T> {
  const executor = db.getExecutor()
  return executor.provideConnection((connection) => {
    const pinned = executor.withConnectionProvider({ provideConnection: (consumer) => consumer(connection) })
    const opened = connection.executeQuery(CompiledQuery.raw(first))
    return body(new Kysely<DB>({ config, dialect, driver, executor: pinned }), opened)
  })
}
// What Kysely asks for beside an executor, which alone is used.
const dialect = new PostgresDialect({ pool: () => Promise.reject(new Error('a pinned connection has no pool')) })
const config = { dialect }
const driver = new DummyDriver()
