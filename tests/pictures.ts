/** Real pictures, made by code, that tell where they were taken in every way cameras know. */
import { crc32, deflateSync } from 'node:zlib'

const latin = (text: string) => Buffer.from(text, 'latin1')
const u16 = (value: number) => Buffer.from([value >> 8, value & 0xff])
const u32 = (value: number) => Buffer.concat([u16(value >>> 16), u16(value & 0xffff)])
const little = (value: number) => Buffer.from(u32(value)).reverse()

/** Words no cleaned picture may hold. */
export const SECRETS = ['10.2415', 'iPhone của Thử', 'GPSLatitude', '2022:08:10', 'ghi chú riêng']

/** An Exif structure: which way up, a device, a time, and the place of Bến Tre, with a thumbnail behind it. */
export function exifWithPlace(orientation = 6): Buffer {
  const device = Buffer.concat([Buffer.from('iPhone của Thử'), Buffer.alloc(1)])
  const time = latin('2022:08:10 07:30:00\0')
  const entry = (tag: number, type: number, count: number, value: Buffer) =>
    Buffer.concat([u16(tag), u16(type), u32(count), value])
  const main = 8
  const gps = main + 2 + 4 * 12 + 4
  const data = gps + 2 + 2 * 12 + 4
  const [deviceAt, timeAt, latitudeAt] = [data, data + device.length, data + device.length + time.length]
  return Buffer.concat([
    latin('MM\0*'),
    u32(main),
    u16(4),
    entry(0x0110, 2, device.length, u32(deviceAt)),
    entry(0x0112, 3, 1, Buffer.concat([u16(orientation), u16(0)])),
    entry(0x0132, 2, time.length, u32(timeAt)),
    entry(0x8825, 4, 1, u32(gps)),
    u32(0),
    u16(2),
    entry(0x0001, 2, 2, latin('N\0\0\0')),
    entry(0x0002, 5, 3, u32(latitudeAt)),
    u32(0),
    device,
    time,
    ...[10, 14, 29].map((value) => Buffer.concat([u32(value), u32(1)])),
    latin('10.2415'),
  ])
}
export const xmpWithPlace = (): Buffer =>
  Buffer.from('<x:xmpmeta><rdf:Description exif:GPSLatitude="10,14.2415N">ghi chú riêng</rdf:Description></x:xmpmeta>')

const segment = (marker: number, data: Buffer) =>
  Buffer.concat([Buffer.from([0xff, marker]), u16(data.length + 2), data])
/** A progressive picture of one grey point, as an encoder wrote it. */
const bareJpeg = Buffer.concat([
  Buffer.from(
    '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=',
    'base64',
  ),
  Buffer.from([0xff, 0xd9]),
])
/** Where the first segment after JFIF begins. */
const AFTER_JFIF = 20
export const colourProfile = segment(0xe2, latin('ICC_PROFILE\0\u0001\u0001hồ sơ màu'))

export const plainJpeg = (): Buffer => bareJpeg
/** The same picture with Exif, XMP, IPTC, a comment, a maker's segment, a colour profile, and a second picture behind it. */
export function jpegWithPlace(orientation = 6): Buffer {
  return Buffer.concat([
    bareJpeg.subarray(0, AFTER_JFIF),
    segment(0xe1, Buffer.concat([latin('Exif\0\0'), exifWithPlace(orientation)])),
    segment(0xe1, Buffer.concat([latin('http://ns.adobe.com/xap/1.0/\0'), xmpWithPlace()])),
    colourProfile,
    segment(0xe2, Buffer.concat([latin('MPF\0'), latin('MM\0*'), Buffer.alloc(20)])),
    segment(0xed, Buffer.concat([latin('Photoshop 3.0\0'), Buffer.from('ghi chú riêng')])),
    segment(0xfe, Buffer.from('ghi chú riêng')),
    bareJpeg.subarray(AFTER_JFIF),
    bareJpeg.subarray(0, AFTER_JFIF),
    segment(0xe1, Buffer.concat([latin('Exif\0\0'), exifWithPlace()])),
    bareJpeg.subarray(AFTER_JFIF),
  ])
}
/** Two scans with a comment between them that looks like the end. */
export const jpegWithTwoScans = (): Buffer =>
  Buffer.concat([
    bareJpeg.subarray(0, -2),
    segment(0xfe, Buffer.from([0xff, 0xd9, 0xff, 0xd9])),
    bareJpeg.subarray(-12),
  ])

