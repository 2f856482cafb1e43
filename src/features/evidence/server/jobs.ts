import type { Jobs } from '#platform/server/discover.ts'
import { sweepUploads } from './uploads.ts'

const HOURLY = 3_600_000

/** Clears away the bytes of uploads that were finished, cancelled or left. Harmless side by side in several processes. */
export const jobs: Jobs = async (services) => {
  let running: Promise<unknown> = Promise.resolve()
  const sweep = () => {
    running = sweepUploads(services).catch((error: unknown) => console.error('Sweeping uploads failed', error))
  }
  sweep()
  const timer = setInterval(sweep, HOURLY)
  return {
    stop: async () => {
      clearInterval(timer)
      await running
    },
  }
}
