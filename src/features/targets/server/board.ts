import { sql } from 'kysely'
import type { Tx } from '#platform/server/database.ts'
import type { Call } from '#platform/server/serve.ts'
import { getUnitOnDay, isWithinScope, type UnitOnDay, unitsBelow } from '#features/units/server/queries.ts'
import { checkCascade, type Check, gapsOf, type Promise as Promised } from '../cascade.ts'
import type { TargetBoard } from '../contract.ts'
import { type Denominator, inForceOn, promisedCells, promisingLevels, stateOn } from '../target.ts'
import { cellsOf, ntmOf } from './cells.ts'
import { listTargets, nameOf, partsOf, requireWithinScope, type StoredTarget, viewTarget } from './queries.ts'
import { getProgrammeOn } from './term.ts'

type Kind = { denominator: Denominator; year: number | null }
type CellCounts = Map<string, { cells: number; ntmCells: number }>

/** A unit's targets beside those of the units below it, on a day of the tree of that day. */
export async function showTargets(
  call: Call,
  {
    unitId,
    on = call.today,
    programme: code,
  }: { unitId: string; on?: string | undefined; programme?: string | undefined },
): Promise<TargetBoard> {
  const { tx } = call
  await requireWithinScope(call, unitId)
  const [unit, programme] = [await getUnitOnDay(tx, unitId, on), await getProgrammeOn(tx, on, code)]
  const below = (await unitsBelow(tx, unitId, on, 'then')).filter(({ level }) => promisingLevels.includes(level))
  const ids = below.map(({ id }) => id)
  const [targets, counts] = [await listTargets(tx, programme.id, ids), await countCells(tx, on, ids)]
  const parts = partsOf(call, unitId, unit.parentId)
  const standing = (id: string) =>
    standingOf(
      targets.filter((target) => target.unitId === id),
      on,
    )
  const checked = kindsOf(targets, on).map((kind) => ({
    kind,
    checks: checkCascade(below.map((one) => promiseOf(one, kind, standing(one.id), counts, on))),
  }))
  const named = namer(below)
  return {
    unit: { unitId, name: unit.name, level: unit.level },
    above: unit.parentId === null ? null : await aboveOf(call, unit.parentId, on),
    programme,
    on,
    mayRegister: parts.includes('unit') && promisingLevels.includes(unit.level),
    targets: targets.filter((target) => target.unitId === unitId).map((target) => viewTarget(call, target, parts)),
    checks: checked.flatMap(({ kind, checks }) => ownCheck(kind, unitId, checks, named)),
    below: below
      .filter(({ parentId }) => parentId === unitId)
      .map(({ id, level }) => ({
        ...named(id),
        level,
        targets: standing(id).map((target) => viewTarget(call, target, partsOf(call, id, unitId))),
      })),
    gaps: checked.flatMap(({ kind, checks }) =>
      gapsOf(checks).map(({ unitId: at, silent, ...gap }) => ({
        ...kind,
        ...gap,
        unit: named(at),
        silent: silent.map(named),
      })),
    ),
  }
}

const aboveOf = async ({ tx, actor, today }: Call, unitId: string, on: string) => ({
  ...(await nameOf(tx, unitId, on)),
  visible: await isWithinScope(tx, actor, unitId, today),
})

function namer(units: readonly UnitOnDay[]) {
  const names = new Map(units.map(({ id, name }) => [id, name]))
  return (unitId: string) => ({ unitId, name: names.get(unitId) ?? '' })
}

const keyOf = ({ denominator, year }: Kind) => `${denominator} ${year ?? ''}`

/** The target of each kind that stood on the day. */
function standingOf(targets: readonly StoredTarget[], on: string): StoredTarget[] {
  return [...Map.groupBy(targets, keyOf).values()].flatMap((ofKind) => inForceOn(ofKind, on) ?? [])
}

/** Every kind promised by anybody here on the day: years the latest first, then the term's. */
function kindsOf(targets: readonly StoredTarget[], on: string): Kind[] {
  const kinds = new Map(
    [...Map.groupBy(targets, ({ unitId }) => unitId).values()]
      .flatMap((own) => standingOf(own, on))
      .map(({ denominator, year }) => [keyOf({ denominator, year }), { denominator, year }]),
  )
  return [...kinds.values()].toSorted(
    (a, b) => (b.year ?? 0) - (a.year ?? 0) || a.denominator.localeCompare(b.denominator),
  )
}

function promiseOf(
  { id, parentId }: UnitOnDay,
  kind: Kind,
  standing: readonly StoredTarget[],
  counts: CellCounts,
  on: string,
): Promised {
  const target = standing.find((one) => keyOf(one) === keyOf(kind))
  if (!target) return { unitId: id, parentId, cells: null, state: null }
  const { cells = 0, ntmCells = 0 } = counts.get(id) ?? {}
  const of = kind.denominator === 'NTM_COMMUNE_CELLS' ? ntmCells : cells
  const state = stateOn(target, on) === 'agreed' ? 'agreed' : 'registered'
  return { unitId: id, parentId, cells: promisedCells(kind.denominator, target.value, of), state }
}

function ownCheck(
  kind: Kind,
  unitId: string,
  checks: readonly Check[],
  named: (unitId: string) => { unitId: string; name: string },
) {
  return checks
    .filter((check) => check.unitId === unitId)
    .map(({ promised, below, gap, silent, awaiting }) => ({
      ...kind,
      promised,
      below,
      gap,
      silent: silent.map(named),
      awaiting: awaiting.map(named),
    }))
}

/** Cells of each unit that day: a promise of a share is of them. */
async function countCells(tx: Tx, on: string, unitIds: readonly string[]): Promise<CellCounts> {
  const tree = { asOf: on, basis: 'then', today: on } as const
  const { rows } = await sql<{ unitId: string; cells: number; ntmCells: number }>`
    with cell as materialized (${cellsOf(tree, unitIds)})
    select cell.unit_id as "unitId", count(*) as cells, count(ntm.yes) as "ntmCells"
    from cell left join lateral (${ntmOf(tree, sql.ref('cell.cell_id'))}) ntm on true group by cell.unit_id`.execute(tx)
  return new Map(rows.map(({ unitId, ...counts }) => [unitId, counts]))
}
