import type { Tx } from '#platform/server/database.ts'
import type { Call } from '#platform/server/serve.ts'
import { sql } from 'kysely'
import { attributes } from '#features/targets/server/cells.ts'
import type { ReportHead, UnitRow } from '../contract.ts'
import { noCounts } from '../report.ts'
import { type CellRecord, countUnits, listCells } from './count.ts'
import { headOf, type OpenReport, rowOf } from './queries.ts'
import { standsInTree } from './scope.ts'
import { inOfficialOrder, type UnitInTree, unitColumns } from './tree.ts'

/** A whole report, as files carry it: every unit down to the communes, and every cell with its decision. */
export type ReportTable = { head: ReportHead; rows: (UnitRow & { depth: number })[]; cells: CellRecord[] }

export async function readTable(call: Call, unitId: string, report: OpenReport): Promise<ReportTable> {
  const [{ tx }, { scope }] = [call, report]
  const head = await headOf(call, unitId, report)
  const units = await listTree(tx, report, unitId)
  const counts = await countUnits(tx, scope, [unitId, ...units.map((unit) => unit.unitId)])
  const of = (id: string) => counts.get(id) ?? noCounts
  return {
    head,
    rows: [
      { ...rowOf(head.unit, of(unitId), scope.year), depth: 0 },
      ...units.map((unit) => ({ ...rowOf(unit, of(unit.unitId), scope.year), depth: unit.depth })),
    ],
    cells: await listCells(tx, scope, unitId),
  }
}

type Placed = UnitInTree & { parentId: string; depth: number }

/** Units below down to the communes, each followed by those below it. */
async function listTree(tx: Tx, { scope }: OpenReport, unitId: string): Promise<Placed[]> {
  const { rows } = await sql<Placed>`
    select ${unitColumns(scope)}, true as "inTree", v.parent_id as "parentId", c.depth
    from unit_closure c
    join unit_version v on v.unit_id = c.descendant_id and ${standsInTree(scope)}
    join unit_kind k on k.code = v.kind and k.level in ('province', 'district', 'commune')
    where c.ancestor_id = ${unitId} and c.depth > 0 and c.via = 'parent' and ${attributes(scope)}`.execute(tx)
  const below = Map.groupBy(rows, ({ parentId }) => parentId)
  const walk = (id: string): Placed[] =>
    (below.get(id) ?? []).toSorted(inOfficialOrder).flatMap((unit) => [unit, ...walk(unit.unitId)])
  return walk(unitId)
}
