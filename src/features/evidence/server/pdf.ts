/** A PDF is read once, for its SHA-256 and for what would run: scripts and programs it starts. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createInflate } from 'node:zlib'
import type { ContentRefusal } from '../refusal.ts'

/** How a name is written in a PDF: any letter of it may be `#` and its code. */
const pdfName = (name: string) =>
  Array.from(name, (letter) => `(?:${letter}|#${letter.charCodeAt(0).toString(16)})`).join('')
const SCRIPT = new RegExp(`/(?:${pdfName('JavaScript')}|${pdfName('Launch')})(?![A-Za-z])`, 'iu')
const PACKED_OBJECTS = new RegExp(`/${pdfName('ObjStm')}(?![A-Za-z])`, 'giu')
/** What two chunks share, so that no name and no head of a packed stream is cut in half. */
const OVERLAP = 1024
/** Unpacked, the objects of no honest file come near this. */
const MAX_UNPACKED_BYTES = 200_000_000
const MAX_STREAM_BYTES = 16_000_000

/** What one reading tells: whether a script is in plain sight, and where packed objects begin that must be looked into. */
export type Reading = { sha256: string; script: boolean; packed: ReadonlySet<number> }

export async function readThrough(path: string): Promise<Reading> {
  const hash = createHash('sha256')
  const packed = new Set<number>()
  let script = false
  let before = ''
  let read = 0
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    const text = before + chunk.toString('latin1')
    script ||= SCRIPT.test(text)
    for (const { index } of text.matchAll(PACKED_OBJECTS)) {
      const start = /stream\r?\n/u.exec(text.slice(index, index + OVERLAP))
      if (start) packed.add(read - before.length + index + start.index + start[0].length)
    }
    read += chunk.length
    before = text.slice(-OVERLAP)
  }
  return { sha256: hash.digest('hex'), script, packed }
}

/** Why a PDF is refused for what is in it; `null` when nothing would run. What is encrypted cannot be looked into. */
export async function activeContent(path: string, { script, packed }: Reading): Promise<ContentRefusal | null> {
  if (script) return 'pdf_script'
  let room = MAX_UNPACKED_BYTES
  for (const start of packed) {
    const unpacked = await unpack(path, start, room)
    if (SCRIPT.test(unpacked)) return 'pdf_script'
    room -= unpacked.length
    if (room <= 0) return 'zip_bomb'
  }
  return null
}

/** What can be unpacked from here on; nothing where the bytes are packed another way. */
async function unpack(path: string, start: number, room: number): Promise<string> {
  const parts: Buffer[] = []
  let bytes = 0
  const keep = async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) {
      parts.push(chunk)
      bytes += chunk.length
      if (bytes >= Math.min(room, MAX_STREAM_BYTES)) return
    }
  }
  try {
    await pipeline(createReadStream(path, { start }), createInflate(), keep)
  } catch (error) {
    const known =
      error instanceof Error &&
      'code' in error &&
      /^(?:Z_|ABORT_ERR|ERR_STREAM_PREMATURE_CLOSE)/u.test(String(error.code))
    if (!known) throw error
  }
  return Buffer.concat(parts).toString('latin1')
}
