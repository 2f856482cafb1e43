import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Pool } from 'pg'
import type { Call, Services } from '#platform/server/serve.ts'
import type { Settings } from '#platform/server/settings.ts'
import { isDue, nightlyName, outdated, warningsOf } from '../backup.ts'
import { backUp } from './backup.ts'
import { drill } from './drill.ts'
import { keepRun, listRuns, newestRuns } from './runs.ts'

/** Any constant: of several processes one makes tonight's backup. */
const LOCK = 729_460_121
const SHOWN = 30

const settingsOf = ({ BACKUP_DIR: folder, BACKUP_PASSPHRASE: passphrase }: Settings) =>
  folder === undefined || passphrase === undefined ? null : { folder, passphrase }

/** How backups and drills went lately, and what somebody has to look at. */
export async function showBackups({ tx, now, services }: Call) {
  const on = settingsOf(services.settings) !== null
  const [newest, runs] = await Promise.all([newestRuns(tx), listRuns(tx, SHOWN)])
  return { on, warnings: warningsOf({ on, ...newest }, now), runs }
}

const hourOf = (now: Date) =>
  Number(new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone: 'Asia/Ho_Chi_Minh' }).format(now))

/**
 * Tonight's backup when it is due: made, restored to try it, and those that have had their time taken away. What goes
 * wrong is written down and shown; it stops nothing. Returns whether there was anything to do.
 */
export async function workNight(services: Services & { pool: Pool }): Promise<boolean> {
  const backups = settingsOf(services.settings)
  if (backups === null) return false
  const { folder, passphrase } = backups
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const day = services.clock.today()
  if (!isDue(await readdir(folder), day, hourOf(services.clock.now()))) return false
  return alone(services.pool, async () => {
    // Another process may have made it while this one came.
    if ((await readdir(folder)).includes(nightlyName(day))) return false
    const file = path.join(folder, nightlyName(day))
    if (await makeBackup(services, file, passphrase)) await drill(services, file, passphrase)
    for (const name of outdated(await readdir(folder))) await rm(path.join(folder, name))
    return true
  })
}

/** A backup bears its name only when it is whole. */
async function makeBackup(services: Services & { pool: Pool }, file: string, passphrase: string): Promise<boolean> {
  const began = Date.now()
  const ofInstant = services.clock.now()
  const partial = `${file}.part`
  const took = () => Math.round((Date.now() - began) / 1000)
  const about = { kind: 'backup' as const, fileName: path.basename(file), ofInstant }
  try {
    await rm(partial, { force: true })
    const { rows, files, missing } = await backUp(services, partial, passphrase)
    await rename(partial, file)
    const problem =
      missing.length === 0
        ? null
        : `${missing.length} tệp không còn hoặc đã hỏng trong kho, nên không có trong bản sao lưu.`
    await keepRun(services, { ...about, rows, files, seconds: took(), problem })
    return true
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    await keepRun(services, { ...about, rows: 0, files: 0, seconds: took(), problem })
    return false
  }
}

async function alone(pool: Pool, run: () => Promise<boolean>): Promise<boolean> {
  const client = await pool.connect()
  try {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [LOCK])
    if (rows[0]?.mine !== true) return false
    try {
      return await run()
    } finally {
      await client.query('select pg_advisory_unlock($1)', [LOCK])
    }
  } finally {
    client.release()
  }
}
