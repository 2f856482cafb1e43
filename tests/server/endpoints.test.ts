import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { newId } from '#platform/server/id.ts'
import { type Caller, type TestApp, testApp, testClock } from '../database.ts'
import { Dossier, seedProgramme, seedTeams } from '../dossiers.ts'
import { seedPeople, unitId } from '../people.ts'

/** Every endpoint of the OpenAPI document, so that a new one is covered on the day it appears. */

const Operation = z.object({
  /** Those of contracts have one; uploads and downloads beside them do not. */
  operationId: z.string().optional(),
  parameters: z.array(z.object({ name: z.string(), in: z.string(), required: z.boolean().optional() })).optional(),
  requestBody: z.unknown().optional(),
})
const Document = z.object({ paths: z.record(z.string(), z.record(z.string(), Operation)) })
type Endpoint = { method: string; path: string; operation: z.infer<typeof Operation> }

const clock = testClock('2022-03-01')
let app: TestApp
let dossier: Dossier
let endpoints: Endpoint[] = []
let callers: [who: string, caller: Caller][] = []

beforeAll(async () => {
  app = await testApp(clock)
  await seedPeople(app)
  await seedProgramme(app)
  await seedTeams(app)
  dossier = new Dossier(app)
  await dossier.prepare('bithu.caichot', 'tochuc.mythanh', 2022)
  const document = Document.parse((await app.app.inject({ url: '/api/openapi.json' })).json())
  endpoints = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )
  callers = [
    ['nobody', app.anonymous],
    ...(await Promise.all(
      ['bithu.xuongthoi', 'quantri', 'bithu.caichot', 'tochuc.bentre'].map(
        async (who): Promise<[string, Caller]> => [who, await app.signedIn(who)],
      ),
    )),
  ]
})
afterAll(() => app.close())

/** Ids of things that exist, where the path asks for them; else ids of nothing. */
const known: Record<string, () => string> = {
  format: () => 'pdf',
  dossierId: () => dossier.id,
  unitId: () => unitId('cai-chot'),
}
const addressOf = (path: string): string =>
  path.replaceAll(/\{\+?(\w+)\}/gu, (_, name: string) => known[name]?.() ?? randomUUID())

const bodies: unknown[] = [
  undefined,
  '{"cut": ',
  '[]',
  'null',
  '"text"',
  {},
  { id: 'not an id', version: -1, unitId: "'; drop table dossier; --", name: '<script>alert(1)</script>' },
  { id: newId(), version: 1, on: '2022-02-30', reason: '\u0000', year: 99_999, dueOn: '0000-00-00' },
  { id: newId(), version: 2 ** 53, items: Array.from({ length: 2000 }, () => ({})), verdicts: 'x' },
]

async function send(caller: Caller, { method, path }: Endpoint, body: unknown) {
  const address = addressOf(path)
  if (method === 'GET') return caller.get(`${address}?q=%F0%9F%98%80'%22%3C&limit=x&cursor=%00&on=2022-13-01&unitId=1`)
  if (method === 'PUT') return caller.put(address, body)
  if (method === 'PATCH') return caller.patch(address, body)
  if (method === 'DELETE') return caller.delete(address, body)
  return caller.post(address, body)
}

describe('whatever is sent to any endpoint', () => {
  it('is answered, never with a fault of the system, and every refusal is a problem in words', async () => {
    const faults: string[] = []
    for (const endpoint of endpoints) {
      for (const [who, caller] of callers) {
        for (const body of endpoint.method === 'GET' ? [undefined] : bodies) {
          const { status, body: answer, headers } = await send(caller, endpoint, body)
          const problem =
            status < 400 ||
            (String(headers['content-type']).includes('problem+json') && typeof answer['detail'] === 'string')
          if (status >= 500 || !problem)
            faults.push(
              `${endpoint.method} ${endpoint.path} as ${who} with ${JSON.stringify(body)}: ${status} ${JSON.stringify(answer)}`,
            )
        }
      }
    }
    expect(endpoints.length).toBeGreaterThan(60)
    expect(faults).toEqual([])
  }, 300_000)

  it('changes nothing and shows nothing to somebody who is not signed in', async () => {
    const open: string[] = []
    for (const endpoint of endpoints) {
      const { status } = await send(app.anonymous, endpoint, {})
      const closed = endpoint.operation.operationId === undefined ? status >= 400 : status === 401
      if (!closed) open.push(`${endpoint.method} ${endpoint.path}: ${status}`)
    }
    expect(open.sort()).toEqual([
      'GET /demonstration/accounts: 200',
      'GET /session: 200',
      // For whoever holds a certificate; of an unknown one it says only that.
      'GET /verify/{certificateId}: 200',
      // For whoever was handed a link or a code to open an account with: without one there is nothing to open.
      'POST /enrolments/complete: 422',
      'POST /enrolments/open: 422',
    ])
  })

  it('shows nothing of a cell to the secretary of another', async () => {
    const stranger = await app.signedIn('bithu.xuongthoi')
    const leaks: string[] = []
    for (const endpoint of endpoints.filter(({ method }) => method === 'GET')) {
      const { status, body } = await stranger.get(addressOf(endpoint.path))
      if (status < 400 && JSON.stringify(body).includes(dossier.id)) leaks.push(endpoint.path)
    }
    expect(leaks).toEqual([])
  })
})
