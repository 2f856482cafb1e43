import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { idOf, newId } from '#platform/server/id.ts'
import { readShippedProgrammes } from '#features/programmes/server/queries.ts'
import { type Caller, type TestApp, testApp, testClock } from '#tests/database.ts'
import { personId, seedPeople } from '#tests/people.ts'
import { contentOf, idIn, passFail } from '#tests/ruleSets.ts'
import { placePublished } from './commands.ts'
import { readShippedRuleSets } from './queries.ts'

let running: TestApp
let head: Caller
let officer: Caller
let third: Caller
beforeAll(async () => {
  running = await testApp(testClock('2022-06-30'))
  await seedPeople(running)
  head = await running.signedIn('tochuc.bentre')
  officer = await running.signedIn('chuyenvien.bentre')
  third = await running.signedIn('bithu.bentre')
})
afterAll(() => running.close())

const draft = (code: string) =>
  officer.post('/rule-sets', { id: newId(), content: contentOf([passFail('TC1')], { code }) })
const statuses = (answers: { status: number }[]) => answers.map(({ status }) => status).sort((a, b) => a - b)

describe('two people at once', () => {
  it('beginning the same set begin one', async () => {
    const answers = await Promise.all([draft('cung-luc'), draft('cung-luc'), draft('cung-luc')])
    expect(statuses(answers)).toEqual([201, 409, 409])
  })

  it('changing the same draft change it once; the other is told that it has changed', async () => {
    const id = idIn((await draft('cung-sua')).body)
    const change = (by: Caller, vi: string) =>
      by.put(`/rule-sets/${id}`, {
        version: 1,
        content: contentOf([passFail('TC1')], { code: 'cung-sua', title: { vi, en: '' } }),
      })
    const answers = await Promise.all([change(head, 'Một'), change(officer, 'Hai'), change(third, 'Ba')])
    expect(statuses(answers)).toEqual([200, 409, 409])
    const winner = answers.find(({ status }) => status === 200)
    expect((await officer.get(`/rule-sets/${id}`)).body).toMatchObject({
      title: Reflect.get(winner?.body ?? {}, 'title'),
    })
  })

  it('publishing the same draft publish it once', async () => {
    const id = idIn((await draft('cung-cong-bo')).body)
    const publish = (by: Caller) => by.post(`/rule-sets/${id}/publish`, { version: 1, confirmed: false })
    expect(statuses(await Promise.all([publish(head), publish(third)]))).toEqual([200, 409])
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from journal where object_id = ${id} and action = 'rule_set.published'`.execute(
      running.db,
    )
    expect(rows).toEqual([{ count: 1 }])
  })

  it('one retiring a set, one beginning to use it, never leave it used after its last day', async () => {
    const [shipped] = await readShippedRuleSets()
    const [plan] = await readShippedProgrammes()
    if (!shipped || !plan) throw new Error('both come along')
    const ruleSetId = idOf('shipped')
    await placePublished(running.db, { id: ruleSetId, revision: 1, content: shipped.content, publishedAt: new Date(0) })
    const [retired, used] = await Promise.all([
      head.post(`/rule-sets/${ruleSetId}/retire`, { version: 1, lastDay: '2022-12-31' }),
      officer.post('/programmes', { id: newId(), content: plan }),
    ])
    expect(statuses([retired, used]).filter((status) => status < 300)).toHaveLength(1)
  })
})

describe('the database itself', () => {
  it('refuses a publication by who drafted the set', async () => {
    const id = idIn((await draft('tu-cong-bo')).body)
    const own = personId('chuyenvien.bentre')
    const publication = sql`
      update rule_set set status = 'published', content_hash = 'x', published_by = ${own} where id = ${id}`
    await expect(publication.execute(running.db)).rejects.toThrow('rule_set_published_by_another')
  })
})
