import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#platform/server/id.ts'
import { DEMONSTRATION_PASSWORD } from '../../demo/accounts.ts'
import { loadDemonstration } from '../../demo/load.ts'
import { unitId } from '../../demo/places.ts'
import { type Caller, type TestApp, testApp, testClock } from '../database.ts'
import {
  asksBody,
  asksVersion,
  callsOf,
  type Endpoint,
  faultOf,
  knownBy,
  listEndpoints,
  type Made,
  send,
} from '../endpoints.ts'
import type { Known } from '../generated.ts'
import { MARK, markContent, type Rows, rowsBelow } from '../markedContent.ts'

/** Every endpoint of the OpenAPI document, so that a new one is covered on the day it appears. */

const TODAY = '2026-11-22'
const COMMUNE = unitId('xa-luong-phu')
let app: TestApp
let endpoints: Endpoint[] = []

beforeAll(async () => {
  app = await testApp(testClock(TODAY))
  await loadDemonstration(app)
  endpoints = await listEndpoints(app)
}, 120_000)
afterAll(() => app.close())

const as = (username: string) => app.signedIn(username, DEMONSTRATION_PASSWORD)

/** What of the commune can be named in addresses and bodies: its units, its people and the rows that are about them. */
async function thingsOf(rows: Rows): Promise<Known> {
  const idsOf = async (query: ReturnType<typeof sql<{ id: string }>>) =>
    (await query.execute(app.db)).rows.map(({ id }) => id)
  const units = await idsOf(sql`select distinct descendant_id as id from unit_closure
    where ancestor_id = ${COMMUNE} and valid @> ${TODAY}::date`)
  const { rows: programmes } = await sql<{ code: string }>`select code from programme`.execute(app.db)
  return knownBy(
    new Map([
      ...rows,
      ['unit', units],
      [
        'person',
        await idsOf(sql`select distinct person_id as id from position where unit_id = any (${units}::uuid[])`),
      ],
      ['programme', await idsOf(sql`select id from programme`)],
      ['rule_set', await idsOf(sql`select id from rule_set`)],
    ]),
    {
      programme: programmes.map(({ code }) => code),
      on: [TODAY],
      asOf: [TODAY],
      from: ['2026-01-01'],
      to: [TODAY],
      period: ['2026-10-01'],
      month: ['2026-10-01'],
      year: ['2024', '2026'],
    },
  )
}

const malformed: unknown[] = [
  undefined,
  '{"cut": ',
  '[]',
  'null',
  '"text"',
  { id: 'not an id', version: -1, unitId: "'; drop table dossier; --", name: '<script>alert(1)</script>' },
  { id: newId(), version: 1, on: '2022-02-30', reason: '\u0000', year: 99_999, dueOn: '0000-00-00' },
  { id: newId(), version: 2 ** 53, items: Array.from({ length: 2000 }, () => ({})), verdicts: 'x' },
]
const WRONG_QUERY = '?q=%F0%9F%98%80%27%22%3C&limit=x&cursor=%00&on=2022-13-01&unitId=1'

/** As if written by somebody who has seen another state of everything. */
const stale = ({ address, body }: Made): Made => ({
  address,
  body: JSON.parse(JSON.stringify(body), (key, value: unknown) => (key === 'version' ? 2_000_000_000 : value)),
})

describe('whatever is sent to an endpoint by those it is open to', () => {
  const people = ['quantri', 'tochuc.tinh', 'bithu.luongphu', 'thamdinh.totruong', 'bithu.caichot']
  let known: Known
  /** Who of these people is let in where, found out by knocking. */
  const letIn = new Map<Endpoint, { who: string; caller: Caller }[]>()

  beforeAll(async () => {
    known = await thingsOf(await rowsBelow(app.db, COMMUNE))
    const callers = await Promise.all(people.map(async (who) => ({ who, caller: await as(who) })))
    for (const endpoint of endpoints) {
      const [call] = callsOf(endpoint, known, { count: 1, seed: 1 })
      const open: typeof callers = []
      for (const one of callers) {
        const { status } = await send(one.caller, endpoint.method, { address: call?.address ?? '', body: '[]' })
        if (status !== 403) open.push(one)
      }
      letIn.set(endpoint, open)
    }
  }, 120_000)

  it('in a form nobody can read, is refused in words, and nothing breaks', async () => {
    const wrong: string[] = []
    for (const endpoint of endpoints) {
      const [one] = letIn.get(endpoint) ?? []
      const [call] = callsOf(endpoint, known, { count: 1, seed: 2 })
      if (one === undefined || call === undefined) continue
      const calls =
        endpoint.method === 'GET'
          ? [{ address: `${call.address.replace(/\?.*$/u, '')}${WRONG_QUERY}`, body: undefined }]
          : malformed.map((body) => ({ address: call.address, body }))
      for (const made of calls) {
        const answer = await send(one.caller, endpoint.method, made)
        const accepted = asksBody(endpoint) && made.body !== undefined && answer.status < 400
        const fault = faultOf(answer) ?? (accepted ? `accepted: ${answer.status}` : null)
        if (fault !== null)
          wrong.push(`${endpoint.method} ${made.address} by ${one.who} with ${JSON.stringify(made.body)}: ${fault}`)
      }
    }
    expect(endpoints.length).toBeGreaterThan(200)
    expect(wrong).toEqual([])
  }, 120_000)

  it('in the form it asks for, with whatever content, is answered; with another version, it is never done', async () => {
    const wrong: string[] = []
    const answers = new Map<number, number>()
    let outrun = 0
    for (const [at, endpoint] of endpoints.entries()) {
      for (const [nth, { who, caller }] of (letIn.get(endpoint) ?? []).entries()) {
        const call = callsOf(endpoint, known, { count: 2, seed: at * 10 + nth })[nth % 2]
        if (call === undefined) continue
        const judge = async (made: Made, done: (status: number, code: unknown) => string | null) => {
          const answer = await send(caller, endpoint.method, made)
          const fault = faultOf(answer) ?? done(answer.status, answer.body['code'])
          if (fault !== null)
            wrong.push(`${endpoint.method} ${made.address} by ${who} with ${JSON.stringify(made.body)}: ${fault}`)
        }
        if (asksVersion(endpoint))
          await judge(stale(call), (status, code) => {
            if (code === 'stale_version') outrun += 1
            return status < 400 ? `done on a version nobody has seen: ${status}` : null
          })
        await judge(call, (status) => {
          answers.set(status, (answers.get(status) ?? 0) + 1)
          return null
        })
      }
    }
    expect(wrong).toEqual([])
    // What was made up reaches past the door and the form: things are found, done, and refused by their rules.
    expect(answers.get(200)).toBeGreaterThan(100)
    expect(answers.get(409)).toBeGreaterThan(10)
    expect(outrun).toBeGreaterThan(10)
  }, 240_000)
})

