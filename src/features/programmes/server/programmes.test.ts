import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { placePublished } from '#features/rule-sets/server/commands.ts'
import { readShippedRuleSets } from '#features/rule-sets/server/queries.ts'
import { idOf, newId } from '#platform/server/id.ts'
import { type Caller, type TestApp, testApp, testClock } from '#tests/database.ts'
import { seedPeople } from '#tests/people.ts'
import { idIn } from '#tests/ruleSets.ts'
import { emptySettings, openSettings, type ProgrammeContent } from '../programme.ts'
import { readShippedProgrammes } from './queries.ts'

let running: TestApp
let officer: Caller
let secretary: Caller
let plan21: ProgrammeContent
beforeAll(async () => {
  running = await testApp(testClock('2022-06-30'))
  await seedPeople(running)
  for (const { content } of await readShippedRuleSets()) {
    const id = idOf(`rule-set:${content.code}`)
    await placePublished(running.db, { id, revision: 1, content, publishedAt: new Date('2021-03-09T02:00:00Z') })
  }
  const [shipped] = await readShippedProgrammes()
  if (!shipped) throw new Error('a programme comes along')
  plan21 = shipped
  officer = await running.signedIn('chuyenvien.bentre')
  secretary = await running.signedIn('bithu.caichot')
})
afterAll(() => running.close())

let count = 0
async function created(changes: Partial<ProgrammeContent> = {}) {
  count += 1
  const content = { ...plan21, code: `ke-hoach-${count}`, ...changes }
  const answer = await officer.post('/programmes', { id: newId(), content })
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return { content, id: idIn(answer.body), body: answer.body }
}

describe('a programme', () => {
  it('is made from the one that comes along, with everything unknown left empty', async () => {
    const { body } = await created()
    expect(body).toMatchObject({
      term: { fromYear: 2020, toYear: 2025 },
      plan: { number: 'Kế hoạch số 21', date: null },
      ruleSets: [{ code: '02-hd-btctu', revision: 1, validFrom: '2021-03-09', validTo: null, demonstration: false }],
      settings: emptySettings,
      notEntered: [...openSettings],
      chain: plan21.chain,
    })
  })

  it('takes its settings from the province, and everybody reads them', async () => {
    const { id, content } = await created()
    const settings = {
      ...emptySettings,
      titleMonths: 36,
      dossierDocuments: [{ code: 'bao-cao', label: 'Báo cáo tự thẩm định', required: true }],
    }
    const change = { version: 1, content: { ...content, settings } }
    expect((await secretary.put(`/programmes/${id}`, change)).status).toBe(403)
    expect(await officer.put(`/programmes/${id}`, change)).toMatchObject({
      status: 200,
      body: { version: 2, settings },
    })
    const read = await secretary.get(`/programmes/${id}`)
    expect(read.body).toMatchObject({ settings, allowedActions: [] })
    expect((await running.anonymous.get(`/programmes/${id}`)).status).toBe(401)
  })

  it('is not changed by who has seen an older version', async () => {
    const { id, content } = await created()
    expect((await officer.put(`/programmes/${id}`, { version: 1, content })).status).toBe(200)
    expect(await officer.put(`/programmes/${id}`, { version: 1, content })).toMatchObject({
      status: 409,
      body: { code: 'stale_version' },
    })
  })

  it('with a day nobody is responsible for is not kept, and the place is named', async () => {
    const { id, content } = await created()
    const [first, second] = content.chain
    if (!first || !second) throw new Error('two periods')
    const chain = [first, { ...second, validFrom: '2025-07-05' }]
    expect(await officer.put(`/programmes/${id}`, { version: 1, content: { ...content, chain } })).toMatchObject({
      status: 422,
      body: { reason: 'programme', data: { problems: [{ code: 'chain_gap', path: '/chain/1/validFrom' }] } },
    })
    expect((await officer.get(`/programmes/${id}`)).body).toMatchObject({ version: 1, chain: content.chain })
  })

  it('uses published criteria only', async () => {
    const { id, content } = await created()
    const unknown = { code: 'khong-co', revision: 1, validFrom: '2021-03-09', validTo: null }
    expect(
      await officer.put(`/programmes/${id}`, { version: 1, content: { ...content, ruleSets: [unknown] } }),
    ).toMatchObject({
      status: 422,
      body: { reason: 'rule_set', errors: [{ pointer: '/content/ruleSets/0' }] },
    })
  })

  it('uses a criteria set only within the days it is in force', async () => {
    const { id, content } = await created()
    const early = { code: '02-hd-btctu', revision: 1, validFrom: '2021-03-08', validTo: null }
    const answer = await officer.put(`/programmes/${id}`, { version: 1, content: { ...content, ruleSets: [early] } })
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '/content/ruleSets/0' }] } })
  })

  it('can pass from one criteria set to another on a day', async () => {
    const { id, content } = await created()
    const ruleSets = [
      { code: '02-hd-btctu', revision: 1, validFrom: '2021-03-09', validTo: '2023-12-31' },
      { code: 'minh-hoa-tsvmtd', revision: 1, validFrom: '2024-01-01', validTo: null },
    ]
    const answer = await officer.put(`/programmes/${id}`, { version: 1, content: { ...content, ruleSets } })
    expect(answer).toMatchObject({ status: 200, body: { ruleSets } })
  })

  it('keeps a criteria set from being retired under it', async () => {
    await created({ name: 'Chương trình đang dùng' })
    const head = await running.signedIn('tochuc.bentre')
    const retire = await head.post(`/rule-sets/${idOf('rule-set:02-hd-btctu')}/retire`, {
      version: 1,
      lastDay: '2022-12-31',
    })
    expect(retire).toMatchObject({ status: 422, body: { reason: 'used_after' } })
    expect(JSON.stringify(retire.body)).toContain('Chương trình đang dùng')
  })

  it('under a code that exists is refused, and its change is kept in the journal', async () => {
    const { id, content } = await created()
    expect((await officer.post('/programmes', { id: newId(), content })).status).toBe(409)
    await officer.put(`/programmes/${id}`, { version: 1, content: { ...content, name: 'Tên mới' } })
    const { rows } = await sql<{ action: string }>`
      select action from journal where object_id = ${id} order by id`.execute(running.db)
    expect(rows.map(({ action }) => action)).toEqual(['programme.created', 'programme.changed'])
  })

  it('lists page by page, each once', async () => {
    const Page = z.object({ items: z.array(z.object({ code: z.string() })), next: z.string().nullable() })
    const first = Page.parse((await secretary.get('/programmes?limit=2')).body)
    const second = Page.parse((await secretary.get(`/programmes?limit=2&cursor=${first.next}`)).body)
    const codes = [...first.items, ...second.items].map(({ code }) => code)
    expect(codes).toHaveLength(4)
    expect(new Set(codes).size).toBe(4)
  })
})
