import { blankPlan } from '../blankPlan.ts'
import type { Decision, Operation } from '../plan.ts'
import type { PlanFile } from '../planFile.ts'

/** A plan as it is being written: its day and decision are those of every change that has none of its own (`on` empty, no `decision`). */
export type PlanDraft = {
  title: string
  effective: string
  number: string
  date: string
  body: string
  operations: Operation[]
}

export const emptyDraft: PlanDraft = { title: '', effective: '', number: '', date: '', body: '', operations: [] }

export const draftOf = (title: string, { effective, decision, operations }: PlanFile): PlanDraft => ({
  title,
  effective,
  number: decision?.number ?? '',
  date: decision?.date ?? '',
  body: decision?.body ?? '',
  operations: operations.map((one) => ({
    ...one,
    on: one.on === effective ? '' : one.on,
    decision: isSame(one.decision, decision) ? null : one.decision,
  })),
})

const isSame = (one: Decision | null, other: Decision | null): boolean =>
  one?.number === other?.number && one?.date === other?.date && one?.body === other?.body

export const isWhole = ({ title, effective, operations }: PlanDraft): boolean =>
  title.trim() !== '' && effective !== '' && operations.length > 0

/** The plan's own names for units it brings along. */
export const namesOf = ({ before }: PlanFile): ReadonlyMap<string, string> =>
  new Map(before.map(({ id, name }) => [id, name]))

/** As the server takes it; what a plan from lists brings along is kept. */
export function fileOf(draft: PlanDraft, file: PlanFile | null): PlanFile {
  const { effective, operations } = draft
  const decision = decisionOf(draft)
  return {
    ...(file ?? blankPlan),
    effective,
    decision,
    operations: operations.map((one) => ({ ...one, on: one.on || effective, decision: one.decision ?? decision })),
  }
}

export function decisionOf({ number, date, body }: Pick<PlanDraft, 'number' | 'date' | 'body'>): Decision | null {
  if (number.trim() === '') return null
  return { number: number.trim(), date: date || null, body: body.trim() || null }
}

/** Units a change makes something of, and what they go into. */
export function endsOf(operation: Operation): { from: string[]; into: string[] } {
  switch (operation.do) {
    case 'merge':
      return { from: operation.unitIds, into: [operation.intoId] }
    case 'split':
      return { from: [operation.unitId], into: operation.intoIds }
    case 'extract':
      return { from: [operation.unitId], into: [operation.intoId] }
    case 'abolish':
      return { from: [operation.unitId], into: operation.successorId === null ? [] : [operation.successorId] }
    case 'create':
    case 'move':
    case 'reopen':
      return { from: [operation.unitId], into: operation.parentId === null ? [] : [operation.parentId] }
    case 'rename':
    case 'change_kind':
      return { from: [operation.unitId], into: [] }
  }
}

/** Units made only to receive others: told with that change, not by themselves. */
const receivers = (operations: readonly Operation[]): Set<string> =>
  new Set(
    operations.flatMap((one) =>
      one.do === 'merge' || one.do === 'split' || one.do === 'extract' ? endsOf(one).into : [],
    ),
  )

export function shownOf(operations: readonly Operation[]): Operation[] {
  const received = receivers(operations)
  return operations.filter((one) => one.do !== 'create' || !received.has(one.unitId))
}

/** Without that change and the units made only for it. */
export function without(operations: readonly Operation[], gone: Operation): Operation[] {
  const rest = operations.filter((one) => one !== gone)
  const needed = receivers(rest)
  const orphans = receivers([gone])
  return rest.filter((one) => one.do !== 'create' || !orphans.has(one.unitId) || needed.has(one.unitId))
}

/** The plan with what people chose for the units below a split one. */
export function withPlacement(file: PlanFile, split: Operation, placement: Readonly<Record<string, string>>): PlanFile {
  const operations = file.operations.map((one) =>
    one === split && one.do === 'split' ? { ...one, placement: { ...one.placement, ...placement } } : one,
  )
  return { ...file, operations }
}
