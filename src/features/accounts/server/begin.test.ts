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
  for (const { username, code } of accounts) {
    const proof = { kind: 'code', username, secret: code }
    const opened = await app.anonymous.post('/enrolments/open', proof)
    expect(opened.body, username).toMatchObject({ username })
  }
  expect(await beginInstallation(app, beginning)).toBeNull()
})

it('begun twice at once, it begins once', async () => {
  const app = await testAppFor(testClock('2026-01-05'))
  const both = await Promise.all([beginInstallation(app, beginning), beginInstallation(app, beginning)])
  expect(both.filter((made) => made !== null)).toHaveLength(1)
})
