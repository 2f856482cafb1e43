import { z } from 'zod'
import { Day, endpoint, Id, pageOf, PageQuery, PersonalName, Version } from '#shared/contract.ts'
import { leaders, organisers, permission } from '#shared/permission.ts'
import { problemCodes } from './check.ts'
import { differenceKinds, headFields } from './difference.ts'
import { fileFaults } from './ruleSetFile.ts'
import { purposes, ruleSetActions, ruleSetStates } from './ruleSet.ts'
import { legalReferenceSchema, ruleSetContentSchema } from './ruleSetSchema.ts'

const province = [{ level: 'province', roles: [...leaders, ...organisers] }] as const
const readRuleSets = permission('rule_set.read', { vi: 'Xem bộ tiêu chí', en: 'See criteria sets' }, 'signed_in')
/** Writing and publishing: Ban Tổ chức Tỉnh ủy and the leaders of the province; publishing asks for a second person. */
export const writeRuleSets = permission(
  'rule_set.write',
  { vi: 'Soạn và công bố bộ tiêu chí', en: 'Write and publish criteria sets' },
  province,
  { over: 'all', secondPerson: true },
)

const Notice = z.discriminatedUnion('notice', [
  z.object({ notice: z.literal('demonstration') }),
  z.object({ notice: z.literal('to_be_entered'), count: z.number(), of: z.number() }),
  z.object({ notice: z.literal('no_legal_reference') }),
])

export const RuleSetSummary = z.object({
  id: Id,
  code: z.string(),
  revision: z.number().int(),
  purpose: z.enum(purposes),
  status: z.enum(ruleSetStates),
  title: z.object({ vi: z.string(), en: z.string() }),
  legal: legalReferenceSchema.nullable(),
  effectiveFrom: z.string(),
  /** The last day in force: of the document, or set when the revision was retired. */
  effectiveTo: z.string().nullable(),
  demonstration: z.boolean(),
  counts: z.object({ standards: z.number(), conditions: z.number(), criteria: z.number() }),
  /** To be said wherever the set is used. */
  notices: z.array(Notice),
  publishedAt: z.string().nullable(),
  version: Version,
})
export type RuleSetSummary = z.infer<typeof RuleSetSummary>

const ContentProblem = z.object({
  code: z.enum(problemCodes),
  path: z.string(),
  item: z.string().nullable(),
  expected: z.number().optional(),
  found: z.number().optional(),
})

const Difference = z.object({
  what: z.enum(differenceKinds),
  field: z.enum(headFields).optional(),
  code: z.string().optional(),
  label: z.string().optional(),
  before: z.string().optional(),
  fields: z.array(z.string()).optional(),
})

export const RuleSetView = RuleSetSummary.extend({
  content: ruleSetContentSchema,
  /** SHA-256 of the content, from publication on: what decisions point to. */
  contentHash: z.string().nullable(),
  drafters: z.array(z.object({ id: Id, name: PersonalName })),
  publishedBy: PersonalName.nullable(),
  publishedById: Id.nullable(),
  allowedActions: z.array(z.enum(ruleSetActions)),
  problems: z.array(ContentProblem),
  previous: z.object({ id: Id, revision: z.number().int() }).nullable(),
  differences: z.array(Difference),
})
export type RuleSetView = z.infer<typeof RuleSetView>

export const listRuleSets = endpoint(readRuleSets)
  .route({ method: 'GET', path: '/rule-sets', summary: 'Danh sách bộ tiêu chí, mọi lần ban hành' })
  .input(PageQuery.extend({ purpose: z.enum(purposes).optional(), status: z.enum(ruleSetStates).optional() }))
  .output(pageOf(RuleSetSummary))

const byId = z.object({ ruleSetId: Id })
const onVersion = byId.extend({ version: Version })

export const getRuleSet = endpoint(readRuleSets)
  .route({ method: 'GET', path: '/rule-sets/{ruleSetId}', summary: 'Một bộ tiêu chí' })
  .input(byId)
  .output(RuleSetView)

