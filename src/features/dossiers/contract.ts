import { z } from 'zod'
import { itemCode, verdictSchema } from '#features/rule-sets/ruleSetSchema.ts'
import { Day, endpoint, Id, Line, Note, PageQuery, pageOf, Version, Year } from '#shared/contract.ts'
import { leaders, organisers, type Level, permission, type Role, standing } from '#shared/permission.ts'
import { BoardView, CellLine, CheckedDocument, DossierView, RoadmapView, State, TaskView } from './dossierView.ts'
import { communeRoles } from './part.ts'

const readers: readonly Role[] = [...standing, ...organisers, 'committee_member', 'member', 'viewer']
const at = (level: Level, roles: readonly Role[]) => ({ level, roles })
const cell = at('cell', leaders)
const commune = at('commune', communeRoles)
const bodyMembers: readonly Role[] = [...standing, ...organisers, 'committee_member']

/** Administrators keep accounts and programmes; what cells are judged on is not theirs to read. */
export const readDossiers = permission('dossier.read', { vi: 'Xem hồ sơ chi bộ', en: 'See dossiers' }, [
  at('province', readers),
  at('district', readers),
  at('commune', readers),
  at('cell', readers),
])
/** Only what follows from one's own parts; whoever has none has nothing to do. */
const readOwnTasks = permission(
  'todo.read',
  { vi: 'Xem việc cần làm của mình', en: 'See one’s own tasks' },
  'signed_in',
  { over: 'self' },
)
/** By the part one has in the case, which may be handed to somebody for a time. */
const part = { over: 'part', delegable: true } as const
const startDossiers = permission('dossier.start', { vi: 'Mở hồ sơ đăng ký', en: 'Start a dossier' }, [cell, commune], {
  over: 'part',
})
const surveyCells = permission(
  'dossier.survey',
  {
    vi: 'Ghi kết quả từng mục: khảo sát, tự thẩm định, thẩm định của Đảng ủy',
    en: 'Record results item by item: survey, self-appraisal, the commune’s appraisal',
  },
  [cell, commune, at('district', organisers), at('province', organisers)],
  part,
)
const planDossiers = permission('dossier.plan', { vi: 'Lập lộ trình', en: 'Plan the road map' }, [cell, commune], part)
const prepareDossiers = permission(
  'dossier.prepare',
  { vi: 'Lập hồ sơ của chi bộ', en: 'Prepare the dossier' },
  [cell],
  part,
)
const reviewDossiers = permission(
  'dossier.review',
  { vi: 'Đảng ủy thẩm định, đề xuất', en: 'Review and propose' },
  [commune],
  part,
)
const opineOnDossiers = permission(
  'dossier.opinion',
  { vi: 'Cho ý kiến công nhận', en: 'Give an opinion' },
  [at('province', bodyMembers), at('district', bodyMembers), at('commune', bodyMembers)],
  part,
)
const refuseDossiers = permission(
  'dossier.refuse',
  { vi: 'Quyết định không công nhận', en: 'Refuse recognition' },
  [at('province', bodyMembers), at('district', bodyMembers), at('commune', bodyMembers)],
  { over: 'part' },
)

const correctDossiers = permission(
  'dossier.correct',
  { vi: 'Đính chính hồ sơ đã khóa', en: 'Correct what is locked' },
  [cell, commune, at('district', bodyMembers), at('province', bodyMembers)],
  { over: 'part' },
)

/** What every step carries: its own id made by the client, the version seen, and the day it happened (today if none). */
const step = { dossierId: Id, id: Id, version: Version, on: Day.optional() }
const withReason = { ...step, reason: Line(2000), dueOn: Day.optional() }
const withDueDay = { ...withReason, dueOn: Day }
const StepTaken = z.object({ dossierId: Id, stepId: Id, state: State, version: Version })
export type StepTaken = z.infer<typeof StepTaken>
const Recorded = z.object({ recorded: z.number().int() })

const post = (path: `/${string}`, summary: string) => ({ method: 'POST', path, summary }) as const
const get = (path: `/${string}`, summary: string) => ({ method: 'GET', path, summary }) as const

