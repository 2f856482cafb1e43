import { createServer, type IncomingHttpHeaders } from 'node:http'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testApp, textOf, testClock, type Caller, type TestApp } from '#tests/database.ts'
import { seedPeople, unitId } from '#tests/people.ts'
import { newId } from '#platform/server/id.ts'
import { deliverDue } from './jobs.ts'

const clock = testClock('2022-03-01')
let app: TestApp
let administrator: Caller
beforeAll(async () => {
  app = await testApp(clock)
  await seedPeople(app)
  administrator = await app.signedIn('quantri')
})
afterAll(() => app.close())

const makeToken = (over: object = {}) => ({
  id: newId(),
  name: 'Cổng báo cáo',
  unitId: unitId('ben-tre'),
  permissions: ['integration.administer'],
  days: 30,
  ...over,
})

describe('an access key', () => {
  it('is shown once, works until withdrawn, and is kept only as a hash', async () => {
    const { status, body } = await administrator.post('/tokens', makeToken({ permissions: ['unit.read'] }))
    expect(status).toBe(200)
    const token = textOf(body['token'])
    const call = () => app.app.inject({ url: '/api/v1/session', headers: { authorization: `Bearer ${token}` } })
    expect((await call()).statusCode).toBe(200)
    const stored = await app.db
      .selectFrom('api_token')
      .select('hash')
      .where('id', '=', textOf(body['view']?.['id']))
      .executeTakeFirstOrThrow()
    expect(stored.hash).not.toContain(token)
    await administrator.post(`/tokens/${textOf(body['view']?.['id'])}/withdraw`, {})
    expect((await call()).statusCode).toBe(401)
  })

  it('may do only what it was given', async () => {
    const { body } = await administrator.post('/tokens', makeToken({ permissions: ['unit.read'] }))
    const answer = await app.app.inject({
      url: '/api/v1/tokens',
      headers: { authorization: `Bearer ${textOf(body['token'])}` },
    })
    expect(answer.statusCode).toBe(403)
  })

  it('is not for a secretary to make', async () => {
    const secretary = await app.signedIn('bithu.caichot')
    expect((await secretary.post('/tokens', makeToken())).status).toBe(403)
  })

  it('is not made twice by the same request, which is told that it was made; its secret is kept nowhere', async () => {
    const key = newId()
    const body = makeToken()
    const first = await administrator.post('/tokens', body, { 'idempotency-key': key })
    const second = await administrator.post('/tokens', body, { 'idempotency-key': key })
    expect(second).toMatchObject({ status: 409, body: { reason: 'shown_once' } })
    const [, secret = ''] = textOf(first.body['token']).split('vm_')
    const answers = await app.db.selectFrom('answered_request').selectAll().execute()
    expect(answers.length).toBeGreaterThan(0)
    expect(JSON.stringify(answers)).not.toContain(secret)
  })
})

describe('an event receiver', () => {
  it('gets each event of its units once, signed after Standard Webhooks, and again after a failure', async () => {
    const received: { headers: IncomingHttpHeaders; body: string }[] = []
    let answer = 500
    const server = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk: Buffer) => (body += chunk.toString()))
      request.on('end', () => {
        received.push({ headers: request.headers, body })
        response.writeHead(answer).end()
      })
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    const address = server.address()
    const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/su-kien`
    const made = await administrator.post('/webhooks', {
      id: newId(),
      unitId: unitId('ben-tre'),
      url,
      eventTypes: ['title.recognised'],
    })
    await app.db
      .insertInto('outbox_event')
      .values({
        id: newId(),
        type: 'title.recognised',
        at: clock.now(),
        unit_id: unitId('cai-chot'),
        data: JSON.stringify({ titleId: 'x' }),
      })
      .execute()

    await deliverDue(app)
    expect(received).toHaveLength(1)
    await app.db.updateTable('webhook_delivery').set({ next_at: clock.now() }).execute()
    answer = 200
    await deliverDue(app)
    await deliverDue(app)
    expect(received).toHaveLength(2)

    const [, second] = received
    const signed = {
      'webhook-id': String(second?.headers['webhook-id']),
      'webhook-timestamp': String(second?.headers['webhook-timestamp']),
      'webhook-signature': String(second?.headers['webhook-signature']),
    }
    const expected = new Webhook(textOf(made.body['secret'])).sign(
      signed['webhook-id'],
      new Date(Number(signed['webhook-timestamp']) * 1000),
      second?.body ?? '',
    )
    expect(signed['webhook-signature']).toBe(expected)
    expect(JSON.parse(second?.body ?? '')).toMatchObject({
      type: 'title.recognised',
      data: { unitId: unitId('cai-chot'), titleId: 'x' },
    })
    await new Promise((closed) => server.close(closed))
  })

  it('is not changed by somebody who has not seen its newest version', async () => {
    const { body } = await administrator.post('/webhooks', {
      id: newId(),
      unitId: unitId('ben-tre'),
      url: 'https://a.example.vn/',
      eventTypes: ['title.revoked'],
    })
    const stale = await administrator.post(`/webhooks/${textOf(body['view']?.['id'])}/pause`, {
      paused: true,
      version: 7,
    })
    expect(stale.status).toBe(409)
    expect(stale.body['code']).toBe('stale_version')
  })
})
