import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fileKindCodes, fileKinds, kindOfMediaType, tidyFileName, trueName } from './fileKind.ts'

describe('A file’s name', () => {
  test.each([
    ['Biên bản.pdf', 'Biên bản.pdf'],
    ['Biên bản.pdf', 'Biên bản.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\Bi thu\\Nghị quyết.docx', 'Nghị quyết.docx'],
    ['a/b\\c/ảnh.jpg', 'ảnh.jpg'],
    ['anh\u202Egpj.exe', 'anhgpj.exe'],
    ['a\u0000b\nc.pdf', 'abc.pdf'],
    ['zero\u200Bwidth\uFEFF.pdf', 'zerowidth.pdf'],
    ['  hai   khoảng  trắng .pdf', 'hai khoảng trắng.pdf'],
    ['...ẩn.pdf', 'ẩn.pdf'],
    ['CON.pdf', '_CON.pdf'],
    ['con .x.pdf', '_con .x.pdf'],
    ['sao: có? "không" <a|b>*.pdf', 'sao_ có_ _không_ _a_b__.pdf'],
    ['', 'tep'],
    ['/', 'tep'],
    ['..', 'tep'],
    ['.pdf', 'pdf'],
    ['không đuôi', 'không đuôi'],
    ['v1.2 bản cuối', 'v1.2 bản cuối'],
  ])('%j becomes %j', (raw, tidy) => {
    expect(tidyFileName(raw)).toBe(tidy)
  })

  test('a long one is cut, its extension kept', () => {
    const tidy = tidyFileName(`${'Báo cáo '.repeat(60)}.pdf`)
    expect(tidy.length).toBeLessThanOrEqual(120)
    expect(tidy).toMatch(/\.pdf$/u)
  })

  const names = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc
      .tuple(
        fc.array(fc.constantFrom('..', '/', '\\', '.', 'CON', 'Ấp', 'ấp', '\u202E', '\u0000', ' ', '😀', '.pdf', 'a')),
      )
      .map(([parts]) => parts.join('')),
  )

  test('is a name and nothing else, whatever comes in', () => {
    fc.assert(
      fc.property(names, (raw) => {
        const tidy = tidyFileName(raw)
        expect(tidy.length).toBeGreaterThan(0)
        expect(tidy.length).toBeLessThanOrEqual(120)
        expect(tidy).not.toMatch(/[/\\<>:"|?*\p{Cc}\p{Cf}\p{Cs}]/u)
        expect(tidy).not.toMatch(/^[.\s]|[.\s]$/u)
        expect(tidy.isWellFormed()).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  test('tidied twice is tidied once, and every Unicode form of it comes out the same', () => {
    fc.assert(
      fc.property(names, (raw) => {
        const tidy = tidyFileName(raw)
        expect(tidyFileName(tidy)).toBe(tidy)
        expect(tidy).toBe(tidy.normalize('NFC'))
      }),
      { numRuns: 2000 },
    )
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('Ấ', 'p', 'ộ', 'ữ', 'đ', 'ễ', ' '), maxLength: 40 }), (raw) => {
        expect(tidyFileName(raw.normalize('NFD'))).toBe(tidyFileName(raw.normalize('NFC')))
      }),
    )
  })
})

describe('The content wins over the name', () => {
  test('a wrong extension is replaced and told, a right one stays as it was written', () => {
    expect(trueName('ảnh.JPG', 'jpeg')).toEqual({ fileName: 'ảnh.JPG', wrongExtension: null })
    expect(trueName('báo cáo.pdf', 'docx')).toEqual({ fileName: 'báo cáo.docx', wrongExtension: 'pdf' })
    expect(trueName('không đuôi', 'png')).toEqual({ fileName: 'không đuôi.png', wrongExtension: '' })
  })

  test('whatever a file calls itself, it ends as what it is', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.constantFrom(...fileKindCodes), (name, kind) => {
        const { fileName } = trueName(name, kind)
        const extension = fileName.split('.').at(-1)?.toLowerCase() ?? ''
        expect(fileKinds[kind].extensions).toContain(extension)
        expect(trueName(fileName, kind)).toEqual({ fileName, wrongExtension: null })
      }),
      { numRuns: 1000 },
    )
  })

  test('a kind is found again by its media type', () => {
    for (const kind of fileKindCodes) expect(kindOfMediaType(fileKinds[kind].mediaType)).toBe(kind)
    expect(kindOfMediaType('text/html')).toBeNull()
    expect(kindOfMediaType(null)).toBeNull()
  })
})
