import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { buildApp } from '#platform/server/app.ts'
import { openDatabase, openPool } from '#platform/server/database.ts'
import { discoverFeatures } from '#platform/server/discover.ts'
import { TEST_PASSWORD, testApp, type TestApp } from '#tests/database.ts'
import { seedPeople } from '#tests/people.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp(undefined, { MAX_LAG: '1000' })
  await seedPeople(app)
})
afterAll(() => app.close())

const header = (headers: Record<string, string | string[] | number | undefined>, name: string) =>
  [headers[name] ?? ''].flat().join()
const listening = async (): Promise<AddressInfo> => {
  if (!app.app.server.listening) await app.app.listen({ port: 0, host: '127.0.0.1' })
  return app.app.server.address() as AddressInfo
}
const signIn = (origin?: string) =>
  app.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/username',
    headers: origin === undefined ? {} : { origin },
    payload: { username: 'bithu.caichot', password: TEST_PASSWORD },
  })

describe('every answer', () => {
  it.each(['/', '/api/v1/session', '/api/openapi.json', '/no/such'])(
    '%s tells the browser what it must not do',
    async (url) => {
      const { headers } = await app.app.inject({ url })
      const policy = header(headers, 'content-security-policy')
      for (const directive of [
        "default-src 'self'",
        "script-src 'self'",
        "object-src 'none'",
        "frame-ancestors 'self'",
        "base-uri 'none'",
        "form-action 'self'",
      ])
        expect(policy).toContain(directive)
      expect(policy).not.toMatch(/script-src[^;]*unsafe|style-src[^;]*unsafe|https?:/u)
      expect(header(headers, 'x-content-type-options')).toBe('nosniff')
      expect(header(headers, 'x-frame-options')).toBe('SAMEORIGIN')
      expect(header(headers, 'referrer-policy')).toBe('no-referrer')
      expect(headers['server']).toBeUndefined()
      expect(headers['x-powered-by']).toBeUndefined()
    },
  )
})

describe('behind https', () => {
  it('every answer keeps the browser there for a year and the cookie off plain http; elsewhere nothing of it is said', async () => {
    const secured = await testApp(undefined, { ORIGIN: 'https://vung-manh.example' })
    try {
      await seedPeople(secured)
      for (const url of ['/api/v1/session', '/api/openapi.json', '/no/such']) {
        const { headers } = await secured.app.inject({ url })
        const [, seconds] =
          /^max-age=(\d+); includeSubDomains$/u.exec(header(headers, 'strict-transport-security')) ?? []
        expect(Number(seconds), url).toBeGreaterThanOrEqual(31_536_000)
        expect(header(headers, 'content-security-policy')).toContain('upgrade-insecure-requests')
        expect((await app.app.inject({ url })).headers['strict-transport-security']).toBeUndefined()
      }
      const signedIn = await secured.app.inject({
        method: 'POST',
        url: '/api/auth/sign-in/username',
        payload: { username: 'bithu.caichot', password: TEST_PASSWORD },
      })
      expect(signedIn.cookies.length).toBeGreaterThan(0)
      expect(signedIn.cookies.filter(({ secure }) => secure !== true)).toEqual([])
    } finally {
      await secured.close()
    }
  })
})

describe('a session’s cookie', () => {
  it('is out of reach of scripts and of other sites', async () => {
    const [cookie] = [(await signIn()).headers['set-cookie']].flat()
    expect(cookie).toMatch(/HttpOnly/u)
    expect(cookie).toMatch(/SameSite=(Lax|Strict)/u)
  })
})

describe('a page of another site', () => {
  it('cannot write here, nor sign anybody in', async () => {
    expect((await signIn('https://evil.example')).statusCode).toBe(403)
    const write = await app.app.inject({
      method: 'POST',
      url: '/api/v1/dossiers',
      headers: { origin: 'https://evil.example' },
      payload: {},
    })
    expect(write.statusCode).toBe(403)
    expect(header((await app.app.inject({ url: '/api/v1/session' })).headers, 'access-control-allow-origin')).toBe('')
  })
})

