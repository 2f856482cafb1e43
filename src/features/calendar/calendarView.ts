import { z } from 'zod'
import { DocumentReference, Id, PersonalName } from '#shared/contract.ts'
import { bodyKinds, meetingKinds } from './calendar.ts'
import { seriesKinds } from './series.ts'

/** Windows, series and meetings as they are answered. */

export const BodyKind = z.enum(bodyKinds)
export const MeetingKind = z.enum(meetingKinds)
const Person = z.object({ id: Id, name: PersonalName })

export const WindowView = z.object({
  id: Id,
  version: z.number(),
  unitId: Id,
  unitName: z.string(),
  kind: BodyKind,
  firstDay: z.number(),
  lastDay: z.number(),
  freezeOthers: z.boolean(),
  sourceNote: z.string(),
  decision: DocumentReference.nullable(),
  from: z.string(),
  to: z.string().nullable(),
  /** The one that holds for the unit asked about, on the day asked about. */
  holds: z.boolean(),
  allowedActions: z.array(z.enum(['end'])),
})
export type WindowView = z.infer<typeof WindowView>

export const SeriesView = z.object({
  id: Id,
  version: z.number(),
  kind: z.enum(seriesKinds),
  dayOfMonth: z.number(),
  time: z.string(),
  minutes: z.number(),
  place: z.string(),
  months: z.array(z.number()),
  fixed: z.boolean(),
  from: z.string(),
  to: z.string().nullable(),
})
export type SeriesView = z.infer<typeof SeriesView>

export const Warning = z.discriminatedUnion('code', [
  z.object({ code: z.literal('outside_window'), first: z.string(), last: z.string() }),
  z.object({ code: z.literal('frozen'), first: z.string(), last: z.string(), keptFor: BodyKind }),
  z.object({ code: z.literal('catch_up'), period: z.string() }),
  z.object({ code: z.literal('too_short'), minutes: z.number() }),
])

export const Clash = z.object({ person: Person, occurrenceId: Id, unitName: z.string(), startsAt: z.string() })
export type Clash = z.infer<typeof Clash>

export const OccurrenceView = z.object({
  id: Id,
  version: z.number(),
  unitId: Id,
  unitName: z.string(),
  kind: MeetingKind,
  period: z.string(),
  startsAt: z.string(),
  minutes: z.number(),
  place: z.string(),
  theme: z.string(),
  state: z.enum(['planned', 'held', 'cancelled']),
  reason: z.string(),
  warnings: z.array(Warning),
  /** Who is assigned to be there. */
  officers: z.array(z.object({ person: Person.nullable(), title: z.string() })),
  clashes: z.array(Clash),
  moves: z.array(
    z.object({
      kind: z.enum(['moved', 'cancelled', 'restored']),
      from: z.string(),
      to: z.string().nullable(),
      reason: z.string(),
      by: PersonalName,
      byId: Id,
      at: z.string(),
    }),
  ),
  allowedActions: z.array(z.enum(['move', 'cancel', 'restore', 'set_theme'])),
})
export type OccurrenceView = z.infer<typeof OccurrenceView>
