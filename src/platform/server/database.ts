import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { DB } from './tables.gen.ts'

export type Database = Kysely<DB>
/** Inside a transaction of an actor: the same queries, behind row-level security. */
export type Tx = Kysely<DB>

// A calendar day stays 'YYYY-MM-DD'; counts are numbers; numerics here are points, well inside a double.
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value)
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)

export function openPool(url: string, max = 10): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: 'vung-manh',
    // Whoever waits longer for a connection is told to come again, instead of waiting with everybody else.
    connectionTimeoutMillis: 10_000,
  })
  // An idle connection may die with its server; the next query opens a new one.
  pool.on('error', () => undefined)
  return pool
}

export function openDatabase(pool: pg.Pool): Database {
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
}
