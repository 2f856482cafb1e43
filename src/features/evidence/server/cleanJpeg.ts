import type { Cleaned } from './cleanPicture.ts'
import { type Exif, orientationOnly, readExif, tellsPosition } from './exif.ts'

const SOI = 0xd8
const EOI = 0xd9
const SOS = 0xda
const APP0 = 0xe0
const COMMENT = 0xfe
const JFIF_BYTES = 18

const isApp = (marker: number) => marker >= APP0 && marker <= 0xef
/** Within a scan a zero follows an `ff` that is data, and restarts are numbered d0 to d7. */
const isScanData = (follower: number) => follower === 0 || (follower >= 0xd0 && follower <= 0xd7)
const EXIF = 'Exif\0\0'

/**
 * A JPEG (ITU-T T.81) without what is not the picture: Exif, XMP, IPTC, comments, thumbnails, makers' segments, and
 * whatever follows its end (further pictures of a phone, films). Colour profile and Adobe's colour mark stay, and which
 * way up it is. The picture's own data are copied byte by byte. `null`: its segments cannot be followed to the end.
 */
export function cleanJpeg(bytes: Buffer): Cleaned | null {
  const kept: Buffer[] = [bytes.subarray(0, 2)]
  const exif: Exif = { orientation: 1, position: false }
  let at = 2
  let leading = 1
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === EOI) return finish(bytes, kept, { leading, exif, end: at + 2, start: at })
    if (marker === SOI || isScanData(marker)) return null
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    if (end < at + 4 || end > bytes.length) return null
    const segment = bytes.subarray(at, end)
    const wanted = isApp(marker) || marker === COMMENT ? wantedOf(marker, segment, exif) : segment
    if (wanted) kept.push(wanted)
    if (wanted && marker === APP0 && kept.length === 2) leading = 2
    at = end
    if (marker !== SOS) continue
    const scanEnd = endOfScan(bytes, at)
    if (scanEnd === -1) return null
    kept.push(bytes.subarray(at, scanEnd))
    at = scanEnd
  }
  // The end mark needs two bytes only.
  if (at + 2 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] === EOI)
    return finish(bytes, kept, { leading, exif, end: at + 2, start: at })
  return null
}

type Ending = { leading: number; exif: Exif; start: number; end: number }

function finish(bytes: Buffer, kept: Buffer[], { leading, exif, start, end }: Ending): Cleaned {
  const turned = exif.orientation === 1 ? [] : [segmentOf(0xe1, orientationOnly(exif.orientation))]
  const parts = [...kept.slice(0, leading), ...turned, ...kept.slice(leading), bytes.subarray(start, end)]
  return { parts, position: exif.position }
}

/** What stays of an application's segment or comment; what it tells of direction and place goes into `exif`. */
function wantedOf(marker: number, segment: Buffer, exif: Exif): Buffer | null {
  const named = (name: string) => segment.toString('latin1', 4, 4 + name.length) === name
  if (marker === APP0 && named('JFIF\0')) return withoutThumbnail(segment)
  if (marker === 0xe2 && named('ICC_PROFILE\0')) return segment
  if (marker === 0xee && named('Adobe')) return segment
  if (marker === 0xe1 && named(EXIF)) {
    const read = readExif(segment.subarray(4 + EXIF.length))
    if (exif.orientation === 1) exif.orientation = read.orientation
    exif.position ||= read.position
  } else if (marker === 0xe1) exif.position ||= tellsPosition(segment)
  return null
}

function withoutThumbnail(segment: Buffer): Buffer | null {
  if (segment.length < JFIF_BYTES) return null
  const short = Buffer.from(segment.subarray(0, JFIF_BYTES))
  short.writeUInt16BE(JFIF_BYTES - 2, 2)
  short.writeUInt16BE(0, JFIF_BYTES - 2)
  return short
}

function segmentOf(marker: number, tiff: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(2 + EXIF.length + tiff.length, 2)
  return Buffer.concat([head, Buffer.from(EXIF, 'latin1'), tiff])
}

/** Where the marker after a scan's data begins; `-1`: there is none. */
function endOfScan(bytes: Buffer, start: number): number {
  for (let at = bytes.indexOf(0xff, start); at !== -1 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const follower = bytes[at + 1] ?? 0
    if (!isScanData(follower) && follower !== 0xff) return at
  }
  return -1
}
