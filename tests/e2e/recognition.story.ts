import { png } from '#tests/evidenceFiles.ts'
import { readPeople } from '../../demo/people.ts'
import { agree, closeVerdicts, report, visit } from './appraisal.ts'
import { expect, expectAccessible, PHONE, test } from './app.ts'
import { handAccounts } from './cast.ts'
import {
  addDocument,
  addFile,
  checkPapers,
  itemRow,
  judgeAll,
  openItem,
  openTask,
  recordVote,
  take,
} from './dossier.ts'
import { recognisedInYear, scanCertificate, sign, takeOnTitle } from './title.ts'

/** The whole way of one cell, from registration to scanning the certificate, at two levels as from 1 July 2025. */

const photo = { name: 'duong-lien-to.png', mimeType: 'image/png', buffer: png() }

test.describe.configure({ timeout: 300_000 })

test('sáu người đưa một chi bộ từ đăng ký đến bằng công nhận', async ({ anybody, app, signIn }) => {
  await handAccounts(app, 'bithu.nghiahuan')
  let code = ''
  const secretary = await signIn('bithu.nghiahuan', PHONE)

  await test.step('bí thư chi bộ đăng ký bằng điện thoại', async () => {
    await expectAccessible(secretary)
    await openTask(secretary, 'Đăng ký phấn đấu năm 2026 cho Chi bộ ấp Nghĩa Huấn')
    await secretary.getByRole('dialog').getByRole('button', { name: 'Mở hồ sơ đăng ký' }).click()
    await expect(secretary.getByRole('heading', { name: 'Chi bộ ấp Nghĩa Huấn · Hồ sơ 2026' })).toBeVisible()
    await expectAccessible(secretary)
    await take(secretary, 'Gửi đăng ký')
    await expect(secretary.getByText('Đang chờ: Đảng ủy xã')).toBeVisible()
  })
  const dossier = new URL(secretary.url()).pathname

  const officer = await signIn('tochuc.luongphu')
  await test.step('cán bộ Đảng ủy xã nhận đăng ký', async () => {
    await expectAccessible(officer)
    await openTask(officer, /^(Nhận đăng ký năm 2026 của )?Chi bộ ấp Nghĩa Huấn/)
    await take(officer, 'Nhận đăng ký')
    await expectAccessible(officer)
  })

  await test.step('chi bộ tự thẩm định, thêm ảnh, biểu quyết, trình Đảng ủy', async () => {
    await secretary.reload()
    await take(secretary, 'Bắt đầu tự thẩm định')
    const missing = 'Còn thiếu 18 việc mới “Trình Đảng ủy” được'
    await expect(secretary.getByRole('button', { name: 'Trình Đảng ủy' })).toHaveAccessibleDescription(missing)
    await judgeAll(secretary, 'Chi bộ tự thẩm định')
    await openItem(secretary, 'DK4')
    await addFile(secretary, photo, 'Đường liên tổ sau khi đổ bê tông')
    await expectAccessible(secretary)
    await itemRow(secretary, 'DK4').click()
    await addDocument(secretary, 'Bản đăng ký của chi bộ')
    await addDocument(secretary, 'Báo cáo tự thẩm định')
    await addDocument(secretary, 'Biên bản họp chi bộ')
    await recordVote(secretary, 24)
    await take(secretary, 'Trình Đảng ủy')
    await expect(secretary.getByText('Đang chờ: Đảng ủy xã')).toBeVisible()
  })

  await test.step('Đảng ủy xã kiểm tra, thẩm định, đề nghị', async () => {
    await openTask(officer, /^(Thẩm định hồ sơ 2026 của )?Chi bộ ấp Nghĩa Huấn/)
    await checkPapers(officer)
    await judgeAll(officer, 'Đảng ủy thẩm định')
    await expectAccessible(officer)
    await take(officer, 'Đề nghị công nhận')
  })

  const head = await signIn('thamdinh.totruong', PHONE)
  const [one, two] = [await signIn('thamdinh.mot', PHONE), await signIn('thamdinh.hai', PHONE)]
  await test.step('Tổ thẩm định khảo sát, kiểm tra hồ sơ', async () => {
    await openTask(head, /^(Lên lịch khảo sát )?Chi bộ ấp Nghĩa Huấn/)
    await visit(head, ['Võ Văn Ví Dụ', 'Ngô Thị Minh Họa', 'Dương Văn Giả Định'], 'Đường và cổng ấp khớp với hồ sơ.')
    await checkPapers(head)
    await expectAccessible(head)
  })

  await test.step('mỗi người thẩm định độc lập trên điện thoại, một người có ý kiến khác', async () => {
    for (const member of [one, two, head]) await member.goto(`${dossier}/appraisal`)
    await judgeAll(one, 'Kết quả của tôi')
    await judgeAll(two, 'Kết quả của tôi', { DK5: 'Chưa đạt' })
    await judgeAll(head, 'Kết quả của tôi')
    await openItem(head, 'DK5')
    const others = head.getByRole('heading', { name: 'Kết quả của các thành viên' })
    await expect(others).toBeHidden()
    for (const member of [one, two, head]) await closeVerdicts(member)
    await expect(others).toBeVisible()
    await expectAccessible(two)
  })

  await test.step('tổ trưởng thống nhất, giữ ý kiến khác, báo cáo', async () => {
    await head.reload()
    const reason = 'Bảng tên tổ 2 đã hỏng, cần thay trước khi công nhận.'
    await agree(head, { common: 'Đạt', reasons: { 'Dương Văn Giả Định': reason } })
    await openItem(head, 'DK5')
    await expect(head.getByRole('heading', { name: 'Ý kiến khác' })).toBeVisible()
    await expect(head.getByText(reason)).toBeVisible()
    await expectAccessible(head)
    await report(head, 'Tổ thẩm định đề nghị công nhận; thay bảng tên tổ 2 trong quý I năm 2027.')
    await expect(head.getByText('Hồ sơ này không ở bước thẩm định')).toBeVisible()
  })

  await test.step('Bí thư Đảng ủy đọc báo cáo bên cạnh dự thảo, ký và lấy số', async () => {
    const readers = [officer, await signIn('tochuc.tinh')]
    const before = await Promise.all(readers.map((reader) => recognisedInYear(reader, 2026)))
    const signer = await signIn('bithu.luongphu')
    await openTask(signer, /^(Quyết định công nhận )?Chi bộ ấp Nghĩa Huấn/)
    await signer.getByRole('link', { name: 'Ban hành quyết định công nhận' }).click()
    await expect(signer.getByText('thay bảng tên tổ 2 trong quý I năm 2027')).toBeVisible()
    const dissents = signer.getByRole('term').filter({ hasText: 'Ý kiến khác trong Tổ' })
    await expect(dissents.locator('..').getByRole('link', { name: '1, mở phần thẩm định để đọc' })).toBeVisible()
    await expectAccessible(signer)
    await sign(signer)
    await expectAccessible(signer)
    code = await scanCertificate(signer)
    const after = await Promise.all(readers.map((reader) => recognisedInYear(reader, 2026)))
    expect(after).toEqual(before.map((count) => count + 1))
  })

  await test.step('ai có bằng trong tay quét mã là thấy bằng thật, không thấy tên người nào', async () => {
    const reader = await anybody(PHONE)
    await reader.goto(code)
    await expect(reader.getByRole('heading', { name: 'Bằng công nhận này là thật' })).toBeVisible()
    await expect(reader.getByText('Đang giữ danh hiệu')).toBeVisible()
    await expect(reader.getByRole('heading', { name: 'Chi bộ ấp Nghĩa Huấn' })).toBeVisible()
    const { people } = await readPeople()
    const said = (await reader.locator('body').textContent()) ?? ''
    expect(people.filter(({ name }) => said.includes(name))).toEqual([])
    await expectAccessible(reader)
    await reader.goto(code.replace(/s=.{8}/, 's=AAAAAAAA'))
    await expect(reader.getByRole('heading', { name: 'Chữ ký không đúng' })).toBeVisible()
  })
})

