/** What the application asks of the database for one request: the statements of its own work, without opening and end. */
import { setTimeout } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { buildApp } from '#platform/server/app.ts'
import type { Auth } from '#platform/server/auth.ts'
import { systemClock } from '#platform/server/clock.ts'
import { openDatabase, openPool } from '#platform/server/database.ts'
import { discoverFeatures } from '#platform/server/discover.ts'
import type { Settings } from '#platform/server/settings.ts'

export type Statement = { text: string; values: unknown[] }
type Request = { method: 'GET' | 'POST'; url: string; cookie: string; body?: unknown }

export async function openCapture(url: string, auth: Auth, settings: Settings) {
  const pool = openPool(url, 4)
  let heard: Statement[] | null = null
  pool.on('connect', (client) => {
    const query: (...all: unknown[]) => unknown = client.query.bind(client)
    Object.assign(client, {
      query: (...all: unknown[]) => {
        const [text, values] = all
        if (heard && typeof text === 'string' && Array.isArray(values)) heard.push({ text, values })
        return query(...all)
      },
    })
  })
  const features = await discoverFeatures(new URL('../src/features/', import.meta.url))
  const services = { db: openDatabase(pool), pool, auth, clock: systemClock, settings }
  const app: FastifyInstance = await buildApp({ requestPool: pool, ...services, features })
  const isOwnWork = ({ text }: Statement) => !/^(begin|commit|rollback)|set_config|app\.access_changed/u.test(text)
  const ask = async ({ method, url: path, cookie, body }: Request): Promise<void> => {
    const response = await app.inject({
      method,
      url: `/api/v1${path}`,
      headers: { cookie },
      ...(body === undefined
        ? {}
        : { payload: JSON.stringify(body), headers: { cookie, 'content-type': 'application/json' } }),
    })
    if (response.statusCode === 503) {
      await setTimeout(2000)
      return ask({ method, url: path, cookie, body })
    }
    if (response.statusCode !== 200) throw new Error(`${path}: ${response.body}`)
  }
  /** Everything asked of the database during a second call, when all that is remembered between requests is known. */
  const hear = async (request: Request): Promise<Statement[]> => {
    if (request.method === 'GET') await ask(request)
    heard = []
    await ask(request)
    const all: Statement[] = heard
    heard = null
    return all
  }
  return {
    /** Asked twice: the second time everything that is remembered between requests is known. */
    async of(request: Request): Promise<Statement[]> {
      return (await hear(request)).filter(isOwnWork)
    },
    /** What one reading asks between its opening, which says who is asking, and its end. */
    async reading(url: string, cookie: string): Promise<{ opening: string; statements: Statement[] }> {
      const all = await hear({ method: 'GET', url, cookie })
      // Who is asking may have to be looked up first, in a reading of its own.
      const begun = all.findLastIndex(({ text }) => text.startsWith('begin read only'))
      const rest = all.slice(begun + 1)
      const ended = rest.findIndex(({ text }) => text === 'commit')
      const opening = all[begun]?.text
      if (opening === undefined || ended === -1) throw new Error(`${url} reads nothing`)
      return { opening, statements: rest.slice(0, ended) }
    },
    async signIn(username: string, password: string): Promise<string> {
      const payload = { username, password }
      const response = await app.inject({ method: 'POST', url: '/api/auth/sign-in/username', payload })
      if (response.statusCode !== 200) throw new Error(`${username}: ${response.body}`)
      return response.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')
    },
    async close() {
      await app.close()
      await pool.end()
    },
  }
}
