import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { readDemonstrationAccounts } from '../../demo/accounts.ts'
import { loadDemonstration } from '../../demo/load.ts'
import { unitId } from '../../demo/places.ts'
import { testAppFor, testClock, type TestApp } from '#tests/database.ts'

const TODAY = '2026-11-22'

const counts = async ({ db }: TestApp) =>
  (
    await sql`
      select (select count(*) from verdict) as verdicts, (select count(*) from auth."user") as accounts,
        (select count(*) from journal where action = 'demonstration.loaded') as loads,
        (select count(*) from unit_outline o join unit_version v on v.unit_id = o.unit_id and v.valid @> lower(o.valid))
          as outlines`.execute(db)
  ).rows

describe('loading the demonstration', () => {
  it('a second time changes nothing', async () => {
    const app = await testAppFor(testClock(TODAY))
    await loadDemonstration(app)
    const before = await counts(app)
    expect(await loadDemonstration(app)).not.toBeNull()
    expect(await counts(app)).toEqual(before)
  })

  it('by two processes at once happens once', async () => {
    const app = await testAppFor(testClock(TODAY))
    const { accounts } = await readDemonstrationAccounts()
    const [one, other] = await Promise.all([loadDemonstration(app), loadDemonstration(app)])
    expect(one).toEqual(other)
    expect(await counts(app)).toMatchObject([{ loads: 1, accounts: accounts.length, outlines: 48 }])
  })

  it('never touches a database that has other data', async () => {
    const app = await testAppFor(testClock(TODAY))
    await app.db
      .insertInto('unit')
      .values({ id: unitId('somebody-else'), slug: 'somebody-else' })
      .execute()
    expect(await loadDemonstration(app)).toBeNull()
    expect(await counts(app)).toEqual([{ verdicts: 0, accounts: 0, loads: 0, outlines: 0 }])
  })
})
