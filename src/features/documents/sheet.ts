/** A document as it stands on paper: every word final, only measures left to the renderer. */
import { tidy } from '#shared/text.ts'
import type { Block, Column, OfficialDocument } from './content.ts'
import { actCodeOf, isNumbered } from './document.ts'
import { type Layout, layoutFor, spelled } from './layout.ts'
import { numberLine } from './numbering.ts'
import { openDay, sentence, writtenDay } from './wording.ts'

export type Line = {
  kind: 'line'
  /** Bold words before the text: `Điều 1.` */
  lead: string
  text: string
  bold: boolean
  italic: boolean
  align: 'justify' | 'center'
  /** Stays with the next line over a page break. */
  keep: boolean
}
export type Table = { kind: 'table'; columns: readonly Column[]; rows: readonly (readonly string[])[] }
type SheetBlock = Line | Table

export type SignatureSheet = { lines: readonly { text: string; bold: boolean }[]; name: string }

export type Sheet = {
  title: string
  day: string
  layout: Layout
  /** `DỰ THẢO`, `ĐÃ THU HỒI` */
  marking: string
  header: { upperBody: string; body: string; number: string; national: string; placeAndDay: string }
  typeName: string
  abstract: string
  /** `Kính gửi: …` in one line, or the label and one line for each. */
  addressed: readonly string[]
  blocks: readonly SheetBlock[]
  /** One for most documents; in minutes the recorder, then the chair. */
  signatures: readonly SignatureSheet[]
  recipients: readonly string[]
}

/** Lists count a, b, c, d, đ, e, g, h, i, k …: the Vietnamese order, without f, j, w and the marked vowels. */
const letters = [
  'a',
  'b',
  'c',
  'd',
  'đ',
  'e',
  'g',
  'h',
  'i',
  'k',
  'l',
  'm',
  'n',
  'o',
  'p',
  'q',
  'r',
  's',
  't',
  'u',
  'v',
  'x',
  'y',
]
const romanSteps = [
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
] as const

function roman(number: number): string {
  const step = romanSteps.find(([value]) => value <= number)
  return step ? step[1] + roman(number - step[0]) : ''
}

function headingMarker(level: 1 | 2 | 3 | 4, count: number): string {
  if (level === 1) return `${roman(count)}-`
  if (level === 2) return `${count}.`
  if (level === 3) return `${letters[(count - 1) % letters.length]})`
  return '-'
}

const line = (text: string, style: Partial<Line> = {}): Line => ({
  kind: 'line',
  lead: '',
  text,
  bold: false,
  italic: false,
  align: 'justify',
  keep: false,
  ...style,
})

const upper = (text: string): string => text.toLocaleUpperCase('vi')

/** Counts headings and articles as they come; a heading starts the levels below it anew. */
function numberedBlocks(blocks: readonly Block[], layout: Layout): SheetBlock[] {
  const counts = [0, 0, 0, 0, 0]
  let articles = 0
  return blocks.flatMap((block): SheetBlock[] => {
    switch (block.kind) {
      case 'paragraph':
        return [line(block.text, { italic: block.italic ?? false })]
      case 'heading': {
        counts[block.level] = (counts[block.level] ?? 0) + 1
        counts.fill(0, block.level + 1)
        const marker = headingMarker(block.level, counts[block.level] ?? 1)
        const text = `${marker} ${block.text}`
        return [line(text, { bold: block.level <= 2, italic: block.level === 3, keep: block.level <= 3 })]
      }
      case 'legalBasis':
        return block.grounds.map((ground, index) =>
          line(`- ${ground}${index === block.grounds.length - 1 ? block.ending : ';'}`, {
            italic: layout.legalBasis === 'italic',
          }),
        )
      case 'enactment':
        return block.lines.map((text) => line(upper(text), { bold: true, align: 'center', keep: true }))
      case 'article':
        articles += 1
        return [line(block.text, { lead: `Điều ${articles}.` })]
      case 'list':
        return block.items.map((item, index) => line(`- ${item}${index === block.items.length - 1 ? '.' : ';'}`))
      case 'table':
        return [block]
    }
  })
}

/** A signature never stands on a page of its own: the last line goes with it. */
function keptWithSignature(blocks: readonly SheetBlock[]): SheetBlock[] {
  return blocks.map((it, index) => (it.kind === 'line' && index === blocks.length - 1 ? { ...it, keep: true } : it))
}

