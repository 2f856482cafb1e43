import { z } from 'zod'
import { dossierActions } from '#features/dossiers/dossier.ts'
import { endpoint, Id } from '#shared/contract.ts'
import { permission } from '#shared/permission.ts'

const readPermissions = permission(
  'permission.read',
  { vi: 'Xem ai được làm gì', en: 'See who may do what' },
  'signed_in',
)

export const PermissionRow = z.object({
  code: z.string(),
  title: z.string(),
  /** One line a level, in the reader's language. */
  holders: z.array(z.string()),
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

export const WhyQuery = z.object({
  permission: z.string().max(100),
  unitId: Id.optional(),
  dossierId: Id.optional(),
  /** Which step of the dossier is meant. */
  action: z.enum(dossierActions).optional(),
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
