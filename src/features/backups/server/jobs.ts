import type { Jobs } from '#platform/server/discover.ts'
import { workNight } from './nightly.ts'

const OFTEN = 600_000

/** Backs up each night and tries the backup. Side by side in several processes one of them does it. */
export const jobs: Jobs = async (services) => {
  let running: Promise<unknown> = Promise.resolve()
  const look = () => {
    running = running.then(() =>
      workNight(services).catch((error: unknown) => console.error('Chưa sao lưu được:', error)),
    )
  }
  look()
  const timer = setInterval(look, OFTEN)
  return {
    stop: async () => {
      clearInterval(timer)
      await running
    },
  }
}
