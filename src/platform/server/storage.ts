import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { newId } from './id.ts'
import type { Settings } from './settings.ts'

/** Where files are kept, each under the SHA-256 of its content: written once, never changed. */
export type Storage = {
  /** Keep a copy of the file at `source`; when this returns, it survives a power cut. Keeping it twice is keeping it once. */
  put(sha256: string, source: string): Promise<void>
  get(sha256: string): Promise<Readable>
  has(sha256: string): Promise<boolean>
  /** Forget copies that were begun over a day ago and never finished, because the process died. */
  sweep(): Promise<void>
}

const opened = new WeakMap<Settings, Promise<Storage>>()

/** The storage that is configured: S3 when a bucket is named, else the data folder. */
export function openStorage(settings: Settings): Promise<Storage> {
  const known = opened.get(settings)
  if (known) return known
  const { S3_BUCKET: bucket } = settings
  const storage =
    bucket === undefined
      ? Promise.resolve(diskStorage(path.join(settings.dataDir, 'files')))
      : import('./storageS3.ts').then(({ s3Storage }) => s3Storage({ ...settings, bucket }))
  opened.set(settings, storage)
  return storage
}

const DAY = 86_400_000
const HASH = /^[0-9a-f]{64}$/u

/** Files of the data folder: `ab/cd/abcd…`. A file appears under its name only when it is whole. */
export function diskStorage(root: string): Storage {
  const placeOf = (sha256: string) => {
    if (!HASH.test(sha256)) throw new Error(`Not a SHA-256: ${sha256}`)
    return path.join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  }
  const has = (sha256: string) =>
    stat(placeOf(sha256)).then(
      (found) => found.isFile(),
      (error: unknown) => {
        if (isMissing(error)) return false
        throw error
      },
    )
  const unfinished = path.join(root, 'unfinished')
  return {
    has,
    sweep: async () => {
      await mkdir(unfinished, { recursive: true })
      for (const name of await readdir(unfinished)) {
        const copy = path.join(unfinished, name)
        // The age of a file is by the disk's clock, whatever day the application believes it is.
        if ((await changedAt(copy)) < Date.now() - DAY) await rm(copy, { force: true })
      }
    },
    get: async (sha256) => {
      const file = await open(placeOf(sha256))
      return file.createReadStream()
    },
    put: async (sha256, source) => {
      if (await has(sha256)) return
      const place = placeOf(sha256)
      const folder = path.dirname(place)
      await mkdir(folder, { recursive: true })
      await mkdir(unfinished, { recursive: true })
      const partial = path.join(unfinished, newId())
      try {
        await copyFile(source, partial)
        await flush(partial)
        await rename(partial, place)
        // The folders may be new as well: their names have to survive with the file's.
        for (const made of [folder, path.dirname(folder), root]) await flush(made)
      } catch (error) {
        await rm(partial, { force: true })
        throw error
      }
    },
  }
}

/** When a file was last written to; now, when another process has just taken it away. */
const changedAt = (place: string): Promise<number> =>
  stat(place).then(
    ({ mtimeMs }) => mtimeMs,
    (error: unknown) => {
      if (isMissing(error)) return Date.now()
      throw error
    },
  )

async function flush(place: string): Promise<void> {
  const handle = await open(place)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'
