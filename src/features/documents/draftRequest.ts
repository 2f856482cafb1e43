/** What a document is drafted from: the records it speaks of, and the few words that no record holds. */
import { z } from 'zod'
import { Id, Line, Note, Year } from '#shared/contract.ts'

const recipients = z.array(Line(300)).max(30).optional()
const lines = z.array(Line(1000)).max(50).optional()
const dossierIds = z.array(Id).min(1).max(60)

export const DraftRequest = z.discriminatedUnion('type', [
  z.object({ type: z.literal('registrationList'), unitId: Id, programmeId: Id, year: Year, recipients }),
  z.object({
    type: z.literal('selfAppraisalReport'),
    dossierId: Id,
    /** Đặc điểm, tình hình: in the cell's own words. */
    situation: lines,
    weaknesses: lines,
    recipients,
  }),
  z.object({ type: z.literal('proposal'), dossierIds, enclosures: lines, recipients }),
  z.object({
    type: z.literal('appraisalMinutes'),
    dossierId: Id,
    /** `08 giờ 00` */
    startedAt: Line(40),
    endedAt: Line(40).nullable(),
    /** Posts of the cell's and the committee's people who were there. */
    hosts: lines,
    conclusion: Note(2000),
    recipients,
  }),
  z.object({ type: z.literal('appraisalReport'), dossierIds, recipients }),
  z.object({ type: z.literal('recognitionDecision'), dossierIds, recipients }),
])
export type DraftRequest = z.infer<typeof DraftRequest>
export type RequestFor<Type extends DraftRequest['type']> = Extract<DraftRequest, { type: Type }>
