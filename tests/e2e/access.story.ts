import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { monthlyMeetingId } from '#shared/meetingId.ts'
import { newId } from '#platform/server/id.ts'
import { DESK, expect, expectAccessible, PHONE, test } from './app.ts'

/** Every page there is, for everybody who may open it: no barrier that a machine finds, by keyboard, narrow and enlarged. */

test.describe.configure({ mode: 'parallel', timeout: 600_000 })

/** A window of 1280 px at 400%; and one of 720 px whose reader has doubled the text. */
const NARROW = { width: 320, height: 640 }
const ENLARGED = { width: 720, height: 900 }

const officer = 'tochuc.luongphu'
const secretary = 'bithu.caichot'
const province = 'tochuc.tinh'

/** Who opens a page: those of the longest beginning of its address. Nobody signed in is `''`. */
const readers: Record<string, string[]> = {
  '/': [officer, secretary, 'thamdinh.mot', province, 'quantri', 'tochuc.giongtrom'],
  '/account': [secretary],
  '/accounts': ['quantri'],
  '/appraisal-teams': [officer],
  '/assignments': [officer],
  '/attendance': [secretary],
  '/backups': ['quantri'],
  '/calendar': [officer, secretary],
  '/cells': [officer, province],
  '/documents': [officer],
  '/documents/$documentId': [secretary],
  '/dossiers': [officer, secretary],
  '/dossiers/$dossierId/appraisal': ['thamdinh.totruong', 'thamdinh.mot', 'bithu.luongphu'],
  '/dossiers/$dossierId/decision': ['bithu.luongphu'],
  '/followed': ['uyvien.luongphu', secretary],
  '/inspections': [officer],
  '/integrations': ['quantri'],
  '/join': [''],
  '/journal': [officer],
  '/permissions': ['quantri', secretary],
  '/programmes': [province],
  '/recognitions': ['bithu.luongphu'],
  '/months': [officer, province],
  '/received': ['truongap.caichot'],
  '/reports': [officer, province],
  '/rule-sets': [province],
  '/sign-in': [''],
  '/targets': [officer, province],
  '/titles': [officer, secretary],
  '/titles/$titleId': [officer],
  '/turns': [officer, secretary],
  '/units': [officer, secretary],
  '/units/$unitId/assignments': [officer],
  '/units/$unitId/evidence': [secretary],
  '/units/$unitId/attendance': [secretary],
  '/units/$unitId/calendar': [officer],
  '/units/$unitId/meetings/$meetingId/scores': [secretary],
  '/units/$unitId/inspections': [officer, secretary],
  '/units/$unitId/schedules': [officer],
  '/units/$unitId/turns': [secretary],
  '/units/$unitId/year-plan': [secretary],
  '/verify': [''],
}

/** A page that nobody is named for is opened by the province, who may be refused: a refusal is a page too. */
function readersOf(path: string): { usernames: string[]; refusable: boolean } {
  const [best] = Object.keys(readers)
    .filter((address) => address === path || (address !== '/' && path.startsWith(address)))
    .toSorted((a, b) => b.length - a.length)
  const usernames = best === undefined ? undefined : readers[best]
  return { usernames: usernames ?? [province], refusable: usernames === undefined }
}

/** What a page is asked with in its address. */
const questions: Record<string, string> = { '/permissions/why': '?permission=dossier.read' }

