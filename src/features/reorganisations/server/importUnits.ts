import { sql } from 'kysely'
import type { Tx } from '#platform/server/database.ts'
import { idOf } from '#platform/server/id.ts'
import { addDays } from '#shared/format.ts'
import { bindPlan } from '../binding.ts'
import type { Misplaced } from '../catalogue.ts'
import { blankPlan } from '../blankPlan.ts'
import type { PlanFile, PlannedUnit } from '../planFile.ts'
import { type PlaceVersion, type Tree, versionsOf } from '../tree.ts'
import { loadTree, saveTree } from './treeStore.ts'

export type Period = { since: string; until: string | null }
/** What is noted of an import besides its units: the file, by whom, for which organisation, and the rows without a place. */
export type ImportNote = {
  id: string
  fileName: string
  unitId: string | null
  personId: string | null
  misplaced: readonly Misplaced[]
}
export type Imported = { entered: number; known: number }

/** Enter the units of a list, true from `since`, that the organisation does not know that day; those it knows stay as they are. */
export async function importUnits(
  tx: Tx,
  planned: readonly PlannedUnit[],
  { since, until }: Period,
  note: ImportNote,
): Promise<Imported & { under: string[] }> {
  const before = await loadTree(tx)
  const list: PlanFile = { ...blankPlan, effective: addDays(since, 1), before: [...planned] }
  const bound = bindPlan(list, before, since, (key) => idOf(`import:${since}:${key}`))
  const after = until === null ? bound.tree : closed(bound.tree, bound.entered, until)
  await saveTree(tx, { before, after, codes: bound.codes, paperOf: () => null })
  const known = planned.length - bound.entered.size
  await tx
    .insertInto('unit_import')
    .values({
      id: note.id,
      file_name: note.fileName,
      since,
      until,
      unit_ids: [...bound.entered],
      unit_id: note.unitId,
      imported_by: note.personId,
      known,
      misplaced: JSON.stringify(
        note.misplaced.map(({ line, unit, why }) => ({ line, code: unit.code, name: unit.name, why })),
      ),
    })
    .execute()
  return { entered: bound.entered.size, known, under: parentsThere(after, before, bound.entered) }
}

/** The units that were there before and now have an entered one below them. */
function parentsThere(after: Tree, before: Tree, entered: ReadonlySet<string>): string[] {
  const parents = [...entered].flatMap((unitId) =>
    versionsOf(after, unitId).flatMap(({ parentId }) => (parentId === null ? [] : [parentId])),
  )
  return [...new Set(parents)].filter((parentId) => before.versions.has(parentId))
}

function closed(tree: Tree, entered: ReadonlySet<string>, until: string): Tree {
  const close = (version: PlaceVersion) =>
    version.to === null && version.from < until ? { ...version, to: until } : version
  const versions = [...tree.versions].map(([id, list]) => [id, entered.has(id) ? list.map(close) : list] as const)
  return { ...tree, versions: new Map(versions) }
}

export type Undone = { removed: number } | 'unknown' | 'undone_already' | { inUse: string[] }

/** Take an import back: only as a whole, and only while nothing else has come to hang on its units. */
export async function undoImport(tx: Tx, id: string, personId: string | null): Promise<Undone> {
  const found = await tx
    .selectFrom('unit_import')
    .select(['unit_ids', 'undone_at'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!found) return 'unknown'
  if (found.undone_at !== null) return 'undone_already'
  const inUse = await namesInUse(tx, found.unit_ids)
  if (inUse.length > 0) return { inUse }
  await sql`select take_back_units(${id})`.execute(tx)
  await sql`update unit_import set undone_at = now(), undone_by = ${personId} where id = ${id}`.execute(tx)
  return { removed: found.unit_ids.length }
}

/** Units of the import to which something refers besides the import itself: any table, seen or not. */
async function namesInUse(tx: Tx, unitIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct v.name from unit_version v
    where v.unit_id in (select unit_id from units_in_use(${unitIds}::uuid[]))
    order by v.name limit 20`.execute(tx)
  return rows.map(({ name }) => name)
}
