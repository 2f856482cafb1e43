import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testClock, textOf } from '#tests/database.ts'
import { cell, type EvidenceStage, evidenceStage, idIn } from '#tests/evidence.ts'
import { docm, pdf, png, program } from '#tests/evidenceFiles.ts'
import { unitId } from '#tests/people.ts'
import { heicWithPlace, jpegWithPlace, SECRETS } from '#tests/pictures.ts'
import { sweepUploads } from './uploads.ts'

const clock = testClock('2022-08-10')
let stage: EvidenceStage
beforeAll(async () => {
  stage = await evidenceStage(clock)
})
afterAll(() => stage.app.close())
beforeEach(() => clock.setTo('2022-08-10'))

describe('A file arrives over a bad network', () => {
  test('an upload cut in the middle goes on from where it was, and the file is whole', async () => {
    const content = Buffer.concat([pdf('dài'.repeat(40_000)), pdf('cuối')])
    const { headers } = await stage.begin({ length: content.length })
    const url = headers.location ?? ''
    expect(await stage.patch(url, 0, content, { cutAfter: 100_000 })).toBe('cut')
    const at = await stage.answered({ method: 'HEAD', url })
    const offset = Number(at.headers['upload-offset'])
    expect(offset).toBeGreaterThan(0)
    expect(offset).toBeLessThan(content.length)
    expect((await stage.finish(idIn(url))).body).toMatchObject({ reason: 'upload_unfinished' })
    expect(await stage.patch(url, offset, content.subarray(offset))).toMatchObject({ status: 204 })
    expect((await stage.finish(idIn(url))).body).toMatchObject({ kind: 'pdf', bytes: content.length })
  })

  test('a piece sent twice is taken once', async () => {
    const content = pdf('hai lần')
    const { headers } = await stage.begin({ length: content.length })
    const url = headers.location ?? ''
    await stage.patch(url, 0, content.subarray(0, 50))
    expect(await stage.patch(url, 0, content.subarray(0, 50))).toMatchObject({ status: 409 })
    await stage.patch(url, 50, content.subarray(50))
    expect((await stage.finish(idIn(url))).status).toBe(200)
  })

  test('checking again gives the same answer, also after the evidence was made', async () => {
    const id = await stage.upload(pdf('lặp lại'))
    const [once, again] = [await stage.finish(id), await stage.finish(id)]
    expect(again.body).toEqual(once.body)
    await stage.create({ uploadId: id })
    expect((await stage.finish(id)).body['existing']).toMatchObject({ title: 'Biên bản' })
  })

  test('a process that died after keeping the file loses nothing: checking starts over', async () => {
    const id = await stage.upload(pdf('chết giữa chừng'))
    await stage.finish(id)
    await stage.app.db.updateTable('upload').set({ state: 'receiving', sha256: null }).where('id', '=', id).execute()
    expect((await stage.finish(id)).status).toBe(200)
    expect(await readdir(path.join(stage.app.settings.dataDir, 'files', 'unfinished'))).toEqual([])
  })

  test('an upload left for over a week is gone, bytes and all; one still under way stays', async () => {
    const [old, finished] = [await stage.begin({ length: 10 }), await stage.upload(pdf('đã xong'))]
    await stage.finish(finished)
    clock.setTo('2022-08-18')
    const fresh = await stage.begin({ length: 10 })
    expect(await stage.answered({ method: 'HEAD', url: old.headers.location ?? '' })).toMatchObject({ status: 404 })
    await sweepUploads(stage.app)
    const left = await readdir(path.join(stage.app.settings.dataDir, 'uploads'))
    expect(left).toContain(idIn(fresh.headers.location ?? ''))
    expect(left).not.toContain(idIn(old.headers.location ?? ''))
    expect(left).not.toContain(finished)
    expect((await stage.create({ uploadId: finished })).status).toBe(200)
  })

  test('a cancelled upload takes no more bytes', async () => {
    const { headers } = await stage.begin({ length: 10 })
    const url = headers.location ?? ''
    expect(await stage.answered({ method: 'DELETE', url })).toMatchObject({ status: 204 })
    expect(await stage.patch(url, 0, Buffer.alloc(10))).toMatchObject({ status: 404 })
  })
})