// ── Reading ─────────────────────────────────────────────────────────────────────────────────────
export const listDossiers = endpoint(readDossiers)
  .route(get('/dossiers', 'Danh sách hồ sơ'))
  .input(
    PageQuery.extend({
      /** The unit and everything below it today. */
      unitId: Id.optional(),
      programmeId: Id.optional(),
      year: Year.optional(),
      state: State.optional(),
    }),
  )
  .output(pageOf(CellLine))
export const getDossier = endpoint(readDossiers)
  .route(get('/dossiers/{dossierId}', 'Một hồ sơ: đường đến công nhận, tiêu chí, các bước'))
  .input(z.object({ dossierId: Id }))
  .output(DossierView)
export const listTasks = endpoint(readOwnTasks)
  .route(get('/todo', 'Việc cần làm của tôi'))
  .output(z.object({ today: Day, items: z.array(TaskView) }))
const unitYear = z.object({ unitId: Id, programmeId: Id.optional(), year: Year.optional() })
export const listCellsOnBoard = endpoint(readDossiers)
  .route(get('/units/{unitId}/cells-board', 'Mọi chi bộ ấp, khu phố của đơn vị và hồ sơ trong năm'))
  .input(unitYear)
  .output(BoardView)
export const listCellsNeedingHelp = endpoint(readDossiers)
  .route(get('/units/{unitId}/needs-help', 'Chi bộ cần giúp trước'))
  .input(unitYear.extend({ limit: z.coerce.number().int().min(1).max(200).default(20) }))
  .output(BoardView)

// ── Registration ────────────────────────────────────────────────────────────────────────────────
export const startDossier = endpoint(startDossiers)
  .route(post('/dossiers', 'Mở hồ sơ đăng ký cho một năm'))
  .input(z.object({ id: Id, unitId: Id, programmeId: Id, year: Year, on: Day.optional() }))
  .output(StepTaken)
export const submitRegistration = endpoint(prepareDossiers)
  .route(post('/dossiers/{dossierId}/submit-registration', 'Chi bộ gửi đăng ký'))
  .input(z.object(step))
  .output(StepTaken)
export const acceptRegistration = endpoint(reviewDossiers)
  .route(post('/dossiers/{dossierId}/accept-registration', 'Đảng ủy nhận đăng ký'))
  .input(z.object(step))
  .output(StepTaken)
export const returnRegistration = endpoint(reviewDossiers)
  .route(post('/dossiers/{dossierId}/return-registration', 'Đảng ủy trả lại đăng ký'))
  .input(z.object(withReason))
  .output(StepTaken)
export const withdrawDossier = endpoint(planDossiers)
  .route(post('/dossiers/{dossierId}/withdraw', 'Rút đăng ký'))
  .input(z.object({ ...step, reason: Line(2000) }))
  .output(StepTaken)
export const carryOverDossier = endpoint(planDossiers)
  .route(post('/dossiers/{dossierId}/carry-over', 'Chuyển hồ sơ chưa được công nhận sang năm sau'))
  .input(z.object({ ...step, newDossierId: Id, year: Year }))
  .output(StepTaken)

// ── Facts ───────────────────────────────────────────────────────────────────────────────────────
export const planRoadmap = endpoint(planDossiers)
  .route({ method: 'PUT', path: '/dossiers/{dossierId}/roadmap', summary: 'Lộ trình theo từng mục' })
  .input(
    z.object({
      dossierId: Id,
      items: z
        .array(
          z.object({
            itemCode,
            dueOn: Day.nullable(),
            responsible: Note(200),
            note: Note(1000),
            /** Null for an item that has no place in the road map yet. */
            version: Version.nullable(),
          }),
        )
        .min(1)
        .max(500),
    }),
  )
  .output(z.object({ items: z.array(RoadmapView) }))
/** Survey, self-appraisal, commune: appended, the newest word of a body on an item counts; the same id is the same word. */
export const recordVerdicts = endpoint(surveyCells)
  .route(post('/dossiers/{dossierId}/verdicts', 'Ghi kết quả từng mục: khảo sát, tự thẩm định, Đảng ủy thẩm định'))
  .input(
    z.object({
      dossierId: Id,
      kind: z.enum(['survey', 'self', 'commune']),
      verdicts: z
        .array(z.object({ id: Id, itemCode, verdict: verdictSchema, note: Note(2000) }))
        .min(1)
        .max(500),
    }),
  )
  .output(Recorded)
