import { afterAll, beforeAll, expect, it } from 'vitest'
import { testClock } from '#tests/database.ts'
import { type EvidenceStage, evidenceStage } from '#tests/evidence.ts'
import { checkWickedUploads } from '#tests/wickedUploads.ts'

let stage: EvidenceStage
beforeAll(async () => {
  stage = await evidenceStage(testClock('2022-08-10'))
})
afterAll(() => stage.app.close())

it('files made to do harm, under names made to do harm, are answered in words or served harmlessly, and lie nowhere else', async () => {
  const { taken, refused } = await checkWickedUploads(stage, { runs: 70, seed: 2022 })
  expect(taken).toBeGreaterThan(5)
  expect(refused).toBeGreaterThan(25)
}, 120_000)
