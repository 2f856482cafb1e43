import { randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import fc from 'fast-check'
import { expect } from 'vitest'
import { textOf } from './database.ts'
import { type EvidenceStage, cell, idIn } from './evidence.ts'
import { content, nameWith } from './wickedFiles.ts'

const TYPES =
  /^(application\/pdf|image\/(jpeg|png|heic)|application\/vnd\.openxmlformats-officedocument\.(wordprocessingml\.document|spreadsheetml\.sheet))$/u
const PLACES =
  /^(uploads(\/[0-9a-f-]{36}(\.json)?)?|files(\/unfinished|(\/[0-9a-f]{2}){1,2}(\/[0-9a-f]{64})?)?|[\w.-]+\.(pem|secret))$/u
const MARKUP = /<script|<html|<svg|<\?php/iu

/** Sends generated files under generated names: each is answered clearly, and lies, and is served, where and as it should. */
export async function checkWickedUploads(
  stage: EvidenceStage,
  { runs, seed }: { runs: number; seed?: number },
): Promise<{ taken: number; refused: number }> {
  const mark = `mark${randomBytes(6).toString('hex')}`
  const counted = { taken: 0, refused: 0 }
  await fc.assert(
    fc.asyncProperty(content, nameWith(mark), async (bytes, name) => {
      const begun = await unlessBusy(() => stage.begin({ name, length: bytes.length }))
      expect(begun.status, begun.body).toBe(201)
      const url = begun.headers.location ?? ''
      expect(await unlessBusy(() => stage.patch(url, 0, bytes))).toMatchObject({ status: 204 })
      const finished = await unlessBusy(() => stage.finish(idIn(url)))
      if (finished.status === 200) {
        counted.taken += 1
        await checkServing(stage, idIn(url), textOf(finished.body['fileName']))
      } else {
        counted.refused += 1
        expect([415, 422], JSON.stringify(finished.body)).toContain(finished.status)
        expect(textOf(finished.body['detail']).length).toBeGreaterThan(20)
        expect(await unlessBusy(() => stage.answered({ method: 'DELETE', url }))).toMatchObject({ status: 204 })
      }
    }),
    { numRuns: runs, endOnFailure: true, ...(seed === undefined ? {} : { seed }) },
  )
  await checkPlaces(stage, mark)
  return counted
}

/** Asks again, a few times, where a machine with much else to do answered that it is busy, as a browser of ours does. */
async function unlessBusy<T extends { status: number } | 'cut'>(ask: () => Promise<T>, times = 5): Promise<T> {
  const answer = await ask()
  if (times === 0 || answer === 'cut' || answer.status !== 503) return answer
  await setTimeout(1000)
  return unlessBusy(ask, times - 1)
}

async function checkServing(stage: EvidenceStage, uploadId: string, name: string): Promise<void> {
  expect(name).not.toMatch(/[/\\\p{Cc}\p{Cf}]/u)
  expect(name).toMatch(/\.(pdf|docx|xlsx|jpe?g|jpe|jfif|png|heic|heif)$/iu)
  const { status, body } = await unlessBusy(() => stage.create({ uploadId }))
  // The same bytes were sent before under another name: then the one that is there is served.
  const id = status === 409 ? body['data']?.['existing']?.['id'] : body['id']
  expect(id, JSON.stringify(body)).toMatch(/^[0-9a-f-]{36}$/u)
  for (const as of ['view', 'save']) {
    const url = `/api/v1/units/${cell}/evidence/${textOf(id)}/file?as=${as}`
    const sent = await unlessBusy(() => stage.answered({ method: 'GET', url }))
    expect(sent.status).toBe(200)
    const { headers } = sent
    expect(headers['content-type']).toMatch(TYPES)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['set-cookie']).toBeUndefined()
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    const disposition = String(headers['content-disposition'])
    expect(disposition).toMatch(/^(?:inline|attachment); filename="[\w. -]*"; filename\*=UTF-8''[\w%.~-]+$/u)
    // Shown in place: pictures and PDF only, and only when asked for; all but PDF in a sandbox.
    if (disposition.startsWith('inline'))
      expect(headers['content-type']).toMatch(/^(application\/pdf|image\/(jpeg|png))$/u)
    if (headers['content-type'] !== 'application/pdf') expect(policy).toContain('sandbox')
    expect(sent.body.slice(0, 1024)).not.toMatch(MARKUP)
  }
}

/** Everything lies under a name of ours, in its folder; nowhere is a file that bears a name that was sent. */
async function checkPlaces({ app }: EvidenceStage, mark: string): Promise<void> {
  const kept = await readdir(app.settings.dataDir, { recursive: true })
  expect(kept.length).toBeGreaterThan(10)
  expect(kept.filter((place) => !PLACES.test(place))).toEqual([])
  for (const folder of [
    '.',
    '..',
    '/',
    '/tmp',
    '/var/tmp',
    '/etc',
    '/etc/cron.d',
    path.dirname(app.settings.dataDir),
  ]) {
    const names = await readdir(folder)
    expect(names.filter((name) => name.includes(mark) || name === 'executed')).toEqual([])
  }
}
