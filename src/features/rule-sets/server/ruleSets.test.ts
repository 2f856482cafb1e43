import { readdirSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { newId } from '#platform/server/id.ts'
import { type Caller, type TestApp, testApp, testClock } from '#tests/database.ts'
import { seedPeople } from '#tests/people.ts'
import { contentOf, idIn, passFail } from '#tests/ruleSets.ts'
import type { RuleSetContent } from '../ruleSet.ts'

let running: TestApp
let head: Caller
let officer: Caller
let secretary: Caller
beforeAll(async () => {
  running = await testApp(testClock('2022-06-30'))
  await seedPeople(running)
  head = await running.signedIn('tochuc.bentre')
  officer = await running.signedIn('chuyenvien.bentre')
  secretary = await running.signedIn('bithu.caichot')
})
afterAll(() => running.close())

let count = 0
const freshContent = (changes: Partial<RuleSetContent> = {}): RuleSetContent => {
  count += 1
  return contentOf([passFail('TC1'), passFail('DK1', { kind: 'condition' })], { code: `bo-thu-${count}`, ...changes })
}
async function drafted(content = freshContent(), by = officer) {
  const answer = await by.post('/rule-sets', { id: newId(), content })
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body
}
const publish = (id: string, version: number, by = head, confirmed = false) =>
  by.post(`/rule-sets/${id}/publish`, { version, confirmed })
async function published(content = freshContent()) {
  const draft = await drafted(content)
  const answer = await publish(idIn(draft), 1)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}

describe('a criteria set', () => {
  it('is drafted by one person of the province, published by another, and read by everybody', async () => {
    const draft = await drafted()
    expect(draft).toMatchObject({
      status: 'draft',
      revision: 1,
      contentHash: null,
      drafters: [{ name: 'Tô Văn Mẫu' }],
      allowedActions: ['change', 'discard', 'copy'],
    })

    const own = await publish(idIn(draft), 1, officer)
    expect(own).toMatchObject({ status: 403, body: { reason: 'second_person' } })

    const done = await publish(idIn(draft), 1)
    expect(done).toMatchObject({
      status: 200,
      body: { status: 'published', publishedBy: 'Cao Thị Mẫu', contentHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    })

    const read = await secretary.get(`/rule-sets/${idIn(draft)}`)
    expect(read).toMatchObject({ status: 200, body: { status: 'published', allowedActions: [] } })
  })

  it('whoever changes a draft becomes one of its writers and no longer publishes it', async () => {
    const content = freshContent()
    const draft = await drafted(content)
    const changed = await head.put(`/rule-sets/${idIn(draft)}`, {
      version: 1,
      content: { ...content, title: { vi: 'Sửa lại', en: '' } },
    })
    expect(changed).toMatchObject({ status: 200, body: { version: 2, title: { vi: 'Sửa lại' } } })
    expect(await publish(idIn(draft), 2)).toMatchObject({ status: 403, body: { reason: 'second_person' } })
    const third = await running.signedIn('bithu.bentre')
    expect(await publish(idIn(draft), 2, third)).toMatchObject({ status: 200 })
  })

  it('once published is changed by nobody, not even in the database', async () => {
    const content = freshContent()
    const set = await published(content)
    const change = await head.put(`/rule-sets/${idIn(set)}`, { version: 2, content })
    expect(change).toMatchObject({ status: 409, body: { code: 'not_allowed_now', reason: 'rule_set_published' } })
    const rewrite = running.db
      .updateTable('rule_set')
      .set({ content: JSON.stringify({ ...content, title: { vi: 'Khác', en: '' } }) })
      .where('id', '=', idIn(set))
      .execute()
    await expect(rewrite).rejects.toThrow('a published rule set never changes')
    const back = sql`update rule_set set status = 'draft' where id = ${idIn(set)}`.execute(running.db)
    await expect(back).rejects.toThrow('a rule set never goes back')
  })

  it('with a fault is not published, and the faults are named', async () => {
    const draft = await drafted(freshContent({ items: [passFail('TC1', { label: '' })] }))
    const answer = await publish(idIn(draft), 1, head, true)
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'obstacles', data: { problems: [{ code: 'label_empty', path: '/items/0/label', item: 'TC1' }] } },
    })
    expect(await head.get(`/rule-sets/${idIn(draft)}`)).toMatchObject({ body: { status: 'draft' } })
  })

  it('waiting for its wording is published once somebody confirms it, and says so ever after', async () => {
    const draft = await drafted(freshContent({ items: [passFail('TC1', { label: '', toBeEntered: true })] }))
    expect(await publish(idIn(draft), 1)).toMatchObject({ status: 422, body: { code: 'obstacles' } })
    const done = await publish(idIn(draft), 1, head, true)
    expect(done).toMatchObject({ status: 200, body: { notices: [{ notice: 'to_be_entered', count: 1, of: 1 }] } })
  })

  it('is not changed by who has seen an older version of it', async () => {
    const content = freshContent()
    const draft = await drafted(content)
    expect((await officer.put(`/rule-sets/${idIn(draft)}`, { version: 1, content })).status).toBe(200)
    const late = await head.put(`/rule-sets/${idIn(draft)}`, { version: 1, content })
    expect(late).toMatchObject({ status: 409, body: { code: 'stale_version' } })
    const fromFuture = await head.put(`/rule-sets/${idIn(draft)}`, { version: 9, content })
    expect(fromFuture).toMatchObject({ status: 409, body: { code: 'stale_version' } })
  })

  it('is written by nobody below the province, and by nobody who is not signed in', async () => {
    const body = { id: newId(), content: freshContent() }
    expect((await secretary.post('/rule-sets', body)).status).toBe(403)
    expect((await running.anonymous.post('/rule-sets', body)).status).toBe(401)
    expect((await running.anonymous.get('/rule-sets')).status).toBe(401)
    const draft = await drafted()
    expect((await publish(idIn(draft), 1, secretary)).status).toBe(403)
    expect((await secretary.post('/rule-sets/check-file', { text: '{}' })).status).toBe(403)
  })

  it('asked for twice with one key is drafted once', async () => {
    const content = freshContent()
    const id = newId()
    const key = { 'idempotency-key': newId() }
    const first = await officer.post('/rule-sets', { id, content }, key)
    const again = await officer.post('/rule-sets', { id, content }, key)
    expect([first.status, again.status]).toEqual([201, 201])
    expect(again.body).toEqual(first.body)
  })
})

