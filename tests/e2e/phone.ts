import { mkdtemp, rm } from 'node:fs/promises'
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import { expect, PHONE } from './app.ts'

/** A phone with a disk of its own: killed and started again, it has what it had. */
export class Phone {
  private context: BrowserContext | null = null
  private readonly address: string
  private readonly disk: string
  private readonly ahead: number

  private constructor(address: string, disk: string, ahead: number) {
    this.address = address
    this.disk = disk
    this.ahead = ahead
  }

  /** `ahead`: how many milliseconds its clock is wrong. */
  static async of(address: string, { ahead = 0 } = {}): Promise<Phone> {
    return new Phone(address, await mkdtemp('/var/tmp/vung-manh-phone-'), ahead)
  }

  /** Switches the phone on; without a network from the first moment where `offline`. */
  async start({ offline = false } = {}): Promise<Page> {
    this.context = await chromium.launchPersistentContext(this.disk, {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
      viewport: PHONE,
      hasTouch: true,
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
      baseURL: this.address,
      serviceWorkers: 'allow',
    })
    if (this.ahead !== 0) await this.context.clock.setSystemTime(Date.now() + this.ahead)
    if (offline) await this.context.setOffline(true)
    return this.context.pages()[0] ?? this.context.newPage()
  }

  async network(there: boolean): Promise<void> {
    await this.context?.setOffline(!there)
  }

  /** The whole browser goes at once, in the middle of whatever it does. */
  async kill(): Promise<void> {
    await this.context?.close()
    this.context = null
  }

  async end(): Promise<void> {
    await this.kill()
    await rm(this.disk, { recursive: true, force: true })
  }
}

/** Signs somebody in and waits until the application and the cell's list are on the phone. */
export async function signInOn(page: Page, username: string): Promise<void> {
  const data = { username, password: 'vung-manh-2025' }
  expect((await page.request.post('/api/auth/sign-in/username', { data })).ok()).toBe(true)
  await page.goto('/meetings')
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  await page.reload()
  await page.getByText('Sinh hoạt thường kỳ tháng 10/2026').waitFor()
}
