import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { Pool, PoolClient } from 'pg'
import { hashOf } from '#platform/server/id.ts'
import { listMigrations, migrate } from '#platform/server/migrate.ts'
import type { Services } from '#platform/server/serve.ts'
import { openStorage, type Storage } from '#platform/server/storage.ts'
import { BadArchive, checkArchive, type Part, readArchive } from './archive.ts'
import { listColumns, loosen, PLAIN_VALUES } from './tables.ts'

export type RestoreReport = { at: string; rows: number; files: number }
type Columns = Record<string, string[]>
const Lines = z.array(z.string())
/** Names inside the data folder only, of the kinds that a backup holds. */
const keptName = /^(journal-anchors\/)?[\w-]+(\.[\w-]+)*\.(pem|json)$/u

/**
 * Puts a backup into an empty database and an empty data folder: read to its end and checked first, then all tables in one
 * transaction, then counted. A backup of an earlier release goes into the tables of that release, which are then brought
 * to this one, as an upgrade with the data in place is. Throws `BadArchive` with words; then no data has been put there.
 */
export async function restore(
  services: Services & { pool: Pool },
  file: string,
  passphrase: string,
): Promise<RestoreReport> {
  const { connectionString = '' } = services.pool.options
  const made = await checkArchive(file, passphrase)
  const here = await listMigrations()
  const newer = made.filter((name) => !here.includes(name))
  if (newer.length > 0)
    throw new BadArchive(`Bản sao lưu thuộc phiên bản mới hơn của chương trình (có ${newer.join(', ')}).`)
  const earlier = made.length < here.length
  if (earlier) await standAt(services.pool, connectionString, made)
  const report = await inTransaction(services.pool, async (client) => {
    await client.query(PLAIN_VALUES)
    await requireEmpty(client)
    return restoreParts(services, client, readArchive(file, passphrase))
  })
  if (earlier) await migrate(connectionString)
  return report
}

/** The tables as an earlier release had them, in place of those of this one, which are empty. */
async function standAt(pool: Pool, url: string, migrations: readonly string[]): Promise<void> {
  await inTransaction(pool, async (client) => {
    await requireEmpty(client)
    await client.query('drop schema public cascade')
    await client.query('create schema public')
  })
  await migrate(url, migrations)
}

async function inTransaction<T>(pool: Pool, run: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const result = await run(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

async function requireEmpty(client: PoolClient): Promise<void> {
  const { rows } = await client.query<{ used: boolean }>(
    `select exists (select from unit) or exists (select from person) or exists (select from auth."user") as used`,
  )
  if (rows[0]?.used !== false) {
    throw new BadArchive('Cơ sở dữ liệu không trống. Hãy dùng DATA_DIR hoặc DATABASE_URL mới và đặt DEMO=0.')
  }
}

async function restoreParts(
  services: Services,
  client: PoolClient,
  parts: AsyncIterable<Part>,
): Promise<RestoreReport> {
  const storage = await openStorage(services.settings)
  const report = { at: '', rows: 0, files: 0 }
  let columns: Columns = {}
  let tighten: () => Promise<void> = () => Promise.reject(new BadArchive('Bản sao lưu không có phần đầu.'))
  for await (const { head, body } of parts) {
    if (head.kind === 'begin') {
      report.at = head.at
      columns = head.columns
      await requireSameTables(client, columns)
      tighten = await loosen(client)
    } else if (head.kind === 'rows')
      report.rows += await insertRows(client, head.table, columns[head.table] ?? [], body)
    else if (head.kind === 'file') {
      await putFile(services.settings.dataDir, storage, head.sha256, body)
      report.files += 1
    } else if (head.kind === 'kept') await keep(services.settings.dataDir, head.name, body)
    else await finish(client, head, report.files)
  }
  await tighten()
  return report
}

/** Tables of the application are the same; those of sign-in, which its library makes, may have more columns than then. */
async function requireSameTables(client: PoolClient, columns: Columns): Promise<void> {
  const here = await listColumns(client)
  const differing = Object.keys({ ...here, ...columns }).filter((table) =>
    table.startsWith('auth.')
      ? (columns[table] ?? []).some((column) => here[table]?.includes(column) !== true)
      : hashOf(here[table]) !== hashOf(columns[table]),
  )
  if (differing.length > 0)
    throw new BadArchive(`Bản sao lưu có bảng khác với chương trình này: ${differing.join(', ')}.`)
}

const nameIn = (column: string): string => `"${column.slice(0, column.indexOf(' '))}"`

/** Rows are read as the row type of the day they were written, and put in by the names of their columns. */
async function insertRows(client: PoolClient, table: string, columns: string[], body: Buffer): Promise<number> {
  const lines = Lines.parse(JSON.parse(body.toString()))
  const names = columns.map(nameIn)
  const type = `pg_temp.r${hashOf(table).slice(0, 24)}`
  await client.query(`drop type if exists ${type}`)
  await client.query(
    `create type ${type} as (${columns.map((column) => nameIn(column) + column.slice(column.indexOf(' '))).join(', ')})`,
  )
  const { rowCount } = await client.query({
    text: `insert into ${table} (${names.join(', ')}) overriding system value
      select ${names.map((name) => `(line::${type}).${name}`).join(', ')} from unnest($1::text[]) line`,
    values: [lines],
  })
  await client.query(`drop type ${type}`)
  return rowCount ?? 0
}

async function putFile(dataDir: string, storage: Storage, sha256: string, body: Buffer): Promise<void> {
  if (createHash('sha256').update(body).digest('hex') !== sha256)
    throw new BadArchive(`Tệp ${sha256} không đúng nội dung.`)
  const folder = await mkdtemp(path.join(dataDir, 'restoring-'))
  try {
    const source = path.join(folder, sha256)
    await writeFile(source, body)
    await storage.put(sha256, source)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Keys and anchors; a key that is there already, made at this start before anything was signed, gives way. */
async function keep(dataDir: string, name: string, body: Buffer): Promise<void> {
  if (!keptName.test(name)) throw new BadArchive(`Bản sao lưu có tên tệp lạ: ${name}`)
  const file = path.join(dataDir, name)
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, body, { mode: 0o600 })
}

type End = Extract<Part['head'], { kind: 'end' }>

async function finish(client: PoolClient, end: End, files: number): Promise<void> {
  for (const [table, expected] of Object.entries(end.rows)) {
    const { rows } = await client.query<{ n: number }>(`select count(*) as n from ${table}`)
    if (rows[0]?.n !== expected) throw new BadArchive(`Bảng ${table}: ${rows[0]?.n} dòng, cần ${expected}.`)
  }
  if (files !== end.files) throw new BadArchive(`Có ${files} tệp, cần ${end.files}.`)
  for (const [name, last] of Object.entries(end.sequences)) {
    if (last > 0) await client.query('select setval($1::regclass, $2)', [name, last])
  }
}
