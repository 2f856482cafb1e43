/** What a document says, apart from how it looks: one model, rendered alike as PDF and DOCX. */
import type { DocumentState, PaperType } from './document.ts'
import type { IssuingBody } from './issuing.ts'
import type { LayoutSettings } from './layout.ts'

export type Column = {
  title: string
  /** Share of the table's width. */
  weight: number
  align: 'left' | 'center' | 'right'
}

export type Block =
  | { kind: 'paragraph'; text: string; italic?: boolean }
  /** Numbered by its place: `I-`, `1.`, `a)`, `-`. */
  | { kind: 'heading'; level: 1 | 2 | 3 | 4; text: string }
  /** `- Căn cứ …;` line by line; before an enactment the last line ends with a comma. */
  | { kind: 'legalBasis'; grounds: readonly string[]; ending: '.' | ',' }
  /** `BAN THƯỜNG VỤ QUYẾT ĐỊNH` */
  | { kind: 'enactment'; lines: readonly string[] }
  /** Numbered by its place: `Điều 1.` */
  | { kind: 'article'; text: string }
  | { kind: 'list'; items: readonly string[] }
  | { kind: 'table'; columns: readonly Column[]; rows: readonly (readonly string[])[] }

/** Who signs. There is no K/T and no T/U: a deputy signs T/M like the head. */
type Signing =
  | { form: 'collective' | 'delegated'; post: string; name: string | null }
  /** Left the recorder, right the chair. */
  | { form: 'minutes'; recorder: string | null; chair: string | null }

export type OfficialDocument = {
  type: PaperType
  state: DocumentState
  body: IssuingBody
  /** Taken at signing. */
  number: number | null
  place: string
  /** The day it bears (or is meant to bear while it is a draft); chooses the layout rules. */
  day: string
  /** `Quyết định`; printed in capitals. */
  typeName: string
  /** Trích yếu. */
  abstract: string
  /** `Kính trình` for a tờ trình, `Kính gửi` for the rest; none in decisions and minutes. */
  addressees: readonly string[]
  blocks: readonly Block[]
  signing: Signing
  /** Without the last line, which names the file copy. */
  recipients: readonly string[]
  settings: Partial<LayoutSettings>
}

/** What every builder needs besides its own matter. */
export type Frame = Pick<
  OfficialDocument,
  'state' | 'body' | 'number' | 'place' | 'day' | 'signing' | 'recipients' | 'settings'
>

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
export const heading = (level: 1 | 2 | 3 | 4, text: string): Block => ({ kind: 'heading', level, text })

/** A block, or nothing when there is nothing to say. */
export const when = (present: boolean, ...blocks: Block[]): Block[] => (present ? blocks : [])

function blockTexts(block: Block): readonly string[] {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
    case 'article':
      return [block.text]
    case 'legalBasis':
      return block.grounds
    case 'enactment':
      return block.lines
    case 'list':
      return block.items
    case 'table':
      return [...block.columns.map(({ title }) => title), ...block.rows.flat()]
  }
}

function signerTexts(signing: Signing): string[] {
  const texts = signing.form === 'minutes' ? [signing.recorder, signing.chair] : [signing.post, signing.name]
  return texts.filter((text) => text !== null)
}

/** Everything somebody typed into a document, in reading order. */
export function contentTexts(document: OfficialDocument): string[] {
  const { body, typeName, abstract, addressees, blocks, signing, recipients } = document
  const above = body.upperBody === null ? [] : [body.upperBody]
  return [
    ...above,
    body.name,
    typeName,
    abstract,
    ...addressees,
    ...blocks.flatMap(blockTexts),
    ...signerTexts(signing),
    ...recipients,
  ]
}
