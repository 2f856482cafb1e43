import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from '#platform/server/app.ts'
import { openDatabase, openPool } from '#platform/server/database.ts'
import { discoverFeatures } from '#platform/server/discover.ts'
import { TEST_PASSWORD, testApp, testClock, type TestApp } from '../database.ts'
import { personId, seedPeople } from '../people.ts'

let first: TestApp
let second: FastifyInstance
let secondPool: pg.Pool
let secondDb: ReturnType<typeof openDatabase>

/** Another process of the same installation: its own pool and its own memory of who is calling. */
beforeAll(async () => {
  first = await testApp(testClock('2022-03-01'))
  await seedPeople(first)
  secondPool = openPool(String(first.pool.options.connectionString), 4)
  secondDb = openDatabase(secondPool)
  const features = await discoverFeatures(new URL('../../src/features/', import.meta.url))
  second = await buildApp({ ...first, pool: secondPool, db: secondDb, features })
})
afterAll(async () => {
  await second.close()
  await secondPool.end()
  await first.close()
})

async function cookieOf(username: string): Promise<string> {
  const payload = { username, password: TEST_PASSWORD }
  const response = await first.app.inject({ method: 'POST', url: '/api/auth/sign-in/username', payload })
  return response.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')
}
const positionsAt = async (app: FastifyInstance, cookie: string): Promise<number> => {
  const response = await app.inject({ url: '/api/v1/session', headers: { cookie } })
  return response.json<{ positions: unknown[] }>().positions.length
}
/** How long it takes until both processes answer so, in milliseconds; a second is the promise. */
async function timeUntil(holds: () => Promise<boolean>): Promise<number> {
  const start = performance.now()
  while (!(await holds())) {
    if (performance.now() - start > 5000) throw new Error('not in force after five seconds')
    await new Promise((next) => setTimeout(next, 10))
  }
  return performance.now() - start
}

describe('who is calling, remembered between two requests', () => {
  it('signs out in every process within a second', async () => {
    const cookie = await cookieOf('bithu.caichot')
    expect([await positionsAt(first.app, cookie), await positionsAt(second, cookie)]).toEqual([1, 1])
    await first.app.inject({ method: 'POST', url: '/api/auth/sign-out', headers: { cookie } })
    expect(await positionsAt(first.app, cookie), 'at once where it was asked').toBe(0)
    expect(await timeUntil(async () => (await positionsAt(second, cookie)) === 0)).toBeLessThan(1000)
  })

  it('loses a position in every process within a second after it is ended', async () => {
    const [secretary, officer] = [await cookieOf('phobithu.caichot'), await first.signedIn('tochuc.mythanh')]
    expect([await positionsAt(first.app, secretary), await positionsAt(second, secretary)]).toEqual([1, 1])
    const held = await first.db
      .selectFrom('position')
      .select(['id', 'version'])
      .where('person_id', '=', personId('phobithu.caichot'))
      .executeTakeFirstOrThrow()
    const ended = await officer.post(`/positions/${held.id}/end`, { on: '2022-02-28', version: held.version })
    expect(ended.status).toBe(200)
    expect(await positionsAt(first.app, secretary), 'at once where it was ended').toBe(0)
    expect(await timeUntil(async () => (await positionsAt(second, secretary)) === 0)).toBeLessThan(1000)
  })

  it('is looked up anew while the database cannot be listened to', async () => {
    const cookie = await cookieOf('bithu.bendo')
    expect(await positionsAt(second, cookie)).toBe(1)
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query = 'listen access_changed'`.execute(first.db)
    await sql`alter table position disable trigger access_changed`.execute(first.db)
    await sql`update position set valid = daterange(lower(valid), '2022-02-01') where person_id = ${personId('bithu.bendo')}`.execute(
      first.db,
    )
    expect(await timeUntil(async () => (await positionsAt(second, cookie)) === 0)).toBeLessThan(1000)
  })
})

describe('a connection of the pool', () => {
  it('keeps nothing of the person it served: neither the role, nor the units', async () => {
    const cookie = await cookieOf('bithu.mythanh')
    await Promise.all(Array.from({ length: 20 }, () => positionsAt(first.app, cookie)))
    const left = await Promise.all(
      Array.from({ length: 8 }, () =>
        sql<{ who: string; units: string | null }>`
          select current_user as who, current_setting('app.units', true) as units from pg_sleep(0.02)`.execute(
          first.db,
        ),
      ),
    )
    const rows = left.flatMap((one) => one.rows)
    expect(rows.filter(({ who, units }) => who === 'vung_manh_app' || (units ?? '') !== '')).toEqual([])
  })

  it('plans its statements anew when a table changed under them', async () => {
    const ask = () => sql<Record<string, unknown>>`select * from unit_kind where code = ${'ward'}`.execute(secondDb)
    await Promise.all(Array.from({ length: 4 }, ask))
    await sql`alter table unit_kind add column remark text`.execute(first.db)
    await Promise.allSettled(Array.from({ length: 4 }, ask))
    for (let times = 0; times < 8; times++) expect((await ask()).rows[0]).toHaveProperty('remark')
  })
})
