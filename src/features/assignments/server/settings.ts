import { sql } from 'kysely'
import type { Tx } from '#platform/server/database.ts'
import type { AssignmentSummary } from '../contract.ts'

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
  if (!row)
    return { travelMinutes: null, meetingsPerHalfDay: null, targetsPerOfficer: null, version: null, setBy: null }
  const { travelMinutes, meetingsPerHalfDay, targetsPerOfficer, version, name } = row
  return {
    travelMinutes,
    meetingsPerHalfDay,
    targetsPerOfficer,
    version: row.unitId === unitId ? version : null,
    setBy: name,
  }
}
