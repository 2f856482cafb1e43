import { crc32 } from 'node:zlib'
import type { Cleaned } from './cleanPicture.ts'
import { type Exif, orientationOnly, readExif, tellsPosition } from './exif.ts'

/** Chunks that are the picture, its colours and its movement (PNG, third edition); everything else is said about it. */
const pictureChunks = new Set(
  'IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT cICP mDCV cLLI pHYs bKGD hIST sPLT acTL fcTL fdAT'.split(' '),
)

/** A PNG without texts, times, Exif and whatever follows its end. `null`: its chunks cannot be followed to the end. */
export function cleanPng(bytes: Buffer): Cleaned | null {
  const kept: Buffer[] = [bytes.subarray(0, 8)]
  const exif: Exif = { orientation: 1, position: false }
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at)
    if (end > bytes.length) return null
    const type = bytes.toString('latin1', at + 4, at + 8)
    const data = bytes.subarray(at + 8, end - 4)
    if (type === 'eXIf') {
      const read = readExif(data)
      exif.orientation = read.orientation
      exif.position ||= read.position
    } else if (!pictureChunks.has(type)) exif.position ||= tellsPosition(data)
    if (type === 'IEND' && exif.orientation !== 1) kept.push(chunk('eXIf', orientationOnly(exif.orientation)))
    if (pictureChunks.has(type)) kept.push(bytes.subarray(at, end))
    if (type === 'IEND') return { parts: kept, position: exif.position }
    at = end
  }
  return null
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const whole = Buffer.alloc(body.length + 8)
  whole.writeUInt32BE(data.length)
  body.copy(whole, 4)
  whole.writeUInt32BE(crc32(body), body.length + 4)
  return whole
}
