import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testApp, testClock, type TestApp } from '#tests/database.ts'
import { Dossier, seedProgramme, seedTeams } from '#tests/dossiers.ts'
import { seedPeople } from '#tests/people.ts'

let app: TestApp
let dossier: Dossier
beforeAll(async () => {
  app = await testApp(testClock('2022-02-01'))
  await seedPeople(app)
  await seedProgramme(app)
  await seedTeams(app)
  dossier = new Dossier(app, 'cai-chot')
  await dossier.prepare('bithu.caichot', 'tochuc.mythanh', 2022)
})
afterAll(() => app.close())

const story = async (username: string, query = '') =>
  (await app.signedIn(username)).get(`/journal/dossier/${dossier.id}${query}`)

describe('the story of an object', () => {
  it('is told newest first, by name and in words, to those whose unit it is', async () => {
    const { status, body } = await story('tochuc.mythanh')
    expect(status).toBe(200)
    const lines = [...(body['items'] ?? [])]
    expect(lines.at(-1)).toMatchObject({ who: 'Nguyễn Văn Thử', what: 'mở hồ sơ' })
    expect(lines).toContainEqual(expect.objectContaining({ who: 'Võ Văn Mẫu', what: 'nhận đăng ký' }))
    expect(JSON.stringify(body)).not.toContain('127.0.0.1')
  })

  it('goes page by page and misses nothing', async () => {
    const all = [...((await story('bithu.caichot')).body['items'] ?? [])].map((line) => line['id'])
    const paged = []
    for (let cursor = ''; ; ) {
      const { body } = await story('bithu.caichot', `?limit=1${cursor}`)
      paged.push(...[...(body['items'] ?? [])].map((line) => line['id']))
      if (body['next'] === null) break
      cursor = `&cursor=${JSON.stringify(body['next']).replaceAll('"', '')}`
    }
    expect(all.length).toBeGreaterThan(2)
    expect(paged).toEqual(all)
    expect((await story('bithu.caichot', '?cursor=x')).status).toBe(422)
  })

  it('is nobody else’s: not the neighbour’s, nor the administrator’s', async () => {
    expect((await story('bithu.bendo')).body['items']).toEqual([])
    expect((await story('quantri')).status).toBe(403)
    expect((await app.anonymous.get(`/journal/dossier/${dossier.id}`)).status).toBe(401)
  })
})
