import type { Cleaned } from './cleanPicture.ts'
import { readExif, tellsPosition } from './exif.ts'

type Box = { type: string; at: number; body: number; end: number }
type Item = { id: number; type: string }
type Extent = { from: number; to: number }

const MAX_BOXES = 100_000
/** A container of its own, whose tracks may be described by place. */
const inner = new Set(['moov', 'trak'])
const described = new Set(['udta', 'uuid'])
/** Items that are said about the picture; the rest is the picture, its tiles and its thumbnail. */
const metadataItems = new Set(['Exif', 'mime', 'uri '])
/** A TIFF structure that says nothing, behind the four bytes that say where it begins. */
const emptyExif = Buffer.from([0, 0, 0, 0, 0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0])

/**
 * A HEIC (ISO/IEC 23008-12) whose Exif and XMP are written over in place, so that nothing else moves; what follows the
 * last box goes. `null`: a description is there, and where it is kept cannot be followed.
 */
export function cleanHeic(bytes: Buffer): Cleaned | null {
  const tops = boxesIn(bytes, 0, bytes.length)
  const end = tops.at(-1)?.end ?? 0
  const clean = Buffer.from(bytes.subarray(0, end))
  const meta = tops.find(({ type }) => type === 'meta')
  const extents = meta ? metadataExtents(bytes, meta) : []
  if (extents === null) return null
  let position = false
  for (const { from, to, type } of extents) {
    if (to > end) return null
    const data = bytes.subarray(from, to)
    position ||= type === 'Exif' ? readExif(tiffIn(data)).position : tellsPosition(data)
    clean.fill(type === 'Exif' ? 0 : 0x20, from, to)
    if (type === 'Exif' && data.length >= emptyExif.length) emptyExif.copy(clean, from)
  }
  freeDescriptions(clean, tops)
  return { parts: [clean], position }
}

const tiffIn = (data: Buffer): Buffer => (data.length < 4 ? data : data.subarray(4 + data.readUInt32BE(0)))

function freeDescriptions(clean: Buffer, boxes: readonly Box[]): void {
  for (const { type, at, body, end } of boxes) {
    if (inner.has(type)) freeDescriptions(clean, boxesIn(clean, body, end))
    if (!described.has(type)) continue
    clean.write('free', at + 4, 'latin1')
    clean.fill(0, body, end)
  }
}

function boxesIn(bytes: Buffer, from: number, to: number): Box[] {
  const boxes: Box[] = []
  for (let at = from; at + 8 <= to && boxes.length < MAX_BOXES; ) {
    const type = bytes.toString('latin1', at + 4, at + 8)
    const short = bytes.readUInt32BE(at)
    const long = short === 1 && at + 16 <= to
    const length = short === 0 ? to - at : long ? Number(bytes.readBigUInt64BE(at + 8)) : short
    if (!/^[\x20-\x7e\xa9]{4}$/u.test(type) || length < 8 || at + length > to) break
    boxes.push({ type, at, body: at + (long ? 16 : 8), end: at + length })
    at += length
  }
  return boxes
}

/** Where Exif and XMP lie in the file; `null` when an item is named and its place cannot be followed. */
function metadataExtents(bytes: Buffer, meta: Box): (Extent & { type: string })[] | null {
  const inside = boxesIn(bytes, meta.body + 4, meta.end)
  const named = (wanted: string) => inside.find(({ type }) => type === wanted)
  const iinf = named('iinf')
  const items = iinf ? itemsIn(bytes, iinf).filter(({ type }) => metadataItems.has(type)) : []
  if (items.length === 0) return []
  const iloc = named('iloc')
  const places = iloc ? readPlaces(bytes, iloc, named('idat')) : null
  if (places === null) return null
  const found = items.map(({ id, type }) => places.get(id)?.map((extent) => ({ ...extent, type })))
  return found.every((extents) => extents !== undefined) ? found.flat() : null
}

function itemsIn(bytes: Buffer, { body, end }: Box): Item[] {
  const wide = bytes.readUInt8(body) > 0
  return boxesIn(bytes, body + (wide ? 8 : 6), end).flatMap(({ type, body: entry, end: entryEnd }) => {
    const version = bytes.readUInt8(entry)
    const after = entry + 4 + (version > 2 ? 4 : 2)
    if (type !== 'infe' || version < 2 || after + 6 > entryEnd) return []
    const id = version > 2 ? bytes.readUInt32BE(entry + 4) : bytes.readUInt16BE(entry + 4)
    return [{ id, type: bytes.toString('latin1', after + 2, after + 6) }]
  })
}

/** The item location box: for each item its extents in the file. Items made of other items are not followed. */
function readPlaces(bytes: Buffer, { body, end }: Box, idat: Box | undefined): Map<number, Extent[]> | null {
  let at = body
  const take = (size: number): number => {
    if (at + size > end) throw new RangeError('iloc')
    const value = size === 0 ? 0 : size === 8 ? Number(bytes.readBigUInt64BE(at)) : bytes.readUIntBE(at, size)
    at += size
    return value
  }
  try {
    const version = take(4) >>> 24
    const [sizes, more] = [take(1), take(1)]
    const size = { offset: sizes >> 4, length: sizes & 15, base: more >> 4, index: version > 0 ? more & 15 : 0 }
    const count = take(version < 2 ? 2 : 4)
    const places = new Map<number, Extent[]>()
    for (let item = 0; item < count; item += 1) {
      const id = take(version < 2 ? 2 : 4)
      const method = version > 0 ? take(2) & 15 : 0
      take(2)
      const base = take(size.base)
      const origin = method === 0 ? 0 : method === 1 ? idat?.body : undefined
      const extents = Array.from({ length: take(2) }, () => {
        take(size.index)
        const from = (origin ?? 0) + base + take(size.offset)
        return { from, to: from + take(size.length) }
      })
      if (origin !== undefined) places.set(id, extents)
    }
    return places
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
