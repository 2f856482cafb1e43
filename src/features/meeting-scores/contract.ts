import { z } from 'zod'
import { Day, endpoint, Id, Note, PersonalName, Version } from '#shared/contract.ts'
import { meetingKinds } from '#shared/meetingId.ts'
import { leaders, organisers, permission, type Role, standing } from '#shared/permission.ts'
import { ruleSetContentSchema, thresholdSchema, verdictSchema } from '#features/rule-sets/ruleSetSchema.ts'
import { sources } from './divergence.ts'
import { levelActions } from './level.ts'
import { yearRules } from './year.ts'

const followers: readonly Role[] = [...standing, 'committee_member', ...organisers, 'viewer']
const above = ['province', 'district', 'commune'] as const

export const readScores = permission(
  'meeting_score.read',
  { vi: 'Xem điểm, mức xếp loại kỳ sinh hoạt', en: 'See scores and levels of meetings' },
  [
    ...above.map((level) => ({ level, roles: followers })),
    { level: 'cell', roles: [...standing, 'committee_member', 'member'] },
  ],
)
export const giveScores = permission(
  'meeting_score.give',
  {
    vi: 'Chấm kỳ sinh hoạt của chi bộ mình phụ trách hoặc đi kiểm tra',
    en: 'Score meetings of cells one follows or inspects',
  },
  above.map((level) => ({ level, roles: [...standing, 'committee_member', ...organisers] })),
)
export const decideLevels = permission(
  'meeting_level.decide',
  { vi: 'Quyết định mức xếp loại kỳ sinh hoạt của chi bộ', en: 'Decide the level of cells’ meetings' },
  [{ level: 'commune', roles: [...leaders, ...organisers] }],
  { over: 'directly_below', secondPerson: true },
)
export const unlockLevels = permission(
  'meeting_level.unlock',
  { vi: 'Mở lại mức xếp loại đã quyết định, có lý do', en: 'Open a decided level again, with a reason' },
  [{ level: 'commune', roles: leaders }],
  { over: 'directly_below' },
)
export const settleScores = permission(
  'meeting_score.settle',
  { vi: 'Chọn phiếu chấm, đặt cách tính điểm còn bỏ ngỏ', en: 'Choose the score sheet and settle its open points' },
  [
    { level: 'commune', roles: [...leaders, ...organisers] },
    { level: 'province', roles: [...leaders, ...organisers] },
  ],
)

const Verdicts = z.record(z.string().max(20), verdictSchema)
export const Facts = z.object({
  kind: z.enum(meetingKinds),
  minutes: z.number().nullable(),
  members: z.number(),
  invited: z.number(),
  present: z.number(),
  absent: z.number(),
  spoke: z.number(),
  papersLead: z.number().nullable(),
  resultsLag: z.number().nullable(),
  tasks: z.object({ done: z.number(), of: z.number() }),
  longestExcused: z.number(),
})
export const Open = z.object({
  longFrom: z.union([z.literal(30), z.literal(31)]),
  betweenThirtyAndHalf: z.enum(['short_30', 'half']).nullable(),
  halfSpeakers: z.enum(['over_50', 'from_40']).nullable(),
  thematicPoints: z.enum(['drop', 'to_regular', 'scale']).nullable(),
})

/** A sheet as a phone keeps it: the set in force, and what the unit above settled. */
export const Sheet = z.object({
  ruleSetId: Id,
  title: z.string(),
  content: ruleSetContentSchema.pick({ code: true, items: true, thresholds: true }),
  open: Open,
  /** Meetings running that each member has missed with reason this year, up to the last one; and the most of the year. */
  excused: z.object({ longest: z.number(), running: z.record(Id, z.number()) }),
})
export type Sheet = z.infer<typeof Sheet>

const ScoreView = z.object({
  id: Id,
  source: z.enum(sources),
  /** Null where the reader may not know: a member of a cell is known to the cell alone. */
  scorer: z.object({ id: Id, name: PersonalName.nullable() }).nullable(),
  verdicts: Verdicts,
  filled: z.array(z.string()),
  points: z.number(),
  of: z.number(),
  level: z.string().nullable(),
  agreedLevel: z.string().nullable(),
  votes: z.object({ for: z.number(), against: z.number(), abstained: z.number() }).nullable(),
  weaknesses: z.string(),
  remedies: z.string(),
  on: z.string(),
})
export type ScoreView = z.infer<typeof ScoreView>

export const MeetingScores = z.object({
  unitId: Id,
  unitName: z.string(),
  meetingId: Id,
  period: z.string(),
  kind: z.enum(meetingKinds),
  heldOn: z.string().nullable(),
  closed: z.boolean(),
  /** Null where no sheet was in force. */
  sheet: Sheet.omit({ excused: true }).nullable(),
  facts: Facts,
  filled: Verdicts,
  scores: z.array(ScoreView),
  /** Decided and opened again, the newest last. */
  decisions: z.array(
    z.object({
      id: Id,
      step: z.enum(['decide', 'unlock']),
      level: z.string().nullable(),
      reason: z.string(),
      by: PersonalName,
      personId: Id,
      on: z.string(),
    }),
  ),
  officialLevel: z.string().nullable(),
  allowedActions: z.array(z.enum([...levelActions, 'score'])),
})
export type MeetingScores = z.infer<typeof MeetingScores>

const OfMeeting = z.object({ unitId: Id, meetingId: Id })

export const getMeetingScores = endpoint(readScores)
  .route({
    method: 'GET',
    path: '/units/{unitId}/meetings/{meetingId}/scores',
    summary: 'Các phiếu chấm của một kỳ sinh hoạt, đặt cạnh nhau',
  })
  .input(OfMeeting)
  .output(MeetingScores)

