import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { newId } from '#platform/server/id.ts'
import { type Caller, TEST_PASSWORD, testApp, testClock, type TestApp } from '#tests/database.ts'
import { personId, seedPeople, unitId } from '#tests/people.ts'

let app: TestApp
let administrator: Caller
let commune: Caller
const Lines = z.array(
  z.object({
    personId: z.string(),
    accountId: z.string().nullable(),
    username: z.string().nullable(),
    state: z.string(),
    allowedActions: z.array(z.string()),
  }),
)
const Positions = z.array(z.object({ id: z.string(), version: z.number(), person: z.object({ id: z.string() }) }))

beforeAll(async () => {
  app = await testApp(testClock('2022-03-01'))
  await seedPeople(app)
  administrator = await app.signedIn('quantri')
  await administrator.post(`/units/${unitId('my-thanh')}/positions`, {
    id: newId(),
    person: { id: personId('uyvien.mythanh') },
    role: 'administrator',
    title: 'Quản trị của xã',
    from: '2022-01-01',
  })
  commune = await app.signedIn('uyvien.mythanh')
})
afterAll(() => app.close())

const CODE = 'mkq7-48hv-zd5w'
const OWN = 'chiều nay ghé chợ nổi'
const byCode = (username: string, secret = CODE) => ({ kind: 'code', username, secret })
const enter = (path: string, payload: unknown, cookie?: string) =>
  app.app.inject({
    method: 'POST',
    url: `/api/auth/${path}`,
    payload: JSON.stringify(payload),
    headers: {
      'content-type': 'application/json',
      host: 'localhost:3000',
      origin: 'http://localhost:3000',
      ...(cookie ? { cookie } : {}),
    },
  })
const cookieOf = (response: { cookies: { name: string; value: string }[] }) =>
  response.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')
const session = async (cookie: string) =>
  (await app.app.inject({ url: '/api/v1/session', headers: { cookie } })).json<Record<string, unknown>>()
async function lineOf(caller: Caller, username: string): Promise<z.infer<typeof Lines>[number] | undefined> {
  const items = Lines.parse((await caller.get('/accounts?limit=200')).body['items'])
  return items.find((item) => item.personId === personId(username))
}

async function somebodyNew(): Promise<string> {
  const id = newId()
  await administrator.post(`/units/${unitId('cai-chot')}/positions`, {
    id: newId(),
    person: { id, name: 'Trương Văn Mới' },
    role: 'committee_member',
    title: 'Chi ủy viên',
    from: '2022-01-01',
  })
  return id
}

describe('an account for somebody', () => {
  it('is opened by its owner with the code handed over, once', async () => {
    const person = await somebodyNew()
    const made = await administrator.post('/accounts', {
      personId: person,
      username: 'Truong.Moi',
      kind: 'code',
      secret: CODE,
    })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ state: 'one_time', username: 'Truong.Moi' })
    expect(JSON.stringify(made.body)).not.toContain(CODE)

    const spoken = byCode('truong.moi', 'MKQ7 48HV ZD5W')
    const opened = await app.anonymous.post('/enrolments/open', spoken)
    expect(opened.body).toMatchObject({ name: 'Trương Văn Mới', positions: [{ title: 'Chi ủy viên' }] })
    const complete = (password: string) => app.anonymous.post('/enrolments/complete', { ...spoken, password })
    expect((await complete('ngắn')).body['reason']).toBe('password_too_short')
    expect((await complete('truong.moi.truong.moi')).body['reason']).toBe('password_easy_to_guess')
    expect((await complete(OWN)).body).toMatchObject({ username: 'Truong.Moi' })
    expect((await complete(OWN)).body['reason']).toBe('enrolment_over')

    const inside = await enter('sign-in/username', { username: 'truong.moi', password: OWN })
    expect(await session(cookieOf(inside))).toMatchObject({ person: { id: person }, mustChangePassword: false })
    expect((await enter('sign-in/username', { username: 'truong.moi', password: CODE })).statusCode).toBe(401)
  })

  it('keeps no code and no password in the journal or among repeated requests', async () => {
    const person = await somebodyNew()
    const input = { personId: person, username: 'kin.dao', kind: 'code', secret: CODE }
    await administrator.post('/accounts', input, { 'idempotency-key': newId() })
    await app.anonymous.post('/enrolments/complete', { ...byCode('kin.dao'), password: OWN })
    const journal = await app.db.selectFrom('journal').selectAll().execute()
    const answered = await app.db.selectFrom('answered_request').selectAll().execute()
    expect(JSON.stringify([journal, answered])).not.toMatch(new RegExp(`${CODE}|${OWN}`, 'u'))
    expect(answered).toEqual([])
    expect(journal.map(({ action }) => action)).toEqual(expect.arrayContaining(['account.created', 'account.opened']))
  })

  it('is refused under a taken name, twice for a person, and with a short code', async () => {
    const person = await somebodyNew()
    const input = { personId: person, username: 'bithu.caichot', kind: 'code', secret: CODE }
    expect((await administrator.post('/accounts', input)).body['reason']).toBe('username_taken')
    const again = { ...input, personId: personId('bithu.bendo'), username: 'khac' }
    expect((await administrator.post('/accounts', again)).body['reason']).toBe('has_account')
    expect((await administrator.post('/accounts', { ...input, secret: 'ngắn' })).status).toBe(422)
    expect((await administrator.post('/accounts', { ...input, username: 'có dấu' })).status).toBe(422)
  })
})

