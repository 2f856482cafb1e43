import type { Page } from '@playwright/test'
import decodeQR from 'qr/decode.js'
import { expect } from './app.ts'

/** What happens to a title, by the words people read: signed, checked by its certificate, revoked; counted in the figures. */

/** How many cells have been recognised of those registered for the year, as the reader's own unit reports it. */
export async function recognisedInYear(page: Page, year: number): Promise<number> {
  await page.goto('/reports')
  const figure = page.getByRole('link', { name: new RegExp(`^Chỉ tiêu đăng ký năm ${year} `) })
  const [, count] = /(\d+)\s*trên/.exec((await figure.textContent()) ?? '') ?? []
  expect(count, 'the figure says how many').toBeDefined()
  return Number(count)
}

/** The decision signed: number, title and certificate at once. */
export async function sign(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Ký và lấy số' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Ký và lấy số' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('Đang giữ danh hiệu')).toBeVisible()
}

/** Draws a picture of the page as large as a phone's camera would see it, in the browser. */
const photograph = `async (source) => {
  const image = new Image()
  image.src = source
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = 1600
  canvas.height = Math.round((1600 * image.naturalHeight) / image.naturalWidth)
  const drawing = canvas.getContext('2d')
  drawing.drawImage(image, 0, 0, canvas.width, canvas.height)
  const { data, width, height } = drawing.getImageData(0, 0, canvas.width, canvas.height)
  const reader = new FileReader()
  const read = new Promise((done) => (reader.onload = () => done(reader.result.split(',')[1])))
  reader.readAsDataURL(new Blob([data]))
  return { data: await read, width, height }
}`

/**
 * What a phone reads from the code on the certificate that the page shows, without the host: stories run on a port that is
 * chosen late.
 */
export async function scanCertificate(page: Page): Promise<string> {
  const paper = page.getByRole('region', { name: 'Bằng công nhận' }).getByRole('img')
  const source = await paper.getAttribute('src')
  const shot: { data: string; width: number; height: number } = await page.evaluate(
    `(${photograph})(${JSON.stringify(source)})`,
  )
  const { pathname, search } = new URL(decodeQR({ ...shot, data: Buffer.from(shot.data, 'base64') }))
  return `${pathname}${search}`
}

/** One step of keeping or losing a title, on the title's page. */
export async function takeOnTitle(page: Page, action: string, ground?: string): Promise<void> {
  await page.getByRole('button', { name: action, exact: true }).click()
  const dialog = page.getByRole('dialog')
  const place = dialog.getByRole('combobox', { name: 'Căn cứ, lý do' })
  if (ground !== undefined) {
    const written = dialog.getByRole('textbox', { name: 'Căn cứ, lý do' })
    await expect(place.or(written)).toBeVisible()
    await ((await place.count()) > 0 ? place.selectOption({ label: ground }) : written.fill(ground))
  }
  await dialog.getByRole('button', { name: action, exact: true }).click()
  await expect(dialog).toBeHidden()
}
