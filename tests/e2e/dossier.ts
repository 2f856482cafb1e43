import type { Locator, Page } from '@playwright/test'
import { pdf } from '#tests/evidenceFiles.ts'
import { expect } from './app.ts'

/** What people do on the pages of a dossier, by the words they read there. */

/** How the demonstration's criteria are met; every other item of it is passed or not. */
const met: Record<string, string> = { TC1: 'Hoàn thành đủ chỉ tiêu', TC5: '85', DK2: '1,5' }
const items = ['TC1', 'TC2', 'TC3', 'TC4', 'TC5', ...Array.from({ length: 9 }, (_, index) => `DK${index + 1}`)]

export type Verdicts = Readonly<Record<string, string>>

/** The row of an item, which opens in place. */
export const itemRow = (page: Page, code: string): Locator =>
  page.getByRole('button', { name: new RegExp(`^${code}\\. `) })

/** Opens an item, unless the way here opened it already. */
export async function openItem(page: Page, code: string): Promise<void> {
  const row = itemRow(page, code)
  await row.waitFor()
  if ((await row.getAttribute('aria-expanded')) === 'false') await row.click()
  await expect(row).toHaveAttribute('aria-expanded', 'true')
}

async function judge(page: Page, question: string, answer: string): Promise<void> {
  const choice = page
    .getByRole('group', { name: question, exact: true })
    .getByRole('radio', { name: answer, exact: true })
  const amount = page.getByRole('textbox', { name: new RegExp(`^${question}: số`) })
  await expect(choice.or(amount)).toBeVisible()
  if (/^\d/.test(answer)) {
    await amount.fill(answer)
    await amount.blur()
  } else await choice.check()
  await expect(page.getByRole('textbox', { name: /^Ghi chú \(/ })).toBeVisible()
}

/**
 * Judges every item in the order of the screen, going on by its own link; all met but what `verdicts` says. They are sent in
 * their order, so once the last one is kept all are.
 */
export async function judgeAll(page: Page, question: string, verdicts: Verdicts = {}): Promise<void> {
  await openItem(page, 'TC1')
  for (const code of items) {
    await judge(page, question, verdicts[code] ?? met[code] ?? 'Đạt')
    if (code !== items.at(-1)) {
      await page.getByRole('link', { name: 'Mục tiếp theo' }).click()
      await expect(itemRow(page, code)).toHaveAttribute('aria-expanded', 'false')
    }
  }
  await expect(page.getByText('Đã lưu', { exact: true })).toBeVisible()
}

type Words = { reason?: string; note?: string; due?: string }

/** A step of the dossier: its button, what its dialog asks, and the button of the same name there. */
export async function take(page: Page, action: string, { reason, note, due }: Words = {}): Promise<void> {
  await page.getByRole('button', { name: action, exact: true }).click()
  const dialog = page.getByRole('dialog')
  if (reason !== undefined) await dialog.getByRole('textbox', { name: 'Lý do' }).fill(reason)
  if (note !== undefined) await dialog.getByRole('textbox', { name: 'Ghi chú' }).fill(note)
  if (due !== undefined) await dialog.getByRole('textbox', { name: 'Hạn trả lời' }).fill(due)
  await dialog.getByRole('button', { name: action, exact: true }).click()
  await expect(dialog).toBeHidden()
}

export async function recordVote(page: Page, inFavour: number, against = 0): Promise<void> {
  await page.getByRole('button', { name: 'Ghi kết quả biểu quyết' }).click()
  const dialog = page.getByRole('dialog')
  const present = inFavour + against
  const totals = { 'Đảng viên được triệu tập': present + 1, 'Có mặt': present, 'Ý kiến khác': 0 }
  for (const [label, count] of Object.entries({ ...totals, 'Tán thành': inFavour, 'Không tán thành': against }))
    await dialog.getByRole('textbox', { name: label, exact: true }).fill(String(count))
  await dialog.getByRole('button', { name: 'Ghi kết quả biểu quyết' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText(`${inFavour}/${present + 1} tán thành`)).toBeVisible()
}

/** Adds a file where the page stands open for it, and says what it is. */
export async function addFile(page: Page, file: { name: string; mimeType: string; buffer: Buffer }, title: string) {
  await page.getByLabel('Chọn tệp').setInputFiles(file)
  await page.getByLabel('Tên minh chứng').fill(title)
  const day = page.getByRole('textbox', { name: 'Ngày có giá trị' })
  if ((await day.inputValue()) === '') await day.fill(await today(page))
  await page.getByLabel('Nội dung này không thuộc').check()
  await page.getByRole('button', { name: 'Lưu minh chứng' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: title }).first()).toBeVisible()
}

/** Puts a paper under one of the documents the programme asks of a dossier. */
export async function addDocument(page: Page, label: string): Promise<void> {
  const row = page.getByRole('button', { name: new RegExp(`^${label}`) })
  await row.click()
  await addFile(page, { name: `${label}.pdf`, mimeType: 'application/pdf', buffer: pdf(label) }, label)
  await expect(row).toContainText('1 minh chứng')
  await row.click()
}

/** The check that every document is there, by the commune or by the team. */
export async function checkPapers(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Kiểm tra (thành phần )?hồ sơ$/ }).click()
  const dialog = page.getByRole('dialog')
  for (const box of await dialog.getByRole('checkbox').all()) await box.check()
  await dialog.getByRole('button', { name: 'Ghi kết quả kiểm tra' }).click()
  await expect(dialog).toBeHidden()
}

/** The application's day, as people write it. */
export async function today(page: Page): Promise<string> {
  const session = await page.request.get('/api/v1/session')
  const { today: day } = (await session.json()) as { today: string }
  return day.split('-').reverse().join('/')
}

/** Opens a dossier from the list of tasks, by the task's words. */
export async function openTask(page: Page, task: string | RegExp): Promise<void> {
  await page.goto('/')
  const card = page.getByRole('article', { name: task })
  const line = page.getByRole('main').getByRole('link', { name: task })
  await card.or(line).first().waitFor()
  await ((await card.count()) > 0 ? card.getByRole('link') : line).click()
}
