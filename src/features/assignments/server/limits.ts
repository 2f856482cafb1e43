import { requireOver } from '#features/units/server/queries.ts'
import { record } from '#platform/server/journal.ts'
import type { Call } from '#platform/server/serve.ts'
import { Problem } from '#shared/problem.ts'
import { type AssignmentSummary, type FollowingSettings, keepAssignments } from '../contract.ts'
import { showSummary } from './queries.ts'
import { nearestSettings } from './settings.ts'

/** Set for this unit and everything below it. */
export async function setFollowing(call: Call, input: FollowingSettings): Promise<AssignmentSummary> {
  const { tx } = call
  await requireOver(call, keepAssignments, input.unitId)
  const before = await nearestSettings(tx, input.unitId, call.today)
  if (before.version !== input.version) throw new Problem('stale_version')
  const values = {
    travel_minutes: input.travelMinutes,
    meetings_per_half_day: input.meetingsPerHalfDay,
    targets_per_officer: input.targetsPerOfficer,
  }
  if (input.version === null) {
    await tx
      .insertInto('following_settings')
      .values({ unit_id: input.unitId, ...values })
      .execute()
  } else {
    const { numUpdatedRows } = await tx
      .updateTable('following_settings')
      .set({ ...values, version: input.version + 1 })
      .where('unit_id', '=', input.unitId)
      .where('version', '=', input.version)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw new Problem('stale_version')
  }
  await record(call, {
    action: 'following.set',
    objectType: 'following_settings',
    objectId: input.unitId,
    unitId: input.unitId,
    before,
    after: values,
  })
  return showSummary(call, input.unitId, call.today)
}
