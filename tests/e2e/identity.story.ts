import type { Page } from '@playwright/test'
import { sixDigits } from '../browser.ts'
import { DESK, expect, expectAccessible, ownPasswords, PHONE, test } from './app.ts'

/** How people come in: invited, handed a code, with two steps, with a passkey; and how others do not. */

const SENTENCE = 'chiều nay ghé chợ nổi'
const DEMO = 'vung-manh-2025'

async function enter(page: Page, username: string, password: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('Tên đăng nhập').fill(username)
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
}

/** The administrator's list, with the dialog of one person's line open. */
async function openHandOver(page: Page, name: string, button: 'Mời vào hệ thống' | 'Trao lại mã'): Promise<void> {
  await page.goto(`/accounts?${new URLSearchParams({ q: name }).toString()}`)
  const line = page.getByRole('row').filter({ hasText: name })
  await line.getByRole('button', { name: button }).first().click()
}

test('mời một người bằng liên kết: quét, nhận ra mình, đặt mật khẩu, vào việc; liên kết không dùng lại được', async ({
  signIn,
  anybody,
}) => {
  const administrator = await signIn('quantri')
  await administrator.goto('/accounts')
  const invite = administrator.getByRole('button', { name: 'Mời vào hệ thống' }).first()
  await invite.click()
  const dialog = administrator.getByRole('dialog')
  const username = await dialog.getByLabel('Tên đăng nhập').inputValue()
  expect(username).toMatch(/^[a-z0-9.]{3,}$/u)
  await expectAccessible(administrator)
  await dialog.getByRole('button', { name: 'Tạo để trao' }).click()
  await expect(dialog.getByRole('img', { name: 'Hình để điện thoại của người nhận quét' })).toBeVisible()
  const link = (await dialog.locator('.hand-over-link').textContent()) ?? ''
  expect(link).toContain('/join#')
  await expectAccessible(administrator)

  const phone = await anybody(PHONE)
  await phone.goto(link)
  await expect(phone.getByRole('heading', { name: 'Đồng chí là ai' })).toBeVisible()
  expect(phone.url(), 'the secret leaves the address').not.toContain('#')
  await phone.getByRole('button', { name: 'Không phải tôi' }).click()
  await expect(phone.getByText('Xin đừng làm tiếp.')).toBeVisible()
  await phone.getByRole('button', { name: 'Đúng, là tôi' }).click()
  await phone.getByLabel('Tên đăng nhập').fill('nguoi.moi')
  await phone.getByRole('button', { name: 'Tiếp tục' }).click()
  await phone.getByLabel('Mật khẩu của đồng chí').fill('ngắn')
  await phone.getByRole('button', { name: 'Mở tài khoản' }).click()
  await expect(phone.getByText('Mới có 4 ký tự, cần ít nhất 15.')).toBeVisible()
  await phone.getByLabel('Mật khẩu của đồng chí').fill('123456789123456789')
  await phone.getByRole('button', { name: 'Mở tài khoản' }).click()
  await expect(phone.getByText('Mật khẩu này dễ đoán')).toBeVisible()
  await expectAccessible(phone)
  await phone.getByLabel('Mật khẩu của đồng chí').fill(SENTENCE)
  await phone.getByRole('button', { name: 'Mở tài khoản' }).click()
  await expect(phone.getByRole('heading', { name: 'Tài khoản đã mở' })).toBeVisible()
  await expectAccessible(phone)
  await phone.getByRole('button', { name: 'Vào Việc cần làm' }).click()
  await expect(phone.getByRole('heading', { level: 1 })).toBeVisible()

  const late = await anybody(PHONE)
  await late.goto(link)
  await expect(late.getByText('không đúng, đã dùng rồi hoặc đã hết hạn')).toBeVisible()
  await late.goto('/sign-in')
  await enter(late, 'nguoi.moi', SENTENCE)
  await expect(late.getByRole('heading', { level: 1 })).not.toHaveText('Đăng nhập Vững Mạnh')
})

test('quên mật khẩu: người quản trị đọc mã qua điện thoại, gõ nhầm vào ô mật khẩu vẫn được dẫn đúng chỗ', async ({
  signIn,
  anybody,
}) => {
  const administrator = await signIn('quantri', DESK)
  await openHandOver(administrator, 'Trương Văn Mẫu', 'Trao lại mã')
  const dialog = administrator.getByRole('dialog')
  await dialog.getByLabel('Mã đọc được qua điện thoại').check()
  await dialog.getByRole('button', { name: 'Tạo để trao' }).click()
  const code = (await dialog.locator('.hand-over-code').textContent()) ?? ''
  expect(code).toMatch(/^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/u)
  const username = /nhập tên (\S+) và mã/u.exec((await dialog.textContent()) ?? '')?.[1] ?? ''

  ownPasswords.set(username, SENTENCE)

  const phone = await anybody(PHONE)
  await enter(phone, username, code)
  await expect(phone.getByRole('heading', { name: 'Mở tài khoản' })).toBeVisible()
  await expect(phone.getByLabel('Tên đăng nhập')).toHaveValue(username)
  await phone.getByLabel('Mã được trao').fill(code.toUpperCase().replaceAll('-', ' '))
  await phone.getByRole('button', { name: 'Tiếp tục' }).click()
  await phone.getByRole('button', { name: 'Đúng, là tôi' }).click()
  await phone.getByRole('button', { name: 'Tiếp tục' }).click()
  await phone.getByLabel('Mật khẩu của đồng chí').fill(SENTENCE)
  await phone.getByRole('button', { name: 'Mở tài khoản' }).click()
  await expect(phone.getByRole('heading', { name: 'Tài khoản đã mở' })).toBeVisible()
})

