import { describe, expect, it } from 'vitest'
import { papers } from '#tests/papers.ts'
import { type OfficialDocument, paragraph } from '../content.ts'
import { documentTypes } from '../document.ts'
import { sheetOf, sheetTexts } from '../sheet.ts'
import { renderDocx } from './docx.ts'
import { unzipParts } from './zip.ts'

const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' }
const unescaped = (xml: string) => xml.replace(/&(?:lt|gt|quot|apos|amp);/g, (entity) => entities[entity] ?? entity)

function partOf(docx: Uint8Array, name: string): string {
  return new TextDecoder().decode(unzipParts(docx)?.get(name))
}

/** The paragraphs of a Word file's body that say something, in order. */
function paragraphsOf(docx: Uint8Array): string[] {
  const paragraphs = partOf(docx, 'word/document.xml').matchAll(/<w:p[ >].*?<\/w:p>/gs)
  return [...paragraphs]
    .map(([xml]) =>
      [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text = '']) => unescaped(text)).join(''),
    )
    .filter(Boolean)
}

const saying = (text: string): OfficialDocument => ({ ...papers.recognitionDecision, blocks: [paragraph(text)] })

describe('a Word file', () => {
  it.each(documentTypes)('of a %s says word for word what its sheet says', async (type) => {
    const docx = await renderDocx(papers[type])
    expect(paragraphsOf(docx)).toEqual(sheetTexts(sheetOf(papers[type])))
  })

  it('has the same bytes for the same content, whenever it is made', async () => {
    const first = await renderDocx(papers.appraisalReport)
    await new Promise((resolve) => setTimeout(resolve, 1100))
    expect(Buffer.from(await renderDocx(structuredClone(papers.appraisalReport))).equals(first)).toBe(true)
  })

  it('bears the day of its document', async () => {
    expect(partOf(await renderDocx(papers.recognitionDecision), 'docProps/core.xml')).toContain('2021-12-20T00:00:00Z')
  })

  it('has the paper, margins and letters of the rules', async () => {
    const docx = await renderDocx(papers.recognitionDecision)
    const xml = partOf(docx, 'word/document.xml')
    expect(xml).toMatch(/<w:pgSz [^>]*w:w="11906"[^>]*w:h="16838"/)
    expect(xml).toMatch(/<w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701"/)
    expect(xml).toContain('w:firstLine="567"')
    expect(partOf(docx, 'word/styles.xml')).toContain('Times New Roman')
  })

  it.each([
    [18, '360'],
    [19, '380'],
  ] as const)('sets lines exactly %d points apart where its body chose so', async (lineSpacing, twips) => {
    const docx = await renderDocx({ ...papers.recognitionDecision, settings: { lineSpacing } })
    expect(partOf(docx, 'word/document.xml')).toContain(`w:line="${twips}" w:lineRule="exact"`)
  })

  it('numbers its pages from the second on and marks a draft on every one', async () => {
    const docx = await renderDocx({ ...papers.recognitionDecision, state: 'draft', number: null })
    const parts = unzipParts(docx) ?? new Map()
    const headers = [...parts.keys()]
      .filter((name) => /^word\/header\d+\.xml$/.test(name))
      .map((name) => partOf(docx, name))
    expect(partOf(docx, 'word/document.xml')).toContain('<w:titlePg/>')
    expect(headers.filter((xml) => xml.includes('PAGE'))).toHaveLength(1)
    expect(headers.filter((xml) => xml.includes('DỰ THẢO'))).toHaveLength(2)
  })

  it('says composed what came in decomposed', async () => {
    const text = 'Đảng ủy xã Mỹ Thạnh, ấp Nghĩa Huấn: ữ ỗ ẵ ỡ Ậ Ể'
    expect(paragraphsOf(await renderDocx(saying(text.normalize('NFD'))))).toContain(text.replace('ủy', 'uỷ'))
  })

  it('shows what looks like XML as it was typed', async () => {
    const typed = '</w:t><w:br/> & "x" \u0001<b>Đảng</b>'
    expect(paragraphsOf(await renderDocx(saying(typed)))).toContain(typed.replace('\u0001', ''))
  })
})