describe('a new revision', () => {
  it('is copied from the one in force, shows what differs, and takes over from its first day', async () => {
    const content = freshContent()
    const first = await published(content)
    const copy = await officer.post(`/rule-sets/${idIn(first)}/copy`, { id: newId(), effectiveFrom: '2023-01-01' })
    expect(copy).toMatchObject({ status: 201, body: { revision: 2, status: 'draft', effectiveFrom: '2023-01-01' } })
    const changed = await officer.put(`/rule-sets/${idIn(copy.body)}`, {
      version: 1,
      content: { ...content, effectiveFrom: '2023-01-01', items: [passFail('TC1'), passFail('TC2')] },
    })
    expect(changed).toMatchObject({
      body: {
        previous: { id: idIn(first), revision: 1 },
        differences: [
          { what: 'head', field: 'effectiveFrom' },
          { what: 'removed', code: 'DK1', label: 'Tiêu chuẩn DK1' },
          { what: 'added', code: 'TC2', label: 'Tiêu chuẩn TC2' },
        ],
      },
    })
  })

  it('waits while another draft of the same code is open', async () => {
    const first = await published()
    const copy = () => officer.post(`/rule-sets/${idIn(first)}/copy`, { id: newId(), effectiveFrom: '2023-01-01' })
    const open = await copy()
    expect(await copy()).toMatchObject({
      status: 409,
      body: { reason: 'draft_open', data: { ruleSetId: idIn(open.body) } },
    })
    const putAside = await officer.post(`/rule-sets/${idIn(open.body)}/discard`, { version: 1 })
    expect(putAside).toMatchObject({ status: 200, body: { status: 'retired', publishedAt: null } })
    expect(await copy()).toMatchObject({ status: 201, body: { revision: 3 } })
  })

  it('keeps the code of its set', async () => {
    const content = freshContent()
    const first = await published(content)
    const copy = await officer.post(`/rule-sets/${idIn(first)}/copy`, { id: newId(), effectiveFrom: '2023-01-01' })
    const renamed = { ...content, code: 'ma-khac' }
    const answer = await officer.put(`/rule-sets/${idIn(copy.body)}`, { version: 1, content: renamed })
    expect(answer).toMatchObject({ status: 422, body: { reason: 'code_fixed' } })
  })

  it('is not begun as a new set under a code that exists', async () => {
    const content = freshContent()
    await published(content)
    const again = await officer.post('/rule-sets', { id: newId(), content })
    expect(again).toMatchObject({ status: 409, body: { reason: 'code_taken' } })
  })
})

describe('the revision in force', () => {
  it('is the one of the day of the event', async () => {
    const content = freshContent()
    const first = await published(content)
    const copy = await officer.post(`/rule-sets/${idIn(first)}/copy`, { id: newId(), effectiveFrom: '2023-01-01' })
    const on = (day: string) => secretary.get(`/rule-sets-in-force/${content.code}?on=${day}`)
    expect(await on('2023-05-01')).toMatchObject({ status: 200, body: { revision: 1 } })
    await publish(idIn(copy.body), 1)
    expect(await on('2022-12-31')).toMatchObject({ status: 200, body: { revision: 1 } })
    expect(await on('2023-01-01')).toMatchObject({ status: 200, body: { revision: 2 } })
    expect((await on('2021-03-08')).status).toBe(404)
  })
})

