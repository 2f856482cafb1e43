import type { Jobs } from '#platform/server/discover.ts'
import { sealJournal } from './sealing.ts'

const MINUTE = 60_000

/** Seals the journal every minute and once more at the end. Harmless side by side in several processes. */
export const jobs: Jobs = async (services) => {
  let running: Promise<unknown> = Promise.resolve()
  const seal = () => {
    running = running.then(() =>
      sealJournal(services).catch((error: unknown) => console.error('Chưa niêm phong được nhật ký:', error)),
    )
  }
  seal()
  const timer = setInterval(seal, MINUTE)
  return {
    stop: async () => {
      clearInterval(timer)
      seal()
      await running
    },
  }
}
