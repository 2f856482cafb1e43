/** What is seen of an erasure: before it, row by row, and afterwards. */
import { z } from 'zod'
import { Id, personal, PersonalName } from '#shared/contract.ts'
import { erasureActions, expiringKinds, fates, standingKinds } from './erasure.ts'

const Due = { before: z.string(), rows: z.number() }
export const PreviewView = z.object({
  hash: z.string(),
  /** What would go, or lose the name in it; a kind without a duration is kept: `before` is empty. */
  expired: z.array(z.object({ kind: z.enum(expiringKinds), before: z.string().nullable(), rows: z.number() })),
  /** What is past the time somebody set and stays all the same, with whose names could be taken out instead. */
  standing: z.array(
    z.object({ kind: z.enum(standingKinds), ...Due, people: z.array(z.object({ id: Id, name: PersonalName })) }),
  ),
  person: z
    .object({
      id: Id,
      name: PersonalName,
      tables: z.array(
        z.object({ table: z.string(), rows: z.number(), fate: z.enum(fates), fields: z.array(z.string()) }),
      ),
    })
    .nullable(),
  /** Why it cannot be done now, in words. */
  blocked: z.string().nullable(),
})
export type PreviewView = z.infer<typeof PreviewView>
export const ErasureRow = z.object({
  key: z.string(),
  personId: Id.nullable(),
  /** Column and value; of what stays with its unit, days and numbers only. */
  fields: z.array(z.object({ column: z.string(), value: personal(z.unknown(), 'person.name') })),
})
export type ErasureRow = z.infer<typeof ErasureRow>
export const ErasureView = z.object({
  id: Id,
  unitId: Id,
  kind: z.enum(['expired', 'person']),
  person: z.object({ id: Id, name: PersonalName }).nullable(),
  reason: personal(z.string(), 'erasure.reason'),
  state: z.enum(['proposed', 'approved', 'done', 'withdrawn']),
  proposedBy: PersonalName,
  proposedById: Id,
  approvedBy: PersonalName.nullable(),
  approvedById: Id.nullable(),
  proposedAt: z.string(),
  doneAt: z.string().nullable(),
  result: z.record(z.string(), z.number()).nullable(),
  version: z.number(),
  allowedActions: z.array(z.enum(erasureActions)),
})
export type ErasureView = z.infer<typeof ErasureView>
