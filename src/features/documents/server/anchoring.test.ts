import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#platform/server/id.ts'
import { fold } from '#shared/text.ts'
import { type Caller, TEST_PASSWORD, type TestApp, testApp, testClock } from '#tests/database.ts'
import { type Dossier, programmeId, seedProgramme, seedTeams } from '#tests/dossiers.ts'
import { saidIn } from '#tests/pdfText.ts'
import { seedPeople, unitId } from '#tests/people.ts'
import { newIds, recognise, seedTerms, waitForCommune, waitForDistrict } from '#tests/titles.ts'
import { type Anchor, anchors, type NameOn, type Paper } from '../anchoring.ts'
import { documentTypes } from '../document.ts'

/**
 * A cell, its commune and its district, each called otherwise on the day of a fact than on the day it is told. The cell was
 * visited on 1 June 2022, recognised on the 20th, and the title was confirmed and lost in October 2025.
 */
const names: [unit: string, from: string, to: string | null, name: string, parent: string | null][] = [
  ['giong-trom', '2000-01-01', '2022-01-01', 'Huyện Hương Điểm', 'ben-tre'],
  ['giong-trom', '2022-01-01', '2025-07-01', 'Huyện Giồng Trôm', 'ben-tre'],
  ['luong-phu', '2025-07-01', '2025-09-01', 'Xã Lương Phú', 'vinh-long'],
  ['luong-phu', '2025-09-01', null, 'Xã Phú Lương', 'vinh-long'],
  ['cai-chot', '2000-01-01', '2022-06-10', 'Chi bộ ấp Cái Chốt', 'my-thanh'],
  ['cai-chot', '2022-06-10', '2025-07-01', 'Chi bộ ấp Rạch Sâu', 'my-thanh'],
  ['cai-chot', '2025-07-01', '2025-08-01', 'Chi bộ ấp Rạch Sâu', 'luong-phu'],
  ['cai-chot', '2025-08-01', null, 'Chi bộ ấp Tân Lập', 'luong-phu'],
  ['my-thanh', '2000-01-01', '2025-07-01', 'Xã Mỹ Thạnh', 'giong-trom'],
  ['ben-tre', '2000-01-01', '2025-07-01', 'Tỉnh Hàm Luông', null],
  ['vinh-long', '2000-01-01', null, 'Tỉnh Vĩnh Long', null],
]
const place = (name: string) => name.replace(/^(Chi bộ ấp|Xã|Huyện|Tỉnh) /u, '')
const places = [...new Set(names.map(([, , , name]) => place(name)))]
/** The place words of the story that a text names. */
const placesIn = (text: string) =>
  places.filter((word) => fold(text).replaceAll(/\s+/g, ' ').includes(fold(word))).toSorted()
function nameOn(unit: string, day: string): string {
  const found = names.find(([slug, from, to]) => slug === unit && from <= day && (to === null || day < to))
  if (!found) throw new Error(`${unit} did not exist on ${day}`)
  return place(found[3])
}

const clock = testClock('2022-02-01')
const TODAY = '2025-10-01'
let app: TestApp
const title = newIds()
const later = newIds()
const said = new Map<Paper, string>()

beforeAll(async () => {
  app = await testApp(clock)
  await seedPeople(app)
  await seedProgramme(app)
  await seedTeams(app)
  await seedTerms(app)
  await app.pool.query('delete from unit_version where unit_id = any ($1::uuid[])', [
    [...new Set(names.map(([unit]) => unitId(unit)))],
  ])
  const kinds = { Huyện: 'district', Xã: 'commune', Chi: 'hamlet_cell', Tỉnh: 'province' }
  for (const [unit, from, to, name, parent] of names) {
    const kind = Object.entries(kinds).find(([word]) => name.startsWith(word))?.[1]
    await app.pool.query(
      `insert into unit_version (id, unit_id, name, name_folded, kind, parent_id, valid, sort_order)
       values ($1, $2, $3, $4, $5, $6, daterange($7, $8), 0)`,
      [newId(), unitId(unit), name, fold(name), kind, parent && unitId(parent), from, to],
    )
  }
  await app.pool.query('select rebuild_unit_closure()')
  await inDistrictDays(await waitForDistrict(app, clock))
  await today()
}, 120_000)
afterAll(() => app.close())

async function file(username: string, path: string): Promise<Uint8Array> {
  const signedIn = await app.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/username',
    payload: { username, password: TEST_PASSWORD },
  })
  const cookie = signedIn.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')
  const answer = await app.app.inject({ url: `/api/v1${path}`, headers: { cookie } })
  expect(answer.statusCode, answer.body).toBe(200)
  return new Uint8Array(answer.rawPayload)
}
const pdfOf = async (username: string, path: string) => saidIn(await file(username, path))

