import { sql } from 'kysely'
import { type Counts, noCounts } from '../report.ts'
import type { Tx } from '#platform/server/database.ts'
import { nameDay, type Scope } from './scope.ts'
import { cellsOf, ntmOf } from '#features/targets/server/cells.ts'

/**
 * A title `t` as it stood on the day: recognised by then, not yet over, and not revoked by the last thing that had
 * happened to it. What happened later changes nothing.
 */
const inForce = ({ asOf, programmeId }: Scope) => sql<boolean>`
  t.programme_id = ${programmeId} and t.recognised_on <= ${asOf}::date
  and (t.expires_on is null or t.expires_on > ${asOf}::date)
  and (select e.to_state from title_event e
       where e.unit_id = t.unit_id and e.title_id = t.id and e.on_date <= ${asOf}::date
       order by e.on_date desc, e.at desc, e.id desc limit 1) is distinct from 'revoked'`

const recognisedInYear = ({ asOf, year, programmeId }: Scope) => sql<boolean>`
  t.programme_id = ${programmeId} and t.recognised_on <= ${asOf}::date
  and t.recognised_on between make_date(${year}, 1, 1) and make_date(${year}, 12, 31)`

/**
 * What is known of each cell on the day: the cells of some units, and the facts of each. Each fact is asked of each cell
 * through an index, so that the work grows with the cells, however many of them the planner expects.
 */
const withFacts = (scope: Scope, unitIds: readonly string[]) => sql`
  with cell as materialized (${cellsOf(scope, unitIds)}),
  fact as materialized (
    select one.cell_id, one.unit_ids, ntm.yes is not null as ntm, held.yes is not null as held,
      recognised.yes is not null as recognised_in_year
    from (select cell_id, array_agg(unit_id) as unit_ids from cell group by cell_id) one
    left join lateral (${ntmOf(scope, sql.ref('one.cell_id'))}) ntm on true
    left join lateral (
      select true as yes from title t where t.unit_id = one.cell_id and ${inForce(scope)} limit 1) held on true
    left join lateral (
      select true as yes from title t where t.unit_id = one.cell_id and ${recognisedInYear(scope)} limit 1) recognised on true)`

/** The counts of each of these units, from records, in one statement. */
export async function countUnits(tx: Tx, scope: Scope, unitIds: readonly string[]): Promise<Map<string, Counts>> {
  const counted = await countCells(tx, scope, unitIds)
  const promised = await sumTargets(tx, scope, unitIds)
  return new Map(unitIds.map((id) => [id, { ...noCounts, ...counted.get(id), ...promised.get(id) }]))
}

type CellCounts = Omit<Counts, 'yearTarget' | 'termTarget'>

async function countCells(tx: Tx, scope: Scope, unitIds: readonly string[]): Promise<Map<string, CellCounts>> {
  const { rows } = await sql<CellCounts & { unitId: string }>`
    ${withFacts(scope, unitIds)}
    select counted.unit_id as "unitId", count(*) as cells, count(*) filter (where ntm) as "ntmCells",
      count(*) filter (where held) as held, count(*) filter (where ntm and held) as "ntmHeld",
      count(*) filter (where recognised_in_year) as "recognisedInYear"
    from fact cross join unnest(fact.unit_ids) as counted (unit_id) group by counted.unit_id`.execute(tx)
  return new Map(rows.map(({ unitId, ...counts }) => [unitId, counts]))
}

/**
 * The promise of each unit that stood that day: the agreed one before one only registered. As now a unit also answers
 * for what units of its own level promised that have since become part of it, and a unit that has ended for nothing.
 */
