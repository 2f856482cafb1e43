import { rm } from 'node:fs/promises'
import { newId } from '#platform/server/id.ts'
import { expect, type RunningApp, startApp, stopDatabase, temporaryDataDir, test } from './app.ts'

/** Killed in the middle of writes: what was acknowledged is there after the next start, and nothing is there in half. */

type Session = { cookie: string; unitId: string }

async function signInAt({ address }: RunningApp): Promise<Session> {
  const answer = await fetch(`${address}/api/auth/sign-in/username`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address },
    body: JSON.stringify({ username: 'quantri', password: 'vung-manh-2025' }),
  })
  expect(answer.status, await answer.text()).toBe(200)
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const session = await fetch(`${address}/api/v1/session`, { headers: { cookie } })
  const { positions } = (await session.json()) as { positions: { unitId: string; role: string }[] }
  return { cookie, unitId: positions.find(({ role }) => role === 'administrator')?.unitId ?? '' }
}

/** Writes until the server is gone; returns the ids of what was acknowledged. */
async function writeUntilKilled({ address }: RunningApp, { cookie, unitId }: Session): Promise<string[]> {
  const acknowledged: string[] = []
  for (;;) {
    const id = newId()
    const body = JSON.stringify({ id, name: 'Ghi trước khi mất điện', unitId, permissions: ['unit.read'], days: 30 })
    const headers = { 'content-type': 'application/json', cookie, origin: address, 'idempotency-key': newId() }
    try {
      const answer = await fetch(`${address}/api/v1/tokens`, { method: 'POST', headers, body })
      if (answer.status === 200) acknowledged.push(id)
      else if (answer.status < 500) throw new Error(await answer.text())
    } catch (error) {
      if (error instanceof TypeError) return acknowledged
      throw error
    }
  }
}

async function keptAt(app: RunningApp): Promise<string[]> {
  const { cookie } = await signInAt(app)
  const answer = await fetch(`${app.address}/api/v1/tokens`, { headers: { cookie } })
  const tokens = (await answer.json()) as { id: string }[]
  return tokens.map(({ id }) => id)
}

test.describe('khi máy mất điện giữa lúc đang ghi', () => {
  for (const victim of ['the application', 'PostgreSQL', 'both'] as const) {
    test(`every acknowledged write is there after ${victim} was killed`, async () => {
      const dataDir = await temporaryDataDir()
      const app = await startApp(dataDir)
      const session = await signInAt(app)
      const writers = Array.from({ length: 4 }, () => writeUntilKilled(app, session))
      await new Promise((later) => setTimeout(later, 1500))
      if (victim !== 'the application') await stopDatabase(dataDir, 'SIGKILL')
      if (victim === 'PostgreSQL') await new Promise((later) => setTimeout(later, 300))
      app.process.kill('SIGKILL')
      const acknowledged = (await Promise.all(writers)).flat()
      expect(acknowledged.length).toBeGreaterThan(20)

      const again = await startApp(dataDir)
      const ids = await keptAt(again)
      expect(acknowledged.filter((id) => !ids.includes(id))).toEqual([])
      await again.stop()
      await stopDatabase(dataDir)
      await rm(dataDir, { recursive: true, force: true })
    })
  }
})
