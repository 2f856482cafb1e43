import { z } from 'zod'
import { endpoint, Id, Line, PageQuery, pageOf, PersonalName, Version } from '#shared/contract.ts'
import { leaders, levels, organisers, permission } from '#shared/permission.ts'
import { affectedKinds } from './affected.ts'
import { marks } from './becoming.ts'
import { planActions, planStates } from './plan.ts'
import { PlanFile } from './planFile.ts'
import { AffectedRow, BecomingRow, PersonToTell, PlanMap, Preview } from './planPreview.ts'
import { ImportRow, MisplacedLine } from './unitLists.ts'

/** Who keeps the organisation of a province drafts; somebody else of the province approves and applies. */
const approvers = [...leaders, ...organisers]
export const readReorganisations = permission(
  'reorganisation.read',
  { vi: 'Xem phương án sắp xếp đơn vị', en: 'See reorganisations' },
  [{ level: 'province', roles: approvers }],
)
export const draftReorganisations = permission(
  'reorganisation.draft',
  { vi: 'Lập phương án sắp xếp đơn vị', en: 'Draft reorganisations' },
  [{ level: 'province', roles: organisers }],
)
export const approveReorganisations = permission(
  'reorganisation.approve',
  { vi: 'Duyệt và áp dụng phương án sắp xếp đơn vị', en: 'Approve and apply reorganisations' },
  [{ level: 'province', roles: approvers }],
  { secondPerson: true },
)

export const PlanRow = z.object({
  id: Id,
  unitId: Id,
  title: z.string(),
  effective: z.string(),
  state: z.enum(planStates),
  draftedBy: PersonalName.nullable(),
  draftedById: Id.nullable(),
  approvedBy: PersonalName.nullable(),
  approvedById: Id.nullable(),
  appliedAt: z.string().nullable(),
  /** When it was approved and its day had come, but it could not be applied: since when, and every reason in words. */
  refusedOn: z.string().nullable(),
  refused: z.array(z.string()),
  version: z.number(),
  allowedActions: z.array(z.enum(planActions)),
})
export type PlanRow = z.infer<typeof PlanRow>

export const PlanView = PlanRow.extend({ content: PlanFile })
export type PlanView = z.infer<typeof PlanView>

const path = '/reorganisations/{planId}' as const
const One = z.object({ planId: Id })
const Change = One.extend({ version: Version })

export const listPlans = endpoint(readReorganisations)
  .route({ method: 'GET', path: '/reorganisations', summary: 'Các phương án sắp xếp đơn vị' })
  .output(z.object({ items: z.array(PlanRow) }))

export const getPlan = endpoint(readReorganisations)
  .route({ method: 'GET', path, summary: 'Một phương án sắp xếp' })
  .input(One)
  .output(PlanView)

const preview = (more: '' | `/${string}`, summary: string) =>
  ({ method: 'GET', path: `${path}/preview${more}`, summary }) as const

export const previewPlan = endpoint(readReorganisations)
  .route(preview('', 'Phương án sẽ thay đổi những gì'))
  .input(One)
  .output(Preview)

export const listBecomings = endpoint(readReorganisations)
  .route(preview('/units', 'Từng đơn vị trước và sau phương án'))
  .input(
    One.extend({
      mark: z.enum(marks).optional(),
      level: z.enum(levels).optional(),
      q: z.string().max(200).optional(),
    }).extend(PageQuery.shape),
  )
  .output(pageOf(BecomingRow))

export const listAffected = endpoint(readReorganisations)
  .route(preview('/affected/{kind}', 'Hồ sơ, danh hiệu, chỉ tiêu, lịch và văn bản liên quan sẽ ra sao'))
  .input(One.extend({ kind: z.enum(affectedKinds) }).extend(PageQuery.shape))
  .output(pageOf(AffectedRow))

export const listPeopleToTell = endpoint(readReorganisations)
  .route(preview('/people', 'Những người cần báo và điều thay đổi với họ'))
  .input(One.extend(PageQuery.shape))
  .output(pageOf(PersonToTell))

export const getPlanMap = endpoint(readReorganisations)
  .route(preview('/map', 'Ranh giới trước và sau phương án'))
  .input(One)
  .output(PlanMap)

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

export const listImports = endpoint(draftReorganisations)
  .route({ method: 'GET', path: '/unit-lists', summary: 'Các lần nhập danh sách đơn vị' })
  .output(z.object({ items: z.array(ImportRow) }))

export const getImport = endpoint(draftReorganisations)
  .route({ method: 'GET', path: '/unit-lists/{importId}', summary: 'Một lần nhập và các dòng chưa xếp được' })
  .input(z.object({ importId: Id }))
  .output(ImportRow.extend({ lines: z.array(MisplacedLine) }))

export const undoImport = endpoint(draftReorganisations)
  .route({ method: 'POST', path: '/unit-lists/{importId}/undo', summary: 'Bỏ một lần nhập, khi chưa có gì gắn với nó' })
  .input(z.object({ importId: Id }))
  .output(ImportRow)
