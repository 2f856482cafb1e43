import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { pdf, program } from '#tests/evidenceFiles.ts'
import { jpegWithPlace } from '#tests/pictures.ts'
import { expect, expectAccessible, PHONE, test } from './app.ts'

/** The deputy sends evidence from a phone while the network comes and goes. */

let folder: string
test.beforeAll(async () => {
  folder = await mkdtemp('/var/tmp/vung-manh-phone-')
})
test.afterAll(() => rm(folder, { recursive: true, force: true }))

async function fileOnPhone(name: string, content: Buffer): Promise<string> {
  const file = path.join(folder, name)
  await writeFile(file, content)
  return file
}

async function openEvidence(page: Page): Promise<void> {
  const session = await page.request.get('/api/v1/session')
  const { positions } = (await session.json()) as { positions: { unitId: string }[] }
  await page.goto(`/units/${positions[0]?.unitId}/evidence`)
  await expect(page.getByRole('button', { name: 'Chọn tệp' })).toBeVisible()
}

const choose = (page: Page, ...files: string[]) => page.getByLabel('Chọn tệp').last().setInputFiles(files)

/** Lets pieces of files through until so many have passed; tells where each began. */
async function watchPieces(page: Page, letThrough = Number.POSITIVE_INFINITY): Promise<number[]> {
  const offsets: number[] = []
  await page.route('**/api/v1/uploads/*', async (route, request) => {
    if (request.method() !== 'PATCH') return route.continue()
    if (offsets.length >= letThrough) return route.abort('internetdisconnected')
    offsets.push(Number(request.headers()['upload-offset']))
    return route.continue()
  })
  return offsets
}

async function describeAndSave(page: Page, title: string): Promise<void> {
  await page.getByLabel('Tên minh chứng').fill(title)
  await page.getByRole('textbox', { name: 'Ngày có giá trị' }).fill('30/06/2026')
  await page.getByLabel('Nội dung này không thuộc').check()
  await page.getByRole('button', { name: 'Lưu minh chứng' }).click()
  await expect(page.getByText('Đã lưu minh chứng')).toBeVisible()
}

test.describe('minh chứng gửi từ điện thoại', () => {
  test('mất mạng, tải lại trang, chọn lại tệp thì gửi tiếp từ chỗ dở', async ({ signIn }) => {
    const file = await fileOnPhone('Biên bản tháng 6.pdf', pdf('x'.repeat(3_500_000)))
    const phone = await signIn('phobithu.caichot', PHONE)
    await openEvidence(phone)
    const before = await watchPieces(phone, 2)
    await choose(phone, file)
    await expect(phone.getByText('Chờ mạng để gửi Biên bản tháng 6.pdf')).toBeVisible()
    await expectAccessible(phone)
    expect(before).toHaveLength(2)

    await phone.reload()
    await phone.unroute('**/api/v1/uploads/*')
    const after = await watchPieces(phone)
    await choose(phone, file)
    await expect(phone.getByText('Đã nhận Biên bản tháng 6.pdf')).toBeVisible()
    expect(after[0]).toBe(4 * 1024 * 1024)
    await expectAccessible(phone)
    await describeAndSave(phone, 'Biên bản sinh hoạt tháng 6')
    await expect(phone.getByRole('listitem').filter({ hasText: 'Biên bản sinh hoạt tháng 6' })).toContainText('6,7 MB')

    await choose(phone, file)
    await expect(phone.getByText('Chi bộ đã có tệp này: “Biên bản sinh hoạt tháng 6”')).toBeVisible()
  })

  test('tệp đổi tên và tệp rỗng được nói rõ, các tệp khác vẫn gửi', async ({ signIn }) => {
    const phone = await signIn('phobithu.caichot', PHONE)
    await openEvidence(phone)
    await choose(
      phone,
      await fileOnPhone('hoa-don.pdf', program()),
      await fileOnPhone('rong.pdf', Buffer.alloc(0)),
      await fileOnPhone('Ảnh thật.jpg', pdf('đuôi sai')),
    )
    await expect(phone.getByText('Đây là tệp chương trình')).toBeVisible()
    await expect(phone.getByText('Tệp rỗng, không có nội dung.')).toBeVisible()
    await expect(phone.getByText('Tên tệp ghi .jpg nhưng nội dung là PDF')).toBeVisible()
    await expectAccessible(phone)
    await describeAndSave(phone, 'Văn bản có đuôi sai')
    await expect(phone.getByText('Đây là tệp chương trình')).toBeVisible()
  })

  test('rút minh chứng phải có lý do, và còn xem lại được', async ({ signIn }) => {
    const phone = await signIn('phobithu.caichot', PHONE)
    await openEvidence(phone)
    await choose(phone, await fileOnPhone('nham.pdf', pdf('gửi nhầm')))
    await describeAndSave(phone, 'Gửi nhầm')
    await phone.getByRole('button', { name: 'Rút minh chứng: Gửi nhầm' }).click()
    const dialog = phone.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Rút minh chứng' }).click()
    await expect(dialog.getByRole('alert')).toBeVisible()
    await dialog.getByLabel('Lý do rút').fill('Gửi nhầm tệp của năm trước')
    await dialog.getByRole('button', { name: 'Rút minh chứng' }).click()
    await expect(phone.getByText('Đã rút minh chứng')).toBeVisible()
    await phone.getByLabel('Hiển thị').selectOption({ label: 'Đã rút' })
    await expect(phone.getByText('Đã rút: Gửi nhầm tệp của năm trước')).toBeVisible()
  })

  test('ảnh có vị trí chụp: biết trước khi lưu, ảnh lưu không còn vị trí mà vẫn xem được', async ({ signIn }) => {
    const file = await fileOnPhone('Đường liên tổ.jpg', jpegWithPlace(6))
    const phone = await signIn('phobithu.caichot', PHONE)
    await openEvidence(phone)
    await choose(phone, file)
    await expect(phone.getByText('Ảnh có vị trí chụp')).toBeVisible()
    await expect(phone.getByLabel('Giữ vị trí vì là minh chứng')).not.toBeChecked()
    await expectAccessible(phone)
    await describeAndSave(phone, 'Đường liên tổ đã làm xong')
    const line = phone.getByRole('listitem').filter({ hasText: 'Đường liên tổ đã làm xong' })
    const address = await line.getByRole('link', { name: 'Xem' }).getAttribute('href')
    const kept = await (await phone.request.get(address ?? '')).body()
    expect(kept.includes('GPSLatitude')).toBe(false)
    await phone.goto(address ?? '')
    const shown = await phone.evaluate<number[]>('[document.images[0].naturalWidth, document.images[0].naturalHeight]')
    expect(shown).toEqual([1, 1])
  })
})
