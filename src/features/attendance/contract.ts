import { z } from 'zod'
import { endpoint, Id, personal } from '#shared/contract.ts'
import { permission, standing } from '#shared/permission.ts'

/** Single members are nobody's business but the cell's. */
export const readAttendance = permission(
  'attendance.read',
  { vi: 'Xem chuyên cần của từng đảng viên trong chi bộ mình', en: 'See the attendance of each member of one’s cell' },
  [{ level: 'cell', roles: [...standing, 'committee_member'] }],
  { over: 'own' },
)

const Count = z.number().int().min(0)

export const MemberAttendance = z.object({
  id: Id,
  name: personal(z.string(), 'cell_member.name'),
  exempt: z.boolean(),
  present: Count,
  excused: Count,
  absent: Count,
  invited: Count,
  /** Newest meetings running that they were not at; three are pointed out. */
  running: Count,
  flagged: z.boolean(),
})
export type MemberAttendance = z.infer<typeof MemberAttendance>

export const AttendanceView = z.object({
  unitId: Id,
  name: z.string(),
  year: z.number(),
  /** Held in the year. */
  meetings: Count,
  members: z.array(MemberAttendance),
})
export type AttendanceView = z.infer<typeof AttendanceView>

export const showAttendance = endpoint(readAttendance)
  .route({ method: 'GET', path: '/units/{unitId}/attendance', summary: 'Chuyên cần của từng đảng viên trong một năm' })
  .input(z.object({ unitId: Id, year: z.coerce.number().int().min(1930).max(2100).optional() }))
  .output(AttendanceView)
