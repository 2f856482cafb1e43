import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { expect } from 'vitest'
import type { Operation } from '#features/reorganisations/plan.ts'
import type { PlanFile } from '#features/reorganisations/planFile.ts'
import { readLists } from '#features/reorganisations/reading.ts'
import { placeRows } from '#features/reorganisations/catalogue.ts'
import { importUnits } from '#features/reorganisations/server/importUnits.ts'
import { readUnitList } from '#features/reorganisations/server/unitList.ts'
import { countUnits } from '#features/reports/server/count.ts'
import { listKinds } from '#features/units/server/queries.ts'
import { newId } from '#platform/server/id.ts'
import type { TestApp } from './database.ts'
import { programmeId } from './dossiers.ts'

export const EFFECTIVE = '2025-07-01'
export const EVE = '2025-06-30'

/**
 * The lists of two files, read as the product reads them. `unitsBefore.csv` and `unitsAfter.csv` are rows of the country's
 * lists of 2019 and 2025 as they stand there: parts of three provinces with a unit split in three, the same name in
 * several districts, both styles of tone marks, and names the earlier list lacks.
 */
export async function readListFiles(before: string, after: string) {
  const [old, next] = [await readUnitList(await readFile(before)), await readUnitList(await readFile(after))]
  if ('why' in old || 'why' in next) throw new Error(`no lists: ${before}, ${after}`)
  return { old, next, read: readLists({ units: next.units, before: old.units, effective: EFFECTIVE, decision: null }) }
}
export type ListFiles = Awaited<ReturnType<typeof readListFiles>>

/** Enter the provinces that the plan speaks of, as `org import` does, without an end: they go on until a plan says else. */
export async function enterBefore({ db }: TestApp, { old, read }: ListFiles): Promise<void> {
  const provinces = new Set(read.content.before.flatMap(({ code, parentId }) => (parentId === null ? [code] : [])))
  const districts = new Set(
    old.units
      .filter(({ level, parentCode }) => level === 'district' && provinces.has(parentCode ?? ''))
      .map((u) => u.code),
  )
  const concerned = old.units.filter(
    ({ level, code, parentCode }) =>
      (level === 'province' && provinces.has(code)) ||
      (level === 'district' && districts.has(code)) ||
      (level === 'commune' && districts.has(parentCode ?? '')),
  )
  await db.transaction().execute(async (tx) => {
    const period = { since: '2020-01-01', until: EFFECTIVE }
    const { planned, misplaced } = placeRows(concerned, await listKinds(tx), period, [])
    expect(misplaced).toEqual([])
    const note = { id: newId(), fileName: 'before.csv', unitId: null, personId: null, misplaced }
    await importUnits(tx, planned, { ...period, until: null }, note)
  })
}

/**
 * What people have to say before the plan can be applied: into which commune each unit goes that no new one names, and
 * where the cells of each split commune go. Here: where most of its district went, and turn by turn.
 */
export async function decide({ db }: TestApp, file: PlanFile): Promise<PlanFile> {
  const { rows } = await sql<{ id: string; code: string; level: string; parentId: string | null }>`
    select u.id, u.external_code as code, k.level, v.parent_id as "parentId" from unit u
    join unit_version v on v.unit_id = u.id join unit_kind k on k.code = v.kind`.execute(db)
  const unitOf = new Map(rows.map((row) => [`${row.level}/${row.code}`, row]))
  const below = Map.groupBy(rows, ({ parentId }) => parentId ?? '')
  const paper = { on: EFFECTIVE, decision: null }
  const intoOf = new Map(
    file.operations.flatMap((one) =>
      one.do === 'merge' ? one.unitIds.map((id) => [id.replace('before/', 'commune/'), one.intoId] as const) : [],
    ),
  )
  const anywhere = file.operations.flatMap((one) =>
    one.do === 'merge' && one.intoId.startsWith('after/') ? [one.intoId] : [],
  )[0]
  const unnamed = file.unnamed.flatMap(({ code }): Operation[] => {
    const unit = unitOf.get(`commune/${code}`)
    if (!unit) return []
    const near = (below.get(unit.parentId ?? '') ?? []).flatMap((one) => intoOf.get(`commune/${one.code}`) ?? [])
    return [{ do: 'merge', unitIds: [unit.id], intoId: near[0] ?? anywhere ?? '', ...paper }]
  })
  const placed = file.operations.map((one): Operation => {
    if (one.do !== 'split') return one
    const unit = unitOf.get(one.unitId.replace('before/', 'commune/'))
    const cells = below.get(unit?.id ?? '') ?? []
    return {
      ...one,
      placement: Object.fromEntries(
        cells.map(({ id }, at) => [id, one.intoIds[at % one.intoIds.length] ?? one.mainId]),
      ),
    }
  })
  return { ...file, operations: [...placed, ...unnamed] }
}

/** What a plan may write: the tree and what is derived from it, ends of positions, and what tells of the plan itself. */
const written = [
  'unit',
  'unit_version',
  'unit_lineage',
  'unit_closure',
  'position',
  'authority_succession',
  'reorganisation_plan',
  'journal',
  'journal_link',
  'journal_seal',
  'outbox_event',
  'meeting_month',
  'meeting_month_over',
]