async function sumTargets(
  tx: Tx,
  { programmeId, asOf, basis, today, year }: Scope,
  unitIds: readonly string[],
): Promise<Map<string, Pick<Counts, 'yearTarget' | 'termTarget'>>> {
  const ids = [...unitIds]
  const inherited = sql`
    union
    select c.ancestor_id, c.descendant_id from unit_closure c
    join unit_version nv on nv.unit_id = c.ancestor_id and nv.valid @> ${today}::date
    join unit_kind nk on nk.code = nv.kind and nk.level = c.descendant_level
    where c.ancestor_id = any (${ids}::uuid[]) and c.via = 'lineage' and c.depth = 1 and c.valid @> ${today}::date`
  const own = sql`select own.unit_id, own.unit_id as source_id from unnest(${ids}::uuid[]) as own (unit_id)`
  const standing = sql`where exists (select from unit_version v where v.unit_id = own.unit_id and v.valid @> ${today}::date)`
  const { rows } = await sql<{ unitId: string; yearTarget: number | null; termTarget: number | null }>`
    with source as (
      ${own} ${basis === 'now' ? sql`${standing} ${inherited}` : sql``}
    ), standing as (
      select distinct on (t.unit_id, t.denominator) t.unit_id, t.denominator, t.value
      from target t
      where t.unit_id in (select source_id from source) and t.programme_id = ${programmeId}
        and t.registered_on <= ${asOf}::date and (t.replaced_on is null or t.replaced_on > ${asOf}::date)
        and (t.denominator = 'TERM_RESOLUTION' or (t.denominator = 'YEAR_REGISTERED' and t.year = ${year}))
      order by t.unit_id, t.denominator, (t.agreed_on <= ${asOf}::date) is true desc, t.registered_on desc
    )
    select source.unit_id as "unitId",
      sum(value) filter (where denominator = 'YEAR_REGISTERED') as "yearTarget",
      sum(value) filter (where denominator = 'TERM_RESOLUTION') as "termTarget"
    from source join standing on standing.unit_id = source.source_id group by source.unit_id`.execute(tx)
  return new Map(rows.map(({ unitId, ...targets }) => [unitId, targets]))
}

export type CellRecord = {
  cellId: string
  name: string
  communeId: string | null
  communeName: string | null
  ntm: boolean
  held: boolean
  recognisedInYear: boolean
  titleId: string | null
  recognisedOn: string | null
  decisionNumber: string | null
  decisionDate: string | null
  grantedBody: string | null
  revokedOn: string | null
}

/**
 * Every cell counted in a unit with its newest recognition up to the day: what stands behind each figure. Names are of
 * that day, and so is the commune; `revokedOn` is told only when it had happened by then.
 */
export async function listCells(tx: Tx, scope: Scope, unitId: string): Promise<CellRecord[]> {
  const { asOf, programmeId } = scope
  const named = nameDay(scope, 'cell')
  const { rows } = await sql<CellRecord>`
    ${withFacts(scope, [unitId])}
    select fact.cell_id as "cellId", v.name, commune.id as "communeId", commune.name as "communeName",
      fact.ntm, fact.held, fact.recognised_in_year as "recognisedInYear",
      title.id as "titleId", title.recognised_on as "recognisedOn", title.decision_number as "decisionNumber",
      title.decision_date as "decisionDate", title.granted_body as "grantedBody",
      case when title.last_state = 'revoked' then title.last_on end as "revokedOn"
    from fact
    join unit_version v on v.unit_id = fact.cell_id and v.valid @> ${named}::date
    left join lateral (
      select uv.unit_id as id, uv.name, uv.sort_order from unit_closure up
      join unit_version uv on uv.unit_id = up.ancestor_id and uv.valid @> ${named}::date
      join unit_kind uk on uk.code = uv.kind and uk.level = 'commune'
      where up.descendant_id = fact.cell_id and up.via = 'parent' and up.valid @> ${named}::date limit 1) commune on true
    left join lateral (
      select t.*, last.to_state as last_state, last.on_date as last_on from title t
      left join lateral (select e.to_state, e.on_date from title_event e
        where e.unit_id = t.unit_id and e.title_id = t.id and e.on_date <= ${asOf}::date
        order by e.on_date desc, e.at desc, e.id desc limit 1) last on true
      where t.unit_id = fact.cell_id and t.programme_id = ${programmeId} and t.recognised_on <= ${asOf}::date
      order by t.recognised_on desc, t.id desc limit 1) title on true
    order by commune.sort_order, commune.name, commune.id, v.sort_order, v.name, fact.cell_id`.execute(tx)
  return rows
}

/** The days on which the cells counted in a unit were recognised, up to the day: one for each recognition. */
export async function listRecognitionDays(tx: Tx, scope: Scope, unitId: string): Promise<string[]> {
  const { rows } = await sql<{ day: string }>`
    with cell as materialized (${cellsOf(scope, [unitId])})
    select t.recognised_on as day from cell
    join title t on t.unit_id = cell.cell_id and t.programme_id = ${scope.programmeId} and t.recognised_on <= ${scope.asOf}::date
    order by t.recognised_on`.execute(tx)
  return rows.map(({ day }) => day)
}
