/** Whether a picture is whole: its own structure is followed to the end, not its last bytes trusted. */
import { createReadStream } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { readAt } from './zip.ts'

const SCAN = 0xda
/** Honest pictures have far fewer parts; a file of millions of empty ones would only keep the reader busy. */
const MAX_PARTS = 100_000
const PICTURE_END = Buffer.from([0xff, 0xd9])

/** JPEG: segments up to the first scan, then an end mark after it. The thumbnail's own end mark, before it, does not count. */
export async function hasFrame(file: FileHandle, path: string, size: number): Promise<boolean> {
  for (let at = 2, parts = 0; at + 4 <= size && parts < MAX_PARTS; parts += 1) {
    const segment = await readAt(file, at, 4)
    if (segment.length < 4 || segment[0] !== 0xff) return false
    if (segment[1] === SCAN) return hasAfter(path, at, PICTURE_END)
    // Fill bytes may stand before a marker.
    at += segment[1] === 0xff ? 1 : 2 + segment.readUInt16BE(2)
  }
  return false
}

async function hasAfter(path: string, start: number, bytes: Buffer): Promise<boolean> {
  let before: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(path, { start }) as AsyncIterable<Buffer>) {
    const joined = Buffer.concat([before, chunk])
    if (joined.includes(bytes)) return true
    before = joined.subarray(1 - bytes.length)
  }
  return false
}

/** PNG: chunk after chunk, from the header to the end chunk. */
export async function hasEnd(file: FileHandle, size: number): Promise<boolean> {
  for (let at = 8, parts = 0; at + 12 <= size && parts < MAX_PARTS; parts += 1) {
    const chunk = await readAt(file, at, 8)
    if (chunk.length < 8) return false
    const type = chunk.toString('latin1', 4)
    if (at === 8 && type !== 'IHDR') return false
    if (type === 'IEND') return true
    at += 12 + chunk.readUInt32BE(0)
  }
  return false
}

/** WebP: as long as its head says. */
export async function hasWholeChunks(file: FileHandle, size: number): Promise<boolean> {
  const head = await readAt(file, 0, 12)
  return head.length === 12 && head.toString('latin1', 8) === 'WEBP' && 8 + head.readUInt32LE(4) <= size
}

/** HEIC: boxes that fit into the file, among them the description and the picture itself. What cameras append is no box. */
export async function hasWholeBoxes(file: FileHandle, size: number): Promise<boolean> {
  const needed = new Set(['meta', 'mdat'])
  for (let at = 0, parts = 0; at < size; parts += 1) {
    if (parts === MAX_PARTS) return false
    const box = await readAt(file, at, 16)
    if (box.length < 8) break
    const type = box.toString('latin1', 4, 8)
    if (!/^[\x20-\x7e]{4}$/u.test(type)) break
    needed.delete(type)
    const length = boxLength(box, size - at)
    if (length < 8 || at + length > size) return false
    at += length
  }
  return needed.size === 0
}

function boxLength(box: Buffer, rest: number): number {
  const length = box.readUInt32BE(0)
  if (length === 0) return rest
  if (length !== 1) return length
  return box.length < 16 ? 0 : Number(box.readBigUInt64BE(8))
}
