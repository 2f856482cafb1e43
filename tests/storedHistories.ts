import fc from 'fast-check'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { blankPlan } from '#features/reorganisations/blankPlan.ts'
import { withIds } from '#features/reorganisations/binding.ts'
import type { Operation } from '#features/reorganisations/plan.ts'
import type { PlanFile } from '#features/reorganisations/planFile.ts'
import { applyFile, howToApply } from '#features/reorganisations/server/apply.ts'
import { loadTree } from '#features/reorganisations/server/treeStore.ts'
import { chainOn, standsOn, type Tree } from '#features/reorganisations/tree.ts'
import { countUnits } from '#features/reports/server/count.ts'
import type { Tx } from '#platform/server/database.ts'
import { idOf, newId } from '#platform/server/id.ts'
import type { TestApp } from './database.ts'
import { programmeId } from './dossiers.ts'
import { changeOf, dayAfter, days, histories, organisation, sampled, unfold } from './generatedHistories.ts'

/** Generated histories laid over an organisation in PostgreSQL by the product, beside the pure rules. */

type IdOf = (short: string) => string
const kindOf = (kind: string): string => (kind === 'cell' ? 'hamlet_cell' : kind)
const isCell = (short: string): boolean => /[xy]$/u.test(short)

class RolledBack extends Error {}

/** One organisation in a transaction that leaves nothing. */
export async function inOrganisation(
  app: TestApp,
  tree: Tree,
  look: (tx: Tx, id: IdOf) => Promise<void>,
): Promise<void> {
  const run = newId()
  const id: IdOf = (short) => idOf(`history:${run}:${short}`)
  const tried = app.db.transaction().execute(async (tx) => {
    await store(tx, tree, id)
    await look(tx, id)
    throw new RolledBack()
  })
  await tried.catch((error: unknown) => {
    if (!(error instanceof RolledBack)) throw error
  })
}

async function store(tx: Tx, tree: Tree, id: IdOf): Promise<void> {
  const all = [...tree.versions]
  await tx
    .insertInto('unit')
    .values(all.map(([short]) => ({ id: id(short) })))
    .execute()
  await tx
    .insertInto('unit_version')
    .values(
      all.flatMap(([short, versions]) =>
        versions.map(({ name, kind, parentId, from, to }) => ({
          id: newId(),
          unit_id: id(short),
          name,
          name_folded: name,
          kind: kindOf(kind),
          parent_id: parentId === null ? null : id(parentId),
          valid: `[${from},${to ?? ''})`,
        })),
      ),
    )
    .execute()
  await sql`select rebuild_unit_closure()`.execute(tx)
  const cells = all.flatMap(([short]) => (isCell(short) ? [id(short)] : []))
  await tx
    .insertInto('title')
    .values(
      cells.map((unit_id) => ({
        unit_id,
        id: newId(),
        programme_id: programmeId,
        recognised_on: '2021-05-01',
        decision_number: '1',
        decision_date: '2021-05-01',
        granted_by: id('d0'),
        granted_body: 'Cơ quan thử',
        state: 'in_force',
      })),
    )
    .execute()
  await sql`insert into title_event (unit_id, id, title_id, action, to_state, on_date, content_hash)
    select unit_id, gen_random_uuid(), id, 'recognise', 'in_force', recognised_on, '' from title
    where unit_id = any(${cells}::uuid[])`.execute(tx)
}

/** The plan through the product's own door. */
export async function applyOn(tx: Tx, day: string, operations: readonly Operation[], id: IdOf): Promise<void> {
  const file: PlanFile = {
    ...blankPlan,
    effective: day,
    operations: operations.map((one) => withIds(one, id)),
  }
  expect(await applyFile(tx, file, howToApply(file))).toHaveProperty('versions')
}

/** What every unit counts on each of these days. */
export async function totalsOn(tx: Tx, tree: Tree, id: IdOf, on: readonly string[]) {
  const ids = [...tree.versions.keys()].map(id)
  const told = []
  for (const asOf of on) {
    const scope = { programmeId, asOf, basis: 'then' as const, today: dayAfter, year: Number(asOf.slice(0, 4)) }
    told.push([...(await countUnits(tx, scope, ids))])
  }
  return told
}

/** The derived rows say of every unit what the rules say: its chain as then, and as now that of whatever it has become. */
async function expectChains(tx: Tx, tree: Tree, id: IdOf): Promise<void> {
  for (const day of sampled) {
    const { rows } = await sql<{ unit: string; then: string[] | null; now: string[] }>`
      select descendant_id as unit, array_agg(ancestor_id::text order by depth) filter (where via = 'parent') as then,
        array_agg(ancestor_id::text order by depth) as now
      from unit_closure where valid @> ${day}::date and descendant_id = any(${[...tree.versions.keys()].map(id)}::uuid[])
      group by descendant_id`.execute(tx)
    const found = new Map(rows.map((row) => [row.unit, row]))
    for (const short of tree.versions.keys()) {
      expect(found.get(id(short))?.then ?? []).toEqual(chainOn(tree, short, day, 'then').map(id))
      const standing = chainOn(tree, short, day, 'now').filter((one) => standsOn(tree, one, day))
      expect(found.get(id(short))?.now ?? []).toEqual(standing.map(id))
    }
  }
}

async function expectRoot(tx: Tx, id: IdOf): Promise<void> {
  for (const asOf of sampled) {
    const scope = { programmeId, asOf, today: dayAfter, year: Number(asOf.slice(0, 4)) }
    const then = await countUnits(tx, { ...scope, basis: 'then' }, [id('p')])
    expect(await countUnits(tx, { ...scope, basis: 'now' }, [id('p')])).toEqual(then)
  }
}

export async function checkHistories(app: TestApp, numRuns: number, seed?: number): Promise<void> {
  const check = fc.asyncProperty(histories, async (changes) => {
    const trees = unfold(changes)
    await inOrganisation(app, organisation(4), async (tx, id) => {
      for (const [at, drawn] of changes.entries()) {
        const [tree, next, day] = [trees[at], trees[at + 1], days[at] ?? dayAfter]
        const operations = tree ? changeOf(tree, drawn, day, at) : []
        if (!tree || !next || operations.length === 0) continue
        const past = sampled.filter((one) => one < day)
        const before = await totalsOn(tx, tree, id, past)
        await applyOn(tx, day, operations, id)
        expect(await totalsOn(tx, tree, id, past)).toEqual(before)
      }
      const last = trees.at(-1) ?? organisation(4)
      const stored = await loadTree(tx)
      for (const [short, versions] of last.versions)
        expect(stored.versions.get(id(short))).toEqual(
          versions.map((one) => ({
            ...one,
            kind: kindOf(one.kind),
            parentId: one.parentId === null ? null : id(one.parentId),
          })),
        )
      await expectChains(tx, last, id)
      await expectRoot(tx, id)
      const without = await totalsOn(tx, last, id, sampled)
      await applyOn(tx, dayAfter, [unrelated], id)
      expect(await totalsOn(tx, last, id, sampled)).toEqual(without)
    })
  })
  await fc.assert(check, { numRuns, ...(seed === undefined ? {} : { seed }) })
}

const unrelated: Operation = {
  do: 'create',
  unitId: 'q',
  name: 'q',
  kind: 'commune',
  parentId: 'p',
  on: dayAfter,
  decision: null,
}
