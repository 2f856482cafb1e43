import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testApp, testClock, type TestApp } from '#tests/database.ts'
import { seedPeople, unitId } from '#tests/people.ts'
import { changeTitle, seedProgramme, seedStanding, seedTarget, seedTitle, seedUnits } from '#tests/recognitions.ts'

const clock = testClock('2022-12-31')
let app: TestApp
let dataDir: string

/** Eight communes with the title of nông thôn mới: five with 5 ấp, three with 6, and so 43; two communes without it. */
const ntmCommunes = Array.from({ length: 8 }, (_, at) => ({ slug: `tp-xa-${at + 1}`, cells: at < 5 ? 5 : 6 }))
const otherCommunes = [
  { slug: 'tp-xa-9', cells: 4 },
  { slug: 'tp-xa-10', cells: 3 },
]
const communes = [...ntmCommunes, ...otherCommunes]
const hamletsOf = ({ slug, cells }: { slug: string; cells: number }) =>
  Array.from({ length: cells }, (_, at) => `${slug}-ap-${at + 1}`)
const ntmCells = ntmCommunes.flatMap(hamletsOf)

beforeAll(async () => {
  app = await testApp(clock)
  dataDir = await mkdtemp('/var/tmp/vung-manh-report-')
  await seedPeople(app)
  await seedProgramme(app)
  await seedUnits(app, [
    { slug: 'tp', name: 'Huyện Thạnh Phú thử', kind: 'district', parent: 'vinh-long' },
    ...communes.map(({ slug }) => ({ slug, name: `Xã ${slug}`, kind: 'commune', parent: 'tp' })),
    ...communes.flatMap((commune) =>
      hamletsOf(commune).map((slug) => ({ slug, name: `Chi bộ ${slug}`, kind: 'hamlet_cell', parent: commune.slug })),
    ),
    { slug: 'tp-truong', name: 'Chi bộ Trường học', kind: 'other_cell', parent: 'tp-xa-1' },
    { slug: 'mt-4', name: 'Chi bộ ấp 4', kind: 'hamlet_cell', parent: 'my-thanh', valid: '[2000-01-01,2025-07-01)' },
    { slug: 'mt-5', name: 'Chi bộ ấp 5', kind: 'hamlet_cell', parent: 'my-thanh', valid: '[2000-01-01,2025-07-01)' },
    { slug: 'mt-6', name: 'Chi bộ ấp 6', kind: 'hamlet_cell', parent: 'my-thanh', valid: '[2000-01-01,2025-07-01)' },
  ])
  for (const { slug } of ntmCommunes) await seedStanding(app, slug, '2020-06-01')
  for (const cell of ntmCells.slice(0, 2)) await seedTitle(app, cell, '2021-11-20', 'tp')
  for (const cell of ntmCells.slice(2, 16)) await seedTitle(app, cell, '2022-05-19', 'tp')
  await seedTarget(app, {
    unit: 'tp',
    denominator: 'YEAR_REGISTERED',
    year: 2022,
    value: 12,
    registeredOn: '2022-02-10',
    agreedOn: '2022-03-01',
  })
  for (const cell of ['ben-do', 'nghia-huan']) await seedTitle(app, cell, '2021-10-15', 'giong-trom')
  await seedTarget(app, {
    unit: 'my-thanh',
    denominator: 'TERM_RESOLUTION',
    value: 3,
    registeredOn: '2020-08-01',
    agreedOn: '2020-09-01',
  })
})
afterAll(async () => {
  await app.close()
  await rm(dataDir, { recursive: true, force: true })
})

