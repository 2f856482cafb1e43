/**
 * Requests a second of the four questions of a cell's month, of the whole application over HTTP beside a bare Fastify
 * and `pg` handler doing the same statements, and beside the statements alone (pgbench), on one province and on twenty
 * times that many cells. `CELLS_TIMES` (default 20) and `MONTHS_TIMES` (months of the larger data, default 60, without
 * entries) size the second part; `SECONDS` is how long each measure takes.
 */
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type autocannon from 'autocannon'
import { sql } from 'kysely'
import { verifyRollups } from '#features/meetings/server/verification.ts'
import { openAuth } from '#platform/server/auth.ts'
import { type Database, openDatabase, openPool } from '#platform/server/database.ts'
import { startEmbedded } from '#platform/server/embedded.ts'
import { ensureDatabase, migrate } from '#platform/server/migrate.ts'
import { readSettings } from '#platform/server/settings.ts'
import { openCapture, type Statement } from './capture.ts'
import { CONNECTIONS, cookieOf, listening, literal, load, seat, throughPgbench } from './load.ts'
import { cellOf25, fillMeetings, idFor, type Size } from './meetingData.ts'
import { asRecorded, recording } from './recording.ts'

const SECRET = 'a secret for measuring, long enough for it'
const ROUNDS = Number(process.env['ROUNDS'] ?? 3)
const TIMES = Number(process.env['CELLS_TIMES'] ?? 20)
const MONTHS = Number(process.env['MONTHS_TIMES'] ?? 60)
const small: Size = {
  provinces: 1,
  communes: 124,
  cells: 2000,
  months: Number(process.env['MONTHS'] ?? 60),
  entries: true,
}
const large: Size = { ...small, provinces: TIMES, months: MONTHS, entries: false }

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const settings = readSettings({ LOG_LEVEL: 'silent', RATE_LIMIT: '0' })

type Measure = { name: string; app: number; bare: number; raw: number | null }

async function measure(url: string, db: Database, size: Size, folder: string): Promise<Measure[]> {
  const auth = await openAuth(url, settings, SECRET)
  await seat(db, auth)
  const capture = await openCapture(url, auth, settings)
  const env = {
    DATABASE_URL: url,
    PORT: '0',
    HOST: '127.0.0.1',
    RATE_LIMIT: '0',
    SECRET,
    DATA_DIR: folder,
    LOG_LEVEL: 'silent',
  }
  const ours = await listening('src/main.ts', env)
  const people = {
    province: await cookieOf(ours.address, 'tinh'),
    secretaries: await Promise.all(
      Array.from({ length: CONNECTIONS }, (_, at) => cookieOf(ours.address, `bithu${at}`)),
    ),
  }
  const month = await sql<{ month: string }>`select max(month)::text as month from meeting_month_over`.execute(db)
  const last = month.rows[0]?.month ?? ''
  const ids = Array.from({ length: size.communes }, (_, at) => idFor('commune', at))
  const meetingOf = (cell: number) =>
    `/units/${idFor('cell', cell)}/meetings/${idFor('meeting', cell * 128 + size.months)}`
  const sample = recording(cellOf25(0), 0)
  const first = people.secretaries[0] ?? ''
  const reads = {
    cells: { id: ids[0] ?? '', of: ids, url: (id: string) => `/units/${id}/cell-months?month=${last}&limit=50` },
    meeting: {
      id: idFor('cell', cellOf25(0)),
      of: [idFor('cell', cellOf25(0))],
      url: () => meetingOf(cellOf25(0)),
    },
    province: {
      id: idFor('province', 0),
      of: [idFor('province', 0)],
      url: (id: string) => `/units/${id}/unit-months?month=${last}`,
    },
  }
  const cookieFor = (name: string) => (name === 'meeting' ? first : people.province)
  const captured: Record<string, { id: string; statements: Statement[] }> = {}
  for (const [name, { id, url: pathOf }] of Object.entries(reads))
    captured[name] = { id, statements: await capture.of({ method: 'GET', url: pathOf(id), cookie: cookieFor(name) }) }
  captured['record'] = {
    id: '',
    statements: await capture.of({ method: 'POST', url: '/sync', cookie: first, body: sample }),
  }
  await capture.close()
  const file = path.join(folder, 'statements.json')
  await writeFile(file, JSON.stringify(captured))
  const bare = await listening('bench/bare.ts', { DATABASE_URL: url, STATEMENTS: file })
  const measures: Measure[] = []
  for (const [name, { id, of, url: pathOf }] of Object.entries(reads)) {
    const statements = captured[name]?.statements ?? []
    const script = path.join(folder, `${name}.sql`)
    const text = statements.map((one) =>
      one.text.replaceAll(/\$(\d+)/gu, (_, at: string) => literal(one.values[Number(at) - 1])).replaceAll(/\s+/gu, ' '),
    )
    await writeFile(script, text.map((one) => `${one};`).join('\n'))
    const rounds: [number, number][] = []
    for (let round = 0; round < ROUNDS; round++) {
      const app = await load(
        ours.address,
        of.map((one) => ({ path: `/api/v1${pathOf(one)}`, headers: { cookie: cookieFor(name) } })),
      )
      const plain = await load(
        bare.address,
        of.map((one) => ({ path: `/read/${name}/${one}` })),
      )
      rounds.push([app, plain])
    }
    measures.push({
      name,
      app: median(rounds.map(([app]) => app)),
      bare: median(rounds.map(([, plain]) => plain)),
      raw: throughPgbench(url, script),
    })
    if (id === '') throw new Error(name)
  }
  let at = 0
  const write = (target: 'ours' | 'bare') => {
    let client = 0
    return (one: autocannon.Client) => {
      const mine = client++ % CONNECTIONS
      const cell = cellOf25(mine)
      one.setHeaders({ 'content-type': 'application/json', cookie: people.secretaries[mine] ?? '' })
      const next = () => {
        const body = recording(cell, at++)
        one.setBody(
          JSON.stringify(
            target === 'ours' ? body : { values: asRecorded(captured['record']?.statements ?? [], sample, body) },
          ),
        )
      }
      next()
      one.on('response', next)
    }
  }
  const rounds: [number, number][] = []
  for (let round = 0; round < ROUNDS; round++) {
    const app = await load(ours.address, [{ method: 'POST', path: '/api/v1/sync' }], write('ours'))
    const plain = await load(bare.address, [{ method: 'POST', path: '/write/record' }], write('bare'))
    rounds.push([app, plain])
  }
  measures.push({
    name: 'record',
    app: median(rounds.map(([app]) => app)),
    bare: median(rounds.map(([, plain]) => plain)),
    raw: null,
  })
  for (const { child } of [ours, bare]) child.kill('SIGTERM')
  await auth.close()
  return measures
}

