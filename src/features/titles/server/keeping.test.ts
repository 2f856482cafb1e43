import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { newId } from '#platform/server/id.ts'
import { Verification } from '../contract.ts'
import { TitleView } from '../contract.ts'
import { type Caller, type TestApp, testApp, testClock } from '#tests/database.ts'
import { seedProgramme, seedTeams } from '#tests/dossiers.ts'
import { seedPeople, unitId } from '#tests/people.ts'
import { newIds, recognise, seedTerms, waitForDistrict } from '#tests/titles.ts'
import { commands } from './cli.ts'

const clock = testClock('2022-02-01')
let app: TestApp
let district: Caller
const ids = newIds()

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
})
afterAll(() => app.close())

const seen = async (as: Caller = district) => {
  const answer = await as.get(`/titles/${ids.titleId}`)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return TitleView.parse(answer.body)
}
const step = async (as: Caller, verb: string, more: Record<string, unknown> = {}) => {
  const { version } = await seen()
  return as.post(`/titles/${ids.titleId}/${verb}`, { id: newId(), documentId: newId(), version, ...more })
}
const scanned = async () => {
  const { certificate } = await seen()
  return new URL(certificate?.address ?? '')
}
const verify = async (query: string, id = ids.certificateId) => {
  const answer = await app.anonymous.get(`/verify/${id}${query}`)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return { view: Verification.parse(answer.body), text: JSON.stringify(answer.body) }
}
const file = async (format: string): Promise<Uint8Array> => {
  const { cookie } = await cookieOf('bithu.caichot')
  const answer = await app.app.inject({
    url: `/api/v1/certificates/${ids.certificateId}/${format}`,
    headers: { cookie },
  })
  expect(answer.statusCode).toBe(200)
  return new Uint8Array(answer.rawPayload)
}
const cookieOf = async (username: string) => {
  const answer = await app.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/username',
    payload: { username, password: 'mật khẩu thử nghiệm' },
  })
  return { cookie: answer.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ') }
}

describe('a certificate in anybody’s hand', () => {
  it('is genuine and in force, says where and by which decision, and names no person', async () => {
    const { search, pathname } = await scanned()
    expect(pathname).toBe(`/verify/${ids.certificateId}`)
    const { view, text } = await verify(search)
    expect(view).toMatchObject({
      outcome: 'genuine',
      certificate: {
        cell: 'Chi bộ ấp Cái Chốt',
        commune: 'xã Mỹ Thạnh',
        district: 'huyện Giồng Trôm',
        decisionSymbol: '01-QĐ/HU',
        issuingBody: 'Ban Thường vụ Huyện ủy Giồng Trôm',
        state: 'in_force',
        inCharge: [],
      },
    })
    const people = await app.db.selectFrom('person').select('name').execute()
    expect(people.length).toBeGreaterThan(10)
    expect(people.map(({ name }) => name).filter((name) => text.includes(name))).toEqual([])
  })

  it('with a wrong signature, an unknown key, no signature or an unknown code is told apart', async () => {
    const { searchParams } = await scanned()
    const key = searchParams.get('k') ?? ''
    const signature = searchParams.get('s') ?? ''
    const other = signature.startsWith('A') ? `B${signature.slice(1)}` : `A${signature.slice(1)}`
    const outcomes = [`?k=${key}&s=${other}`, `?k=${key}&s=abc`, `?k=0000000000000000&s=${signature}`, ''].map(
      async (query) => (await verify(query)).view,
    )
    expect((await Promise.all(outcomes)).map(({ outcome, certificate }) => [outcome, certificate === null])).toEqual([
      ['forged', true],
      ['forged', true],
      ['unknown_key', true],
      ['unsigned', false],
    ])
    for (const id of [newId(), 'khong-phai-ma', "1' or '1'='1"]) {
      expect((await verify('', encodeURIComponent(id))).view).toMatchObject({ outcome: 'unknown', certificate: null })
    }
  })

  it('as a file is checked on the command line; one altered byte is noticed', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'vung-manh-'))
    const [command] = commands
    if (!command) throw new Error('no command')
    const said = vi.spyOn(console, 'info').mockImplementation(() => undefined)
    try {
      for (const format of ['pdf', 'docx']) {
        const bytes = await file(format)
        const name = path.join(folder, `bang.${format}`)
        await writeFile(name, bytes)
        said.mockClear()
        expect(await command.run([name], app)).toBe(0)
        expect(said.mock.calls.flat().join('\n')).toContain('Danh hiệu đang có hiệu lực (từ 20/06/2022)')
        expect(await command.withoutDatabase?.([name], app.settings)).toBe(0)
      }
      const pdf = await file('pdf')
      pdf[200] = (pdf[200] ?? 0) ^ 1
      const altered = path.join(folder, 'sua.pdf')
      await writeFile(altered, pdf)
      said.mockClear()
      expect(await command.run([altered], app)).toBe(1)
      expect(said.mock.calls.flat().join('\n')).toContain('đã bị thay đổi')
      const plain = path.join(folder, 'khac.txt')
      await writeFile(plain, 'không phải bằng')
      expect(await command.run([plain], app)).toBe(1)
      expect(await command.run([path.join(folder, 'khong-co.pdf')], app)).toBe(2)
    } finally {
      said.mockRestore()
      await rm(folder, { recursive: true })
    }
  })

  it('is a file only for those who may see the cell', async () => {
    const { cookie } = await cookieOf('bithu.xuongthoi')
    const url = `/api/v1/certificates/${ids.certificateId}/pdf`
    expect((await app.app.inject({ url, headers: { cookie } })).statusCode).toBe(404)
    expect((await app.app.inject({ url })).statusCode).toBe(401)
    expect((await app.app.inject({ url: '/api/v1/certificates/abc/pdf', headers: { cookie } })).statusCode).toBe(404)
  })
})

