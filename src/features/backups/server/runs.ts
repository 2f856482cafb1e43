import type { Database } from '#platform/server/database.ts'
import { newId } from '#platform/server/id.ts'
import type { Services } from '#platform/server/serve.ts'
import type { RunView } from '../contract.ts'

export type Run = {
  kind: 'backup' | 'drill'
  fileName: string
  ofInstant: Date | null
  rows: number
  files: number
  seconds: number
  problem: string | null
}

/** Writes down that a backup was made or tried, and what came of it. */
export async function keepRun({ db, clock }: Services, run: Run): Promise<Run> {
  const { kind, fileName, ofInstant, rows, files, seconds, problem } = run
  await db
    .insertInto('backup_run')
    .values({
      id: newId(),
      kind,
      at: clock.now(),
      file_name: fileName,
      of_instant: ofInstant,
      rows,
      files,
      seconds,
      problem,
    })
    .execute()
  return run
}

/** The newest runs, newest first. */
export async function listRuns(db: Database, limit: number): Promise<RunView[]> {
  const rows = await db
    .selectFrom('backup_run')
    .selectAll()
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ id, kind, at, file_name, of_instant, rows: count, files, seconds, problem }) => ({
    id,
    kind: kind === 'drill' ? 'drill' : 'backup',
    at: at.toISOString(),
    fileName: file_name,
    ofInstant: of_instant?.toISOString() ?? null,
    rows: count,
    files,
    seconds,
    problem,
  }))
}

/** The newest run of a kind that came to something, and the newest of all. */
export async function newestRuns(
  db: Database,
): Promise<Record<'backup' | 'drill', { good: Date | null; failed: boolean }>> {
  const [backup, drill] = await Promise.all((['backup', 'drill'] as const).map((kind) => newestOf(db, kind)))
  return { backup: backup ?? NONE, drill: drill ?? NONE }
}

const NONE = { good: null, failed: false }

async function newestOf(db: Database, kind: string): Promise<{ good: Date | null; failed: boolean }> {
  const newest = () =>
    db.selectFrom('backup_run').where('kind', '=', kind).orderBy('at', 'desc').orderBy('id', 'desc').limit(1)
  const [last, good] = await Promise.all([
    newest().select('problem').executeTakeFirst(),
    newest().select('at').where('problem', 'is', null).executeTakeFirst(),
  ])
  return { good: good?.at ?? null, failed: last !== undefined && last.problem !== null }
}