describe('of the affairs of a commune and its cells', () => {
  /** Open to everybody signed in: places, who holds which office there, and on which days committees hold and meet. */
  const open = ['unit_version', 'unit_outline', 'unit_standing', 'committee_term', 'position', 'meeting_window']
  /** Whose position there ended yesterday. */
  const former = 'uyvien.luongphu'
  let affairs: Rows
  let known: Known

  beforeAll(async () => {
    affairs = await markContent(app.db, { top: COMMUNE, open, self: await endPositions(former) })
    // A certificate is verified by whoever holds it, and one made up by nobody.
    known = await thingsOf(new Map([...affairs].filter(([table]) => table !== 'certificate')))
  })

  /** From today on somebody holds no position. Returns the person's id. */
  async function endPositions(username: string): Promise<string> {
    const { rows } = await sql<{ id: string }>`update position set valid = daterange(lower(valid), ${TODAY}::date)
      where valid @> ${TODAY}::date and person_id =
        (select "personId"::uuid from auth."user" where username = ${username}) returning person_id as id`.execute(
      app.db,
    )
    const [ended] = rows
    if (!ended) throw new Error(`${username} held no position`)
    return ended.id
  }

  /** Everything recognisable in an answer, but for what the question itself said. */
  function shownIn(answer: unknown, asked: Made): string[] {
    const text = JSON.stringify(answer)
    const said = JSON.stringify(asked)
    const ids = [...affairs].flatMap(([table, all]) =>
      all.filter((id) => text.includes(id) && !said.includes(id)).map((id) => `${table} ${id}`),
    )
    const at = text.indexOf(MARK)
    return at === -1 ? ids : [...ids, text.slice(Math.max(0, at - 80), at + MARK.length)]
  }

  /** Calls every endpoint with things of the commune. */
  async function walk(caller: Caller, count: number, seed: number) {
    const told: { endpoint: Endpoint; call: string; fault: string | null; shown: string[]; status: number }[] = []
    for (const endpoint of endpoints) {
      for (const made of callsOf(endpoint, known, { count, seed })) {
        const answer = await send(caller, endpoint.method, made)
        const call = `${endpoint.method} ${made.address} ${JSON.stringify(made.body)}`
        const shown = shownIn(answer.body, made)
        told.push({ endpoint, call, fault: faultOf(answer), shown, status: answer.status })
      }
    }
    return told
  }

  it('every table that keeps them has something to show, and their own secretary is shown it in many places', async () => {
    expect(affairs.size).toBeGreaterThan(40)
    expect([...affairs].filter(([, ids]) => ids.length === 0)).toEqual([])
    const told = await walk(await as('bithu.luongphu'), 2, 4)
    expect(new Set(told.filter(({ shown }) => shown.length > 0).map(({ endpoint }) => endpoint)).size).toBeGreaterThan(
      14,
    )
  }, 120_000)

  it('nothing is shown to nobody, for whom only that is open which cannot ask for a session', async () => {
    const told = await walk(app.anonymous, 1, 5)
    expect(told.filter(({ fault, shown }) => fault !== null || shown.length > 0)).toEqual([])
    const opened = told.filter(({ endpoint, status }) => (endpoint.described ? status !== 401 : status < 400))
    expect(opened.map(({ endpoint: { method, path } }) => `${method} ${path}`).sort()).toEqual([
      'GET /demonstration/accounts',
      'GET /session',
      // For whoever holds a certificate; of an unknown one it says only that.
      'GET /verify/{certificateId}',
      // For whoever was handed a link or a code to open an account with: without one there is nothing to open.
      'POST /enrolments/complete',
      'POST /enrolments/open',
    ])
  }, 120_000)

  it.each([
    ['the secretary of another commune', 'bithu.daidien'],
    ['somebody whose position there ended yesterday', former],
  ])(
    'nothing is shown to %s',
    async (_who, username) => {
      const told = await walk(await as(username), 2, 2)
      expect(told.filter(({ fault, shown }) => fault !== null || shown.length > 0)).toEqual([])
    },
    120_000,
  )
})
