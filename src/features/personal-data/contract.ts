import { z } from 'zod'
import { Day, endpoint, Id, Line, Note, pageOf, PageQuery, personal, PersonalName, Version } from '#shared/contract.ts'
import { leaders, organisers, permission } from '#shared/permission.ts'
import { expiringKinds, standingKinds } from './erasure.ts'
import { ErasureRow, ErasureView, PreviewView } from './erasureView.ts'
import { requestKinds, requestStates } from './request.ts'

export const readOwnData = permission(
  'personal_data.own',
  { vi: 'Xem, mang theo, đề nghị sửa dữ liệu về mình', en: 'See, take along and ask to correct one’s own data' },
  'signed_in',
)
const keepers = [...leaders, ...organisers]
export const handleRequests = permission(
  'data_request.handle',
  { vi: 'Giải quyết yêu cầu về dữ liệu cá nhân', en: 'Handle requests about personal data' },
  [
    { level: 'commune', roles: keepers },
    { level: 'district', roles: keepers },
    { level: 'province', roles: keepers },
  ],
)
export const keepBreaches = permission(
  'data_breach.keep',
  { vi: 'Ghi sổ sự cố dữ liệu cá nhân', en: 'Keep the register of breaches' },
  [
    { level: 'commune', roles: keepers },
    { level: 'district', roles: keepers },
    { level: 'province', roles: keepers },
  ],
)
export const eraseData = permission(
  'personal_data.erase',
  { vi: 'Đặt thời hạn giữ; đề nghị, duyệt việc xóa dữ liệu', en: 'Set retention; propose and approve erasures' },
  [{ level: 'province', roles: keepers }],
)

const Entry = z.object({
  columns: z.array(z.string()),
  purpose: z.string(),
  basis: z.string(),
  readers: z.string(),
  permissions: z.array(z.string()),
  keeping: z.string(),
})
export const listRegister = endpoint(readOwnData)
  .route({ method: 'GET', path: '/personal-data/register', summary: 'Sổ đăng ký dữ liệu cá nhân' })
  .output(z.object({ entries: z.array(Entry) }))

export const OwnPart = Entry.extend({
  table: z.string(),
  /** How many rows are about the one who asks; the newest of them, column by column. */
  total: z.number(),
  rows: z.array(z.record(z.string(), z.unknown())),
})
export type OwnPart = z.infer<typeof OwnPart>
export const showOwnData = endpoint(readOwnData)
  .route({ method: 'GET', path: '/me/data', summary: 'Dữ liệu của tôi' })
  .output(z.object({ parts: z.array(OwnPart) }))

export const OwnReading = z.object({
  id: z.string(),
  at: z.string(),
  reader: z.string().nullable(),
  /** What was opened, in words. */
  what: z.string(),
  columns: z.array(z.string()),
})
export const listOwnReadings = endpoint(readOwnData)
  .route({ method: 'GET', path: '/me/data/readings', summary: 'Ai đã đọc dữ liệu về tôi' })
  .input(PageQuery)
  .output(pageOf(OwnReading))

const Kind = z.enum(requestKinds)
const Step = z.object({
  id: Id,
  at: z.string(),
  by: PersonalName,
  byId: Id,
  note: personal(z.string(), 'data_step.note'),
})
export const RequestView = z.object({
  id: Id,
  unitId: Id,
  unitName: z.string(),
  kind: Kind,
  person: z.object({ id: Id, name: PersonalName }),
  content: personal(z.string(), 'data_request.content'),
  receivedOn: z.string(),
  dueOn: z.string().nullable(),
  overdue: z.boolean(),
  state: z.enum(requestStates),
  answer: personal(z.string(), 'data_request.answer').nullable(),
  closedOn: z.string().nullable(),
  steps: z.array(Step),
  version: z.number(),
  allowedActions: z.array(z.enum(['handle'])),
})
export type RequestView = z.infer<typeof RequestView>

const NewRequest = z.object({ id: Id, kind: Kind, content: Line(4000) })
export const sendRequest = endpoint(readOwnData)
  .route({ method: 'POST', path: '/me/data/requests', summary: 'Gửi yêu cầu về dữ liệu của mình', successStatus: 201 })
  .input(NewRequest)
  .output(RequestView)