describe('signing out', () => {
  it('needs no words, and ends the session on this device only', async () => {
    const password = { username: 'bithu.giongtrom', password: TEST_PASSWORD }
    const [here, there] = [await enter('sign-in/username', password), await enter('sign-in/username', password)]
    const out = await app.app.inject({
      method: 'POST',
      url: '/api/auth/sign-out',
      headers: { cookie: cookieOf(here), host: 'localhost:3000', origin: 'http://localhost:3000' },
    })
    expect(out.statusCode).toBe(200)
    expect(await session(cookieOf(here))).toMatchObject({ person: null })
    expect(await session(cookieOf(there))).toMatchObject({ person: { id: personId('bithu.giongtrom') } })
  })
})

describe('withdrawing an account', () => {
  it('signs every device out at once and leaves no way in, until a new password is handed over', async () => {
    const secretary = await app.signedIn('bithu.bendo')
    const line = await lineOf(administrator, 'bithu.bendo')
    expect(line).toMatchObject({ state: 'active', allowedActions: ['hand_over', 'withdraw'] })
    const url = `/accounts/${line?.accountId}`
    expect((await administrator.post(`${url}/withdraw`, {})).body['state']).toBe('withdrawn')
    expect((await secretary.get('/session')).body['person']).toBeNull()
    await expect(app.signedIn('bithu.bendo')).rejects.toThrow()
    expect((await administrator.post(`${url}/withdraw`, {})).body['reason']).toBe('already_withdrawn')

    const handed = await administrator.post(`${url}/hand-over`, { kind: 'code', secret: CODE })
    expect(handed.body['state']).toBe('one_time')
    await expect(app.signedIn('bithu.bendo')).rejects.toThrow()
    const opened = await app.anonymous.post('/enrolments/complete', {
      ...byCode('bithu.bendo'),
      password: TEST_PASSWORD,
    })
    expect(opened.status).toBe(200)
    expect((await (await app.signedIn('bithu.bendo')).get('/session')).body['person']).not.toBeNull()
  })

  it('is nobody’s own business', async () => {
    const own = await lineOf(administrator, 'quantri')
    expect(own?.allowedActions).toEqual([])
    expect((await administrator.post(`/accounts/${own?.accountId}/withdraw`, {})).body['reason']).toBe('own_account')
  })
})

describe('an administrator of one commune', () => {
  it('sees the people of its units only', async () => {
    const items = Lines.parse((await commune.get('/accounts?limit=200')).body['items'])
    const people = items.map((item) => item.personId)
    expect(people).toContain(personId('bithu.caichot'))
    expect(people).not.toContain(personId('bithu.thoithanh'))
    expect(people).not.toContain(personId('bithu.giongtrom'))
  })

  it('is refused an account outside them, and one whose holder is also something elsewhere', async () => {
    const far = await lineOf(administrator, 'bithu.thoithanh')
    expect((await commune.post(`/accounts/${far?.accountId}/withdraw`, {})).status).toBe(404)
    await administrator.post(`/units/${unitId('giong-trom')}/positions`, {
      id: newId(),
      person: { id: personId('bithu.mythanh') },
      role: 'committee_member',
      title: 'Huyện ủy viên',
      from: '2022-01-01',
    })
    const both = await lineOf(commune, 'bithu.mythanh')
    expect(both?.allowedActions).toEqual([])
    const handed = await commune.post(`/accounts/${both?.accountId}/hand-over`, { kind: 'code', secret: CODE })
    expect(handed.body['reason']).toBe('positions_elsewhere')
  })
})

describe('the list of accounts', () => {
  it('keeps those who hold nothing any more apart', async () => {
    const named = async (held: string) => {
      const items = Lines.parse((await administrator.get(`/accounts?limit=200&held=${held}`)).body['items'])
      return items.map((item) => item.personId)
    }
    const person = await somebodyNew()
    expect(await named('now')).toContain(person)
    const { body } = await administrator.get(`/units/${unitId('cai-chot')}/positions`)
    const position = Positions.parse(body['items']).find((one) => one.person.id === person)
    await administrator.post(`/positions/${position?.id}/end`, { version: position?.version, on: '2022-02-01' })
    expect(await named('now')).not.toContain(person)
    expect(await named('before')).toContain(person)
  })

  it('is paged by name and searched without marks', async () => {
    const first = await administrator.get('/accounts?limit=3')
    const rest = await administrator.get(`/accounts?limit=200&cursor=${z.string().parse(first.body['next'])}`)
    const ids = [first, rest].flatMap(({ body }) => Lines.parse(body['items']).map((item) => item.personId))
    expect(new Set(ids).size).toBe(ids.length)
    const found = Lines.parse((await administrator.get('/accounts?q=huynh%20thi')).body['items'])
    expect(found.map((item) => item.personId)).toEqual([personId('bithu.thoithanh')])
  })

  it('is closed to everybody but administrators', async () => {
    expect((await (await app.signedIn('tochuc.mythanh')).get('/accounts')).status).toBe(403)
    expect((await app.anonymous.get('/accounts')).status).toBe(401)
  })
})
