import fc from 'fast-check'
import { z } from 'zod'
import { newId } from '#platform/server/id.ts'

/** Values that a JSON schema of the OpenAPI document accepts, made from the schema itself. */

/** What is looked at of a schema; whatever else stands in it must not narrow what it accepts, or the test says so. */
const Schema: z.ZodType<Schema> = z.lazy(() =>
  z.strictObject({
    type: z.enum(['string', 'integer', 'number', 'boolean', 'null', 'object', 'array']).optional(),
    const: z.json().optional(),
    enum: z.array(z.json()).optional(),
    anyOf: z.array(Schema).optional(),
    format: z.string().optional(),
    pattern: z.string().optional(),
    minLength: z.number().optional(),
    maxLength: z.number().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    multipleOf: z.number().optional(),
    items: Schema.optional(),
    minItems: z.number().optional(),
    maxItems: z.number().optional(),
    properties: z.record(z.string(), Schema).optional(),
    required: z.array(z.string()).optional(),
    propertyNames: Schema.optional(),
    additionalProperties: z.union([Schema, z.boolean()]).optional(),
    default: z.unknown().optional(),
    description: z.string().optional(),
    'x-personal': z.string().optional(),
  }),
)
type Schema = {
  type?: 'string' | 'integer' | 'number' | 'boolean' | 'null' | 'object' | 'array' | undefined
  const?: unknown
  enum?: unknown[] | undefined
  anyOf?: Schema[] | undefined
  format?: string | undefined
  pattern?: string | undefined
  minLength?: number | undefined
  maxLength?: number | undefined
  minimum?: number | undefined
  maximum?: number | undefined
  multipleOf?: number | undefined
  items?: Schema | undefined
  minItems?: number | undefined
  maxItems?: number | undefined
  properties?: Record<string, Schema> | undefined
  required?: string[] | undefined
  propertyNames?: Schema | undefined
  additionalProperties?: Schema | boolean | undefined
}

/** What a text of this name may well be: ids of things that exist, words with a meaning; none where nothing is known. */
export type Known = (property: string) => readonly string[]

/** Of any length the schema allows, but never more than a page. */
const words = ({ minLength = 0, maxLength = 40 }: Schema) =>
  fc.string({
    unit: fc.constantFrom(...Array.from('aăâbcdđeêghiklmnoôơpqrstuưvxyấệữ 0123456789')),
    minLength,
    maxLength: Math.max(minLength, Math.min(maxLength, 40)),
  })
const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })

function freshText(schema: Schema): fc.Arbitrary<string> {
  if (schema.pattern !== undefined) return fc.stringMatching(new RegExp(schema.pattern, 'u'))
  switch (schema.format) {
    case undefined:
      return words(schema)
    case 'uuid':
      return fc.constant(null).map(() => newId())
    case 'date':
      return day.map((date) => date.toISOString().slice(0, 10))
    case 'date-time':
      return day.map((date) => date.toISOString())
    case 'uri':
      return fc.webUrl({ validSchemes: ['https'] })
    default:
      throw new Error(`a text of the format ${schema.format}: teach tests/generated.ts to make one`)
  }
}

function texts(schema: Schema, property: string, known: Known): fc.Arbitrary<string> {
  const fresh = freshText(schema)
  const existing = known(property)
  return existing.length === 0 ? fresh : fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...existing) }, fresh)
}

/** Small numbers are meant more often than the largest that fit. */
function integers({ minimum = 0, maximum = 1e9 }: Schema, property: string, known: Known): fc.Arbitrary<number> {
  const min = Math.max(minimum, -1e9)
  const small = fc.integer({ min, max: Math.min(maximum, Math.max(min, 0) + 60) })
  const any = fc.oneof(small, fc.integer({ min, max: Math.max(min, Math.min(maximum, 1e9)) }))
  const existing = known(property).map(Number)
  return existing.length === 0 ? any : fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...existing) }, any)
}

function objects(schema: Schema, known: Known): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties: others } = schema
  const named = fc.record(
    Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, made(value, name, known)])),
    { requiredKeys: required },
  )
  if (others === undefined || typeof others === 'boolean') return named
  const names = made(schema.propertyNames ?? { type: 'string', minLength: 1 }, '', known).map(String)
  return fc
    .tuple(named, fc.dictionary(names, made(others, '', known), { maxKeys: 2 }))
    .map(([own, more]) => ({ ...more, ...own }))
}

function made(schema: Schema, property: string, known: Known): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map((one) => made(one, property, known)))
  const { minimum: min, maximum: max } = schema
  switch (schema.type) {
    case 'string':
      return texts(schema, property, known)
    case 'integer':
      return integers(schema, property, known)
    case 'number':
      return fc
        .integer({ min: Math.ceil(min ?? 0), max: Math.floor(Math.min(max ?? 1000, 1000)) })
        .map((whole) => whole * (schema.multipleOf ?? 1))
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array': {
      const { minItems = 0, maxItems = 2 } = schema
      const items = made(schema.items ?? {}, property.replace(/s$/u, ''), known)
      return fc.array(items, { minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems, 2)) })
    }
    case 'object':
      return objects(schema, known)
    case undefined:
      return fc.json().map((text): unknown => JSON.parse(text))
  }
}

/** Values of a schema, always the same ones for the same seed (but for fresh ids). */
export function samplesOf(schema: unknown, known: Known, { count, seed, name = '' }: Sampling): unknown[] {
  return fc.sample(made(Schema.parse(schema), name, known), { numRuns: count, seed })
}
export type Sampling = { count: number; seed: number; name?: string }
