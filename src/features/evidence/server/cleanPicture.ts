/** Pictures without where, when and by which device they were taken. */
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import type { PictureKind } from '../fileKind.ts'
import { cleanHeic } from './cleanHeic.ts'
import { cleanJpeg } from './cleanJpeg.ts'
import { cleanPng } from './cleanPng.ts'
import { cleanWebp } from './cleanWebp.ts'

/** What is left, piece by piece, and whether what went told where it was taken. */
export type Cleaned = { parts: readonly Buffer[]; position: boolean }

const cleaners: Record<PictureKind, (bytes: Buffer) => Cleaned | null> = {
  jpeg: cleanJpeg,
  png: cleanPng,
  webp: cleanWebp,
  heic: cleanHeic,
}

/** Without losing a point of the picture. `null`: its structure cannot be followed, so nothing can be promised. */
export const cleanPicture = (kind: PictureKind, bytes: Buffer): Cleaned | null => cleaners[kind](bytes)

export type CleanFile = { sha256: string; bytes: number; position: boolean }

/** Writes the cleaned picture of the file at `source` to `target`. */
export async function writeClean(kind: PictureKind, source: string, target: string): Promise<CleanFile | null> {
  const cleaned = cleanPicture(kind, await readFile(source))
  if (cleaned === null) return null
  const { parts, position } = cleaned
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  await writeFile(target, parts)
  return { sha256: hash.digest('hex'), bytes: parts.reduce((sum, part) => sum + part.length, 0), position }
}
