import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadDemonstration } from '../../../../demo/load.ts'
import { testApp, testClock, type TestApp } from '#tests/database.ts'
import { checkTamperedRecords } from '#tests/tamperedRecords.ts'
import { verifyRecords } from './lockedRecords.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp(testClock('2022-12-01'))
  await loadDemonstration(app)
})
afterAll(() => app.close())

describe('locked records', () => {
  it('are as the journal has them', async () => {
    const verified = await verifyRecords(app.db)
    expect(verified.flatMap(({ findings }) => findings)).toEqual([])
    expect(verified.find(({ table }) => table === 'dossier_step')?.records).toBeGreaterThan(100)
  })

  it('show each of 40 random changes of one record, and which', async () => {
    await checkTamperedRecords(app, { runs: 40, seed: 4 })
  })

  it('are still as they were when a column is added later', async () => {
    await app.db.transaction().execute(async (tx) => {
      await sql`alter table dossier_step add column later text not null default 'x'`.execute(tx)
      await sql`set local timezone = 'Asia/Ho_Chi_Minh'`.execute(tx)
    })
    expect((await verifyRecords(app.db)).flatMap(({ findings }) => findings)).toEqual([])
  })
})