/** The addresses of all pages, as the features tell them to the application. */
async function allPaths(): Promise<string[]> {
  const paths: string[] = []
  for await (const file of glob('src/features/*/ui/pages.tsx'))
    paths.push(...Array.from(readFileSync(file, 'utf8').matchAll(/^\s*path: '([^']+)'/gmu), ([, path]) => path ?? ''))
  return paths.toSorted()
}

/** Something real for every parameter of an address, as this person sees it. */
const known: Record<string, (page: Page, path: string) => Promise<string>> = {
  certificateId: async () => newId(),
  documentId: draftedDocument,
  meetingId: async (page) => monthlyMeetingId(await ownUnit(page), 'regular', '2026-10-01'),
  dossierId: (page, path) => dossierIn(page, path.endsWith('/decision') ? 'decision' : 'appraisal'),
  objectId: (page) => dossierIn(page, 'appraisal'),
  objectType: async () => 'dossier',
  proposalId: proposedSchedule,
  programmeId: async (page) => (await listed(page, 'programmes'))[0]?.id ?? '',
  ruleSetId: async (page) => (await listed(page, 'rule-sets'))[0]?.id ?? '',
  titleId: async (page) => (await listed(page, 'titles'))[0]?.id ?? '',
  unitId: ownUnit,
}

async function fillIn(page: Page, path: string): Promise<string> {
  let address = `${path}${questions[path] ?? ''}`
  for (const [sign, name] of path.matchAll(/\$(\w+)/gu)) {
    const id = await (known[name ?? ''] ?? known['certificateId'])?.(page, path)
    expect(id, `${path}: what stands for ${sign}`).toBeTruthy()
    address = address.replace(sign, id ?? '')
  }
  return address
}

type Listed = { id?: string; dossier?: { id: string } | null }

async function listed(page: Page, what: string): Promise<Listed[]> {
  const answer = await page.request.get(`/api/v1/${what}`)
  const { items } = (await answer.json()) as { items: Listed[] }
  return items
}

/** A dossier in a state; any at all for those who see none in it. */
async function dossierIn(page: Page, state: string): Promise<string> {
  const lines = [...(await listed(page, `dossiers?state=${state}`)), ...(await listed(page, 'dossiers'))]
  return lines.find(({ dossier }) => dossier)?.dossier?.id ?? ''
}

async function proposedSchedule(page: Page): Promise<string> {
  const id = newId()
  const minutes = { cell: 90, committee: 180 }
  const data = { id, period: '2027-03-01', times: ['07:30', '14:00'], perHalfDay: 1, travelMinutes: 30, minutes }
  const answer = await page.request.post(`/api/v1/units/${await ownUnit(page)}/schedule-proposals`, {
    data,
    headers: { 'idempotency-key': newId() },
  })
  expect(answer.ok(), await answer.text()).toBe(true)
  return id
}

async function ownUnit(page: Page): Promise<string> {
  const answer = await page.request.get('/api/v1/session')
  const { positions } = (await answer.json()) as { positions: { unitId: string }[] }
  return positions[0]?.unitId ?? ''
}

async function draftedDocument(page: Page, path: string): Promise<string> {
  const id = newId()
  const request = path.startsWith('/recognitions')
    ? { type: 'recognitionDecision', dossierIds: [await dossierIn(page, 'decision')] }
    : { type: 'selfAppraisalReport', dossierId: await dossierIn(page, 'self_appraisal') }
  const headers = { 'idempotency-key': newId() }
  const answer = await page.request.post('/api/v1/documents', { data: { id, request }, headers })
  expect(answer.ok(), await answer.text()).toBe(true)
  return id
}

/** A page with what it shows, and no refusal on it. */
async function open(page: Page, address: string, refusable = false): Promise<void> {
  await page.goto(address)
  const refusal = page.getByRole('main').getByRole('alert')
  const heading = page.getByRole('heading', { level: 1 })
  await expect(refusable ? heading.or(refusal).first() : heading, address).toBeVisible()
  await expect(page.locator('main [aria-busy=true]'), address).toHaveCount(0)
  if (!refusable) await expect(refusal, address).toHaveCount(0)
}

/** Words that end beyond the right edge of the page, outside anything that scrolls by itself. */
const beyondEdge = `() => {
  const scrolls = (node) => /auto|scroll/.test(getComputedStyle(node).overflowX)
  const isHeld = (node) => node !== document.body && (scrolls(node) || isHeld(node.parentElement))
  const hasWords = ({ childNodes }) => [...childNodes].some(({ nodeType, data }) => nodeType === 3 && data.trim() !== '')
  const edge = document.documentElement.clientWidth + 1
  const words = [...document.querySelectorAll('body *')].filter((node) => hasWords(node) && !isHeld(node))
  const beyond = words.filter((node) => node.getBoundingClientRect().right > edge).map(({ textContent }) => textContent)
  return document.documentElement.scrollWidth > edge ? ['the page scrolls sideways', ...beyond] : beyond
}`

/** The page as it stands, in a window and with a text of another size: it is not opened anew. */
async function lookAt(page: Page, size: { width: number; height: number }, text = ''): Promise<void> {
  await page.setViewportSize(size)
  await page.evaluate(`document.documentElement.style.fontSize = '${text}'`)
  await expect(page.locator('main [aria-busy=true]')).toHaveCount(0)
}

async function expectNothingHidden(page: Page, how: string): Promise<void> {
  expect.soft(await page.evaluate(`(${beyondEdge})()`), how).toEqual([])
}

/** The pages in so many parts, which run side by side. */
const PARTS = 3

for (let part = 0; part < PARTS; part++) {
  test(`mọi trang trên điện thoại và máy bàn: không rào cản nào máy tìm ra được, không chữ nào khuất (phần ${part + 1}/${PARTS})`, async ({
    anybody,
    signIn,
  }) => {
    const pages = new Map<string, Page>([['', await anybody(PHONE)]])
    for (const path of (await allPaths()).filter((_, at) => at % PARTS === part)) {
      const { usernames, refusable } = readersOf(path)
      for (const username of usernames) {
        const page = pages.get(username) ?? (await signIn(username, PHONE))
        pages.set(username, page)
        await lookAt(page, PHONE)
        const address = await fillIn(page, path)
        await test.step(`${path} (${username})`, async () => {
          await open(page, address, refusable)
          await expectAccessible(page)
          await lookAt(page, NARROW)
          await expectNothingHidden(page, `${path} (${username}), rộng 320 px`)
          await lookAt(page, ENLARGED, '200%')
          await expectNothingHidden(page, `${path} (${username}), chữ to gấp đôi`)
          await lookAt(page, DESK)
          await expectAccessible(page)
        })
      }
    }
  })
}

/** Goes on with the Tab key until the place is reached, as somebody without a mouse does. */
async function tabTo(page: Page, place: Locator): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    if (await place.evaluate((node) => node.matches(':focus-visible'))) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`the Tab key never reached ${place.toString()}`)
}

test('chỉ bằng bàn phím: đăng nhập, đến việc đầu tiên, mở nó, chấm một mục', async ({ anybody }) => {
  const page = await anybody()
  await page.goto('/')
  const username = page.getByLabel('Tên đăng nhập')
  await username.waitFor()
  await tabTo(page, username)
  await page.keyboard.type('bithu.khupho1')
  await tabTo(page, page.getByLabel('Mật khẩu', { exact: true }))
  await page.keyboard.type('vung-manh-2025')
  await page.keyboard.press('Enter')

  const task = page.getByRole('article').first().getByRole('link')
  await task.waitFor()
  await tabTo(page, task)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Chi bộ Khu phố 1 · Hồ sơ 2026' })).toBeVisible()
  const choice = page
    .getByRole('group', { name: 'Chi bộ tự thẩm định' })
    .getByRole('radio', { name: 'Đạt', exact: true })
  await choice.waitFor()
  await tabTo(page, choice)
  await page.keyboard.press('Space')
  await expect(choice).toBeChecked()
  await expect(page.getByText('Đã lưu', { exact: true })).toBeVisible()
})
