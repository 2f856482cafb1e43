import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testApp, testClock, type TestApp } from '../database.ts'
import { seedPeople, unitId } from '../people.ts'

const clock = testClock('2022-03-01')
let app: TestApp
beforeAll(async () => {
  app = await testApp(clock)
  await seedPeople(app)
})
afterAll(() => app.close())

describe('a session', () => {
  it('of nobody says so, in words and not as an error', async () => {
    const { status, body } = await app.anonymous.get('/session')
    expect(status).toBe(200)
    expect(body['person']).toBeNull()
  })

  it('tells the positions held that day, so the screen never guesses', async () => {
    const secretary = await app.signedIn('bithu.caichot')
    const { body } = await secretary.get('/session')
    expect(body['positions']).toMatchObject([{ unitId: unitId('cai-chot'), role: 'secretary', level: 'cell' }])
  })

  it('loses a position on the day it ends', async () => {
    const officer = await app.signedIn('bithu.giongtrom')
    clock.setTo('2025-06-30')
    expect((await officer.get('/session')).body['positions']).toHaveLength(1)
    clock.setTo('2025-07-01')
    expect((await officer.get('/session')).body['positions']).toHaveLength(0)
    clock.setTo('2022-03-01')
  })

  it('is answered as a problem where a path does not exist', async () => {
    const { status, body, headers } = await app.anonymous.get('/nowhere')
    expect(status).toBe(404)
    expect(body['code']).toBe('not_found')
    expect(headers['content-type']).toContain('application/problem+json')
  })

  it('is refused with a wrong password', async () => {
    const response = await app.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/username',
      payload: { username: 'bithu.caichot', password: 'sai mật khẩu rồi' },
    })
    expect(response.statusCode).toBe(401)
  })
})
