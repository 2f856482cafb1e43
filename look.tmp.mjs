import { chromium } from '@playwright/test'
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
const c = await b.newContext({
  viewport: { width: 360, height: 740 },
  baseURL: 'http://127.0.0.1:4311',
  locale: 'vi-VN',
  serviceWorkers: 'block',
})
const p = await c.newPage()
p.on('pageerror', (e) => console.log('PAGEERROR', e.stack))
await p.request.post('/api/auth/sign-in/username', { data: { username: 'bithu.caichot', password: 'vung-manh-2025' } })
await p.goto('/meetings')
await p.waitForTimeout(2500)
console.log(await p.locator('h1').first().textContent())
await p.goto('/sync')
await p.waitForTimeout(1500)
await b.close()
