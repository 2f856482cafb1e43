import { afterAll, beforeAll, expect, it } from 'vitest'
import { compareAll } from '../agreement.ts'
import { testApp, testClock, type TestApp } from '../database.ts'
import { seedProgramme } from '../dossiers.ts'

const clock = testClock('2021-06-01')
let app: TestApp
beforeAll(async () => {
  app = await testApp(clock)
  await seedProgramme(app)
})
afterAll(() => app.close())

it('the rule, the application’s answer and what the database lets through agree, over generated organisations and days', async () => {
  const { disagreements, ...cases } = await compareAll(app, clock, { seed: 4, organisations: 3, people: 8 })
  const all = Object.values(cases).reduce((sum, one) => sum + one, 0)
  console.info(`${all} cases: ${JSON.stringify(cases)}`)
  expect(disagreements.slice(0, 20), `${disagreements.length} disagreements`).toEqual([])
  expect(all).toBeGreaterThan(100_000)
}, 600_000)