const runFile = promisify(execFile)
/** The command as people type it, on this test's database. */
async function cli(...args: string[]) {
  const { connectionString = '' } = app.pool.options
  const env = { ...process.env, DATABASE_URL: connectionString, DATA_DIR: dataDir, DEMO: '1', TODAY: clock.today() }
  const ended = await runFile(process.execPath, ['src/cli.ts', 'report', 'recognition', ...args], { env }).then(
    (output) => ({ ...output, code: 0 }),
    (error: { stdout: string; stderr: string; code: number }) => error,
  )
  return { out: ended.stdout, err: ended.stderr, code: ended.code }
}
async function report(unit: string, asOf: string, basis: 'then' | 'now' = 'then') {
  const { out } = await cli('--unit', unit, '--as-of', asOf, '--basis', basis, '--json')
  const {
    lines,
  }: { lines: { denominator: string; percent: string | null; numerator: number; over: number | null }[] } =
    JSON.parse(out)
  return Object.fromEntries(
    lines.map(({ denominator, numerator, over, percent }) => [denominator, `${numerator}/${over} ${percent}`]),
  )
}

describe('the report on the command line', () => {
  it('prints the figures of Thạnh Phú by mid-2022, and nothing else', async () => {
    const { out, err, code } = await cli('--unit', 'tp', '--as-of', '2022-06-30', '--basis', 'then', '--json')
    expect({ err, code }).toEqual({ err: '', code: 0 })
    expect(out).toBe(
      `${JSON.stringify({
        unit: 'tp',
        asOf: '2022-06-30',
        basis: 'then',
        lines: [
          { denominator: 'YEAR_REGISTERED', year: 2022, numerator: 14, over: 12, percent: '116,7%' },
          { denominator: 'NTM_COMMUNE_CELLS', year: null, numerator: 16, over: 43, percent: '37,2%' },
          { denominator: 'TERM_RESOLUTION', year: null, numerator: 16, over: null, percent: null },
          { denominator: 'ALL_CELLS', year: null, numerator: 16, over: 50, percent: '32,0%' },
        ],
      })}\n`,
    )
  })

  it('measures Mỹ Thạnh against the resolution and against all its hamlet cells', async () => {
    expect(await report('my-thanh', '2021-12-01')).toMatchObject({
      TERM_RESOLUTION: '2/3 66,7%',
      ALL_CELLS: '2/6 33,3%',
    })
  })

  it('takes an id as well as a short name, and without --json is a table for people', async () => {
    const { out } = await cli('--unit', unitId('tp'), '--as-of', '2022-06-30', '--basis', 'then')
    expect(out).toContain('tp, đến 30/06/2022, theo tổ chức khi đó')
    expect(out).toMatch(/Chỉ tiêu đăng ký năm 2022 +14\/12 +116,7%/)
    expect(out).toMatch(/Chỉ tiêu nghị quyết nhiệm kỳ +16\/\? +chưa đăng ký chỉ tiêu/)
  })

  it.each([
    [['--unit', 'khong-co', '--as-of', '2022-06-30', '--basis', 'then', '--json'], 3, 'Không có đơn vị "khong-co"'],
    [['--unit', 'tp', '--as-of', '2022-02-30', '--basis', 'then', '--json'], 2, '--as-of phải là một ngày có thật'],
    [['--unit', 'tp', '--as-of', '2022-06-30', '--basis', 'sau', '--json'], 2, '--basis là then'],
    [['--as-of', '2022-06-30', '--json'], 2, 'Thiếu --unit'],
    [['--unit', 'tp', '--as-of', '2022-06-30', '--basis', 'then', '--programme', 'x'], 3, 'Không có chương trình "x"'],
  ])('answers %j with code %i and says what is wrong, on the error output only', async (args, expected, words) => {
    const { out, err, code } = await cli(...args)
    expect({ out, code }).toEqual({ out: '', code: expected })
    expect(err).toContain(words)
  })
})

