import { sql } from 'kysely'
import type { Basis } from '#shared/contract.ts'

/** The tree of which day, and the facts of which: as then they are the same day. */
export type TreeOfDay = { asOf: string; basis: Basis; today: string }

/** The day whose tree attributes a cell to a unit. Facts are of `asOf` either way. */
export const treeDay = ({ basis, asOf, today }: TreeOfDay) => (basis === 'then' ? asOf : today)

/** Rows of `unit_closure` (as `c`) that attribute. As then: the tree of the day. As now: today's, through lineage too. */
export function attributes(tree: TreeOfDay) {
  const ofDay = sql<boolean>`c.valid @> ${treeDay(tree)}::date`
  return tree.basis === 'then' ? sql<boolean>`${ofDay} and c.via = 'parent'` : ofDay
}

/**
 * The cells of ấp and khu phố below some units, each with every unit it is counted in: the cells a recognition is for
 * (Hướng dẫn 02-HD/BTCTU, 9-3-2021). Other cells are not counted.
 */
export const cellsOf = (tree: TreeOfDay, unitIds: readonly string[]) => sql`
  select distinct c.ancestor_id as unit_id, c.descendant_id as cell_id
  from unit_closure c
  join unit_version cv on cv.unit_id = c.descendant_id and cv.valid @> ${tree.asOf}::date
    and cv.kind in ('hamlet_cell', 'neighbourhood_cell')
  where c.ancestor_id = any (${[...unitIds]}::uuid[]) and ${attributes(tree)}`

/** Whether the commune a cell belonged to that day held the title of nông thôn mới or đô thị văn minh that day. */
export const inNtmCommune = ({ asOf }: TreeOfDay, cellId: string) => sql<boolean>`exists (
  select from unit_closure up
  join unit_version uv on uv.unit_id = up.ancestor_id and uv.valid @> ${asOf}::date
  join unit_kind uk on uk.code = uv.kind and uk.level = 'commune'
  join unit_standing s on s.unit_id = up.ancestor_id and s.valid @> ${asOf}::date
  where up.descendant_id = ${sql.ref(cellId)} and up.via = 'parent' and up.valid @> ${asOf}::date)`
