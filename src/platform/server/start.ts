import os from 'node:os'
import path from 'node:path'
import type { Pool } from 'pg'
import { type Auth, openAuth } from './auth.ts'
import { clockAt, systemClock } from './clock.ts'
import { openDatabase, openPool } from './database.ts'
import { startEmbedded } from './embedded.ts'
import { ensureDatabase, migrate } from './migrate.ts'
import { requestUrl } from './requestLogin.ts'
import { secretFile } from './secret.ts'
import type { Services } from './serve.ts'
import type { Settings } from './settings.ts'

/**
 * `db` and `pool` are the owner's: migrations, jobs, the command line. Whatever people ask runs through a login that owns
 * nothing, opened by the server alone.
 */
export type Running = Services & {
  pool: Pool
  auth: Auth
  openRequests: () => Promise<Pool>
  close: () => Promise<void>
}

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
  const secret = settings.SECRET ?? (await secretFile(settings.dataDir, 'session.secret'))
  const pool = openPool(url, 5)
  const opened: Pool[] = [pool]
  const auth = await openAuth(url, settings, secret)
  const clock = settings.TODAY ? clockAt(settings.TODAY) : systemClock
  return {
    db: openDatabase(pool),
    pool,
    openRequests: async () => {
      const requests = openPool(settings.REQUEST_DATABASE_URL ?? (await requestUrl(url, secret)), 20)
      opened.push(requests)
      return requests
    },
    auth,
    clock,
    settings,
    close: async () => {
      await Promise.all(opened.map((one) => one.end()))
      await auth.close()
    },
  }
}
