/** Measures and small pieces shared by the Word files, and their closing: dated by the document, not by the clock. */
import {
  AlignmentType,
  BorderStyle,
  type Document,
  type IParagraphOptions,
  type IRunOptions,
  LineRuleType,
  Packer,
  Paragraph,
  TextRun,
} from 'docx'
import { unzipParts, zipParts } from './zip.ts'

const TWIPS_PER_MM = 1440 / 25.4
export const mm = (length: number): number => Math.round(length * TWIPS_PER_MM)
export const points = (length: number): number => Math.round(length * 20)

export const FONT = 'Times New Roman'
const noBorder = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
export const noBorders = { top: noBorder, bottom: noBorder, left: noBorder, right: noBorder }
export const noGrid = { ...noBorders, insideHorizontal: noBorder, insideVertical: noBorder }

type Words = { text: string; size: number } & Pick<IRunOptions, 'bold' | 'italics' | 'underline' | 'color' | 'border'>

export const wordsRun = ({ size, ...words }: Words): TextRun => new TextRun({ ...words, font: FONT, size: size * 2 })

/** Exact distance between lines. */
export const exactly = (spacing: number, after = 0) =>
  ({ line: points(spacing), lineRule: LineRuleType.EXACT, before: 0, after: points(after) }) as const

/** One centred line in its own size. */
export function centredLine(words: Words, options: Partial<IParagraphOptions> = {}): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: exactly(words.size * 1.25),
    ...options,
    children: [wordsRun(words)],
  })
}

/** Empty height. */
export const space = (height: number): Paragraph => new Paragraph({ spacing: exactly(height), children: [] })

const stampPattern = /(<dcterms:(?:created|modified)[^>]*>)[^<]*/g

/** The finished file: the moment of packing replaced by the document's day, the same bytes for the same content. */
export async function packWord(document: Document, day: string): Promise<Uint8Array> {
  const parts = unzipParts(await Packer.pack(document, 'uint8array'))
  const core = parts?.get('docProps/core.xml')
  if (!parts || !core) throw new Error('the packed Word file has no core properties')
  const dated = new TextDecoder().decode(core).replace(stampPattern, `$1${day}T00:00:00Z`)
  parts.set('docProps/core.xml', new TextEncoder().encode(dated))
  return zipParts(parts)
}
