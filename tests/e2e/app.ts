import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import axeCore from 'axe-core'
import { test as base, type BrowserContext, expect, type Page } from '@playwright/test'

/** The whole product as a person starts it: its own process, its own embedded database, the demonstration loaded. */
export type RunningApp = { address: string; dataDir: string; process: ChildProcess; stop(): Promise<void> }

export async function startApp(dataDir: string, environment: Record<string, string> = {}): Promise<RunningApp> {
  const child = spawn('node', ['src/main.ts'], {
    env: {
      ...process.env,
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      RATE_LIMIT: '0',
      MAX_LAG: '0',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const address = await new Promise<string>((found, fail) => {
    let said = ''
    const listen = (chunk: Buffer) => {
      said += chunk.toString()
      const match = /Vững Mạnh: (http:\S+)/.exec(said)
      if (match?.[1]) found(match[1])
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.once('exit', (code) => fail(new Error(`the application ended with ${code}:\n${said}`)))
  })
  const stop = async () => {
    const ended = new Promise((done) => child.once('exit', done))
    child.kill('SIGTERM')
    await ended
  }
  return { address, dataDir, process: child, stop }
}

/** Stop the embedded PostgreSQL of a data folder, which outlives the application on purpose. */
export async function stopDatabase(dataDir: string, signal: NodeJS.Signals = 'SIGINT'): Promise<void> {
  const file = path.join(dataDir, 'postgres', 'postmaster.pid')
  const pid = Number((await readFile(file, 'utf8')).split('\n')[0])
  process.kill(pid, signal)
  for (let waited = 0; waited < 100 && alive(pid); waited++) await new Promise((next) => setTimeout(next, 50))
}

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

export async function temporaryDataDir(story = ''): Promise<string> {
  const folder = await mkdtemp(`/var/tmp/vung-manh-story-${story}`)
  await chmod(folder, 0o755)
  return folder
}

type Fixtures = {
  /** A browser of its own with nobody signed in. */
  anybody: (viewport?: Size) => Promise<Page>
  /** A browser of its own with this person signed in, on their first page. */
  signIn: (username: string, viewport?: Size) => Promise<Page>
}

/**
 * `today` is the day the application believes it is: the district era lives in 2022. `apart`: a story that leaves the
 * organisation changed has an application of its own, whatever came before in the same process.
 */
export const test = base.extend<Fixtures, { today: string; apart: string; app: RunningApp }>({
  today: ['2026-11-23', { option: true, scope: 'worker' }],
  apart: ['', { option: true, scope: 'worker' }],
  app: [
    async ({ today, apart }, use) => {
      const dataDir = await temporaryDataDir(apart)
      const app = await startApp(dataDir, { TODAY: today })
      await use(app)
      await app.stop()
      await stopDatabase(dataDir)
      await rm(dataDir, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  anybody: async ({ browser, app }, use) => {
    const opened: BrowserContext[] = []
    await use(async (viewport = DESK) => {
      const context = await browser.newContext({ viewport, baseURL: app.address, hasTouch: viewport === PHONE })
      opened.push(context)
      return context.newPage()
    })
    await Promise.all(opened.map((context) => context.close()))
  },
  signIn: async ({ anybody }, use) => {
    await use(async (username, viewport) => {
      const page = await anybody(viewport)
      const data = { username, password: ownPasswords.get(username) ?? 'vung-manh-2025' }
      const response = await page.request.post('/api/auth/sign-in/username', { data })
      expect(response.ok(), `${username} signs in`).toBe(true)
      await page.goto('/')
      await page.getByRole('heading', { level: 1 }).waitFor()
      return page
    })
  },
})

/** Passwords that people of a story have chosen; everybody else has the demonstration's. */
export const ownPasswords = new Map<string, string>()

type Size = { width: number; height: number }
export const PHONE: Size = { width: 360, height: 740 }
export const DESK: Size = { width: 1440, height: 900 }

const { source: axe } = axeCore
type Violation = { id: string; nodes: { target: string[] }[] }

/** Once a page: a look at it in another size finds what is there already. */
async function findViolations(page: Page): Promise<Violation[]> {
  if (!(await page.evaluate<boolean>(`'axe' in window`))) await page.evaluate(axe)
  return page.evaluate<Violation[]>(`axe.run({
    runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
    resultTypes: ['violations'],
  }).then(({ violations }) => violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ target }) => ({ target })) })))`)
}

/** No barrier that a machine can find, by WCAG 2.2 AA. */
export async function expectAccessible(page: Page): Promise<void> {
  const violations = await findViolations(page)
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`),
  ).toEqual([])
}

export { expect }
