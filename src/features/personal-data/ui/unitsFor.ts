import { grants, type Permission } from '#shared/permission.ts'
import type { Session } from '#platform/web/session.ts'

/** The units over which one's positions grant something, each once. */
export function unitsFor(
  permission: Permission,
  { positions, today }: Session,
): { unitId: string; unitName: string }[] {
  const granting = positions.filter((position) => grants(permission, [position], true, today))
  return granting.filter(({ unitId }, index) => granting.findIndex((one) => one.unitId === unitId) === index)
}
