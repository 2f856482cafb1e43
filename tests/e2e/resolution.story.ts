import type { Page } from '@playwright/test'
import { DESK, expect, expectAccessible, PHONE, test } from './app.ts'

/** A resolution on its way: written and closed on the phone, carried out in the hamlet, accepted by the cell. */

test.use({ apart: 'resolution-' })

const tab = (page: Page, name: string) => page.getByRole('tab', { name }).click()
const sent = (page: Page) => expect(page.getByText(/chờ gửi|Đang gửi/u)).toHaveCount(0)

async function openNovember(page: Page): Promise<void> {
  await page.goto('/meetings')
  await page.getByRole('button', { name: 'Mở biên bản tháng 11' }).click()
  await page.getByRole('tab', { name: 'Điểm danh' }).waitFor()
}

test('nghị quyết thành nhiệm vụ, tổ chức ở ấp nhận đúng việc của mình, báo kết quả, chi bộ công nhận', async ({
  signIn,
}) => {
  test.setTimeout(180_000)
  const phone = await signIn('bithu.caichot', PHONE)

  await test.step('việc tháng trước trở lại đầu tiên, ai chưa hồi âm thì thấy ngay', async () => {
    await openNovember(phone)
    await tab(phone, 'Diễn biến')
    const lamps = phone.getByRole('group', { name: 'Gắn 8 bóng đèn đường tổ 3' })
    await expect(lamps).toBeVisible()
    await expect(phone.getByText('Ban nhân dân ấp Cái Chốt: đã gửi 11/10/2026')).toBeVisible()
    await expect(phone.getByText('chưa hồi âm')).toHaveCount(2)
    await phone.getByRole('group', { name: 'Thăm 6 hộ cận nghèo' }).getByRole('radio', { name: 'Xong' }).click()
    await phone.getByRole('button', { name: 'Ghi kết quả cụ thể' }).click()
    await phone.getByRole('textbox', { name: 'Kết quả cụ thể' }).fill('Đã thăm 6 hộ, tặng 6 suất quà')
    await phone.getByRole('button', { name: 'Lưu' }).first().click()
    await lamps.getByRole('radio', { name: 'Chưa làm' }).click()
    await expectAccessible(phone)
  })

  await test.step('nội dung chung chung được nhắc; nội dung rõ gửi cho đúng tổ chức', async () => {
    await phone.getByRole('button', { name: 'Bắt đầu' }).click()
    await phone.getByRole('button', { name: 'Kết thúc' }).click()
    await tab(phone, 'Nghị quyết')
    await phone.getByRole('button', { name: 'Thêm nội dung nghị quyết' }).click()
    await phone.getByRole('textbox', { name: 'Làm gì' }).fill('Tiếp tục đẩy mạnh vệ sinh môi trường')
    await expect(phone.getByText(/Còn chung chung/u)).toContainText('“Tiếp tục đẩy mạnh”')
    await phone.getByRole('textbox', { name: 'Làm gì' }).fill('Làm 12 hố rác ở tổ 3')
    await phone.getByRole('textbox', { name: 'Ai làm' }).fill('Ban nhân dân ấp')
    await phone.getByRole('textbox', { name: 'Đo bằng gì' }).fill('12 hộ')
    await phone.getByLabel('Xong trước ngày').fill('10/12/2026')
    await expect(phone.getByText(/Còn chung chung/u)).toHaveCount(0)
    await phone.getByRole('checkbox', { name: 'Ban nhân dân ấp Cái Chốt' }).check()
    await expectAccessible(phone)
    await phone.getByRole('button', { name: 'Lưu' }).click()
    await expect(phone.getByText('gửi Ban nhân dân ấp Cái Chốt')).toBeVisible()
  })

  await test.step('khóa biên bản', async () => {
    await tab(phone, 'Điểm danh')
    await phone.getByRole('button', { name: /người còn lại có mặt/u }).click()
    await tab(phone, 'Chuẩn bị')
    await phone.getByLabel('Chủ trì').selectOption({ index: 1 })
    await phone.getByLabel('Thư ký', { exact: true }).selectOption({ index: 2 })
    await tab(phone, 'Khóa')
    await phone.getByRole('button', { name: 'Khóa biên bản' }).click()
    await phone.getByRole('dialog').getByRole('button', { name: 'Khóa biên bản' }).click()
    await expect(phone.getByText('Biên bản đã khóa')).toBeVisible()
    await sent(phone)
  })

  await test.step('trưởng ấp chỉ thấy việc của ban nhân dân ấp, xác nhận và báo kết quả', async () => {
    const head = await signIn('truongap.caichot', PHONE)
    await head.getByRole('link', { name: 'Việc gửi' }).click()
    await expect(head.getByRole('heading', { level: 3 })).toHaveText([
      'Làm 12 hố rác ở tổ 3',
      'Gắn 8 bóng đèn đường tổ 3',
    ])
    await expectAccessible(head)
    await head.getByRole('button', { name: 'Xác nhận đã nhận' }).first().click()
    await expect(head.getByText('Đã báo chi bộ là đã nhận.')).toBeVisible()
    await head.getByRole('button', { name: 'Báo kết quả' }).first().click()
    const dialog = head.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Đã làm được gì' }).fill('Đã làm đủ 12 hố rác')
    await dialog.getByRole('textbox', { name: 'Minh chứng' }).fill('Biên bản nghiệm thu ngày 20/11/2026')
    await expectAccessible(head)
    await dialog.getByRole('button', { name: 'Báo kết quả' }).click()
    await expect(head.getByText('đã báo kết quả')).toBeVisible()
  })

  await test.step('bí thư thấy báo cáo, công nhận xong; việc kia còn trở lại', async () => {
    const desk = await signIn('bithu.caichot', DESK)
    await desk.goto('/meetings')
    await desk.getByRole('link', { name: /Sinh hoạt thường kỳ tháng 11/u }).click()
    await tab(desk, 'Diễn biến')
    await desk.getByRole('link', { name: 'Xem mọi nhiệm vụ' }).click()
    await expect(desk.getByRole('heading', { level: 1 })).toHaveText('Nhiệm vụ theo nghị quyết')
    await expect(desk.getByText('xong: Đã làm đủ 12 hố rác')).toBeVisible()
    await expectAccessible(desk)
    await desk.getByRole('button', { name: 'Công nhận xong' }).click()
    await desk.getByRole('dialog').getByRole('button', { name: 'Công nhận xong' }).click()
    await expect(desk.getByText('Đã công nhận xong.')).toBeVisible()
    const lamps = desk.getByRole('region', { name: 'Gắn 8 bóng đèn đường tổ 3' })
    await expect(lamps).toContainText('trở lại 1 kỳ')
  })
})
