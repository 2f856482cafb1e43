import { expect, it } from 'vitest'
import { z } from 'zod'
import { browserOf, sixDigits } from '#tests/browser.ts'
import { TEST_PASSWORD, testApp } from '#tests/database.ts'
import { personId, seedPeople } from '#tests/people.ts'

it('whoever must have two factors sets the second one up before anything else is open', async () => {
  const app = await testApp(undefined, { SECOND_FACTOR_ROLES: 'administrator' })
  try {
    await seedPeople(app)
    const administrator = browserOf(app)
    await administrator.signIn('quantri')
    const { body } = await administrator.api('/session')
    expect(body).toMatchObject({ person: null, mustSetSecondFactor: true })
    expect((await administrator.api('/accounts')).body['reason']).toBe('set_up_first')
    expect((await administrator.api('/me/account')).body['secondFactor']).toBe('required')
    const started = await administrator.auth('two-factor/enable', { password: TEST_PASSWORD })
    const key = new URL(z.string().parse(started.body['totpURI'])).searchParams.get('secret') ?? ''
    await administrator.auth('two-factor/verify-totp', { code: sixDigits(key) })
    expect(await administrator.person()).toBe(personId('quantri'))
    expect((await administrator.api('/accounts')).status).toBe(200)

    const secretary = browserOf(app)
    await secretary.signIn('bithu.caichot')
    expect(await secretary.person()).toBe(personId('bithu.caichot'))
  } finally {
    await app.close()
  }
})

it('with an https origin every cookie is bound to this host', async () => {
  const app = await testApp(undefined, { ORIGIN: 'https://vungmanh.example.vn' })
  try {
    await seedPeople(app)
    const answer = await app.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/username',
      headers: { host: 'vungmanh.example.vn', origin: 'https://vungmanh.example.vn' },
      payload: { username: 'bithu.caichot', password: TEST_PASSWORD },
    })
    expect(answer.statusCode).toBe(200)
    const lines = [answer.headers['set-cookie'] ?? []].flat()
    expect(lines.length).toBeGreaterThanOrEqual(2)
    for (const line of lines) {
      expect(line).toMatch(/^__Host-vung-manh\./u)
      expect(line).toMatch(/; Secure/u)
      expect(line).toMatch(/; Path=\/(?:;|$)/u)
      expect(line).not.toMatch(/domain=/iu)
    }
    const cookie = answer.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')
    const session = await app.app.inject({ url: '/api/v1/session', headers: { cookie } })
    expect(session.json()).toMatchObject({ person: { id: personId('bithu.caichot') } })
  } finally {
    await app.close()
  }
})

it('one account is told when to come again, from however many addresses it asks', async () => {
  const app = await testApp(undefined, { RATE_LIMIT: '1' })
  try {
    await seedPeople(app)
    const person = browserOf(app)
    await person.signIn('bithu.caichot')
    let answer = await person.api('/session')
    for (let at = 0; at < 1000 && answer.status !== 429; at++)
      answer = await person.api('/session', undefined, { address: `203.0.113.${at % 250}` })
    expect(answer.status).toBe(429)
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    const other = browserOf(app, '203.0.113.7')
    await other.signIn('bithu.bendo')
    expect((await other.api('/session')).status).toBe(200)
  } finally {
    await app.close()
  }
})