export const listOwnRequests = endpoint(readOwnData)
  .route({ method: 'GET', path: '/me/data/requests', summary: 'Yêu cầu tôi đã gửi' })
  .output(z.object({ items: z.array(RequestView) }))

export const listRequests = endpoint(handleRequests)
  .route({ method: 'GET', path: '/data-requests', summary: 'Sổ yêu cầu của chủ thể dữ liệu' })
  .input(PageQuery.extend({ state: z.enum(['open', 'closed']).default('open') }))
  .output(pageOf(RequestView))
/** A request that came on paper or by word, written down for the person. */
export const receiveRequest = endpoint(handleRequests)
  .route({ method: 'POST', path: '/data-requests', summary: 'Ghi yêu cầu nhận ngoài hệ thống', successStatus: 201 })
  .input(NewRequest.extend({ unitId: Id, personId: Id, receivedOn: Day }))
  .output(RequestView)
const One = z.object({ requestId: Id, version: Version })
export const noteRequest = endpoint(handleRequests)
  .route({ method: 'POST', path: '/data-requests/{requestId}/steps', summary: 'Ghi việc đã làm với yêu cầu' })
  .input(One.extend({ id: Id, note: Line(2000) }))
  .output(RequestView)
export const answerRequest = endpoint(handleRequests)
  .route({ method: 'POST', path: '/data-requests/{requestId}/answer', summary: 'Trả lời hoặc từ chối yêu cầu' })
  .input(One.extend({ outcome: z.enum(['answered', 'refused']), answer: Line(4000) }))
  .output(RequestView)

export const BreachView = z.object({
  id: Id,
  unitId: Id,
  unitName: z.string(),
  title: z.string(),
  discoveredAt: z.string(),
  happened: z.string(),
  data: z.array(z.object({ column: z.string(), purpose: z.string() })),
  people: z.number().nullable(),
  notifiedAt: z.string().nullable(),
  notifiedTo: z.string().nullable(),
  closedAt: z.string().nullable(),
  clock: z.object({
    due: z.string(),
    hoursLeft: z.number(),
    state: z.enum(['running', 'late', 'in_time', 'notified_late']),
  }),
  steps: z.array(Step),
  version: z.number(),
})
export type BreachView = z.infer<typeof BreachView>
const Instant = z.iso.datetime({ offset: true })
export const listBreaches = endpoint(keepBreaches)
  .route({ method: 'GET', path: '/data-breaches', summary: 'Sổ sự cố dữ liệu cá nhân' })
  .input(PageQuery)
  .output(pageOf(BreachView))
export const recordBreach = endpoint(keepBreaches)
  .route({ method: 'POST', path: '/data-breaches', summary: 'Ghi một sự cố', successStatus: 201 })
  .input(
    z.object({
      id: Id,
      unitId: Id,
      title: Line(200),
      discoveredAt: Instant,
      happened: Line(4000),
      data: z.array(z.string().max(100)).min(1).max(100),
      people: z.number().int().min(0).max(100_000_000).nullable(),
    }),
  )
  .output(BreachView)
const OneBreach = z.object({ breachId: Id, version: Version })
export const noteBreach = endpoint(keepBreaches)
  .route({ method: 'POST', path: '/data-breaches/{breachId}/steps', summary: 'Ghi biện pháp đã làm' })
  .input(OneBreach.extend({ id: Id, note: Line(2000) }))
  .output(BreachView)
export const notifyBreach = endpoint(keepBreaches)
  .route({ method: 'POST', path: '/data-breaches/{breachId}/notify', summary: 'Ghi đã thông báo sự cố' })
  .input(OneBreach.extend({ at: Instant, to: Line(300) }))
  .output(BreachView)
export const closeBreach = endpoint(keepBreaches)
  .route({ method: 'POST', path: '/data-breaches/{breachId}/close', summary: 'Đóng sự cố' })
  .input(OneBreach)
  .output(BreachView)