/** The province's month asked of the facts: meetings and marks by commune, nothing summed beforehand. */
async function timeFacts(db: Database): Promise<{ facts: number; rollUp: number }> {
  const facts = () =>
    sql`
    select v.parent_id, count(distinct m.id) as meetings, count(*) filter (where a.mark = 'present') as present,
      count(*) filter (where a.mark <> 'exempt') as invited
    from unit_closure c join meeting m on m.unit_id = c.descendant_id
    join unit_version v on v.unit_id = m.unit_id and v.valid @> m.held_on
    join attendance a on a.unit_id = m.unit_id and a.meeting_id = m.id
    where c.ancestor_id = ${idFor('province', 0)} and c.via = 'parent' and c.valid @> m.held_on
      and m.period = (select max(month) from meeting_month_over) group by v.parent_id`.execute(db)
  const rollUp = () =>
    sql`
    select o.* from unit_version v join meeting_month_over o on o.unit_id = v.unit_id
    where v.parent_id = ${idFor('province', 0)} and o.month = (select max(month) from meeting_month_over)`.execute(db)
  const time = async (ask: () => Promise<unknown>) => {
    await ask()
    const begun = performance.now()
    for (let times = 0; times < 10; times++) await ask()
    return (performance.now() - begun) / 10
  }
  return { facts: await time(facts), rollUp: await time(rollUp) }
}

const show = (value: number | null) => (value === null ? 'không có pgbench' : value.toFixed(0))

export async function run(): Promise<boolean> {
  const folder = await mkdtemp('/var/tmp/vung-manh-bench-')
  await chmod(folder, 0o755)
  const server = await startEmbedded({ home: folder, fallback: '/var/tmp/vung-manh', port: 0 })
  const wanted: Record<string, number> = { cells: 0.5, meeting: 0.5, province: 0.5, record: 0.7 }
  const all: Measure[][] = []
  let good = true
  try {
    for (const [name, size] of [
      ['one', small],
      ['many', large],
    ] as const) {
      if (size.provinces < 1) continue
      await ensureDatabase(server.url('postgres'), name)
      await migrate(server.url(name))
      const pool = openPool(server.url(name), 4)
      const db = openDatabase(pool)
      const begun = performance.now()
      await fillMeetings(db, size)
      const { rows } = await sql<{ meetings: number; marks: number }>`
        select (select count(*) from meeting) as meetings, (select count(*) from attendance) as marks`.execute(db)
      console.info(
        `${size.provinces * size.cells} cells, ${rows[0]?.meetings} meetings, ${rows[0]?.marks} marks, made in ${((performance.now() - begun) / 1000).toFixed(0)} s`,
      )
      const measures = await measure(server.url(name), db, size, folder)
      all.push(measures)
      for (const { name: what, app, bare, raw } of measures) {
        const ratio = app / bare
        const enough = ratio >= (wanted[what] ?? 0)
        good &&= enough
        console.info(
          `${what}: ${app.toFixed(0)}/s, bare ${bare.toFixed(0)}/s, ratio ${ratio.toFixed(2)} (aim ${wanted[what]})${enough ? '' : ' NOT REACHED'}, statements alone ${show(raw)}/s`,
        )
      }
      const { facts, rollUp } = await timeFacts(db)
      const province = measures.find((one) => one.name === 'province')
      console.info(
        `month of a province: facts ${facts.toFixed(1)} ms, roll-up ${rollUp.toFixed(2)} ms, ${(facts / rollUp).toFixed(0)} times; the whole request ${province ? (1000 / province.app).toFixed(2) : '?'} ms of the server's time (aim 30 times)`,
      )
      good &&= facts / rollUp >= 30
      if (size.entries) {
        const verified = await verifyRollups(db)
        console.info(
          `verify rollups: ${verified.meetings} meetings, ${verified.marks} marks, ${verified.months} months, ${verified.findings.length} differ`,
        )
        good &&= verified.findings.length === 0
      }
      await pool.end()
    }
    const [one, many] = all
    for (const { name, app } of one ?? []) {
      const larger = many?.find((other) => other.name === name)
      if (!larger) continue
      const times = app / larger.app
      good &&= times <= 1.25
      console.info(
        `${name}: ${times.toFixed(2)} times as long with ${TIMES} times the cells (aim 1.25)${times <= 1.25 ? '' : ' NOT REACHED'}`,
      )
    }
  } finally {
    server.stop()
    await rm(folder, { recursive: true, force: true })
  }
  return good
}