describe('retirement', () => {
  it('names the last day, and refuses one before the first', async () => {
    const set = await published()
    const retire = (lastDay: string) => head.post(`/rule-sets/${idIn(set)}/retire`, { version: 2, lastDay })
    expect(await retire('2020-12-31')).toMatchObject({ status: 422, body: { reason: 'ends_before_start' } })
    expect(await retire('2022-12-31')).toMatchObject({
      status: 200,
      body: { status: 'retired', effectiveTo: '2022-12-31', contentHash: Reflect.get(set, 'contentHash') },
    })
    expect(await retire('2022-11-30')).toMatchObject({ status: 409 })
  })
})

describe('files', () => {
  const shipped = readFileSync(
    new URL('../../../../catalogue/rule-sets/02-hd-btctu-2021.json', import.meta.url),
    'utf8',
  )

  it('report before anything is kept, and become a draft that exports the same file', async () => {
    const report = await officer.post('/rule-sets/check-file', { text: shipped })
    expect(report).toMatchObject({ status: 200, body: { ok: true, revision: 1, faults: [] } })
    const done = await officer.post('/rule-sets/import', { id: newId(), text: shipped })
    expect(done).toMatchObject({ status: 201, body: { code: '02-hd-btctu', status: 'draft', revision: 1 } })
    const file = await secretary.get(`/rule-sets/${idIn(done.body)}/file`)
    expect(file.body).toEqual({ fileName: '02-hd-btctu-1.json', text: shipped })
  })

  it('with faults are refused whole, each fault with its line', async () => {
    const broken = shipped.replace('"mandatory": true', '"mandatory": "phải"')
    const line = broken.slice(0, broken.indexOf('phải')).split('\n').length
    const fault = { fault: 'wrong_type', line, path: '/ruleSet/items/0/mandatory', detail: '' }
    const report = await officer.post('/rule-sets/check-file', { text: broken })
    expect(report.body).toMatchObject({ ok: false, faults: [fault], content: null })
    const done = await officer.post('/rule-sets/import', { id: newId(), text: broken })
    expect(done).toMatchObject({ status: 422, body: { reason: 'file', data: { faults: [fault] } } })
  })

  it('come along to begin from', async () => {
    const { status, body } = await officer.get('/shipped-rule-sets')
    const files = [...(body['items'] ?? [])].map(({ fileName }) => fileName)
    expect([status, files]).toEqual([200, readdirSync('catalogue/rule-sets').toSorted()])
  })
})

describe('the list of criteria sets', () => {
  it('goes page by page through all of them, newest revision first, each once', async () => {
    const Page = z.object({
      items: z.array(z.object({ code: z.string(), revision: z.number() })),
      next: z.string().nullable(),
    })
    const seen: string[] = []
    let more = ''
    do {
      const page = Page.parse((await secretary.get(`/rule-sets?limit=3${more}`)).body)
      seen.push(...page.items.map(({ code, revision }) => `${code}/${revision}`))
      more = page.next === null ? '' : `&cursor=${encodeURIComponent(page.next)}`
    } while (more !== '')
    const { rows } = await sql<{ key: string }>`
      select code || '/' || revision as key from rule_set order by code, revision desc`.execute(running.db)
    expect(seen).toEqual(rows.map(({ key }) => key))
    expect(seen.length).toBeGreaterThan(10)
  })

  it.each(['cursor=%27;drop', 'cursor=a/b', 'purpose=khac', 'limit=0'])('refuses ?%s', async (query) => {
    expect((await secretary.get(`/rule-sets?${query}`)).status).toBe(422)
  })
})

describe('what does not belong in a criteria set', () => {
  it.each([
    ['a code with capitals', { code: 'Bo-Thu' }],
    ['a day that does not exist', { effectiveFrom: '2022-02-30' }],
    ['an end before the beginning', { effectiveTo: '2020-01-01' }],
    ['points beyond two decimals', { totalPoints: 10.001 }],
    ['a key nobody knows', { ghiChu: 'lạ' }],
    ['too many items', { items: Array.from({ length: 501 }, (_, at) => passFail(`TC${at}`)) }],
  ])('%s is refused', async (_, changes) => {
    const content = { ...freshContent(), ...changes }
    const answer = await officer.post('/rule-sets', { id: newId(), content })
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid' } })
  })

  it('keeps SQL and HTML as the text they are, composed', async () => {
    const label = `Đảng viên'); drop table rule_set; --<script>alert(1)</script>`
    const draft = await drafted(freshContent({ items: [passFail('TC1', { label: label.normalize('NFD') })] }))
    expect(draft).toMatchObject({ content: { items: [{ label: label.normalize('NFC') }] } })
  })
})
