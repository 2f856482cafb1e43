import { rm } from 'node:fs/promises'
import { newId } from '#platform/server/id.ts'
import { docx, jpeg, pdf, png } from '#tests/evidenceFiles.ts'
import { SCRIPT } from '#tests/wickedFiles.ts'
import { expect, startApp, stopDatabase, temporaryDataDir, test } from './app.ts'

/** What a browser does with files that are taken although a page is hidden in them: nothing. */

const far = Buffer.from(' '.repeat(1100))
/** Each passes as what it is; the page in it stands further in than anybody looks for one. */
const files: [name: string, content: Buffer][] = [
  ['anh.html', Buffer.concat([jpeg('x'.repeat(1200)), Buffer.from(SCRIPT)])],
  ['anh.svg', Buffer.concat([png(), far, Buffer.from(SCRIPT)])],
  ['bien-ban.js', docx(SCRIPT)],
  [
    'bien-ban.html',
    Buffer.from(
      pdf('x')
        .toString('latin1')
        .replace('trailer', `${far.toString('latin1')}\n% ${SCRIPT}\ntrailer`),
      'latin1',
    ),
  ],
]

/** Tries the file as everything a page can take in. */
const embedding = (source: string) => `(async () => {
  for (const kind of ['script', 'iframe', 'img', 'embed']) await new Promise((done) => {
    const element = Object.assign(document.createElement(kind), { src: ${JSON.stringify(source)} })
    for (const end of ['load', 'error']) element.addEventListener(end, done)
    document.body.append(element)
    setTimeout(done, 1500)
  })
})()`

test('tệp có giấu mã lệnh được nhận thì cũng không chạy gì trong trình duyệt', async ({ browser }) => {
  const dataDir = await temporaryDataDir()
  const app = await startApp(dataDir)
  const page = await browser.newPage()
  const told: string[] = []
  page.on('dialog', (dialog) => {
    told.push(dialog.message())
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    if (request.url().includes('executed')) told.push(request.url())
  })
  const { address } = app
  await page.goto(`${address}/sign-in`)
  const signedIn = await page.request.post(`${address}/api/auth/sign-in/username`, {
    data: { username: 'phobithu.caichot', password: 'vung-manh-2025' },
  })
  expect(signedIn.status(), await signedIn.text()).toBe(200)
  const session = (await (await page.request.get(`${address}/api/v1/session`)).json()) as {
    positions: { unitId: string }[]
  }
  const unitId = String(session.positions[0]?.unitId)
  for (const [name, content] of files) {
    const encode = (text: string) => Buffer.from(text).toString('base64')
    const tus = { 'tus-resumable': '1.0.0' }
    const begun = await page.request.post(`${address}/api/v1/uploads`, {
      headers: {
        ...tus,
        'upload-length': String(content.length),
        'upload-metadata': `fileName ${encode(name)},unitId ${encode(unitId)}`,
      },
    })
    expect(begun.status(), await begun.text()).toBe(201)
    const place = String(begun.headers()['location'])
    await page.request.patch(`${address}${place}`, {
      headers: { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
      data: content,
    })
    const finished = await page.request.post(`${address}/api/v1/uploads/${place.split('/').at(-1)}/finish`, {
      data: {},
    })
    expect(finished.status(), `${name}: ${await finished.text()}`).toBe(200)
    const id = newId()
    const made = await page.request.post(`${address}/api/v1/units/${unitId}/evidence`, {
      data: {
        id,
        title: `Tệp ${name}`,
        uploadId: place.split('/').at(-1),
        effectiveOn: '2025-06-30',
        nothingClassified: true,
      },
    })
    expect([200, 201], await made.text()).toContain(made.status())
    const file = `${address}/api/v1/units/${unitId}/evidence/${id}/file`
    for (const way of ['view', 'save']) {
      // A file that is saved ends the visit; that is an answer as well.
      await page.goto(`${file}?as=${way}`, { timeout: 5000 }).catch(() => undefined)
      await page.goto(`${address}/sign-in`)
      await page.evaluate(embedding(`${file}?as=${way}`))
      expect(await page.title()).not.toContain('EXECUTED')
      for (const frame of page.frames()) expect(await frame.title().catch(() => '')).not.toContain('EXECUTED')
    }
  }
  expect(told).toEqual([])
  await page.close()
  await app.stop()
  await stopDatabase(dataDir)
  await rm(dataDir, { recursive: true, force: true })
})
