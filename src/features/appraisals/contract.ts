import { z } from 'zod'
import { CheckedDocument, ObstacleView } from '#features/dossiers/dossierView.ts'
import { itemCode, itemSchema, verdictSchema } from '#features/rule-sets/ruleSetSchema.ts'
import { Day, endpoint, Id, Line, Note, PersonalName, Version } from '#shared/contract.ts'
import { leaders, organisers, permission, type Role, standing } from '#shared/permission.ts'
import { teamParts } from './team.ts'

const readers: readonly Role[] = [...standing, ...organisers, 'committee_member', 'viewer']
const constituters: readonly Role[] = [...leaders, ...organisers]

export const readTeams = permission('appraisal_team.read', { vi: 'Xem tổ thẩm định', en: 'See appraisal teams' }, [
  { level: 'province', roles: readers },
  { level: 'district', roles: readers },
  { level: 'commune', roles: readers },
])
const constituteTeams = permission(
  'appraisal_team.constitute',
  { vi: 'Ghi quyết định thành lập tổ thẩm định', en: 'Record the decision that sets up a team' },
  [
    { level: 'district', roles: constituters },
    { level: 'commune', roles: constituters },
    { level: 'province', roles: constituters },
  ],
)
/** A seat in the team is what counts; it is checked on the dossier, as seats are not positions. */
const appraise = permission('appraisal.give', { vi: 'Thẩm định hồ sơ', en: 'Appraise dossiers' }, 'signed_in', {
  over: 'part',
})

const post = (path: `/${string}`, summary: string) => ({ method: 'POST', path, summary }) as const
const get = (path: `/${string}`, summary: string) => ({ method: 'GET', path, summary }) as const

const SeatInput = z.object({
  personId: Id,
  part: z.enum(teamParts),
  /** The office the member stands for: Văn phòng Huyện ủy, Ban Tuyên giáo… */
  represents: Note(200),
  validFrom: Day.optional(),
  validTo: Day.nullable().optional(),
})
export const TeamView = z.object({
  id: Id,
  unitId: Id,
  unitName: z.string(),
  programmeId: Id,
  name: z.string(),
  decisionNumber: z.string(),
  decisionDate: Day,
  validFrom: Day,
  validTo: Day.nullable(),
  version: Version,
  inForce: z.boolean(),
  seats: z.array(
    z.object({
      personId: Id,
      name: PersonalName,
      part: z.enum(teamParts),
      represents: z.string(),
      validFrom: Day,
      validTo: Day.nullable(),
    }),
  ),
})
export type TeamView = z.infer<typeof TeamView>

export const listTeams = endpoint(readTeams)
  .route(get('/appraisal-teams', 'Các tổ thẩm định trong phạm vi'))
  .input(z.object({ unitId: Id.optional() }))
  .output(z.array(TeamView))
/** Those who can be given a seat: people with a position on the unit that day. */
export const listCandidates = endpoint(constituteTeams)
  .route(get('/appraisal-teams/candidates', 'Người có thể tham gia tổ thẩm định'))
  .input(z.object({ unitId: Id }))
  .output(z.array(z.object({ personId: Id, name: PersonalName, title: z.string() })))
export const constituteTeam = endpoint(constituteTeams)
  .route(post('/appraisal-teams', 'Ghi quyết định thành lập tổ thẩm định'))
  .input(
    z.object({
      id: Id,
      unitId: Id,
      programmeId: Id,
      name: Line(200),
      decisionNumber: Line(60),
      decisionDate: Day,
      validFrom: Day,
      validTo: Day.nullable(),
      seats: z.array(SeatInput).min(1).max(40),
    }),
  )
  .output(TeamView)
/** The team ends, or its seats change, from a day on: by a decision that is named. */
export const endTeam = endpoint(constituteTeams)
  .route(post('/appraisal-teams/{teamId}/end', 'Kết thúc hoạt động của tổ'))
  .input(z.object({ teamId: Id, on: Day, version: Version }))
  .output(TeamView)

// ── The appraisal of one dossier ────────────────────────────────────────────────────────────────
const Person = z.object({ id: Id, name: PersonalName })
const Given = z.object({ verdict: verdictSchema, note: z.string() })

