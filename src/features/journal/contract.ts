import { z } from 'zod'
import { Id, endpoint, pageOf, PageQuery, PersonalName } from '#shared/contract.ts'
import { leaders, levels, organisers, permission, standing } from '#shared/permission.ts'

/** Those who lead a unit or keep its papers read what was done to what is theirs and below. */
const readJournal = permission(
  'journal.read',
  { vi: 'Xem nhật ký của một đối tượng', en: 'Read the journal of an object' },
  levels
    .filter((level) => level !== 'group')
    .map((level) => ({ level, roles: level === 'cell' ? leaders : [...standing, ...organisers] })),
)

export const JournalLine = z.object({
  id: z.string(),
  at: z.string(),
  /** Null: another system, or the system itself. */
  who: PersonalName.nullable(),
  whoId: Id.nullable(),
  action: z.string(),
  what: z.string(),
  /** What differs: plain values only, as they were recorded. */
  changes: z.array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
})
export type JournalLine = z.infer<typeof JournalLine>

export const JournalQuery = PageQuery.extend({
  objectType: z.string().regex(/^[a-z_]{1,40}$/u),
  objectId: z.string().max(100),
})
export type JournalQuery = z.infer<typeof JournalQuery>

/** What was done to one object, newest first; what is outside the reader's units is not there. */
export const listJournal = endpoint(readJournal)
  .route({ method: 'GET', path: '/journal/{objectType}/{objectId}', summary: 'Nhật ký của một đối tượng' })
  .input(JournalQuery)
  .output(pageOf(JournalLine))
