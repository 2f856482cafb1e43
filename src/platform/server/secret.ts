import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** A secret kept in a file only this user reads, made on first use. */
export async function secretFile(
  folder: string,
  name: string,
  make = () => randomBytes(32).toString('base64url'),
): Promise<string> {
  const file = path.join(folder, name)
  await mkdir(folder, { recursive: true })
  try {
    // `wx`: of two processes that start together, one writes and the other reads.
    await writeFile(file, make(), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return (await readFile(file, 'utf8')).trim()
}