type DraftedPaper = (typeof documentTypes)[number]
async function draft(username: string, type: DraftedPaper, request: Record<string, unknown>): Promise<void> {
  const id = newId()
  const caller = await app.signedIn(username)
  const { status, body } = await caller.post('/documents', { id, request: { type, ...request } })
  expect(status, JSON.stringify(body)).toBe(200)
  said.set(type, await pdfOf(username, `/documents/${id}/pdf`))
}

/** What was written and signed while there was a district. */
async function inDistrictDays(dossier: Dossier): Promise<void> {
  const minutes = { startedAt: '08 giờ 00', endedAt: null, conclusion: 'Đủ điều kiện' }
  await draft('tochuc.giongtrom', 'appraisalMinutes', { dossierId: dossier.id, ...minutes })
  await draft('thamdinh.mot', 'appraisalReport', { dossierIds: [dossier.id] })
  const { status, body } = await recognise(dossier, 'bithu.giongtrom', title)
  expect(status, JSON.stringify(body)).toBe(200)
  said.set('recognitionDecision', await pdfOf('bithu.giongtrom', `/documents/${title.documentId}/pdf`))
}

async function takeStep(commune: Caller, paper: Paper | null, verb: string, titleId = title.titleId): Promise<string> {
  const { body } = await commune.get(`/titles/${titleId}`)
  const documentId = newId()
  const ground = ['open-review', 'revoke'].includes(verb) ? { ground: 'mất đoàn kết kéo dài' } : {}
  const step = { id: newId(), documentId, version: body['version'], ...ground }
  const taken = await commune.post(`/titles/${titleId}/${verb}`, step)
  expect(taken.status, JSON.stringify(taken.body)).toBe(200)
  const text = await pdfOf('bithu.mythanh', `/documents/${documentId}/pdf`)
  if (paper) said.set(paper, text)
  return text
}

/** What is written today, of today and of then. */
async function today(): Promise<void> {
  const own = await waitForCommune(app, clock)
  const granted = await recognise(own, 'bithu.mythanh', later)
  expect(granted.status, JSON.stringify(granted.body)).toBe(200)
  clock.setTo(TODAY)
  const list = { unitId: unitId('luong-phu'), programmeId, year: 2022 }
  await draft('tochuc.mythanh', 'registrationList', list)
  const [past] = (await app.pool.query<{ id: string }>('select id from dossier where year = 2022')).rows
  await draft('bithu.caichot', 'selfAppraisalReport', { dossierId: past?.id })
  await draft('tochuc.mythanh', 'proposal', { dossierIds: [past?.id] })
  const commune = await app.signedIn('bithu.mythanh')
  await takeStep(commune, 'confirmationDecision', 'confirm')
  await takeStep(commune, 'reappraisalDecision', 'open-re-appraisal')
  await takeStep(commune, null, 'confirm-after-re-appraisal')
  await takeStep(commune, 'reviewDecision', 'open-review')
  const { body: page } = await commune.get(`/titles/${title.titleId}`)
  const { unit, communeName, grantedBy, inCharge, events } = page as unknown as Record<string, unknown>
  said.set('titlePage', JSON.stringify([unit, communeName, grantedBy, inCharge, events]))
  await takeStep(commune, 'revocationDecision', 'revoke')
  said.set('certificate', await pdfOf('bithu.mythanh', `/certificates/${title.certificateId}/pdf`))
  const breachId = newId()
  const breach = {
    id: breachId,
    unitId: unitId('luong-phu'),
    title: 'Gửi nhầm danh sách',
    discoveredAt: `${TODAY}T07:00:00+07:00`,
    happened: 'Danh sách gửi nhầm.',
    data: ['person.id'],
    people: 12,
  }
  const organiser = await app.signedIn('tochuc.mythanh')
  expect((await organiser.post('/data-breaches', breach)).status).toBe(201)
  said.set('breachReport', await pdfOf('tochuc.mythanh', `/data-breaches/${breachId}/report/pdf`))
  const report = (query: string) => pdfOf('tochuc.bentre', `/reports/recognition/export/pdf?asOf=2022-06-30&${query}`)
  said.set('reportAsThen', await report(`basis=then&unitId=${unitId('my-thanh')}`))
  said.set('reportAsNow', await report(`basis=now&unitId=${unitId('luong-phu')}`))
  const numbers = `/units/${unitId('luong-phu')}/numbers-taken`
  expect((await organiser.post(numbers, { typeCode: 'BC', last: 7 })).status).toBe(200)
  const counted = await app.pool.query<{ body_code: string }>(`select body_code from document_counter where last = 7`)
  said.set('numberSeries', JSON.stringify(counted.rows))
}

