import type { Locator, Page } from '@playwright/test'
import { DESK, expect, expectAccessible, PHONE, test } from './app.ts'

/** What is kept about people: seen and corrected by themselves, answered for by others, and let go by two persons. */

const toast = (page: Page, text: string) => expect(page.getByRole('region', { name: 'Thông báo' })).toContainText(text)
const card = (page: Page, title: string): Locator =>
  page.locator('.card').filter({ has: page.getByRole('heading', { name: title, exact: true }) })

/** A question before something dangerous: Escape and the way back change nothing, and the reader is where they were. */
async function expectAskedOnce(page: Page, button: Locator, question: string): Promise<Locator> {
  const dialog = page.getByRole('dialog', { name: question })
  await button.click()
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(button).toBeFocused()
  await button.click()
  await dialog.locator('.dialog-actions').getByRole('button').first().click()
  await expect(dialog).toHaveCount(0)
  await expect(button).toBeFocused()
  await button.click()
  await expectAccessible(page)
  return dialog
}

test('bí thư xem, mang theo dữ liệu về mình, đề nghị sửa; người giải quyết trả lời; câu trả lời và lượt đọc hiện lại cho bí thư', async ({
  signIn,
}) => {
  const secretary = await signIn('bithu.caichot', PHONE)
  await secretary.goto('/my-data')
  const positions = card(secretary, 'Quyền theo chức vụ, từ ngày đến ngày')
  await expect(positions.getByText('Quyết định về cán bộ')).toBeVisible()
  await positions.locator('summary').click()
  await expect(positions.getByText('Bí thư').first()).toBeVisible()
  await expectAccessible(secretary)
  const saved = secretary.waitForEvent('download')
  await secretary.getByRole('link', { name: 'Tải bản để đọc, in' }).click()
  expect((await saved).suggestedFilename()).toMatch(/\.html$/u)

  await secretary.getByRole('button', { name: 'Gửi yêu cầu' }).first().click()
  const dialog = secretary.getByRole('dialog')
  await expect(dialog.getByLabel('Loại yêu cầu')).toHaveValue('correction')
  await dialog.getByLabel('Nội dung yêu cầu').fill('Ngày bắt đầu giữ chức vụ ghi sai một tháng.')
  await expectAccessible(secretary)
  await dialog.getByRole('button', { name: 'Gửi yêu cầu' }).click()
  await toast(secretary, 'Đã gửi yêu cầu')

  const officer = await signIn('tochuc.luongphu', DESK)
  await officer.goto('/personal-data?tab=requests')
  await expect(officer.getByText('Ngày bắt đầu giữ chức vụ ghi sai một tháng.')).toBeVisible()
  await expectAccessible(officer)
  await officer.getByRole('button', { name: 'Trả lời' }).click()
  const answer = officer.getByRole('dialog')
  await answer.getByLabel('Câu trả lời hoặc lý do từ chối').fill('Đã sửa theo quyết định bổ nhiệm.')
  await answer.getByRole('button', { name: 'Trả lời', exact: true }).click()
  await toast(officer, 'Đã trả lời yêu cầu')

  await secretary.goto('/my-data?tab=requests')
  await expect(secretary.getByText('Đã sửa theo quyết định bổ nhiệm.')).toBeVisible()
  await secretary.goto('/my-data?tab=readers')
  await expect(secretary.getByText('Sổ yêu cầu của chủ thể dữ liệu')).toBeVisible()
  await expectAccessible(secretary)
})