describe('a caller’s address', () => {
  const addressFrom = async (remoteAddress: string, claimed: string) => {
    await app.pool.query('delete from auth.session')
    await app.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/username',
      remoteAddress,
      headers: { 'x-forwarded-for': claimed },
      payload: { username: 'bithu.caichot', password: TEST_PASSWORD },
    })
    const { rows } = await app.pool.query<{ address: string }>('select "ipAddress" as address from auth.session')
    return rows[0]?.address
  }

  it('is not what the caller claims, but what a proxy of ours says', async () => {
    expect(await addressFrom('203.0.113.9', '198.51.100.7')).toBe('203.0.113.9')
    expect(await addressFrom('127.0.0.1', '192.0.2.1, 198.51.100.7')).toBe('198.51.100.7')
  })
})

describe('too much', () => {
  it('in one body is refused before it is read', async () => {
    const { statusCode } = await app.app.inject({
      method: 'POST',
      url: '/api/v1/dossiers',
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify({ text: 'x'.repeat(2 * 1024 * 1024) }),
    })
    expect(statusCode).toBe(413)
  })

  it('from one address is told when to come again', async () => {
    const features = await discoverFeatures(new URL('../../src/features/', import.meta.url))
    const limited = await buildApp({ ...app, settings: { ...app.settings, RATE_LIMIT: true }, features })
    try {
      let answer = await limited.inject({ url: '/api/v1/no-such' })
      for (let asked = 0; asked < 1300 && answer.statusCode !== 429; asked += 1)
        answer = await limited.inject({ url: '/api/v1/no-such' })
      expect(answer.statusCode).toBe(429)
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
      expect(answer.json()).toMatchObject({ code: 'too_many_requests' })
    } finally {
      await limited.close()
    }
  })
})

