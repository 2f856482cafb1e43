import { afterAll, beforeAll, describe, it } from 'vitest'
import { type TestApp, testApp, testClock } from '#tests/database.ts'
import { seedProgramme } from '#tests/dossiers.ts'
import { dayAfter } from '#tests/generatedHistories.ts'
import { checkHistories } from '#tests/storedHistories.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp(testClock(dayAfter))
  await seedProgramme(app)
})
afterAll(() => app.close())

describe('generated histories in the database', () => {
  it('hold in 1,000 that nobody has seen', async () => {
    await checkHistories(app, 1000)
  })
})
