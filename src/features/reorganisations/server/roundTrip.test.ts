import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { TEST_PASSWORD, type TestApp, testAppFor, testClock } from '#tests/database.ts'
import { seedPeople } from '#tests/people.ts'
import { readCsv } from '../csv.ts'
import { commands } from './cli.ts'

/** The organisation of a day as a file goes back through the importer of unit lists. */

let said: string[] = []
beforeEach(() => {
  said = []
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  vi.spyOn(console, 'info').mockImplementation((line: string) => void said.push(line))
})
afterEach(() => vi.restoreAllMocks())

async function exported({ app }: TestApp, day: string): Promise<string> {
  const payload = { username: 'tochuc.bentre', password: TEST_PASSWORD }
  const signedIn = await app.inject({ method: 'POST', url: '/api/auth/sign-in/username', payload })
  const cookie = signedIn.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')
  const answer = await app.inject({ url: `/api/v1/organisation.csv?on=${day}`, headers: { cookie } })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.body
}

async function imported(app: TestApp, text: string, period: string[]): Promise<string | undefined> {
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'round-trip-')), 'to-chuc.csv')
  await writeFile(file, text)
  const run = commands.find(({ name }) => name === 'org import')?.run
  const columns = ['--columns', 'code=id,parentCode=parentId,kind=kindLabel']
  expect(await run?.([file, ...columns, ...period], app)).toBe(0)
  return said.find((line) => line.startsWith('Đã nhập') || line.startsWith('Sẽ nhập'))
}

const administrative = ['province', 'district', 'commune']
/** Each administrative unit with its kind and the name of the unit above it. */
function placesIn(text: string): string[] {
  const [head = [], ...rows] = readCsv(text)
  const field = (row: readonly string[], name: string) => row[head.indexOf(name)] ?? ''
  const names = new Map(rows.map((row) => [field(row, 'id'), field(row, 'name')]))
  return rows
    .filter((row) => administrative.includes(field(row, 'level')))
    .map((row) => `${field(row, 'name')}|${field(row, 'kind')}|${names.get(field(row, 'parentId')) ?? ''}`)
    .toSorted()
}

it.each([
  ['2022-01-01', ['--since', '2022-01-01', '--until', '2025-07-01']],
  ['2026-01-01', ['--since', '2026-01-01']],
])(
  'the file of %s changes nothing where it came from, and makes the same places elsewhere',
  async (day, period) => {
    const here = await testAppFor(testClock('2026-06-01'))
    await seedPeople(here)
    const file = await exported(here, day)
    const places = placesIn(file)
    expect(places.length).toBeGreaterThan(2)
    expect(await imported(here, file, [...period])).toContain(` 0 đơn vị mới, ${places.length} đã có`)
    expect(await exported(here, day)).toBe(file)

    const elsewhere = await testAppFor(testClock('2026-06-01'))
    await imported(elsewhere, file, [...period])
    const { rows } = await elsewhere.pool.query<{ line: string }>(
      `select v.name || '|' || v.kind || '|' || coalesce(p.name, '') as line from unit_version v
     left join unit_version p on p.unit_id = v.parent_id and p.valid @> $1::date where v.valid @> $1::date`,
      [day],
    )
    expect(rows.map(({ line }) => line).toSorted()).toEqual(places)
  },
  120_000,
)