export const NewScore = OfMeeting.extend({ id: Id, verdicts: Verdicts, note: Note(2000).default('') })
export type NewScore = z.infer<typeof NewScore>

/** As the officer where one follows the cell, else as an inspector; said again, the later one stands. */
export const scoreMeeting = endpoint(giveScores)
  .route({
    method: 'POST',
    path: '/units/{unitId}/meetings/{meetingId}/scores',
    summary: 'Chấm một kỳ sinh hoạt với tư cách cán bộ phụ trách hoặc tổ kiểm tra',
    successStatus: 201,
  })
  .input(NewScore)
  .output(MeetingScores)

export const LevelDecision = OfMeeting.extend({
  id: Id,
  level: z.string().max(20),
  /** Needed where the level is another than the cell's own. */
  reason: Note(500).default(''),
})
export type LevelDecision = z.infer<typeof LevelDecision>
export const decideLevel = endpoint(decideLevels)
  .route({
    method: 'POST',
    path: '/units/{unitId}/meetings/{meetingId}/level',
    summary: 'Quyết định mức xếp loại chính thức của một kỳ sinh hoạt; khóa lại',
  })
  .input(LevelDecision)
  .output(MeetingScores)

export const LevelUnlock = OfMeeting.extend({ id: Id, reason: Note(500) })
export type LevelUnlock = z.infer<typeof LevelUnlock>
export const unlockLevel = endpoint(unlockLevels)
  .route({
    method: 'POST',
    path: '/units/{unitId}/meetings/{meetingId}/level/unlock',
    summary: 'Mở lại mức xếp loại đã quyết định, có lý do',
  })
  .input(LevelUnlock)
  .output(MeetingScores)

const Share = z.object({ good: z.number(), of: z.number() })
const DivergenceView = z.object({ meetings: z.number(), points: z.number(), otherLevel: z.number() })

export const ScoreReview = z.object({
  unitName: z.string(),
  from: z.string(),
  to: z.string(),
  /** How many meetings call themselves "tốt"; how many were found so where inspectors were; how many are so officially. */
  claimed: Share,
  inspected: Share,
  official: Share,
  /** What the inspected sample allows for all, 95 in 100 (Wilson); null where nothing was inspected. */
  interval: z.object({ low: z.number(), high: z.number() }).nullable(),
  verdict: z.enum(['agrees', 'above', 'below', 'unknown']),
  divergence: DivergenceView.nullable(),
  byCell: z.array(z.object({ unitId: Id, name: z.string(), divergence: DivergenceView })),
  byScorer: z.array(
    z.object({
      id: Id,
      source: z.enum(sources),
      /** Of the cell for which they scored, where they are one of its members. */
      unitName: z.string(),
      name: PersonalName.nullable(),
      divergence: DivergenceView,
    }),
  ),
  byMonth: z.array(z.object({ month: z.string(), divergence: DivergenceView })),
})
export type ScoreReview = z.infer<typeof ScoreReview>

export const reviewScores = endpoint(readScores)
  .route({
    method: 'GET',
    path: '/units/{unitId}/score-review',
    summary: 'Đối chiếu tự chấm với cán bộ phụ trách và tổ kiểm tra',
  })
  .input(z.object({ unitId: Id, from: Day.optional(), to: Day.optional() }))
  .output(ScoreReview)

export const ScoreYear = z.object({
  unitName: z.string(),
  year: z.number(),
  rule: z.enum(yearRules).nullable(),
  meetings: z.array(
    z.object({
      meetingId: Id,
      month: z.string(),
      points: z.number().nullable(),
      selfLevel: z.string().nullable(),
      level: z.string().nullable(),
    }),
  ),
  result: z.discriminatedUnion('state', [
    z.object({ state: z.literal('not_applicable') }),
    z.object({ state: z.literal('no_rule') }),
    z.object({ state: z.literal('missing'), months: z.array(z.string()) }),
    z.object({
      state: z.literal('value'),
      good: z.number(),
      of: z.number(),
      points: z.number().nullable(),
      level: z.string().nullable(),
    }),
  ]),
})
export type ScoreYear = z.infer<typeof ScoreYear>
export const getScoreYear = endpoint(readScores)
  .route({
    method: 'GET',
    path: '/units/{unitId}/score-year',
    summary: 'Mức các kỳ sinh hoạt trong năm của một chi bộ và kết quả cả năm',
  })
  .input(z.object({ unitId: Id, year: z.coerce.number().int().min(2000).max(2100) }))
  .output(ScoreYear)

export const ScoreSettings = Open.extend({
  ruleSetCode: z.string().max(60).nullable(),
  yearRule: z.enum(yearRules).nullable(),
})
export type ScoreSettings = z.infer<typeof ScoreSettings>
export const ScoreSettingsView = ScoreSettings.extend({
  unitName: z.string(),
  /** Of the unit's own row; null while it follows what is set above. */
  version: z.number().nullable(),
  settledIn: z.string().nullable(),
  sheets: z.array(z.object({ code: z.string(), title: z.string(), thresholds: z.array(thresholdSchema) })),
  allowedActions: z.array(z.enum(['settle'])),
})
export type ScoreSettingsView = z.infer<typeof ScoreSettingsView>

export const getScoreSettings = endpoint(readScores)
  .route({ method: 'GET', path: '/units/{unitId}/score-settings', summary: 'Phiếu chấm và cách tính điểm đang theo' })
  .input(z.object({ unitId: Id }))
  .output(ScoreSettingsView)
export const setScoreSettings = endpoint(settleScores)
  .route({ method: 'PUT', path: '/units/{unitId}/score-settings', summary: 'Chọn phiếu chấm, đặt cách tính điểm' })
  .input(ScoreSettings.extend({ unitId: Id, version: Version.nullable() }))
  .output(ScoreSettingsView)
