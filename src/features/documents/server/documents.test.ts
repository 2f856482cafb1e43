import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#platform/server/id.ts'
import { DocumentView } from '../contract.ts'
import type { DraftRequest } from '../draftRequest.ts'
import { type Answer, type Caller, TEST_PASSWORD, type TestApp, testApp, testClock } from '#tests/database.ts'
import { type Dossier, programmeId, seedProgramme, seedTeams } from '#tests/dossiers.ts'
import { seedPeople, unitId } from '#tests/people.ts'
import { lastNumber, seedTerms, waitForDistrict } from '#tests/titles.ts'

const clock = testClock('2022-02-01')
let app: TestApp
let dossier: Dossier
beforeAll(async () => {
  app = await testApp(clock)
  await seedPeople(app)
  await seedProgramme(app)
  await seedTeams(app)
  dossier = await waitForDistrict(app, clock)
})
afterAll(() => app.close())

const callers = new Map<string, Caller>()
const as = async (username: string): Promise<Caller> => {
  const caller = callers.get(username) ?? (await app.signedIn(username))
  callers.set(username, caller)
  return caller
}
const draft = async (username: string, request: DraftRequest, id = newId()): Promise<Answer> =>
  (await as(username)).post('/documents', { id, request })
const drafted = async (username: string, request: DraftRequest): Promise<DocumentView> => {
  const { status, body } = await draft(username, request)
  expect(status, JSON.stringify(body)).toBe(200)
  return DocumentView.parse(body)
}
const act = async (username: string, { id, version }: DocumentView, verb: string, more: Record<string, unknown> = {}) =>
  (await as(username)).post(`/documents/${id}/${verb}`, { version, ...more })
const done = async (...given: Parameters<typeof act>): Promise<DocumentView> => {
  const { status, body } = await act(...given)
  expect(status, JSON.stringify(body)).toBe(200)
  return DocumentView.parse(body)
}
const proposalOf = (): DraftRequest => ({ type: 'proposal', dossierIds: [dossier.id] })
const file = async (username: string, path: string) => {
  const signIn = await app.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/username',
    payload: { username, password: TEST_PASSWORD },
  })
  const cookie = signIn.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')
  return app.app.inject({ url: `/api/v1${path}`, headers: { cookie } })
}

