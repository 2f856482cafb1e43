import os from 'node:os'
import path from 'node:path'
import type { Pool } from 'pg'
import { type Auth, openAuth } from './auth.ts'
import { clockAt, systemClock } from './clock.ts'
import { openDatabase, openPool } from './database.ts'
import { startEmbedded } from './embedded.ts'
import { ensureDatabase, migrate } from './migrate.ts'
import { secretFile } from './secret.ts'
import type { Services } from './serve.ts'
import type { Settings } from './settings.ts'

export type Running = Services & { pool: Pool; auth: Auth; close: () => Promise<void> }

/** The database's address: the given one, or the embedded server's, started when it does not run. */
async function databaseUrl(settings: Settings): Promise<string> {
  if (settings.DATABASE_URL) return settings.DATABASE_URL
  const fallback = path.join(process.platform === 'linux' ? '/var/tmp' : os.tmpdir(), 'vung-manh')
  const embedded = await startEmbedded({ home: settings.dataDir, fallback, port: 54_329 })
  await ensureDatabase(embedded.url('postgres'), 'vung_manh')
  return embedded.url('vung_manh')
}

/** Everything below HTTP: database up and migrated, sign-in ready. The embedded server is left running on close. */
export async function startServices(settings: Settings): Promise<Running> {
  const url = await databaseUrl(settings)
  await migrate(url)
  const pool = openPool(url, 20)
  const auth = await openAuth(url, settings, settings.SECRET ?? (await secretFile(settings.dataDir, 'session.secret')))
  const clock = settings.TODAY ? clockAt(settings.TODAY) : systemClock
  return {
    db: openDatabase(pool),
    pool,
    auth,
    clock,
    settings,
    close: async () => {
      await pool.end()
      await auth.close()
    },
  }
}
