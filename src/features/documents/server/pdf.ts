import type { OfficialDocument } from '../content.ts'
import { sheetOf } from '../sheet.ts'
import { compilePdf, compilePicture } from './typst.ts'

/** The document as a PDF with its fonts inside; dated by the document, so the same content gives the same bytes. */
export async function renderPdf(document: OfficialDocument): Promise<Uint8Array> {
  return compilePdf('document.typ', { sheet: JSON.stringify(sheetOf(document)) })
}

/** The same pages below each other as one picture, for screens that cannot show a PDF in place. */
export async function renderPicture(document: OfficialDocument): Promise<Uint8Array> {
  return compilePicture('document.typ', { sheet: JSON.stringify(sheetOf(document)) })
}
