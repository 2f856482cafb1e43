import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#platform/server/id.ts'
import { type TestApp, testApp, testClock } from '#tests/database.ts'
import { type Dossier, seedProgramme, seedTeams } from '#tests/dossiers.ts'
import { seedPeople, unitId } from '#tests/people.ts'
import { lastNumber, newIds, recognise, seedTerms, waitForCommune, waitForDistrict } from '#tests/titles.ts'

const clock = testClock('2022-02-01')
let app: TestApp
let dossier: Dossier
const ids = newIds()

beforeAll(async () => {
  app = await testApp(clock)
  await seedPeople(app)
  await seedProgramme(app)
  await seedTeams(app)
  dossier = await waitForDistrict(app, clock)
})
afterAll(() => app.close())

const decider = 'bithu.giongtrom'

describe('the decision of the district’s standing committee', () => {
  it('is refused while no committee term is recorded, and spends no number', async () => {
    const answer = await recognise(dossier, decider)
    expect(answer).toMatchObject({
      status: 422,
      body: {
        code: 'obstacles',
        data: { obstacles: [{ code: 'no_committee_term', to: `/units/${unitId('giong-trom')}/issuing-body` }] },
      },
    })
    expect(await lastNumber(app, 'giong-trom')).toBe(0)
    expect((await dossier.seenBy(decider)).state).toBe('decision')
  })

  it('is nobody else’s: not the organisers’, not the commune’s, not the cell’s', async () => {
    await seedTerms(app)
    for (const other of ['tochuc.giongtrom', 'bithu.mythanh', 'bithu.caichot', 'bithu.thoithanh']) {
      const { status } = await recognise(dossier, other)
      expect([403, 404], other).toContain(status)
    }
    expect((await app.anonymous.post('/recognitions', {})).status).toBeGreaterThanOrEqual(400)
    expect(await lastNumber(app, 'giong-trom')).toBe(0)
  })

  it('refuses who has seen an older version', async () => {
    const { documentId, ...own } = newIds()
    const caller = await dossier.as(decider)
    const answer = await caller.post('/recognitions', {
      documentId,
      dossiers: [{ dossierId: dossier.id, version: dossier.version - 1, ...own }],
    })
    expect(answer).toMatchObject({ status: 409, body: { code: 'stale_version' } })
  })

  it('recognises the cell with number, title, certificate, journal and event in one go', async () => {
    const answer = await recognise(dossier, decider, ids)
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    expect(answer.body).toMatchObject({
      document: {
        state: 'signed',
        symbol: '01-QĐ/HU',
        dated: '2022-06-20',
        bodyName: 'Huyện ủy Giồng Trôm',
        subject: 'công nhận chi bộ ấp Cái Chốt đạt danh hiệu trong sạch, vững mạnh toàn diện năm 2022',
        about: [{ unitId: unitId('cai-chot'), name: 'Chi bộ ấp Cái Chốt' }],
        signer: 'Đặng Văn Thử',
        obstacles: [],
      },
    })
    const seen = await dossier.seenBy('bithu.caichot')
    expect(seen.state).toBe('recognised')
    expect(seen.steps.at(-1)?.decision).toEqual({
      number: '01-QĐ/HU',
      date: '2022-06-20',
      issuer: 'Ban Thường vụ Huyện ủy Giồng Trôm',
    })
    const title = await app.db.selectFrom('title').selectAll().where('id', '=', ids.titleId).executeTakeFirstOrThrow()
    expect(title).toMatchObject({ unit_id: unitId('cai-chot'), decision_number: '01-QĐ/HU', state: 'in_force' })
    const journal = await app.db
      .selectFrom('journal')
      .select('action')
      .where('object_id', 'in', [ids.titleId, ids.documentId, dossier.id])
      .execute()
    expect(journal.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['document.signed', 'dossier.decide', 'title.recognised']),
    )
    const events = await app.db
      .selectFrom('outbox_event')
      .select('data')
      .where('type', '=', 'title.recognised')
      .execute()
    expect(events).toHaveLength(1)
    expect(JSON.stringify(events)).not.toContain('Thử')
  })

  it('sent again does nothing again, and never takes a second number', async () => {
    const again = await recognise(dossier, decider, ids)
    expect(again).toMatchObject({ status: 200, body: { document: { symbol: '01-QĐ/HU' } } })
    const other = await recognise(dossier, decider, newIds())
    expect(other).toMatchObject({ status: 409 })
    const mixed = await recognise(dossier, decider, { ...newIds(), documentId: ids.documentId })
    expect(mixed).toMatchObject({ status: 409, body: { code: 'conflict', reason: 'id_used' } })
    expect(await lastNumber(app, 'giong-trom')).toBe(1)
  })

  it('never changes once signed, not even by the database’s owner', async () => {
    const change = app.db
      .updateTable('official_document')
      .set({ subject: 'khác' })
      .where('id', '=', ids.documentId)
      .execute()
    await expect(change).rejects.toThrow('a signed document never changes')
    const removal = app.db.deleteFrom('official_document').where('id', '=', ids.documentId).execute()
    await expect(removal).rejects.toThrow('a signed document is never deleted')
    const title = app.db
      .updateTable('title')
      .set({ decision_number: '99-QĐ/HU' })
      .where('id', '=', ids.titleId)
      .execute()
    await expect(title).rejects.toThrow('a title changes only by a correction')
  })

  it('is not given to a cell that already holds the title', async () => {
    const { id, unit_id } = await app.db
      .selectFrom('title')
      .select(['id', 'unit_id'])
      .where('id', '=', ids.titleId)
      .executeTakeFirstOrThrow()
    const second = await waitForDistrict(app, clock, 'ben-do')
    await app.db
      .insertInto('title')
      .values({
        unit_id: unitId('ben-do'),
        id: newId(),
        programme_id: (await dossier.seenBy(decider)).programme.id,
        recognised_on: '2021-12-01',
        decision_number: '9-QĐ/HU',
        decision_date: '2021-12-01',
        granted_by: unitId('giong-trom'),
        granted_body: 'Ban Thường vụ',
        state: 'in_force',
      })
      .execute()
    const refused = await recognise(second, decider)
    expect(refused).toMatchObject({ status: 409, body: { reason: 'title_held' } })
    expect(await lastNumber(app, 'giong-trom')).toBe(1)
    await app.db.deleteFrom('title').where('unit_id', '=', unitId('ben-do')).execute()
    expect([id, unit_id]).toEqual([ids.titleId, unitId('cai-chot')])
    expect(await recognise(second, decider)).toMatchObject({ status: 200, body: { document: { symbol: '02-QĐ/HU' } } })
  })
})

describe('after 1 July 2025, with two levels', () => {
  it('the commune’s standing committee decides by somebody who has not proposed or appraised', async () => {
    await app.db.deleteFrom('title_event').where('unit_id', '=', unitId('ben-do')).execute()
    await app.db.deleteFrom('certificate').where('unit_id', '=', unitId('ben-do')).execute()
    await app.db.deleteFrom('title').where('unit_id', '=', unitId('ben-do')).execute()
    const later = await waitForCommune(app, clock)
    expect(await recognise(later, 'uyvien.mythanh')).toMatchObject({
      status: 403,
      body: { reason: 'conflict_of_duty', data: { conflict: 'proposed_dossier' } },
    })
    const answer = await recognise(later, 'bithu.mythanh')
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    expect(answer.body).toMatchObject({
      document: {
        symbol: '01-QĐ/ĐU',
        bodyName: 'Đảng ủy xã Lương Phú',
        dated: '2025-08-01',
      },
    })
  })
})
