import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  colourProfile,
  exifWithPlace,
  heicWithPlace,
  jpegWithPlace,
  jpegWithTwoScans,
  plainJpeg,
  plainPng,
  plainWebp,
  pngWithPlace,
  SECRETS,
  webpWithPlace,
} from '#tests/pictures.ts'
import type { PictureKind } from '../fileKind.ts'
import { cleanPicture } from './cleanPicture.ts'
import { orientationOnly, readExif } from './exif.ts'

const withPlace: Record<PictureKind, Buffer> = {
  jpeg: jpegWithPlace(),
  png: pngWithPlace(),
  webp: webpWithPlace(),
  heic: heicWithPlace(),
}
const kinds: PictureKind[] = ['jpeg', 'png', 'webp', 'heic']

function cleaned(kind: PictureKind, bytes: Buffer): { bytes: Buffer; position: boolean } {
  const clean = cleanPicture(kind, bytes)
  if (clean === null) throw new Error(`${kind} cannot be followed`)
  return { bytes: Buffer.concat(clean.parts), position: clean.position }
}

describe('A picture of any kind', () => {
  test.each(kinds)('%s: nothing of place, time, device or notes is left, and the place is told', (kind) => {
    const before = withPlace[kind]
    const { bytes, position } = cleaned(kind, before)
    expect(position).toBe(true)
    expect(SECRETS.filter((secret) => before.includes(secret)).length).toBeGreaterThan(3)
    expect(SECRETS.filter((secret) => bytes.includes(secret))).toEqual([])
  })

  test.each(kinds)('%s: cleaning a clean picture changes nothing more, so its hash is of what is kept', (kind) => {
    const once = cleaned(kind, withPlace[kind])
    expect(cleaned(kind, once.bytes)).toEqual({ bytes: once.bytes, position: false })
  })

  test.each(kinds)('%s: whatever is broken in it, cleaning ends without failing', (kind) => {
    const damage = fc.tuple(fc.nat(withPlace[kind].length - 1), fc.integer({ min: 0, max: 255 }))
    const property = fc.property(fc.array(damage, { minLength: 1, maxLength: 6 }), fc.nat(60), (changes, cut) => {
      const broken = Buffer.from(withPlace[kind].subarray(0, withPlace[kind].length - cut))
      for (const [at, value] of changes) if (at < broken.length) broken[at] = value
      const clean = cleanPicture(kind, broken)
      expect(clean === null || Array.isArray(clean.parts)).toBe(true)
    })
    fc.assert(property, { numRuns: 2000, seed: 7 })
  })
})

describe('A JPEG', () => {
  test('keeps its colours, and which way up it is, and every byte of the picture', () => {
    const { bytes } = cleaned('jpeg', jpegWithPlace(6))
    const turned = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), orientationOnly(6)])
    expect(bytes.includes(turned)).toBe(true)
    const rest = Buffer.concat([
      bytes.subarray(0, 20),
      bytes.subarray(20 + turned.length + 4, bytes.indexOf(colourProfile)),
      bytes.subarray(bytes.indexOf(colourProfile) + colourProfile.length),
    ])
    expect(rest).toEqual(plainJpeg())
  })

  test('that stands upright needs no mark of direction', () => {
    const { bytes } = cleaned('jpeg', jpegWithPlace(1))
    expect(bytes.includes('Exif')).toBe(false)
  })

  test('without anything to remove stays byte for byte', () => {
    expect(cleaned('jpeg', plainJpeg())).toEqual({ bytes: plainJpeg(), position: false })
  })

  test('ends where its scans end, not at an end mark inside a comment between them', () => {
    const { bytes } = cleaned('jpeg', jpegWithTwoScans())
    expect(bytes).toEqual(Buffer.concat([plainJpeg().subarray(0, -2), plainJpeg().subarray(-12)]))
  })

  test.each([
    ['a segment longer than the file', Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff, 1, 2, 3])],
    ['a segment shorter than its own head', Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 1, 0xff, 0xd9, 0, 0])],
    ['no end', plainJpeg().subarray(0, -2)],
    [
      'something between segments',
      Buffer.concat([plainJpeg().subarray(0, 20), Buffer.from('xx'), plainJpeg().subarray(20)]),
    ],
  ])('with %s is not promised to be clean', (_what, bytes) => {
    expect(cleanPicture('jpeg', bytes)).toBeNull()
  })
})

describe('A PNG', () => {
  test('keeps what its colours need and loses texts, Exif and what follows its end', () => {
    expect(cleaned('png', pngWithPlace()).bytes).toEqual(plainPng())
  })

  test('that is turned stays turned', () => {
    const { bytes } = cleaned('png', pngWithPlace(8))
    expect(bytes.includes(Buffer.concat([Buffer.from('eXIf'), orientationOnly(8)]))).toBe(true)
  })

  test('cut within a chunk is not promised to be clean', () => {
    expect(cleanPicture('png', pngWithPlace().subarray(0, 100))).toBeNull()
  })
})

test('A WebP says no longer that Exif and XMP follow, and is as long as it says', () => {
  expect(cleaned('webp', webpWithPlace()).bytes).toEqual(plainWebp())
})

describe('A HEIC', () => {
  test('keeps its length, so that the picture lies where its description says', () => {
    const before = heicWithPlace()
    const { bytes } = cleaned('heic', before)
    expect(bytes.length).toBe(before.length)
    expect(bytes.includes(Buffer.alloc(64, 7))).toBe(true)
  })

  test('whose Exif cannot be found in it is not promised to be clean', () => {
    expect(cleanPicture('heic', heicWithPlace({ lost: true }))).toBeNull()
  })

  test('without a description stays byte for byte', () => {
    const plain = heicWithPlace({ place: false })
    expect(cleaned('heic', plain)).toEqual({ bytes: plain, position: false })
  })
})

describe('Exif', () => {
  test('is read in both orders of bytes, and tells place and direction', () => {
    expect(readExif(exifWithPlace(3))).toEqual({ orientation: 3, position: true })
    expect(readExif(orientationOnly(5))).toEqual({ orientation: 5, position: false })
  })

  test('that is nonsense tells nothing and never fails', () => {
    const property = fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom('II', 'MM'), (noise, order) => {
      const { orientation } = readExif(Buffer.concat([Buffer.from(order), Buffer.from(noise)]))
      expect(orientation).toBeGreaterThan(0)
      expect(orientation).toBeLessThan(9)
    })
    fc.assert(property, { seed: 7 })
  })
})