/** A way to the same database that can be cut, for everybody who is on it and who comes after. */
async function cuttableLine(connectionString: string): Promise<{ url: string; cut: () => void }> {
  const url = new URL(connectionString)
  const there = { host: url.hostname, port: Number(url.port) }
  const sockets = new Set<net.Socket>()
  const server = net.createServer((socket) => {
    const onward = net.connect(there)
    for (const end of [socket, onward]) sockets.add(end.on('error', () => end.destroy()))
    socket.pipe(onward).pipe(socket)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  url.port = String(port)
  const cut = () => {
    server.close()
    for (const socket of sockets) socket.destroy()
  }
  return { url: url.href, cut }
}

describe('a server that cannot keep up', () => {
  it('sheds load: it says at once when to come again, and serves again when it has recovered', async () => {
    const features = await discoverFeatures(new URL('../../src/features/', import.meta.url))
    const overrun = await buildApp({ ...app, features })
    try {
      await overrun.listen({ port: 0, host: '127.0.0.1' })
      const ask = (url = '/api/v1/session') => overrun.inject({ url, headers: { 'accept-language': 'vi' } })
      expect((await ask()).statusCode).toBe(200)
      const held = await vi.waitFor(
        async () => {
          // The process stays behind: each turn of its loop takes far too long.
          for (let turn = 0; turn < 3; turn += 1) {
            Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500)
            await new Promise((next) => setTimeout(next))
          }
          const answer = await ask()
          expect(answer.statusCode).toBe(503)
          return answer
        },
        { timeout: 20_000, interval: 1 },
      )
      expect((await ask('/healthz')).statusCode).toBe(200)
      expect((await ask('/robots.txt')).statusCode).not.toBe(503)
      expect(Number(held.headers['retry-after'])).toBeGreaterThan(0)
      expect(held.headers['content-type']).toContain('application/problem+json')
      expect(held.json()).toMatchObject({ code: 'busy', title: 'Hệ thống đang bận' })
      await vi.waitFor(async () => expect((await ask()).statusCode).toBe(200), { timeout: 20_000, interval: 500 })
    } finally {
      await overrun.close()
    }
  })

  it('or whose database cannot, tells whoever comes at the end of a long queue at once; the queue is served', async () => {
    const inUse = app.requestPool.totalCount - app.requestPool.idleCount
    const free = Number(app.requestPool.options.max) - inUse
    const held = await Promise.all(Array.from({ length: free }, () => app.requestPool.connect()))
    const answers = Array.from({ length: 260 }, async () => {
      const { statusCode, headers } = await app.app.inject({
        url: '/api/v1/session',
        headers: { authorization: 'Bearer x' },
      })
      return { statusCode, retry: headers['retry-after'] }
    })
    await vi.waitFor(() => expect(app.requestPool.waitingCount).toBeGreaterThan(200))
    const late = await app.app.inject({ url: '/api/v1/session', headers: { authorization: 'Bearer x' } })
    expect(late.statusCode).toBe(503)
    expect(late.json()).toMatchObject({ code: 'busy', reason: 'overrun' })
    for (const client of held) client.release()
    const answered = await Promise.all(answers)
    const served = answered.filter(({ statusCode }) => statusCode === 401)
    expect(served.length).toBeGreaterThan(200)
    expect(answered.filter(({ statusCode, retry }) => statusCode === 503 && retry === '5')).toHaveLength(
      answered.length - served.length,
    )
  })

  it('or whose database is not to be reached, answers that nothing has changed and when to come again', async () => {
    const line = await cuttableLine(String(app.pool.options.connectionString))
    const pool = openPool(line.url)
    const features = await discoverFeatures(new URL('../../src/features/', import.meta.url))
    const cutOff = await buildApp({ ...app, pool, requestPool: pool, db: openDatabase(pool), features })
    try {
      const ask = (url: string) => cutOff.inject({ url, headers: { authorization: 'Bearer vm_x' } })
      expect((await ask('/api/v1/session')).statusCode).toBe(401)
      line.cut()
      const answer = await vi.waitFor(async () => {
        const { statusCode, headers, body } = await ask('/api/v1/session')
        expect(statusCode, body).toBe(503)
        return { headers, body }
      })
      expect(answer.headers['retry-after']).toBe('5')
      expect(JSON.parse(answer.body)).toMatchObject({ code: 'busy' })
      expect((await ask('/healthz')).statusCode).toBe(200)
      expect((await ask('/readyz')).statusCode).toBe(503)
    } finally {
      await cutOff.close()
      await pool.end()
    }
  })
})

describe('what is answered about people and cells', () => {
  it.each(['/api/v1/session', '/api/v1/units', '/api/v1/no-such', '/api/auth/get-session'])(
    '%s is kept in no cache',
    async (url) => {
      expect(header((await app.app.inject({ url })).headers, 'cache-control')).toContain('no-store')
    },
  )
})

describe('a method nobody needs', () => {
  it.each(['TRACE', 'CONNECT', 'PROPFIND'])('%s is not answered', async (method) => {
    const { port } = await listening()
    const status = await new Promise<number>((done) => {
      const request = http.request({ port, host: '127.0.0.1', method, path: '/api/v1/session' }, (response) => {
        response.resume()
        done(response.statusCode ?? 0)
      })
      // CONNECT: the line is closed without an answer.
      request.on('error', () => done(0))
      request.on('connect', (response, socket) => (socket.destroy(), done(response.statusCode ?? 0)))
      request.end()
    })
    expect([0, 400, 404, 405]).toContain(status)
  })
})

describe('files of the server', () => {
  it.each([
    '/../package.json',
    '/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/.git/config',
    '/assets/../../../package.json',
  ])('are not reached by %s', async (url) => {
    const { body } = await app.app.inject({ url })
    expect(body).not.toMatch(/"dependencies"|root:x|\[core\]/u)
  })
})
