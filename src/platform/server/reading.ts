/** Reading about people leaves a line in the journal: who read what of how many, one line a request and never one a row. */
import type { AnySchema } from '@orpc/contract'
import { z } from 'zod'
import { type PersonalMark, personalMark } from '#shared/contract.ts'
import type { Actor } from './actor.ts'
import type { Clock } from './clock.ts'
import type { Database } from './database.ts'
import { hashOf } from './id.ts'
import type { JournalEntry } from './journal.ts'

/** Where in an answer something about a person stands; `*` is every element. */
export type PersonalLeaf = PersonalMark & { path: readonly string[] }
/** How many of each column, and about whom as far as the answer says so. */
export type Reading = { columns: Record<string, number>; persons: string[] }

const MAX_DEPTH = 20
/** More people than that are counted, not listed: no page holds more. */
const MAX_PERSONS = 500

/** Every part of an answer that its schema marks as being about a person. */
export function personalLeaves(schema: unknown): PersonalLeaf[] {
  return walk(schema, [])
}

function walk(schema: unknown, path: readonly string[]): PersonalLeaf[] {
  if (!(schema instanceof z.ZodType) || path.length > MAX_DEPTH) return []
  const mark = personalMark(schema)
  if (mark) return [{ ...mark, path }]
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([key, value]) => walk(value, [...path, key]))
  if (schema instanceof z.ZodArray) return walk(schema.element, [...path, '*'])
  if (schema instanceof z.ZodRecord) return walk(schema.valueType, [...path, '*'])
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => walk(option, path))
  if (schema instanceof z.ZodPipe) return walk(schema.out, path)
  const { def } = schema
  return 'innerType' in def ? walk(def.innerType, path) : []
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const isId = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f-]{36}$/u.test(value)

/**
 * What an answer tells about others. Two rules exempt: what is about the reader, and whoever acts in a public role, as the
 * signer of a paper does (`role: 'public'` beside the field).
 */
export function readingOf(leaves: readonly PersonalLeaf[], answer: unknown, reader: string | null): Reading {
  const columns: Record<string, number> = {}
  const persons = new Set<string>()
  for (const { column, role, path } of leaves) {
    if (role === 'public') continue
    for (const { value, around } of valuesAt(answer, path, null)) {
      if (value === null || value === undefined || value === '') continue
      const id = personOf(path, around)
      if (id !== undefined && id === reader) continue
      columns[column] = (columns[column] ?? 0) + 1
      if (id !== undefined) persons.add(id)
    }
  }
  return { columns, persons: [...persons].sort() }
}

/**
 * Whom it is about, as far as the answer says so: `draftedById` beside `draftedBy`; `id` beside `name`, where it may be called
 * `personId` or, in a cell's own list, `memberId`.
 */
function personOf(path: readonly string[], around: Record<string, unknown> | null): string | undefined {
  const key = path.at(-1) ?? ''
  const beside =
    key === 'name'
      ? [around?.['personId'], around?.['memberId'], around?.['id']]
      : [around?.[`${key}Id`], around?.['personId']]
  return beside.find(isId)
}

type Found = { value: unknown; around: Record<string, unknown> | null }

function valuesAt(value: unknown, path: readonly string[], around: Record<string, unknown> | null): Found[] {
  const [step, ...rest] = path
  if (step === undefined) return [{ value, around }]
  if (!isRecord(value)) return []
  if (step === '*') return Object.values(value).flatMap((one) => valuesAt(one, rest, isRecord(one) ? one : around))
  return valuesAt(value[step], rest, value)
}

/**
 * The line a file with people in it leaves when it is taken along: everybody in it is listed, for no page bounds a file.
 * `endpoint`: what shows the same on the screen, whose words a person reads who looks up who read about them.
 */
export const readingOfFile = (
  endpoint: string,
  { place, unitId, column, persons }: { place: string; unitId: string; column: string; persons: readonly string[] },
): JournalEntry => ({
  action: 'personal_data.read',
  objectType: 'reading',
  objectId: place,
  unitId,
  after: { endpoint, columns: { [column]: persons.length }, persons: [...new Set(persons)].sort() },
})

/** The same reader looking at the same people in the same place within an hour looks once. */
const ONE_LOOK_MS = 3_600_000
const MAX_LOOKS = 20_000

type ReadingLine = { entry: JournalEntry; seen: () => void }
type Route = { path?: string | undefined; method?: string | undefined }
type Who = { db: Database; clock: Clock; actor: Actor }

/**
 * For one endpoint: the line each answer leaves, or null. Whoever writes it calls `seen` once it is committed. Costs nothing
 * where an answer tells of nobody.
 */
export function readingJournal(route: Route, output: AnySchema | undefined) {
  const { path = '' } = route
  const leaves = path.startsWith('/me/') ? [] : personalLeaves(output)
  const looksOf = new WeakMap<Database, Map<string, number>>()
  return ({ db, clock, actor }: Who, input: unknown, answer: unknown): ReadingLine | null => {
    if (leaves.length === 0) return null
    const { columns, persons } = readingOf(leaves, answer, actor.personId)
    if (Object.keys(columns).length === 0) return null
    const place = placeOf(path, input)
    const looks = looksOf.get(db) ?? new Map<string, number>()
    looksOf.set(db, looks)
    const look = hashOf([actor.accountId, place, columns, persons])
    const now = clock.now().getTime()
    if (now - (looks.get(look) ?? -ONE_LOOK_MS) < ONE_LOOK_MS) return null
    const after = { endpoint: `${route.method ?? 'POST'} ${path}`, columns, persons: persons.slice(0, MAX_PERSONS) }
    const unitId = isRecord(input) && isId(input['unitId']) ? input['unitId'] : null
    return {
      entry: { action: 'personal_data.read', objectType: 'reading', objectId: place, unitId, after },
      seen() {
        if (looks.size >= MAX_LOOKS) looks.clear()
        looks.set(look, now)
      },
    }
  }
}

/** The endpoint's path with the ids that were asked for: which object or list it was. */
function placeOf(path: string, input: unknown): string {
  const given = isRecord(input) ? input : {}
  return path.replaceAll(/\{\+?(\w+)\}/gu, (whole, name: string) => {
    const value = given[name]
    return typeof value === 'string' ? value : whole
  })
}
