import { afterAll, beforeAll, describe, it } from 'vitest'
import { testApp, type TestApp } from '#tests/database.ts'
import { loadDemonstration } from '../../../../demo/load.ts'
import { checkTamperedRecords } from '#tests/tamperedRecords.ts'
import { checkTamperings, tamperedJournal } from '#tests/tampering.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
  await tamperedJournal(app, 240)
})
afterAll(() => app.close())

describe('the journal', () => {
  it('shows each of 1,000 random changes of one row, others each time', async () => {
    await checkTamperings(app, { runs: 1000 })
  })
})

describe('locked records', () => {
  it('show each of 1,000 random changes of one record, others each time', async () => {
    await loadDemonstration(app)
    await checkTamperedRecords(app, { runs: 1000 })
  })
})
