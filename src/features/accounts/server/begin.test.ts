import { expect, it } from 'vitest'
import { testAppFor, testClock } from '#tests/database.ts'
import { beginInstallation } from './begin.ts'

const beginning = {
  province: 'Tỉnh Vĩnh Long',
  since: '2025-07-01',
  administrator: 'Quản Trị Mẫu',
  organiser: 'Tổ Chức Mẫu',
}

it('an empty installation begins with a province and two people, once', async () => {
  const app = await testAppFor(testClock('2026-01-05'))
  const accounts = (await beginInstallation(app, beginning)) ?? []
  expect(accounts.map(({ username }) => username)).toEqual(['quantri', 'tochuc'])
  for (const { username, password } of accounts) {
    const payload = { username, password }
    const answer = await app.app.inject({ method: 'POST', url: '/api/auth/sign-in/username', payload })
    expect(answer.statusCode, username).toBe(200)
  }
  expect(await beginInstallation(app, beginning)).toBeNull()
})

it('begun twice at once, it begins once', async () => {
  const app = await testAppFor(testClock('2026-01-05'))
  const both = await Promise.all([beginInstallation(app, beginning), beginInstallation(app, beginning)])
  expect(both.filter((made) => made !== null)).toHaveLength(1)
})
