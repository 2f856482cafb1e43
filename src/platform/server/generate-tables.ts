/** Writes `tables.gen.ts` from a freshly migrated database: `npm run tables`. */
import { spawnSync } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { startEmbedded } from './embedded.ts'
import { ensureDatabase, migrate } from './migrate.ts'

const home = await mkdtemp('/var/tmp/vung-manh-tables-')
await chmod(home, 0o755)
const file = new URL('./tables.gen.ts', import.meta.url).pathname
const server = await startEmbedded({ home, fallback: '/var/tmp/vung-manh', port: 0, durable: false })
try {
  await ensureDatabase(server.url('postgres'), 'tables')
  await migrate(server.url('tables'))
  const made = spawnSync(
    'kysely-codegen',
    [
      '--dialect',
      'postgres',
      '--url',
      server.url('tables'),
      '--out-file',
      file,
      '--date-parser',
      'string',
      '--numeric-parser',
      'number',
    ],
    { encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Error(made.stderr)
  // 64-bit counts are read as numbers (see database.ts).
  const text = await readFile(file, 'utf8')
  await writeFile(
    file,
    text.replace(
      /export type Int8 = .*;/,
      'export type Int8 = ColumnType<number, bigint | number | string, bigint | number | string>;',
    ),
  )
} finally {
  server.stop()
  await rm(home, { recursive: true, force: true })
}
