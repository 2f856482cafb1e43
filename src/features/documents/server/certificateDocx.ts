import {
  AlignmentType,
  BorderStyle,
  Document,
  Header,
  ImageRun,
  PageBorderDisplay,
  PageBorderOffsetFrom,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
} from 'docx'
import { ShapeRun } from 'docx/shapes'
import type { CertificateSheet } from '../certificate.ts'
import { WORD_PROPERTY } from './seal.ts'
import { centredLine, exactly, FONT, mm, noBorders, noGrid, packWord, points, space, wordsRun } from './word.ts'

const RED = 'B4161B'
const GOLD = '8A6100'
const GREY = '505050'
const MARGIN_MM = { x: 26, top: 20, bottom: 16 }
const MARKING_MM = 10.5
const WIDTH_MM = 297 - 2 * MARGIN_MM.x
const CODE_MM = 30
const COLUMNS_MM = [CODE_MM + 5, WIDTH_MM - CODE_MM - 5 - 115, 115]
/** Pictures are measured in pixels of 1/96 inch. */
const pixels = (lengthMm: number): number => Math.round((lengthMm / 25.4) * 96)

type Said = { text: string; size: number; after: number; bold?: boolean; italics?: boolean; color?: string }

const said = ({ after, ...words }: Said): Paragraph =>
  centredLine(words, { spacing: exactly(words.size * 1.25, after) })

const rule = (side: number) => ({
  indent: { left: mm(side), right: mm(side) },
  border: { bottom: { style: BorderStyle.SINGLE, size: 6, space: 2, color: '000000' } },
})

function star(): Paragraph {
  const size = pixels(12)
  const shape = new ShapeRun({
    type: 'star5',
    transformation: { width: size, height: size },
    fill: RED,
    line: { color: RED, width: 0.25 },
    altText: { id: '1', name: 'Ngôi sao năm cánh', description: 'Ngôi sao năm cánh' },
  })
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: points(10), after: points(6) },
    children: [shape],
  })
}

/** In the upper margin of the page, where it moves nothing of the paper onto a second one. */
const marking = ({ marking: text }: CertificateSheet): Paragraph =>
  centredLine({ text, size: 20, bold: true, color: RED }, { spacing: exactly(24) })

function upperHalf(sheet: CertificateSheet): Paragraph[] {
  return [
    centredLine({ text: sheet.national, size: 15, bold: true }, rule((WIDTH_MM - 78) / 2)),
    star(),
    said({ text: sheet.issuingBody, size: 14, bold: true, after: 12 }),
    said({ text: sheet.name, size: 38, bold: true, color: RED, after: 8 }),
    said({ text: sheet.recognises, size: 15, italics: true, after: 8 }),
    said({ text: sheet.cell, size: sheet.cellSize, bold: true, after: 6 }),
    said({ text: sheet.where, size: 15, after: 8 }),
    said({ text: sheet.attains, size: 15, italics: true, after: 8 }),
    said({ text: sheet.honour, size: sheet.honourSize, bold: true, color: GOLD, after: 6 }),
    said({ text: sheet.year, size: 16, after: 10 }),
  ]
}

function codeCell(sheet: CertificateSheet, image: Uint8Array): Paragraph[] {
  const side = pixels(CODE_MM)
  const code = new ImageRun({
    type: 'png',
    data: image,
    transformation: { width: side, height: side },
    altText: { id: '2', name: 'QR', description: sheet.scan },
  })
  return [new Paragraph({ children: [code] })]
}

function factsCell(sheet: CertificateSheet): Paragraph[] {
  const lines = [
    { text: sheet.decision, size: 11 },
    { text: sheet.scan, size: 11, italics: true },
    { text: sheet.id, size: 8.5, color: GREY },
  ]
  return lines.map((words) => new Paragraph({ spacing: exactly(words.size * 1.25, 4), children: [wordsRun(words)] }))
}

function signatureCell({ placeAndDay, signature }: CertificateSheet): Paragraph[] {
  return [
    said({ text: placeAndDay, size: 14, italics: true, after: 4 }),
    said({ text: signature.onBehalfOf, size: 14, bold: true, after: 2 }),
    said({ text: signature.post, size: 14, bold: signature.postBold, after: 62 }),
    said({ text: signature.name, size: 14, bold: true, after: 0 }),
  ]
}

function lowerHalf(sheet: CertificateSheet, image: Uint8Array): Table {
  const cells = [codeCell(sheet, image), factsCell(sheet), signatureCell(sheet)].map(
    (children, index) =>
      new TableCell({
        children,
        borders: noBorders,
        verticalAlign: VerticalAlign.BOTTOM,
        margins: { left: 0, right: 0, top: 0, bottom: 0 },
        width: { size: mm(COLUMNS_MM[index] ?? 0), type: WidthType.DXA },
      }),
  )
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: mm(WIDTH_MM), type: WidthType.DXA },
    columnWidths: COLUMNS_MM.map(mm),
    borders: noGrid,
    rows: [new TableRow({ cantSplit: true, children: cells })],
  })
}

const frame = { style: BorderStyle.DOUBLE, size: 12, space: 24, color: RED } as const

/** The certificate as a Word file with an empty place for its seal. */
export async function certificateWord(sheet: CertificateSheet, code: Uint8Array): Promise<Uint8Array> {
  const document = new Document({
    title: sheet.title,
    creator: sheet.issuingBody,
    lastModifiedBy: sheet.issuingBody,
    customProperties: [{ name: WORD_PROPERTY, value: '' }],
    styles: { default: { document: { run: { font: FONT, size: 28, language: { value: 'vi-VN' } } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: mm(210), height: mm(297), orientation: PageOrientation.LANDSCAPE },
            margin: {
              top: mm(MARGIN_MM.top),
              bottom: mm(MARGIN_MM.bottom),
              left: mm(MARGIN_MM.x),
              right: mm(MARGIN_MM.x),
              header: mm(MARKING_MM),
              footer: 0,
            },
            borders: {
              pageBorders: { display: PageBorderDisplay.ALL_PAGES, offsetFrom: PageBorderOffsetFrom.PAGE },
              pageBorderTop: frame,
              pageBorderBottom: frame,
              pageBorderLeft: frame,
              pageBorderRight: frame,
            },
          },
        },
        ...(sheet.marking === '' ? {} : { headers: { default: new Header({ children: [marking(sheet)] }) } }),
        children: [...upperHalf(sheet), lowerHalf(sheet, code), space(1)],
      },
    ],
  })
  return packWord(document, sheet.day)
}
