import { chmod, mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '#platform/server/embedded.ts'
import { ensureDatabase, migrate } from '#platform/server/migrate.ts'
import { openAuth } from '#platform/server/auth.ts'
import { requestUrl } from '#platform/server/requestLogin.ts'
import { readSettings } from '#platform/server/settings.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of a server's database, its name replaced by `DATABASE`. */
    databaseUrl: string
    /** The same for the login of requests, which owns nothing. */
    requestUrl: string
  }
}

/** One real PostgreSQL for the whole run, with a migrated template that every test file clones in milliseconds. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = await mkdtemp('/var/tmp/vung-manh-test-')
  await chmod(home, 0o755)
  const server = await startEmbedded({ home, fallback: path.join('/var/tmp', 'vung-manh'), port: 0, durable: false })
  await ensureDatabase(server.url('postgres'), 'template_test')
  const url = server.url('template_test')
  await migrate(url)
  const auth = await openAuth(url, readSettings({ LOG_LEVEL: 'silent' }), 'a secret for tests, long enough for it')
  await auth.close()
  project.provide('databaseUrl', server.url('DATABASE'))
  project.provide('requestUrl', (await requestUrl(url, 'a secret for tests')).replace(/template_test$/u, 'DATABASE'))
  return async () => {
    server.stop()
    await rm(home, { recursive: true, force: true })
  }
}