test('danh hiệu bị thu hồi bằng quyết định thì người quét mã biết ngay', async ({ anybody, signIn }) => {
  const signer = await signIn('bithu.luongphu')
  await openTask(signer, /^(Quyết định công nhận )?Chi bộ Ấp 3 Mỹ Thạnh/)
  await signer.getByRole('link', { name: 'Ban hành quyết định công nhận' }).click()
  await sign(signer)
  const code = await scanCertificate(signer)
  const reader = await anybody(PHONE)
  await reader.goto(code)
  await expect(reader.getByText('Đang giữ danh hiệu')).toBeVisible()

  await takeOnTitle(signer, 'Đưa vào diện xem xét', 'Đơn phản ánh về bảng tên tổ 2.')
  await expect(signer.getByText('Đang xem xét')).toBeVisible()
  await reader.reload()
  await expect(reader.getByText('Đang xem xét')).toBeVisible()
  await expectAccessible(reader)

  await takeOnTitle(signer, 'Thu hồi danh hiệu', 'Không còn giữ được điều kiện bắt buộc (minh họa)')
  await expect(signer.getByText('Đã thu hồi')).toBeVisible()
  await expectAccessible(signer)
  await reader.reload()
  const ended = 'Bằng là thật nhưng danh hiệu không còn hiệu lực'
  await expect(reader.getByRole('heading', { name: ended })).toBeVisible()
  await expect(reader.getByText('Đã thu hồi')).toBeVisible()
  await expect(reader.getByText('từ 23/11/2026')).toBeVisible()
  await expectAccessible(reader)
})
