/** A document as it is kept: all it says, without the state and number that its row carries. */
import { z } from 'zod'
import type { OfficialDocument } from './content.ts'
import { documentTypes } from './document.ts'
import { bodyKinds } from './issuing.ts'
import { layoutSettings } from './layout.ts'

const text = z.string().max(20_000)
const texts = z.array(text).max(2000)
const optionalText = text.nullable()

const block = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('paragraph'), text, italic: z.exactOptional(z.boolean()) }),
  z.strictObject({ kind: z.literal('heading'), level: z.literal([1, 2, 3, 4]), text }),
  z.strictObject({ kind: z.literal('legalBasis'), grounds: texts, ending: z.literal(['.', ',']) }),
  z.strictObject({ kind: z.literal('enactment'), lines: texts }),
  z.strictObject({ kind: z.literal('article'), text }),
  z.strictObject({ kind: z.literal('list'), items: texts }),
  z.strictObject({
    kind: z.literal('table'),
    columns: z
      .array(z.strictObject({ title: text, weight: z.number(), align: z.literal(['left', 'center', 'right']) }))
      .max(20),
    rows: z.array(texts).max(2000),
  }),
])

const signing = z.discriminatedUnion('form', [
  z.strictObject({ form: z.literal('collective'), post: text, name: optionalText }),
  z.strictObject({ form: z.literal('delegated'), post: text, name: optionalText }),
  z.strictObject({ form: z.literal('minutes'), recorder: optionalText, chair: optionalText }),
])

const { shape } = layoutSettings
/** Layout settings as far as the body has chosen any. */
export const chosenLayout = z.strictObject({
  lineSpacing: z.exactOptional(shape.lineSpacing),
  legalBasis: z.exactOptional(shape.legalBasis),
  postBold: z.exactOptional(shape.postBold),
  nationalHeaderSize: z.exactOptional(shape.nationalHeaderSize),
  bodyHeaderSize: z.exactOptional(shape.bodyHeaderSize),
  typeNameSize: z.exactOptional(shape.typeNameSize),
  cellSignsFor: z.exactOptional(shape.cellSignsFor),
  spelling: z.exactOptional(shape.spelling),
})

export const storedDocument = z.strictObject({
  type: z.enum(documentTypes),
  body: z.strictObject({
    kind: z.enum(bodyKinds),
    name: text,
    upperBody: optionalText,
    code: optionalText,
    collective: text,
    archive: text,
  }),
  place: text,
  day: z.iso.date(),
  typeName: text,
  abstract: text,
  addressees: texts,
  blocks: z.array(block).max(2000),
  signing,
  recipients: texts,
  settings: chosenLayout,
})
export type StoredDocument = z.infer<typeof storedDocument>

/** What is kept of a document that a builder has made. */
export function toStored({ state: _state, number: _number, ...said }: OfficialDocument): StoredDocument {
  return storedDocument.parse(said)
}

/** A kept document with its state and number, ready to be laid out. */
export const fromStored = (
  said: StoredDocument,
  { state, number }: Pick<OfficialDocument, 'state' | 'number'>,
): OfficialDocument => ({ ...said, state, number })
