import { z } from 'zod'
import {
  Day,
  DocumentReference,
  endpoint,
  Id,
  Line,
  Note,
  PageQuery,
  pageOf,
  PersonalName,
  Version,
} from '#shared/contract.ts'
import { leaders, organisers, permission, type Role } from '#shared/permission.ts'
import { assignmentKinds, targetLevels } from './assignment.ts'

const keepers: readonly Role[] = [...leaders, ...organisers]

export const readAssignments = permission(
  'assignment.read',
  { vi: 'Xem ai phụ trách địa bàn nào', en: 'See who follows which unit' },
  'signed_in',
)
export const keepAssignments = permission(
  'assignment.keep',
  { vi: 'Phân công cán bộ phụ trách, lập cụm', en: 'Assign officers to units, form clusters' },
  [
    { level: 'commune', roles: keepers },
    { level: 'district', roles: keepers },
    { level: 'province', roles: keepers },
  ],
)

const Kind = z.enum(assignmentKinds)
const TargetLevel = z.enum(targetLevels)
const Person = z.object({ id: Id, name: PersonalName })

export const AssignmentView = z.object({
  id: Id,
  version: z.number(),
  unitId: Id,
  byUnitId: Id,
  byUnitName: z.string(),
  /** Null where a post is enough. */
  person: Person.nullable(),
  title: z.string(),
  kind: Kind,
  standsInFor: Id.nullable(),
  from: z.string(),
  to: z.string().nullable(),
  endedReason: z.string().nullable(),
  decision: DocumentReference.nullable(),
  /** Expected at meetings that day: not while somebody stands in. */
  expected: z.boolean(),
  allowedActions: z.array(z.enum(['end', 'substitute'])),
})
export type AssignmentView = z.infer<typeof AssignmentView>

export const TargetRow = z.object({
  unitId: Id,
  name: z.string(),
  level: TargetLevel,
  parentName: z.string().nullable(),
  assignments: z.array(AssignmentView),
  allowedActions: z.array(z.enum(['assign'])),
})
export type TargetRow = z.infer<typeof TargetRow>

/** `gaps`: only units nobody is expected at that day. */
export const listTargets = endpoint(readAssignments)
  .route({ method: 'GET', path: '/units/{unitId}/targets', summary: 'Địa bàn và cán bộ phụ trách của một đơn vị' })
  .input(
    PageQuery.extend({
      unitId: Id,
      level: TargetLevel.default('cell'),
      on: Day.optional(),
      gaps: z.stringbool().default(false),
    }),
  )
  .output(pageOf(TargetRow))

export const AssignmentSummary = z.object({
  on: z.string(),
  levels: z.array(z.object({ level: TargetLevel, units: z.number(), withOfficer: z.number() })),
  officers: z.array(z.object({ person: Person, targets: z.number(), over: z.boolean() })),
  posts: z.number(),
  settings: z.object({
    travelMinutes: z.number().nullable(),
    meetingsPerHalfDay: z.number().nullable(),
    targetsPerOfficer: z.number().nullable(),
    /** Of the unit's own row; null while it follows what is set above. */
    version: z.number().nullable(),
    setBy: z.string().nullable(),
  }),
  allowedActions: z.array(z.enum(['set', 'cluster', 'hand_over'])),
})
export type AssignmentSummary = z.infer<typeof AssignmentSummary>

export const showSummary = endpoint(readAssignments)
  .route({
    method: 'GET',
    path: '/units/{unitId}/following',
    summary: 'Tổng hợp phân công: chỗ trống, số địa bàn mỗi người',
  })
  .input(z.object({ unitId: Id, on: Day.optional() }))
  .output(AssignmentSummary)

export const FollowingSettings = z.object({
  unitId: Id,
  travelMinutes: z.number().int().min(0).max(480).nullable(),
  meetingsPerHalfDay: z.number().int().min(1).max(6).nullable(),
  targetsPerOfficer: z.number().int().min(1).max(200).nullable(),
  version: Version.nullable(),
})
export type FollowingSettings = z.infer<typeof FollowingSettings>

