import { afterAll, beforeAll, expect, it } from 'vitest'
import { verifyCertificateFile } from '#features/documents/server/certificate.ts'
import { unzipParts } from '#features/documents/server/zip.ts'
import { newId } from '#platform/server/id.ts'
import { type Caller, TEST_PASSWORD, type TestApp, testApp, testClock } from '#tests/database.ts'
import { seedProgramme, seedTeams } from '#tests/dossiers.ts'
import { charactersOf } from '#tests/pdfText.ts'
import { seedPeople } from '#tests/people.ts'
import { newIds, recognise, seedTerms, waitForDistrict } from '#tests/titles.ts'
import { certificateKeys } from './certificates.ts'

const clock = testClock('2022-02-01')
const ids = newIds()
let app: TestApp
let district: Caller
let cookie = ''

beforeAll(async () => {
  app = await testApp(clock)
  await seedPeople(app)
  await seedProgramme(app)
  await seedTeams(app)
  await seedTerms(app)
  const dossier = await waitForDistrict(app, clock)
  district = await dossier.as('bithu.giongtrom')
  const { status, body } = await recognise(dossier, 'bithu.giongtrom', ids)
  expect(status, JSON.stringify(body)).toBe(200)
  const payload = { username: 'bithu.caichot', password: TEST_PASSWORD }
  const answer = await app.app.inject({ method: 'POST', url: '/api/auth/sign-in/username', payload })
  cookie = answer.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')
})
afterAll(() => app.close())

async function take(format: 'pdf' | 'docx'): Promise<Uint8Array> {
  const url = `/api/v1/certificates/${ids.certificateId}/${format}`
  const answer = await app.app.inject({ url, headers: { cookie } })
  expect(answer.statusCode).toBe(200)
  return new Uint8Array(answer.rawPayload)
}
async function step(verb: string, more: object = {}): Promise<void> {
  const { body } = await district.get(`/titles/${ids.titleId}`)
  const input = { id: newId(), documentId: newId(), version: body['version'], ground: 'mất đoàn kết', ...more }
  const answer = await district.post(`/titles/${ids.titleId}/${verb}`, input)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
}
const wordsOf = (docx: Uint8Array): string =>
  [...(unzipParts(docx) ?? [])].map(([, part]) => new TextDecoder().decode(part)).join('')

it('the certificate of a revoked title says so, and since when, as PDF and in Word, with a genuine seal; before, it does not', async () => {
  // No other word of this paper has this letter.
  expect(charactersOf(await take('pdf')).has('ừ')).toBe(false)
  expect(wordsOf(await take('docx'))).not.toContain('THU HỒI')
  clock.setTo('2022-09-01')
  await step('open-review')
  expect(wordsOf(await take('docx'))).not.toContain('THU HỒI')
  await step('revoke')
  clock.setTo('2022-10-15')
  const [pdf, docx] = [await take('pdf'), await take('docx')]
  expect(charactersOf(pdf).has('ừ')).toBe(true)
  expect(/\/Count (\d+)/u.exec(Buffer.from(pdf).toString('latin1'))?.[1]).toBe('1')
  expect(wordsOf(docx)).toContain('ĐÃ THU HỒI từ ngày 01/9/2022')
  const { trusted } = await certificateKeys(app.settings)
  for (const bytes of [pdf, docx])
    expect(verifyCertificateFile(bytes, trusted)).toMatchObject({ signature: 'genuine', altered: false })
})