const totals = {
  heldOn: Day,
  entitled: z.number().int().min(1).max(10_000),
  present: z.number().int().min(0),
  inFavour: z.number().int().min(0),
  against: z.number().int().min(0),
  abstained: z.number().int().min(0),
  minutesNumber: Note(60).optional(),
}
type Totals = Record<'entitled' | 'present' | 'inFavour' | 'against' | 'abstained', number>
const addingUp = <T extends z.ZodType<Totals>>(vote: T) =>
  vote
    .refine(({ present, entitled }) => present <= entitled, { path: ['present'], message: 'more_than_entitled' })
    .refine(({ inFavour, against, abstained, present }) => inFavour + against + abstained === present, {
      path: ['inFavour'],
      message: 'votes_do_not_add_up',
    })
/** Totals only: who voted how is nobody's record. */
export const recordVote = endpoint(prepareDossiers)
  .route(post('/dossiers/{dossierId}/votes', 'Kết quả biểu quyết của chi bộ'))
  .input(addingUp(z.object({ dossierId: Id, id: Id, ...totals })))
  .output(z.object({ id: Id, carried: z.boolean() }))
export const checkDossier = endpoint(reviewDossiers)
  .route(post('/dossiers/{dossierId}/checks', 'Đảng ủy kiểm tra thành phần hồ sơ'))
  .input(z.object({ dossierId: Id, id: Id, checkedOn: Day.optional(), items: z.array(CheckedDocument).max(100) }))
  .output(z.object({ id: Id, complete: z.boolean() }))

// ── Self-appraisal and proposal ─────────────────────────────────────────────────────────────────
export const openSelfAppraisal = endpoint(prepareDossiers)
  .route(post('/dossiers/{dossierId}/open-self-appraisal', 'Bắt đầu tự thẩm định'))
  .input(z.object(step))
  .output(StepTaken)
export const submitDossier = endpoint(prepareDossiers)
  .route(post('/dossiers/{dossierId}/submit', 'Trình Đảng ủy'))
  .input(z.object(step))
  .output(StepTaken)
export const returnToCell = endpoint(reviewDossiers)
  .route(post('/dossiers/{dossierId}/return', 'Trả lại để bổ sung'))
  .input(z.object(withDueDay))
  .output(StepTaken)
export const proposeRecognition = endpoint(reviewDossiers)
  .route(post('/dossiers/{dossierId}/propose', 'Đề nghị công nhận'))
  .input(z.object(step))
  .output(StepTaken)

// ── Opinion, refusal ────────────────────────────────────────────────────────────────────────────
export const agreeToRecognition = endpoint(opineOnDossiers)
  .route(post('/dossiers/{dossierId}/agree', 'Đồng ý công nhận'))
  .input(z.object({ ...step, note: Note(2000).optional() }))
  .output(StepTaken)
export const disagreeWithRecognition = endpoint(opineOnDossiers)
  .route(post('/dossiers/{dossierId}/disagree', 'Không đồng ý công nhận'))
  .input(z.object({ ...step, reason: Line(2000) }))
  .output(StepTaken)
export const askSupplement = endpoint(opineOnDossiers)
  .route(post('/dossiers/{dossierId}/ask-supplement', 'Yêu cầu bổ sung trước khi cho ý kiến'))
  .input(z.object(withDueDay))
  .output(StepTaken)
export const refuseRecognition = endpoint(refuseDossiers)
  .route(post('/dossiers/{dossierId}/refuse', 'Quyết định không công nhận'))
  .input(z.object({ ...step, reason: Line(2000) }))
  .output(StepTaken)

// ── Corrections ─────────────────────────────────────────────────────────────────────────────────
const correction = { dossierId: Id, id: Id, reason: Line(2000), recordId: Id }
/** What is locked is never edited: a correction is laid over it and names its reason. */
export const correctRecord = endpoint(correctDossiers)
  .route(post('/dossiers/{dossierId}/corrections', 'Đính chính kết quả biểu quyết hoặc ngày của một bước'))
  .input(
    z.discriminatedUnion('kind', [
      z.object({ ...correction, kind: z.literal('vote'), vote: addingUp(z.object(totals)) }),
      z.object({ ...correction, kind: z.literal('step'), step: z.object({ on: Day, reason: Line(2000).optional() }) }),
    ]),
  )
  .output(z.object({ id: Id }))