export const AppraisalView = z.object({
  dossierId: Id,
  unitId: Id,
  unitName: z.string(),
  year: z.number().int(),
  version: Version,
  state: z.string(),
  team: TeamView.nullable(),
  /** What this person is here: null for a reader. */
  seat: z.enum(teamParts).nullable(),
  conflict: z.string().nullable(),
  visits: z.array(
    z.object({
      id: Id,
      plannedOn: Day,
      visitedOn: Day.nullable(),
      place: z.string(),
      findings: z.string(),
      cancelledReason: z.string().nullable(),
      participants: z.array(Person),
      version: Version,
    }),
  ),
  check: z.object({ checkedOn: Day, complete: z.boolean(), items: z.array(CheckedDocument) }).nullable(),
  documents: z.array(
    z.object({ code: z.string(), label: z.string(), required: z.boolean(), evidence: z.number().int() }),
  ),
  /** Each appraiser whose verdicts may be seen, oneself first. */
  appraisers: z.array(z.object({ person: Person, closed: z.boolean(), judged: z.number().int() })),
  items: z.array(
    z.object({
      item: itemSchema,
      evidence: z.number().int(),
      self: Given.nullable(),
      commune: Given.nullable(),
      own: Given.nullable(),
      others: z.array(z.object({ person: Person, verdict: verdictSchema, note: z.string() })),
      agreed: Given.nullable(),
      dissents: z.array(z.object({ person: Person, verdict: verdictSchema, reason: z.string() })),
    }),
  ),
  ownClosed: z.boolean(),
  agreedOn: Day.nullable(),
  allowedActions: z.array(
    z.enum(['plan_visit', 'carry_out_visit', 'check', 'judge', 'close', 'agree', 'dissent', 'supplement', 'report']),
  ),
  /** What stands before the report. */
  obstacles: z.array(ObstacleView),
})
export type AppraisalView = z.infer<typeof AppraisalView>

export const getAppraisal = endpoint(appraise)
  .route(get('/dossiers/{dossierId}/appraisal', 'Thẩm định một hồ sơ'))
  .input(z.object({ dossierId: Id }))
  .output(AppraisalView)

export const planVisit = endpoint(appraise)
  .route(post('/dossiers/{dossierId}/visits', 'Lên lịch khảo sát thực tế'))
  .input(z.object({ dossierId: Id, id: Id, teamId: Id, plannedOn: Day, place: Note(300) }))
  .output(AppraisalView)
export const carryOutVisit = endpoint(appraise)
  .route(post('/dossiers/{dossierId}/visits/{visitId}/carry-out', 'Ghi kết quả khảo sát thực tế'))
  .input(
    z.object({
      dossierId: Id,
      visitId: Id,
      version: Version,
      visitedOn: Day,
      participants: z.array(Id).max(40),
      findings: Note(4000),
    }),
  )
  .output(AppraisalView)
export const cancelVisit = endpoint(appraise)
  .route(post('/dossiers/{dossierId}/visits/{visitId}/cancel', 'Hoãn buổi khảo sát'))
  .input(z.object({ dossierId: Id, visitId: Id, version: Version, reason: Line(1000) }))
  .output(AppraisalView)
export const checkPapers = endpoint(appraise)
  .route(post('/dossiers/{dossierId}/team-checks', 'Tổ thẩm định kiểm tra hồ sơ'))
  .input(z.object({ dossierId: Id, id: Id, checkedOn: Day, items: z.array(CheckedDocument).max(100) }))
  .output(AppraisalView)
/** One's own verdicts, apart from everybody else's; appended, the newest counts until closed. */
export const giveVerdicts = endpoint(appraise)
  .route(post('/dossiers/{dossierId}/appraisal/verdicts', 'Ghi kết quả thẩm định của riêng mình'))
  .input(
    z.object({
      dossierId: Id,
      verdicts: z
        .array(z.object({ id: Id, itemCode, verdict: verdictSchema, note: Note(2000) }))
        .min(1)
        .max(500),
    }),
  )
  .output(z.object({ recorded: z.number().int() }))
export const closeVerdicts = endpoint(appraise)
  .route(post('/dossiers/{dossierId}/appraisal/close', 'Chốt kết quả của riêng mình'))
  .input(z.object({ dossierId: Id }))
  .output(AppraisalView)
/** The head records what the team agrees; whoever found otherwise is kept as a dissent. */
export const agreeVerdicts = endpoint(appraise)
  .route(post('/dossiers/{dossierId}/appraisal/agreement', 'Tổ thống nhất kết quả'))
  .input(
    z.object({
      dossierId: Id,
      id: Id,
      on: Day,
      verdicts: z
        .array(z.object({ id: Id, itemCode, verdict: verdictSchema, note: Note(2000) }))
        .min(1)
        .max(500),
      /** Why the team went the other way, per dissenting person and item; asked for later from the person where empty. */
      reasons: z
        .array(z.object({ personId: Id, itemCode, reason: Line(1000) }))
        .max(2000)
        .default([]),
    }),
  )
  .output(AppraisalView)
/** In the dissenting person's own words, until the report. */
export const explainDissent = endpoint(appraise)
  .route(post('/dossiers/{dossierId}/appraisal/dissent', 'Nêu lý do của ý kiến khác'))
  .input(z.object({ dossierId: Id, id: Id, itemCode, reason: Line(1000) }))
  .output(AppraisalView)
export const reportAppraisal = endpoint(appraise)
  .route(post('/dossiers/{dossierId}/report-appraisal', 'Báo cáo kết quả thẩm định'))
  .input(z.object({ dossierId: Id, id: Id, version: Version, on: Day, summary: Line(4000) }))
  .output(AppraisalView)
export const requestSupplement = endpoint(appraise)
  .route(post('/dossiers/{dossierId}/request-supplement', 'Yêu cầu chi bộ bổ sung'))
  .input(z.object({ dossierId: Id, id: Id, version: Version, on: Day, reason: Line(2000), dueOn: Day }))
  .output(AppraisalView)