/** The revision of a code that holds on the day of an event. */
export const getRuleSetInForce = endpoint(readRuleSets)
  .route({ method: 'GET', path: '/rule-sets-in-force/{code}', summary: 'Bộ tiêu chí có hiệu lực vào một ngày' })
  .input(z.object({ code: z.string().max(60), on: Day }))
  .output(RuleSetView)

export const draftRuleSet = endpoint(writeRuleSets)
  .route({ method: 'POST', path: '/rule-sets', summary: 'Soạn bộ tiêu chí mới', successStatus: 201 })
  .input(z.object({ id: Id, content: ruleSetContentSchema }))
  .output(RuleSetView)

export const changeRuleSet = endpoint(writeRuleSets)
  .route({ method: 'PUT', path: '/rule-sets/{ruleSetId}', summary: 'Sửa bản nháp bộ tiêu chí' })
  .input(onVersion.extend({ content: ruleSetContentSchema }))
  .output(RuleSetView)

/** `confirmed`: the person has read that wording is still to be entered, or that no document stands behind the set. */
export const publishRuleSet = endpoint(writeRuleSets)
  .route({ method: 'POST', path: '/rule-sets/{ruleSetId}/publish', summary: 'Công bố bộ tiêu chí' })
  .input(onVersion.extend({ confirmed: z.boolean() }))
  .output(RuleSetView)

export const retireRuleSet = endpoint(writeRuleSets)
  .route({ method: 'POST', path: '/rule-sets/{ruleSetId}/retire', summary: 'Ngừng áp dụng bộ tiêu chí' })
  .input(onVersion.extend({ lastDay: Day }))
  .output(RuleSetView)

export const discardRuleSet = endpoint(writeRuleSets)
  .route({ method: 'POST', path: '/rule-sets/{ruleSetId}/discard', summary: 'Bỏ bản nháp bộ tiêu chí' })
  .input(onVersion)
  .output(RuleSetView)

export const copyRuleSet = endpoint(writeRuleSets)
  .route({
    method: 'POST',
    path: '/rule-sets/{ruleSetId}/copy',
    summary: 'Chép thành lần ban hành mới',
    successStatus: 201,
  })
  .input(byId.extend({ id: Id, effectiveFrom: Day }))
  .output(RuleSetView)

const FileText = z.string().max(1_000_000)
export const FileReport = z.object({
  ok: z.boolean(),
  /** What keeps the file from being read. */
  faults: z.array(
    z.object({ fault: z.enum(fileFaults), line: z.number().int(), path: z.string(), detail: z.string() }),
  ),
  /** What is wrong with the set the file holds; a draft may have such problems. */
  problems: z.array(ContentProblem),
  content: ruleSetContentSchema.nullable(),
  /** The revision it would become. */
  revision: z.number().int().nullable(),
})
export type FileReport = z.infer<typeof FileReport>

export const checkRuleSetFile = endpoint(writeRuleSets)
  .route({ method: 'POST', path: '/rule-sets/check-file', summary: 'Kiểm tra tệp bộ tiêu chí, chưa lưu' })
  .input(z.object({ text: FileText }))
  .output(FileReport)

export const importRuleSet = endpoint(writeRuleSets)
  .route({ method: 'POST', path: '/rule-sets/import', summary: 'Nhập tệp thành bản nháp', successStatus: 201 })
  .input(z.object({ id: Id, text: FileText }))
  .output(RuleSetView)

export const exportRuleSet = endpoint(readRuleSets)
  .route({ method: 'GET', path: '/rule-sets/{ruleSetId}/file', summary: 'Xuất bộ tiêu chí ra tệp' })
  .input(byId)
  .output(z.object({ fileName: z.string(), text: z.string() }))

/** Sets that come with the product, to begin from. */
export const listShippedRuleSets = endpoint(writeRuleSets)
  .route({ method: 'GET', path: '/shipped-rule-sets', summary: 'Bộ tiêu chí có sẵn' })
  .output(
    z.object({
      items: z.array(
        z.object({
          fileName: z.string(),
          code: z.string(),
          title: z.object({ vi: z.string(), en: z.string() }),
          demonstration: z.boolean(),
          text: z.string(),
        }),
      ),
    }),
  )