const pngChunk = (type: string, data: Buffer) => {
  const body = Buffer.concat([latin(type), data])
  return Buffer.concat([u32(data.length), body, u32(crc32(body))])
}
const pngHead = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const pngStart = [pngHead, pngChunk('IHDR', Buffer.concat([u32(1), u32(1), Buffer.from([8, 0, 0, 0, 0])]))]
const pngEnd = [pngChunk('IDAT', deflateSync(Buffer.from([0, 127]))), pngChunk('IEND', Buffer.alloc(0))]
export const plainPng = (): Buffer => Buffer.concat([...pngStart, pngChunk('gAMA', u32(45_455)), ...pngEnd])
export function pngWithPlace(orientation = 1): Buffer {
  return Buffer.concat([
    ...pngStart,
    pngChunk('gAMA', u32(45_455)),
    pngChunk('eXIf', exifWithPlace(orientation)),
    pngChunk('tEXt', Buffer.concat([latin('Comment\0'), Buffer.from('ghi chú riêng')])),
    pngChunk('iTXt', Buffer.concat([latin('XML:com.adobe.xmp\0\0\0\0\0'), xmpWithPlace()])),
    ...pngEnd,
    Buffer.from('ghi chú riêng'),
  ])
}

const riff = (chunks: Buffer[]) => {
  const body = Buffer.concat([latin('WEBP'), ...chunks])
  return Buffer.concat([latin('RIFF'), little(body.length), body])
}
const webpChunk = (type: string, data: Buffer) =>
  Buffer.concat([latin(type), little(data.length), data, Buffer.alloc(data.length % 2)])
/** One point, lossless, as an encoder wrote it. */
const webpPicture = webpChunk('VP8L', Buffer.from('2f0000000007d0fffef7bfff8188', 'hex'))
const webpHead = (flags: number) => webpChunk('VP8X', Buffer.concat([Buffer.from([flags]), Buffer.alloc(9)]))
export const plainWebp = (): Buffer => riff([webpHead(0x20), webpChunk('ICCP', latin('màu')), webpPicture])
export const webpWithPlace = (): Buffer =>
  riff([
    webpHead(0x20 | 0x08 | 0x04),
    webpChunk('ICCP', latin('màu')),
    webpPicture,
    webpChunk('EXIF', exifWithPlace()),
    webpChunk('XMP ', xmpWithPlace()),
  ])

const box = (type: string, ...data: Buffer[]) => {
  const body = Buffer.concat(data)
  return Buffer.concat([u32(body.length + 8), latin(type), body])
}
/** A HEIC with a picture, Exif and XMP as items of the same data; `place: false` has the picture alone. */
export function heicWithPlace({ place = true, lost = false } = {}): Buffer {
  const exif = Buffer.concat([u32(6), latin('Exif\0\0'), exifWithPlace()])
  const items = [
    { id: 1, type: 'hvc1', data: Buffer.alloc(64, 7), more: Buffer.alloc(0) },
    ...(place
      ? [
          { id: 2, type: 'Exif', data: exif, more: Buffer.alloc(0) },
          { id: 3, type: 'mime', data: xmpWithPlace(), more: latin('application/rdf+xml\0') },
        ]
      : []),
  ]
  const ftyp = box('ftyp', latin('heic'), u32(0), latin('mif1heic'))
  const infe = items.map(({ id, type, more }) =>
    box('infe', Buffer.from([2, 0, 0, 0]), u16(id), u16(0), latin(type), Buffer.from([0]), more),
  )
  const metaOf = (start: number) => {
    let at = start
    const places = items.map(({ id, data }) => {
      const place = Buffer.concat([u16(id), u16(0), u16(0), u16(1), u32(at), u32(lost ? 1_000_000 : data.length)])
      at += data.length
      return place
    })
    return box(
      'meta',
      u32(0),
      box('iinf', u32(0), u16(items.length), ...infe),
      box('iloc', Buffer.from([1, 0, 0, 0, 0x44, 0x00]), u16(items.length), ...places),
    )
  }
  const start = ftyp.length + metaOf(0).length + 8
  const described = place ? [box('uuid', Buffer.from('ghi chú riêng, thêm cho đủ'))] : []
  return Buffer.concat([ftyp, metaOf(start), box('mdat', ...items.map(({ data }) => data)), ...described])
}
