import { z } from 'zod'
import { Day, endpoint, Id, Line, pageOf, PageQuery, personal, PersonalName, Version } from '#shared/contract.ts'
import { leaders, organisers, permission, type Role, standing } from '#shared/permission.ts'
import { documentActions, documentStates, documentTypes } from './document.ts'
import { DraftRequest } from './draftRequest.ts'
import { chosenLayout } from './storedDocument.ts'

const readers: readonly Role[] = [...standing, ...organisers, 'committee_member', 'viewer', 'member']
const drafters: readonly Role[] = [...standing, ...organisers]
const everywhere = (roles: readonly Role[]) => [
  { level: 'province' as const, roles },
  { level: 'district' as const, roles },
  { level: 'commune' as const, roles },
]

export const readDocuments = permission('document.read', { vi: 'Xem văn bản', en: 'See documents' }, [
  ...everywhere(readers),
  { level: 'cell', roles: readers },
])
/** A seat in an appraisal team drafts and signs the team's papers; seats are checked on the document. */
const draftDocuments = permission(
  'document.draft',
  { vi: 'Soạn, trình ký, ký và ban hành văn bản', en: 'Draft, submit, sign and issue documents' },
  'signed_in',
  { over: 'part' },
)
const keepBody = permission(
  'document.keep_body',
  { vi: 'Ghi nhiệm kỳ và cách trình bày văn bản của cơ quan', en: 'Keep terms and layout of the issuing body' },
  [...everywhere(drafters), { level: 'cell', roles: leaders }],
  { over: 'own' },
)

const post = (path: `/${string}`, summary: string) => ({ method: 'POST', path, summary }) as const
const get = (path: `/${string}`, summary: string) => ({ method: 'GET', path, summary }) as const

export const obstacleCodes = [
  'body_may_not_issue',
  'no_layout_rule',
  'minutes_need_two_signers',
  'signer_unknown',
  'nothing_written',
  'no_committee_term',
  'unit_ended',
  'later_number_taken',
] as const
export const DocumentObstacleView = z.object({
  code: z.enum(obstacleCodes),
  text: z.string(),
  to: z.string().optional(),
})
export const WarningView = z.object({
  code: z.enum(['names_abolished_bodies', 'goes_out_without_number']),
  text: z.string(),
})

const Named = z.object({ unitId: Id, name: z.string() })
export const DocumentLine = z.object({
  id: Id,
  type: z.enum(documentTypes),
  state: z.enum(documentStates),
  unit: Named,
  /** `05-QĐ/ĐU`; null before signing and for papers that carry none. */
  symbol: z.string().nullable(),
  dated: Day.nullable(),
  subject: z.string(),
  about: z.array(Named),
  draftedAt: z.string(),
  version: Version,
})
export type DocumentLine = z.infer<typeof DocumentLine>

export const DocumentView = DocumentLine.extend({
  bodyName: z.string(),
  dossierIds: z.array(Id),
  titleId: Id.nullable(),
  signer: personal(z.string(), 'person.name', 'public').nullable(),
  draftedBy: PersonalName.nullable(),
  draftedById: Id.nullable(),
  contentHash: z.string().nullable(),
  signedAt: z.string().nullable(),
  issuedOn: Day.nullable(),
  returnReason: z.string().nullable(),
  revokedReason: z.string().nullable(),
  /** What it was drafted from; null where it was made together with a step. */
  request: DraftRequest.nullable(),
  obstacles: z.array(DocumentObstacleView),
  warnings: z.array(WarningView),
  allowedActions: z.array(z.enum([...documentActions, 'redraft'])),
})
export type DocumentView = z.infer<typeof DocumentView>

export const listDocuments = endpoint(readDocuments)
  .route(get('/documents', 'Danh sách văn bản'))
  .input(
    PageQuery.extend({
      /** Issued by this unit or about a unit of its subtree. */
      unitId: Id.optional(),
      dossierId: Id.optional(),
      titleId: Id.optional(),
      type: z.enum(documentTypes).optional(),
      state: z.enum(documentStates).optional(),
    }),
  )
  .output(pageOf(DocumentLine))
