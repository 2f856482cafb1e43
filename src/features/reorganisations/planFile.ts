import { z } from 'zod'
import { Day } from '#shared/contract.ts'
import { Decision, Operation } from './plan.ts'

/** A unit of the list before, as the organisation is to know it. Ids of a plan file are its own, until it is applied. */
const PlannedUnit = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  kind: z.string(),
  parentId: z.string().nullable(),
})
export type PlannedUnit = z.infer<typeof PlannedUnit>

const Told = z.object({ code: z.string(), name: z.string() })

/** What is to be looked at by people before the plan is applied; nothing of it is decided silently. */
const Unresolved = z.object({
  of: Told,
  text: z.string(),
  outcome: z.string(),
  candidates: z.array(Told.extend({ within: z.string() })),
})
const SplitRemark = z.object({
  unitId: z.string(),
  name: z.string(),
  intoIds: z.array(z.string()),
  mainId: z.string(),
  because: z.enum(['named_whole', 'named_rest', 'same_name', 'named_first']),
})
export type SplitRemark = z.infer<typeof SplitRemark>

export const PlanFile = z.object({
  format: z.literal('vung-manh/reorganisation-plan/1'),
  /** From this day on it is applied, all of it at once; operations take effect then, or on a later day of their own. */
  effective: Day,
  /** What operations without a paper of their own rest on. */
  decision: Decision.nullable(),
  /** Units that are there the day before; those the organisation does not know yet are entered with the plan. */
  before: z.array(PlannedUnit),
  /** Codes of the units that the plan makes. */
  codes: z.record(z.string(), z.string()),
  operations: z.array(Operation),
  outcomes: z.record(z.string(), z.number()),
  unresolved: z.array(Unresolved),
  splits: z.array(SplitRemark),
  /** Units of which only a part is named, with nothing said of the rest. */
  partly: z.array(z.object({ unitId: z.string(), name: z.string(), text: z.string() })),
  /** Units of the list before that no new unit names: not entered; when they are in force, the plan is refused. */
  unnamed: z.array(Told.extend({ within: z.string() })),
})
export type PlanFile = z.infer<typeof PlanFile>
