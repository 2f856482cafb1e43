import { z } from 'zod'
import { endpoint, Id, Line, Version } from '#shared/contract.ts'
import { leaders, organisers, permission } from '#shared/permission.ts'
import { planActions, planStates, refusals } from './plan.ts'
import { PlanFile } from './planFile.ts'

/** Who keeps the organisation of a province drafts; somebody else of the province approves and applies. */
export const draftReorganisations = permission(
  'reorganisation.draft',
  { vi: 'Lập phương án sắp xếp đơn vị', en: 'Draft reorganisations' },
  [{ level: 'province', roles: organisers }],
)
export const approveReorganisations = permission(
  'reorganisation.approve',
  { vi: 'Duyệt và áp dụng phương án sắp xếp đơn vị', en: 'Approve and apply reorganisations' },
  [{ level: 'province', roles: [...leaders, ...organisers] }],
  { secondPerson: true },
)

const Named = z.object({ id: z.string(), name: z.string() })
const Refused = z.object({
  why: z.enum(refusals),
  words: z.string(),
  unit: Named,
  others: z.array(Named),
  on: z.string(),
  operation: z.number().nullable(),
})

/** One unit before and after; `reason`: what the plan does with it, `moved` when only what is above it changes. */
export const becomings = ['new', 'ended', 'changed', 'moved'] as const
const Becoming = z.object({
  unit: Named,
  what: z.enum(becomings),
  before: z.string().nullable(),
  after: z.string().nullable(),
  successors: z.array(Named),
})

export const affectedKinds = ['cells', 'positions', 'openDossiers', 'targets', 'titles', 'documents'] as const

export const Preview = z.object({
  /** Of the organisation it was looked at; approving says which one was seen. */
  hash: z.string(),
  refusals: z.array(Refused),
  choices: z.array(z.object({ unit: Named, into: z.array(Named), undecided: z.array(Named) })),
  becomes: z.array(Becoming),
  /** What belongs to units that end or move: rows that stay with their unit and are seen from its new place. */
  affected: z.record(z.enum(affectedKinds), z.number()),
  already: z.number(),
})
export type Preview = z.infer<typeof Preview>

export const PlanRow = z.object({
  id: Id,
  unitId: Id,
  title: z.string(),
  effective: z.string(),
  state: z.enum(planStates),
  draftedBy: z.string().nullable(),
  approvedBy: z.string().nullable(),
  appliedAt: z.string().nullable(),
  version: z.number(),
  allowedActions: z.array(z.enum(planActions)),
})
export type PlanRow = z.infer<typeof PlanRow>

export const PlanView = PlanRow.extend({ content: PlanFile })
export type PlanView = z.infer<typeof PlanView>

const path = '/reorganisations/{planId}' as const
const One = z.object({ planId: Id })
const Change = One.extend({ version: Version })

export const listPlans = endpoint(draftReorganisations)
  .route({ method: 'GET', path: '/reorganisations', summary: 'Các phương án sắp xếp đơn vị' })
  .output(z.object({ items: z.array(PlanRow) }))

export const getPlan = endpoint(draftReorganisations)
  .route({ method: 'GET', path, summary: 'Một phương án sắp xếp' })
  .input(One)
  .output(PlanView)

export const previewPlan = endpoint(draftReorganisations)
  .route({ method: 'GET', path: `${path}/preview`, summary: 'Phương án sẽ thay đổi những gì' })
  .input(One)
  .output(Preview)

export const NewPlan = z.object({ id: Id, unitId: Id, title: Line(200), content: PlanFile })
export type NewPlan = z.infer<typeof NewPlan>
export const draftPlan = endpoint(draftReorganisations)
  .route({ method: 'POST', path: '/reorganisations', summary: 'Lập phương án', successStatus: 201 })
  .input(NewPlan)
  .output(PlanView)

export const PlanEdit = Change.extend({ title: Line(200), content: PlanFile })
export type PlanEdit = z.infer<typeof PlanEdit>
export const editPlan = endpoint(draftReorganisations)
  .route({ method: 'PUT', path, summary: 'Sửa phương án; phải kiểm tra và duyệt lại' })
  .input(PlanEdit)
  .output(PlanView)

export const checkPlan = endpoint(draftReorganisations)
  .route({ method: 'POST', path: `${path}/check`, summary: 'Kiểm tra và chốt phương án để duyệt' })
  .input(Change)
  .output(PlanView)

export const approvePlan = endpoint(approveReorganisations)
  .route({ method: 'POST', path: `${path}/approve`, summary: 'Duyệt phương án của người khác' })
  .input(Change)
  .output(PlanView)

export const applyPlan = endpoint(approveReorganisations)
  .route({ method: 'POST', path: `${path}/apply`, summary: 'Áp dụng phương án đã duyệt, từ ngày có hiệu lực' })
  .input(Change)
  .output(PlanView)

export const withdrawPlan = endpoint(draftReorganisations)
  .route({ method: 'POST', path: `${path}/withdraw`, summary: 'Rút phương án chưa áp dụng' })
  .input(Change)
  .output(PlanView)
