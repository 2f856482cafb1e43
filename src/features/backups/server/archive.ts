import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { PassThrough, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { z } from 'zod'

/**
 * One file: magic, salt, nonce; then gzip under AES-256-GCM; then the tag. Inside, parts one after another, each a line of
 * JSON that says what follows and how many bytes of it.
 */
const MAGIC = Buffer.from('VMBACK01')
const SALT = 16
const NONCE = 12
const TAG = 16
const HEAD = MAGIC.length + SALT + NONCE
const SCRYPT = { N: 32_768, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }

const PartHead = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('begin'),
    at: z.string(),
    columns: z.record(z.string(), z.array(z.string())),
    bytes: z.number(),
  }),
  z.object({ kind: z.literal('rows'), table: z.string(), bytes: z.number() }),
  z.object({ kind: z.literal('file'), sha256: z.string(), bytes: z.number() }),
  z.object({ kind: z.literal('kept'), name: z.string(), bytes: z.number() }),
  z.object({
    kind: z.literal('end'),
    rows: z.record(z.string(), z.number()),
    sequences: z.record(z.string(), z.number()),
    files: z.number(),
    bytes: z.number(),
  }),
])
type PartHead = z.infer<typeof PartHead>
type WithoutBytes<T> = T extends unknown ? Omit<T, 'bytes'> : never
export type Part = { head: PartHead; body: Buffer }

export class BadArchive extends Error {}

const keyOf = (passphrase: string, salt: Buffer) => scryptSync(passphrase.normalize('NFC'), salt, 32, SCRYPT)

export type ArchiveWriter = { add(head: WithoutBytes<PartHead>, body?: Buffer): Promise<void>; close(): Promise<void> }

/** Begins an archive; it is whole only when `close` has returned. Refuses to overwrite a file. */
export function writeArchive(file: string, passphrase: string): ArchiveWriter {
  const salt = randomBytes(SALT)
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', keyOf(passphrase, salt), nonce)
  const parts = new PassThrough()
  const written = pipeline(
    parts,
    createGzip(),
    cipher,
    async function* sealed(encrypted: AsyncIterable<Buffer>) {
      yield Buffer.concat([MAGIC, salt, nonce])
      yield* encrypted
      yield cipher.getAuthTag()
    },
    createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true }),
  )
  // Awaited in `close`; a fault before that is thrown there, not nowhere.
  written.catch(() => parts.destroy())
  const push = async (bytes: Buffer) => {
    if (parts.destroyed) await written
    if (!parts.write(bytes)) await Promise.race([new Promise((drained) => parts.once('drain', drained)), written])
  }
  return {
    add: async (head, body = Buffer.alloc(0)) => {
      await push(Buffer.from(`${JSON.stringify({ ...head, bytes: body.length })}\n`))
      if (body.length > 0) await push(body)
    },
    close: async () => {
      parts.end()
      await written
    },
  }
}

/** Reads an archive part by part. Nothing of it is to be trusted before `checkArchive` has read it to its end. */
export async function* readArchive(file: string, passphrase: string): AsyncGenerator<Part> {
  const { salt, nonce, tag, end } = await readFrame(file)
  const decipher = createDecipheriv('aes-256-gcm', keyOf(passphrase, salt), nonce).setAuthTag(tag)
  const source = createReadStream(file, { start: HEAD, end })
  const plain = new PassThrough()
  const read = pipeline(source, decipher, createGunzip(), plain)
  read.catch((error: unknown) => plain.destroy(error instanceof Error ? error : new Error(String(error))))
  try {
    yield* splitParts(plain)
    await read
  } catch (error) {
    if (error instanceof BadArchive) throw error
    throw new BadArchive('Sai mật khẩu, hoặc tệp sao lưu đã hỏng hay bị sửa.', { cause: error })
  }
}

const Lines = z.array(z.string())

/** Reads it to the end: passphrase, tag and last part are right. Returns the migrations of the release that made it. */
export async function checkArchive(file: string, passphrase: string): Promise<string[]> {
  let last: string | undefined
  const migrations: string[] = []
  for await (const { head, body } of readArchive(file, passphrase)) {
    last = head.kind
    if (head.kind !== 'rows' || head.table !== 'public.migration') continue
    const rows = Lines.parse(JSON.parse(body.toString()))
    migrations.push(...rows.map((row) => /^\("?([^",]+)/u.exec(row)?.[1] ?? ''))
  }
  if (last !== 'end') throw new BadArchive('Tệp sao lưu chưa trọn: thiếu phần cuối.')
  return migrations.sort()
}

async function readFrame(file: string) {
  const handle = await open(file)
  try {
    const { size } = await handle.stat()
    const frame = Buffer.alloc(HEAD + TAG)
    if (size < frame.length) throw new BadArchive('Tệp này không phải bản sao lưu.')
    await handle.read(frame, 0, HEAD, 0)
    await handle.read(frame, HEAD, TAG, size - TAG)
    if (!frame.subarray(0, MAGIC.length).equals(MAGIC)) throw new BadArchive('Tệp này không phải bản sao lưu.')
    const salt = frame.subarray(MAGIC.length, MAGIC.length + SALT)
    return { salt, nonce: frame.subarray(MAGIC.length + SALT, HEAD), tag: frame.subarray(HEAD), end: size - TAG - 1 }
  } finally {
    await handle.close()
  }
}

async function* splitParts(stream: Readable): AsyncGenerator<Part> {
  let held: Buffer[] = []
  let size = 0
  let head: PartHead | null = null
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    held.push(chunk)
    size += chunk.length
    // Joined only when what is wanted is there: a large file is not copied again with each piece of it.
    if (head !== null && size < head.bytes) continue
    let bytes = Buffer.concat(held)
    for (;;) {
      if (head === null) {
        const newline = bytes.indexOf(0x0a)
        if (newline === -1) break
        head = PartHead.parse(JSON.parse(bytes.subarray(0, newline).toString()))
        bytes = bytes.subarray(newline + 1)
      }
      if (bytes.length < head.bytes) break
      yield { head, body: Buffer.from(bytes.subarray(0, head.bytes)) }
      bytes = bytes.subarray(head.bytes)
      head = null
    }
    held = [bytes]
    size = bytes.length
  }
  if (size > 0 || head !== null) throw new BadArchive('Tệp sao lưu chưa trọn.')
}