const SettingCode = z.enum([
  ...requestKinds.map((kind) => `request.${kind}` as const),
  ...expiringKinds.map((kind) => `keep.${kind}` as const),
  ...standingKinds.map((kind) => `keep.${kind}` as const),
])
export const SettingView = z.object({
  code: SettingCode,
  /** Empty: no document was found and nobody has set one. */
  days: z.number().nullable(),
  basis: z.string(),
  /** What holds while nothing is set. */
  default: z.number().nullable(),
  version: z.number(),
})
export type SettingView = z.infer<typeof SettingView>
export const listSettings = endpoint(readOwnData)
  .route({ method: 'GET', path: '/personal-data/settings', summary: 'Thời hạn trả lời và thời hạn giữ' })
  .output(z.object({ items: z.array(SettingView) }))
export const setSetting = endpoint(eraseData)
  .route({ method: 'PUT', path: '/personal-data/settings/{code}', summary: 'Đặt một thời hạn' })
  .input(
    z.object({
      code: SettingCode,
      days: z.number().int().min(1).max(36_500).nullable(),
      basis: Note(300),
      /** 0: nothing was set before. */
      version: z.number().int().min(0),
    }),
  )
  .output(SettingView)

export const previewErasure = endpoint(eraseData)
  .route({ method: 'GET', path: '/erasures/preview', summary: 'Xem trước những gì sẽ xóa, những gì ở lại và vì sao' })
  .input(z.object({ personId: Id.optional() }))
  .output(PreviewView)

/** Row by row: of a person `of` is a table of the preview, otherwise one of its kinds. */
export const listErasureRows = endpoint(eraseData)
  .route({ method: 'GET', path: '/erasures/preview/rows', summary: 'Từng dòng sẽ xóa, bỏ tên hoặc ở lại' })
  .input(PageQuery.extend({ of: z.string().max(100), personId: Id.optional() }))
  .output(pageOf(ErasureRow))

export const listErasures = endpoint(eraseData)
  .route({ method: 'GET', path: '/erasures', summary: 'Các lần xóa dữ liệu' })
  .input(PageQuery)
  .output(pageOf(ErasureView))
export const proposeErasure = endpoint(eraseData)
  .route({ method: 'POST', path: '/erasures', summary: 'Đề nghị xóa', successStatus: 201 })
  .input(
    z.object({
      id: Id,
      unitId: Id,
      personId: Id.optional(),
      reason: Line(1000),
      /** Of the preview that was seen. */
      hash: z.string().length(64),
    }),
  )
  .output(ErasureView)
const OneErasure = z.object({ erasureId: Id, version: Version })
export const approveErasure = endpoint(eraseData)
  .route({ method: 'POST', path: '/erasures/{erasureId}/approve', summary: 'Duyệt và xóa' })
  .input(OneErasure)
  .output(ErasureView)
export const withdrawErasure = endpoint(eraseData)
  .route({ method: 'POST', path: '/erasures/{erasureId}/withdraw', summary: 'Thôi đề nghị xóa' })
  .input(OneErasure)
  .output(ErasureView)

const Hold = z.object({
  id: Id,
  unitId: Id,
  person: z.object({ id: Id, name: PersonalName }),
  reason: personal(z.string(), 'data_hold.reason'),
  since: z.string(),
  version: z.number(),
})
export const listHolds = endpoint(eraseData)
  .route({ method: 'GET', path: '/data-holds', summary: 'Dữ liệu đang tạm giữ, chưa được xóa' })
  .output(z.object({ items: z.array(Hold) }))
export const placeHold = endpoint(eraseData)
  .route({ method: 'POST', path: '/data-holds', summary: 'Tạm giữ dữ liệu về một người', successStatus: 201 })
  .input(z.object({ id: Id, unitId: Id, personId: Id, reason: Line(1000) }))
  .output(Hold)
export const liftHold = endpoint(eraseData)
  .route({ method: 'POST', path: '/data-holds/{holdId}/lift', summary: 'Thôi tạm giữ' })
  .input(z.object({ holdId: Id, version: Version }))
  .output(z.object({ id: Id }))
