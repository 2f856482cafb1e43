import type { Page } from '@playwright/test'
import { expect } from './app.ts'
import { today } from './dossier.ts'

/** What an appraisal team does on the page of its work, by the words it reads there. */

/** A visit planned and carried out on the same day by these members. */
export async function visit(page: Page, members: readonly string[], findings: string): Promise<void> {
  const day = await today(page)
  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: 'Lên lịch khảo sát' }).click()
  await dialog.getByRole('textbox', { name: 'Ngày dự kiến' }).fill(day)
  await dialog.getByRole('textbox', { name: 'Địa điểm' }).fill('Nhà văn hóa ấp')
  await dialog.getByRole('button', { name: 'Lên lịch khảo sát' }).click()
  await page.getByRole('button', { name: 'Ghi kết quả khảo sát' }).click()
  for (const member of members) await dialog.getByRole('checkbox', { name: member }).check()
  await dialog.getByRole('textbox', { name: 'Ghi nhận tại chỗ' }).fill(findings)
  await dialog.getByRole('button', { name: 'Ghi kết quả khảo sát' }).click()
  await expect(page.getByText(`Đã khảo sát ${day}`)).toBeVisible()
}

/** One's own verdicts are final. */
export async function closeVerdicts(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Chốt kết quả của tôi' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Chốt kết quả của tôi' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
}

type Division = { common: string; reasons: Readonly<Record<string, string>> }

/** The head's; where the members judged one item differently, the common verdict and the reasons of those who dissent. */
export async function agree(page: Page, division?: Division): Promise<void> {
  const card = page.getByRole('region', { name: 'Thống nhất kết quả' })
  if (division) await card.getByRole('radio', { name: new RegExp(`^${division.common}`) }).check()
  for (const [name, reason] of Object.entries(division?.reasons ?? {}))
    await card.getByRole('textbox', { name: `Ý kiến khác của ${name}: lý do` }).fill(reason)
  await card.getByRole('button', { name: 'Ghi kết quả thống nhất' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Ghi kết quả thống nhất' }).click()
  await expect(card).toBeHidden()
}

export async function report(page: Page, conclusion: string): Promise<void> {
  await page.getByRole('button', { name: 'Báo cáo kết quả thẩm định' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Kết luận của tổ' }).fill(conclusion)
  await dialog.getByRole('button', { name: 'Báo cáo kết quả thẩm định' }).click()
  await expect(dialog).toBeHidden()
}
