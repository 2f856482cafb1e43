import { sql } from 'kysely'
import type { Tx } from '#platform/server/database.ts'
import { idOf, newId } from '#platform/server/id.ts'
import { listKinds } from '#features/units/server/queries.ts'
import { addDays } from '#shared/format.ts'
import { applyPlan, choicesOf } from '../applying.ts'
import { bindPlan, type Bound } from '../binding.ts'
import type { Decision, Operation, Refusal } from '../plan.ts'
import type { PlanFile } from '../planFile.ts'
import { standsOn, type Tree } from '../tree.ts'
import { loadTree, saveTree, type Written } from './treeStore.ts'

/** Any constant: plans are applied one after another, and whoever comes second is told instead of waiting. */
const LOCK = 729_460_160

export type Done = Written & { entered: number; already: number; positions: number; powers: number }
export type Applying = {
  since: string
  /** `main`: units below a split one follow its main successor unless the plan places them. */
  undecided: 'refuse' | 'main'
}

/** Apply a plan file as a whole in this transaction, or say every reason why not; nothing is left behind then. */
export async function applyFile(
  tx: Tx,
  file: PlanFile,
  { since, undecided }: Applying,
): Promise<Done | { refusals: Refusal[] } | 'busy'> {
  const { rows } = await sql<{ free: boolean }>`select pg_try_advisory_xact_lock(${LOCK}) as free`.execute(tx)
  if (!rows[0]?.free) return 'busy'
  const before = await loadTree(tx)
  const bound = bindPlan(file, before, since, (key) => idOf(`reorganisation:${key}`))
  const operations = undecided === 'main' ? placed(bound) : bound.operations
  const around = { kinds: await listKinds(tx), lastFacts: await lastFacts(tx, endingOf(operations)) }
  const result = applyPlan(bound.tree, operations, around)
  if ('refusals' in result) return result
  const written = await saveTree(tx, { before, after: result.tree, codes: bound.codes, decision: file.decision })
  const ended = endedBy(bound.tree, result.tree, result.changed, file.effective)
  const positions = await endHoldings(tx, ended, file.effective)
  const powers = await passPowers(tx, bound.tree, result.tree, ended, file)
  return { ...written, entered: bound.entered.size, already: bound.already, positions, powers }
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

function endedBy(before: Tree, after: Tree, changed: ReadonlySet<string>, on: string): string[] {
  const eve = addDays(on, -1)
  return [...changed].filter((unitId) => standsOn(before, unitId, eve) && !standsOn(after, unitId, on))
}

/** Positions and terms of committees end with their unit; who held what on which day stays readable. */
async function endHoldings(tx: Tx, ended: readonly string[], on: string): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('position')
    .set((eb) => ({
      valid: sql<string>`daterange(lower(valid), ${on}::date)`,
      version: eb('version', '+', 1),
    }))
    .where(sql<boolean>`unit_id = any(${ended}::uuid[]) and lower(valid) < ${on}::date and valid @> ${on}::date`)
    .executeTakeFirst()
  await tx
    .updateTable('committee_term')
    .set({ valid: sql<string>`daterange(lower(valid), ${on}::date)` })
    .where(sql<boolean>`unit_id = any(${ended}::uuid[]) and lower(valid) < ${on}::date and valid @> ${on}::date`)
    .execute()
  return Number(numUpdatedRows)
}

/** What a committee may do with what it granted: confirm, appraise again, revoke, correct. */
const powers = ['appraisal', 'decision', 'title']

/**
 * The powers of a body that ended go to the bodies under which the units of its own now stand: each new commune for what
 * it received of a district, the successor for what was merged. Whoever already followed an ended body is followed in turn.
 */
async function passPowers(
  tx: Tx,
  before: Tree,
  after: Tree,
  ended: readonly string[],
  file: PlanFile,
): Promise<number> {
  const { effective, decision } = file
  const kinds = new Map((await listKinds(tx)).map(({ code, level }) => [code, level]))
  const eve = addDays(effective, -1)
  const isBody = (unitId: string) => {
    const level = kinds.get(standsOn(before, unitId, eve)?.kind ?? '')
    return level !== undefined && level !== 'cell' && level !== 'group'
  }
  const bodies = new Set(ended.filter(isBody))
  const successors = Map.groupBy(
    after.links.filter(({ on, fromId }) => on === effective && bodies.has(fromId)),
    ({ fromId }) => fromId,
  )
  const below = Map.groupBy([...bodies], (unitId) => standsOn(before, unitId, eve)?.parentId ?? '')
  const heirs = [...bodies].flatMap((fromId) => {
    const lower = (below.get(fromId) ?? []).flatMap((unitId) => successors.get(unitId) ?? [])
    const toIds = (lower.length > 0 ? lower : (successors.get(fromId) ?? [])).map(({ toId }) => toId)
    return [...new Set(toIds)].map((toId) => ({ fromId, toId }))
  })
  await sql`
    update authority_succession set valid = daterange(lower(valid), ${effective}::date)
    where to_unit_id = any(${[...bodies]}::uuid[]) and lower(valid) < ${effective}::date and valid @> ${effective}::date`.execute(
    tx,
  )
  const rows = [...heirs, ...(await inTurn(tx, heirs, effective))].map((heir) => ({ id: newId(), ...heir }))
  await insertPowers(tx, rows, effective, decision)
  return rows.length
}

type Heir = { fromId: string; toId: string }

async function inTurn(tx: Tx, heirs: readonly Heir[], on: string): Promise<Heir[]> {
  const earlier = await tx
    .selectFrom('authority_succession')
    .select(['from_unit_id as fromId', 'to_unit_id as toId'])
    .where(sql<boolean>`upper(valid) = ${on}::date`)
    .execute()
  return earlier.flatMap(({ fromId, toId }) =>
    heirs.filter((heir) => heir.fromId === toId).map((heir) => ({ fromId, toId: heir.toId })),
  )
}

async function insertPowers(
  tx: Tx,
  rows: readonly (Heir & { id: string })[],
  on: string,
  decision: Decision | null,
): Promise<void> {
  await sql`
    insert into authority_succession (id, from_unit_id, to_unit_id, powers, valid,
      decision_number, decision_date, decision_body)
    select x.id, x."fromId", x."toId", ${powers}::text[], daterange(${on}::date, null),
      ${decision?.number ?? null}, ${decision?.date ?? null}::date, ${decision?.body ?? null}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, "fromId" uuid, "toId" uuid)`.execute(tx)
}
