import { z } from 'zod'
import { endpoint, Id } from '#shared/contract.ts'
import { permission } from '#shared/permission.ts'

const readPermissions = permission(
  'permission.read',
  { vi: 'Xem ai được làm gì', en: 'See who may do what' },
  'signed_in',
  { over: 'self' },
)

export const PermissionRow = z.object({
  code: z.string(),
  title: z.string(),
  /** One line a level, in the reader's language. */
  holders: z.array(z.string()),
  /** Over which units, from when to when, with a second person or not. */
  limits: z.array(z.string()),
  /** At which stage and by which part, where a workflow decides. */
  stages: z.array(z.string()),
  calls: z.array(z.object({ method: z.string(), path: z.string(), summary: z.string() })),
  /** Does one of the reader's own positions grant it today? */
  mine: z.boolean(),
})
export type PermissionRow = z.infer<typeof PermissionRow>

export const listPermissions = endpoint(readPermissions)
  .route({ method: 'GET', path: '/permissions', summary: 'Ai được làm gì' })
  .output(
    z.object({
      permissions: z.array(PermissionRow),
      conflicts: z.array(z.object({ who: z.string(), forbidden: z.array(z.string()) })),
    }),
  )

/** What an action can be about. Of an account the person's id is meant. */
export const objectTypes = [
  'unit',
  'dossier',
  'document',
  'title',
  'target',
  'evidence',
  'appraisal_team',
  'reorganisation',
  'rule_set',
  'programme',
  'position',
  'delegation',
  'account',
  'access_key',
  'receiver',
] as const
export type ObjectType = (typeof objectTypes)[number]

export const WhyQuery = z.object({
  permission: z.string().max(100),
  unitId: Id.optional(),
  dossierId: Id.optional(),
  objectType: z.enum(objectTypes).optional(),
  objectId: Id.optional(),
  /** Which step of the object is meant: `propose` of a dossier, `sign` of a document. */
  action: z.string().max(60).optional(),
})
export type WhyQuery = z.infer<typeof WhyQuery>

export const Reason = z.object({
  about: z.enum(['account', 'position', 'jurisdiction', 'stage', 'duty']),
  ok: z.boolean(),
  text: z.string(),
})
export type Reason = z.infer<typeof Reason>

/** Why the person signed in may or may not do something, here and today, in words. */
export const explainPermission = endpoint(readPermissions)
  .route({ method: 'GET', path: '/permissions/why', summary: 'Vì sao tôi làm được hoặc không làm được' })
  .input(WhyQuery)
  .output(z.object({ title: z.string(), allowed: z.boolean(), reasons: z.array(Reason) }))
