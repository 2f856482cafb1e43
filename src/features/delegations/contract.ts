import { z } from 'zod'
import { Day, DocumentReference, endpoint, Id, PersonalName, Version } from '#shared/contract.ts'
import { levels, organisers, permission, standing } from '#shared/permission.ts'

const readDelegations = permission(
  'delegation.read',
  { vi: 'Xem việc ủy quyền của đơn vị', en: 'See the delegations of a unit' },
  'signed_in',
)
/** Whoever leads, of what their own position is given. */
export const giveDelegations = permission(
  'delegation.give',
  { vi: 'Ủy quyền việc của chức vụ mình giữ', en: 'Delegate what one’s own position is given' },
  levels
    .filter((level) => level !== 'group')
    .map((level) => ({
      level,
      roles: level === 'cell' ? ['secretary', 'deputy_secretary'] : [...standing, ...organisers],
    })),
  { over: 'own' },
)

const Delegable = z.object({ code: z.string(), title: z.string() })

export const DelegationView = z.object({
  id: Id,
  version: z.number(),
  positionTitle: z.string(),
  /** Null outside one's own units, as with positions. */
  giver: PersonalName.nullable(),
  giverId: Id.nullable(),
  receiver: PersonalName.nullable(),
  receiverId: Id.nullable(),
  permissions: z.array(Delegable),
  validFrom: z.string(),
  /** The first day without it: its own, or that of the position it was given from. */
  validTo: z.string(),
  decision: DocumentReference,
  allowedActions: z.array(z.enum(['end'])),
})
export type DelegationView = z.infer<typeof DelegationView>

/** Those in force that day or later; with `past`, ended ones too. */
export const listDelegations = endpoint(readDelegations)
  .route({ method: 'GET', path: '/units/{unitId}/delegations', summary: 'Việc ủy quyền ở một đơn vị' })
  .input(z.object({ unitId: Id, past: z.stringbool().default(false) }))
  .output(
    z.object({
      unitName: z.string(),
      items: z.array(DelegationView),
      /** Positions of one's own on this unit, with what each may hand on, to whom. */
      own: z.array(z.object({ positionId: Id, title: z.string(), delegable: z.array(Delegable) })),
      people: z.array(z.object({ id: Id, name: PersonalName, title: z.string() })),
    }),
  )

/** In force or still to come, given to whoever asks; the unit is said, for they may hold no position on it. */
export const listOwnDelegations = endpoint(readDelegations)
  .route({ method: 'GET', path: '/me/delegations', summary: 'Việc được ủy quyền cho mình' })
  .output(z.object({ items: z.array(DelegationView.extend({ unitId: Id, unitName: z.string() })) }))

export const NewDelegation = z.object({
  unitId: Id,
  id: Id,
  positionId: Id,
  personId: Id,
  permissions: z.array(z.string().max(100)).min(1).max(50),
  from: Day,
  /** The first day without it. */
  to: Day,
  decision: DocumentReference,
})
export type NewDelegation = z.infer<typeof NewDelegation>

export const giveDelegation = endpoint(giveDelegations)
  .route({ method: 'POST', path: '/units/{unitId}/delegations', summary: 'Ủy quyền có thời hạn', successStatus: 201 })
  .input(NewDelegation)
  .output(DelegationView)

export const DelegationEnd = z.object({
  delegationId: Id,
  version: Version,
  /** The first day without it. */
  on: Day,
})
export type DelegationEnd = z.infer<typeof DelegationEnd>

export const endDelegation = endpoint(giveDelegations)
  .route({ method: 'POST', path: '/delegations/{delegationId}/end', summary: 'Kết thúc ủy quyền' })
  .input(DelegationEnd)
  .output(DelegationView)
