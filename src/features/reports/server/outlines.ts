import { feature } from 'topojson-client'
import { sql } from 'kysely'
import { z } from 'zod'
import { Problem } from '#shared/problem.ts'
import type { Database, Tx } from '#platform/server/database.ts'
import { idOf } from '#platform/server/id.ts'
import type { Call } from '#platform/server/serve.ts'
import { type Shape, tiles } from '../outline.ts'
import { noCounts } from '../report.ts'
import { countUnits } from './count.ts'
import { type Asked, openReport, rowOf } from './queries.ts'
import { treeDay } from '#features/targets/server/cells.ts'
import { listCommunes } from './tree.ts'

const properties = z.object({ slug: z.string(), code: z.string(), name: z.string() }).partial()
const Ring = z.array(z.number())
/**
 * A TopoJSON file of places; each is matched to a unit by `slug`, else by `code`: the unit that bore that external code at
 * that time, for a new commune takes over the code of one it was made of.
 */
const Topology = z.object({
  type: z.literal('Topology'),
  arcs: z.array(z.array(z.array(z.number()))),
  transform: z
    .object({ scale: z.tuple([z.number(), z.number()]), translate: z.tuple([z.number(), z.number()]) })
    .exactOptional(),
  objects: z.record(
    z.string(),
    z.object({
      type: z.literal('GeometryCollection'),
      geometries: z.array(
        z.discriminatedUnion('type', [
          z.object({ type: z.literal('Polygon'), arcs: z.array(Ring), properties }),
          z.object({ type: z.literal('MultiPolygon'), arcs: z.array(z.array(Ring)), properties }),
        ]),
      ),
    }),
  ),
})

export type OutlineImport = { text: string; source: string; schematic: boolean; from: string; to: string | null }
export type ImportedOutlines = { placed: number; unknown: string[] }

/** The file's content, or null when it is no TopoJSON of places. */
export function readTopology(text: string): z.infer<typeof Topology> | null {
  try {
    return Topology.safeParse(JSON.parse(text)).data ?? null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/**
 * Outlines of units from a TopoJSON file, true from a day (to a day, exclusive). Loading the same file again changes
 * nothing; places no unit is found for are told by name.
 */
export async function importOutlines(
  db: Database,
  { text, source, schematic, from, to }: OutlineImport,
): Promise<ImportedOutlines> {
  const topology = readTopology(text)
  if (!topology) throw new Problem('malformed', { reason: 'topojson' })
  const places = Object.values(topology.objects).flatMap((object) => feature(topology, object).features)
  const unknown: string[] = []
  let placed = 0
  await db.transaction().execute(async (tx) => {
    for (const {
      geometry,
      properties: { slug, code, name },
    } of places) {
      const unitId = await findUnit(tx, { slug, code, from, to })
      if (unitId === undefined) {
        unknown.push(name ?? slug ?? code ?? '?')
        continue
      }
      await sql`insert into unit_outline (unit_id, id, valid, geometry, schematic, source)
        values (${unitId}, ${idOf(`outline:${unitId}:${from}`)}, daterange(${from}, ${to}), ${JSON.stringify(geometry)}, ${schematic}, ${source})
        on conflict (unit_id, id) do update set valid = excluded.valid, geometry = excluded.geometry,
          schematic = excluded.schematic, source = excluded.source`.execute(tx)
      placed += 1
    }
  })
  return { placed, unknown }
}

type Sought = { slug: string | undefined; code: string | undefined; from: string; to: string | null }

async function findUnit(tx: Tx, { slug, code, from, to }: Sought): Promise<string | undefined> {
  if (slug === undefined && code === undefined) return undefined
  const { rows } = await sql<{ id: string }>`
    select id from unit u
    where slug = ${slug ?? null} or external_code = ${code ?? null} and exists (
      select from unit_version v where v.unit_id = u.id and v.valid && daterange(${from}, ${to}))
    order by slug is not distinct from ${slug ?? null} desc, id limit 1`.execute(tx)
  return rows[0]?.id
}

const Geometry: z.ZodType<Shape> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(z.array(z.number()))) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(z.array(z.number())))) }),
])

export type Outline = { geometry: Shape; schematic: boolean; source: string }

/** Outlines that are true on a day; a unit without one is left out. */
export async function findOutlines(tx: Tx, day: string, unitIds: readonly string[]): Promise<Map<string, Outline>> {
  if (unitIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('unit_outline')
    .select(['unit_id', 'geometry', 'schematic', 'source'])
    .where('unit_id', 'in', [...unitIds])
    .where(sql<boolean>`valid @> ${day}::date`)
    .execute()
  return new Map(
    rows.map(({ unit_id, geometry, ...outline }) => [unit_id, { ...outline, geometry: Geometry.parse(geometry) }]),
  )
}

/** Every commune of a unit with its figures and its outline of that day; tiles where none is at hand. */
export async function showMap(call: Call, asked: Asked) {
  const { scope } = await openReport(call, asked)
  const units = await listCommunes(call.tx, scope, asked.unitId)
  const ids = units.map(({ unitId }) => unitId)
  const [counts, outlines] = [await countUnits(call.tx, scope, ids), await findOutlines(call.tx, treeDay(scope), ids)]
  const rows = units.map((unit) => rowOf(unit, counts.get(unit.unitId) ?? noCounts, scope.year))
  const drawn = rows.flatMap((row) => {
    const outline = outlines.get(row.unitId)
    return outline ? [{ ...row, ...outline }] : []
  })
  if (drawn.length === 0) {
    const shapes = tiles(rows.length)
    const communes = rows.flatMap((row, at) => {
      const geometry = shapes[at]
      return geometry ? [{ ...row, geometry }] : []
    })
    return { schematic: true, sources: [], communes, without: [] }
  }
  return {
    schematic: drawn.some(({ schematic }) => schematic),
    sources: [...new Set(drawn.map(({ source }) => source))],
    communes: drawn.map(({ schematic: _schematic, source: _source, ...commune }) => commune),
    without: rows.filter(({ unitId }) => !outlines.has(unitId)).map(({ unitId, name }) => ({ unitId, name })),
  }
}
