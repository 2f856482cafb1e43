import { sql } from 'kysely'
import { z } from 'zod'
import { type Level, levels } from '#shared/permission.ts'
import type { Tx } from '#platform/server/database.ts'
import { dossierStates } from '../dossier.ts'

/** A dossier as its own row, and the units above its cell on a day. */

const Row = z.object({
  id: z.string(),
  unitId: z.string(),
  programmeId: z.string(),
  ruleSetId: z.string(),
  year: z.number(),
  state: z.enum(dossierStates),
  registeredOn: z.string().nullable(),
  preparedBy: z.string().nullable(),
  dueOn: z.string().nullable(),
  returnReason: z.string().nullable(),
  carriedFrom: z.string().nullable(),
  carriedTo: z.string().nullable(),
  version: z.number(),
})
export type DossierRow = z.infer<typeof Row>

export function dossierRows(tx: Tx) {
  return tx
    .selectFrom('dossier as d')
    .select(['d.id', 'd.unit_id as unitId', 'd.programme_id as programmeId', 'd.rule_set_id as ruleSetId', 'd.year'])
    .select(['d.state', 'd.registered_on as registeredOn', 'd.prepared_by as preparedBy', 'd.due_on as dueOn'])
    .select(['d.return_reason as returnReason', 'd.carried_from as carriedFrom', 'd.carried_to as carriedTo'])
    .select('d.version')
}

export const readRows = (rows: readonly unknown[]): DossierRow[] => z.array(Row).parse(rows)

const UnitRow = z.object({
  cellId: z.string(),
  unitId: z.string(),
  name: z.string(),
  kind: z.string(),
  level: z.enum(levels),
})
export type UnitOnPath = { unitId: string; name: string; kind: string; level: Level }

/** The cells and everything above them on a day, each from itself upwards; empty for a unit not there that day. */
export async function loadPaths(tx: Tx, cellIds: readonly string[], day: string): Promise<Map<string, UnitOnPath[]>> {
  const paths = new Map<string, UnitOnPath[]>(cellIds.map((id) => [id, []]))
  if (cellIds.length === 0) return paths
  const rows = await tx
    .selectFrom('unit_closure as c')
    .innerJoin('unit_version as v', (join) =>
      join.onRef('v.unit_id', '=', 'c.ancestor_id').on(sql<boolean>`v.valid @> ${day}::date`),
    )
    .innerJoin('unit_kind as k', 'k.code', 'v.kind')
    .select(['c.descendant_id as cellId', 'v.unit_id as unitId', 'v.name', 'v.kind', 'k.level'])
    .where('c.descendant_id', 'in', [...new Set(cellIds)])
    .where('c.via', '=', 'parent')
    .where(sql<boolean>`c.valid @> ${day}::date`)
    .orderBy('c.depth')
    .execute()
  for (const { cellId, ...unit } of z.array(UnitRow).parse(rows)) paths.get(cellId)?.push(unit)
  return paths
}

const DatedRow = UnitRow.omit({ cellId: true }).extend({ day: z.string() })

/** One cell's path on each of several days. */
export async function loadPathsOn(tx: Tx, cellId: string, days: readonly string[]): Promise<Map<string, UnitOnPath[]>> {
  const paths = new Map<string, UnitOnPath[]>(days.map((day) => [day, []]))
  const { rows } = await sql<unknown>`
    select d.day::text as day, v.unit_id as "unitId", v.name, v.kind, k.level
    from unnest(${[...paths.keys()]}::date[]) as d(day)
    join unit_closure c on c.descendant_id = ${cellId} and c.via = 'parent' and c.valid @> d.day
    join unit_version v on v.unit_id = c.ancestor_id and v.valid @> d.day
    join unit_kind k on k.code = v.kind
    order by c.depth`.execute(tx)
  for (const { day, ...unit } of z.array(DatedRow).parse(rows)) paths.get(day)?.push(unit)
  return paths
}