/** Every row of every other table with its place on the disk and who wrote it last: an update or a deletion shows. */
export async function digestFacts({ db }: TestApp): Promise<ReadonlyMap<string, string>> {
  const { rows: tables } = await sql<{ name: string }>`
    select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and not c.relname = any(${written}) and c.relname not like 'idempoten%' order by 1`.execute(db)
  const digests = new Map<string, string>()
  for (const { name } of tables) {
    const { rows } = await sql<{ digest: string }>`
      select count(*) || ' ' || coalesce(sum(hashtextextended(t.xmin || '/' || t.ctid || '/' || t::text, 0)), 0) as digest
      from ${sql.table(name)} t`.execute(db)
    digests.set(name, rows[0]?.digest ?? '')
  }
  return digests
}

/** The organisation itself, to the row. */
export async function digestTree({ db }: TestApp): Promise<unknown> {
  const { rows } = await sql`
    select (select count(*) || ' ' || sum(hashtextextended(t.xmin || t::text, 0)) from unit t) as units,
      (select count(*) || ' ' || sum(hashtextextended(t.xmin || t::text, 0)) from unit_version t) as versions,
      (select count(*) || ' ' || sum(hashtextextended(t.xmin || t::text, 0)) from unit_lineage t) as links,
      (select count(*) || ' ' || sum(hashtextextended(t.xmin || t::text, 0)) from unit_closure t) as tree,
      (select count(*) || ' ' || sum(hashtextextended(t.xmin || t::text, 0)) from position t) as positions,
      (select count(*) from authority_succession) as powers`.execute(db)
  return rows
}

/** Counts of every unit that stood on a day, as then. */
export async function totalsThen({ db }: TestApp, asOf: string, today: string) {
  const { rows } = await sql<{ id: string }>`
    select v.unit_id as id from unit_version v join unit_kind k on k.code = v.kind and k.level not in ('cell', 'group')
    where v.valid @> ${asOf}::date order by 1`.execute(db)
  const scope = { programmeId, asOf, basis: 'then' as const, today, year: Number(asOf.slice(0, 4)) }
  return countUnits(
    db,
    scope,
    rows.map(({ id }) => id),
  )
}

/** The provinces of a day, and their counts put together on either basis. */
export async function rootTotals({ db }: TestApp, basis: 'then' | 'now', asOf: string, today: string) {
  const { rows } = await sql<{ id: string }>`
    select v.unit_id as id from unit_version v join unit_kind k on k.code = v.kind and k.level = 'province'
    where v.valid @> ${basis === 'then' ? asOf : today}::date`.execute(db)
  const ids = rows.map(({ id }) => id)
  const counted = await countUnits(db, { programmeId, asOf, basis, today, year: Number(asOf.slice(0, 4)) }, ids)
  const sum = (key: 'cells' | 'ntmCells' | 'held' | 'ntmHeld' | 'recognisedInYear' | 'yearTarget') =>
    [...counted.values()].reduce((total, counts) => total + (counts[key] ?? 0), 0)
  return {
    cells: sum('cells'),
    ntmCells: sum('ntmCells'),
    held: sum('held'),
    ntmHeld: sum('ntmHeld'),
    recognisedInYear: sum('recognisedInYear'),
    yearTarget: sum('yearTarget'),
  }
}

/** Cells and groups that on some day of their life stand under no unit, or under two. */
export async function homeless({ db }: TestApp): Promise<unknown[]> {
  const { rows } = await sql`
    select v.unit_id, v.valid::text, 'no parent' as why from unit_version v join unit_kind k on k.code = v.kind
    where k.level in ('cell', 'group') and not v.valid <@ coalesce(
      (select range_agg(p.valid) from unit_version p where p.unit_id = v.parent_id), '{}')
    union all
    select v.unit_id, range_agg(v.valid)::text, 'a gap' from unit_version v join unit_kind k on k.code = v.kind
    where k.level in ('cell', 'group') group by v.unit_id having range_agg(v.valid) <> '{[2020-01-01,)}'
    union all
    select a.unit_id, a.valid::text, 'two' from unit_version a join unit_version b
      on b.unit_id = a.unit_id and b.id > a.id and b.valid && a.valid`.execute(db)
  return rows
}

/** Titles granted by a body that has ended, of which no unit above the cell today holds the powers. */
export async function orphanedTitles({ db }: TestApp, today: string): Promise<unknown[]> {
  const { rows } = await sql`
    select t.id from title t
    where not exists (select from unit_version v where v.unit_id = t.granted_by and v.valid @> ${today}::date)
      and not exists (select from authority_succession a
        join unit_closure c on c.ancestor_id = a.to_unit_id and c.descendant_id = t.unit_id and c.via = 'parent' and c.valid @> ${today}::date
        where a.from_unit_id = t.granted_by and a.valid @> ${today}::date
          and a.powers @> array['confirm', 're_appraise', 'revoke', 'correct'])`.execute(db)
  return rows
}

/** Units above cells that ended without exactly one main successor from the next day on. */
export async function withoutSuccessor({ db }: TestApp): Promise<unknown[]> {
  const { rows } = await sql`
    select v.unit_id, max(v.name) as name from unit_version v
    group by v.unit_id having not bool_or(upper_inf(v.valid)) and (
      select count(*) from unit_lineage l where l.from_unit_id = v.unit_id and l.main and l.effective_on = max(upper(v.valid))) <> 1`.execute(
    db,
  )
  return rows
}
