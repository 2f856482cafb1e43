import { z } from 'zod'
import { itemSchema, legalReferenceSchema, thresholdSchema, verdictSchema } from '#features/rule-sets/ruleSetSchema.ts'
import { Day, DocumentReference, Id, personal, PersonalName, Version } from '#shared/contract.ts'
import { levels } from '#shared/permission.ts'
import { correctables } from './correction.ts'
import { dossierActions, dossierParts, dossierStates } from './dossier.ts'
import { dutyConflicts } from './duty.ts'
import { assessmentKinds, obstacleCodes } from './obstacles.ts'
import { forecasts, pathStates } from './path.ts'
import { taskKinds } from './todo.ts'

/** What the screens are told of a dossier. */

export const State = z.enum(dossierStates)
export const Action = z.enum(dossierActions)
export const Part = z.enum(dossierParts)
export const Kind = z.enum(assessmentKinds)
const count = z.number().int()

export const UnitLine = z.object({ unitId: Id, name: z.string(), kind: z.string(), level: z.enum(levels) })
const PersonLine = z.object({ id: Id, name: PersonalName }).nullable()

const target = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('item'), code: z.string() }),
  z.object({ kind: z.literal('document'), code: z.string() }),
  z.object({ kind: z.enum(['vote', 'check', 'visit', 'roadmap', 'step']) }),
])
export const ObstacleView = z.object({
  code: z.enum(obstacleCodes),
  /** In the reader’s language, with the name of the thing. */
  text: z.string(),
  /** Path of the page, and place in it, where it is mended. */
  to: z.string(),
  /** False: worth knowing, forbids nothing. */
  blocking: z.boolean(),
  target,
  by: Part,
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type ObstacleView = z.infer<typeof ObstacleView>

export const Counts = z.object({ met: count, inProgress: count, missing: count, late: count, of: count })
export const Forecast = z.enum(forecasts)
const NextActor = z
  .object({
    by: Part,
    unitId: Id.nullable(),
    unitName: z.string().nullable(),
    dueOn: Day.nullable(),
    overdueDays: count,
  })
  .nullable()

const PathStepView = z.object({
  state: z.enum(pathStates),
  status: z.enum(['done', 'current', 'ahead']),
  by: Part.nullable(),
  unitName: z.string().nullable(),
  doneOn: Day.nullable(),
  dueOn: Day.nullable(),
})

/** One body's newest word on one item. */
const VerdictView = z
  .object({ verdict: verdictSchema, met: z.boolean().nullable(), note: z.string(), at: z.string(), by: PersonLine })
  .nullable()
export const RoadmapView = z.object({
  itemCode: z.string(),
  dueOn: Day.nullable(),
  responsible: personal(z.string(), 'roadmap_item.responsible'),
  note: z.string(),
  version: Version,
})

const ItemView = z.object({
  item: itemSchema,
  /** Groups have none. */
  status: z.enum(['met', 'not_met', 'in_progress', 'missing', 'not_applicable']).nullable(),
  late: z.boolean(),
  verdicts: z.object({ survey: VerdictView, self: VerdictView, commune: VerdictView, team: VerdictView }),
  evidence: count,
  roadmap: RoadmapView.nullable(),
})

const AssessmentView = z.object({
  kind: Kind,
  met: count,
  notMet: count,
  missing: count,
  leaves: count,
  allMandatoryPassed: z.boolean(),
  points: z.object({ points: z.number(), of: z.number(), complete: z.boolean() }).nullable(),
  level: thresholdSchema.nullable(),
})

export const VoteView = z.object({
  id: Id,
  heldOn: Day,
  entitled: count,
  present: count,
  inFavour: count,
  against: count,
  abstained: count,
  minutesNumber: z.string().nullable(),
  carried: z.boolean(),
})

export const CheckedDocument = z.object({ code: z.string().max(40), present: z.boolean(), note: z.string().max(500) })
const CheckView = z.object({
  id: Id,
  stage: z.enum(['commune', 'team']),
  checkedOn: Day,
  complete: z.boolean(),
  items: z.array(CheckedDocument),
  by: PersonLine,
})

const VisitLine = z.object({
  id: Id,
  teamId: Id,
  plannedOn: Day,
  visitedOn: Day.nullable(),
  place: z.string(),
  cancelledReason: z.string().nullable(),
  participants: z.array(z.object({ id: Id, name: PersonalName })),
})

/** One line of the timeline: who did what when, in whose name, on what. */
export const StepView = z.object({
  id: Id,
  action: z.string(),
  from: State.nullable(),
  to: State,
  part: z.string(),
  /** The unit in whose name, as it was called that day. */
  unitName: z.string().nullable(),
  by: PersonLine,
  on: Day,
  reason: z.string().nullable(),
  dueOn: Day.nullable(),
  decision: DocumentReference.nullable(),
  contentHash: z.string(),
  at: z.string(),
})

/** What was locked, and what it should have said: both stay. */
const CorrectionView = z.object({
  id: Id,
  kind: z.enum(correctables),
  recordId: Id,
  reason: z.string(),
  before: z.record(z.string(), z.unknown()),
  after: z.record(z.string(), z.unknown()),
  by: PersonLine,
  at: z.string(),
})

const ActionView = z.object({
  action: Action,
  /** One’s own duty forbids it: somebody else must. */
  conflict: z.enum(dutyConflicts).nullable(),
  reasonRequired: z.boolean(),
  dueDayRequired: z.boolean(),
  obstacles: z.array(ObstacleView),
})

export const DossierView = z.object({
  id: Id,
  unit: UnitLine,
  /** From the province down to the cell’s own superior, with the names of the day of registration. */
  above: z.array(UnitLine),
  programme: z.object({
    id: Id,
    code: z.string(),
    name: z.string(),
    opinionAsked: z.boolean(),
    majority: z.object({ numerator: count, over: count }),
  }),
  ruleSet: z.object({
    id: Id,
    code: z.string(),
    revision: count,
    title: z.object({ vi: z.string(), en: z.string() }),
    legal: legalReferenceSchema.nullable(),
    demonstration: z.boolean(),
    toBeEntered: count,
  }),
  year: count,
  state: State,
  version: Version,
  registeredOn: Day.nullable(),
  dueOn: Day.nullable(),
  returnReason: z.string().nullable(),
  carriedFrom: Id.nullable(),
  carriedTo: Id.nullable(),
  parts: z.array(Part),
  /** What this person may do now: state, part and duty allow it. Obstacles may still stand before it. */
  allowedActions: z.array(Action),
  /** Every action of the state that is this person’s part, with what stands before it. */
  actions: z.array(ActionView),
  path: z.object({ counts: Counts, steps: z.array(PathStepView), next: NextActor, forecast: Forecast }),
  items: z.array(ItemView),
  assessments: z.array(AssessmentView),
  documents: z.array(z.object({ code: z.string(), label: z.string(), required: z.boolean(), evidence: count })),
  votes: z.array(VoteView),
  checks: z.array(CheckView),
  visits: z.array(VisitLine),
  steps: z.array(StepView),
  /** Votes and steps above show what was corrected last. */
  corrections: z.array(CorrectionView),
})
export type DossierView = z.infer<typeof DossierView>

/** A dossier in a list, or a cell without one on a board. */
export const CellLine = z.object({
  unit: UnitLine,
  communeName: z.string().nullable(),
  dossier: z
    .object({
      id: Id,
      programmeId: Id,
      year: count,
      state: State,
      registeredOn: Day.nullable(),
      dueOn: Day.nullable(),
      returnReason: z.string().nullable(),
      counts: Counts,
      forecast: Forecast,
      next: NextActor,
    })
    .nullable(),
  /** The title it holds. */
  recognisedOn: Day.nullable(),
})
export type CellLine = z.infer<typeof CellLine>

/** The cells below a unit, for one programme and year. */
export const BoardView = z.object({ unit: UnitLine, programmeId: Id, year: count, cells: z.array(CellLine) })
export type BoardView = z.infer<typeof BoardView>

export const TaskView = z.object({
  kind: z.enum(taskKinds),
  part: z.string(),
  dossierId: Id.nullable(),
  targetId: Id.nullable(),
  programmeId: Id,
  unit: UnitLine,
  year: count.nullable(),
  dueOn: Day.nullable(),
  overdueDays: count,
  /** Why it was returned. */
  reason: z.string().nullable(),
  /** How many things are left, where it can be counted. */
  count: count.nullable(),
  /** Own duty keeps this person from it: somebody else of the same body must. */
  conflict: z.string().nullable(),
})
export type TaskView = z.infer<typeof TaskView>
