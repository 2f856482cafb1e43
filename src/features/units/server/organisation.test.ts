import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, TEST_PASSWORD, testApp, testClock } from '#tests/database.ts'
import { seedPeople, unitId } from '#tests/people.ts'

let app: TestApp
let cookie: string
beforeAll(async () => {
  app = await testApp(testClock('2026-01-05'))
  await seedPeople(app)
  const payload = { username: 'tochuc.bentre', password: TEST_PASSWORD }
  const signedIn = await app.app.inject({ method: 'POST', url: '/api/auth/sign-in/username', payload })
  cookie = signedIn.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')
})
afterAll(() => app.close())

const get = (url: string, headers: Record<string, string> = { cookie }) =>
  app.app.inject({ url: `/api/v1/${url}`, headers })

describe('the organisation as a file', () => {
  it('is that of the day asked for', async () => {
    const before = (await get('organisation.csv?on=2022-01-01')).body
    expect(before).toContain('Huyện Giồng Trôm')
    expect(before).not.toContain('Xã Lương Phú')
    const after = (await get('organisation.csv')).body
    expect(after).not.toContain('Huyện Giồng Trôm')
    expect(after).toContain('Xã Lương Phú')
  })

  it('tells what became of what, up to that day', async () => {
    const later = (await get('organisation.jsonld')).json<{ '@graph': { '@type': string; [key: string]: unknown }[] }>()
    const merged = later['@graph'].filter((one) => one['@type'] === 'org:ChangeEvent')
    expect(JSON.stringify(merged)).toContain(unitId('my-thanh'))
    const earlier = (await get('organisation.jsonld?on=2022-01-01')).body
    expect(earlier).not.toContain('org:ChangeEvent')
  })

  it('is refused for a day that is none, and to nobody', async () => {
    expect((await get('organisation.csv?on=hom-nay')).statusCode).toBe(422)
    expect((await get('organisation.csv', {})).statusCode).toBe(401)
  })
})
