import { z } from 'zod'
import { endpoint, Id, Line, Note, Version, Day, PersonalName } from '#shared/contract.ts'
import { leaders, organisers, permission, type Role } from '#shared/permission.ts'
import { Hour, Period } from '#features/calendar/contract.ts'

const keepers: readonly Role[] = [...leaders, ...organisers]
export const proposeSchedules = permission(
  'schedule.propose',
  {
    vi: 'Nhờ hệ thống đề xuất lịch họp của cả đơn vị, xem lại và nhận lịch',
    en: 'Have days proposed for all bodies below, and accept them',
  },
  [
    { level: 'commune', roles: keepers },
    { level: 'district', roles: keepers },
    { level: 'province', roles: keepers },
  ],
)

const Slot = z.object({ day: z.string(), time: z.string() })
const Problem = z.object({
  meetings: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      minutes: z.number(),
      slots: z.array(Slot),
      fixed: z.enum(['wish', 'planned']).nullable(),
      usual: Slot.nullable(),
      people: z.array(z.string()),
      free: z.array(Slot),
      wider: z.array(Slot),
    }),
  ),
  people: z.array(z.object({ id: z.string(), name: PersonalName, perHalfDay: z.number() })),
  travelMinutes: z.number(),
})
const Placement = Slot.extend({ meetingId: z.string() })
const Missed = z.object({ personId: z.string(), meetingId: z.string(), insteadOf: z.array(z.string()) })
const Cause = z.discriminatedUnion('code', [
  z.object({ code: z.literal('too_many'), meetings: z.number(), room: z.number() }),
  z.object({ code: z.literal('fixed_together'), one: z.string(), other: z.string() }),
  z.object({ code: z.literal('others') }),
])
const missedAfter = z.number()
const Change = z.discriminatedUnion('code', [
  z.object({ code: z.literal('widen'), meetingIds: z.array(z.string()), missedAfter }),
  z.object({ code: z.literal('more_per_half_day'), to: z.number(), missedAfter }),
  z.object({ code: z.literal('release'), meetingId: z.string(), missedAfter }),
  z.object({ code: z.literal('replace'), meetingId: z.string(), missedAfter }),
])
const Unmet = z.object({
  personId: z.string(),
  meetingIds: z.array(z.string()),
  cause: Cause,
  changes: z.array(Change),
})
export const ScheduleAnswer = z.object({
  placements: z.array(Placement),
  missed: z.array(Missed),
  changed: z.number(),
  proved: z.boolean(),
  unmet: z.array(Unmet),
  milliseconds: z.number(),
})
export const ScheduleRequest = z.object({
  problem: Problem,
  /** Units below that get a meeting by this proposal; the rest of the meetings are only in the way. */
  targets: z.array(z.object({ unitId: Id, kind: z.enum(['regular', 'committee']), place: z.string() })),
  seconds: z.number(),
})
export type ScheduleRequest = z.infer<typeof ScheduleRequest>

export const ProposalView = z.object({
  id: Id,
  version: z.number(),
  unitId: Id,
  unitName: z.string(),
  period: z.string(),
  /** `interrupted`: whoever was working on it is gone; ask again. */
  state: z.enum(['working', 'proposed', 'failed', 'cancelled', 'accepted', 'interrupted']),
  askedAt: z.string(),
  request: ScheduleRequest,
  answer: ScheduleAnswer.nullable(),
  allowedActions: z.array(z.enum(['cancel', 'accept'])),
})
export type ProposalView = z.infer<typeof ProposalView>

export const NewProposal = z.object({
  unitId: Id,
  id: Id,
  period: Period,
  /** Hours at which meetings may begin. */
  times: z.array(Hour).min(1).max(6),
  /** Days left out: new year, holidays, whatever the planner knows of. */
  without: z.array(Day).max(31).default([]),
  perHalfDay: z.number().int().min(1).max(6),
  travelMinutes: z.number().int().min(0).max(480),
  minutes: z.object({ cell: z.number().int().min(15).max(720), committee: z.number().int().min(15).max(720) }),
  /** Committees of communes below too, and the unit's own if it is a commune. */
  committees: z.boolean().default(false),
  /** Cells that the inspection team visits that month. */
  inspected: z.array(Id).max(200).default([]),
})
export type NewProposal = z.infer<typeof NewProposal>

export const proposeSchedule = endpoint(proposeSchedules)
  .route({
    method: 'POST',
    path: '/units/{unitId}/schedule-proposals',
    summary: 'Đề xuất ngày giờ họp trong tháng',
    successStatus: 201,
  })
  .input(NewProposal)
  .output(ProposalView)

export const showProposal = endpoint(proposeSchedules)
  .route({ method: 'GET', path: '/units/{unitId}/schedule-proposals/{proposalId}', summary: 'Đề xuất lịch họp' })
  .input(z.object({ unitId: Id, proposalId: Id }))
  .output(ProposalView)

export const cancelProposal = endpoint(proposeSchedules)
  .route({
    method: 'POST',
    path: '/units/{unitId}/schedule-proposals/{proposalId}/cancel',
    summary: 'Dừng hoặc bỏ đề xuất lịch họp',
  })
  .input(z.object({ unitId: Id, proposalId: Id, version: Version }))
  .output(ProposalView)

export const ProposalAccept = z.object({
  unitId: Id,
  proposalId: Id,
  version: Version,
  /** As proposed, or as somebody has adjusted it. */
  placements: z
    .array(z.object({ unitId: Id, day: Day, time: Hour, place: Line(200) }))
    .min(1)
    .max(3000),
  /** For days outside the window. */
  reason: Note(300).default(''),
})
export type ProposalAccept = z.infer<typeof ProposalAccept>

export const acceptProposal = endpoint(proposeSchedules)
  .route({
    method: 'POST',
    path: '/units/{unitId}/schedule-proposals/{proposalId}/accept',
    summary: 'Nhận lịch đã đề xuất và lên lịch các buổi họp',
  })
  .input(ProposalAccept)
  .output(z.object({ planned: z.number(), kept: z.number() }))
