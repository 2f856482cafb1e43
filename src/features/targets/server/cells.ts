import { type RawBuilder, sql } from 'kysely'
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
  where c.ancestor_id = any (${[...unitIds]}::uuid[]) and c.descendant_level = 'cell' and ${attributes(tree)}`

/**
 * A row `yes` when the commune of that day above the cell held the title of nông thôn mới or đô thị văn minh that day; to
 * be joined laterally, so that the work grows with the cells and not with the country.
 */
export const ntmOf = ({ asOf }: TreeOfDay, cellId: RawBuilder<unknown>) => sql`
  select true as yes from unit_closure up
  where up.descendant_id = ${cellId} and up.ancestor_level = 'commune' and up.via = 'parent' and up.valid @> ${asOf}::date
    and exists (select from unit_standing s where s.unit_id = up.ancestor_id and s.valid @> ${asOf}::date offset 0) limit 1`
