import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { inject, onTestFinished } from 'vitest'
import { z } from 'zod'
import { buildApp } from '#platform/server/app.ts'
import { openAuth } from '#platform/server/auth.ts'
import { type Clock, systemClock } from '#platform/server/clock.ts'
import { type Database, openDatabase, openPool } from '#platform/server/database.ts'
import { discoverFeatures } from '#platform/server/discover.ts'
import { readSettings } from '#platform/server/settings.ts'
import type { Running } from '#platform/server/start.ts'

export type TestClock = Clock & { setTo(day: string): void }

/** A clock that a test turns by hand. */
export function testClock(day: string): TestClock {
  let today = day
  return {
    today: () => today,
    now: () => new Date(`${today}T08:00:00+07:00`),
    setTo(next) {
      today = next
    },
  }
}

/** The text an answer holds at a place; a test that expects one and finds none fails. */
export const textOf = (json: Json | undefined): string => z.string().parse(json)

export type Answer = { status: number; body: Json; headers: Record<string, string | string[] | number | undefined> }
/** What tests look into: parsed JSON, read path by path; `String()` or `Number()` where a test needs the value itself. */
export interface Json {
  readonly [key: string]: Json
  readonly [index: number]: Json
  [Symbol.iterator](): Iterator<Json>
}

export type Caller = {
  get(path: string): Promise<Answer>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  put(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  patch(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  delete(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
}

export type TestApp = Running & {
  requestDb: Database
  requestPool: pg.Pool
  app: FastifyInstance
  signedIn(username: string, password?: string): Promise<Caller>
  anonymous: Caller
  close(): Promise<void>
}
export const TEST_PASSWORD = 'mật khẩu thử nghiệm'

/** The real server on a database of its own, cloned from the migrated template. Call `close` in `afterAll`. */
export async function testApp(
  clock: Clock = systemClock,
  environment: Record<string, string> = {},
  /** The hour by which sessions, codes and attempts are counted. */
  now: () => Date = () => new Date(),
): Promise<TestApp> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const admin = new pg.Client({ connectionString: inject('databaseUrl').replace('DATABASE', 'postgres') })
  await admin.connect()
  await admin.query(`create database ${name} template template_test`)
  const url = inject('databaseUrl').replace('DATABASE', name)
  const dataDir = await mkdtemp('/var/tmp/vung-manh-files-')
  const settings = readSettings({
    LOG_LEVEL: 'silent',
    DATA_DIR: dataDir,
    DEMO: '1',
    RATE_LIMIT: '0',
    MAX_LAG: '0',
    ...environment,
  })
  const pool = openPool(url, 4)
  const requestPool = openPool(inject('requestUrl').replace('DATABASE', name), 8)
  const requestDb = openDatabase(requestPool)
  const auth = await openAuth(url, settings, 'a secret for tests, long enough for it', now)
  const openRequests = async () => Promise.resolve(requestPool)
  const services = { db: openDatabase(pool), pool, requestPool, requestDb, openRequests, auth, clock, settings }
  const features = await discoverFeatures(new URL('../src/features/', import.meta.url))
  const app = await buildApp({ ...services, features })
  const close = async () => {
    await app.close()
    await requestPool.end()
    await pool.end()
    await auth.close()
    await admin.query(`drop database ${name} with (force)`)
    await admin.end()
    await rm(dataDir, { recursive: true, force: true })
  }
  return {
    ...services,
    app,
    close,
    anonymous: callerOf(app, {}),
    signedIn: (username, password) => signIn(app, username, password),
  }
}

/** The same, for a single test. */
export async function testAppFor(clock: Clock = systemClock): Promise<TestApp> {
  const running = await testApp(clock)
  onTestFinished(running.close)
  return running
}

async function signIn(app: FastifyInstance, username: string, password = TEST_PASSWORD): Promise<Caller> {
  const response = await app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/username',
    payload: { username, password },
  })
  if (response.statusCode !== 200) throw new Error(`${username} cannot sign in: ${response.body}`)
  const cookie = response.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')
  return callerOf(app, { cookie })
}

function callerOf(app: FastifyInstance, headers: Record<string, string>): Caller {
  const send =
    (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE') =>
    async (path: string, body?: unknown, more: Record<string, string> = {}) => {
      // Tests change tables under the server and ask in the same breath, before the database has told it.
      app.forgetCallers()
      const response = await app.inject({
        method,
        url: `/api/v1${path}`,
        headers: { ...headers, ...more },
        ...(body === undefined
          ? {}
          : {
              payload: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
              headers: { 'content-type': 'application/json', ...headers, ...more },
            }),
      })
      const json = String(response.headers['content-type']).includes('json')
      return {
        status: response.statusCode,
        body: (json ? JSON.parse(response.body) : response.body) as Json,
        headers: response.headers,
      }
    }
  return {
    get: (path) => send('GET')(path),
    post: send('POST'),
    put: send('PUT'),
    patch: send('PATCH'),
    delete: send('DELETE'),
  }
}