/** A cell has no seal: its secretary signs T/M CHI BỘ (or T/M CHI ỦY where the body so chooses). */
function collectiveOf({ body }: OfficialDocument, layout: Layout): string {
  return body.kind === 'cell' && layout.cellSignsFor === 'chiUy' ? 'Chi ủy' : body.collective
}

function signaturesOf(document: OfficialDocument, layout: Layout): SignatureSheet[] {
  const { signing } = document
  if (signing.form === 'minutes') {
    return [
      { lines: [{ text: 'NGƯỜI GHI BIÊN BẢN', bold: true }], name: signing.recorder ?? '' },
      { lines: [{ text: 'CHỦ TRÌ HỘI NGHỊ', bold: true }], name: signing.chair ?? '' },
    ]
  }
  const form = signing.form === 'delegated' ? 'T/L' : 'T/M'
  const lines = [
    { text: upper(`${form} ${collectiveOf(document, layout)}`), bold: true },
    { text: upper(signing.post), bold: layout.postBold },
  ]
  return [{ lines, name: signing.name ?? '' }]
}

function recipientsOf({ recipients, body }: OfficialDocument): string[] {
  const named = recipients.map((recipient) => `- ${recipient},`)
  return recipients.length === 0 && body.kind === 'appraisalTeam' ? [] : [...named, `- ${sentence(body.archive)}`]
}

function numberOf({ type, number, body }: OfficialDocument): string {
  const actCode = actCodeOf(type)
  return actCode === null || body.code === null ? '' : numberLine(number, { actCode, bodyCode: body.code })
}

const markings = { draft: 'DỰ THẢO', submitted: 'DỰ THẢO', signed: '', issued: '', revoked: 'ĐÃ THU HỒI' }

function addressing(label: string, names: readonly string[]): string[] {
  if (names.length < 2) return names.map((name) => `${label} ${name},`)
  return [label, ...names.map((name, index) => `- ${name}${index === names.length - 1 ? '.' : ','}`)]
}

/** Applies a change to every text of a value, whatever its shape. */
function mapTexts<T>(value: T, change: (text: string) => string): T
function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapTexts(item, change)]))
}

/** Composed and trimmed, without the characters that no page and no XML file can hold. */
const printable = (text: string): string =>
  tidy(
    tidy(text)
      .toWellFormed()
      .replace(/[\p{Cc}\uFFFE\uFFFF]/gu, ''),
  )

/** Lays a document out: numbers its parts, writes its header, signatures and recipients, spells as its body spells. */
export function sheetOf(given: OfficialDocument): Sheet {
  const layout = layoutFor(given.day, given.settings)
  const document = mapTexts(given, printable)
  const { body, place, day, typeName, abstract, addressees, state } = document
  const dated = isNumbered(state) ? writtenDay(day) : openDay(day)
  const sheet = {
    title: [typeName, abstract].filter(Boolean).join(' '),
    marking: markings[state],
    header: {
      upperBody: upper(body.upperBody ?? ''),
      body: upper(body.name),
      number: numberOf(document),
      national: 'ĐẢNG CỘNG SẢN VIỆT NAM',
      placeAndDay: `${place}, ${dated}`,
    },
    typeName: upper(typeName),
    abstract,
    addressed: addressing(document.type === 'proposal' ? 'Kính trình:' : 'Kính gửi:', addressees),
    blocks: keptWithSignature(numberedBlocks(document.blocks, layout)),
    signatures: signaturesOf(document, layout),
    recipients: recipientsOf(document),
  }
  return { ...mapTexts(sheet, (text) => spelled(text, layout.spelling)), day, layout }
}

/** The words of a sheet in reading order: what both files of a document must say alike. */
export function sheetTexts({ header, typeName, abstract, addressed, blocks, signatures, recipients }: Sheet): string[] {
  const top = [header.upperBody, header.body, '*', header.number, header.national, header.placeAndDay]
  const matter = blocks.flatMap((block) =>
    block.kind === 'line'
      ? [[block.lead, block.text].filter(Boolean).join(' ')]
      : [...block.columns.map(({ title }) => title), ...block.rows.flat()],
  )
  const received = recipients.length === 0 ? [] : ['Nơi nhận:', ...recipients]
  const signed = signatures.flatMap(({ lines, name }) => [...lines.map(({ text }) => text), name])
  const end = signatures.length === 1 ? [...received, ...signed] : [...signed, ...received]
  return [...top, typeName, abstract, ...addressed, ...matter, ...end].filter(Boolean)
}
