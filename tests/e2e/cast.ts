import { type APIRequestContext, request } from '@playwright/test'
import { newId } from '#platform/server/id.ts'
import { personId } from '../../demo/people.ts'
import { expect, ownPasswords, type RunningApp } from './app.ts'

/** People of the demonstration who have no account of their own there: the administrator hands them one. */

const PASSWORD = 'vung-manh-2025'
const OWN = 'chiều nay ghé chợ nổi'
const CODE = 'mkq7-48hv-zd5w'
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
      data: { personId: personId(username), username, kind: 'code', secret: CODE },
    })
    expect(made.status(), `${username}: ${await made.text()}`).toBe(201)
    const data = { kind: 'code', username, secret: CODE, password: OWN }
    const opened = await administrator.post('/api/v1/enrolments/complete', { data })
    expect(opened.ok(), `${username}: ${await opened.text()}`).toBe(true)
    ownPasswords.set(username, OWN)
    known.add(username)
  }
  await administrator.dispose()
}
