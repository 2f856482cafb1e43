import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from '#platform/server/app.ts'
import { discoverFeatures } from '#platform/server/discover.ts'
import { TEST_PASSWORD, testApp, type TestApp } from '#tests/database.ts'
import { seedPeople } from '#tests/people.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
  await seedPeople(app)
})
afterAll(() => app.close())

const header = (headers: Record<string, string | string[] | number | undefined>, name: string) =>
  [headers[name] ?? ''].flat().join()
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
        "base-uri 'self'",
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