test('mã hai lớp: thêm, in mã dự phòng, đăng nhập bằng sáu số, rồi bằng mã dự phòng', async ({ signIn, anybody }) => {
  const page = await signIn('bithu.daidien', PHONE)
  await page.goto('/account')
  await page.getByRole('button', { name: 'Thêm mã hai lớp' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Nhập mật khẩu để bắt đầu').fill(DEMO)
  await dialog.getByRole('button', { name: 'Tiếp tục' }).click()
  await expect(dialog.getByRole('img', { name: 'Hình để ứng dụng tạo mã quét' })).toBeVisible()
  await expectAccessible(page)
  const key = (await dialog.locator('.two-factor-key').textContent()) ?? ''
  await dialog.getByLabel('Nhập sáu số ứng dụng vừa hiện').fill('000 000')
  await dialog.getByRole('button', { name: 'Bật mã hai lớp' }).click()
  await expect(dialog.getByText('Sáu số chưa đúng')).toBeVisible()
  await dialog.getByLabel('Nhập sáu số ứng dụng vừa hiện').fill(sixDigits(key))
  await dialog.getByRole('button', { name: 'Bật mã hai lớp' }).click()
  const backup = (await dialog.locator('.two-factor-codes li').first().textContent()) ?? ''
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Đã cất, làm tiếp' }).click()
  await expect(page.getByText('Đang dùng', { exact: true })).toBeVisible()

  const other = await anybody(PHONE)
  await enter(other, 'bithu.daidien', DEMO)
  await expect(other.getByRole('heading', { name: 'Nhập mã hai lớp' })).toBeVisible()
  await expectAccessible(other)
  await other.getByLabel('Sáu số').fill(sixDigits(key, 1))
  await other.getByRole('button', { name: 'Tiếp tục' }).click()
  await expect(other.getByRole('heading', { level: 1 })).not.toHaveText('Nhập mã hai lớp')

  const lost = await anybody(PHONE)
  await enter(lost, 'bithu.daidien', DEMO)
  await lost.getByRole('button', { name: 'Không có điện thoại, dùng mã dự phòng' }).click()
  await lost.getByLabel('Mã dự phòng').fill(backup)
  await lost.getByRole('button', { name: 'Tiếp tục' }).click()
  await expect(lost.getByRole('heading', { level: 1 })).not.toHaveText('Nhập mã hai lớp')
})

test('khóa đăng nhập: thêm trên máy này, đặt tên, đăng nhập không cần mật khẩu, xóa', async ({ anybody }) => {
  const page = await anybody(PHONE)
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await enter(page, 'bithu.khupho1', DEMO)
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Đăng nhập Vững Mạnh')
  await page.goto('/account')
  await page.getByRole('button', { name: 'Thêm khóa trên máy này' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Tên khóa').fill('Điện thoại của tôi')
  await dialog.getByRole('button', { name: 'Thêm khóa trên máy này' }).click()
  await expect(page.getByText('Điện thoại của tôi')).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Đăng xuất', exact: true }).first().click()
  await expect(page.getByRole('heading', { name: 'Đăng nhập Vững Mạnh' })).toBeVisible()
  await page.getByRole('button', { name: 'Đăng nhập bằng vân tay, khuôn mặt hoặc mã khóa máy' }).click()
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Đăng nhập Vững Mạnh')
  await page.goto('/account')
  await expect(page.getByText('bằng khóa đăng nhập').first()).toBeVisible()
  await page.getByRole('button', { name: 'Xóa', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Xóa', exact: true }).click()
  await expect(page.getByText('Chưa có khóa nào.')).toBeVisible()
})

test('thấy thiết bị lạ thì đăng xuất thiết bị đó, có hiệu lực ngay', async ({ signIn }) => {
  const phone = await signIn('bithu.caichot', PHONE)
  const desk = await signIn('bithu.caichot', DESK)
  await desk.goto('/account')
  const devices = desk.getByRole('table', { name: 'Thiết bị đang đăng nhập' })
  await expect(devices.getByText('Thiết bị này')).toBeVisible()
  await devices.getByRole('button', { name: 'Đăng xuất' }).first().click()
  await expect(desk.getByText('Đã đăng xuất thiết bị')).toBeVisible()
  await phone.goto('/account')
  await expect(phone.getByRole('heading', { name: 'Đăng nhập Vững Mạnh' })).toBeVisible()
})

test('kẻ đoán mật khẩu phải chờ lâu dần, chủ tài khoản trên máy quen vẫn vào được', async ({ signIn, anybody }) => {
  const owner = await signIn('uyvien.luongphu', PHONE)
  await owner.goto('/account')
  await owner.getByRole('button', { name: 'Đăng xuất', exact: true }).first().click()
  const attacker = await anybody(DESK)
  await attacker.goto('/sign-in')
  const wait = attacker.getByText(/Hãy chờ \d+ giây rồi thử lại/u)
  // The waits grow; how many attempts fit between them depends on how fast the machine is.
  for (let at = 0; at < 15 && !(await wait.isVisible()); at++) {
    const answered = attacker.waitForResponse('**/api/auth/sign-in/username')
    await enter(attacker, 'uyvien.luongphu', `đoán mò lần thứ ${at}`)
    await answered
    await expect(attacker.getByText(/chưa đúng/u).or(wait)).toBeVisible()
  }
  await expect(wait).toBeVisible()
  await enter(owner, 'uyvien.luongphu', DEMO)
  await expect(owner.getByRole('heading', { level: 1 })).not.toHaveText('Đăng nhập Vững Mạnh')
})
