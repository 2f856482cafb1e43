import { refuseAlone } from '#shared/twoPersons.ts'
import { z } from 'zod'
import { Day } from '#shared/contract.ts'

const UnitId = z.string().min(1).max(100)
const Name = z.string().min(1).max(200)

/** The paper a change rests on; what is not known of it stays empty. */
export const Decision = z.object({ number: z.string(), date: z.string().nullable(), body: z.string().nullable() })
export type Decision = z.infer<typeof Decision>

const common = { on: Day, decision: Decision.nullable() }
/** Which of the units below go where; what is not named stays to be chosen. */
const Placement = z.record(UnitId, UnitId)

/**
 * One change of the organisation on a day. Units that are new are made by `create` in the same plan; lineage on both
 * sides follows from the change.
 */
export const Operation = z.discriminatedUnion('do', [
  z.object({ do: z.literal('create'), unitId: UnitId, name: Name, kind: Name, parentId: UnitId.nullable(), ...common }),
  z.object({ do: z.literal('rename'), unitId: UnitId, name: Name, ...common }),
  z.object({ do: z.literal('change_kind'), unitId: UnitId, kind: Name, name: Name.optional(), ...common }),
  z.object({ do: z.literal('move'), unitId: UnitId, parentId: UnitId.nullable(), ...common }),
  z.object({ do: z.literal('merge'), unitIds: z.array(UnitId).min(1), intoId: UnitId, ...common }),
  z.object({
    do: z.literal('split'),
    unitId: UnitId,
    intoIds: z.array(UnitId).min(2),
    /** Where facts of the whole are counted as now. */
    mainId: UnitId,
    placement: Placement,
    ...common,
  }),
  z.object({ do: z.literal('extract'), unitId: UnitId, intoId: UnitId, placement: z.array(UnitId), ...common }),
  /** Without a successor, its facts have no place in today's tree. */
  z.object({ do: z.literal('abolish'), unitId: UnitId, successorId: UnitId.nullable(), ...common }),
  z.object({ do: z.literal('reopen'), unitId: UnitId, parentId: UnitId.nullable(), ...common }),
])
export type Operation = z.infer<typeof Operation>

/** Exactly why a plan cannot be applied: the operation, the unit it is about, the day. */
export const refusals = [
  'exists_already',
  'not_in_force',
  'not_yet_there',
  'ended_before',
  'in_force_already',
  'never_existed',
  'ended_twice',
  'changed_later',
  'changed_same_day',
  'parent_not_in_force',
  'target_not_in_force',
  'into_itself',
  'main_not_among_targets',
  'choice_missing',
  'not_below',
  'left_below',
  'facts_after',
  'kind_not_in_use',
  'other_level',
  'two_names',
  'two_kinds',
  'two_parents',
  'parent_lower',
  'circle',
  'gap',
  'overlap',
  'before_its_plan',
  'stale',
  'failed',
] as const
export type Refusal = {
  why: (typeof refusals)[number]
  unitId: string
  on: string
  /** The place of the operation in the plan; null when the plan as a whole is refused. */
  operation: number | null
  /** Other units it is about: those left below, those to choose for, what it went into. */
  unitIds: string[]
  /** The other day it is about: since when the unit is there, when it ended or changes, its last fact. */
  day: string | null
}

/** The stages of a plan: two people, and nothing done before its day. */
export const planStates = ['draft', 'checked', 'approved', 'applied', 'withdrawn'] as const
export type PlanState = (typeof planStates)[number]
export const planActions = ['edit', 'check', 'approve', 'apply', 'withdraw'] as const
export type PlanAction = (typeof planActions)[number]

const stages: Record<PlanAction, { from: readonly PlanState[]; to: PlanState }> = {
  edit: { from: ['draft', 'checked', 'approved'], to: 'draft' },
  check: { from: ['draft'], to: 'checked' },
  approve: { from: ['checked'], to: 'approved' },
  apply: { from: ['approved'], to: 'applied' },
  withdraw: { from: ['draft', 'checked', 'approved'], to: 'withdrawn' },
}

export type PlanStage = { state: PlanState; draftedBy: string; effective: string }
export type StageRefusal = 'not_now' | 'own_plan' | 'before_its_day'

/** The state after the action, or why not: whoever drafted a plan does not approve it; it is applied from its day on. */
export function nextState(
  plan: PlanStage,
  action: PlanAction,
  who: { personId: string; today: string },
): { state: PlanState } | { refused: StageRefusal } {
  const { from, to } = stages[action]
  if (!from.includes(plan.state)) return { refused: 'not_now' }
  if (action === 'approve' && refuseAlone(who.personId, [plan.draftedBy]) !== null) return { refused: 'own_plan' }
  if (action === 'apply' && who.today < plan.effective) return { refused: 'before_its_day' }
  return { state: to }
}
