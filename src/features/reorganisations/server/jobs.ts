import type { Jobs } from '#platform/server/discover.ts'
import { applyDuePlans } from './duePlans.ts'

const MINUTE = 60_000

/** Applies approved plans on their day. Harmless side by side in several processes: each plan is locked while it is applied. */
export const jobs: Jobs = async (services) => {
  let running: Promise<unknown> = Promise.resolve()
  const apply = () => {
    running = running
      .then(() => applyDuePlans(services))
      .catch((error: unknown) => console.error('Applying plans on their day failed', error))
  }
  apply()
  const timer = setInterval(apply, MINUTE)
  return {
    stop: async () => {
      clearInterval(timer)
      await running
    },
  }
}
