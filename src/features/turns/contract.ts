import { z } from 'zod'
import { Day, endpoint, Id, personal, PersonalName, Version } from '#shared/contract.ts'
import { leaders, organisers, permission, standing } from '#shared/permission.ts'
import { postponements, turnStates } from './turn.ts'

export const readTurns = permission(
  'turn.read',
  { vi: 'Xem lượt tự nhận diện của chi bộ, cấp ủy mình', en: 'See whose turn of self-identification it is' },
  [
    { level: 'cell', roles: [...standing, 'committee_member', 'member'] },
    { level: 'commune', roles: [...standing, 'committee_member', ...organisers] },
  ],
  { over: 'own' },
)
export const keepTurns = permission(
  'turn.keep',
  { vi: 'Xếp và ghi lượt tự nhận diện', en: 'Plan and settle turns of self-identification' },
  [
    { level: 'cell', roles: leaders },
    { level: 'commune', roles: [...leaders, ...organisers] },
  ],
  { over: 'own' },
)

const Month = Day.refine((day) => day.endsWith('-01'), 'wrong_day')

export const TurnView = z.object({
  id: Id,
  version: z.number(),
  /** Somebody of the cell's list, or of the committee. */
  member: z.object({ id: Id, name: personal(z.string(), 'cell_member.name') }).nullable(),
  person: z.object({ id: Id, name: PersonalName }).nullable(),
  state: z.enum(turnStates),
  postponedFor: z.enum(postponements).nullable(),
  settledOn: z.string().nullable(),
  allowedActions: z.array(z.enum(['settle'])),
})
export type TurnView = z.infer<typeof TurnView>

export const TurnMonth = z.object({
  unitId: Id,
  name: z.string(),
  month: z.string(),
  turns: z.array(TurnView),
  /** How many may have a turn in a month. */
  least: z.number(),
  most: z.number(),
  round: z.object({ done: z.number(), of: z.number() }),
  allowedActions: z.array(z.enum(['plan'])),
})
export type TurnMonth = z.infer<typeof TurnMonth>

export const showTurns = endpoint(readTurns)
  .route({ method: 'GET', path: '/units/{unitId}/turns', summary: 'Lượt tự nhận diện trong một tháng' })
  .input(z.object({ unitId: Id, month: Month.optional() }))
  .output(TurnMonth)

export const TurnWish = z.object({ unitId: Id, month: Month, count: z.number().int().min(1).max(2) })
export type TurnWish = z.infer<typeof TurnWish>

export const planTurns = endpoint(keepTurns)
  .route({
    method: 'POST',
    path: '/units/{unitId}/turns',
    summary: 'Xếp lượt tự nhận diện của tháng: ai lâu chưa đến lượt thì trước',
    successStatus: 201,
  })
  .input(TurnWish)
  .output(TurnMonth)

export const TurnOutcome = z.object({
  unitId: Id,
  turnId: Id,
  version: Version,
  /** Null: it was done. There is no place for what was said. */
  postponedFor: z.enum(postponements).nullable(),
})
export type TurnOutcome = z.infer<typeof TurnOutcome>

export const settleTurn = endpoint(keepTurns)
  .route({ method: 'POST', path: '/units/{unitId}/turns/{turnId}/settle', summary: 'Ghi lượt đã làm hoặc hoãn' })
  .input(TurnOutcome)
  .output(TurnMonth)
