import { cp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import type { SyncAnswer } from '#features/meetings/contract.ts'
import { newId } from '#platform/server/id.ts'
import { expect, expectAccessible, type RunningApp, startApp, stopDatabase, temporaryDataDir, test } from './app.ts'
import { Phone, signInOn } from './phone.ts'

/** The meeting on the secretary's phone with no network at all, and what becomes of it when the network is back. */

const TODAY = '2026-11-23'
const TWO_DAYS = 48 * 3_600_000

/** The server on an address that stays when it is started again, with screens of its own that can be renewed. */
class UpdatableServer {
  app: RunningApp | null = null
  dataDir = ''
  webDir = ''
  port = '0'

  async start(): Promise<string> {
    this.dataDir ||= await temporaryDataDir()
    if (this.webDir === '') {
      this.webDir = path.join(await temporaryDataDir(), 'web')
      await cp('dist/web', this.webDir, { recursive: true })
    }
    this.app = await startApp(this.dataDir, { TODAY, WEB_DIR: this.webDir, PORT: this.port })
    this.port = new URL(this.app.address).port
    return `http://localhost:${this.port}`
  }

  /** A new version of the application: its first file has another name, as after any change. */
  async update(): Promise<void> {
    await this.app?.stop()
    const html = await readFile(path.join(this.webDir, 'index.html'), 'utf8')
    const [, name = ''] = /\/assets\/(index-[\w-]+)\.js/u.exec(html) ?? []
    const assets = path.join(this.webDir, 'assets')
    await rename(path.join(assets, `${name}.js`), path.join(assets, `${name}x.js`))
    for (const file of ['index.html', 'worker.js', ...(await readdir(assets)).map((one) => `assets/${one}`)]) {
      if (!/\.(html|js)$/u.test(file)) continue
      const text = await readFile(path.join(this.webDir, file), 'utf8')
      if (text.includes(`${name}.js`))
        await writeFile(path.join(this.webDir, file), text.replaceAll(`${name}.js`, `${name}x.js`))
    }
    const worker = path.join(this.webDir, 'worker.js')
    const kept = await readFile(worker, 'utf8')
    const renewed = kept.replace(/(index\.html\W+revision\W+)[0-9a-f]{16}/u, `$1${'0'.repeat(16)}`)
    expect(renewed).not.toBe(kept)
    await writeFile(worker, renewed)
    await this.start()
  }

  async end(): Promise<void> {
    await this.app?.stop()
    await stopDatabase(this.dataDir)
    await rm(this.dataDir, { recursive: true, force: true })
    await rm(path.dirname(this.webDir), { recursive: true, force: true })
  }
}

const group = (page: Page, at: number) => page.getByRole('group', { name: /^Điểm danh/u }).nth(at)
const markOn = (page: Page, at: number, mark: string) =>
  group(page, at).getByRole('button', { name: mark, exact: true }).click()
const tab = (page: Page, name: string) => page.getByRole('tab', { name }).click()

async function openRecord(page: Page): Promise<void> {
  await page.goto('/meetings')
  const begin = page.getByRole('button', { name: 'Mở biên bản tháng 11' })
  const going = page.getByRole('link', { name: /tháng 11\/2026/u })
  await begin.or(going).first().click()
  await page.getByRole('tab', { name: 'Điểm danh' }).waitFor()
}

/** What the server has, as the secretary's phone would be told it. */
async function askServer(page: Page): Promise<SyncAnswer> {
  const data = { deviceId: newId(), build: 'story', cells: [], entries: [] }
  const answer = await page.request.post('/api/v1/sync', { data })
  return (await answer.json()) as SyncAnswer
}

const sent = (page: Page) => expect(page.getByText(/chờ gửi|Đang gửi/u)).toHaveCount(0)

/** The whole evening: two phones without a network, both killed half-way, the application updated meanwhile. */
async function holdMeeting(server: UpdatableServer, first: Phone, second: Phone): Promise<[Page, Page]> {
  let one = await first.start()
  let two = await second.start()
  await signInOn(one, 'bithu.caichot')
  await signInOn(two, 'phobithu.caichot')
  await first.network(false)
  await second.network(false)

  await openRecord(one)
  await expect(one.getByText('Đang mất mạng')).toBeVisible()
  await tab(one, 'Diễn biến')
  await one.getByRole('button', { name: 'Bắt đầu' }).click()
  await tab(one, 'Điểm danh')
  await markOn(one, 0, 'Có mặt')
  await markOn(one, 1, 'Vắng có lý do')
  await expect(
    one.getByText('6 dòng đã lưu trên máy này, chờ gửi.').or(one.getByText('5 dòng đã lưu trên máy này, chờ gửi.')),
  ).toBeVisible()
  await expectAccessible(one)
  await openRecord(two)
  await markOn(two, 0, 'Vắng không lý do')
  for (const at of [2, 3, 4]) await markOn(two, at, 'Có mặt')

  await first.kill()
  await second.kill()
  await server.update()

  one = await first.start({ offline: true })
  two = await second.start({ offline: true })
  await openRecord(one)
  await expect(group(one, 1).getByRole('button', { name: 'Vắng có lý do' })).toHaveAttribute('aria-pressed', 'true')
  await openRecord(two)
  await expect(group(two, 4).getByRole('button', { name: 'Có mặt', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  )

  await one.getByRole('button', { name: /người còn lại có mặt/u }).click()
  await tab(one, 'Chuẩn bị')
  await one.getByLabel('Chủ trì').selectOption({ index: 1 })
  await one.getByLabel('Thư ký', { exact: true }).selectOption({ index: 2 })
  await tab(one, 'Diễn biến')
  await one.getByRole('radio', { name: 'Xong' }).first().click()
  await one
    .getByRole('button', { name: /Ví Dụ|Mẫu|Thử|Minh Họa|Giả Định/u })
    .first()
    .click()
  await one
    .getByRole('textbox', { name: 'Ghi chép' })
    .first()
    .fill('Bí thư báo cáo kết quả tháng 10, phương hướng tháng 11.')
  await one.getByRole('button', { name: 'Ghi biểu quyết' }).click()
  await one.getByRole('textbox', { name: 'Về việc' }).fill('Thông qua nghị quyết tháng 11')
  await one.getByRole('button', { name: 'Lưu' }).last().click()
  await tab(one, 'Nghị quyết')
  await one.getByRole('button', { name: 'Thêm nội dung nghị quyết' }).click()
  await one.getByRole('textbox', { name: 'Làm gì' }).fill('Tiếp tục đẩy mạnh công tác tuyên truyền')
  await expect(one.getByText('Còn chung chung')).toBeVisible()
  await one.getByRole('textbox', { name: 'Làm gì' }).fill('Vận động 8 hộ làm hố rác')
  await one.getByRole('textbox', { name: 'Ai làm' }).fill('Tổ trưởng tổ 3')
  await one.getByRole('button', { name: 'Lưu' }).click()
  await tab(one, 'Diễn biến')
  await one.getByRole('button', { name: 'Kết thúc' }).click()
  await tab(one, 'Khóa')
  await one.getByRole('button', { name: 'Khóa biên bản' }).click()
  await one.getByRole('dialog').getByRole('button', { name: 'Khóa biên bản' }).click()
  await expect(one.getByText('Biên bản đã khóa')).toBeVisible()
  return [one, two]
}

/** One meeting of the month; every line of both phones once; the counts of the roll. */
async function expectOneMeeting(page: Page, lines: { first: number; second: number }): Promise<SyncAnswer> {
  const answer = await askServer(page)
  const [cell] = answer.cells
  const november = cell?.meetings.filter(({ period }) => period === '2026-11-01') ?? []
  expect(november).toHaveLength(1)
  const entries = cell?.entries.filter(({ meetingId }) => meetingId === november[0]?.id) ?? []
  expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length)
  const byDevice = Object.values(Object.groupBy(entries, ({ deviceId }) => deviceId)).map((some) => some?.length ?? 0)
  const waiting = cell?.unplaced.filter(({ entry }) => entry.meetingId === november[0]?.id).length ?? 0
  expect(byDevice.reduce((sum, count) => sum + count, 0) + waiting).toBe(lines.first + lines.second)
  return answer
}

/** Read on the phone itself, past the application. */
const READ_WAITING = `(async () => {
  const [{ name }] = (await indexedDB.databases()).filter((one) => one.name.startsWith('vung-manh-records'))
  const answerOf = (request) => new Promise((done, fail) => {
    request.onsuccess = () => done(request.result)
    request.onerror = () => fail(request.error)
  })
  const db = await answerOf(indexedDB.open(name))
  const all = await answerOf(db.transaction('entries').objectStore('entries').getAll())
  db.close()
  return all.filter(({ status }) => status === 'waiting').length
})()`
const countLines = (page: Page) => page.evaluate<number>(READ_WAITING)
const versionOn = (page: Page) => page.locator('script[type=module][src]').first().getAttribute('src')

test.describe('một kỳ sinh hoạt không có mạng, hai máy điểm danh', () => {
  test.setTimeout(300_000)
  let server: UpdatableServer
  test.beforeEach(() => {
    server = new UpdatableServer()
  })
  test.afterEach(() => server.end())

  test('mất mạng, tắt ngang, có bản mới: vẫn một biên bản, không mất dòng nào, chỗ ghi khác nhau do người chọn', async () => {
    const address = await server.start()
    const [first, second] = [await Phone.of(address), await Phone.of(address)]
    const [one, two] = await holdMeeting(server, first, second)
    const lines = { first: await countLines(one), second: await countLines(two) }

    await second.network(true)
    await sent(two)
    await first.network(true)
    await expect(one.getByRole('heading', { name: 'Hai máy ghi khác nhau' })).toBeVisible()
    const conflict = one.getByRole('region', { name: /^Điểm danh/u })
    await expect(conflict).toContainText('Có mặt')
    await expect(conflict).toContainText('Vắng không lý do')
    await expectOneMeeting(one, lines)
    await conflict.getByRole('button', { name: 'Chọn' }).first().click()
    await expect(one.getByRole('heading', { name: 'Hai máy ghi khác nhau' })).toHaveCount(0)
    await sent(one)
    const answer = await expectOneMeeting(one, { ...lines, first: lines.first + 1 })
    const meeting = answer.cells[0]?.meetings.find(({ period }) => period === '2026-11-01')
    expect(meeting).toMatchObject({ state: 'closed', conflicts: 0, unmarked: 0, excused: 1, invited: 20 })

    // The new version takes over when the application is opened again, and reads what the older one wrote.
    const before = await versionOn(one)
    await expect(async () => {
      await one.reload()
      await one.waitForTimeout(1500)
      expect(await versionOn(one)).not.toBe(before)
    }).toPass({ timeout: 60_000 })
    await expect(one.getByText('Biên bản đã khóa')).toBeVisible()
    await Promise.all([first.end(), second.end()])
  })

  test('một máy sai giờ hai ngày, gửi sau khi biên bản đã khóa: ghi khác đi thì chờ người xếp chỗ', async () => {
    const address = await server.start()
    const [first, second] = [await Phone.of(address, { ahead: TWO_DAYS }), await Phone.of(address)]
    const [one, two] = await holdMeeting(server, first, second)
    const lines = { first: await countLines(one), second: await countLines(two) }
    await first.network(true)
    await sent(one)
    await second.network(true)
    await expect(two.getByText('1 dòng chờ xếp chỗ.')).toBeVisible()
    const answer = await expectOneMeeting(one, lines)
    const meeting = answer.cells[0]?.meetings.find(({ period }) => period === '2026-11-01')
    expect(meeting).toMatchObject({ state: 'closed', heldOn: TODAY, unmarked: 0, present: 19, excused: 1, absent: 0 })

    await one.goto('/sync')
    await expect(one.getByText('biên bản đã khóa và ghi khác')).toBeVisible()
    await expectAccessible(one)
    await one.getByRole('button', { name: 'Để riêng' }).click()
    await one.getByRole('textbox', { name: 'Lý do' }).fill('Đồng chí đến muộn, có mặt')
    await one.getByRole('dialog').getByRole('button', { name: 'Để riêng' }).click()
    await expect(one.getByText(/· để riêng ·/u)).toBeVisible()
    await Promise.all([first.end(), second.end()])
  })
})
