import { agree, closeVerdicts, report, visit } from './appraisal.ts'
import { expect, expectAccessible, PHONE, test } from './app.ts'
import { handAccounts } from './cast.ts'
import { checkPapers, itemRow, judgeAll, openTask, recordVote, take } from './dossier.ts'
import { scanCertificate, sign } from './title.ts'

/** The same way in 2022: the district's team appraises, its standing body gives an opinion, its committee decides. */

test.use({ today: '2022-11-21' })
test.describe.configure({ timeout: 300_000 })

/** The document names its items only by number: each is passed or not. */
const passed = Object.fromEntries(['TC1', 'TC5', 'DK2'].map((code) => [code, 'Đạt']))

test('thời còn cấp huyện: Tổ thẩm định huyện, ý kiến của Thường trực Huyện ủy', async ({ anybody, app, signIn }) => {
  await handAccounts(app, 'tochuc.mythanh', 'kiemtra.giongtrom', 'thuongtruc.giongtrom', 'bithu.giongtrom')
  const secretary = await signIn('bithu.caichot', PHONE)
  const officer = await signIn('tochuc.mythanh')

  await test.step('chi bộ đăng ký năm 2022 và trình Đảng ủy xã Mỹ Thạnh', async () => {
    await openTask(secretary, 'Đăng ký phấn đấu năm 2022 cho Chi bộ ấp Cái Chốt')
    await secretary.getByRole('dialog').getByRole('button', { name: 'Mở hồ sơ đăng ký' }).click()
    await expect(secretary.getByText('14 mục của bộ tiêu chí chưa có tên, cần nhập từ văn bản')).toBeVisible()
    await expect(secretary.getByRole('list', { name: 'Các bước' })).toContainText('Ý kiến')
    await take(secretary, 'Gửi đăng ký')
    await openTask(officer, /^(Nhận đăng ký năm 2022 của )?Chi bộ ấp Cái Chốt/)
    await expect(officer.getByRole('link', { name: 'Huyện Giồng Trôm' })).toBeVisible()
    await take(officer, 'Nhận đăng ký')
    await secretary.reload()
    await take(secretary, 'Bắt đầu tự thẩm định')
    await judgeAll(secretary, 'Chi bộ tự thẩm định', passed)
    await recordVote(secretary, 20, 1)
    await expectAccessible(secretary)
    await take(secretary, 'Trình Đảng ủy')
  })

  await test.step('Đảng ủy xã thẩm định, đề nghị lên huyện', async () => {
    await officer.reload()
    await checkPapers(officer)
    await judgeAll(officer, 'Đảng ủy thẩm định', passed)
    await take(officer, 'Đề nghị công nhận')
  })

  await test.step('Tổ thẩm định của huyện khảo sát, thẩm định, báo cáo', async () => {
    const head = await signIn('tochuc.giongtrom', PHONE)
    const member = await signIn('kiemtra.giongtrom', PHONE)
    await openTask(head, /^(Lên lịch khảo sát )?Chi bộ ấp Cái Chốt/)
    await visit(head, ['Đỗ Văn Mẫu', 'Đinh Thị Giả Định'], 'Các tuyến đường liên tổ đã hoàn thành.')
    await checkPapers(head)
    await member.goto(head.url())
    for (const page of [head, member]) {
      await judgeAll(page, 'Kết quả của tôi', passed)
      await closeVerdicts(page)
    }
    await head.reload()
    await agree(head)
    await report(head, 'Tổ thẩm định huyện đề nghị công nhận.')
    await expect(itemRow(head, 'TC1')).toHaveAccessibleName(/Tổ thống nhất Đạt$/)
  })

  await test.step('Thường trực Huyện ủy cho ý kiến', async () => {
    const standing = await signIn('thuongtruc.giongtrom')
    await openTask(standing, /^(Cho ý kiến công nhận )?Chi bộ ấp Cái Chốt/)
    await expectAccessible(standing)
    await take(standing, 'Đồng ý công nhận', { note: 'Thống nhất công nhận.' })
    await expect(standing.getByText('Chờ quyết định')).toBeVisible()
  })

  await test.step('Ban Thường vụ Huyện ủy quyết định, ký và lấy số', async () => {
    const signer = await signIn('bithu.giongtrom')
    await openTask(signer, /^(Quyết định công nhận )?Chi bộ ấp Cái Chốt/)
    await signer.getByRole('link', { name: 'Ban hành quyết định công nhận' }).click()
    await expect(signer.getByText('Thống nhất công nhận.')).toBeVisible()
    await sign(signer)
    await expect(signer.getByText('Ban Thường vụ Huyện ủy Giồng Trôm').first()).toBeVisible()
    await expectAccessible(signer)
    const reader = await anybody(PHONE)
    await reader.goto(await scanCertificate(signer))
    await expect(reader.getByText('Xã Mỹ Thạnh, Huyện Giồng Trôm, Tỉnh Bến Tre')).toBeVisible()
  })
})
