import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { z } from 'zod'
import { newId } from '#platform/server/id.ts'
import { TEST_PASSWORD, testApp, type TestApp } from '#tests/database.ts'
import { personId, seedPeople, unitId } from '#tests/people.ts'

/** The product as it runs for a province, logging all it can; every secret that passes through it is noted. */
let app: TestApp
let folder = ''
let log = ''
let stop: () => Promise<void>
let address = ''
const secrets = new Map<string, string>()
const secret = (name: string, value = `${name}-${randomBytes(12).toString('base64url')}`) => {
  secrets.set(name, value)
  return value
}

beforeAll(async () => {
  app = await testApp()
  await seedPeople(app)
  folder = await mkdtemp('/var/tmp/vung-manh-logs-')
  const kept = path.join(folder, 'secret')
  await writeFile(kept, secret('SECRET', randomBytes(32).toString('base64url')))
  const { rows } = await app.pool.query<{ name: string }>('select current_database() as name')
  const child = spawn(process.execPath, ['src/main.ts'], {
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: folder,
      DATABASE_URL: inject('databaseUrl').replace('DATABASE', String(rows[0]?.name)),
      SECRET_FILE: kept,
      BACKUP_PASSPHRASE: secret('passphrase'),
      LOG_LEVEL: 'debug',
      // The administrator of the test has one factor only.
      SECOND_FACTOR_ROLES: '',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (log += chunk.toString()))
  stop = async () => {
    const ended = new Promise((done) => child.once('exit', done))
    child.kill('SIGTERM')
    await ended
  }
  secret('database password', new URL(inject('databaseUrl')).password)
  address = await vi.waitFor(() => String(/Vững Mạnh: (http:\S+)/u.exec(log)?.[1] ?? expect.fail(log)), 30_000)
})
afterAll(async () => {
  await stop()
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

async function post(url: string, body: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(`${address}${url}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: answer.status, body: await answer.text(), cookie: cookieOf(answer) }
}

/** The cookie as it is sent back; its value is a secret, whole and without its signature. */
function cookieOf(answer: Response): string {
  const cookies = answer.headers.getSetCookie().map((line) => line.split(';', 1)[0] ?? '')
  for (const [at, cookie] of cookies.entries()) {
    const value = decodeURIComponent(cookie.split('=').slice(1).join('='))
    if (value.length > 20) secret(`cookie ${secrets.size} ${at}`, value.split('.', 1)[0])
  }
  return cookies.join('; ')
}

const signIn = (username: string, password: string) => post('/api/auth/sign-in/username', { username, password })
const Made = z.object({ token: z.string().optional(), secret: z.string().optional() })

async function doEverythingSecret(): Promise<void> {
  secret('password', TEST_PASSWORD)
  expect((await signIn('quantri', secret('wrong password'))).status).toBe(401)
  const { cookie } = await signIn('quantri', TEST_PASSWORD)
  const signedIn = { cookie, 'idempotency-key': newId() }
  const token = await post(
    '/api/v1/tokens',
    { id: newId(), name: 'Cổng báo cáo', unitId: unitId('vinh-long'), permissions: ['unit.read'], days: 30 },
    signedIn,
  )
  const bearer = secret('token', Made.parse(JSON.parse(token.body)).token)
  await fetch(`${address}/api/v1/session`, { headers: { authorization: `Bearer ${bearer}` } })
  await fetch(`${address}/api/v1/session`, { headers: { authorization: `Bearer ${secret('wrong token')}` } })
  const webhook = await post(
    '/api/v1/webhooks',
    { id: newId(), unitId: unitId('vinh-long'), url: 'https://a.example.vn/', eventTypes: ['title.revoked'] },
    { cookie, 'idempotency-key': newId() },
  )
  secret('webhook secret', Made.parse(JSON.parse(webhook.body)).secret)
  await app.pool.query(`delete from auth."user" where username = 'bithu.bendo'`)
  const handedOver = secret('handed-over code', randomBytes(24).toString('base64url'))
  const person = personId('bithu.bendo')
  const made = await post(
    '/api/v1/accounts',
    { personId: person, username: 'moi.tinh', kind: 'link', secret: handedOver },
    { cookie, 'idempotency-key': newId() },
  )
  expect(made.status, made.body).toBe(201)
  const own = secret('own password', `${randomBytes(18).toString('base64url')} của mình`)
  const opened = await post('/api/v1/enrolments/complete', { kind: 'link', secret: handedOver, password: own })
  expect(opened.status, opened.body).toBe(200)
  const newcomer = await signIn('moi.tinh', own)
  expect(newcomer.status, newcomer.body).toBe(200)
  await post('/api/v1/accounts', `{"secret": "${secret('password in broken JSON')}`, { cookie })
  await fetch(`${address}/api/v1/units?q=${secret('search')}`, { headers: { cookie } })
  await app.pool.query('alter table api_token rename to gone')
  expect((await fetch(`${address}/api/v1/tokens`, { headers: { cookie } })).status).toBe(500)
  await app.pool.query('alter table gone rename to api_token')
}

describe('what is written down', () => {
  it('in the log tells what happened and where, and no password, token, cookie or code', async () => {
    await doEverythingSecret()
    await expect.poll(() => log).toContain('"/api/v1/tokens"')
    expect(log).toContain('"/api/auth/sign-in/username"')
    expect(log).toContain('relation \\"api_token\\" does not exist')
    expect(log).toMatch(/"address":"127\.0\.0\.1"/u)
    expect(secrets.size).toBeGreaterThanOrEqual(13)
    expect([...secrets].filter(([, value]) => value === '' || log.includes(value)).map(([name]) => name)).toEqual([])
  })

  it('in the journal, the kept answers and the outbox is none of them either', async () => {
    for (const table of ['journal', 'answered_request', 'outbox_event']) {
      const { rows } = await app.pool.query<{ line: string }>(`select kept::text as line from ${table} kept`)
      const lines = rows.map(({ line }) => line).join('\n')
      expect([...secrets].filter(([, value]) => lines.includes(value)).map(([name]) => `${table}: ${name}`)).toEqual([])
    }
  })
})