describe('keeping the title', () => {
  it('is confirmed once a year by a numbered decision of the body in charge', async () => {
    clock.setTo('2022-12-20')
    expect(await step(await app.signedIn('bithu.mythanh'), 'confirm')).toMatchObject({ status: 403 })
    expect(await step(await app.signedIn('bithu.caichot'), 'confirm')).toMatchObject({ status: 403 })
    const confirmed = await step(district, 'confirm', { note: 'Giữ vững' })
    expect(confirmed.status, JSON.stringify(confirmed.body)).toBe(200)
    const { state, events } = await seen()
    expect(state).toBe('in_force')
    expect(events.at(-1)).toMatchObject({ action: 'confirm', decisionNumber: '02-QĐ/HU', on: '2022-12-20' })
    expect(await step(district, 'confirm')).toMatchObject({ status: 409, body: { reason: 'confirmed_this_year' } })
  })

  it('is opened for re-appraisal by the commune without a decision, and confirmed after it by the district', async () => {
    clock.setTo('2023-06-01')
    expect(await step(await app.signedIn('bithu.thoithanh'), 'open-re-appraisal')).toMatchObject({ status: 404 })
    const opened = await step(await app.signedIn('tochuc.mythanh'), 'open-re-appraisal')
    expect(opened.status, JSON.stringify(opened.body)).toBe(200)
    expect((await seen()).allowedActions).toEqual(['confirm_after_re_appraisal', 'revoke', 'correct'])
    expect((await step(district, 'confirm-after-re-appraisal')).status).toBe(200)
    expect((await seen()).events.map(({ decisionNumber }) => decisionNumber)).toEqual([
      '01-QĐ/HU',
      '02-QĐ/HU',
      null,
      '03-QĐ/HU',
    ])
  })

  it('refuses an older version, and the same step sent again is one step', async () => {
    const stale = { id: newId(), documentId: newId(), version: 1, ground: 'khiếu nại' }
    expect(await district.post(`/titles/${ids.titleId}/open-review`, stale)).toMatchObject({
      status: 409,
      body: { code: 'stale_version' },
    })
    const request = { ...stale, version: (await seen()).version }
    expect((await district.post(`/titles/${ids.titleId}/open-review`, request)).status).toBe(200)
    expect((await district.post(`/titles/${ids.titleId}/open-review`, request)).status).toBe(200)
    expect((await seen()).events.filter(({ action }) => action === 'open_review')).toHaveLength(1)
    expect((await verify((await scanned()).search)).view.certificate).toMatchObject({
      state: 'under_review',
      since: '2023-06-01',
    })
  })

  it('a wrong number is corrected with its reason, and the record shows what it said before', async () => {
    const change = { reason: 'Ghi nhầm số quyết định', change: { decisionNumber: '10-QĐ/HU' } }
    expect(await step(await app.signedIn('bithu.mythanh'), 'corrections', change)).toMatchObject({ status: 403 })
    expect(await step(district, 'corrections', { reason: 'thử', change: {} })).toMatchObject({
      status: 422,
      body: { reason: 'nothing_changed' },
    })
    expect((await step(district, 'corrections', change)).status).toBe(200)
    const { decisionNumber, corrections } = await seen(await app.signedIn('bithu.caichot'))
    expect(decisionNumber).toBe('10-QĐ/HU')
    expect(corrections).toMatchObject([
      {
        reason: 'Ghi nhầm số quyết định',
        before: { decisionNumber: '01-QĐ/HU' },
        after: { decisionNumber: '10-QĐ/HU' },
      },
    ])
    expect((await verify((await scanned()).search)).view.certificate).toMatchObject({
      decisionSymbol: '10-QĐ/HU',
      corrected: true,
    })
  })
})

