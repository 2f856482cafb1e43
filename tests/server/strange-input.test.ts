import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#platform/server/id.ts'
import { type Caller, type TestApp, testApp, testClock } from '../database.ts'
import { Dossier, programmeId, seedProgramme } from '../dossiers.ts'
import { seedPeople, unitId } from '../people.ts'

/** What only looks wrong: letters composed otherwise, words that look like code, the same press twice. */

let app: TestApp
let commune: Caller
beforeAll(async () => {
  app = await testApp(testClock('2022-03-01'))
  await seedPeople(app)
  await seedProgramme(app)
  commune = await app.signedIn('tochuc.mythanh')
})
afterAll(() => app.close())

const start = (over: object = {}) => ({ id: newId(), unitId: unitId('ben-do'), programmeId, year: 2022, ...over })

describe('strange but honest input', () => {
  it('of decomposed letters is composed at the door', async () => {
    const decomposed = 'Chưa đủ điều kiện, xin rút để chuẩn bị kỹ'.normalize('NFD')
    const own = new Dossier(app, 'ben-do')
    await own.start('bithu.bendo', 2022)
    await own.done('bithu.bendo', 'withdraw', { reason: decomposed })
    const view = await own.seenBy('bithu.bendo')
    expect(view.steps.at(-1)?.reason).toBe(decomposed.normalize('NFC'))
  })

  it('of HTML and SQL in words stays words', async () => {
    const words = `<script>alert("x")</script>'; drop table dossier; --`
    const own = new Dossier(app, 'nghia-huan')
    await own.start('tochuc.mythanh', 2022)
    await own.done('tochuc.mythanh', 'withdraw', { reason: words })
    expect((await own.seenBy('tochuc.mythanh')).steps.at(-1)?.reason).toBe(words)
  })

  it('sent twice by the same press, even at once, is done once', async () => {
    const key = newId()
    const body = start({ unitId: unitId('ben-do'), year: 2023 })
    const answers = await Promise.all([1, 2, 3].map(() => commune.post('/dossiers', body, { 'idempotency-key': key })))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1)
    const rows = await app.db
      .selectFrom('dossier')
      .select('id')
      .where('unit_id', '=', unitId('ben-do'))
      .where('year', '=', 2023)
      .execute()
    expect(rows).toHaveLength(1)
  })

  it('with a used key for something else is refused', async () => {
    const key = newId()
    await commune.post('/dossiers', start({ unitId: unitId('nghia-huan'), year: 2023 }), { 'idempotency-key': key })
    const other = await commune.post('/dossiers', start({ unitId: unitId('cai-chot'), year: 2023 }), {
      'idempotency-key': key,
    })
    expect([other.status, other.body['code']]).toEqual([422, 'key_reused'])
  })
})
