/** What the application asks of the database for one request: the statements of its own work, without opening and end. */
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
  return {
    /** Asked twice: the second time everything that is remembered between requests is known. */
    async of({ method, url: path, cookie, body }: Request): Promise<Statement[]> {
      const ask = async (payload: unknown) => {
        const response = await app.inject({
          method,
          url: `/api/v1${path}`,
          headers: { cookie },
          ...(payload === undefined
            ? {}
            : { payload: JSON.stringify(payload), headers: { cookie, 'content-type': 'application/json' } }),
        })
        if (response.statusCode !== 200) throw new Error(`${path}: ${response.body}`)
      }
      if (method === 'GET') await ask(body)
      heard = []
      await ask(body)
      const statements = heard.filter(isOwnWork)
      heard = null
      return statements
    },
    async close() {
      await app.close()
      await pool.end()
    },
  }
}
