import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#platform/server/id.ts'
import { DocumentView } from '#features/documents/contract.ts'
import { RecognitionView } from '../contract.ts'
import { type Caller, type TestApp, testApp, testClock } from '#tests/database.ts'
import { type Dossier, seedProgramme, seedTeams } from '#tests/dossiers.ts'
import { seedPeople, unitId } from '#tests/people.ts'
import { lastNumber, seedTerms, waitForDistrict } from '#tests/titles.ts'

const clock = testClock('2022-02-01')
let app: TestApp
let dossiers: Dossier[]
let organiser: Caller
let secretary: Caller
beforeAll(async () => {
  app = await testApp(clock)
  await seedPeople(app)
  await seedProgramme(app)
  await seedTeams(app)
  await seedTerms(app)
  dossiers = [await waitForDistrict(app, clock), await waitForDistrict(app, clock, 'ben-do')]
  organiser = await app.signedIn('tochuc.giongtrom')
  secretary = await app.signedIn('bithu.giongtrom')
})
afterAll(() => app.close())

const prepare = async (): Promise<DocumentView> => {
  const request = { type: 'recognitionDecision', dossierIds: dossiers.map(({ id }) => id) }
  const drafted = await organiser.post('/documents', { id: newId(), request })
  const { id, version } = DocumentView.parse(drafted.body)
  return DocumentView.parse((await organiser.post(`/documents/${id}/submit`, { version })).body)
}
const wanted = () =>
  dossiers.map(({ id, version }) => ({
    dossierId: id,
    version,
    stepId: newId(),
    titleId: newId(),
    certificateId: newId(),
  }))

describe('one decision on two cells', () => {
  it('is shown to the body with every dossier it decides on', async () => {
    const { id } = await prepare()
    const seen = RecognitionView.parse((await secretary.get(`/recognitions/${id}`)).body)
    expect(seen.decisions.map(({ cell, allowedActions, obstacles }) => [cell.name, allowedActions, obstacles])).toEqual(
      [
        ['Chi bộ ấp Cái Chốt', ['decide', 'refuse'], []],
        ['Chi bộ ấp Bến Đò', ['decide', 'refuse'], []],
      ],
    )
    expect(seen.document.subject).toBe('công nhận 02 chi bộ đạt danh hiệu trong sạch, vững mạnh toàn diện năm 2022')
  })

  it('fails as a whole when one dossier has moved on: no number, no title, nothing half-done', async () => {
    const { id: documentId, version: documentVersion } = await prepare()
    const [first, second] = wanted()
    const stale = { documentId, documentVersion, dossiers: [first, { ...second, version: 1 }] }
    expect(await secretary.post('/recognitions', stale)).toMatchObject({ status: 409, body: { code: 'stale_version' } })
    const one = { documentId, documentVersion, dossiers: [first] }
    expect(await secretary.post('/recognitions', one)).toMatchObject({
      status: 409,
      body: { reason: 'other_document' },
    })
    expect(await lastNumber(app, 'giong-trom')).toBe(0)
    expect(await app.db.selectFrom('title').select('id').execute()).toEqual([])
  })

  it('gives each its title and certificate under one number, and each cell reads the decision', async () => {
    const { id: documentId, version: documentVersion } = await prepare()
    const answer = await secretary.post('/recognitions', { documentId, documentVersion, dossiers: wanted() })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    const titles = await app.db.selectFrom('title').select(['unit_id', 'decision_number']).orderBy('unit_id').execute()
    expect(titles).toEqual(
      ['cai-chot', 'ben-do']
        .map((cell) => ({ unit_id: unitId(cell), decision_number: '01-QĐ/HU' }))
        .toSorted((a, b) => (a.unit_id < b.unit_id ? -1 : 1)),
    )
    for (const cell of ['bithu.caichot', 'bithu.bendo']) {
      expect((await (await app.signedIn(cell)).get(`/documents/${documentId}`)).status).toBe(200)
    }
    expect((await (await app.signedIn('bithu.xuongthoi')).get(`/documents/${documentId}`)).status).toBe(404)
  })
})
