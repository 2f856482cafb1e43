/**
 * What row-level security costs: every list page, asked by somebody of a province, a commune and a cell through the
 * role of the application, beside the same statements as the owner, whom no policy binds, in one run and by turns.
 * `PROVINCES` (default 3) of the size of Vĩnh Long are in the database; `ROUNDS` times each pair is asked; `ONLY` names
 * pages; `EXPLAIN=1` shows how the statement that policies cost most is carried out.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { type Auth, openAuth } from '#platform/server/auth.ts'
import { type Database, openDatabase, openPool } from '#platform/server/database.ts'
import { startEmbedded } from '#platform/server/embedded.ts'
import { idOf, newId } from '#platform/server/id.ts'
import { ensureDatabase, migrate } from '#platform/server/migrate.ts'
import { readSettings } from '#platform/server/settings.ts'
import { openCapture, type Statement } from './capture.ts'
import { fillMeetings, idFor, type Size } from './meetingData.ts'
import { fillWork } from './workData.ts'

const LIMIT = 1.3
const ROUNDS = Number(process.env['ROUNDS'] ?? 15)
const PROVINCES = Number(process.env['PROVINCES'] ?? 3)
const size: Size = { provinces: PROVINCES, communes: 124, cells: 2000, months: 2, entries: false }
const ONLY = process.env['ONLY'] ?? ''
const PASSWORD = 'một mật khẩu dài cho phép đo'

const people = [
  { who: 'tỉnh', unit: idFor('province', 0), role: 'organising_head' },
  { who: 'xã', unit: idFor('commune', 0), role: 'organising_head' },
  { who: 'chi bộ', unit: idFor('cell', 0), role: 'secretary' },
]

async function seat(db: Database, auth: Auth): Promise<void> {
  for (const { who, unit, role } of people) {
    const personId = idOf(`reader:${who}`)
    await sql`insert into person (id, name, name_folded) values (${personId}, ${who}, ${who})`.execute(db)
    await sql`insert into position (id, person_id, unit_id, role, title, valid)
      values (${newId()}, ${personId}, ${unit}, ${role}, ${role}, '[2000-01-01,)')`.execute(db)
    await auth.createAccount({ username: usernameOf(who), password: PASSWORD, name: who, personId })
  }
}
const usernameOf = (who: string) => `reader${people.findIndex((one) => one.who === who)}`

type Of = { unit: string; month: string; programmeId: string; year: number; dossierId: string }

/** Every page that lists, of the reader's own unit. */
const pages = ({ unit, month, programmeId, year, dossierId }: Of): Record<string, string> => ({
  'đơn vị cấp dưới': `/units?parent=${unit}&limit=50`,
  'tìm theo tên': '/search?q=ap%2012',
  'tìm theo tên thường gặp': '/search?q=to%201',
  'hồ sơ': '/dossiers?limit=50',
  'hồ sơ một năm': `/dossiers?limit=50&year=${year}&state=building`,
  'danh hiệu': '/titles?limit=50',
  'văn bản': '/documents?limit=50',
  'việc cần làm': '/todo',
  'bảng chi bộ': `/units/${unit}/cells-board?programmeId=${programmeId}&year=${year}`,
  'cần giúp': `/units/${unit}/needs-help?programmeId=${programmeId}&year=${year}`,
  'chỉ tiêu': `/targets?unitId=${unit}`,
  'tiến độ': `/reports/recognition?unitId=${unit}`,
  'chi bộ trong báo cáo': `/reports/recognition/cells?unitId=${unit}&denominator=ALL_CELLS&limit=50`,
  'địa bàn phụ trách': `/units/${unit}/targets?limit=50`,
  'người phụ trách': `/units/${unit}/following`,
  'lịch họp tháng': `/units/${unit}/calendar?period=${month}`,
  'sinh hoạt từng chi bộ': `/units/${unit}/cell-months?month=${month}&limit=50`,
  'sinh hoạt theo đơn vị': `/units/${unit}/unit-months?month=${month}`,
  'minh chứng': `/units/${unit}/evidence?limit=50`,
  'chức vụ': `/units/${unit}/positions`,
  'tổ thẩm định': '/appraisal-teams',
  'nhật ký hồ sơ': `/journal/dossier/${dossierId}?limit=50`,
})

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** One reading, all its statements in order; milliseconds without the opening. */
async function time(client: pg.Client, opening: string, statements: readonly Statement[]): Promise<number> {
  await client.query(opening)
  const begun = performance.now()
  for (const { text, values } of statements) await client.query(text, values)
  const took = performance.now() - begun
  await client.query('rollback')
  return took
}

