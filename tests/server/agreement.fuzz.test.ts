import { expect, it } from 'vitest'
import { compareAll } from '../agreement.ts'
import { testAppFor, testClock } from '../database.ts'
import { seedProgramme } from '../dossiers.ts'

it.for([1, 2, 3])('rule, answer and database agree over other organisations each time (%i)', async (round) => {
  const clock = testClock('2021-06-01')
  const app = await testAppFor(clock)
  await seedProgramme(app)
  const seed = (Date.now() + round) % 2_147_483_647
  const { disagreements, ...cases } = await compareAll(app, clock, { seed, organisations: 5, people: 14 })
  console.info(`seed ${seed}: ${JSON.stringify(cases)}`)
  expect(disagreements.slice(0, 20), `seed ${seed}: ${disagreements.length} disagreements`).toEqual([])
})