describe('a document from the records', () => {
  it('is drafted for its body, with what the records say, and says it is a draft', async () => {
    const list = await drafted('tochuc.mythanh', {
      type: 'registrationList',
      unitId: unitId('my-thanh'),
      programmeId,
      year: 2022,
    })
    expect(list).toMatchObject({
      state: 'draft',
      bodyName: 'Đảng ủy xã Mỹ Thạnh',
      symbol: null,
      subject: 'chi bộ đăng ký xây dựng trong sạch, vững mạnh toàn diện năm 2022',
      warnings: [{ code: 'goes_out_without_number' }],
    })
    const self = await drafted('bithu.caichot', { type: 'selfAppraisalReport', dossierId: dossier.id })
    expect(self).toMatchObject({ bodyName: 'Chi bộ ấp Cái Chốt', unit: { name: 'Chi bộ ấp Cái Chốt' } })
    const minutes = await drafted('tochuc.giongtrom', {
      type: 'appraisalMinutes',
      dossierId: dossier.id,
      startedAt: '08 giờ 00',
      endedAt: null,
      conclusion: 'Đủ điều kiện',
    })
    expect(minutes).toMatchObject({ bodyName: 'Tổ thẩm định', obstacles: [] })
    const report = await drafted('thamdinh.mot', { type: 'appraisalReport', dossierIds: [dossier.id] })
    expect(report.allowedActions).toEqual(['redraft', 'submit'])
    for (const { id } of [list, self, minutes, report]) {
      for (const [format, start] of [
        ['pdf', '%PDF-'],
        ['docx', 'PK'],
        ['svg', '<svg'],
      ] as const) {
        const answer = await file('tochuc.giongtrom', `/documents/${id}/${format}`)
        expect([answer.statusCode, answer.rawPayload.subarray(0, start.length).toString()]).toEqual([200, start])
      }
    }
  })

  it('is drafted only by its own body', async () => {
    expect((await draft('bithu.caichot', proposalOf())).status).toBe(403)
    expect((await draft('bithu.mythanh', { type: 'selfAppraisalReport', dossierId: dossier.id })).status).toBe(403)
    expect((await draft('bithu.mythanh', { type: 'recognitionDecision', dossierIds: [dossier.id] })).status).toBe(403)
    expect((await draft('bithu.mythanh', { type: 'appraisalReport', dossierIds: [dossier.id] })).status).toBe(403)
    expect((await draft('bithu.thoithanh', proposalOf())).status).toBe(404)
    expect((await app.anonymous.post('/documents', { id: newId(), request: proposalOf() })).status).toBe(401)
  })

  it('is submitted, returned with its reason, drafted anew, signed with a number, issued, and read by those above', async () => {
    const first = await drafted('tochuc.mythanh', proposalOf())
    const submitted = await done('tochuc.mythanh', first, 'submit')
    expect(await act('tochuc.mythanh', submitted, 'sign')).toMatchObject({ status: 403 })
    expect(await act('bithu.mythanh', first, 'sign')).toMatchObject({ status: 409, body: { code: 'stale_version' } })
    const returned = await done('bithu.mythanh', submitted, 'return', { reason: 'Bổ sung nơi nhận' })
    expect(returned).toMatchObject({ state: 'draft', returnReason: 'Bổ sung nơi nhận' })
    const again = await done('tochuc.mythanh', returned, 'redraft', {
      request: { ...proposalOf(), recipients: ['Ban Tổ chức Huyện ủy'] },
    })
    const waiting = await done('tochuc.mythanh', again, 'submit')
    expect(waiting.obstacles.map(({ code }) => code)).toEqual(['no_committee_term'])
    expect(await act('bithu.mythanh', waiting, 'sign')).toMatchObject({
      status: 422,
      body: { data: { obstacles: [{ code: 'no_committee_term' }] } },
    })
    await seedTerms(app)
    const signed = await done('bithu.mythanh', waiting, 'sign')
    expect(signed).toMatchObject({ state: 'signed', symbol: '01-TTr/ĐU', dated: '2022-06-20', signer: 'Phạm Thị Thử' })
    expect(await act('bithu.mythanh', signed, 'sign')).toMatchObject({ status: 409 })
    const issued = await done('tochuc.mythanh', signed, 'issue')
    expect(issued).toMatchObject({ state: 'issued', issuedOn: '2022-06-20' })
    expect((await (await as('bithu.giongtrom')).get(`/documents/${issued.id}`)).status).toBe(200)
    expect((await (await as('bithu.xuongthoi')).get(`/documents/${issued.id}`)).status).toBe(404)
    expect((await file('bithu.xuongthoi', `/documents/${issued.id}/pdf`)).statusCode).toBe(404)
    const revoked = await done('bithu.mythanh', issued, 'revoke', { reason: 'Sai tên chi bộ' })
    expect(revoked).toMatchObject({ state: 'revoked', symbol: '01-TTr/ĐU', allowedActions: [] })
  })

  it('a decision on a title is not signed or undone by itself', async () => {
    const decision = await drafted('tochuc.giongtrom', { type: 'recognitionDecision', dossierIds: [dossier.id] })
    const submitted = await done('tochuc.giongtrom', decision, 'submit')
    expect(submitted.allowedActions).toEqual(['return'])
    expect(await act('bithu.giongtrom', submitted, 'sign')).toMatchObject({
      status: 409,
      body: { reason: 'with_its_step' },
    })
  })

  it('prepared by the organisers is the very one that the body signs', async () => {
    const decision = await drafted('tochuc.giongtrom', {
      type: 'recognitionDecision',
      dossierIds: [dossier.id],
      recipients: ['Như Điều 2', 'Lưu ý riêng'],
    })
    const submitted = await done('tochuc.giongtrom', decision, 'submit')
    const secretary = await as('bithu.giongtrom')
    const one = {
      dossierId: dossier.id,
      version: dossier.version,
      stepId: newId(),
      titleId: newId(),
      certificateId: newId(),
    }
    const signing = { documentId: submitted.id, documentVersion: submitted.version, dossiers: [one] }
    expect(await secretary.post('/recognitions', { ...signing, documentVersion: 1 })).toMatchObject({
      status: 409,
      body: { code: 'stale_version' },
    })
    const { documentVersion: _left, ...without } = signing
    expect(await secretary.post('/recognitions', without)).toMatchObject({ status: 409 })
    expect(await lastNumber(app, 'giong-trom')).toBe(0)
    const answer = await secretary.post('/recognitions', signing)
    expect(answer).toMatchObject({ status: 200, body: { document: { id: submitted.id, symbol: '01-QĐ/HU' } } })
  })

  it('after the district ended warns of naming it', async () => {
    clock.setTo('2025-08-01')
    const late = await draft('tochuc.mythanh', {
      type: 'registrationList',
      unitId: unitId('luong-phu'),
      programmeId,
      year: 2022,
      recipients: ['Huyện ủy Giồng Trôm'],
    })
    expect(late).toMatchObject({ status: 200 })
    expect(DocumentView.parse(late.body).warnings.map(({ code }) => code)).toContain('names_abolished_bodies')
    clock.setTo('2022-06-20')
  })
})

