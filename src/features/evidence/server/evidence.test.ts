import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { testClock } from '#tests/database.ts'
import { added, cell, type EvidenceStage, evidenceStage, type Sending } from '#tests/evidence.ts'
import { docx, jpeg, pdf } from '#tests/evidenceFiles.ts'
import { plainJpeg } from '#tests/pictures.ts'

const Page = z.object({ items: z.array(z.object({ id: z.string() })), next: z.string().nullable() })

const clock = testClock('2022-08-10')
let stage: EvidenceStage
beforeAll(async () => {
  stage = await evidenceStage(clock)
})
afterAll(() => stage.app.close())
let dossierId: string
beforeEach(async () => {
  dossierId = await stage.newDossier()
})
const use = (more: object = {}) => ({ id: randomUUID(), dossierId, purpose: 'item', code: 'A', ...more })

describe('What cannot become evidence is refused clearly', () => {
  test('a file of the wrong extension gets the right one, and the answer says so', async () => {
    const id = await stage.upload(docx('sai đuôi'), 'Báo cáo.PDF')
    expect((await stage.finish(id)).body).toMatchObject({
      kind: 'docx',
      fileName: 'Báo cáo.docx',
      wrongExtension: 'PDF',
    })
  })

  test('the same file twice in a cell is one piece of evidence, and the answer says which', async () => {
    const content = jpeg('trùng')
    const first = await stage.create({ uploadId: await stage.upload(content, 'a.jpg') })
    const second = await stage.upload(content, 'b.jpg')
    expect((await stage.finish(second)).body['existing']).toMatchObject({ id: first.body['id'] })
    const refused = await stage.create({ uploadId: second })
    expect(refused).toMatchObject({
      status: 409,
      body: { reason: 'duplicate_file', data: { existing: { id: first.body['id'] } } },
    })
  })

  test('the same file from two people at once becomes evidence once', async () => {
    const content = pdf('cùng lúc')
    const uploads = await Promise.all([stage.upload(content), stage.upload(content)])
    const answers = await Promise.all(uploads.map((uploadId) => stage.create({ uploadId })))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]))
  })

  test('a repeated request is answered again, not done again', async () => {
    const body = {
      id: randomUUID(),
      title: 'Một lần',
      effectiveOn: '2022-06-30',
      nothingClassified: true,
      link: 'https://a.vn',
    }
    const key = { 'idempotency-key': randomUUID() }
    const send = () => stage.secretary.post(`/units/${cell}/evidence`, body, key)
    const [once, again] = [await send(), await send()]
    expect([once.status, again.status]).toEqual([200, 200])
    expect(again.body).toEqual(once.body)
  })

  test.each([
    ['no file and no link', {}, '/uploadId'],
    ['a number without its date', { link: 'https://a.vn', documentNumber: '12-BC/CB' }, '/documentDate'],
    ['a date without its number', { link: 'https://a.vn', documentDate: '2022-01-01' }, '/documentNumber'],
    [
      'a document of tomorrow',
      { link: 'https://a.vn', documentNumber: '1', documentDate: '2022-08-11' },
      '/documentDate',
    ],
    ['in force from tomorrow', { link: 'https://a.vn', effectiveOn: '2022-08-11' }, '/effectiveOn'],
    ['a link that is a script', { link: 'javascript:alert(1)' }, '/link'],
    ['not acknowledged as unclassified', { link: 'https://a.vn', nothingClassified: false }, '/nothingClassified'],
    ['a day that does not exist', { link: 'https://a.vn', effectiveOn: '2022-02-30' }, '/effectiveOn'],
  ])('evidence with %s', async (_name, more, pointer) => {
    const answer = await stage.create(more)
    expect(answer.status).toBe(422)
    expect(JSON.stringify(answer.body['errors'])).toContain(`"${pointer}"`)
  })
})