export const setFollowing = endpoint(keepAssignments)
  .route({
    method: 'PUT',
    path: '/units/{unitId}/following',
    summary: 'Đặt giới hạn khi xếp việc cho cán bộ phụ trách',
  })
  .input(FollowingSettings)
  .output(AssignmentSummary)

export const NewAssignment = z.object({
  unitId: Id,
  id: Id,
  byUnitId: Id,
  /** Absent where the post is enough. */
  personId: Id.optional(),
  title: Line(200),
  kind: Kind.default('follow'),
  standsInFor: Id.optional(),
  from: Day,
  to: Day.optional(),
  decision: DocumentReference.optional(),
})
export type NewAssignment = z.infer<typeof NewAssignment>

export const assign = endpoint(keepAssignments)
  .route({
    method: 'POST',
    path: '/units/{unitId}/assignments',
    summary: 'Phân công cán bộ phụ trách',
    successStatus: 201,
  })
  .input(NewAssignment)
  .output(AssignmentView)

export const AssignmentEnd = z.object({ unitId: Id, assignmentId: Id, version: Version, on: Day, reason: Note(300) })
export type AssignmentEnd = z.infer<typeof AssignmentEnd>

export const endAssignment = endpoint(keepAssignments)
  .route({ method: 'POST', path: '/units/{unitId}/assignments/{assignmentId}/end', summary: 'Ghi thôi phụ trách' })
  .input(AssignmentEnd)
  .output(AssignmentView)

export const HandOver = z.object({
  unitId: Id,
  fromPersonId: Id,
  toPersonId: Id,
  title: Line(200),
  on: Day,
  reason: Line(300),
  decision: DocumentReference.optional(),
})
export type HandOver = z.infer<typeof HandOver>

/** Everything somebody follows by this unit's word goes to somebody else that day, in one transaction. */
export const handOver = endpoint(keepAssignments)
  .route({ method: 'POST', path: '/units/{unitId}/hand-over', summary: 'Bàn giao địa bàn cho người khác' })
  .input(HandOver)
  .output(z.object({ moved: z.number(), kept: z.number() }))

export const FollowedUnit = AssignmentView.extend({
  unitName: z.string(),
  level: TargetLevel,
  parentName: z.string().nullable(),
})
export type FollowedUnit = z.infer<typeof FollowedUnit>

export const listFollowed = endpoint(readAssignments)
  .route({ method: 'GET', path: '/me/followed', summary: 'Địa bàn của tôi' })
  .input(z.object({ on: Day.optional() }))
  .output(z.object({ items: z.array(FollowedUnit) }))

export const ClusterView = z.object({
  id: Id,
  version: z.number(),
  name: z.string(),
  head: Person.nullable(),
  headTitle: z.string(),
  from: z.string(),
  to: z.string().nullable(),
  decision: DocumentReference.nullable(),
  members: z.array(z.object({ id: Id, name: z.string() })),
})
export type ClusterView = z.infer<typeof ClusterView>

export const listClusters = endpoint(readAssignments)
  .route({ method: 'GET', path: '/units/{unitId}/clusters', summary: 'Các cụm của một đơn vị' })
  .input(z.object({ unitId: Id, on: Day.optional() }))
  .output(z.object({ items: z.array(ClusterView) }))

export const NewCluster = z.object({
  unitId: Id,
  id: Id,
  name: Line(120),
  headId: Id.optional(),
  headTitle: Line(200),
  memberIds: z.array(Id).min(1).max(200),
  from: Day,
  decision: DocumentReference.optional(),
})
export type NewCluster = z.infer<typeof NewCluster>

export const formCluster = endpoint(keepAssignments)
  .route({ method: 'POST', path: '/units/{unitId}/clusters', summary: 'Lập cụm và cử trưởng cụm', successStatus: 201 })
  .input(NewCluster)
  .output(ClusterView)

export const endCluster = endpoint(keepAssignments)
  .route({ method: 'POST', path: '/units/{unitId}/clusters/{clusterId}/end', summary: 'Kết thúc một cụm' })
  .input(z.object({ unitId: Id, clusterId: Id, version: Version, on: Day }))
  .output(ClusterView)
