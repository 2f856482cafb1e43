import { sql } from 'kysely'
import { requireOver } from '#features/units/server/queries.ts'
import type { Tx } from '#platform/server/database.ts'
import { record } from '#platform/server/journal.ts'
import type { Call } from '#platform/server/serve.ts'
import { Problem } from '#shared/problem.ts'
import { type AssignmentSummary, type FollowingSettings, keepAssignments } from '../contract.ts'
import { showSummary } from './queries.ts'

export type NearestSettings = AssignmentSummary['settings']

type Row = {
  unitId: string
  travelMinutes: number | null
  meetingsPerHalfDay: number | null
  targetsPerOfficer: number | null
  version: number
  name: string
}

/** The limits that hold for a unit: its own row, else the nearest above that has one; all empty where nobody set any. */
export async function nearestSettings(tx: Tx, unitId: string, day: string): Promise<NearestSettings> {
  const { rows } = await sql<Row>`
    select s.unit_id as "unitId", s.travel_minutes as "travelMinutes", s.meetings_per_half_day as "meetingsPerHalfDay",
      s.targets_per_officer as "targetsPerOfficer", s.version, v.name
    from unit_closure c
    join following_settings s on s.unit_id = c.ancestor_id
    join unit_version v on v.unit_id = s.unit_id and v.valid @> ${day}::date
    where c.descendant_id = ${unitId} and c.via = 'parent' and c.valid @> ${day}::date
    order by c.depth limit 1`.execute(tx)
  const [row] = rows
  if (!row) return { travelMinutes: null, meetingsPerHalfDay: null, targetsPerOfficer: null, version: null, setBy: null }
  const { travelMinutes, meetingsPerHalfDay, targetsPerOfficer, version, name } = row
  return {
    travelMinutes,
    meetingsPerHalfDay,
    targetsPerOfficer,
    version: row.unitId === unitId ? version : null,
    setBy: name,
  }
}

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