describe('numbers', () => {
  it('of fifty papers signed at once run from the last one on, without a gap and without a repetition', async () => {
    const waiting = []
    for (let made = 0; made < 50; made++) {
      waiting.push(await done('tochuc.mythanh', await drafted('tochuc.mythanh', proposalOf()), 'submit'))
    }
    const signed = await Promise.all(waiting.map((one) => done('bithu.mythanh', one, 'sign')))
    const numbers = signed.map(({ symbol }) => Number(symbol?.split('-')[0])).toSorted((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: 50 }, (_, index) => index + 2))
  })

  it('are not spent by a signature that fails, nor given on a day before the last one', async () => {
    const paper = await done('tochuc.mythanh', await drafted('tochuc.mythanh', proposalOf()), 'submit')
    clock.setTo('2022-06-19')
    const early = await act('bithu.mythanh', paper, 'sign')
    expect(early).toMatchObject({ status: 422, body: { data: { obstacles: [{ code: 'later_number_taken' }] } } })
    clock.setTo('2022-06-20')
    expect((await done('bithu.mythanh', paper, 'sign')).symbol).toBe('52-TTr/ĐU')
  })

  it('begin anew with a committee’s new term, and a term never overlaps another', async () => {
    clock.setTo('2025-08-01')
    const secretary = await as('bithu.mythanh')
    const term = { id: newId(), label: 'Nhiệm kỳ 2025-2030', validFrom: '2025-07-01', validTo: null }
    expect((await secretary.post(`/units/${unitId('luong-phu')}/committee-terms`, term)).status).toBe(409)
    expect((await secretary.post(`/units/${unitId('dai-dien')}/committee-terms`, term)).status).toBe(403)
    const body = await secretary.get(`/units/${unitId('luong-phu')}/issuing-body`)
    expect(body.body).toMatchObject({
      version: 0,
      certificateName: 'Bằng công nhận',
      allowedActions: ['change', 'record_term'],
    })
    clock.setTo('2022-06-20')
  })
})

describe('numbers given on paper before', () => {
  it('are spent: the next signature takes the one after them, and they only go up', async () => {
    const organiser = await as('tochuc.mythanh')
    const path = `/units/${unitId('my-thanh')}/numbers-taken`
    expect((await (await as('bithu.giongtrom')).post(path, { typeCode: 'TTr', last: 80 })).status).toBe(403)
    expect(await organiser.post(path, { typeCode: 'TTr', last: 52 })).toMatchObject({
      status: 422,
      body: { reason: 'number_not_above' },
    })
    expect(await organiser.post(path, { typeCode: 'TTr', last: 80 })).toMatchObject({
      status: 200,
      body: { lastNumbers: [{ typeCode: 'TTr', last: 80 }] },
    })
    const paper = await done('tochuc.mythanh', await drafted('tochuc.mythanh', proposalOf()), 'submit')
    expect((await done('bithu.mythanh', paper, 'sign')).symbol).toBe('81-TTr/ĐU')
  })
})

describe('an issuing body', () => {
  it('chooses its layout, and only its own people do', async () => {
    const path = `/units/${unitId('my-thanh')}/issuing-body`
    const chosen = {
      layout: { spelling: 'uỷ', lineSpacing: 19 },
      place: 'Mỹ Thạnh',
      certificateName: 'Giấy công nhận',
      version: 0,
    }
    const organiser = await as('tochuc.mythanh')
    expect((await (await as('bithu.giongtrom')).put(path, chosen)).status).toBe(403)
    expect(await organiser.put(path, chosen)).toMatchObject({
      status: 200,
      body: { version: 1, layout: chosen.layout },
    })
    expect(await organiser.put(path, chosen)).toMatchObject({ status: 409, body: { code: 'stale_version' } })
    expect((await organiser.put(path, { ...chosen, layout: { lineSpacing: 40 }, version: 1 })).status).toBe(422)
    const paper = await drafted('tochuc.mythanh', proposalOf())
    const { content } = await app.db
      .selectFrom('official_document')
      .select('content')
      .where('id', '=', paper.id)
      .executeTakeFirstOrThrow()
    expect(content).toMatchObject({ settings: chosen.layout })
  })
})
