import type { Page } from '@playwright/test'
import { expect, expectAccessible, PHONE, type RunningApp, test } from './app.ts'
import { handAccounts } from './cast.ts'

/** A reorganisation from the words of a resolution to the applied tree, and its history afterwards, both ways. */

test.use({ apart: 'reorganisation' })
test.describe.configure({ timeout: 420_000 })

const LIST = [
  'code,level,name,kind,parent_code,predecessors',
  '86,province,Tỉnh Vĩnh Long,Tỉnh,,giữ nguyên',
  '90001,commune,Xã Lương Trôm,Xã,86,"xã Giồng Trôm, xã Lương Hoà"',
  '90002,commune,Xã Lương Một,Xã,86,"một phần xã Lương Phú"',
  '90003,commune,Xã Lương Hai,Xã,86,"phần còn lại của xã Lương Phú, xã Hào Tân"',
].join('\r\n')
const TITLE = 'Sắp xếp vùng Giồng Trôm'

async function tab(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name }).click()
}

/** Opens a plan of the list by its name. */
async function openPlan(page: Page, title: string): Promise<void> {
  await page.goto('/reorganisations')
  await page.getByRole('link', { name: title }).click()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
}

/** One more plan, written by hand by the officer and approved by somebody else: it renames a unit the first one ends. */
async function renameByHand(officer: Page, second: Page): Promise<void> {
  await officer.goto('/reorganisations/new')
  await officer.getByLabel('Tên phương án').fill('Đổi tên xã Giồng Trôm')
  await officer.getByLabel('Ngày có hiệu lực').fill('23/11/2026')
  await officer.getByLabel('Việc', { exact: true }).selectOption({ label: 'Đổi tên' })
  await officer.getByLabel('Đơn vị', { exact: true }).selectOption({ label: 'Xã Giồng Trôm' })
  await officer.getByLabel('Tên mới').fill('Xã Giồng Trôm Mới')
  await press(officer, 'Thêm vào phương án')
  await press(officer, 'Lưu phương án')
  await press(officer, 'Kiểm tra và chốt')
  await expect(officer.getByText('Đã kiểm tra, chờ duyệt')).toBeVisible()
  await openPlan(second, 'Đổi tên xã Giồng Trôm')
  await press(second, 'Duyệt phương án')
  await expect(second.getByText('Đã duyệt, chờ áp dụng')).toBeVisible()
}

async function unitIdOf(page: Page, name: string, on: string): Promise<string> {
  const answer = await page.request.get(`/api/v1/search?q=${encodeURIComponent(name)}&on=${on}`)
  const { items }: { items: { id: string; name: string }[] } = await answer.json()
  const found = items.find((unit) => unit.name === name)
  if (!found) throw new Error(`${name} is not found`)
  return found.id
}

async function secondPerson(app: RunningApp): Promise<void> {
  await handAccounts(app, 'bithu.tinh')
}

