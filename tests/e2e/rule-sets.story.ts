import { readFileSync } from 'node:fs'
import { expect, expectAccessible, test } from './app.ts'

/** A criteria set from its first draft to the paper trail of its next revision, by two people of the province. */

const demonstration = readFileSync(
  new URL('../../catalogue/rule-sets/demonstration-tsvmtd.json', import.meta.url),
  'utf8',
)

test.describe('bộ tiêu chí', () => {
  test('soạn, kiểm tra, người thứ hai công bố, rồi chép thành lần mới', async ({ signIn }) => {
    const officer = await signIn('chuyenvien.tinh')
    await officer.goto('/rule-sets/new')
    await officer.getByLabel('Mã', { exact: true }).fill('bo-tieu-chi-thu')
    await officer.getByLabel('Tên bộ tiêu chí').fill('Bộ tiêu chí thử')
    await officer.getByRole('textbox', { name: 'Áp dụng từ ngày' }).fill('01/01/2027')
    await expectAccessible(officer)
    await officer.getByRole('button', { name: 'Tạo bản nháp' }).click()

    await officer.getByRole('button', { name: 'Thêm tiêu chuẩn' }).click()
    await expect(officer.getByRole('button', { name: 'TC1 · Chưa có tên' })).toBeVisible()
    await officer.getByRole('textbox', { name: 'Tên mục' }).fill('Nghị quyết được thực hiện đủ')
    await officer.getByRole('button', { name: 'Thêm điều kiện' }).click()
    await officer.getByRole('textbox', { name: 'Tên mục' }).fill('Giữ vững an ninh, trật tự')
    await expect(officer.getByText('chỗ phải sửa')).toHaveCount(0)

    await officer.locator('[data-code="DK1"]').focus()
    await officer.keyboard.press('Alt+ArrowUp')
    await expect(officer.locator('[data-code]').first()).toHaveAttribute('data-code', 'DK1')
    await officer.keyboard.press('Control+z')
    await expect(officer.locator('[data-code]').first()).toHaveAttribute('data-code', 'TC1')
    await expectAccessible(officer)

    await officer.reload()
    await expect(officer.getByText('Có thay đổi chưa lưu')).toBeVisible()
    await officer.getByRole('button', { name: 'Lưu bản nháp' }).click()
    await expect(officer.getByText('Đã lưu hết thay đổi')).toBeVisible()
    await expect(officer.getByRole('button', { name: 'Công bố' })).toHaveCount(0)

    const head = await signIn('tochuc.tinh')
    await head.goto(new URL(officer.url()).pathname)
    await head.getByRole('button', { name: 'Công bố' }).click()
    const dialog = head.getByRole('dialog')
    await dialog.getByLabel('Tôi đã đọc các lưu ý trên').check()
    await dialog.getByRole('button', { name: 'Công bố' }).click()
    await expect(head.getByText('Đang áp dụng')).toBeVisible()
    await expectAccessible(head)

    await head.getByRole('button', { name: 'Chép thành lần mới' }).click()
    await head.getByRole('dialog').getByRole('button', { name: 'Chép thành lần mới' }).click()
    await expect(head.getByText('bo-tieu-chi-thu · Lần 2')).toBeVisible()
    await head.locator('[data-code="TC1"]').click()
    await head.getByRole('textbox', { name: 'Tên mục' }).fill('Nghị quyết được thực hiện vượt mức')
    await head.getByRole('button', { name: 'Lưu bản nháp' }).click()
    await expect(head.getByText('Sửa TC1 (Nghị quyết được thực hiện vượt mức): tên')).toBeVisible()
  })

  test('tệp có lỗi được báo theo dòng, tệp đúng thành bản nháp', async ({ signIn }) => {
    const officer = await signIn('chuyenvien.tinh')
    await officer.goto('/rule-sets/import')
    const text = demonstration.replace('"minh-hoa-tsvmtd"', '"nhap-tu-tep"')
    const broken = text.replace('"mandatory": true', '"mandatory": "phải"')
    const file = (name: string, content: string) => ({
      name,
      mimeType: 'application/json',
      buffer: Buffer.from(content),
    })
    await officer.locator('input[type=file]').setInputFiles(file('loi.json', broken))
    const line = broken.slice(0, broken.indexOf('"phải"')).split('\n').length
    await expect(officer.getByText('Tệp có 1 chỗ chưa đọc được')).toBeVisible()
    await expect(officer.getByRole('row', { name: `Dòng ${line}` })).toContainText('/ruleSet/items/0/mandatory')
    await expectAccessible(officer)

    await officer.locator('input[type=file]').setInputFiles(file('dung.json', text))
    await officer.getByRole('button', { name: 'Nhập thành bản nháp' }).click()
    await expect(officer.getByText('nhap-tu-tep · Lần 1')).toBeVisible()
  })
})

test.describe('chương trình', () => {
  test('cài đặt chỉ lưu được khi mỗi ngày có đúng một cấp chịu trách nhiệm', async ({ signIn }) => {
    const officer = await signIn('chuyenvien.tinh')
    await officer.goto('/programmes')
    await officer.getByRole('link', { name: /nhiệm kỳ 2020-2025/ }).click()
    await expectAccessible(officer)
    await officer.getByRole('link', { name: 'Đổi cài đặt' }).click()
    const firstEnd = officer.getByRole('textbox', { name: 'Đến hết ngày' }).first()
    await firstEnd.fill('29/06/2025')
    await expect(officer.getByText('Giữa hai thời kỳ có ngày không thuộc cấp nào')).toBeVisible()
    await expect(officer.getByRole('button', { name: 'Lưu cài đặt' })).toHaveAttribute('aria-disabled', 'true')
    await firstEnd.fill('30/06/2025')
    await officer.getByRole('button', { name: 'Thêm tài liệu' }).click()
    await officer.getByRole('textbox', { name: 'Tên tài liệu' }).fill('Báo cáo tự thẩm định')
    await expectAccessible(officer)
    await officer.getByRole('button', { name: 'Lưu cài đặt' }).click()
    await expect(officer.getByText('Báo cáo tự thẩm định (bắt buộc)')).toBeVisible()
  })
})
