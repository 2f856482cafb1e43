import { z } from 'zod'
import { DocumentObstacleView, DocumentView, WarningView } from '#features/documents/contract.ts'
import { certificatePayload } from '#features/documents/certificate.ts'
import { ObstacleView } from '#features/dossiers/dossierView.ts'
import { Basis, Day, endpoint, Id, Line, Note, pageOf, PageQuery, PersonalName, Version } from '#shared/contract.ts'
import { organisers, permission, type Role, standing } from '#shared/permission.ts'
import { titlePowers } from './power.ts'
import { titleActions, titleStates } from './title.ts'

const readers: readonly Role[] = [...standing, ...organisers, 'committee_member', 'viewer', 'member']
const bodyMembers: readonly Role[] = [...standing, ...organisers, 'committee_member']
const above = (roles: readonly Role[]) => [
  { level: 'province' as const, roles },
  { level: 'district' as const, roles },
  { level: 'commune' as const, roles },
]

export const readTitles = permission('title.read', { vi: 'Xem danh hiệu', en: 'See titles' }, [
  ...above(readers),
  { level: 'cell', roles: readers },
])
/** Which body decides on a cell follows from the programme's chain of the day; it is checked on the dossier. */
const signRecognitions = permission(
  'title.recognise',
  { vi: 'Ký quyết định công nhận', en: 'Sign recognition decisions' },
  above(bodyMembers),
  { over: 'part' },
)
const keepTitles = permission(
  'title.keep',
  { vi: 'Xác nhận, thẩm định lại, xem xét, thu hồi danh hiệu', en: 'Confirm, re-appraise, review and revoke titles' },
  above(bodyMembers),
  { over: 'part' },
)
/** Whoever has a certificate in hand. */
const verifyCertificates = permission(
  'certificate.verify',
  { vi: 'Kiểm tra bằng công nhận', en: 'Check a certificate' },
  'anyone',
)

const post = (path: `/${string}`, summary: string) => ({ method: 'POST', path, summary }) as const
const get = (path: `/${string}`, summary: string) => ({ method: 'GET', path, summary }) as const
const State = z.enum(titleStates)
const Action = z.enum(titleActions)
const Named = z.object({ unitId: Id, name: z.string() })

// ── The decision ────────────────────────────────────────────────────────────────────────────────
/** All that the standing committee needs beside the paper it signs. */
export const DecisionView = z.object({
  dossierId: Id,
  dossierVersion: Version,
  cell: Named,
  communeName: z.string().nullable(),
  year: z.number().int(),
  state: z.string(),
  /** The body that decides today: `Ban Thường vụ Huyện ủy Giồng Trôm`. */
  decider: z.string(),
  results: z.object({ self: z.string(), commune: z.string(), team: z.string() }),
  vote: z.object({ inFavour: z.number().int(), entitled: z.number().int(), heldOn: Day }).nullable(),
  report: z.object({ on: Day, summary: z.string(), by: PersonalName.nullable(), byId: Id.nullable() }).nullable(),
  opinion: z
    .object({ on: Day, note: z.string().nullable(), by: PersonalName.nullable(), byId: Id.nullable() })
    .nullable(),
  visits: z.array(z.object({ on: Day, place: z.string() })),
  dissents: z.number().int(),
  notMet: z.array(z.string()),
  obstacles: z.array(z.union([ObstacleView, DocumentObstacleView])),
  remarks: z.array(ObstacleView),
  warnings: z.array(WarningView),
  allowedActions: z.array(z.enum(['decide', 'refuse'])),
  /** Why somebody of the body must leave it to another. */
  conflict: z.string().nullable(),
  /** Once decided. */
  titleId: Id.nullable(),
})
export type DecisionView = z.infer<typeof DecisionView>

export const getDecision = endpoint(readTitles)
  .route(get('/dossiers/{dossierId}/decision', 'Hồ sơ, báo cáo và dự thảo quyết định để ký'))
  .input(z.object({ dossierId: Id }))
  .output(DecisionView)

/** A prepared decision with every dossier it decides on. */
export const RecognitionView = z.object({ document: DocumentView, decisions: z.array(DecisionView) })
export type RecognitionView = z.infer<typeof RecognitionView>
export const getRecognition = endpoint(readTitles)
  .route(get('/recognitions/{documentId}', 'Dự thảo quyết định công nhận và các hồ sơ để ký'))
  .input(z.object({ documentId: Id }))
  .output(RecognitionView)

const Recognised = z.object({
  document: DocumentView,
  titles: z.array(z.object({ titleId: Id, dossierId: Id, unitId: Id, certificateId: Id })),
})
export type Recognised = z.infer<typeof Recognised>
/**
 * One decision on one cell or several, in one transaction: number, step of each dossier, title, certificate. Every id is the
 * client's, so that sending it again does nothing again.
 */
export const signRecognition = endpoint(signRecognitions)
  .route(post('/recognitions', 'Ký quyết định công nhận và lấy số'))
  .input(
    z.object({
      documentId: Id,
      /** Of a draft that was prepared before; without one the decision is drafted from the records. */
      documentVersion: Version.optional(),
      dossiers: z
        .array(z.object({ dossierId: Id, version: Version, stepId: Id, titleId: Id, certificateId: Id }))
        .min(1)
        .max(60),
    }),
  )
  .output(Recognised)

// ── Titles ──────────────────────────────────────────────────────────────────────────────────────
export const TitleLine = z.object({
  id: Id,
  unit: Named,
  communeName: z.string().nullable(),
  programmeId: Id,
  year: z.number().int().nullable(),
  recognisedOn: Day,
  decisionNumber: z.string(),
  decisionDate: Day,
  grantedBody: z.string(),
  expiresOn: Day.nullable(),
  state: State,
})
export type TitleLine = z.infer<typeof TitleLine>

