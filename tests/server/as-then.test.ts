import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { blankPlan } from '#features/reorganisations/blankPlan.ts'
import { loadDemonstration } from '../../demo/load.ts'
import { commands } from '#features/reports/server/cli.ts'
import type { Operation } from '#features/reorganisations/plan.ts'
import { applyFile } from '#features/reorganisations/server/apply.ts'
import { type TestApp, testApp, testClock } from '#tests/database.ts'

/** A report for a day before a reorganisation is the same to the byte before it is applied and afterwards. */

const EFFECTIVE = '2026-12-01'
/** Long before, the day before the reform of 2025 and its own, and the last day of the tree that the plan changes. */
const DAYS = ['2022-06-30', '2025-06-30', '2026-11-30']
const clock = testClock(EFFECTIVE)

const Parameter = z.object({ name: z.string(), in: z.string(), required: z.boolean().optional() })
const Api = z.object({
  paths: z.record(
    z.string(),
    z.object({
      get: z.object({ operationId: z.string().optional(), parameters: z.array(Parameter).optional() }).optional(),
    }),
  ),
})
const reads = Object.entries(Api.parse(JSON.parse(readFileSync('docs/openapi.json', 'utf8'))).paths).flatMap(
  ([path, { get }]) =>
    get ? [{ path, names: (get.parameters ?? []).map(({ name }) => name), called: get.operationId !== undefined }] : [],
)
/** What makes a read one of a day. */
const dayNames = ['on', 'asOf', 'month']
const ofDay = reads.filter(({ names }) => names.some((name) => dayNames.includes(name)))
/** Files carry no parameters in the description of the API: each is read here, or is of no day of the organisation. */
const filesOfDay = ['/organisation.jsonld', '/organisation.csv', '/reports/recognition/export/{format}']
const filesOfNoDay = [
  '/calendar/{secret}.ics',
  '/certificates/{certificateId}/{format}',
  '/data-breaches/{breachId}/report/{format}',
  '/documents/{documentId}/{format}',
  '/dossiers/{dossierId}/decision-draft/{format}',
  '/me/data/file/{format}',
  '/reorganisations/{planId}/people/{format}',
  '/units/{unitId}/evidence/{evidenceId}/file',
]
/**
 * Pages of one thing or of a team's work, rather than reports: they tell what may be done today, and what became of it
 * later. The two of a month's work count by today's tree; of a past month by the tree of then they do not tell yet.
 */
const pages = [
  '/units/{unitId}',
  '/units/by-slug/{slug}',
  '/units/{unitId}/positions',
  '/search',
  '/units/{unitId}/inspections',
  '/units/{unitId}/turns',
]

let app: TestApp
let cookie: string
beforeAll(async () => {
  app = await testApp(clock)
  const demonstration = await loadDemonstration(app)
  const response = await app.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/username',
    payload: { username: 'tochuc.tinh', password: demonstration?.password },
  })
  expect(response.statusCode, response.body).toBe(200)
  cookie = response.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')
}, 300_000)
afterAll(() => app.close())

async function read(address: string): Promise<{ status: number; bytes: string; text: string }> {
  app.app.forgetCallers()
  const { statusCode, rawPayload } = await app.app.inject({ url: `/api/v1${address}`, headers: { cookie } })
  return { status: statusCode, bytes: rawPayload.toString('base64'), text: rawPayload.toString() }
}

const slugs = {
  province: 'vinh-long',
  formerDistrict: 'giong-trom',
  merged: 'luong-phu',
  split: 'dai-dien',
  renamed: 'giao-long',
} as const
const ids = new Map<string, string>()
const id = (slug: string): string => ids.get(slug) ?? ''

async function learnUnits(): Promise<void> {
  const rows = await app.db.selectFrom('unit').select(['id', 'slug']).execute()
  for (const one of rows) if (one.slug !== null) ids.set(one.slug, one.id)
  const missing = Object.values(slugs).filter((slug) => !ids.has(slug))
  expect(missing).toEqual([])
}

/** Every address at which something of a day can be read, for several units and days; as then where there is a choice. */
async function addresses(): Promise<string[]> {
  const programme = await app.db.selectFrom('programme').select('id').limit(1).executeTakeFirstOrThrow()
  const ruleSet = await app.db.selectFrom('rule_set').select('code').limit(1).executeTakeFirstOrThrow()
  const made: string[] = []
  for (const { path, names } of ofDay.filter((one) => !pages.includes(one.path))) {
    for (const slug of names.includes('unitId') || names.includes('parent') ? Object.values(slugs) : ['']) {
      for (const day of DAYS) {
        const query = new URLSearchParams()
        const say = (name: string, value: string) => {
          if (names.includes(name)) query.set(name, value)
        }
        say('on', day)
        say('asOf', day)
        say('month', `${day.slice(0, 7)}-01`)
        say('basis', 'then')
        say('parent', id(slug))
        if (!path.includes('{unitId}')) say('unitId', id(slug))
        say('denominator', 'ALL_CELLS')
        say('programmeId', programme.id)
        say('limit', '200')
        const place = path.replace('{unitId}', id(slug)).replace('{slug}', slugs.merged).replace('{code}', ruleSet.code)
        made.push(`${place}?${query.toString()}`)
      }
    }
  }
  for (const day of DAYS) {
    made.push(`/organisation.jsonld?on=${day}`, `/organisation.csv?on=${day}`)
    for (const slug of Object.values(slugs)) {
      for (const format of ['xlsx', 'pdf', 'docx']) {
        made.push(`/reports/recognition/export/${format}?unitId=${id(slug)}&asOf=${day}&basis=then`)
      }
    }
  }
  return made
}