test('sự cố dữ liệu: ghi lúc phát hiện thì đồng hồ 72 giờ chạy, ghi đã thông báo thì dừng, báo cáo tải được', async ({
  signIn,
}) => {
  const page = await signIn('tochuc.luongphu', PHONE)
  await page.goto('/personal-data?tab=breaches')
  await expect(page.getByText('Chưa có sự cố nào')).toBeVisible()
  await page.getByRole('button', { name: 'Ghi sự cố' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Tên sự cố').fill('Gửi nhầm danh sách')
  await dialog.getByLabel('Ngày phát hiện').fill('22/11/2026')
  await dialog.getByLabel('Giờ phát hiện').fill('8:30')
  await dialog.getByLabel('Việc gì đã xảy ra').fill('Danh sách cấp ủy gửi nhầm địa chỉ thư.')
  await dialog.getByLabel('Biết ai giữ chức vụ, ai ký, ai chấm').check()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Ghi sự cố' }).click()
  await toast(page, 'đồng hồ 72 giờ')
  const breach = card(page, 'Gửi nhầm danh sách')
  await expect(breach.getByText(/^Còn \d+ giờ$/u)).toBeVisible()
  await expectAccessible(page)
  await breach.getByRole('button', { name: 'Ghi đã thông báo' }).click()
  await dialog.getByLabel('Thông báo cho ai').fill('Cơ quan chuyên trách bảo vệ dữ liệu cá nhân')
  await dialog.getByLabel('Ngày thông báo').fill('22/11/2026')
  await dialog.getByLabel('Giờ thông báo').fill('10:00')
  await dialog.getByRole('button', { name: 'Ghi đã thông báo' }).click()
  await expect(breach.getByText('Đã thông báo đúng hạn')).toBeVisible()
  await page.setViewportSize(DESK)
  await expectAccessible(page)
})

test('xóa theo yêu cầu: xem trước từng dòng, một người đề nghị và không tự duyệt được, người thứ hai duyệt', async ({
  signIn,
}) => {
  const first = await signIn('tochuc.tinh', DESK)
  await first.goto('/personal-data?tab=erasures')
  const anonymise = card(first, 'Làm ẩn danh một người')
  await anonymise.getByRole('textbox').first().fill('Lý Văn Giả Định')
  await anonymise
    .getByRole('button', { name: /^Lý Văn Giả Định/u })
    .first()
    .click()
  const fate = anonymise.getByRole('region', { name: 'Sẽ bỏ tên' })
  await fate.locator('summary').first().click()
  await expect(fate.getByText('Lý Văn Giả Định').first()).toBeVisible()
  await expectAccessible(first)
  await anonymise.getByLabel('Lý do', { exact: true }).fill('Theo yêu cầu của người đã thôi công tác.')
  await anonymise.getByRole('button', { name: 'Đề nghị xóa' }).click()
  await toast(first, 'chờ người thứ hai duyệt')
  const proposed = first.getByRole('row').filter({ hasText: 'Theo yêu cầu của người đã thôi công tác.' })
  await expect(proposed.getByRole('button', { name: 'Thôi đề nghị' })).toBeVisible()
  await expect(proposed.getByRole('button', { name: 'Duyệt và xóa' })).toHaveCount(0)

  const second = await signIn('chuyenvien.tinh', DESK)
  await second.goto('/personal-data?tab=erasures')
  const line = second.getByRole('row').filter({ hasText: 'Theo yêu cầu của người đã thôi công tác.' })
  const question = await expectAskedOnce(
    second,
    line.getByRole('button', { name: 'Duyệt và xóa' }),
    'Làm ẩn danh một người',
  )
  await expect(question.getByText('Lý Văn Giả Định')).toBeVisible()
  await expect(question.getByText('Cao Thị Mẫu')).toBeVisible()
  await question.getByRole('button', { name: 'Duyệt và xóa' }).click()
  await expect(line.getByText(/Đã xóa: \d/u)).toBeVisible()
  await second.setViewportSize(PHONE)
  await expectAccessible(second)
})

test('ủy quyền có thời hạn: giao, người nhận thấy việc được giao, kết thúc thì hết ngay', async ({ signIn }) => {
  const giver = await signIn('bithu.luongphu', DESK)
  const session = await giver.request.get('/api/v1/session')
  const { positions } = (await session.json()) as { positions: { unitId: string }[] }
  const address = `/units/${positions[0]?.unitId}/delegations`
  await giver.goto(address)
  await giver.getByRole('button', { name: 'Ủy quyền', exact: true }).click()
  const dialog = giver.getByRole('dialog')
  await dialog
    .getByLabel('Giao cho')
    .selectOption({ label: 'Đinh Thị Mẫu, Ủy viên Ban Thường vụ Đảng ủy, Phó Chủ tịch UBND' })
  const what = dialog.getByRole('group', { name: 'Việc giao' }).getByRole('checkbox').first()
  await what.check()
  const words = (await dialog.getByRole('group', { name: 'Việc giao' }).locator('label').first().textContent()) ?? ''
  await dialog.getByLabel('Đến hết ngày').fill('31/12/2026')
  await dialog.getByLabel('Số quyết định').fill('15-QĐ/ĐU')
  await dialog.getByLabel('Ngày quyết định').fill('20/11/2026')
  await expectAccessible(giver)
  await dialog.getByRole('button', { name: 'Ủy quyền', exact: true }).click()
  await toast(giver, 'Đã ghi ủy quyền')
  const line = giver.getByRole('row').filter({ hasText: 'Đinh Thị Mẫu' })
  await expect(line).toContainText(words.trim())
  await expect(line).toContainText('23/11/2026 – 31/12/2026')
  await expectAccessible(giver)

  const receiver = await signIn('uyvien.luongphu', PHONE)
  await receiver.goto('/account')
  await expect(receiver.getByText('Phạm Văn Minh Họa')).toBeVisible()
  await expect(receiver.getByText(words.trim())).toBeVisible()
  await expectAccessible(receiver)

  const question = await expectAskedOnce(
    giver,
    line.getByRole('button', { name: 'Kết thúc ủy quyền' }),
    'Kết thúc ủy quyền cho Đinh Thị Mẫu?',
  )
  await question.getByRole('button', { name: 'Kết thúc ủy quyền' }).click()
  await toast(giver, 'Đã kết thúc ủy quyền')
  await expect(line).toHaveCount(0)
  await receiver.reload()
  await expect(receiver.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(receiver.getByText('Phạm Văn Minh Họa')).toHaveCount(0)
  await giver.setViewportSize(PHONE)
  await expectAccessible(giver)
})