describe('Evidence proves many things', () => {
  test('is added with its first use, then used for more, counted, and taken away again', async () => {
    const evidence = await stage.newEvidence({ use: use() }, 'Nghị quyết.pdf')
    expect(evidence.uses).toHaveLength(1)
    const uses = `/units/${cell}/evidence/${evidence.id}/uses`
    expect((await stage.secretary.post(uses, use({ code: 'B' }))).status).toBe(200)
    const all = await stage.secretary.post(uses, use({ purpose: 'checklist', code: 'BC' }))
    expect(all.body['uses']).toHaveLength(3)
    expect((await stage.secretary.post(uses, use({ code: 'B' }))).status).toBe(409)
    expect((await stage.secretary.get(`/units/${cell}/dossiers/${dossierId}/evidence-counts`)).body).toEqual([
      { purpose: 'checklist', code: 'BC', count: 1 },
      { purpose: 'item', code: 'A', count: 1 },
      { purpose: 'item', code: 'B', count: 1 },
    ])
    const gone = await stage.secretary.delete(`${uses}/${evidence.uses[0]?.id}`)
    expect(gone.body['uses']).toHaveLength(2)
    const listed = await stage.secretary.get(`/units/${cell}/evidence?dossierId=${dossierId}&purpose=item&code=A`)
    expect(listed.body['items']).toEqual([])
  })

  test.each([
    ['a criterion the rule set does not have', { code: 'C' }, 404],
    ['a paper that is not on the list', { purpose: 'checklist', code: 'A' }, 404],
    ['a dossier that is not there', { dossierId: randomUUID() }, 404],
    ['a visit, which is the team’s', { purpose: 'visit', code: 'A' }, 404],
  ])('cannot be used for %s, and then nothing is added at all', async (_name, more, status) => {
    const id = randomUUID()
    const refused = await stage.create({ id, link: 'https://vungmanh.vn/a', use: use(more) })
    expect(refused.status).toBe(status)
    expect(await stage.app.db.selectFrom('evidence').select('id').where('id', '=', id).execute()).toEqual([])
  })

  test('of a submitted dossier is fixed: nothing added, taken away or withdrawn', async () => {
    const evidence = await stage.newEvidence({ use: use() })
    const other = await stage.newEvidence()
    await stage.setState(dossierId, 'appraisal')
    const uses = `/units/${cell}/evidence`
    expect(await stage.secretary.post(`${uses}/${other.id}/uses`, use())).toMatchObject({
      status: 409,
      body: { reason: 'dossier_locked' },
    })
    expect(await stage.secretary.delete(`${uses}/${evidence.id}/uses/${evidence.uses[0]?.id}`)).toMatchObject({
      status: 409,
    })
    expect(await stage.secretary.post(`${uses}/${evidence.id}/withdraw`, { version: 1, reason: 'Nhầm' })).toMatchObject(
      {
        status: 409,
        body: { reason: 'used_by_locked_dossier' },
      },
    )
    const shown = (await stage.secretary.get(`${uses}?dossierId=${dossierId}`)).body['items']?.[0]
    expect(shown).toMatchObject({ allowedActions: ['use'], uses: [{ removable: false }] })
  })

  test('is withdrawn with its reason and its uses; the same file may then come again', async () => {
    const content = pdf('rút rồi gửi lại')
    const evidence = added(await stage.create({ uploadId: await stage.upload(content), use: use() }))
    const withdraw = (version: number, reason: string) =>
      stage.secretary.post(`/units/${cell}/evidence/${evidence.id}/withdraw`, { version, reason })
    expect((await withdraw(1, ' ')).status).toBe(422)
    expect((await withdraw(7, 'Nhầm')).body).toMatchObject({ code: 'stale_version' })
    expect((await withdraw(1, 'Nhầm tệp')).body).toMatchObject({ withdrawnReason: 'Nhầm tệp', uses: [], version: 2 })
    expect((await withdraw(2, 'Nhầm')).body).toMatchObject({ reason: 'already_withdrawn' })
    expect((await stage.create({ uploadId: await stage.upload(content) })).status).toBe(200)
    const withdrawn = await stage.secretary.get(`/units/${cell}/evidence?withdrawn=only&limit=200`)
    expect(JSON.stringify(withdrawn.body['items'])).toContain('Nhầm tệp')
  })

  test('the list goes page by page and misses nothing', async () => {
    const seen: string[] = []
    let cursor = ''
    do {
      const page = await stage.secretary.get(`/units/${cell}/evidence?limit=2${cursor}`)
      const { items, next } = Page.parse(page.body)
      seen.push(...items.map(({ id }) => id))
      cursor = next === null ? '' : `&cursor=${next}`
    } while (cursor !== '')
    const stored = await stage.app.db
      .selectFrom('evidence')
      .select('id')
      .where('unit_id', '=', cell)
      .where('withdrawn_reason', 'is', null)
      .execute()
    expect(seen.toSorted()).toEqual(stored.map(({ id }) => id).toSorted())
    expect((await stage.secretary.get(`/units/${cell}/evidence?cursor=xyz`)).status).toBe(422)
  })
})

