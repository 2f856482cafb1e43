import { sql } from 'kysely'
import type { Tx } from '#platform/server/database.ts'
import { hashOf, idOf } from '#platform/server/id.ts'
import { settleMonths } from '#features/months/server/rollUp.ts'
import { listKinds } from '#features/units/server/queries.ts'
import { addDays } from '#shared/format.ts'
import { type Applied, applyPlan, choicesOf } from '../applying.ts'
import { bindPlan, type Bound } from '../binding.ts'
import type { Decision, Operation, Refusal } from '../plan.ts'
import type { PlanFile } from '../planFile.ts'
import { standsOn, type Tree } from '../tree.ts'
import { endHoldings, passPowers } from './succession.ts'
import { loadTree, saveTree, type Written } from './treeStore.ts'

/** Any constant: plans are applied one after another, and whoever comes second is told instead of waiting. */
const LOCK = 729_460_160

export type Done = Written & { entered: number; already: number; positions: number; powers: number }
export type Applying = {
  since: string
  /** `main`: units below a split one follow its main successor unless the plan places them. */
  undecided: 'refuse' | 'main'
}

/** Units that the plan names and the organisation does not know are entered from the first day of its year. */
export const howToApply = ({ effective }: PlanFile): Applying => ({
  since: `${effective.slice(0, 4)}-01-01`,
  undecided: 'refuse',
})

/** A plan laid over the organisation as it is now, without writing anything. */
export type Laid = {
  before: Tree
  bound: Bound
  operations: Operation[]
  result: Applied | { refusals: Refusal[] }
  /** Of everything the plan rests on: it changes when another plan gets there first. */
  hash: string
}

export async function layPlan(tx: Tx, file: PlanFile, { since, undecided }: Applying): Promise<Laid> {
  const before = await loadTree(tx)
  const bound = bindPlan(file, before, since, (key) => idOf(`reorganisation:${key}`))
  const operations = undecided === 'main' ? placed(bound) : bound.operations
  const around = { kinds: await listKinds(tx), lastFacts: await lastFacts(tx, endingOf(operations)) }
  const result = applyPlan(bound.tree, operations, around)
  const named = new Set(bound.operations.flatMap(unitsOf))
  const rest = [...before.versions].filter(
    ([unitId, versions]) =>
      named.has(unitId) || versions.some(({ parentId }) => parentId !== null && named.has(parentId)),
  )
  const links = before.links.filter(({ fromId, toId }) => named.has(fromId) || named.has(toId))
  return { before, bound, operations, result, hash: hashOf([rest.toSorted(([a], [b]) => (a < b ? -1 : 1)), links]) }
}

/** The organisation is changed by one at a time, until the end of the transaction; false when somebody is at it. */
export async function takeTree(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ free: boolean }>`select pg_try_advisory_xact_lock(${LOCK}) as free`.execute(tx)
  return rows[0]?.free === true
}

/** Every unit an operation is about. */
export function unitsOf(operation: Operation): string[] {
  switch (operation.do) {
    case 'merge':
      return [...operation.unitIds, operation.intoId]
    case 'split':
      return [operation.unitId, ...operation.intoIds]
    case 'extract':
      return [operation.unitId, operation.intoId]
    default:
      return [operation.unitId]
  }
}

/**
 * Apply a plan file as a whole in this transaction, or say every reason why not; nothing is left behind then. With
 * `expected`, only over the organisation that was looked at.
 */
export async function applyFile(
  tx: Tx,
  file: PlanFile,
  how: Applying,
  expected?: string,
): Promise<Done | { refusals: Refusal[] } | 'busy'> {
  if (!(await takeTree(tx))) return 'busy'
  const { before, bound, operations, result, hash } = await layPlan(tx, file, how)
  if (expected !== undefined && expected !== hash)
    return { refusals: [{ why: 'stale', unitId: '', on: file.effective, operation: null, unitIds: [] }] }
  if ('refusals' in result) return result
  const paperOf = papersOf(operations, file.decision)
  const written = await saveTree(tx, { before, after: result.tree, codes: bound.codes, paperOf })
  const ended = endedBy(bound.tree, result.tree, result.changed, file.effective)
  // Meetings held since the plan's day lie under other units now.
  await settleMonths(tx)
  const positions = await endHoldings(tx, ended, file.effective)
  const powers = await passPowers(tx, bound.tree, result.tree, ended, file)
  return { ...written, entered: bound.entered.size, already: bound.already, positions, powers }
}

/** A change rests on its own operation's act; what follows from it (the cells of a merged commune) on the plan's. */
function papersOf(operations: readonly Operation[], ofPlan: Decision | null): (unitId: string) => Decision | null {
  const own = new Map(
    operations.flatMap((operation) => {
      const unitIds = operation.do === 'merge' ? operation.unitIds : [operation.unitId]
      return unitIds.map((unitId) => [unitId, operation.decision ?? ofPlan] as const)
    }),
  )
  return (unitId) => own.get(unitId) ?? ofPlan
}

/** Cells of split units put where the main successor is. */
function placed({ tree, operations }: Bound): Operation[] {
  const open = new Map(choicesOf(tree, operations).map(({ unitId, undecided }) => [unitId, undecided]))
  return operations.map((operation) => {
    if (operation.do !== 'split') return operation
    const rest = (open.get(operation.unitId) ?? []).map((unitId) => [unitId, operation.mainId])
    return { ...operation, placement: { ...operation.placement, ...Object.fromEntries(rest) } }
  })
}

function endingOf(operations: readonly Operation[]): string[] {
  return operations.flatMap((operation) => {
    if (operation.do === 'merge') return operation.unitIds
    return operation.do === 'split' || operation.do === 'abolish' ? [operation.unitId] : []
  })
}

/** The last day on which anything is recorded of units that are to end. */
async function lastFacts(tx: Tx, unitIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ unit_id: string; day: string }>`
    select unit_id, max(day)::text as day from (
      select unit_id, as_of as day from cell_profile where unit_id = any(${unitIds}::uuid[])
      union all select unit_id, registered_on from dossier where unit_id = any(${unitIds}::uuid[])
      union all select unit_id, recognised_on from title where unit_id = any(${unitIds}::uuid[])
      union all select unit_id, lower(valid) from unit_standing where unit_id = any(${unitIds}::uuid[])
    ) fact where day is not null group by unit_id`.execute(tx)
  return new Map(rows.map((row) => [row.unit_id, row.day]))
}

export function endedBy(before: Tree, after: Tree, changed: ReadonlySet<string>, on: string): string[] {
  const eve = addDays(on, -1)
  return [...changed].filter((unitId) => standsOn(before, unitId, eve) && !standsOn(after, unitId, on))
}
