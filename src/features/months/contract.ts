import { z } from 'zod'
import { Basis, Day, endpoint, Id, PageQuery, pageOf } from '#shared/contract.ts'
import { organisers, permission, type Role, standing } from '#shared/permission.ts'
import { monthCounts, monthNotices } from './month.ts'

const followers: readonly Role[] = [...standing, 'committee_member', ...organisers, 'viewer']

/** Counts only; single members are seen by their cell alone. */
export const readMonths = permission(
  'month.read',
  { vi: 'Xem tháng sinh hoạt của chi bộ', en: 'See the month of cells' },
  [
    { level: 'province', roles: followers },
    { level: 'district', roles: followers },
    { level: 'commune', roles: followers },
    { level: 'cell', roles: [...standing, 'committee_member', 'member'] },
  ],
)

const Month = Day.refine((day) => day.endsWith('-01'), 'wrong_day')
const Count = z.number().int().min(0)
const Counts = z.object(
  Object.fromEntries(monthCounts.map((name) => [name, Count])) as Record<(typeof monthCounts)[number], typeof Count>,
)

export const CellMonth = z.object({
  unitId: Id,
  name: z.string(),
  counts: Counts,
  /** The day of the month's regular meeting, or of its newest meeting; null before there is one. */
  heldOn: z.string().nullable(),
  notices: z.array(z.enum(monthNotices)),
})
export type CellMonth = z.infer<typeof CellMonth>

export const UnitMonth = z.object({
  unitId: Id,
  name: z.string(),
  /** Cells under the unit on the month's last day, or today; and how many of them met. */
  cells: Count,
  cellsMet: Count,
  counts: Counts,
})
export type UnitMonth = z.infer<typeof UnitMonth>

export const listCellMonths = endpoint(readMonths)
  .route({
    method: 'GET',
    path: '/units/{unitId}/cell-months',
    summary: 'Tháng sinh hoạt của từng chi bộ thuộc một đơn vị',
  })
  .input(PageQuery.extend({ unitId: Id, month: Month, basis: Basis.default('then') }))
  .output(pageOf(CellMonth))

export const listUnitMonths = endpoint(readMonths)
  .route({
    method: 'GET',
    path: '/units/{unitId}/unit-months',
    summary: 'Tháng sinh hoạt của một tỉnh, theo từng xã, phường',
  })
  .input(z.object({ unitId: Id, month: Month, basis: Basis.default('then') }))
  .output(z.object({ items: z.array(UnitMonth), total: UnitMonth.omit({ unitId: true, name: true }) }))
