import { execFile } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startEmbedded } from './embedded.ts'

const WANTED = 54_871
let homes: string[] = []
const fallback = '/var/tmp/vung-manh'

beforeAll(async () => {
  homes = await Promise.all([1, 2, 3].map(() => mkdtemp('/var/tmp/vung-manh-embedded-')))
  await Promise.all(homes.map((home) => chmod(home, 0o755)))
})
afterAll(async () => {
  for (const home of homes) {
    const server = await startEmbedded({ home, fallback, port: WANTED })
    server.stop()
    await rm(home, { recursive: true, force: true })
  }
})

/** An installation that starts in a process of its own, as people start them. */
async function portOf(home: string): Promise<number> {
  const program = `
    const { startEmbedded } = await import(${JSON.stringify(new URL('./embedded.ts', import.meta.url).href)})
    const { port } = await startEmbedded(${JSON.stringify({ home, fallback, port: WANTED })})
    console.info(port)`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program])
  return Number(stdout)
}

it('several installations that start at the same moment each get a port of their own', async () => {
  const ports = await Promise.all(homes.map(portOf))
  expect(new Set(ports).size).toBe(homes.length)
  expect(ports).toContain(WANTED)
}, 120_000)
