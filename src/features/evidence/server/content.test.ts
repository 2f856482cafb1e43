import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  docm,
  docx,
  docxParts,
  heic,
  jpeg,
  oldWord,
  packedPdf,
  pdf,
  png,
  program,
  xlsx,
  zip,
} from '#tests/evidenceFiles.ts'
import { plainWebp } from '#tests/pictures.ts'
import { inspectContent } from './content.ts'

let folder: string
let count = 0
beforeAll(async () => {
  folder = await mkdtemp('/var/tmp/vung-manh-content-')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function inspect(content: Buffer | string) {
  count += 1
  const file = path.join(folder, String(count))
  await writeFile(file, content)
  const found = await inspectContent(file)
  return 'kind' in found ? found.kind : found.refusal
}

const samples = { pdf: pdf(), docx: docx(), xlsx: xlsx(), jpeg: jpeg(), png: png(), webp: plainWebp(), heic: heic() }

describe('The content says what a file is', () => {
  test.each(Object.entries(samples))('%s is known', async (kind, content) => {
    expect(await inspect(content)).toBe(kind)
  })

  test('a PDF with packed objects that run nothing is taken', async () => {
    expect(await inspect(packedPdf('<</Type/Annot/Contents(JavaScript)>>'))).toBe('pdf')
  })

  test('the SHA-256 is that of the content', async () => {
    await writeFile(path.join(folder, 'abc'), 'abc')
    expect(await inspectContent(path.join(folder, 'abc'))).toMatchObject({
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      bytes: 3,
    })
  })
})

const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
const bomb = { name: 'word/media/a.bin', content: Buffer.alloc(40_000_000) }
const tail = zip([{ name: 'hidden.exe', content: program() }])

describe('What is not a document or picture of ours is refused by its name', () => {
  const cases: [name: string, content: Buffer | string, refusal: string][] = [
    ['nothing at all', '', 'empty_file'],
    ['one byte', 'x', 'unknown_kind'],
    ['plain text', 'Biên bản họp chi bộ', 'unknown_kind'],
    ['a program', program(), 'program'],
    ['a shell script', '#!/bin/sh\nrm -rf /\n', 'program'],
    ['a web page', '<!DOCTYPE html><html><script>alert(1)</script></html>', 'web_page'],
    ['an SVG with a script', svg, 'web_page'],
    ['an SVG after an XML head', `<?xml version="1.0"?>\n${svg}`, 'web_page'],
    ['old Word or a file with a password', oldWord(), 'old_office'],
    ['an archive', zip([{ name: 'a.txt', content: Buffer.from('a') }]), 'archive'],
    ['a GIF', Buffer.from('GIF89a\u0001\u0000\u0001\u0000\u0000\u0000\u0000;', 'latin1'), 'other_media'],
    ['a document with macros', docm(), 'macros'],
    [
      'macros hidden behind honest content types',
      zip([...docxParts(), { name: 'word/vbaProject.bin', content: program() }]),
      'macros',
    ],
    ['a program inside a document', zip([...docxParts(), { name: 'word/setup.EXE', content: program() }]), 'macros'],
    ['a PDF with a script', pdf('', '/OpenAction<</S/JavaScript/JS(app.alert(1))>>'), 'pdf_script'],
    ['a PDF with a script in disguise', pdf('', '/OpenAction<</S/J#61vaScr#69pt>>'), 'pdf_script'],
    ['a PDF with a script packed away', packedPdf('<</S/JavaScript/JS(app.alert(1))>>'), 'pdf_script'],
    [
      'a PDF whose packed objects grow without end',
      Buffer.concat(Array<Buffer>(14).fill(packedPdf(' '.repeat(16_000_000)))),
      'zip_bomb',
    ],
    ['a PDF that starts a program', pdf('', '/OpenAction<</S/Launch/F(cmd.exe)>>'), 'pdf_script'],
    [
      'a PDF that is a web page too',
      pdf().toString('latin1').replace('\n', '\n<script>alert(1)</script>\n'),
      'two_in_one',
    ],
    ['a PDF that is an archive too', Buffer.concat([pdf(), tail]), 'two_in_one'],
    ['a JPEG that is an archive too', Buffer.concat([jpeg(), tail]), 'two_in_one'],
    ['a JPEG with a page in its comment', jpeg('<html><script>alert(1)</script>'), 'two_in_one'],
    ['a PNG that is an archive too', Buffer.concat([png(), tail]), 'two_in_one'],
    ['a document behind a program', zip(docxParts(), program()), 'program'],
    ['a PDF after something else', Buffer.concat([Buffer.from('x\n'), pdf()]), 'unknown_kind'],
    ['a zip bomb', zip([...docxParts(), bomb]), 'zip_bomb'],
    ['a zip bomb that lies about its size', zip([...docxParts(), { ...bomb, claims: 1000 }]), 'zip_bomb'],
    [
      'an entry that leads out of the archive',
      zip([...docxParts(), { name: '../../etc/cron.d/x', content: Buffer.from('x') }]),
      'two_in_one',
    ],
    ['an entry that is there twice', zip([...docxParts(), ...docxParts()]), 'two_in_one'],
    ['a document with a password on an entry', zip(docxParts().map((part) => ({ ...part, flags: 1 }))), 'password'],
  ]
  test.each(cases)('%s', async (_name, content, refusal) => {
    expect(await inspect(content)).toBe(refusal)
  })
})

describe('A file that is cut short is told', () => {
  test.each(Object.entries(samples))('%s, wherever it is cut', async (_kind, content) => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: content.length - 8 }), async (length) => {
        const found = await inspect(content.subarray(0, length))
        // So little of it may be left that nobody can tell what it was.
        expect(['truncated', 'unknown_kind', 'other_media']).toContain(found)
      }),
      { numRuns: 120 },
    )
  })

  test('one changed byte in a packed part is found by its checksum', async () => {
    const whole = zip([docxParts()[0] ?? bomb, { name: 'word/document.xml', content: Buffer.from('ấp '.repeat(500)) }])
    const at = whole.indexOf('word/document.xml') + 'word/document.xml'.length + 3
    whole.writeUInt8(whole.readUInt8(at) ^ 0x10, at)
    expect(await inspect(whole)).toMatch(/truncated|zip_bomb/u)
  })

  test('a JPEG cut after its thumbnail is not taken for whole', async () => {
    expect(await inspect(jpeg().subarray(0, 500))).toBe('truncated')
  })
})

test('any bytes at all get an answer, and never one that takes them for a document', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), async (bytes) => {
      expect(Object.keys(samples)).not.toContain(await inspect(Buffer.from(bytes)))
    }),
    { numRuns: 150 },
  )
})

test('a known head before any bytes gets an answer', async () => {
  const heads = Object.values(samples).map((content) => content.subarray(0, 40))
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 300 }), async (head, rest) => {
      expect(await inspect(Buffer.concat([head, rest]))).toMatch(/^[a-z_]+$/u)
    }),
    { numRuns: 150 },
  )
})
