import type { Page } from '@playwright/test'
import { DESK, expect, expectAccessible, PHONE, test } from './app.ts'

/** A meeting's score: by the cell on its phone, from above beside it, and the level that stays. */

test.use({ apart: 'score-' })

const tab = (page: Page, name: string) => page.getByRole('tab', { name }).click()
const NOTE = 'Ba đảng viên trẻ chưa phát biểu'

/** Every row that the record leaves to people, answered with the first choice. */
async function judgeAll(page: Page): Promise<void> {
  const open = page.getByRole('group').filter({ has: page.getByRole('radio') })
  for (const row of await open.all()) {
    const name = (await row.locator('legend').textContent()) ?? ''
    if (!/^\d/u.test(name)) continue
    await row.getByRole('radio').first().click()
    await expect(row.getByRole('radio').first()).toBeChecked()
  }
}

test('chi bộ tự chấm trên điện thoại, cán bộ phụ trách chấm, Đảng ủy quyết định mức và khóa', async ({ signIn }) => {
  test.setTimeout(240_000)
  const phone = await signIn('bithu.caichot', PHONE)
  let address = ''

  await test.step('biên bản tự điền dòng đã biết; người được phân công chấm các dòng còn lại', async () => {
    await phone.goto('/meetings')
    await phone.getByRole('button', { name: 'Mở biên bản tháng 11' }).click()
    await phone.getByRole('button', { name: /người còn lại có mặt/u }).click()
    await tab(phone, 'Chuẩn bị')
    await phone.getByLabel('Chủ trì').selectOption({ index: 1 })
    await phone.getByLabel('Thư ký', { exact: true }).selectOption({ index: 2 })
    await tab(phone, 'Diễn biến')
    await phone.getByRole('button', { name: 'Bắt đầu' }).click()
    await phone.getByRole('button', { name: 'Kết thúc' }).click()
    await tab(phone, 'Chấm điểm')
    await expect(phone.getByText('tối đa 5 điểm · 0 phút')).toBeVisible()
    await expect(phone.getByText('20/20 có mặt, 0 vắng không lý do')).toBeVisible()
    await phone.getByLabel('Người được phân công chấm').selectOption({ index: 3 })
    await judgeAll(phone)
    await expect(phone.getByText(/mức theo điểm/u)).toBeVisible()
    await phone.getByRole('radio', { name: 'Khá' }).click()
    await phone.getByRole('button', { name: 'Chi bộ biểu quyết mức xếp loại' }).click()
    await phone.getByRole('button', { name: 'Lưu' }).click()
    await expect(phone.getByText('tán thành 20, không tán thành 0, không có ý kiến 0')).toBeVisible()
    await phone.getByRole('textbox', { name: 'Hạn chế của kỳ sinh hoạt' }).fill(NOTE)
    await expectAccessible(phone)
  })

  await test.step('khóa biên bản', async () => {
    await tab(phone, 'Khóa')
    await phone.getByRole('button', { name: 'Khóa biên bản' }).click()
    await phone.getByRole('dialog').getByRole('button', { name: 'Khóa biên bản' }).click()
    await expect(phone.getByText('Biên bản đã khóa')).toBeVisible()
    await expect(phone.getByText(/chờ gửi|Đang gửi/u)).toHaveCount(0)
    await phone.getByRole('link', { name: 'Xem điểm và mức xếp loại' }).click()
    await expect(phone.getByText('Mức Đảng ủy quyết định: chưa quyết định')).toBeVisible()
    await expectAccessible(phone)
    address = new URL(phone.url()).pathname
  })

  await test.step('xã xem tháng sinh hoạt, mở kỳ này, cán bộ phụ trách chấm riêng', async () => {
    const office = await signIn('tochuc.luongphu', DESK)
    await office.goto('/months')
    await expect(office.getByRole('heading', { level: 1 })).toHaveText('Tháng sinh hoạt')
    await expect(office.getByRole('row', { name: /Cái Chốt/u })).toContainText('tự xếp khác tốt')
    await expectAccessible(office)
    await office.getByRole('link', { name: /Cái Chốt/u }).click()
    await office.getByRole('button', { name: 'Chấm kỳ này' }).click()
    await judgeAll(office)
    await office.getByRole('radio', { name: 'Chưa đạt' }).nth(4).check()
    await expectAccessible(office)
    await office.getByRole('button', { name: 'Gửi phiếu chấm' }).click()
    await expect(office.getByText('Đã gửi phiếu chấm.')).toBeVisible()
    await expect(office.getByText('khác nhau')).toHaveCount(1)
    await expectAccessible(office)
  })

  await test.step('bí thư Đảng ủy quyết định; khác mức chi bộ thì phải nêu lý do; sau đó khóa', async () => {
    const leader = await signIn('bithu.luongphu', DESK)
    await leader.goto(address)
    await leader.getByRole('button', { name: 'Quyết định mức' }).click()
    const dialog = leader.getByRole('dialog')
    await dialog.getByRole('radio', { name: 'Trung bình' }).check()
    await dialog.getByRole('button', { name: 'Quyết định mức' }).click()
    await expect(dialog.getByText('Mức này khác mức chi bộ tự xếp. Hãy ghi lý do.').first()).toBeVisible()
    await dialog.getByRole('textbox', { name: 'Lý do' }).fill('Họp chưa đủ thời lượng')
    await expectAccessible(leader)
    await dialog.getByRole('button', { name: 'Quyết định mức' }).click()
    await expect(leader.getByText('Mức Đảng ủy quyết định: Trung bình')).toBeVisible()
    await expect(leader.getByRole('button', { name: 'Mở lại' })).toBeVisible()
    await leader.goto('/months')
    await expect(leader.getByRole('row', { name: /Chi bộ ấp Cái Chốt/u })).toContainText('Trung bình')
  })

  await test.step('đối chiếu: tỷ lệ tự xếp tốt đặt cạnh các kỳ được kiểm tra', async () => {
    const office = await signIn('tochuc.luongphu', DESK)
    await office.goto('/months')
    await office.getByRole('link', { name: 'Đối chiếu chấm điểm' }).click()
    await expect(office.getByText('Tổ kiểm tra thấy tốt')).toBeVisible()
    await expect(office.getByRole('table', { name: 'Theo chi bộ' })).toContainText('Chi bộ ấp Cái Chốt')
    await expectAccessible(office)
    await office.getByRole('button', { name: 'Đặt phiếu và cách tính' }).click()
    await expectAccessible(office)
  })
})
