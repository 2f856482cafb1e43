import { type APIRequestContext, request } from '@playwright/test'
import { newId } from '#platform/server/id.ts'
import { personId } from '../../demo/people.ts'
import { expect, type RunningApp } from './app.ts'

/** People of the demonstration who have no account of their own there: the administrator hands them one. */

const PASSWORD = 'vung-manh-2025'
const ONE_TIME = 'mot-lan-duy-nhat'
const handed = new WeakMap<RunningApp, Set<string>>()

async function signedIn({ address }: RunningApp, username: string, password: string): Promise<APIRequestContext> {
  const context = await request.newContext({ baseURL: address, extraHTTPHeaders: { origin: address } })
  const answer = await context.post('/api/auth/sign-in/username', { data: { username, password } })
  expect(answer.ok(), `${username} signs in`).toBe(true)
  return context
}

/** Accounts for people, each with the one-time password changed by its owner as must be done first. */
export async function handAccounts(app: RunningApp, ...usernames: string[]): Promise<void> {
  const known = handed.get(app) ?? new Set<string>()
  handed.set(app, known)
  const administrator = await signedIn(app, 'quantri', PASSWORD)
  for (const username of usernames.filter((one) => !known.has(one))) {
    const made = await administrator.post('/api/v1/accounts', {
      headers: { 'idempotency-key': newId() },
      data: { personId: personId(username), username, oneTimePassword: ONE_TIME },
    })
    expect(made.status(), `${username}: ${await made.text()}`).toBe(201)
    const owner = await signedIn(app, username, ONE_TIME)
    const own = { currentPassword: ONE_TIME, newPassword: PASSWORD, revokeOtherSessions: true }
    expect((await owner.post('/api/auth/change-password', { data: own })).ok()).toBe(true)
    await owner.dispose()
    known.add(username)
  }
  await administrator.dispose()
}
