import { z } from 'zod'
import { Day, endpoint, Id, Line, pageOf, PageQuery, PersonalName, Version } from '#shared/contract.ts'
import { leaders, organisers, permission, standing } from '#shared/permission.ts'
import { purposes } from './evidence.ts'
import { fileKindCodes } from './fileKind.ts'

const committee = [...standing, 'committee_member', ...organisers, 'viewer'] as const

export const readEvidence = permission('evidence.read', { vi: 'Xem minh chứng', en: 'See evidence' }, [
  { level: 'cell', roles: [...committee, 'member'] },
  { level: 'commune', roles: committee },
  { level: 'district', roles: committee },
  { level: 'province', roles: committee },
])
/** Committee members above the commune are named because appraisal teams are made of them; only a team's own visit lets them. */
export const addEvidence = permission(
  'evidence.add',
  { vi: 'Thêm, rút minh chứng', en: 'Add and withdraw evidence' },
  [
    { level: 'cell', roles: leaders },
    { level: 'commune', roles: [...standing, 'committee_member', ...organisers] },
    { level: 'district', roles: [...standing, 'committee_member', ...organisers] },
    { level: 'province', roles: [...standing, 'committee_member', ...organisers] },
  ],
  { over: 'part', delegable: true },
)

const Kind = z.enum(fileKindCodes)
const PurposeCode = z.enum(purposes)
const Code = z.string().regex(/^[\p{L}\p{N}._-]{1,80}$/u)

const EvidenceUse = z.object({
  id: Id,
  dossierId: Id,
  year: z.number(),
  purpose: PurposeCode,
  code: z.string(),
  /** Whether the reader may take this use away now. */
  removable: z.boolean(),
})
export const EvidenceView = z.object({
  id: Id,
  unitId: Id,
  title: z.string(),
  file: z
    .object({
      name: z.string(),
      kind: Kind,
      bytes: z.number(),
      sha256: z.string(),
      address: z.string(),
      shown: z.boolean(),
    })
    .nullable(),
  /** The picture tells where it was taken, because that is what it proves. */
  positionKept: z.boolean(),
  link: z.string().nullable(),
  documentNumber: z.string().nullable(),
  documentDate: z.string().nullable(),
  effectiveOn: z.string(),
  uploadedBy: PersonalName.nullable(),
  uploadedById: Id.nullable(),
  uploadedAt: z.string(),
  withdrawnReason: z.string().nullable(),
  version: z.number(),
  uses: z.array(EvidenceUse),
  allowedActions: z.array(z.enum(['use', 'withdraw'])),
})
export type EvidenceView = z.infer<typeof EvidenceView>

/** Evidence of a cell, newest first; `dossierId` (with `purpose`, `code`) narrows to what that place in a dossier uses. */
export const listEvidence = endpoint(readEvidence)
  .route({ method: 'GET', path: '/units/{unitId}/evidence', summary: 'Minh chứng của một chi bộ' })
  .input(
    PageQuery.extend({
      unitId: Id,
      dossierId: Id.optional(),
      purpose: PurposeCode.optional(),
      code: Code.optional(),
      withdrawn: z.enum(['without', 'only']).default('without'),
    }),
  )
  .output(pageOf(EvidenceView).extend({ unitName: z.string(), allowedActions: z.array(z.enum(['add'])) }))

/** How much evidence each criterion and each line of a dossier's list has. */
export const countEvidence = endpoint(readEvidence)
  .route({
    method: 'GET',
    path: '/units/{unitId}/dossiers/{dossierId}/evidence-counts',
    summary: 'Số minh chứng của từng tiêu chí trong hồ sơ',
  })
  .input(z.object({ unitId: Id, dossierId: Id }))
  .output(z.array(z.object({ purpose: PurposeCode, code: z.string(), count: z.number() })))

/** Check an upload that has arrived whole: what it really is, and whether the cell has the same file already. */
export const finishUpload = endpoint(addEvidence)
  .route({ method: 'POST', path: '/uploads/{uploadId}/finish', summary: 'Kiểm tra tệp đã gửi xong' })
  .input(z.object({ uploadId: Id }))
  .output(
    z.object({
      uploadId: Id,
      fileName: z.string(),
      kind: Kind,
      bytes: z.number(),
      sha256: z.string(),
      /** The extension the file came with, when it is not that of its content. */
      wrongExtension: z.string().nullable(),
      /** The picture came with the place where it was taken; what is kept is without it, unless its sender decides otherwise. */
      hasPosition: z.boolean(),
      /** The evidence of the cell that is this very file. */
      existing: z.object({ id: Id, title: z.string(), uploadedAt: z.string() }).nullable(),
    }),
  )

const NewUse = z.object({ id: Id, dossierId: Id, purpose: PurposeCode, code: Code })

export const createEvidence = endpoint(addEvidence)
  .route({ method: 'POST', path: '/units/{unitId}/evidence', summary: 'Thêm minh chứng' })
  .input(
    z.object({
      unitId: Id,
      id: Id,
      title: Line(200),
      uploadId: Id.optional(),
      /** The picture stays as it came, with its place: that is what it proves. */
      keepPosition: z.boolean().optional(),
      link: z
        .url({ protocol: /^https?$/u })
        .max(2000)
        .optional(),
      documentNumber: Line(60).optional(),
      documentDate: Day.optional(),
      effectiveOn: Day,
      /** The sender says that nothing in it is classified (the law on protection of state secrets, 117/2025/QH15). */
      nothingClassified: z.literal(true),
      use: NewUse.optional(),
    }),
  )
  .output(EvidenceView)

/** One piece of evidence for one more criterion or line of a dossier's list. */
export const addEvidenceUse = endpoint(addEvidence)
  .route({
    method: 'POST',
    path: '/units/{unitId}/evidence/{evidenceId}/uses',
    summary: 'Dùng minh chứng cho tiêu chí',
  })
  .input(NewUse.extend({ unitId: Id, evidenceId: Id }))
  .output(EvidenceView)

export const removeEvidenceUse = endpoint(addEvidence)
  .route({
    method: 'DELETE',
    path: '/units/{unitId}/evidence/{evidenceId}/uses/{useId}',
    summary: 'Thôi dùng minh chứng cho tiêu chí',
  })
  .input(z.object({ unitId: Id, evidenceId: Id, useId: Id }))
  .output(EvidenceView)

export const withdrawEvidence = endpoint(addEvidence)
  .route({ method: 'POST', path: '/units/{unitId}/evidence/{evidenceId}/withdraw', summary: 'Rút minh chứng' })
  .input(z.object({ unitId: Id, evidenceId: Id, version: Version, reason: Line(500) }))
  .output(EvidenceView)
