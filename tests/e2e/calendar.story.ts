import { expect, expectAccessible, PHONE, test } from './app.ts'

test('xã xếp lịch cả tháng, bí thư dời một buổi, cán bộ phụ trách thấy lịch của mình', async ({ signIn }) => {
  const office = await signIn('tochuc.luongphu')
  const { positions }: { positions: { unitId: string }[] } = await (await office.request.get('/api/v1/session')).json()
  const commune = positions[0]?.unitId ?? ''

  await test.step('cán bộ xã thấy chỗ trùng và chi bộ chưa có lịch', async () => {
    await office.goto(`/units/${commune}/calendar?month=2026-12-01`)
    await expect(office.getByRole('heading', { level: 1 })).toHaveText('Xã Lương Phú: lịch tháng 12/2026')
    await expect(office.getByText(/buổi trùng lịch/)).toBeVisible()
    await expect(office.getByText('1 chi bộ chưa có lịch sinh hoạt tháng này')).toBeVisible()
    await expect(office.getByText('từ 10 đến 15')).toBeVisible()
    await expectAccessible(office)
  })

  await test.step('nhờ tìm ngày giờ cho tháng 1/2027, ai cũng dự được, rồi nhận', async () => {
    await office.goto(`/units/${commune}/schedules?month=2027-01-01`)
    await office.getByLabel('Ngày không họp').fill('10')
    await office.getByRole('button', { name: 'Tìm ngày giờ' }).click()
    await expect(office.getByText('Ai cũng dự được mọi buổi của mình.')).toBeVisible({ timeout: 60_000 })
    await expectAccessible(office)
    await office.getByRole('button', { name: 'Nhận lịch này' }).click()
    await expect(office.getByRole('heading', { level: 1 })).toHaveText('Xã Lương Phú: lịch tháng 01/2027')
    await expect(office.getByText('Không buổi nào trùng lịch')).toBeVisible()
    await expect(office.getByText('Chi bộ nào cũng đã có lịch sinh hoạt tháng này.')).toBeVisible()
  })

  const secretary = await signIn('bithu.caichot', PHONE)
  await test.step('bí thư dời buổi tháng 12 trên điện thoại, thấy cảnh báo trước khi lưu, nêu lý do', async () => {
    await secretary.goto('/calendar')
    await secretary.getByRole('link', { name: /Kế hoạch cả năm/ }).click()
    await expect(secretary.getByText('Đủ 12 buổi thường kỳ và mỗi quý có chuyên đề.')).toBeVisible()
    const [last] = await secretary
      .getByRole('button', { name: /Chi bộ ấp Cái Chốt/ })
      .all()
      .then((all) => all.slice(-1))
    await last?.click()
    await secretary.getByRole('button', { name: 'Dời buổi' }).click()
    await secretary.getByLabel('Ngày họp').fill('20/12/2026')
    await expect(secretary.getByText('Ngoài ngày quy định (10/12/2026 đến 15/12/2026)')).toBeVisible()
    await secretary.getByLabel('Lý do').fill('Ấp tổ chức ngày hội đại đoàn kết')
    await secretary.getByRole('button', { name: 'Dời buổi' }).click()
    await expect(secretary.getByRole('heading', { name: 'Chủ nhật, 20/12/2026' })).toBeVisible()
    await expectAccessible(secretary)
  })

  await test.step('cán bộ phụ trách thấy buổi đã dời trong lịch và trong địa bàn của mình', async () => {
    const officer = await signIn('uyvien.luongphu', PHONE)
    await officer.goto('/calendar?month=2027-01-01')
    await expect(officer.getByRole('button', { name: /Sinh hoạt thường kỳ/ }).first()).toBeVisible()
    await officer.goto('/followed')
    await expect(officer.getByRole('heading', { level: 1 })).toHaveText('Địa bàn của tôi')
    await expect(officer.getByText(/Ủy viên Ban Thường vụ phụ trách ấp/).first()).toBeVisible()
    await officer.goto('/calendar')
    await officer.getByRole('button', { name: 'Mở địa chỉ lịch' }).click()
    const address = await officer.getByLabel('Địa chỉ lịch (chỉ hiện một lần)').inputValue()
    const file = await officer.request.get(address)
    expect(await file.text()).toContain('BEGIN:VCALENDAR')
  })

  await test.step('cán bộ xã phân công cho chi bộ chưa có người', async () => {
    await office.goto('/assignments?gaps=true')
    await office.getByRole('button', { name: 'Phân công', exact: true }).first().click()
    await office.getByLabel('Chỉ ghi chức danh, không ghi tên').check()
    await office.getByLabel('Chức danh phụ trách').fill('Công chức văn hóa, xã hội phụ trách ấp')
    await office.getByRole('dialog').getByRole('button', { name: 'Phân công', exact: true }).click()
    await expect(office.getByText('Không còn nơi nào chưa có người')).toBeVisible()
    await expectAccessible(office)
  })
})
