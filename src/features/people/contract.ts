import { z } from 'zod'
import { Day, DocumentReference, endpoint, Id, Line, PersonalName, Version } from '#shared/contract.ts'
import { organisers, permission, type Role, roles } from '#shared/permission.ts'

const keepers: readonly Role[] = [...organisers, 'administrator']

export const readPositions = permission(
  'position.read',
  { vi: 'Xem các chức vụ của đơn vị', en: 'See the positions of a unit' },
  'signed_in',
)
export const keepPositions = permission(
  'position.keep',
  { vi: 'Ghi người giữ chức vụ và thời gian giữ', en: 'Record who holds a position and when' },
  [
    { level: 'commune', roles: keepers },
    { level: 'district', roles: keepers },
    { level: 'province', roles: keepers },
  ],
)

const RoleCode = z.enum(roles)

export const PositionView = z.object({
  id: Id,
  version: z.number(),
  role: RoleCode,
  title: z.string(),
  /** Quyền, phụ trách: for a time, until somebody is appointed. */
  acting: z.boolean(),
  /** Null outside one's own units: the position is no secret, the person is nobody else's business. */
  person: z.object({ id: Id, name: PersonalName }).nullable(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  decision: DocumentReference.nullable(),
  allowedActions: z.array(z.enum(['end'])),
})
export type PositionView = z.infer<typeof PositionView>

export const PositionList = z.object({
  items: z.array(PositionView),
  allowedActions: z.array(z.enum(['give'])),
  /** What may be given here by the one who asks. */
  roles: z.array(RoleCode),
})
export type PositionList = z.infer<typeof PositionList>

/** Held that day; with `past`, those that ended before it too. */
export const listPositions = endpoint(readPositions)
  .route({ method: 'GET', path: '/units/{unitId}/positions', summary: 'Chức vụ của một đơn vị vào một ngày' })
  .input(z.object({ unitId: Id, on: Day.optional(), past: z.stringbool().default(false) }))
  .output(PositionList)

export const OwnPosition = z.object({
  id: Id,
  unitId: Id,
  unitName: z.string(),
  role: RoleCode,
  title: z.string(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  decision: DocumentReference.nullable(),
})

export const listOwnPositions = endpoint(readPositions)
  .route({ method: 'GET', path: '/me/positions', summary: 'Chức vụ đã và đang giữ của mình' })
  .output(z.object({ items: z.array(OwnPosition) }))

export const FoundPerson = z.object({ id: Id, name: PersonalName, version: z.number(), latest: z.string() })

/** People who hold or held a position within one's own units, to give them another without entering them twice. */
export const findPeople = endpoint(keepPositions)
  .route({ method: 'GET', path: '/people', summary: 'Tìm người trong phạm vi của mình' })
  .input(z.object({ q: z.string().max(200) }))
  .output(z.object({ items: z.array(FoundPerson) }))

export const NewPosition = z.object({
  unitId: Id,
  id: Id,
  /** With a name: somebody not yet known, under an id made by the caller. */
  person: z.object({ id: Id, name: Line(100).optional() }),
  role: RoleCode,
  title: Line(200),
  acting: z.boolean().default(false),
  from: Day,
  /** The first day without it; one that is acting has it. */
  to: Day.optional(),
  decision: DocumentReference.optional(),
})
export type NewPosition = z.infer<typeof NewPosition>

export const givePosition = endpoint(keepPositions)
  .route({ method: 'POST', path: '/units/{unitId}/positions', summary: 'Ghi người giữ chức vụ', successStatus: 201 })
  .input(NewPosition)
  .output(PositionView)

export const PositionEnd = z.object({
  positionId: Id,
  version: Version,
  /** The first day on which it is no longer held. */
  on: Day,
})
export type PositionEnd = z.infer<typeof PositionEnd>

export const endPosition = endpoint(keepPositions)
  .route({ method: 'POST', path: '/positions/{positionId}/end', summary: 'Ghi thôi giữ chức vụ' })
  .input(PositionEnd)
  .output(PositionView)

export const PersonName = z.object({ personId: Id, version: Version, name: Line(100) })
export type PersonName = z.infer<typeof PersonName>

export const correctName = endpoint(keepPositions)
  .route({ method: 'PUT', path: '/people/{personId}/name', summary: 'Sửa họ tên ghi sai' })
  .input(PersonName)
  .output(z.object({ id: Id, name: PersonalName, version: z.number() }))
