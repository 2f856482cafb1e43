import { sql } from 'kysely'
import { z } from 'zod'
import { Problem } from '#shared/problem.ts'
import type { Tx } from '#platform/server/database.ts'
import type { UnitRow } from '../contract.ts'
import { asStanding } from './history.ts'
import { asLevel } from './queries.ts'

type Row = Omit<UnitRow, 'kindLabel' | 'level' | 'standings'> & {
  level: string
  labelVi: string
  labelEn: string
  sortOrder: number
  standings: string[]
}
type Wanted = { parent?: string | undefined; kind?: string | undefined; on: string }
const Key = z.tuple([z.number(), z.string(), z.uuid()])

/** One page of the units directly below another (or at the top), in the order of official lists. */
export async function listUnits(
  tx: Tx,
  wanted: Wanted & { cursor?: string | undefined; limit: number },
): Promise<{ items: UnitRow[]; next: string | null }> {
  const after = wanted.cursor === undefined ? null : readCursor(wanted.cursor)
  const rows = await select(tx, wanted, after, wanted.limit + 1)
  const page = rows.slice(0, wanted.limit)
  const last = page.at(-1)
  return {
    items: page.map(asRow),
    next: rows.length > page.length && last ? writeCursor([last.sortOrder, last.name, last.id]) : null,
  }
}

/** All units directly below; a commune has about a hundred at most, a province no more than some hundreds. */
export async function allRows(tx: Tx, parent: string, on: string): Promise<UnitRow[]> {
  return (await select(tx, { parent, on }, null, 1000)).map(asRow)
}

async function select(tx: Tx, { parent, kind, on }: Wanted, after: z.infer<typeof Key> | null, limit: number) {
  const { rows } = await sql<Row>`
    select u.id, u.slug, v.name, v.kind, k.level, k.label_vi as "labelVi", k.label_en as "labelEn",
      v.sort_order as "sortOrder", lower(v.valid)::text as "validFrom",
      (select count(*)::int from unit_version below where below.parent_id = u.id and below.valid @> ${on}::date) as children,
      array(select s.kind from unit_standing s where s.unit_id = u.id and s.valid @> ${on}::date order by s.kind) as standings,
      (select p.members from cell_profile p where p.unit_id = u.id and p.as_of <= ${on}::date order by p.as_of desc limit 1) as members
    from unit_version v
    join unit u on u.id = v.unit_id
    join unit_kind k on k.code = v.kind
    where v.valid @> ${on}::date
      and ${parent === undefined ? sql`v.parent_id is null` : sql`v.parent_id = ${parent}`}
      ${kind === undefined ? sql`` : sql`and v.kind = ${kind}`}
      ${after === null ? sql`` : sql`and (v.sort_order, v.name, u.id) > (${after[0]}, ${after[1]}, ${after[2]})`}
    order by v.sort_order, v.name, u.id
    limit ${limit}`.execute(tx)
  return rows
}

const asRow = ({ labelVi, labelEn, level, sortOrder: _order, standings, ...row }: Row): UnitRow => ({
  ...row,
  level: asLevel(level),
  kindLabel: { vi: labelVi, en: labelEn },
  standings: standings.map(asStanding),
})

const writeCursor = (key: z.infer<typeof Key>): string => Buffer.from(JSON.stringify(key)).toString('base64url')

function readCursor(cursor: string): z.infer<typeof Key> {
  try {
    return Key.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
  } catch {
    throw new Problem('invalid', { errors: [{ pointer: '/cursor', detail: 'cursor' }] })
  }
}
