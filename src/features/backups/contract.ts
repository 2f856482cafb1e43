import { z } from 'zod'
import { endpoint, Id } from '#shared/contract.ts'
import { permission } from '#shared/permission.ts'
import { warnings } from './backup.ts'

export const readBackups = permission(
  'backup.read',
  { vi: 'Xem tình hình sao lưu và phục hồi thử', en: 'See how backups and drills go' },
  [{ level: 'province', roles: ['administrator'] }],
)

const RunView = z.object({
  id: Id,
  kind: z.enum(['backup', 'drill']),
  at: z.string(),
  fileName: z.string(),
  /** The instant whose data the backup holds; unknown when it could not be read. */
  ofInstant: z.string().nullable(),
  rows: z.number().int(),
  files: z.number().int(),
  seconds: z.number().int(),
  /** What was wrong, in words; null: nothing. */
  problem: z.string().nullable(),
})
export type RunView = z.infer<typeof RunView>

/** How backups and drills went lately, and what somebody has to look at. Nothing of what is in them. */
export const getBackups = endpoint(readBackups)
  .route({ method: 'GET', path: '/backups', summary: 'Sao lưu và phục hồi thử' })
  .output(z.object({ on: z.boolean(), warnings: z.array(z.enum(warnings)), runs: z.array(RunView) }))
