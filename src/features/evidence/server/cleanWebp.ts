import type { Cleaned } from './cleanPicture.ts'
import { readExif, tellsPosition } from './exif.ts'

const pictureChunks = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
/** In the flags of VP8X: that Exif and XMP follow. */
const METADATA_FLAGS = 0x08 | 0x04

/** A WebP (RFC 9649) without Exif, XMP and unknown chunks. `null`: its chunks cannot be followed to the end. */
export function cleanWebp(bytes: Buffer): Cleaned | null {
  if (bytes.length < 20) return null
  const end = 8 + bytes.readUInt32LE(4)
  if (end > bytes.length) return null
  const kept: Buffer[] = []
  let position = false
  let at = 12
  while (at + 8 <= end) {
    const length = bytes.readUInt32LE(at + 4)
    const next = at + 8 + length + (length % 2)
    if (at + 8 + length > end) return null
    const type = bytes.toString('latin1', at, at + 4)
    const data = bytes.subarray(at + 8, at + 8 + length)
    if (type === 'EXIF') position ||= readExif(withoutName(data)).position
    else if (!pictureChunks.has(type)) position ||= tellsPosition(data)
    if (pictureChunks.has(type))
      kept.push(type === 'VP8X' ? unflagged(bytes.subarray(at, next)) : padded(bytes, at, next))
    at = next
  }
  if (!kept.some((chunk) => /^VP8[ L]|^ANMF/u.test(chunk.toString('latin1', 0, 4)))) return null
  const head = Buffer.from(bytes.subarray(0, 12))
  head.writeUInt32LE(4 + kept.reduce((sum, chunk) => sum + chunk.length, 0), 4)
  return { parts: [head, ...kept], position }
}

/** Some writers put the name of JPEG's segment before it. */
const withoutName = (data: Buffer): Buffer => (data.toString('latin1', 0, 4) === 'Exif' ? data.subarray(6) : data)

function unflagged(chunk: Buffer): Buffer {
  const changed = Buffer.from(chunk)
  changed.writeUInt8(changed.readUInt8(8) & ~METADATA_FLAGS, 8)
  return changed
}

/** The last chunk of odd length may lack its padding. */
const padded = (bytes: Buffer, at: number, next: number): Buffer =>
  next <= bytes.length ? bytes.subarray(at, next) : Buffer.concat([bytes.subarray(at), Buffer.alloc(1)])
