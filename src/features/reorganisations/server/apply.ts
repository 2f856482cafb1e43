import { sql } from 'kysely'
import type { Tx } from '#platform/server/database.ts'
import { hashOf, idOf } from '#platform/server/id.ts'
import { settleMonths } from '#features/months/server/rollUp.ts'
import { listKinds } from '#features/units/server/queries.ts'
import { addDays } from '#shared/format.ts'
import { type Applied, applyPlan, choicesOf } from '../applying.ts'
import { bindPlan, type Bound } from '../binding.ts'
import type { Operation, Refusal } from '../plan.ts'
import { daysOf } from '../planDays.ts'
import type { PlanFile } from '../planFile.ts'
import { standsOn, type Tree, versionsOf } from '../tree.ts'
import type { NameOf } from '../refusalWords.ts'
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
  seen: Seen
  name: NameOf
}

/** What a plan rests on: `hash` of all of it changes when another plan gets there first, `units` says where. */
export type Seen = { hash: string; units: Readonly<Record<string, string>> }

export async function layPlan(tx: Tx, file: PlanFile, { since, undecided }: Applying): Promise<Laid> {
  const before = await loadTree(tx)
  const bound = bindPlan(file, before, since, (key) => idOf(`reorganisation:${key}`))
  const operations = undecided === 'main' ? placed(bound) : bound.operations
  const ending = endingOf(operations).filter((unitId) => before.versions.has(unitId))
  const around = { kinds: await listKinds(tx), lastFacts: await lastFacts(tx, ending) }
  const early = refuseEarly(operations, file.effective)
  const result = early.length > 0 ? { refusals: early } : applyPlan(bound.tree, operations, around)
  const named = new Set(bound.operations.flatMap(unitsOf))
  const rest = [...before.versions].filter(
    ([unitId, versions]) =>
      named.has(unitId) || versions.some(({ parentId }) => parentId !== null && named.has(parentId)),
  )
  const links = before.links.filter(({ fromId, toId }) => named.has(fromId) || named.has(toId))
  const hash = hashOf([rest.toSorted(([a], [b]) => (a < b ? -1 : 1)), links])
  const linked = Map.groupBy(
    links.flatMap((link) => [{ unitId: link.fromId, link }].concat({ unitId: link.toId, link })),
    ({ unitId }) => unitId,
  )
  const units = Object.fromEntries(
    rest.map(([unitId, versions]) => [unitId, hashOf([versions, linked.get(unitId) ?? []]).slice(0, SHORT)]),
  )
  return { before, bound, operations, result, seen: { hash, units }, name: namesIn(bound, file) }
}

const SHORT = 12

/** A plan is applied from its own day on: nothing in it may take effect before. */
const refuseEarly = (operations: readonly Operation[], effective: string): Refusal[] =>
  operations.flatMap((one, operation): Refusal[] => {
    if (one.on >= effective) return []
    const unitId = one.do === 'merge' ? one.intoId : one.unitId
    return [{ why: 'before_its_plan', unitId, on: one.on, operation, unitIds: [], day: effective }]
  })

/** As the units are called the day before, else at the last; those the plan makes, by their new names. */
function namesIn({ tree, said }: Bound, { effective, before }: PlanFile): NameOf {
  const made = new Map(before.map(({ id, name }) => [id, name]))
  for (const one of said) if (one.do === 'create') made.set(one.unitId, one.name)
  const eve = addDays(effective, -1)
  return (unitId) =>
    (standsOn(tree, unitId, eve) ?? versionsOf(tree, unitId).at(-1))?.name ?? made.get(unitId) ?? unitId
}

/** What has changed of the organisation since it was looked at; nothing when it is the same. */
export function refuseStale({ seen }: Laid, expected: Partial<Seen> & { hash: string }, on: string): Refusal[] {
  if (expected.hash === seen.hash) return []
  const { units = seen.units } = expected
  const known = new Set([...Object.keys(units), ...Object.keys(seen.units)])
  const unitIds = [...known].filter((unitId) => units[unitId] !== seen.units[unitId])
  return [{ why: 'stale', unitId: '', on, operation: null, unitIds, day: null }]
}

/** The organisation is changed by one at a time, until the end of the transaction; false when somebody is at it. */
export async function takeTree(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ free: boolean }>`select pg_try_advisory_xact_lock(${LOCK}) as free`.execute(tx)
  return rows[0]?.free === true
}

/** Units an operation puts others under, or passes on to. */
export function placesOf(operation: Operation): string[] {
  switch (operation.do) {
    case 'create':
    case 'move':
    case 'reopen':
      return operation.parentId === null ? [] : [operation.parentId]
    case 'abolish':
      return operation.successorId === null ? [] : [operation.successorId]
    default:
      return []
  }
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

/** Every reason why not, and how the units in them are called. */
export type Refused = { refusals: Refusal[]; name: NameOf }

/**
 * Apply a plan file as a whole in this transaction, or say every reason why not; nothing is left behind then. With
 * `expected`, only over the organisation that was looked at.
 */
export async function applyFile(
  tx: Tx,
  file: PlanFile,
  how: Applying,
  expected?: Parameters<typeof refuseStale>[1],
): Promise<Done | Refused | 'busy'> {
  if (!(await takeTree(tx))) return 'busy'
  const laid = await layPlan(tx, file, how)
  const { before, bound, result, name } = laid
  const stale = expected === undefined ? [] : refuseStale(laid, expected, file.effective)
  if (stale.length > 0) return { refusals: stale, name }
  if ('refusals' in result) return { ...result, name }
  const paperOf = (key: string) => result.papers.get(key) ?? file.decision
  const written = await saveTree(tx, { before, after: result.tree, codes: bound.codes, paperOf })
  // Meetings held since the plan's day lie under other units now.
  await settleMonths(tx)
  const done = { ...written, entered: bound.entered.size, already: bound.already, positions: 0, powers: 0 }
  for (const on of daysOf(file)) {
    const ended = endedOn(result.tree, result.changed, on)
    done.positions += await endHoldings(tx, ended, on)
    done.powers += await passPowers(tx, result.tree, ended, on, paperOf)
  }
  return done
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
      union all select unit_id, registered_on from target where unit_id = any(${unitIds}::uuid[])
      union all select unit_id, dated from official_document where unit_id = any(${unitIds}::uuid[])
        and state in ('signed', 'issued')
      union all select unit_id, held_on from meeting where unit_id = any(${unitIds}::uuid[])
    ) fact where day is not null group by unit_id`.execute(tx)
  return new Map(rows.map((row) => [row.unit_id, row.day]))
}

function endedOn(tree: Tree, changed: ReadonlySet<string>, on: string): string[] {
  const eve = addDays(on, -1)
  return [...changed].filter((unitId) => standsOn(tree, unitId, eve) && !standsOn(tree, unitId, on))
}
