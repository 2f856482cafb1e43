import { z } from 'zod'
import { Day, Id, Line, Note } from '#shared/contract.ts'
import { verdictSchema } from '#features/rule-sets/ruleSetSchema.ts'
import { meetingKinds } from '#shared/meetingId.ts'
import { marks } from './mark.ts'
import { phases } from './phase.ts'

export const recordStates = ['open', 'closed'] as const

const Instant = z.iso.datetime({ offset: true })
const Count = z.number().int().min(0).max(10_000)
const Month = Day.refine((day) => day.endsWith('-01'), 'wrong_day')

const AgendaItem = z.object({
  phase: z.enum(phases),
  text: Line(300),
  order: z.number().int().min(0).max(1000),
  done: z.boolean(),
})
/** Totals only: who voted how has no place. */
const Totals = z.object({ for: Count, against: Count, abstained: Count })
const Vote = Totals.extend({ subject: Line(300) })
/** Who, what, by which measure, by when; a part not yet known is empty. */
const Clause = z.object({
  order: z.number().int().min(0).max(1000),
  what: Line(1000),
  owner: Note(200),
  measure: Note(300),
  due: Day.nullable(),
  /** Bodies of the hamlet whom it concerns and who receive it. */
  bodies: z.array(Id).max(20).optional(),
})
const TaskResult = z.object({ state: z.enum(['done', 'partly', 'not_done']), result: Note(1000) })
const Posting = z.object({ on: Day, link: Note(500) })

/** A place of its own for each key that is an id, or a code of the agenda or of a rule set. */
const each = <T extends z.ZodType>(value: T) => ({ value, key: z.string().regex(/^[\w.-]{1,60}$/u) })
const eachId = <T extends z.ZodType>(value: T) => ({ value, key: Id })
/** A place that exists once. */
const once = <T extends z.ZodType>(value: T) => value

/**
 * Every place of a meeting's record and what may stand there. An entry names one place; `null` takes something away again
 * that was entered.
 */
export const places = {
  plan: {
    kind: once(z.enum(meetingKinds)),
    period: once(Month),
    startsAt: once(Instant),
    place: once(Note(200)),
    theme: once(Note(300)),
  },
  time: { started: once(Instant.nullable()), ended: once(Instant.nullable()) },
  people: { chair: once(Id.nullable()), secretary: once(Id.nullable()), scorer: once(Id.nullable()) },
  posting: { papers: once(Posting.nullable()), results: once(Posting.nullable()) },
  state: { record: once(z.enum(recordStates)) },
  roll: eachId(z.enum(marks)),
  spoke: eachId(z.boolean()),
  officer: eachId(z.enum(['present', 'absent'])),
  agenda: each(AgendaItem.nullable()),
  note: each(Note(4000)),
  vote: eachId(Vote.nullable()),
  clause: eachId(Clause.nullable()),
  taskResult: eachId(TaskResult.nullable()),
  score: each(verdictSchema.nullable()),
  scoring: {
    agreed: once(z.object({ level: Line(20) }).nullable()),
    vote: once(Totals.nullable()),
    weaknesses: once(Note(2000)),
    remedies: once(Note(2000)),
  },
} as const

type Places = typeof places
export type Field = keyof Places
export type ValueOf<F extends Field> = Places[F] extends { value: infer V extends z.ZodType }
  ? z.infer<V>
  : Places[F] extends Record<string, infer V extends z.ZodType>
    ? z.infer<V>
    : never
export type FixedValue<F extends Field, K extends keyof Places[F]> = Places[F][K] extends z.ZodType
  ? z.infer<Places[F][K]>
  : never

export type PlaceRefusal = 'unknown_place' | 'value_refused'

const isSchema = (value: unknown): value is z.ZodType => value instanceof z.ZodType

/** The value as it is kept, or why it has no place. */
export function readValue(
  field: string,
  key: string,
  value: unknown,
): { ok: true; value: unknown } | { ok: false; refusal: PlaceRefusal } {
  const place: Record<string, unknown> | undefined = Object.entries(places).find(([name]) => name === field)?.[1]
  if (place === undefined) return { ok: false, refusal: 'unknown_place' }
  const keyed = isSchema(place['key']) && isSchema(place['value'])
  if (keyed && !(place['key'] as z.ZodType).safeParse(key).success) return { ok: false, refusal: 'unknown_place' }
  const schema = keyed ? place['value'] : Object.hasOwn(place, key) ? place[key] : undefined
  if (!isSchema(schema)) return { ok: false, refusal: 'unknown_place' }
  const read = schema.safeParse(value)
  return read.success ? { ok: true, value: read.data } : { ok: false, refusal: 'value_refused' }
}