/** Each name on each paper: the units that its words name, and the day of the fact they belong to. */
type Named = { units: string[]; fact: string }
const cell = ['cai-chot', 'luong-phu']
const cellThen = ['cai-chot', 'my-thanh']
const commune = { units: ['luong-phu', 'vinh-long'], fact: TODAY }
const granting = { units: ['giong-trom'], fact: '2022-06-20' }
const aboutTitle = { issuingBody: commune, cell: { units: cell, fact: '2022-06-20' }, grantingBody: granting }
const expected: { [P in Paper]: { [N in NameOn<P>]: Named } } = {
  registrationList: { issuingBody: commune, cell: { units: cell, fact: '2022-02-01' } },
  selfAppraisalReport: {
    issuingBody: { units: cell, fact: TODAY },
    cell: { units: cell, fact: TODAY },
    addressee: { units: ['luong-phu'], fact: TODAY },
  },
  proposal: {
    issuingBody: commune,
    cell: { units: cell, fact: '2022-02-01' },
    addressee: { units: ['luong-phu'], fact: TODAY },
  },
  appraisalMinutes: {
    issuingBody: { units: ['giong-trom'], fact: '2022-06-01' },
    cell: { units: cellThen, fact: '2022-06-01' },
  },
  appraisalReport: {
    issuingBody: { units: ['giong-trom'], fact: '2022-06-20' },
    teamFounder: { units: ['giong-trom'], fact: '2021-04-19' },
    cell: { units: cellThen, fact: '2022-06-01' },
    addressee: { units: ['giong-trom'], fact: '2022-06-20' },
  },
  recognitionDecision: {
    issuingBody: { units: ['giong-trom', 'ben-tre'], fact: '2022-06-20' },
    cell: { units: cellThen, fact: '2022-02-01' },
  },
  confirmationDecision: aboutTitle,
  reappraisalDecision: aboutTitle,
  reviewDecision: aboutTitle,
  revocationDecision: aboutTitle,
  breachReport: { issuingBody: commune },
  certificate: {
    issuingBody: { units: ['giong-trom'], fact: '2022-06-20' },
    cell: { units: [...cellThen, 'ben-tre'], fact: '2022-06-20' },
  },
  titlePage: {
    cell: { units: cellThen, fact: '2022-06-20' },
    grantingBody: granting,
    actingBody: { units: ['luong-phu'], fact: TODAY },
    keeper: { units: ['luong-phu'], fact: '2025-07-01' },
  },
  numberSeries: { issuingBody: { units: [], fact: TODAY } },
  reportAsThen: {
    reportingBody: { units: ['my-thanh', 'giong-trom'], fact: '2022-06-30' },
    unit: { units: ['my-thanh'], fact: '2022-06-30' },
    cell: { units: cellThen, fact: '2022-06-30' },
  },
  reportAsNow: {
    reportingBody: commune,
    unit: { units: ['luong-phu'], fact: '2022-06-30' },
    cell: { units: cellThen, fact: '2022-06-30' },
  },
}
/** The day on which a paper was written. */
const writtenOn = (paper: Paper) =>
  ['appraisalMinutes', 'appraisalReport', 'recognitionDecision', 'certificate'].includes(paper) ? '2022-06-20' : TODAY

const papers = Object.keys(anchors) as Paper[]

describe('a name on a paper', () => {
  it('is anchored for every kind of document there is', () => {
    expect(papers).toEqual(expect.arrayContaining([...documentTypes]))
    expect([...said.keys()].toSorted()).toEqual(papers.toSorted())
  })

  it.each(papers)('of %s is that of the day which the table says, and no other', (paper) => {
    const told: Record<string, Named> = expected[paper]
    const table: Record<string, Anchor> = anchors[paper]
    expect(Object.keys(told).toSorted()).toEqual(Object.keys(table).toSorted())
    const words = Object.entries(told).flatMap(([name, { units, fact }]) => {
      const day = table[name] === 'successor' ? writtenOn(paper) : fact
      return units.map((unit) => nameOn(unit, day))
    })
    expect(placesIn(said.get(paper) ?? '')).toEqual([...new Set(words)].toSorted())
  })
})

const bare = (text: string) => text.replaceAll(/\s+/g, ' ').replaceAll(' ,', ',').replaceAll('uỷ', 'ủy')

describe('a decision about a title', () => {
  it.each(['confirmationDecision', 'reappraisalDecision', 'reviewDecision', 'revocationDecision'] as const)(
    'of an abolished body (%s) says by whom it was granted, and whose it is since when',
    (paper) => {
      expect(bare(said.get(paper) ?? '')).toContain(
        'được công nhận tại Quyết định số 01-QĐ/HU, ngày 20/6/2022 của Ban Thường vụ Huyện ủy Giồng Trôm, nay thuộc thẩm quyền của Ban Thường vụ Đảng ủy xã Phú Lương từ ngày 01/7/2025',
      )
    },
  )

  it('of the body that granted it says nothing of another', async () => {
    const text = await takeStep(await app.signedIn('bithu.mythanh'), null, 'open-review', later.titleId)
    expect(bare(text)).toContain('được công nhận tại Quyết định số')
    expect(bare(text)).not.toContain('nay thuộc thẩm quyền')
  })
})
