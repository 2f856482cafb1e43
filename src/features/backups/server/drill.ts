import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import pg, { type Pool } from 'pg'
import { listAnchors } from '#features/journal/server/anchors.ts'
import { loadSealKeys } from '#features/journal/server/keys.ts'
import { verifyRecords } from '#features/journal/server/lockedRecords.ts'
import { verifyJournal } from '#features/journal/server/verification.ts'
import { openAuth } from '#platform/server/auth.ts'
import { openDatabase, openPool } from '#platform/server/database.ts'
import { newId } from '#platform/server/id.ts'
import { migrate } from '#platform/server/migrate.ts'
import type { Services } from '#platform/server/serve.ts'
import { BadArchive } from './archive.ts'
import { restore } from './restore.ts'
import { keepRun, type Run } from './runs.ts'

type Scratch = Services & { pool: Pool }

/**
 * Restores a backup into a scratch database beside the real one and a scratch folder, checks counts, files, journal and
 * locked records there, writes down what came of it, and clears everything away. What is wrong is the run's `problem`.
 */
export async function drill(services: Scratch, file: string, passphrase: string): Promise<Run> {
  const began = Date.now()
  const found = await onScratch(services, async (scratch) => {
    const { at, rows, files } = await restore(scratch, file, passphrase)
    const wrong = await countWrong(scratch)
    const problem = wrong === 0 ? null : `Nhật ký hoặc bản ghi đã khóa có ${wrong} chỗ không đúng.`
    return { ofInstant: new Date(at), rows, files, problem }
  }).catch((error: unknown) => ({ ofInstant: null, rows: 0, files: 0, problem: wordsOf(error) }))
  const seconds = Math.round((Date.now() - began) / 1000)
  return keepRun(services, { kind: 'drill', fileName: path.basename(file), ...found, seconds })
}

/** After a restore the journal, its anchors and the locked records must say the same as before: how many do not. */
export async function countWrong({ db, settings }: Services): Promise<number> {
  const anchors = await listAnchors(settings.dataDir)
  const { findings } = await verifyJournal(db, await loadSealKeys(settings), { anchors })
  const records = await verifyRecords(db)
  return findings.length + records.flatMap((one) => one.findings).length
}

function wordsOf(error: unknown): string {
  if (error instanceof BadArchive) return error.message
  const said = error instanceof Error ? error.message : String(error)
  return `Không phục hồi thử được: ${said}`
}

async function onScratch<T>(services: Scratch, run: (scratch: Scratch) => Promise<T>): Promise<T> {
  const { connectionString = '' } = services.pool.options
  const name = `vung_manh_drill_${newId().replaceAll('-', '')}`
  const url = new URL(connectionString)
  url.pathname = name
  await mkdir(services.settings.dataDir, { recursive: true })
  const dataDir = await mkdtemp(path.join(services.settings.dataDir, 'drill-'))
  const admin = new pg.Client({ connectionString })
  await admin.connect()
  try {
    await admin.query(`create database ${name} template template0`)
    await migrate(url.href)
    // A scratch copy keeps its files on this disk, wherever the real ones are.
    const { S3_BUCKET: _elsewhere, ...here } = services.settings
    const settings = { ...here, dataDir }
    const auth = await openAuth(url.href, settings, newId())
    await auth.close()
    const pool = openPool(url.href, 4)
    try {
      return await run({ ...services, settings, pool, db: openDatabase(pool) })
    } finally {
      await pool.end()
    }
  } finally {
    await admin.query(`drop database if exists ${name} with (force)`)
    await admin.end()
    await rm(dataDir, { recursive: true, force: true })
  }
}
