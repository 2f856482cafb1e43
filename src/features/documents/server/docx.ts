import {
  AlignmentType,
  BorderStyle,
  Document,
  Header,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  UnderlineType,
  VerticalAlign,
  WidthType,
} from 'docx'
import type { OfficialDocument } from '../content.ts'
import type { Layout } from '../layout.ts'
import { type Line, type Sheet, type SignatureSheet, sheetOf, type Table as SheetTable } from '../sheet.ts'
import { centredLine, exactly, FONT, mm, noBorders, noGrid, packWord, points, space, wordsRun } from './word.ts'

const PAGE = { width: 210, height: 297 }
const textWidth = ({ marginsMm }: Layout): number => PAGE.width - marginsMm.left - marginsMm.right

/** A frame without lines that places things side by side. */
function sideBySide(layout: Layout, columns: readonly { share: number; children: readonly Paragraph[] }[]): Table {
  const widths = columns.map(({ share }) => mm(textWidth(layout) * share))
  const cells = columns.map(
    ({ children }, index) =>
      new TableCell({
        children: [...children],
        borders: noBorders,
        margins: { left: 0, right: 0, top: 0, bottom: 0 },
        width: { size: widths[index] ?? 0, type: WidthType.DXA },
      }),
  )
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: mm(textWidth(layout)), type: WidthType.DXA },
    columnWidths: widths,
    borders: noGrid,
    rows: [new TableRow({ cantSplit: true, children: cells })],
  })
}

const LEFT_SHARE = 0.46
/** The Party's name in bold capitals is 4.84 mm wide for each point of its size; the line below is a little longer. */
const NATIONAL_WIDTH_PER_POINT = 5.1

function nationalLine({ header, layout }: Sheet): Paragraph {
  const size = layout.nationalHeaderSize
  const free = textWidth(layout) * (1 - LEFT_SHARE) - size * NATIONAL_WIDTH_PER_POINT
  return centredLine(
    { text: header.national, size, bold: true },
    {
      indent: { left: mm(free / 2), right: mm(free / 2) },
      border: { bottom: { style: BorderStyle.SINGLE, size: 6, space: 1, color: '000000' } },
    },
  )
}

function headerTable(sheet: Sheet): Table {
  const { header, layout } = sheet
  const size = layout.bodyHeaderSize
  const left = [
    ...(header.upperBody ? [centredLine({ text: header.upperBody, size })] : []),
    centredLine({ text: header.body, size, bold: true }),
    centredLine({ text: '*', size }),
    ...(header.number ? [centredLine({ text: header.number, size: 14 })] : []),
  ]
  const placed = centredLine({ text: header.placeAndDay, size: 14, italics: true })
  return sideBySide(layout, [
    { share: LEFT_SHARE, children: left },
    { share: 1 - LEFT_SHARE, children: [nationalLine(sheet), space(size), placed] },
  ])
}

/** One addressee in the middle; several below each other. */
function addressedPlaced({ addressed, layout }: Sheet): Paragraph[] {
  const spacing = exactly(layout.lineSpacing)
  const below = { spacing, alignment: AlignmentType.LEFT, indent: { left: mm(55) } }
  const place = addressed.length === 1 ? { spacing } : below
  return addressed.map((text) => centredLine({ text, size: layout.bodySize }, place))
}

function linePlaced({ lead, text, bold, italic, align, keep }: Line, layout: Layout): Paragraph {
  const words = { size: layout.bodySize, bold, italics: italic }
  return new Paragraph({
    alignment: align === 'center' ? AlignmentType.CENTER : AlignmentType.JUSTIFIED,
    spacing: exactly(layout.lineSpacing, layout.paragraphGap),
    indent: align === 'center' ? {} : { firstLine: mm(layout.firstLineIndentMm) },
    keepNext: keep,
    children: [...(lead ? [wordsRun({ ...words, text: `${lead} `, bold: true })] : []), wordsRun({ ...words, text })],
  })
}

const sides = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT }

function tablePlaced({ columns, rows }: SheetTable, layout: Layout): Table {
  const weight = columns.reduce((sum, column) => sum + column.weight, 0)
  const widths = columns.map((column) => mm((textWidth(layout) * column.weight) / weight))
  const cell = (text: string, index: number, bold: boolean) =>
    new TableCell({
      verticalAlign: VerticalAlign.CENTER,
      width: { size: widths[index] ?? 0, type: WidthType.DXA },
      margins: { left: points(4), right: points(4), top: points(3), bottom: points(3) },
      children: [
        new Paragraph({
          alignment: bold ? AlignmentType.CENTER : sides[columns[index]?.align ?? 'left'],
          spacing: exactly(layout.tableSize * 1.25),
          children: [wordsRun({ text, size: layout.tableSize, bold })],
        }),
      ],
    })
  const row = (texts: readonly string[], bold: boolean) =>
    new TableRow({
      cantSplit: true,
      tableHeader: bold,
      children: texts.map((text, index) => cell(text, index, bold)),
    })
  const titles = columns.map(({ title }) => title)
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: mm(textWidth(layout)), type: WidthType.DXA },
    columnWidths: widths,
    rows: [row(titles, true), ...rows.map((texts) => row(texts, false))],
  })
}