describe('What cannot become evidence is refused clearly', () => {
  test.each([
    ['larger than 50 MB, before a byte is read', { length: 50 * 1024 * 1024 + 1 }, 413, 'file_too_large'],
    ['empty', { length: 0 }, 422, 'empty_file'],
    ['of a negative length', { length: -5 }, 422, 'upload_metadata'],
    ['of no length', { length: 'ba' }, 422, 'upload_metadata'],
    ['for a cell of another commune', { unit: unitId('khu-pho-1') }, 404, 'unit'],
    ['for a commune, which has no evidence', { as: 'bithu.mythanh', unit: unitId('my-thanh') }, 404, 'unit'],
    ['by somebody of another cell', { as: 'bithu.bendo' }, 404, 'unit'],
    ['by the district, which only reads', { as: 'bithu.giongtrom' }, 403, 'not_your_cell'],
    ['by the administrator', { as: 'quantri' }, 403, 'evidence.add'],
  ])('a file %s', async (_name, start, status, reason) => {
    const answer = await stage.begin(start)
    expect(answer.status).toBe(status)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(JSON.parse(answer.body)).toMatchObject({ reason })
  })

  test('more bytes than were announced', async () => {
    const { headers } = await stage.begin({ length: 10 })
    expect(await stage.patch(headers.location ?? '', 0, Buffer.alloc(11))).toMatchObject({ status: 413 })
  })

  test('bytes into somebody else’s upload, which is not even there', async () => {
    const { headers } = await stage.begin({ length: 10 })
    const url = headers.location ?? ''
    for (const as of ['phobithu.caichot', 'bithu.mythanh', 'bithu.bendo']) {
      expect(await stage.patch(url, 0, Buffer.alloc(10), { as })).toMatchObject({ status: 404 })
      expect(await stage.answered({ method: 'DELETE', url, as })).toMatchObject({ status: 404 })
      expect((await stage.finish(idIn(url), await stage.app.signedIn(as))).body).toMatchObject({
        reason: 'upload_gone',
      })
    }
  })

  test('an upload id that leads elsewhere', async () => {
    for (const id of ['..%2f..%2fsession.secret', '%2e%2e', 'x'.repeat(200)]) {
      expect(await stage.answered({ method: 'HEAD', url: `/api/v1/uploads/${id}` })).toMatchObject({ status: 404 })
    }
  })

  test.each([
    ['a renamed program', program(), 'program'],
    ['a document with macros', docm(), 'macros'],
    ['a page called a picture', Buffer.from('<html><script>alert(1)</script></html>'), 'web_page'],
    ['a cut picture', png().subarray(0, 40), 'truncated'],
  ])('%s', async (_name, content, reason) => {
    const id = await stage.upload(content, 'anh.jpg')
    const answer = await stage.finish(id)
    expect(answer).toMatchObject({ status: 415, body: { reason } })
    expect(answer.body['detail']).toMatch(/Đây là|Tệp/u)
    expect((await stage.create({ uploadId: id })).status).toBe(415)
    expect(await stage.app.db.selectFrom('upload').select('state').where('id', '=', id).executeTakeFirst()).toEqual({
      state: 'receiving',
    })
  })

  test('more uploads at once than one person can mean', async () => {
    const answers = []
    for (let i = 0; i < 31; i += 1) answers.push((await stage.begin({ as: 'phobithu.caichot' })).status)
    expect(answers.at(0)).toBe(201)
    expect(answers.at(-1)).toBe(429)
  })
})

describe('A picture that tells where it was taken', () => {
  const photo = (orientation: number) => jpegWithPlace(orientation)
  const keptBytes = async (evidenceId: string) => {
    const { body } = await stage.answered({ method: 'GET', url: `/api/v1/units/${cell}/evidence/${evidenceId}/file` })
    return Buffer.from(body, 'latin1')
  }

  test('is kept without it; its sender is told, and its hash is of what is kept', async () => {
    const id = await stage.upload(photo(6), 'anh.jpg')
    const { body } = await stage.finish(id)
    expect(body).toMatchObject({ kind: 'jpeg', hasPosition: true })
    const { body: evidence } = await stage.create({ uploadId: id })
    expect(evidence).toMatchObject({ positionKept: false, file: { sha256: body['sha256'] } })
    const kept = await keptBytes(textOf(evidence['id']))
    expect(createHash('sha256').update(kept).digest('hex')).toBe(body['sha256'])
    expect(SECRETS.filter((secret) => kept.includes(secret))).toEqual([])
  })

  test('keeps it when its sender says that the place is the evidence, byte for byte', async () => {
    const id = await stage.upload(photo(3), 'anh.jpg')
    await stage.finish(id)
    const { body } = await stage.create({ uploadId: id, keepPosition: true })
    expect(body).toMatchObject({ positionKept: true })
    expect(await keptBytes(textOf(body['id']))).toEqual(photo(3))
  })

  test('waits as it came until its sender has decided, and no longer', async () => {
    const id = await stage.upload(photo(8), 'anh.jpg')
    await stage.finish(id)
    const folder = path.join(stage.app.settings.dataDir, 'uploads')
    await sweepUploads(stage.app)
    expect(await readdir(folder)).toContain(id)
    await stage.create({ uploadId: id })
    await sweepUploads(stage.app)
    expect(await readdir(folder)).not.toContain(id)
  })

  test('whose parts cannot be followed is refused with what to do', async () => {
    const id = await stage.upload(heicWithPlace({ lost: true }), 'anh.heic')
    expect((await stage.finish(id)).body).toMatchObject({ code: 'unsupported_file', reason: 'picture_unclear' })
  })
})
