/** What a camera writes beside the picture (Exif 3.0, CIPA DC-008): only as much of it as decides what is kept. */

export type Exif = { orientation: number; position: boolean }
const none: Exif = { orientation: 1, position: false }

const ORIENTATION = 0x0112
const GPS = 0x8825
const LATITUDE = 0x0002
const LONGITUDE = 0x0004
const SHORT = 3

type Entry = { tag: number; at: number }
type Reader = { u16: (at: number) => number; u32: (at: number) => number; size: number }

/** Reads a TIFF structure; what points outside of it is not there. */
export function readExif(tiff: Buffer): Exif {
  const order = tiff.toString('latin1', 0, 2)
  if (tiff.length < 8 || (order !== 'II' && order !== 'MM')) return none
  const little = order === 'II'
  const reader: Reader = {
    size: tiff.length,
    u16: (at) => (at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at)),
    u32: (at) => (at + 4 > tiff.length ? 0 : little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at)),
  }
  const main = entriesAt(reader, reader.u32(4))
  const turned = main.find(({ tag }) => tag === ORIENTATION)
  const gps = main.find(({ tag }) => tag === GPS)
  const orientation = turned ? reader.u16(turned.at + 8) : 1
  return {
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
    position:
      gps !== undefined &&
      entriesAt(reader, reader.u32(gps.at + 8)).some(({ tag }) => tag === LATITUDE || tag === LONGITUDE),
  }
}

function entriesAt({ u16, size }: Reader, directory: number): Entry[] {
  if (directory < 8 || directory + 2 > size) return []
  const count = Math.min(u16(directory), Math.floor((size - directory - 2) / 12))
  return Array.from({ length: count }, (_, index) => {
    const at = directory + 2 + index * 12
    return { tag: u16(at), at }
  })
}

/** XMP names the position in words. */
export const tellsPosition = (xmp: Buffer): boolean => /GPSL(?:atitude|ongitude)/u.test(xmp.toString('latin1'))

/** A TIFF structure that says which way up the picture is, and nothing else. */
export function orientationOnly(orientation: number): Buffer {
  const tiff = Buffer.alloc(26)
  tiff.write('MM\0*', 'latin1')
  tiff.writeUInt32BE(8, 4)
  tiff.writeUInt16BE(1, 8)
  tiff.writeUInt16BE(ORIENTATION, 10)
  tiff.writeUInt16BE(SHORT, 12)
  tiff.writeUInt32BE(1, 14)
  tiff.writeUInt16BE(orientation, 18)
  return tiff
}