export const getDocument = endpoint(readDocuments)
  .route(get('/documents/{documentId}', 'Một văn bản'))
  .input(z.object({ documentId: Id }))
  .output(DocumentView)

const changed = { documentId: Id, version: Version }
export const draftDocument = endpoint(draftDocuments)
  .route(post('/documents', 'Soạn văn bản từ hồ sơ'))
  .input(z.object({ id: Id, request: DraftRequest }))
  .output(DocumentView)
export const redraftDocument = endpoint(draftDocuments)
  .route(post('/documents/{documentId}/redraft', 'Soạn lại dự thảo từ hồ sơ hiện tại'))
  .input(z.object({ ...changed, request: DraftRequest }))
  .output(DocumentView)
export const submitDocument = endpoint(draftDocuments)
  .route(post('/documents/{documentId}/submit', 'Trình ký'))
  .input(z.object(changed))
  .output(DocumentView)
export const returnDocument = endpoint(draftDocuments)
  .route(post('/documents/{documentId}/return', 'Trả lại dự thảo'))
  .input(z.object({ ...changed, reason: Line(1000) }))
  .output(DocumentView)
export const signDocument = endpoint(draftDocuments)
  .route(post('/documents/{documentId}/sign', 'Ký và lấy số'))
  .input(z.object(changed))
  .output(DocumentView)
export const issueDocument = endpoint(draftDocuments)
  .route(post('/documents/{documentId}/issue', 'Ban hành'))
  .input(z.object(changed))
  .output(DocumentView)
export const revokeDocument = endpoint(draftDocuments)
  .route(post('/documents/{documentId}/revoke', 'Thu hồi văn bản'))
  .input(z.object({ ...changed, reason: Line(1000) }))
  .output(DocumentView)

// ── The issuing body ────────────────────────────────────────────────────────────────────────────
/** Kinds whose numbers this system gives: quyết định, báo cáo, tờ trình. */
export const typeCodes = ['QĐ', 'BC', 'TTr'] as const
const Term = z.object({ id: Id, label: z.string(), validFrom: Day, validTo: Day.nullable() })
export const BodyView = z.object({
  unit: Named,
  layout: chosenLayout,
  place: z.string().nullable(),
  certificateName: z.enum(['Bằng công nhận', 'Giấy công nhận']),
  /** 0 while nothing has been set. */
  version: z.number().int(),
  terms: z.array(Term),
  /** The last number of each kind in today’s term. */
  lastNumbers: z.array(z.object({ typeCode: z.string(), last: z.number().int() })),
  allowedActions: z.array(z.enum(['change', 'record_term'])),
})
export type BodyView = z.infer<typeof BodyView>

export const getIssuingBody = endpoint(readDocuments)
  .route(get('/units/{unitId}/issuing-body', 'Nhiệm kỳ và cách trình bày văn bản của cơ quan ban hành'))
  .input(z.object({ unitId: Id }))
  .output(BodyView)
export const setIssuingBody = endpoint(keepBody)
  .route({ method: 'PUT', path: '/units/{unitId}/issuing-body', summary: 'Đặt cách trình bày văn bản' })
  .input(
    z.object({
      unitId: Id,
      layout: chosenLayout,
      place: Line(100).nullable(),
      certificateName: z.enum(['Bằng công nhận', 'Giấy công nhận']),
      version: z.number().int().min(0),
    }),
  )
  .output(BodyView)
/** Numbers run within a term: from one congress to the next (digest of HD 05-HD/VPTW). */
export const recordTerm = endpoint(keepBody)
  .route(post('/units/{unitId}/committee-terms', 'Ghi nhiệm kỳ cấp ủy'))
  .input(z.object({ unitId: Id, id: Id, label: Line(100), validFrom: Day, validTo: Day.nullable() }))
  .output(BodyView)
/** Numbers of the term that were given on paper before: the system goes on after them. Only ever upwards. */
export const recordNumbersTaken = endpoint(keepBody)
  .route(post('/units/{unitId}/numbers-taken', 'Ghi số văn bản đã cấp ngoài hệ thống trong nhiệm kỳ'))
  .input(z.object({ unitId: Id, typeCode: z.enum(typeCodes), last: z.number().int().min(1).max(99_999) }))
  .output(BodyView)