describe('Who sees and adds what', () => {
  test('everybody above the cell reads; its neighbours and the administrator do not', async () => {
    const evidence = await stage.newEvidence()
    const url = `/units/${cell}/evidence`
    for (const above of ['bithu.mythanh', 'tochuc.giongtrom', 'bithu.bentre']) {
      const listed = await (await stage.app.signedIn(above)).get(url)
      expect(listed.status).toBe(200)
      expect(JSON.stringify(listed.body)).toContain(evidence.id)
    }
    expect((await (await stage.app.signedIn('bithu.bendo')).get(url)).status).toBe(404)
    expect((await (await stage.app.signedIn('quantri')).get(url)).status).toBe(403)
    expect((await stage.app.anonymous.get(url)).status).toBe(401)
  })

  test('the commune’s organiser adds for its cell, the district does not', async () => {
    const link = { link: 'https://vungmanh.vn/van-ban' }
    expect((await stage.create({ ...link, use: use() }, await stage.app.signedIn('tochuc.mythanh'))).status).toBe(200)
    expect((await stage.create(link, await stage.app.signedIn('bithu.giongtrom'))).body).toMatchObject({
      reason: 'not_your_cell',
    })
  })

  test('a team member adds what the visit saw, during the appraisal and for nothing else', async () => {
    const [member, visit] = [await stage.app.signedIn('thamdinh.mot'), await stage.seatTeam(dossierId)]
    const photo = { link: 'https://vungmanh.vn/anh-khao-sat' }
    const seen = use({ purpose: 'visit', code: visit })
    expect((await stage.create({ ...photo, use: seen }, member)).body).toMatchObject({ reason: 'dossier_locked' })
    await stage.setState(dossierId, 'appraisal')
    expect((await stage.create(photo, member)).body).toMatchObject({ reason: 'not_your_cell' })
    expect((await stage.create({ ...photo, use: use() }, member)).body).toMatchObject({ reason: 'not_your_cell' })
    expect((await stage.create({ ...photo, use: seen }, member)).status).toBe(200)
    expect((await stage.create({ ...photo, use: use({ purpose: 'visit', code: visit }) })).status).toBe(403)
  })

  test('another system reads and adds as far as its token’s unit and permissions go', async () => {
    const url = `/api/v1/units/${cell}/evidence`
    const ask = async (unit: string, permissions: string[]) => {
      const headers = { authorization: `Bearer ${await stage.newToken(unit, permissions)}` }
      return (await stage.app.app.inject({ url, headers })).statusCode
    }
    expect(await ask('my-thanh', ['evidence.read'])).toBe(200)
    expect(await ask('my-thanh', ['unit.read'])).toBe(403)
    expect(await ask('thi-tran-giong-trom', ['evidence.read'])).toBe(404)
  })

  test('the commune may still complete what the cell has submitted to it', async () => {
    await stage.setState(dossierId, 'commune_review')
    const link = { link: 'https://vungmanh.vn/bo-sung', use: use() }
    expect((await stage.create(link)).body).toMatchObject({ reason: 'dossier_locked' })
    expect((await stage.create(link, await stage.app.signedIn('tochuc.mythanh'))).status).toBe(200)
  })
})

describe('A file is read', () => {
  const fetchFile = (id: string, more: Partial<Sending> & { query?: string } = {}) =>
    stage.answered({ method: 'GET', url: `/api/v1/units/${cell}/evidence/${id}/file${more.query ?? ''}`, ...more })

  test('as it was sent, saved under its own name, running nothing', async () => {
    const content = plainJpeg()
    const evidence = added(await stage.create({ uploadId: await stage.upload(content, 'Ảnh "họp" tổ 1.jpg') }))
    const { status, headers, body } = await fetchFile(evidence.id)
    expect(status).toBe(200)
    expect(Buffer.from(body, 'latin1').equals(content)).toBe(true)
    expect(headers).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': String(content.length),
      'content-disposition': `attachment; filename="Anh _hop_ to 1.jpg"; filename*=UTF-8''%E1%BA%A2nh%20_h%E1%BB%8Dp_%20t%E1%BB%95%201.jpg`,
      'x-content-type-options': 'nosniff',
    })
    expect(headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox/u)
  })

  test('in place when asked, if it is a picture or a PDF; Word is always saved', async () => {
    const opened = async (content: Buffer, name: string) => {
      const { id } = added(await stage.create({ uploadId: await stage.upload(content, name) }))
      const { headers } = await fetchFile(id, { query: '?as=view' })
      return [String(headers['content-disposition']).split(';')[0], String(headers['content-security-policy'])]
    }
    expect(await opened(docx('luôn tải'), 'a.docx')).toEqual(['attachment', expect.stringContaining('sandbox')])
    expect(await opened(jpeg('xem ngay'), 'a.jpg')).toEqual(['inline', expect.stringContaining('sandbox')])
    // Browsers do not start their PDF reader in a sandbox.
    expect(await opened(pdf('xem ngay'), 'a.pdf')).toEqual(['inline', expect.not.stringContaining('sandbox')])
  })

  test('by nobody who may not, and every reading is in the journal', async () => {
    const evidence = await stage.newEvidence()
    const id = evidence.id
    expect((await fetchFile(id, { as: 'bithu.bendo' })).status).toBe(404)
    expect((await fetchFile(id, { as: 'quantri' })).status).toBe(403)
    expect((await fetchFile('x')).status).toBe(404)
    await fetchFile(id, { as: 'bithu.mythanh' })
    const journal = await stage.app.db
      .selectFrom('journal')
      .select(['action', 'after'])
      .where('object_id', '=', id)
      .orderBy('id')
      .execute()
    expect(journal.map(({ action }) => action)).toEqual(['evidence.added', 'evidence.downloaded'])
    const { title } = await stage.app.db
      .selectFrom('evidence')
      .select('title')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(JSON.stringify(journal)).not.toContain(title)
    expect(journal[0]?.after).not.toHaveProperty('fileName')
  })
})
