import { expect, expectAccessible, PHONE, test } from './app.ts'

/** The commune's inspection team, the turns of a cell and its attendance, each by whoever they are for. */

test('tổ kiểm tra lập danh sách tháng, ai cũng bốc lại được, ghi buổi đã dự và lý do chưa dự', async ({ signIn }) => {
  test.setTimeout(240_000)
  const page = await signIn('tochuc.luongphu')
  await page.goto('/inspections')
  // The lots come from a seal of the journal, which is made every minute.
  await expect(async () => {
    await page.reload()
    await page.getByRole('button', { name: 'Lập danh sách tháng này' }).click({ timeout: 5000 })
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Lập danh sách tháng này' }).click()
    await expect(dialog).toHaveCount(0, { timeout: 5000 })
  }).toPass({ timeout: 180_000 })
  await expect(page.getByRole('heading', { name: 'Danh sách kiểm tra' })).toBeVisible()
  await expect(page.getByText('Bốc thăm', { exact: true }).first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Lập danh sách tháng này' })).toHaveCount(0)
  await expectAccessible(page)

  const record = page.getByRole('button', { name: 'Ghi buổi kiểm tra' })
  await record.first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Ghi lại' }).click()
  await expect(page.getByText('Đã kiểm tra ngày 23/11/2026')).toBeVisible()
  await expect(page.getByRole('heading', { name: /Năm 2026 đã kiểm tra 1\// })).toBeVisible()

  await record.nth(1).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: 'Chưa dự được' }).check()
  await dialog.getByRole('button', { name: 'Ghi lại' }).click()
  await expect(dialog.getByText('Hãy ghi lý do chưa kiểm tra được.').first()).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Lý do chưa dự được' }).fill('Chi bộ hoãn họp vì triều cường')
  await dialog.getByRole('button', { name: 'Ghi lại' }).click()
  await expect(page.getByText('Chưa kiểm tra: Chi bộ hoãn họp vì triều cường')).toBeVisible()
})

test('bí thư xếp lượt tự nhận diện, ghi đã làm và hoãn; xem ai vắng; không có chỗ ghi nội dung', async ({ signIn }) => {
  const page = await signIn('bithu.caichot', PHONE)
  await page.goto('/turns')
  await page.getByRole('button', { name: 'Xếp 2 người tiếp theo' }).click()
  const settle = page.getByRole('button', { name: 'Ghi kết quả lượt' })
  await expect(settle).toHaveCount(2)
  await settle.first().click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('textbox')).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Ghi lại' }).click()
  await expect(page.getByText('Đã làm', { exact: true })).toBeVisible()
  await expect(page.getByRole('heading', { name: /Vòng này đã luân phiên 1\// })).toBeVisible()
  await settle.click()
  await dialog.getByRole('radio', { name: 'Hoãn, xếp lại kỳ sau' }).check()
  await expect(dialog.getByRole('textbox')).toHaveCount(0)
  await dialog.getByRole('radio', { name: 'đau ốm' }).check()
  await dialog.getByRole('button', { name: 'Ghi lại' }).click()
  await expect(page.getByText('Hoãn', { exact: true })).toBeVisible()
  await expectAccessible(page)

  await page.goto('/attendance')
  await expect(page.getByRole('heading', { name: 'Chi bộ ấp Cái Chốt: chuyên cần' })).toBeVisible()
  await expect(page.getByText('Không ai vắng ba kỳ liền.')).toBeVisible()
  await expectAccessible(page)
})