describe('after the district has ended', () => {
  it('a power that a decision gives to another body is that body’s alone', async () => {
    clock.setTo('2025-09-01')
    const give = (to: string, powers: string, since: string) =>
      app.pool.query(
        `insert into authority_succession (id, from_unit_id, to_unit_id, powers, valid)
         values ($1, $2, $3, $4, daterange($5, null))`,
        [newId(), unitId('giong-trom'), unitId(to), powers, since],
      )
    await give('luong-phu', '{confirm,re_appraise,correct}', '2025-07-01')
    await give('vinh-long', '{revoke}', '2025-08-15')
    const view = await seen(await app.signedIn('bithu.mythanh'))
    expect(view.allowedActions).toEqual(['correct'])
    expect(view.inCharge).toMatchObject([
      { unitId: unitId('luong-phu'), since: '2025-07-01', powers: ['confirm', 're_appraise', 'correct'] },
      { unitId: unitId('vinh-long'), since: '2025-08-15', powers: ['revoke'] },
    ])
    await expect(give('vinh-long', '{decision}', '2025-08-15')).rejects.toThrow('authority_succession_powers')
    await app.pool.query('delete from authority_succession')
  })

  it('the new commune keeps what the district granted, says since when, and revokes on a ground', async () => {
    clock.setTo('2025-09-01')
    const commune = await app.signedIn('bithu.mythanh')
    const before = await seen(commune)
    expect(before).toMatchObject({
      grantedBy: 'Ban Thường vụ Huyện ủy Giồng Trôm',
      inCharge: [
        {
          unitId: unitId('luong-phu'),
          name: 'Ban Thường vụ Đảng ủy xã Lương Phú',
          since: '2025-07-01',
          powers: ['confirm', 're_appraise', 'revoke', 'correct'],
        },
      ],
      allowedActions: ['restore', 'revoke', 'correct'],
    })
    const input = { id: newId(), documentId: newId(), version: before.version }
    expect(await commune.post(`/titles/${ids.titleId}/revoke`, { ...input, ground: '' })).toMatchObject({ status: 422 })
    const revoked = await commune.post(`/titles/${ids.titleId}/revoke`, { ...input, ground: 'mất đoàn kết kéo dài' })
    expect(revoked.status, JSON.stringify(revoked.body)).toBe(200)
    expect(revoked.body).toMatchObject({ state: 'revoked', allowedActions: ['correct'] })
    const document = await commune.get(`/documents/${input.documentId}`)
    expect(document.body).toMatchObject({
      type: 'revocationDecision',
      symbol: '01-QĐ/ĐU',
      state: 'signed',
      titleId: ids.titleId,
    })
  })

  it('the public page says since when it is revoked and who is in charge now', async () => {
    const { view, text } = await verify((await scannedBy('bithu.mythanh')).search)
    expect(view).toMatchObject({
      outcome: 'genuine',
      certificate: { state: 'revoked', since: '2025-09-01', inCharge: [{ since: '2025-07-01' }] },
    })
    expect(text).not.toContain('mất đoàn kết')
  })

  it('on an earlier day the title is still listed as it stood then', async () => {
    const province = await app.signedIn('tochuc.bentre')
    const on = async (query: string) => (await province.get(`/titles?unitId=${unitId('vinh-long')}${query}`)).body
    expect(await on('')).toMatchObject({ items: [{ id: ids.titleId, state: 'revoked' }], next: null })
    expect(await on('&state=in_force')).toMatchObject({ items: [] })
    const then = await province.get(`/titles?asOf=2022-07-01&state=in_force&basis=then&unitId=${unitId('my-thanh')}`)
    expect(then.body).toMatchObject({ items: [{ id: ids.titleId, state: 'in_force', communeName: 'Xã Mỹ Thạnh' }] })
    expect((await province.get('/titles?asOf=2022-06-19')).body).toMatchObject({ items: [] })
    expect((await province.get('/titles?cursor=x')).status).toBe(422)
  })
})

const scannedBy = async (username: string) => {
  const { certificate } = await seen(await app.signedIn(username))
  return new URL(certificate?.address ?? '')
}
