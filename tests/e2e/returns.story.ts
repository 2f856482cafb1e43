import { expect, expectAccessible, PHONE, test } from './app.ts'
import { handAccounts } from './cast.ts'
import { openItem, openTask, recordVote, take } from './dossier.ts'

/** Where the way turns back: returned and answered, not recognised and carried over, and hands that must not decide. */

test.describe('hồ sơ không đi thẳng', () => {
  test('Đảng ủy trả lại có lý do và hạn, chi bộ bổ sung rồi trình lại', async ({ app, signIn }) => {
    await handAccounts(app, 'bithu.ap3thuandien')
    const reason = 'Bổ sung số liệu hộ nghèo sau rà soát tháng 10 và biểu quyết lại.'
    const officer = await signIn('tochuc.luongphu')
    await openTask(officer, /^(Thẩm định hồ sơ 2026 của )?Chi bộ Ấp 3 Thuận Điền/)
    await officer.getByRole('button', { name: 'Trả lại để bổ sung' }).click()
    const dialog = officer.getByRole('dialog')
    const send = dialog.getByRole('button', { name: 'Trả lại để bổ sung' })
    await expect(send).toHaveAccessibleDescription('Hãy ghi lý do')
    await dialog.getByRole('textbox', { name: 'Lý do' }).fill(reason)
    await expect(send).toHaveAccessibleDescription('Hãy chọn hạn trả lời')
    await expectAccessible(officer)
    await dialog.getByRole('button', { name: 'Thôi' }).click()
    await take(officer, 'Trả lại để bổ sung', { reason, due: '05/12/2026' })
    await expect(officer.getByText('Đang chờ: Chi bộ Ấp 3 Thuận Điền')).toBeVisible()

    const secretary = await signIn('bithu.ap3thuandien', PHONE)
    const task = secretary.getByRole('article', { name: 'Bổ sung hồ sơ 2026 của Chi bộ Ấp 3 Thuận Điền' })
    await expect(task).toContainText(`Bị trả lại: “${reason}”`)
    await expect(task).toContainText('05/12/2026')
    await expectAccessible(secretary)
    await task.getByRole('link').click()
    await expect(secretary.getByText('Trả lời trước ngày 05/12/2026.')).toBeVisible()
    await openItem(secretary, 'DK2')
    await secretary.getByRole('textbox', { name: /^Chi bộ tự thẩm định: số liệu/ }).fill('1,2')
    await expect(secretary.getByText('Đã lưu', { exact: true })).toBeVisible()
    await recordVote(secretary, 21, 1)
    await take(secretary, 'Trình Đảng ủy')
    await officer.reload()
    await expect(officer.getByText('Chờ Đảng ủy thẩm định, đề xuất')).toBeVisible()
    await expect(officer.getByText('Bị trả lại để bổ sung')).toBeHidden()
    await expect(officer.getByText(`Lý do: ${reason}`)).toBeVisible()
  })

  test('người đã đề nghị thấy vì sao mình không quyết định; người khác không công nhận, chi bộ chuyển sang năm sau', async ({
    app,
    signIn,
  }) => {
    await handAccounts(app, 'bithu.xagiongtrom', 'thuongtruc.xagiongtrom', 'bithu.ap5a')
    const proposer = await signIn('thuongtruc.xagiongtrom')
    await proposer.goto('/dossiers')
    await proposer.getByRole('link', { name: /Ấp 5A/ }).first().click()
    const why = 'Đồng chí đã đề nghị công nhận nên người khác phải quyết định'
    for (const name of ['Ban hành quyết định công nhận', 'Không công nhận']) {
      const button = proposer.getByRole('button', { name })
      await expect(button).toHaveAttribute('aria-disabled', 'true')
      await expect(button).toHaveAccessibleDescription(why)
    }
    await expectAccessible(proposer)

    const decider = await signIn('bithu.xagiongtrom')
    await openTask(decider, /^(Quyết định công nhận )?Chi bộ Ấp 5A/)
    const reason = 'Chưa đạt điều kiện về đường liên ấp khi kiểm tra lại.'
    await take(decider, 'Không công nhận', { reason })
    await expect(decider.getByText(`Lý do: ${reason}`)).toBeVisible()
    await expectAccessible(decider)

    const secretary = await signIn('bithu.ap5a', PHONE)
    await secretary.goto(new URL(decider.url()).pathname)
    await take(secretary, 'Chuyển sang năm sau')
    await expect(secretary.getByRole('heading', { level: 1 })).toHaveText('Chi bộ Ấp 5A · Hồ sơ 2027')
    await expect(secretary.getByRole('link', { name: 'Tiếp nối hồ sơ năm trước' })).toBeVisible()
    await expectAccessible(secretary)
    await secretary.goto('/')
    await expect(
      secretary.getByRole('article', { name: 'Hoàn thành các mục còn thiếu năm 2027 của Chi bộ Ấp 5A' }),
    ).toBeVisible()
  })
})