export const listTitles = endpoint(readTitles)
  .route(get('/titles', 'Danh hiệu của các chi bộ trong đơn vị, đến một ngày'))
  .input(
    PageQuery.extend({
      unitId: Id.optional(),
      programmeId: Id.optional(),
      state: State.optional(),
      asOf: Day.optional(),
      basis: Basis.default('now'),
    }),
  )
  .output(pageOf(TitleLine))

const EventView = z.object({
  id: Id,
  action: z.string(),
  from: State.nullable(),
  to: State,
  on: Day,
  byUnit: z.string().nullable(),
  decisionNumber: z.string().nullable(),
  decisionDate: Day.nullable(),
  documentId: Id.nullable(),
  ground: z.string().nullable(),
  note: z.string(),
  contentHash: z.string(),
  at: z.string(),
})
const correctable = z.object({ decisionNumber: Line(60), decisionDate: Day, recognisedOn: Day, grantedBody: Line(200) })
export type Correctable = z.infer<typeof correctable>
const InCharge = z.object({ unitId: Id, name: z.string(), since: Day, powers: z.array(z.enum(titlePowers)) })
export const TitleView = TitleLine.extend({
  programmeName: z.string(),
  dossierId: Id.nullable(),
  /** "Granted by X": the bodies that hold powers over the title today in its place, and since when. */
  grantedBy: z.string(),
  inCharge: z.array(InCharge),
  events: z.array(EventView),
  corrections: z.array(
    z.object({
      id: Id,
      reason: z.string(),
      before: z.record(z.string(), z.unknown()),
      after: z.record(z.string(), z.unknown()),
      at: z.string(),
      by: PersonalName.nullable(),
      byId: Id.nullable(),
    }),
  ),
  certificate: z.object({ id: Id, issuedOn: Day, address: z.string() }).nullable(),
  reappraisalDue: Day.nullable(),
  grounds: z.array(z.object({ code: z.string(), label: z.string() })),
  allowedActions: z.array(z.enum([...titleActions, 'correct'])),
  /** Actions that are signed as a decision when this person takes them. */
  signedActions: z.array(Action),
  obstacles: z.array(DocumentObstacleView),
  version: Version,
})
export type TitleView = z.infer<typeof TitleView>

export const getTitle = endpoint(readTitles)
  .route(get('/titles/{titleId}', 'Một danh hiệu và quá trình giữ danh hiệu'))
  .input(z.object({ titleId: Id }))
  .output(TitleView)

const step = { titleId: Id, id: Id, version: Version, documentId: Id, note: Note(2000).default('') }
export const confirmTitle = endpoint(keepTitles)
  .route(post('/titles/{titleId}/confirm', 'Xác nhận giữ vững danh hiệu trong năm'))
  .input(z.object(step))
  .output(TitleView)
export const openReAppraisal = endpoint(keepTitles)
  .route(post('/titles/{titleId}/open-re-appraisal', 'Mở thẩm định lại danh hiệu'))
  .input(z.object({ ...step, dueOn: Day.optional() }))
  .output(TitleView)
export const confirmAfterReAppraisal = endpoint(keepTitles)
  .route(post('/titles/{titleId}/confirm-after-re-appraisal', 'Xác nhận danh hiệu sau thẩm định lại'))
  .input(z.object(step))
  .output(TitleView)
export const openReview = endpoint(keepTitles)
  .route(post('/titles/{titleId}/open-review', 'Đưa danh hiệu vào diện xem xét'))
  .input(z.object({ ...step, ground: Line(500) }))
  .output(TitleView)
export const restoreTitle = endpoint(keepTitles)
  .route(post('/titles/{titleId}/restore', 'Kết thúc xem xét, giữ danh hiệu'))
  .input(z.object(step))
  .output(TitleView)
export const revokeTitle = endpoint(keepTitles)
  .route(post('/titles/{titleId}/revoke', 'Thu hồi danh hiệu'))
  .input(z.object({ ...step, ground: Line(500) }))
  .output(TitleView)
/** A wrong number typed is not a new decision: the record is corrected, with its reason, and shows what it said before. */
export const correctTitle = endpoint(keepTitles)
  .route(post('/titles/{titleId}/corrections', 'Đính chính thông tin danh hiệu'))
  .input(z.object({ titleId: Id, id: Id, version: Version, reason: Line(1000), change: correctable.partial() }))
  .output(TitleView)

// ── Anybody ─────────────────────────────────────────────────────────────────────────────────────
export const outcomes = ['genuine', 'forged', 'unknown_key', 'unsigned', 'unknown'] as const
/** No person's name is in here: it is read by whoever scans the code. */
export const Verification = z.object({
  outcome: z.enum(outcomes),
  /** Null where the certificate is not known or its signature is wrong. */
  certificate: certificatePayload
    .extend({
      programme: z.string(),
      state: z.enum([...titleStates, 'expired']),
      since: Day,
      expiresOn: Day.nullable(),
      inCharge: z.array(InCharge),
      corrected: z.boolean(),
    })
    .nullable(),
  checkedOn: Day,
})
export type Verification = z.infer<typeof Verification>
export const verifyCertificate = endpoint(verifyCertificates)
  .route(get('/verify/{certificateId}', 'Kiểm tra bằng công nhận: không cần đăng nhập'))
  .input(
    z.object({
      certificateId: z.string().max(64),
      /** Key and signature, as the QR code carries them. */
      k: z.string().max(64).optional(),
      s: z.string().max(200).optional(),
    }),
  )
  .output(Verification)