test('sắp xếp đơn vị: từ danh sách đến lịch sử của từng xã', async ({ app, signIn }) => {
  await secondPerson(app)
  const officer = await signIn('tochuc.tinh')
  const second = await signIn('bithu.tinh')

  await test.step('cán bộ tổ chức đọc danh sách, chọn tên chưa rõ, lập phương án', async () => {
    await officer.goto('/reorganisations')
    await officer.getByRole('link', { name: 'Lập từ danh sách' }).click()
    await officer
      .getByLabel(/^Danh sách đơn vị mới/)
      .setInputFiles({ name: 'don-vi-moi.csv', mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${LIST}`) })
    await expect(officer.getByText('don-vi-moi.csv: 4 dòng')).toBeVisible()
    await expect(officer.getByLabel('Các đơn vị trước sắp xếp')).toHaveValue('predecessors')
    await officer.getByLabel('Ngày có hiệu lực').fill('23/11/2026')
    await officer.getByLabel('Số quyết định').fill('99/NQ-UBTVQH16')
    await officer.getByLabel('Ngày quyết định').fill('10/11/2026')
    await press(officer, 'Đọc danh sách')
    await expect(officer.getByText('Đã khớp 5/6 tên đơn vị trước sắp xếp')).toBeVisible()
    await expect(officer.getByRole('region', { name: 'Cần chọn: 1 tên' })).toContainText('xã Hào Tân')
    await expectAccessible(officer)
    await officer.getByLabel('Đơn vị được nêu').selectOption('29029')
    await press(officer, 'Đọc lại với lựa chọn')
    await expect(officer.getByText('Đã khớp 6/6 tên đơn vị trước sắp xếp')).toBeVisible()
    await officer.getByLabel('Tên phương án').fill(TITLE)
    await press(officer, 'Lập phương án')
    await expect(officer.getByRole('heading', { level: 1, name: TITLE })).toBeVisible()
  })

  await test.step('xã bị chia: chi bộ nào về đâu phải được chọn trước', async () => {
    await expect(officer.getByRole('button', { name: 'Kiểm tra và chốt' })).toHaveAttribute('aria-disabled', 'true')
    await expect(officer.getByText('Xã Lương Phú: chưa chọn nơi chuyển đến')).toBeVisible()
    await press(officer, 'Xếp tất cả về Xã Lương Hai')
    await officer.getByLabel('Chi bộ ấp Cái Chốt chuyển đến').selectOption({ label: 'Xã Lương Một' })
    await press(officer, 'Lưu lựa chọn')
    await expect(officer.getByText('Không có gì cản trở phương án.')).toBeVisible()
    await expectAccessible(officer)
  })

  await test.step('xem trước: đơn vị, danh hiệu, bản đồ, người cần báo', async () => {
    await tab(officer, 'Trước và sau')
    await officer.getByLabel('Tìm theo tên').fill('cai chot')
    const row = officer.getByRole('row', { name: /Chi bộ ấp Cái Chốt/ })
    await expect(row).toContainText('Chi bộ ấp Cái Chốt, Xã Lương Một')
    await expect(row).toContainText('Xã Lương Phú tách thành Xã Lương Một')
    await tab(officer, 'Ảnh hưởng')
    await officer.getByLabel('Hiện').selectOption('titles')
    await expect(officer.getByText(/Danh hiệu giữ nguyên; do .+ công nhận, nay do .+ giữ\./).first()).toBeVisible()
    await tab(officer, 'Bản đồ')
    await expect(officer.getByText('Trước, ngày 22/11/2026').first()).toBeVisible()
    await expect(officer.getByRole('table', { name: 'Đọc bản đồ bằng chữ' })).toContainText('Xã Lương Trôm')
    await expectAccessible(officer)
    await tab(officer, 'Người cần báo')
    await expect(officer.getByText(/Chức vụ kết thúc hết ngày 22\/11\/2026/).first()).toBeVisible()
    const download = officer.waitForEvent('download')
    await officer.getByRole('link', { name: 'Tải danh sách (CSV)' }).click()
    expect((await download).suggestedFilename()).toContain('Người cần báo')
    await expectAccessible(officer)
  })

  await test.step('kiểm tra, người thứ hai duyệt; trong lúc đó có một phương án khác', async () => {
    await press(officer, 'Kiểm tra và chốt')
    await expect(officer.getByText('Người lập phương án không tự duyệt; cần người thứ hai.')).toBeVisible()
    await openPlan(second, TITLE)
    await press(second, 'Duyệt phương án')
    await expect(second.getByText('Đã duyệt, chờ áp dụng')).toBeVisible()
    await renameByHand(officer, second)
  })

  await test.step('hai người cùng áp dụng: một người xong, người kia được báo', async () => {
    await openPlan(officer, TITLE)
    await openPlan(second, TITLE)
    for (const page of [officer, second]) await press(page, 'Áp dụng phương án')
    const confirm = (page: Page) => page.getByRole('dialog').getByRole('button', { name: 'Áp dụng phương án' }).click()
    await confirm(second)
    await expect(second.getByText('Đã áp dụng', { exact: true })).toBeVisible()
    await confirm(officer)
    await expect(officer.getByRole('dialog').getByRole('alert')).toContainText('Phương án đã được áp dụng lúc')
    await officer.reload()
    await tab(officer, 'Trước và sau')
    await officer.getByLabel('Tìm theo tên').fill('cai chot')
    await expect(officer.getByRole('row', { name: /Chi bộ ấp Cái Chốt/ })).toContainText('Xã Lương Một')
  })

  await test.step('phương án kia đã cũ: được nói rõ, không để lại gì', async () => {
    await openPlan(second, 'Đổi tên xã Giồng Trôm')
    await press(second, 'Áp dụng phương án')
    await second.getByRole('dialog').getByRole('button', { name: 'Áp dụng phương án' }).click()
    await expect(second.getByRole('dialog').getByRole('alert')).toContainText(
      'Tổ chức đã thay đổi từ khi kiểm tra phương án (',
    )
  })

  await test.step('lịch sử của Mỹ Thạnh và thị trấn Giồng Trôm, đi cả hai chiều', async () => {
    const reader = await signIn('bithu.caichot', PHONE)
    const before = await unitIdOf(reader, 'Xã Mỹ Thạnh', '2025-06-30')
    await reader.goto(`/units/${before}?asOf=2025-06-30`)
    await expect(reader.getByRole('heading', { level: 1, name: 'Xã Mỹ Thạnh' })).toBeVisible()
    await expect(reader.getByRole('link', { name: 'Huyện Giồng Trôm' })).toBeVisible()
    await reader.goto(`/units/${before}`)
    const story = reader.getByRole('region', { name: 'Quá trình hình thành' })
    await expect(story).toContainText('01/07/2025')
    await story
      .getByRole('link', { name: /xã Lương Phú/ })
      .first()
      .click()
    await expect(reader.getByRole('heading', { level: 1, name: 'Xã Lương Phú' })).toBeVisible()
    await reader.goto(reader.url().replace(/\?.*/u, ''))
    await expect(story).toContainText('xã Lương Một')
    await expect(story).toContainText('99/NQ-UBTVQH16')
    await expectAccessible(reader)
    const town = await unitIdOf(reader, 'Thị trấn Giồng Trôm', '2025-06-30')
    await reader.goto(`/units/${town}`)
    await story
      .getByRole('link', { name: /xã Giồng Trôm/ })
      .first()
      .click()
    await reader.goto(reader.url().replace(/\?.*/u, ''))
    await expect(story).toContainText('xã Lương Trôm')
    await expect(story).toContainText('thị trấn Giồng Trôm')
  })
})