async function reorganise(): Promise<void> {
  const on = { on: EFFECTIVE, decision: { number: '01/NQ', date: '2026-11-01', body: 'Thử' } }
  const parentId = id(slugs.province)
  const create = (name: string): Operation => ({ do: 'create', unitId: name, name, kind: 'commune', parentId, ...on })
  const { rows } = await sql<{ id: string }>`select unit_id as id from unit_version
    where parent_id = ${id(slugs.split)} and valid @> ${EFFECTIVE}::date order by unit_id`.execute(app.db)
  const placement = Object.fromEntries(rows.map((cell, at) => [cell.id, at % 2 === 0 ? 'Xã Đại Một' : 'Xã Đại Hai']))
  const operations: Operation[] = [
    create('Xã Gộp Mới'),
    { do: 'merge', unitIds: [id(slugs.merged), id('giong-trom-28984')], intoId: 'Xã Gộp Mới', ...on },
    create('Xã Đại Một'),
    create('Xã Đại Hai'),
    {
      do: 'split',
      unitId: id(slugs.split),
      intoIds: ['Xã Đại Một', 'Xã Đại Hai'],
      mainId: 'Xã Đại Một',
      placement,
      ...on,
    },
    { do: 'rename', unitId: id(slugs.renamed), name: 'Xã Giao Long Mới', ...on },
    { do: 'change_kind', unitId: id('tan-phu'), kind: 'ward', name: 'Phường Tân Phú', ...on },
    { do: 'merge', unitIds: [id('quoi-dien')], intoId: id('an-qui'), ...on },
  ]
  const file = {
    ...blankPlan,
    effective: EFFECTIVE,
    decision: on.decision,
    operations,
  }
  const done = await app.db
    .transaction()
    .execute((tx) => applyFile(tx, file, { since: '2026-01-01', undecided: 'main' }))
  if (done === 'busy' || 'refusals' in done) throw new Error(JSON.stringify(done))
  expect(done.ended).toBeGreaterThan(3)
}

type Answers = Map<string, Awaited<ReturnType<typeof read>>>
async function readAll(): Promise<Answers> {
  const answers: Answers = new Map()
  for (const address of await addresses()) answers.set(address, await read(address))
  return answers
}

/** What differs, and where it begins to. */
function differences(was: Answers, is: Answers): string[] {
  return [...was].flatMap(([address, { status, text, bytes }]) => {
    const now = is.get(address)
    if (now === undefined || (now.status === status && now.bytes === bytes)) return []
    const at =
      Array.from({ length: text.length + 1 }, (_, index) => index).find((index) => text[index] !== now.text[index]) ?? 0
    return [`${address} ${status}/${now.status}: ${text.slice(at - 40, at + 80)} | ${now.text.slice(at - 40, at + 80)}`]
  })
}

async function onCommandLine(): Promise<string> {
  const said = vi.spyOn(console, 'info').mockImplementation(() => undefined)
  const told = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  try {
    for (const slug of Object.values(slugs)) {
      for (const day of DAYS) {
        await commands[0]?.run(['--unit', slug, '--as-of', day, '--basis', 'then', '--json'], app)
      }
    }
    return JSON.stringify([said.mock.calls, told.mock.calls])
  } finally {
    said.mockRestore()
    told.mockRestore()
  }
}

describe('what is told of a day before a reorganisation', () => {
  let before: Answers
  let printed: string
  beforeAll(async () => {
    await learnUnits()
    before = await readAll()
    printed = await onCommandLine()
    await reorganise()
  }, 300_000)

  it('is every read of a day that the API has, and every file', () => {
    const known = reads.filter(({ called }) => !called).map(({ path }) => path)
    expect(known.toSorted()).toEqual([...filesOfDay, ...filesOfNoDay].toSorted())
    const answered = [...before].flatMap(([address, { status }]) =>
      status === 200 ? [address.split('?')[0] ?? ''] : [],
    )
    const unanswered = ofDay.filter(({ path }) => {
      const pattern = new RegExp(`^${path.replaceAll(/\{\w+\}/gu, '[^/]+')}$`, 'u')
      return !pages.includes(path) && !answered.some((address) => pattern.test(address))
    })
    expect(unanswered).toEqual([])
  })

  it('may be asked by the tree of that day or by today’s, wherever something is counted or listed of cells', () => {
    const counted = ofDay.filter(
      ({ names, path }) => !pages.includes(path) && (names.includes('asOf') || names.includes('month')),
    )
    expect(counted.length).toBeGreaterThan(6)
    expect(counted.filter(({ names }) => !names.includes('basis'))).toEqual([])
    // These tell how something stood on a day: units, promises beside one another, who follows whom, windows, criteria.
    const ofOneDay = ofDay.filter(({ names, path }) => !names.includes('basis') && !pages.includes(path))
    expect(ofOneDay.map(({ path }) => path).toSorted()).toEqual([
      '/me/followed',
      '/rule-sets-in-force/{code}',
      '/targets',
      '/units',
      '/units/{unitId}/clusters',
      '/units/{unitId}/following',
      '/units/{unitId}/targets',
      '/units/{unitId}/windows',
    ])
  })

  it('is the same to the byte before and after it is applied', async () => {
    expect(differences(before, await readAll())).toEqual([])
  }, 300_000)

  it('is the same to the byte on the command line', async () => {
    expect(await onCommandLine()).toBe(printed)
  })

  it('is the same whenever it is asked for: no report carries the day on which it was made', async () => {
    clock.setTo('2027-03-15')
    const reports = ({ 0: address }: [string, unknown]) => /^\/(?:reports|organisation|units\?)/u.test(address)
    const later = new Map([...(await readAll())].filter(reports))
    expect(later.size).toBeGreaterThan(100)
    expect(differences(new Map([...before].filter(reports)), later)).toEqual([])
  }, 300_000)
})
