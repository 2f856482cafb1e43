import { z } from 'zod'
import { Day, DocumentReference, endpoint, Id, Note, PersonalName, Version, Year } from '#shared/contract.ts'
import { levels, permission } from '#shared/permission.ts'
import { denominators, promisingLevels, targetActions, targetHolders, targetStates } from './target.ts'

export const readTargets = permission('target.read', { vi: 'Xem chỉ tiêu', en: 'See targets' }, 'signed_in', {
  over: 'below',
})
/** For one's own unit. */
export const registerTargets = permission(
  'target.register',
  { vi: 'Đăng ký, thay chỉ tiêu của đơn vị mình', en: 'Register and replace targets of one’s unit' },
  promisingLevels.map((level) => ({ level, roles: targetHolders })),
  { over: 'own' },
)
/** For units directly below one's own: until 30 June 2025 the district for its communes, then the province. */
export const agreeTargets = permission(
  'target.agree',
  { vi: 'Thống nhất chỉ tiêu của đơn vị trực thuộc', en: 'Agree to targets of the units directly below' },
  promisingLevels.filter((level) => level !== 'commune').map((level) => ({ level, roles: targetHolders })),
  { over: 'directly_below' },
)

const Obstacle = z.object({ code: z.string(), text: z.string() })

export const TargetView = z.object({
  id: Id,
  unitId: Id,
  denominator: z.enum(denominators),
  year: z.number().nullable(),
  value: z.number(),
  state: z.enum(targetStates),
  registeredOn: z.string(),
  registeredBy: PersonalName.nullable(),
  registeredById: Id.nullable(),
  agreedOn: z.string().nullable(),
  agreedBy: PersonalName.nullable(),
  agreedById: Id.nullable(),
  replacedOn: z.string().nullable(),
  replacedBy: Id.nullable(),
  replacedReason: z.string().nullable(),
  document: z.object({ number: z.string(), date: z.string() }).nullable(),
  version: Version,
  allowedActions: z.array(z.enum(targetActions)),
  obstacles: z.array(Obstacle),
})
export type TargetView = z.infer<typeof TargetView>

const Named = z.object({ unitId: Id, name: z.string() })

const Check = z.object({
  denominator: z.enum(denominators),
  year: z.number().nullable(),
  /** The unit's promise in cells; null where it has made none. */
  promised: z.number().nullable(),
  /** What the units below promise together; null where none has. */
  below: z.number().nullable(),
  /** Above zero: promised above and by nobody below. Below zero: more is promised below, which is shown and not cut. */
  gap: z.number().nullable(),
  silent: z.array(Named),
  awaiting: z.array(Named),
})

const Gap = z.object({
  unit: Named,
  denominator: z.enum(denominators),
  year: z.number().nullable(),
  kind: z.enum(['short', 'more']),
  promised: z.number(),
  below: z.number(),
  by: z.number(),
  silent: z.array(Named),
})

export const TargetBoard = z.object({
  unit: Named.extend({ level: z.enum(levels) }),
  /** The unit above; `visible` to whoever asks. */
  above: Named.extend({ visible: z.boolean() }).nullable(),
  programme: z.object({ id: Id, code: z.string(), name: z.string(), fromYear: z.number(), toYear: z.number() }),
  on: Day,
  mayRegister: z.boolean(),
  /** Of this unit, replaced ones too, the newest first. */
  targets: z.array(TargetView),
  checks: z.array(Check),
  /** Units directly below with their targets in force that day. */
  below: z.array(Named.extend({ level: z.enum(levels), targets: z.array(TargetView) })),
  /** At this unit and everywhere below it. */
  gaps: z.array(Gap),
})
export type TargetBoard = z.infer<typeof TargetBoard>

export const getTargets = endpoint(readTargets)
  .route({
    method: 'GET',
    path: '/targets',
    summary: 'Chỉ tiêu của một đơn vị, của các đơn vị trực thuộc, và tổng bên dưới có đủ hay không',
  })
  .input(z.object({ unitId: Id, on: Day.optional(), programme: z.string().max(100).optional() }))
  .output(TargetBoard)

const Value = z.number().int().min(0).max(100_000)

export const NewTarget = z.object({
  id: Id,
  programmeId: Id,
  unitId: Id,
  denominator: z.enum(denominators),
  year: Year.nullable().default(null),
  /** Cells, or percent of the cells there are, as the kind of denominator says. */
  value: Value,
  on: Day,
  document: DocumentReference.optional(),
})
export type NewTarget = z.infer<typeof NewTarget>

export const registerTarget = endpoint(registerTargets)
  .route({ method: 'POST', path: '/targets', summary: 'Đăng ký chỉ tiêu' })
  .input(NewTarget)
  .output(TargetView)

export const agreeTarget = endpoint(agreeTargets)
  .route({ method: 'POST', path: '/targets/{targetId}/agree', summary: 'Cấp trên thống nhất chỉ tiêu' })
  .input(z.object({ targetId: Id, version: Version, on: Day }))
  .output(TargetView)

export const Replacement = z.object({
  targetId: Id,
  version: Version,
  /** The id of the target that takes its place. */
  id: Id,
  value: Value,
  on: Day,
  reason: Note(1000).refine((text) => text.length > 0, 'reason_needed'),
  document: DocumentReference.optional(),
})
export type Replacement = z.infer<typeof Replacement>

export const replaceTarget = endpoint(registerTargets)
  .route({ method: 'POST', path: '/targets/{targetId}/replace', summary: 'Thay chỉ tiêu bằng chỉ tiêu khác, có lý do' })
  .input(Replacement)
  .output(TargetView)
