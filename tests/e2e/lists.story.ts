import { expect, test } from './app.ts'

test('danh sách danh hiệu mở ra đến dòng cuối, từng trang một', async ({ signIn }) => {
  const page = await signIn('tochuc.tinh')
  // Short pages, so that a list of the demonstration has several.
  await page.route('**/api/v1/titles?*', (route) => {
    const address = new URL(route.request().url())
    address.searchParams.set('limit', '20')
    return route.continue({ url: address.href })
  })
  await page.goto('/titles')
  const rows = page.getByRole('table').getByRole('row')
  const more = page.getByRole('button', { name: 'Xem thêm' })
  await expect(rows).toHaveCount(21)
  await more.click()
  await expect(rows).toHaveCount(41)
  await more.click()
  await expect(more).toBeHidden()
  const whole = await page.request.get('/api/v1/titles?limit=200')
  const { items }: { items: unknown[] } = await whole.json()
  expect(items.length).toBeGreaterThan(40)
  await expect(rows).toHaveCount(items.length + 1)
})