describe('a figure follows its records', () => {
  it('of another day', async () => {
    expect(await report('tp', '2021-12-31')).toMatchObject({ YEAR_REGISTERED: '2/null null', ALL_CELLS: '2/50 4,0%' })
    expect(await report('tp', '2022-02-09')).toMatchObject({ YEAR_REGISTERED: '0/null null' })
    expect(await report('tp', '2022-02-10')).toMatchObject({ YEAR_REGISTERED: '0/12 0,0%' })
    expect(await report('tp', '2020-05-31')).toMatchObject({ NTM_COMMUNE_CELLS: '0/0 null' })
  })

  it('when one more cell is recognised, and leaves the day before as it was', async () => {
    await seedTitle(app, 'tp-xa-9-ap-1', '2022-08-01', 'tp')
    expect(await report('tp', '2022-08-01')).toMatchObject({
      YEAR_REGISTERED: '15/12 125,0%',
      NTM_COMMUNE_CELLS: '16/43 37,2%',
      ALL_CELLS: '17/50 34,0%',
    })
    expect(await report('tp', '2022-07-31')).toMatchObject({ ALL_CELLS: '16/50 32,0%' })
  })

  it('when a title is revoked later: from that day on, never before', async () => {
    await changeTitle(app, ntmCells[0] ?? '', '2021-11-20', { action: 'review', to: 'under_review', on: '2022-09-01' })
    await changeTitle(app, ntmCells[0] ?? '', '2021-11-20', { action: 'revoke', to: 'revoked', on: '2022-10-01' })
    expect(await report('tp', '2022-09-30')).toMatchObject({ ALL_CELLS: '17/50 34,0%' })
    expect(await report('tp', '2022-10-01')).toMatchObject({
      ALL_CELLS: '16/50 32,0%',
      NTM_COMMUNE_CELLS: '15/43 34,9%',
      YEAR_REGISTERED: '15/12 125,0%',
    })
  })

  it('when the promise is replaced: each day has the promise of that day', async () => {
    await sql`update target set state = 'replaced', replaced_on = '2022-11-01', replaced_reason = 'thử'
      where unit_id = ${unitId('tp')}`.execute(app.db)
    await seedTarget(app, {
      unit: 'tp',
      denominator: 'YEAR_REGISTERED',
      year: 2022,
      value: 20,
      registeredOn: '2022-11-01',
    })
    expect(await report('tp', '2022-10-31')).toMatchObject({ YEAR_REGISTERED: '15/12 125,0%' })
    expect(await report('tp', '2022-11-01')).toMatchObject({ YEAR_REGISTERED: '15/20 75,0%' })
  })
})

describe('as then and as now, around 1 July 2025', () => {
  it('as then stays with the commune of the day, as now goes to the commune that took its place', async () => {
    clock.setTo('2025-07-01')
    expect(await report('my-thanh', '2021-12-01', 'then')).toMatchObject({ TERM_RESOLUTION: '2/3 66,7%' })
    expect(await report('luong-phu', '2021-12-01', 'now')).toMatchObject({ TERM_RESOLUTION: '2/3 66,7%' })
    expect(await report('luong-phu', '2021-12-01', 'then')).toMatchObject({ ALL_CELLS: '0/0 null' })
    expect(await report('luong-phu', '2025-07-01', 'then')).toMatchObject({ ALL_CELLS: '2/3 66,7%' })
  })

  it('as now is as then for a unit that nothing has happened to', async () => {
    expect(await report('tp', '2022-06-30', 'now')).toEqual(await report('tp', '2022-06-30', 'then'))
    expect(await report('tp', '2022-06-30', 'now')).toMatchObject({ YEAR_REGISTERED: '14/12 116,7%' })
  })

  it('a unit that has ended has no place in today’s tree, which is told beside the answer', async () => {
    clock.setTo('2025-07-01')
    const { out, err } = await cli('--unit', 'my-thanh', '--as-of', '2021-12-01', '--basis', 'now', '--json')
    expect(JSON.parse(out).lines).toMatchObject([
      { over: null },
      { over: 0 },
      { over: null },
      { over: 0, percent: null },
    ])
    expect(err).toContain('Hãy xem: Xã Lương Phú')
  })

  it('loses no cell of the old province in the new one', async () => {
    clock.setTo('2025-06-30')
    const before = await report('ben-tre', '2025-06-30', 'then')
    clock.setTo('2026-01-15')
    expect(await report('ben-tre', '2025-06-30', 'then')).toEqual(before)
  })
})
