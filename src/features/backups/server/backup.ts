import { createHash } from 'node:crypto'
import { readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Pool, PoolClient } from 'pg'
import type { Services } from '#platform/server/serve.ts'
import { openStorage } from '#platform/server/storage.ts'
import { type ArchiveWriter, writeArchive } from './archive.ts'
import { listColumns, listSequences, PLAIN_VALUES } from './tables.ts'

const BATCH = 2000
/** Kept beside the database in the data folder: keys that signatures are checked by, and anchors of the journal. */
const kept = /^(certificate-key\.pem|journal-key\.pem|(certificate|journal)-[0-9a-f]{16}\.pub\.pem)$/u

export type BackupReport = { rows: number; files: number; missing: string[] }

/**
 * Everything as of one instant, while others go on working: all tables in one snapshot, then the files those rows name
 * (files are written before their rows and never changed), and the keys. A file that is gone is named in the report.
 */
export async function backUp(
  services: Services & { pool: Pool },
  file: string,
  passphrase: string,
): Promise<BackupReport> {
  const archive = writeArchive(file, passphrase)
  const client = await services.pool.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    await client.query(PLAIN_VALUES)
    const columns = await listColumns(client)
    await archive.add({ kind: 'begin', at: services.clock.now().toISOString(), columns })
    const rows: Record<string, number> = {}
    for (const table of Object.keys(columns)) rows[table] = await copyTable(client, archive, table)
    const { files, missing } = await copyFiles(services, client, archive)
    await keepFolder(services.settings.dataDir, archive)
    await archive.add({ kind: 'end', rows, sequences: await listSequences(client), files })
    await client.query('commit')
    await archive.close()
    return { rows: Object.values(rows).reduce((sum, count) => sum + count, 0), files, missing }
  } catch (error) {
    await client.query('rollback')
    await archive.close().catch(() => undefined)
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) await rm(file, { force: true })
    throw error
  } finally {
    client.release()
  }
}

async function copyTable(client: PoolClient, archive: ArchiveWriter, table: string): Promise<number> {
  await client.query(`declare copied no scroll cursor for select original::text as line from ${table} original`)
  let count = 0
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`fetch ${BATCH} from copied`)
    if (rows.length === 0) break
    count += rows.length
    await archive.add({ kind: 'rows', table }, Buffer.from(JSON.stringify(rows.map(({ line }) => line))))
  }
  await client.query('close copied')
  return count
}

async function copyFiles({ settings }: Services, client: PoolClient, archive: ArchiveWriter) {
  const storage = await openStorage(settings)
  const { rows } = await client.query<{ sha256: string }>('select sha256 from stored_file order by sha256')
  const missing: string[] = []
  for (const { sha256 } of rows) {
    const body = (await storage.has(sha256)) ? await readAll(await storage.get(sha256)) : null
    if (body === null || createHash('sha256').update(body).digest('hex') !== sha256) missing.push(sha256)
    else await archive.add({ kind: 'file', sha256 }, body)
  }
  return { files: rows.length - missing.length, missing }
}

async function readAll(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function keepFolder(dataDir: string, archive: ArchiveWriter): Promise<void> {
  const names = (await readdir(dataDir, { recursive: true })).filter(
    (name) => kept.test(name) || /^journal-anchors\/[\d-]{10}\.json$/u.test(name),
  )
  for (const name of names) await archive.add({ kind: 'kept', name }, await readFile(path.join(dataDir, name)))
}
