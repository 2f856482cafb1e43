import { describe, expect, it } from 'vitest'
import { papers } from '#tests/papers.ts'
import { charactersOf, saidIn } from '#tests/pdfText.ts'
import { type OfficialDocument, paragraph } from '../content.ts'
import { documentTypes } from '../document.ts'
import { sheetOf, sheetTexts } from '../sheet.ts'
import { renderPdf } from './pdf.ts'

const vowels = ['a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y']
const tones = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323']
const lower = [
  ...vowels.flatMap((vowel) => tones.map((tone) => (vowel + tone).normalize('NFC'))),
  'đ',
  ...Array.from('bcdghklmnpqrstvx'),
]
const alphabet = [...lower, ...lower.map((letter) => letter.toLocaleUpperCase('vi'))]
const saying = (text: string): OfficialDocument => ({ ...papers.recognitionDecision, blocks: [paragraph(text)] })

describe('a PDF', () => {
  it.each(documentTypes)('of a %s is one, of at least a page, with its fonts inside', async (type) => {
    const pdf = Buffer.from(await renderPdf(papers[type])).toString('latin1')
    expect(pdf.slice(0, 5)).toBe('%PDF-')
    expect(Number(/\/Type\s*\/Pages[^]*?\/Count (\d+)/.exec(pdf)?.[1] ?? 0)).toBeGreaterThan(0)
    expect(pdf).toContain('Tinos')
  })

  it.each(documentTypes)('of a %s says every word of its sheet', async (type) => {
    const bare = (text: string) => text.normalize('NFC').replaceAll(/\s/g, '')
    const said = bare(saidIn(await renderPdf(papers[type])))
    expect(sheetTexts(sheetOf(papers[type])).filter((text) => !said.includes(bare(text)))).toEqual([])
  })

  it('has the same bytes for the same content and others for other content', async () => {
    const [first, second, other] = await Promise.all([
      renderPdf(papers.proposal),
      renderPdf(structuredClone(papers.proposal)),
      renderPdf({ ...papers.proposal, number: 6 }),
    ])
    expect(Buffer.from(first).equals(second)).toBe(true)
    expect(Buffer.from(first).equals(other)).toBe(false)
  })

  it.each(['NFC', 'NFD'])('can be searched for every Vietnamese letter that came in as %s', async (form) => {
    const found = charactersOf(await renderPdf(saying(alphabet.join(' ').normalize(form))))
    expect(alphabet.filter((letter) => !found.has(letter))).toEqual([])
  })

  it('prints what looks like markup as it was typed', async () => {
    const typed = '#panic("x") $x^2$ *b* _i_ `c` @ref <label> \\ #read("/etc/passwd") // ~ [ ] { }'
    const found = charactersOf(await renderPdf(saying(typed)))
    expect(Array.from('#$*_`@<>\\~[]{}^/').filter((letter) => !found.has(letter))).toEqual([])
  })

  it('takes a table of three hundred rows over many pages', async () => {
    const rows = Array.from({ length: 300 }, (_, index) => [String(index + 1), 'Chi bộ ấp Cái Chốt'])
    const columns = ['TT', 'Chi bộ'].map((title) => ({ title, weight: 1, align: 'left' as const }))
    const pdf = await renderPdf({ ...papers.proposal, blocks: [{ kind: 'table', columns, rows }] })
    expect(Number(/\/Count (\d+)/.exec(Buffer.from(pdf).toString('latin1'))?.[1])).toBeGreaterThan(5)
  })
})
