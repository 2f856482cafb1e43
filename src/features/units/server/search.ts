import { sql } from 'kysely'
import { fold } from '#shared/text.ts'
import type { Tx } from '#platform/server/database.ts'
import type { FoundUnit, UnitRef } from '../contract.ts'
import { asLevel } from './queries.ts'

type Row = Omit<FoundUnit, 'level' | 'chain'> & { level: string; chain: (Omit<UnitRef, 'level'> & { level: string })[] }

/** What is typed in one go: more words than this are no name of a place. */
const MOST_WORDS = 8

/**
 * Units by name, typed without marks or with either tone style. What was typed must stand at the beginning of a word;
 * whole words come before beginnings, the end of a name (`… Bến Đò`) before its middle, units in force before ended
 * ones. Each is told apart by what is above it; where no name has all of it, the last words may name what is above
 * (`ap 1 luong phu`).
 */
export async function searchUnits(tx: Tx, text: string, on: string, limit: number): Promise<FoundUnit[]> {
  const wanted = fold(text)
  if (wanted.length < 2) return []
  const found = await find(tx, wanted, null, on, limit)
  const words = wanted.split(' ')
  if (found.length > 0 || words.length > MOST_WORDS) return found
  for (let at = words.length - 1; at > 0; at -= 1) {
    const below = await find(tx, words.slice(0, at).join(' '), words.slice(at).join(' '), on, limit)
    if (below.length > 0) return below
  }
  return []
}

async function find(tx: Tx, wanted: string, above: string | null, on: string, limit: number): Promise<FoundUnit[]> {
  const { rows } = await sql<Row>`
    with hit as (
      -- A word as common as "tổ" is in most names: only the best are looked at further, in an order that is cheap.
      select * from find_unit_names(${wanted}, ${above}, ${on}::date, ${limit * 5})
    ), best as (
      select distinct on (unit_id) unit_id, matched, rank, height from hit order by unit_id, in_force desc, since desc
    ), top as (
      select b.*, v.name, v.kind, v.valid, v.valid @> ${on}::date as in_force, k.level
      from best b
      join lateral (
        select * from unit_version where unit_id = b.unit_id and lower(valid) <= ${on}::date order by lower(valid) desc limit 1
      ) v on true
      join unit_kind k on k.code = v.kind
      order by in_force desc, rank, height, name, unit_id limit ${limit}
    )
    select u.id, u.slug, t.name, t.kind, t.level, case when t.in_force then null else upper(t.valid)::text end as "validTo",
      nullif(t.matched, t.name) as "earlierName",
      coalesce((
        select jsonb_agg(jsonb_build_object('id', a.id, 'slug', a.slug, 'name', av.name, 'kind', av.kind, 'level', ak.level) order by c.depth desc)
        from unit_closure c
        join unit a on a.id = c.ancestor_id
        join unit_version av on av.unit_id = a.id and av.valid @> d.day
        join unit_kind ak on ak.code = av.kind
        where c.descendant_id = t.unit_id and c.depth > 0 and c.via = 'parent' and c.valid @> d.day
      ), '[]') as chain
    from top t
    join unit u on u.id = t.unit_id
    cross join lateral (select case when t.in_force then ${on}::date else upper(t.valid) - 1 end as day) d
    order by t.in_force desc, t.rank, t.height, t.name, t.unit_id`.execute(tx)
  return rows.map((row) => ({
    ...row,
    level: asLevel(row.level),
    chain: row.chain.map((above) => ({ ...above, level: asLevel(above.level) })),
  }))
}
