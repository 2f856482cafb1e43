/** Small real files of every kind, made by code, and their wicked brothers. */
import { crc32, deflateRawSync, deflateSync } from 'node:zlib'

const latin = (text: string) => Buffer.from(text, 'latin1')

/** A PDF of one empty page; `note` makes each its own file. */
export function pdf(note = '', extra = ''): Buffer {
  return latin(`%PDF-1.4
% ${Buffer.from(note).toString('hex')}
1 0 obj<</Type/Catalog/Pages 2 0 R${extra}>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`)
}

/** A PDF whose last object is packed away, as newer writers do. */
export function packedPdf(object: string): Buffer {
  const packed = deflateSync(latin(`4 0 ${object}`))
  const head = `5 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length ${packed.length}>>\nstream\n`
  return Buffer.concat([pdf(object.slice(0, 100)), latin(head), packed, latin('\nendstream\nendobj\n%%EOF\n')])
}

const u32 = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

/** A grey PNG of one point. */
export function png(): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([latin(type), data])
    return Buffer.concat([u32(data.length), body, u32(crc32(body))])
  }
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', Buffer.concat([u32(1), u32(1), Buffer.from([8, 0, 0, 0, 0])])),
    chunk('IDAT', deflateSync(Buffer.from([0, 127]))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A JPEG's skeleton: head with a thumbnail that has an end mark of its own, one scan, end. `note` makes each a picture of its own. */
export function jpeg(note = 'vững mạnh'): Buffer {
  const segment = (marker: number, data: Buffer) =>
    Buffer.concat([Buffer.from([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 0xff]), data])
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from([0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0])),
    segment(0xe1, Buffer.concat([latin('Exif\0\0'), Buffer.from([0xff, 0xd8, 0xff, 0xd9])])),
    segment(0xfe, Buffer.from(note)),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    latin(Buffer.from(note).toString('hex')),
    Buffer.alloc(2000, 0x55),
    Buffer.from([0xff, 0xd9]),
  ])
}

/** A HEIC's skeleton: kind, description, picture data. */
export function heic(): Buffer {
  const box = (type: string, data: Buffer) => Buffer.concat([u32(data.length + 8), latin(type), data])
  return Buffer.concat([
    box('ftyp', Buffer.concat([latin('heic'), u32(0), latin('mif1heic')])),
    box('meta', Buffer.alloc(64)),
    box('mdat', Buffer.alloc(256, 7)),
  ])
}

type Part = { name: string; content: Buffer; claims?: number; flags?: number }

/** A zip archive, entry by entry; `claims` lies about an entry's size. */
export function zip(parts: Part[], before: Buffer = Buffer.alloc(0)): Buffer {
  let at = before.length
  const written = parts.map(({ name, content, claims, flags = 0 }) => {
    const packed = deflateRawSync(content, { level: 9 })
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(flags, 2)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(crc32(content), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(claims ?? content.length, 18)
    fields.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([latin('PK\u0003\u0004'), fields, Buffer.from(name), packed])
    const offset = Buffer.alloc(14)
    offset.writeUInt32LE(at, 10)
    const central = Buffer.concat([latin('PK\u0001\u0002\u0014\u0000'), fields, offset, Buffer.from(name)])
    at += local.length
    return { local, central }
  })
  const directory = Buffer.concat(written.map(({ central }) => central))
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([before, ...written.map(({ local }) => local), directory, end])
}

const office = 'application/vnd.openxmlformats-officedocument.'
const contentTypes = (part: string, type: string): Part => ({
  name: '[Content_Types].xml',
  content: Buffer.from(
    `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="${part}" ContentType="${type}"/></Types>`,
  ),
})

export const docxParts = (text = 'Biên bản'): Part[] => [
  contentTypes('/word/document.xml', `${office}wordprocessingml.document.main+xml`),
  { name: 'word/document.xml', content: Buffer.from(`<w:document>${text}</w:document>`) },
]
export const docx = (text?: string): Buffer => zip(docxParts(text))
export const xlsx = (): Buffer =>
  zip([
    contentTypes('/xl/workbook.xml', `${office}spreadsheetml.sheet.main+xml`),
    { name: 'xl/workbook.xml', content: Buffer.from('<workbook/>') },
  ])
/** Renamed to .docx, but what its content types say makes Word run its macros. */
export const docm = (): Buffer =>
  zip([
    contentTypes('/word/document.xml', 'application/vnd.ms-word.document.macroEnabled.main+xml'),
    { name: 'word/document.xml', content: Buffer.from('<w:document/>') },
    { name: 'word/vbaProject.bin', content: Buffer.alloc(64, 1) },
  ])
/** A program as Windows knows them. */
export const program = (): Buffer => Buffer.concat([latin('MZ'), Buffer.alloc(510, 0x90)])
export const oldWord = (): Buffer =>
  Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(1024)])
