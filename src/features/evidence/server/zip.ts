/** An Office file is a zip archive, read here the strict way: what its directory says must be what is there. */
import { createReadStream } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { crc32, createInflateRaw } from 'node:zlib'
import type { ContentRefusal } from '../refusal.ts'

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
const END_BYTES = 22
const MAX_COMMENT = 0xffff
const MAX_DIRECTORY_BYTES = 4_000_000
const MAX_ENTRIES = 10_000
/** Unpacked, no honest document of 50 MB comes near this. */
const MAX_UNPACKED_BYTES = 300_000_000
/** Sheets of repeated values pack to a fortieth; only bombs go further. Small files are left alone. */
const MAX_RATIO = 100
const SMALL_BYTES = 10_000_000
const ENCRYPTED = 1

type Entry = { name: string; method: number; crc: number; packed: number; unpacked: number; at: number }
type Directory = { entries: Entry[]; start: number }
export type Refused = { refusal: ContentRefusal }
const refused = (refusal: ContentRefusal): Refused => ({ refusal })

/** Where the archive's end record is, when the last bytes of the file are one. Other kinds of files must have none. */
export function findZipEnd(tail: Buffer): number {
  for (let at = tail.length - END_BYTES; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) === END && at + END_BYTES + tail.readUInt16LE(at + 20) === tail.length) return at
  }
  return -1
}

export async function readTail(file: FileHandle, size: number): Promise<Buffer> {
  return readAt(file, Math.max(0, size - END_BYTES - MAX_COMMENT), Math.min(size, END_BYTES + MAX_COMMENT))
}

export async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await file.read(buffer, 0, length, position)
  return buffer.subarray(0, bytesRead)
}

/** The entries' names and the text of `[Content_Types].xml`, after every entry has been unpacked and checked. */
export async function openOffice(
  file: FileHandle,
  path: string,
  size: number,
): Promise<{ names: string[]; contentTypes: string | null } | Refused> {
  const directory = await readDirectory(file, size)
  if ('refusal' in directory) return directory
  const wrong = checkDirectory(directory, size)
  if (wrong) return refused(wrong)
  let contentTypes: string | null = null
  for (const entry of directory.entries) {
    const content = await unpack(file, path, entry)
    if ('refusal' in content) return content
    contentTypes = content.text ?? contentTypes
  }
  return { names: directory.entries.map(({ name }) => name), contentTypes }
}

async function readDirectory(file: FileHandle, size: number): Promise<Directory | Refused> {
  const tail = await readTail(file, size)
  const end = findZipEnd(tail)
  if (end === -1) return refused('truncated')
  const count = tail.readUInt16LE(end + 10)
  const bytes = tail.readUInt32LE(end + 12)
  const start = tail.readUInt32LE(end + 16)
  if (count > MAX_ENTRIES || bytes > MAX_DIRECTORY_BYTES) return refused('zip_bomb')
  if (start + bytes > size) return refused('truncated')
  const buffer = await readAt(file, start, bytes)
  const entries: Entry[] = []
  for (let at = 0; at + 46 <= buffer.length && entries.length < count; ) {
    if (buffer.readUInt32LE(at) !== ENTRY) return refused('truncated')
    if (buffer.readUInt16LE(at + 8) & ENCRYPTED) return refused('password')
    const nameEnd = at + 46 + buffer.readUInt16LE(at + 28)
    entries.push({
      name: buffer.toString('utf8', at + 46, nameEnd),
      method: buffer.readUInt16LE(at + 10),
      crc: buffer.readUInt32LE(at + 16),
      packed: buffer.readUInt32LE(at + 20),
      unpacked: buffer.readUInt32LE(at + 24),
      at: buffer.readUInt32LE(at + 42),
    })
    at = nameEnd + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32)
  }
  return entries.length === count ? { entries, start } : refused('truncated')
}

/** Sizes within reason, entries one after another from the first byte, no name twice or leading out of the archive. */
function checkDirectory({ entries, start }: Directory, size: number): ContentRefusal | null {
  const unpacked = entries.reduce((sum, entry) => sum + entry.unpacked, 0)
  if (unpacked > MAX_UNPACKED_BYTES || (unpacked > SMALL_BYTES && unpacked > size * MAX_RATIO)) return 'zip_bomb'
  const inOrder = entries.toSorted((one, other) => one.at - other.at)
  if (inOrder[0]?.at !== 0) return 'two_in_one'
  const overlapping = inOrder.some(({ at, packed }, index) => at + 30 + packed > (inOrder[index + 1]?.at ?? start))
  if (overlapping) return 'zip_bomb'
  const names = new Set(entries.map(({ name }) => name.toLowerCase()))
  const leadsOut = entries.some(({ name }) => name.startsWith('/') || name.split(/[/\\]/u).includes('..'))
  return leadsOut || names.size !== entries.length ? 'two_in_one' : null
}

/** Unpacks one entry without keeping it; its size and checksum must be what the directory says. */
async function unpack(file: FileHandle, path: string, entry: Entry): Promise<{ text: string | null } | Refused> {
  const header = await readAt(file, entry.at, 30)
  if (header.length < 30 || header.readUInt32LE(0) !== LOCAL) return refused('truncated')
  const nameBytes = header.readUInt16LE(26)
  const name = await readAt(file, entry.at + 30, nameBytes)
  if (name.toString('utf8') !== entry.name) return refused('two_in_one')
  if (entry.method !== 0 && entry.method !== 8) return refused('truncated')
  if (entry.method === 0 && entry.packed !== entry.unpacked) return refused('truncated')
  const start = entry.at + 30 + nameBytes + header.readUInt16LE(28)
  const kept: Buffer[] | null = entry.name === '[Content_Types].xml' && entry.unpacked < 1_000_000 ? [] : null
  const counted = await countContent(path, { start, entry, kept })
  if (counted === 'damaged') return refused('truncated')
  if (counted.bytes > entry.unpacked) return refused('zip_bomb')
  if (counted.bytes < entry.unpacked || counted.crc !== entry.crc) return refused('truncated')
  return { text: kept ? Buffer.concat(kept).toString('utf8') : null }
}

async function countContent(
  path: string,
  { start, entry, kept }: { start: number; entry: Entry; kept: Buffer[] | null },
): Promise<{ bytes: number; crc: number } | 'damaged'> {
  const counted = { bytes: 0, crc: 0 }
  if (entry.packed === 0) return counted
  const packed = createReadStream(path, { start, end: start + entry.packed - 1 })
  const count = async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) {
      counted.bytes += chunk.length
      // One byte more than promised is enough to know.
      if (counted.bytes > entry.unpacked) return
      counted.crc = crc32(chunk, counted.crc)
      kept?.push(chunk)
    }
  }
  try {
    await (entry.method === 0 ? pipeline(packed, count) : pipeline(packed, createInflateRaw(), count))
    return counted
  } catch (error) {
    if (counted.bytes > entry.unpacked) return counted
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) return 'damaged'
    throw error
  }
}
