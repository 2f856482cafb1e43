import { z } from 'zod'
import { endpoint, Id } from '#shared/contract.ts'
import { levels, permission, roles } from '#shared/permission.ts'

const seeOwnSession = permission(
  'session.read',
  { vi: 'Xem phiên làm việc của mình', en: 'See one’s own session' },
  'anyone',
)
const seeDemonstrationAccounts = permission(
  'demonstration.read',
  { vi: 'Xem các tài khoản minh họa', en: 'See the demonstration accounts' },
  'anyone',
)

/** Who is signed in and what they may do; `person` is null when nobody is. */
export const getSession = endpoint(seeOwnSession)
  .route({ method: 'GET', path: '/session', summary: 'Phiên làm việc hiện tại' })
  .output(
    z.object({
      person: z.object({ id: Id, name: z.string() }).nullable(),
      positions: z.array(
        z.object({
          id: Id,
          unitId: Id,
          unitName: z.string(),
          unitKind: z.string(),
          level: z.enum(levels),
          role: z.enum(roles),
          title: z.string(),
          validFrom: z.string(),
          validTo: z.string().nullable(),
        }),
      ),
      /** Appraisal teams the person sits on today. */
      teams: z.array(z.object({ teamId: Id, unitId: Id, part: z.string() })),
      demo: z.boolean(),
      today: z.string(),
    }),
  )

/** The invented accounts of the demonstration; empty outside demonstration mode. */
export const listDemonstrationAccounts = endpoint(seeDemonstrationAccounts)
  .route({ method: 'GET', path: '/demonstration/accounts', summary: 'Tài khoản minh họa' })
  .output(
    z.object({
      password: z.string().nullable(),
      accounts: z.array(
        z.object({
          username: z.string(),
          name: z.string(),
          title: z.string(),
          unitName: z.string(),
          comesFor: z.string(),
        }),
      ),
    }),
  )
