import { afterAll, beforeAll, expect, it } from 'vitest'
import { testClock } from '#tests/database.ts'
import { type EvidenceStage, evidenceStage } from '#tests/evidence.ts'
import { checkWickedUploads } from '#tests/wickedUploads.ts'

let stage: EvidenceStage
beforeAll(async () => {
  stage = await evidenceStage(testClock('2022-08-10'))
})
afterAll(() => stage.app.close())

it('5,000 other files and names each time, none executed, none outside its place', async () => {
  const { taken, refused } = await checkWickedUploads(stage, { runs: 5000 })
  expect(taken + refused).toBeGreaterThanOrEqual(5000)
})
