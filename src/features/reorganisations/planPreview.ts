import { z } from 'zod'
import { Id, PersonalName } from '#shared/contract.ts'
import { levels } from '#shared/permission.ts'
import { affectedKinds } from './affected.ts'
import { marks } from './becoming.ts'
import { refusals } from './plan.ts'

/** What a plan would make of the organisation; of an applied one, what it has made of it. */
const Named = z.object({ id: z.string(), name: z.string() })
const Refused = z.object({
  why: z.enum(refusals),
  words: z.string(),
  unit: Named,
  others: z.array(Named),
  on: z.string(),
  operation: z.number().nullable(),
  /** The other day it is about. */
  day: z.string().nullable(),
})

/** `asking`: how many of them somebody has to see to before the day, because their unit ends. */
const Counted = z.object({ count: z.number(), asking: z.number() })

export const Preview = z.object({
  /** Of the organisation it was looked at; null once it is applied. */
  hash: z.string().nullable(),
  refusals: z.array(Refused),
  choices: z.array(
    z.object({
      unit: Named,
      into: z.array(Named),
      undecided: z.array(Named),
      decided: z.array(z.object({ unit: Named, intoId: z.string() })),
    }),
  ),
  units: z.partialRecord(z.enum(marks), z.number()),
  cells: z.number(),
  /** People to tell, each once; and how many positions end. */
  people: z.number(),
  positionsEnding: z.number(),
  affected: z.partialRecord(z.enum(affectedKinds), Counted),
  already: z.number(),
})
export type Preview = z.infer<typeof Preview>

const CauseView = z.object({
  does: z.enum(['create', 'rename', 'change_kind', 'move', 'merge', 'split', 'extract', 'abolish', 'reopen', 'above']),
  from: z.array(Named),
  into: z.array(Named),
})
export const BecomingRow = z.object({
  unit: Named,
  level: z.enum(levels),
  mark: z.enum(marks),
  /** The first day on which something of it is another. */
  on: z.string(),
  /** Nobody has chosen its place yet: `after` is only for now. */
  undecided: z.boolean(),
  /** The name with that of the unit above, the day before and from the day on. */
  before: z.string().nullable(),
  after: z.string().nullable(),
  successors: z.array(Named),
  causes: z.array(CauseView),
})
export type BecomingRow = z.infer<typeof BecomingRow>

/** `becomes`: what becomes of it and why, in the reader's language. */
export const AffectedRow = z.object({
  id: z.string(),
  unit: Named,
  what: z.string(),
  becomes: z.string(),
  /** Somebody has to see to it before the day. */
  asking: z.boolean(),
  to: z.string().nullable(),
})
export type AffectedRow = z.infer<typeof AffectedRow>

export const PersonToTell = z.object({
  id: Id,
  person: PersonalName,
  personId: Id,
  /** The post from which they follow the unit, when they hold no position on it. */
  position: z.string(),
  follows: z.boolean(),
  unit: Named,
  within: z.string().nullable(),
  /** From which day on. */
  on: z.string(),
  ends: z.boolean(),
  becomes: z.string(),
})
export type PersonToTell = z.infer<typeof PersonToTell>

const Geometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(z.array(z.number()))) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(z.array(z.number())))) }),
])
const Drawn = z.object({
  unit: Named,
  mark: z.enum(marks).nullable(),
  /** Of units that have no outline of their own: those it is put together from, or whose place it takes. */
  instead: z.array(z.string()),
  geometry: Geometry,
})
export const PlanMap = z.object({
  sources: z.array(z.string()),
  schematic: z.boolean(),
  before: z.array(Drawn),
  after: z.array(Drawn),
  /** Units the plan touches that could be drawn on neither side. */
  without: z.array(Named),
})
export type PlanMap = z.infer<typeof PlanMap>