function signaturePlaced({ lines, name }: SignatureSheet, layout: Layout): Paragraph[] {
  const kept = { keepNext: true }
  const room = Array.from({ length: layout.blankLinesForSignature }, () => space(layout.lineSpacing))
  return [
    ...lines.map(({ text, bold }) => centredLine({ text, bold, size: 14 }, kept)),
    ...room,
    centredLine({ text: name, size: 14, bold: true }),
  ]
}

function recipientsPlaced({ recipients, layout }: Sheet): Paragraph[] {
  if (recipients.length === 0) return [space(layout.lineSpacing)]
  const title = { text: 'Nơi nhận:', size: layout.recipientsTitleSize, underline: { type: UnderlineType.SINGLE } }
  const size = layout.recipientsSize
  const lines = recipients.map((text) => ({ text, size }))
  return [title, ...lines].map(
    (words) => new Paragraph({ spacing: exactly(words.size * 1.25), children: [wordsRun(words)] }),
  )
}

function endPlaced(sheet: Sheet): (Paragraph | Table)[] {
  const { signatures, layout } = sheet
  const [only] = signatures
  if (signatures.length === 1 && only) {
    const columns = [
      { share: 0.45, children: recipientsPlaced(sheet) },
      { share: 0.55, children: signaturePlaced(only, layout) },
    ]
    return [sideBySide(layout, columns)]
  }
  const columns = signatures.map((it) => ({ share: 1 / signatures.length, children: signaturePlaced(it, layout) }))
  return [sideBySide(layout, columns), space(10), ...recipientsPlaced(sheet)]
}

/** Centred above the text from page 2 on; a draft says so on every page, on the right. */
function pageHeader({ marking, layout }: Sheet, page: 'first' | 'other'): Header {
  const number = new TextRun({ children: ['\t', PageNumber.CURRENT], font: FONT, size: 26 })
  const border = { style: BorderStyle.SINGLE, size: 6, space: 2, color: '000000' }
  const mark = [new TextRun({ text: '\t' }), wordsRun({ text: marking, size: 11, bold: true, border })]
  const tabStops = [
    { type: TabStopType.CENTER, position: mm(textWidth(layout) / 2) },
    { type: TabStopType.RIGHT, position: mm(textWidth(layout)) },
  ]
  const children = [page === 'other' ? number : new TextRun({ text: '\t' }), ...(marking ? mark : [])]
  return new Header({ children: [new Paragraph({ tabStops, children })] })
}

function matter(sheet: Sheet): (Paragraph | Table)[] {
  const { layout, typeName, abstract, addressed, blocks } = sheet
  const titleIndent = { indent: { left: mm(8), right: mm(8) } }
  return [
    headerTable(sheet),
    space(20),
    centredLine({ text: typeName, size: layout.typeNameSize, bold: true }),
    ...(abstract ? [centredLine({ text: abstract, size: layout.abstractSize, bold: true }, titleIndent)] : []),
    space(12),
    ...addressedPlaced(sheet),
    ...(addressed.length > 0 ? [space(10)] : []),
    ...blocks.flatMap((block) =>
      block.kind === 'table' ? [tablePlaced(block, layout), space(10)] : [linePlaced(block, layout)],
    ),
    space(8),
    ...endPlaced(sheet),
  ]
}

/** The document as a Word file of the same content, in Times New Roman; the same content gives the same bytes. */
export async function renderDocx(document: OfficialDocument): Promise<Uint8Array> {
  const sheet = sheetOf(document)
  const { marginsMm, bodySize } = sheet.layout
  const margin = { top: marginsMm.top, bottom: marginsMm.bottom, left: marginsMm.left, right: marginsMm.right }
  const file = new Document({
    title: sheet.title,
    creator: sheet.header.body,
    lastModifiedBy: sheet.header.body,
    styles: { default: { document: { run: { font: FONT, size: bodySize * 2, language: { value: 'vi-VN' } } } } },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: mm(PAGE.width), height: mm(PAGE.height) },
            margin: {
              top: mm(margin.top),
              bottom: mm(margin.bottom),
              left: mm(margin.left),
              right: mm(margin.right),
              header: mm(10),
            },
          },
        },
        headers: { first: pageHeader(sheet, 'first'), default: pageHeader(sheet, 'other') },
        children: matter(sheet),
      },
    ],
  })
  return packWord(file, sheet.day)
}