/** The statement that takes longest behind the wall, with its plan. */
async function explain(client: pg.Client, opening: string, statements: readonly Statement[]): Promise<string> {
  const plans: { ms: number; text: string }[] = []
  await client.query(opening)
  for (const { text, values } of statements) {
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain (analyze, buffers) ${text}`, values)
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    plans.push({ ms: Number(/Execution Time: ([\d.]+)/u.exec(plan)?.[1] ?? 0), text: `${text}\n${plan}` })
  }
  await client.query('rollback')
  return plans.toSorted((a, b) => b.ms - a.ms)[0]?.text ?? ''
}

const asOwner = (opening: string): string => opening.replace(/, set_config\('role', 'vung_manh_app', true\)/u, '')

/** By turns, so that whatever slows the machine slows both. */
async function compare(client: pg.Client, reading: { opening: string; statements: Statement[] }) {
  const { opening, statements } = reading
  const free = asOwner(opening)
  if (free === opening) throw new Error('the opening takes on no role')
  const times: [walled: number[], free: number[]] = [[], []]
  for (let round = -2; round < ROUNDS; round += 1) {
    const walled = await time(client, opening, statements)
    const open = await time(client, free, statements)
    if (round < 0) continue
    times[0].push(walled)
    times[1].push(open)
  }
  return { walled: median(times[0]), free: median(times[1]) }
}

async function measure(url: string): Promise<boolean> {
  const pool = openPool(url, 4)
  const db = openDatabase(pool)
  const settings = readSettings({ LOG_LEVEL: 'error', RATE_LIMIT: '0' })
  const auth = await openAuth(url, settings, 'a secret for measuring, long enough for it')
  const capture = await openCapture(url, auth, settings)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  let good = true
  try {
    await fillMeetings(db, size)
    const { programmeId, year } = await fillWork(db)
    await seat(db, auth)
    const { rows } = await sql<{ month: string }>`select max(month)::text as month from meeting_month`.execute(db)
    for (const { who, unit } of people) {
      const cookie = await capture.signIn(usernameOf(who), PASSWORD)
      const dossier = await sql<{
        id: string
      }>`select d.id from dossier d join unit_closure c on c.descendant_id = d.unit_id
        where c.ancestor_id = ${unit} limit 1`.execute(db)
      const of = { unit, month: rows[0]?.month ?? '', programmeId, year, dossierId: dossier.rows[0]?.id ?? '' }
      for (const [page, address] of Object.entries(pages(of)).filter(([name]) => `${who} · ${name}`.includes(ONLY))) {
        const reading = await capture.reading(address, cookie)
        const { walled, free } = await compare(client, reading)
        const ratio = walled / free
        good &&= ratio <= LIMIT
        const late = ratio > LIMIT ? ' CHẬM HƠN MỨC CHO PHÉP' : ''
        console.info(
          `${who} · ${page}: ${walled.toFixed(2)} ms, không chính sách ${free.toFixed(2)} ms, tỉ lệ ${ratio.toFixed(2)} (≤ ${LIMIT})${late}`,
        )
        if (ratio > LIMIT && process.env['EXPLAIN'] === '1')
          console.info(await explain(client, reading.opening, reading.statements))
      }
    }
  } finally {
    await client.end()
    await capture.close()
    await auth.close()
    await pool.end()
  }
  return good
}

export async function run(): Promise<boolean> {
  const home = await mkdtemp('/var/tmp/vung-manh-bench-')
  await chmod(home, 0o755)
  const server = await startEmbedded({ home, fallback: '/var/tmp/vung-manh', port: 0 })
  try {
    await ensureDatabase(server.url('postgres'), 'policies')
    await migrate(server.url('policies'))
    return await measure(server.url('policies'))
  } finally {
    server.stop()
    await rm(home, { recursive: true, force: true })
  }
}
