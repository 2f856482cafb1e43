import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#platform/server/id.ts'
import { type Answer, type Caller, type TestApp, testApp, testClock, textOf } from '../database.ts'
import { Dossier, programmeId, seedProgramme, seedTeams } from '../dossiers.ts'
import { seedPeople, unitId } from '../people.ts'

/** What goes wrong in real life, each with its clear answer: nothing lost, nothing half-done. */

const clock = testClock('2022-03-01')
let app: TestApp
let dossier: Dossier
let secretary: Caller
let commune: Caller
beforeAll(async () => {
  app = await testApp(clock)
  await seedPeople(app)
  await seedProgramme(app)
  await seedTeams(app)
  dossier = new Dossier(app)
  secretary = await dossier.as('bithu.caichot')
  commune = await dossier.as('tochuc.mythanh')
  await dossier.start('bithu.caichot', 2022)
})
afterAll(() => app.close())

const counts = async () => {
  const tables = [
    'dossier',
    'dossier_step',
    'verdict',
    'cell_vote',
    'evidence',
    'target',
    'position',
    'unit_version',
    'journal',
  ] as const
  const rows = await Promise.all(
    tables.map((table) =>
      app.db
        .selectFrom(table)
        .select((all) => all.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow(),
    ),
  )
  return rows.map(({ n }) => n)
}
const start = (over: object = {}) => ({ id: newId(), unitId: unitId('ben-do'), programmeId, year: 2022, ...over })
const step = (over: object = {}) => ({ id: newId(), version: 1, ...over })
const vote = (over: object = {}) => ({
  id: newId(),
  heldOn: '2022-03-01',
  entitled: 20,
  present: 20,
  inFavour: 20,
  against: 0,
  abstained: 0,
  ...over,
})
const on = (path: string) => `/dossiers/${dossier.id}${path}`
const position = (over: object = {}) => ({
  id: newId(),
  person: { id: newId(), name: 'Nguyễn Văn Thử' },
  role: 'member',
  title: 'Đảng viên',
  from: '2022-01-01',
  ...over,
})

type Case = [what: string, send: () => Promise<Answer>, status: number, says?: string]
const cases: Case[] = [
  ['a body that is not JSON', () => secretary.post('/dossiers', '{"id": '), 400, 'malformed'],
  ['an empty body', () => secretary.post('/dossiers', {}), 422, 'invalid'],
  ['a list where a thing is expected', () => secretary.post('/dossiers', []), 422, 'invalid'],
  ['a body of three megabytes', () => secretary.post('/dossiers', { id: 'x'.repeat(3_000_000) }), 413, 'too_large'],
  ['an id that is none', () => secretary.post('/dossiers', start({ id: '1' })), 422, 'invalid'],
  ['SQL instead of an id', () => secretary.post('/dossiers', start({ unitId: "' or 1=1 --" })), 422, 'invalid'],
  ['a year as a word', () => commune.post('/dossiers', start({ year: 'năm nay' })), 422, 'invalid'],
  ['a year before the Party was', () => commune.post('/dossiers', start({ year: 1900 })), 422, 'invalid'],
  ['a year before the programme', () => commune.post('/dossiers', start({ year: 2019 })), 422, 'invalid'],
  ['a year far ahead', () => commune.post('/dossiers', start({ year: 2099 })), 422, 'invalid'],
  [
    'a programme that does not exist',
    () => commune.post('/dossiers', start({ programmeId: newId() })),
    404,
    'not_found',
  ],
  ['a unit that does not exist', () => commune.post('/dossiers', start({ unitId: newId() })), 404, 'not_found'],
  [
    'a commune where a cell is meant',
    () => commune.post('/dossiers', start({ unitId: unitId('my-thanh') })),
    422,
    'invalid',
  ],
  [
    'a second dossier of the same year',
    () => commune.post('/dossiers', start({ unitId: unitId('cai-chot') })),
    409,
    'conflict',
  ],
  ['somebody else’s cell', () => secretary.post('/dossiers', start()), 404, 'not_found'],
  [
    'a cell of another commune',
    () => commune.post('/dossiers', start({ unitId: unitId('xuong-thoi') })),
    404,
    'not_found',
  ],
  ['no session', () => app.anonymous.post('/dossiers', start()), 401, 'unauthenticated'],
  [
    'a version never seen',
    () => secretary.post(on('/submit-registration'), step({ version: 9 })),
    409,
    'stale_version',
  ],
  ['a version below one', () => secretary.post(on('/submit-registration'), step({ version: 0 })), 422, 'invalid'],
  ['a step of a later state', () => secretary.post(on('/submit'), step()), 409, 'not_allowed_now'],
  ['a step of another body', () => secretary.post(on('/propose'), step()), 403, 'forbidden'],
  [
    'a day that does not exist',
    () => secretary.post(on('/submit-registration'), step({ on: '2022-02-30' })),
    422,
    'invalid',
  ],
  ['a day in the future', () => secretary.post(on('/submit-registration'), step({ on: '2022-03-02' })), 422, 'invalid'],
  ['a day out of range', () => secretary.post(on('/submit-registration'), step({ on: '1066-10-14' })), 422, 'invalid'],
  [
    'a date as Vietnamese people write it',
    () => secretary.post(on('/submit-registration'), step({ on: '01/03/2022' })),
    422,
    'invalid',
  ],
  ['a withdrawal without a reason', () => secretary.post(on('/withdraw'), step()), 422, 'invalid'],
  ['a reason of blanks', () => secretary.post(on('/withdraw'), step({ reason: '  \t ' })), 422, 'invalid'],
  [
    'a reason with control characters',
    () => secretary.post(on('/withdraw'), step({ reason: 'x\u0007y' })),
    422,
    'invalid',
  ],
  [
    'a reason longer than any reader',
    () => secretary.post(on('/withdraw'), step({ reason: 'a'.repeat(3000) })),
    422,
    'invalid',
  ],
  ['more votes than voters', () => secretary.post(on('/votes'), vote({ inFavour: 25 })), 422, 'invalid'],
  [
    'more present than entitled',
    () => secretary.post(on('/votes'), vote({ present: 30, inFavour: 30 })),
    422,
    'invalid',
  ],
  ['half a vote', () => secretary.post(on('/votes'), vote({ inFavour: 19.5, against: 0.5 })), 422, 'invalid'],
  ['minus one vote', () => secretary.post(on('/votes'), vote({ inFavour: 21, against: -1 })), 422, 'invalid'],
  ['a vote before its time', () => secretary.post(on('/votes'), vote()), 409, 'not_allowed_now'],
  [
    'a verdict on an item the set does not have',
    () =>
      secretary.post(on('/verdicts'), {
        kind: 'survey',
        verdicts: [{ id: newId(), itemCode: '77', verdict: { kind: 'passed', passed: true }, note: '' }],
      }),
    422,
    'invalid',
  ],
  [
    'points where there is only met or not',
    () =>
      secretary.post(on('/verdicts'), {
        kind: 'survey',
        verdicts: [{ id: newId(), itemCode: '1', verdict: { kind: 'points', points: 1e308 }, note: '' }],
      }),
    422,
    'invalid',
  ],
  [
    'a verdict of a kind nobody knows',
    () => secretary.post(on('/verdicts'), { kind: 'gossip', verdicts: [] }),
    422,
    'invalid',
  ],
  [
    'verdicts for the commune by the cell',
    () =>
      secretary.post(on('/verdicts'), {
        kind: 'commune',
        verdicts: [{ id: newId(), itemCode: '1', verdict: { kind: 'passed', passed: true }, note: '' }],
      }),
    409,
    'not_allowed_now',
  ],
  [
    'a dossier that does not exist',
    () => secretary.post(`/dossiers/${newId()}/submit-registration`, step()),
    404,
    'not_found',
  ],
  ['a path that does not exist', () => secretary.post('/dossiers/all/delete', {}), 404, 'not_found'],
  ['a method nobody offers', () => secretary.delete(`/dossiers/${dossier.id}`), 404, 'not_found'],
  [
    'an idempotency key that is no UUID',
    () => commune.post('/dossiers', start(), { 'idempotency-key': '1' }),
    422,
    'invalid',
  ],
  [
    'a token that was never given',
    () => app.anonymous.post('/dossiers', start(), { authorization: 'Bearer vm_x' }),
    401,
    'unauthenticated',
  ],
  [
    'a page from another site',
    () => secretary.post('/dossiers', start(), { origin: 'https://xau.example' }),
    403,
    'forbidden',
  ],
  ['a cursor made up', () => commune.get('/dossiers?cursor=%27%3B--'), 422, 'invalid'],
  ['a limit beyond reason', () => commune.get('/dossiers?limit=100000'), 422, 'invalid'],
  [
    'a position with a role nobody knows',
    () => commune.post(`/units/${unitId('cai-chot')}/positions`, position({ role: 'king' })),
    422,
    'invalid',
  ],
  [
    'a position in a unit of another district',
    () => commune.post(`/units/${unitId('xuong-thoi')}/positions`, position()),
    403,
    'forbidden',
  ],
]

describe('bad input', () => {
  it.each(cases)('%s is refused, says so, and changes nothing', async (_what, send, status, code) => {
    const before = await counts()
    const answer = await send()
    expect([answer.status, answer.body['code']], JSON.stringify(answer.body)).toEqual([status, code])
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.body['title']).toMatch(/\p{L}/u)
    expect(textOf(answer.body['detail']).length).toBeGreaterThan(5)
    expect(await counts()).toEqual(before)
  })

  it('names each field that has to be mended, in words', async () => {
    const answer = await secretary.post(on('/votes'), { ...vote({ entitled: 0 }), heldOn: '2022-02-30', id: undefined })
    expect(answer.body['errors']).toEqual([
      { pointer: '/id', code: 'required', detail: 'Cần nhập mục này.' },
      { pointer: '/heldOn', code: 'wrong_day', detail: 'Ngày chưa đúng.' },
      { pointer: '/entitled', code: 'at_least', detail: 'Từ 1 trở lên.' },
    ])
  })

  it('is told in English to whoever reads English', async () => {
    const answer = await secretary.post('/dossiers', {}, { 'accept-language': 'en' })
    expect(answer.body['title']).toBe('The content is not valid yet')
  })
})
