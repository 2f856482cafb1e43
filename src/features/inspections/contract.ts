import { z } from 'zod'
import { Day, endpoint, Id, Line } from '#shared/contract.ts'
import { leaders, organisers, permission, type Role, standing } from '#shared/permission.ts'
import { visitOutcomes } from './inspection.ts'

const followers: readonly Role[] = [...standing, 'committee_member', ...organisers, 'viewer']

export const readInspections = permission(
  'inspection.read',
  { vi: 'Xem danh sách và kết quả kiểm tra sinh hoạt chi bộ', en: 'See whom the inspection team visits' },
  [
    { level: 'province', roles: followers },
    { level: 'district', roles: followers },
    { level: 'commune', roles: followers },
    { level: 'cell', roles: [...standing, 'committee_member'] },
  ],
)
export const planInspections = permission(
  'inspection.plan',
  { vi: 'Lập danh sách chi bộ được kiểm tra trong tháng', en: 'Make the month’s list of cells to visit' },
  [{ level: 'commune', roles: [...leaders, ...organisers] }],
)
export const recordVisits = permission(
  'inspection.visit',
  { vi: 'Ghi buổi kiểm tra sinh hoạt chi bộ', en: 'Record a visit of the inspection team' },
  [{ level: 'commune', roles: [...standing, 'committee_member', ...organisers] }],
)

const Month = Day.refine((day) => day.endsWith('-01'), 'wrong_day')
const Factor = z.number().nullable()

export const VisitView = z.object({
  id: Id,
  outcome: z.enum(visitOutcomes),
  heldOn: z.string().nullable(),
  reason: z.string().nullable(),
})

export const InspectionLine = z.object({
  unitId: Id,
  name: z.string(),
  /** Null: was there to be chosen, and was not. */
  chosen: z.enum(['risk', 'lot']).nullable(),
  /** SHA-256 of `seed|unitId`, hexadecimal; the smallest were drawn. */
  lot: z.string(),
  risk: z.object({ lastScore: Factor, divergence: Factor, sinceVisit: Factor, overdueTasks: Factor }),
  visitedThisYear: z.boolean(),
  visits: z.array(VisitView),
  allowedActions: z.array(z.enum(['record_visit'])),
})
export type InspectionLine = z.infer<typeof InspectionLine>

export const InspectionMonth = z.object({
  unitId: Id,
  name: z.string(),
  month: z.string(),
  /** Cells there are, seen this year so far, and to be visited a month so that all are. */
  cells: z.number(),
  seen: z.number(),
  needed: z.number(),
  plan: z
    .object({ id: Id, wanted: z.number(), needed: z.number(), sealNumber: z.number(), seed: z.string() })
    .nullable(),
  lines: z.array(InspectionLine),
  allowedActions: z.array(z.enum(['plan'])),
})
export type InspectionMonth = z.infer<typeof InspectionMonth>

export const showInspections = endpoint(readInspections)
  .route({ method: 'GET', path: '/units/{unitId}/inspections', summary: 'Kiểm tra sinh hoạt chi bộ trong một tháng' })
  .input(z.object({ unitId: Id, month: Month.optional() }))
  .output(InspectionMonth)

export const InspectionWish = z.object({ unitId: Id, id: Id, month: Month, wanted: z.number().int().min(2).max(60) })
export type InspectionWish = z.infer<typeof InspectionWish>

export const makePlan = endpoint(planInspections)
  .route({
    method: 'POST',
    path: '/units/{unitId}/inspections',
    summary: 'Lập danh sách chi bộ được kiểm tra trong tháng: một nửa theo rủi ro, một nửa bốc thăm',
    successStatus: 201,
  })
  .input(InspectionWish)
  .output(InspectionMonth)

export const NewVisit = z.object({
  unitId: Id,
  id: Id,
  month: Month,
  outcome: z.enum(visitOutcomes),
  heldOn: Day.nullable().default(null),
  /** Why the team did not come; about the matter, never about a person. */
  reason: Line(300).nullable().default(null),
})
export type NewVisit = z.infer<typeof NewVisit>

export const recordVisit = endpoint(recordVisits)
  .route({
    method: 'POST',
    path: '/units/{unitId}/inspection-visits',
    summary: 'Ghi đã kiểm tra một chi bộ, hoặc vì sao chưa',
    successStatus: 201,
  })
  .input(NewVisit)
  .output(VisitView)
