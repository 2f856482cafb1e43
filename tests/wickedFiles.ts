/** Files and names that somebody sends to do harm, by generation. */
import fc from 'fast-check'
import { docm, docx, docxParts, heic, jpeg, oldWord, packedPdf, pdf, png, program, xlsx, zip } from './evidenceFiles.ts'

const text = (content: string) => Buffer.from(content)
export const SCRIPT = '<script>fetch("/api/v1/session?executed");document.title="EXECUTED"</script>'

const honest = [pdf(), docx(), xlsx(), jpeg(), png(), heic(), packedPdf('<</Type/Annot>>')]
const wicked = [
  text(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">${SCRIPT}</svg>`),
  text(`<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>`),
  text(`<!DOCTYPE html><html><body>${SCRIPT}</body></html>`),
  text('#!/bin/sh\ntouch /tmp/executed\n'),
  text('<?php system("id"); ?>'),
  pdf('', '/OpenAction<</S/JavaScript/JS(app.alert(1))>>'),
  pdf('', '/OpenAction<</S/Launch/F(cmd.exe)>>'),
  packedPdf('<</S/JavaScript/JS(app.alert(1))>>'),
  docm(),
  oldWord(),
  program(),
  zip([...docxParts(), { name: '../../../../tmp/executed', content: text('x') }]),
  zip([...docxParts(), { name: 'word/media/a.bin', content: Buffer.alloc(40_000_000) }]),
  zip([...docxParts(), { name: 'word/media/a.bin', content: Buffer.alloc(40_000_000), claims: 1000 }]),
  zip([{ name: 'a.txt', content: text('a') }]),
]

const oneOf = fc.constantFrom(...honest, ...wicked)
const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })

/** Whole, cut short, two in one, with some bytes changed, or with a page hidden somewhere in it. */
export const content: fc.Arbitrary<Buffer> = fc
  .oneof(
    { weight: 3, arbitrary: fc.constantFrom(...honest) },
    { weight: 3, arbitrary: oneOf },
    { weight: 2, arbitrary: fc.tuple(oneOf, place).map(([file, at]) => file.subarray(0, Math.ceil(file.length * at))) },
    { weight: 3, arbitrary: fc.tuple(oneOf, oneOf).map(([one, other]) => Buffer.concat([one, other])) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(oneOf, fc.array(fc.tuple(place, fc.nat(255)), { minLength: 1, maxLength: 20 }))
        .map(([file, changes]) => {
          const changed = Buffer.from(file)
          for (const [at, byte] of changes) changed.writeUInt8(byte, Math.floor(at * changed.length))
          return changed
        }),
    },
    {
      weight: 3,
      arbitrary: fc.tuple(oneOf, place).map(([file, at]) => {
        const cut = Math.floor(file.length * at)
        return Buffer.concat([file.subarray(0, cut), text(SCRIPT), file.subarray(cut)])
      }),
    },
    { weight: 1, arbitrary: fc.uint8Array({ minLength: 1, maxLength: 3000 }).map((bytes) => Buffer.from(bytes)) },
  )
  .filter((bytes) => bytes.length > 0)

const tricks = [
  ...[
    '../',
    '..\\',
    '/',
    '\\',
    '/etc/cron.d/',
    'C:\\Windows\\',
    '%2e%2e%2f',
    '..%c0%af',
    '....//',
    'file:///',
    '\\\\server\\share\\',
  ],
  ...[
    '\u0000',
    '\r\nSet-Cookie: a=b\r\n',
    '"',
    "'",
    ';',
    '\u202e',
    '\u200b',
    '\ufeff',
    '\u2028',
    '<',
    '>',
    '|',
    '*',
    '?',
    ':',
  ],
  ...[
    '．．／',
    '․․∕',
    'ａ',
    'ﬁ',
    'Đ',
    'ệ'.normalize('NFD'),
    'ệ'.normalize('NFC'),
    '\ud800',
    '😀',
    '\u0301',
    ' ',
    '.',
    'CON',
    'nul.',
    'tep',
  ],
]
const endings = [
  '.pdf',
  '.PDF',
  '.jpg',
  '.html',
  '.svg',
  '.js',
  '.php',
  '.exe',
  '.pdf.exe',
  '.exe.pdf',
  '.docm',
  '',
  '.',
  '. .',
  '.htaccess',
  '::$DATA',
]

/** A name in some Unicode form, with tricks of paths, headers and sight; `mark` is in each, to be looked for on the disk. */
export const nameWith = (mark: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.array(fc.oneof(fc.constantFrom(...tricks), fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 8 }),
      fc.array(fc.constantFrom(...tricks), { maxLength: 4 }),
      fc.constantFrom(...endings),
      fc.constantFrom('NFC', 'NFD', 'NFKC', 'NFKD'),
    )
    .map(([before, after, ending, form]) =>
      `${before.join('')}${mark}${after.join('')}${ending}`.normalize(form).slice(0, 900),
    )
