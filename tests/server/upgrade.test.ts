import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readArchive } from '#features/backups/server/archive.ts'
import { countWrong } from '#features/backups/server/drill.ts'
import { restore } from '#features/backups/server/restore.ts'
import { listMigrations } from '#platform/server/migrate.ts'
import { type Caller, testApp, testClock, type TestApp } from '#tests/database.ts'

/** A backup made by the release before this one, with at least one row in every table it had; all in it is invented. */
const FILE = 'tests/previousRelease.vmb'
const PASSPHRASE = 'mật khẩu của bản lưu để thử'

let app: TestApp
let restored = { rows: 0, files: 0 }
let before: Record<string, number> = {}
beforeAll(async () => {
  app = await testApp(testClock('2026-11-25'))
  for await (const { head } of readArchive(FILE, PASSPHRASE)) if (head.kind === 'end') before = head.rows
  restored = await restore(app, FILE, PASSPHRASE)
}, 120_000)
afterAll(() => app.close())

const callers = async (): Promise<[string, Caller][]> => {
  const { rows } = await app.pool.query<{ username: string }>(`
    select distinct on (p.role) u.username from auth."user" u join position p on p.person_id = u."personId"::uuid
    where p.valid @> '2026-11-25'::date order by p.role, u.username`)
  return Promise.all(
    rows.map(async ({ username }) => [username, await app.signedIn(username, 'vung-manh-2025')] as [string, Caller]),
  )
}

describe('a database of the release before, brought to this one with its data in place', () => {
  it('had rows in every table, and keeps every one of them', async () => {
    expect(Object.entries(before).filter(([, rows]) => rows === 0)).toEqual([])
    expect(restored.rows).toBeGreaterThan(15_000)
    expect(restored.files).toBeGreaterThan(0)
    for (const [table, rows] of Object.entries(before)) {
      const { rows: now } = await app.pool.query<{ n: number }>(`select count(*) as n from ${table}`)
      expect(Number(now[0]?.n), table).toBeGreaterThanOrEqual(rows)
    }
  })

  it('has gone through every migration, and journal, anchors and locked records are whole', async () => {
    const { rows } = await app.pool.query<{ name: string }>('select name from migration order by name')
    expect(rows.map(({ name }) => name)).toEqual(await listMigrations())
    expect(await countWrong(app)).toBe(0)
  })

  it('keeps no secret that was to be shown once', async () => {
    const { rows } = await app.pool.query(`select from answered_request where answer::text like '%vm_%'`)
    expect(rows).toEqual([])
  })

  it('is read by whoever holds a position, list by list, without a fault', async () => {
    const document = (await app.app.inject({ url: '/api/openapi.json' })).json<{ paths: Record<string, object> }>()
    const lists = Object.entries(document.paths)
      .filter(([path, methods]) => 'get' in methods && !path.includes('{'))
      .map(([path]) => path)
    expect(lists.length).toBeGreaterThan(20)
    const people = await callers()
    expect(people.length).toBeGreaterThan(4)
    let answered = 0
    for (const [username, person] of people) {
      for (const path of lists) {
        const { status } = await person.get(path)
        expect(status, `${username} ${path}`).toBeLessThan(500)
        if (status === 200) answered += 1
      }
    }
    expect(answered).toBeGreaterThan(people.length * 10)
  }, 120_000)
})
