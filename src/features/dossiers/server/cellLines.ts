import { compareVi } from '#shared/text.ts'
import { Problem } from '#shared/problem.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '#platform/server/database.ts'
import type { Call } from '#platform/server/serve.ts'
import { isClosed, recognisableKinds } from '../dossier.ts'
import type { BoardView, CellLine } from '../dossierView.ts'
import { compareNeed, pathOf } from '../path.ts'
import { authorityOver, unitActing } from './authority.ts'
import { dossierRows, type DossierRow, loadPaths, readRows, type UnitOnPath } from './dossierRow.ts'
import { type LoadedDossier, loadFacts } from './facts.ts'

/** Cells in a row: lists of dossiers, the board of a unit, and those that need help first. */

const unitLine = ({ unitId, name, kind, level }: UnitOnPath) => ({ unitId, name, kind, level })
const gone = (unitId: string): UnitOnPath => ({ unitId, name: '', kind: 'other_cell', level: 'cell' })

function dossierLine(call: Call, loaded: LoadedDossier, path: readonly UnitOnPath[]): NonNullable<CellLine['dossier']> {
  const { row, programme, facts, passages } = loaded
  const authority = authorityOver(call, row.unitId, path, programme)
  const { counts, forecast, next } = pathOf(facts, passages, {
    opinionAsked: authority.opinionAsked,
    today: call.today,
  })
  const nextUnit = next === null ? null : unitActing(authority, next.by)
  const unitName = path.find(({ unitId }) => unitId === nextUnit)?.name ?? null
  const { id, programmeId, year, state, registeredOn, dueOn, returnReason } = row
  return {
    ...{ id, programmeId, year, state, registeredOn, dueOn, returnReason, counts, forecast },
    next: next === null ? null : { ...next, unitId: nextUnit, unitName },
  }
}

type ListInput = {
  cursor?: string | undefined
  limit: number
  unitId?: string | undefined
  programmeId?: string | undefined
  year?: number | undefined
  state?: string | undefined
}

const Cursor = z.tuple([z.coerce.number().int(), z.uuid()])

/** Newest year first, then by id; `cursor` names the last one seen. */
export async function listDossiers(call: Call, input: ListInput): Promise<{ items: CellLine[]; next: string | null }> {
  const { tx, today } = call
  let found = dossierRows(tx)
    .orderBy('d.year', 'desc')
    .orderBy('d.id')
    .limit(input.limit + 1)
  if (input.unitId !== undefined) found = found.where(inSubtree('d.unit_id', input.unitId, today))
  if (input.programmeId !== undefined) found = found.where('d.programme_id', '=', input.programmeId)
  if (input.year !== undefined) found = found.where('d.year', '=', input.year)
  if (input.state !== undefined) found = found.where('d.state', '=', input.state)
  if (input.cursor !== undefined) {
    const cursor = Cursor.safeParse(input.cursor.split('/'))
    if (!cursor.success) throw new Problem('invalid', { errors: [{ pointer: '/cursor', detail: 'cursor' }] })
    const [year, id] = cursor.data
    found = found.where(sql<boolean>`(-d.year, d.id) > (${-year}, ${id}::uuid)`)
  }
  const rows = readRows(await found.execute())
  const page = rows.slice(0, input.limit)
  const last = page.at(-1)
  return {
    items: await linesOf(call, page),
    next: rows.length > input.limit && last ? `${last.year}/${last.id}` : null,
  }
}

/** A unit's cells of today, with those that ended counted under their successors. */
const inSubtree = (column: string, unitId: string, today: string) =>
  sql<boolean>`exists (select 1 from unit_closure c where c.ancestor_id = ${unitId}
    and c.descendant_id = ${sql.ref(column)} and c.valid @> ${today}::date)`

async function linesOf(call: Call, rows: readonly DossierRow[]): Promise<CellLine[]> {
  const cellIds = rows.map(({ unitId }) => unitId)
  const loaded = await loadFacts(call.tx, rows)
  const paths = await loadPaths(call.tx, cellIds, call.today)
  const past = await pathsThen(call.tx, rows, paths)
  const titles = await loadTitles(call.tx, cellIds)
  return loaded.map((one) => {
    const { unitId, id } = one.row
    const path = paths.get(unitId) ?? []
    const named = path.length > 0 ? path : (past.get(id) ?? [])
    return {
      unit: unitLine(named[0] ?? gone(unitId)),
      communeName: named.find(({ level }) => level === 'commune')?.name ?? null,
      dossier: dossierLine(call, one, path),
      recognisedOn: titles.get(unitId) ?? null,
    }
  })
}

/** Cells no longer there today are named as on the day they registered. */
async function pathsThen(tx: Tx, rows: readonly DossierRow[], today: Map<string, UnitOnPath[]>) {
  const past = new Map<string, UnitOnPath[]>()
  for (const { id, unitId, registeredOn, year } of rows) {
    if ((today.get(unitId) ?? []).length > 0) continue
    past.set(id, (await loadPaths(tx, [unitId], registeredOn ?? `${year}-01-01`)).get(unitId) ?? [])
  }
  return past
}

/** The day each of these cells was last recognised, of titles in force: one of an earlier programme goes on. */
async function loadTitles(tx: Tx, cellIds: readonly string[]): Promise<Map<string, string>> {
  if (cellIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('title')
    .select(['unit_id as unitId', 'recognised_on as on'])
    .where('unit_id', 'in', [...cellIds])
    .where('state', '<>', 'revoked')
    .orderBy('recognised_on')
    .execute()
  return new Map(rows.map(({ unitId, on }) => [unitId, on]))
}

type BoardInput = { unitId: string; programmeId?: string | undefined; year?: number | undefined }

/**
 * Every cell of hamlets and neighbourhoods below a unit today, in the order of official lists, with its dossier: that of
 * the year, or the newest still open from a year before (a registration is not a promise to finish in its year).
 */
export async function showBoard(call: Call, input: BoardInput): Promise<BoardView> {
  const { tx, today, actor } = call
  const above = (await loadPaths(tx, [input.unitId], today)).get(input.unitId) ?? []
  const [unit] = above
  if (!unit || !actor.units.some((id) => above.some(({ unitId }) => unitId === id))) {
    throw new Problem('not_found', { reason: 'unit' })
  }
  const programmeId = input.programmeId ?? (await currentProgramme(tx, today))
  const year = input.year ?? Number(today.slice(0, 4))
  const cells = await tx
    .selectFrom('unit_version as v')
    .select(['v.unit_id as unitId', 'v.name', 'v.kind'])
    .where('v.kind', 'in', [...recognisableKinds])
    .where(sql<boolean>`v.valid @> ${today}::date`)
    .where(inSubtree('v.unit_id', input.unitId, today))
    .orderBy('v.sort_order')
    .orderBy('v.name')
    .execute()
  const cellIds = cells.map(({ unitId }) => unitId)
  const rows = await newestDossiers(tx, { cellIds, programmeId, year })
  const lines = new Map((await linesOf(call, rows)).map((line) => [line.unit.unitId, line]))
  const paths = await loadPaths(tx, cellIds, today)
  const titles = await loadTitles(tx, cellIds)
  return {
    unit: unitLine(unit),
    programmeId,
    year,
    cells: cells.map(({ unitId, name, kind }) => ({
      unit: { unitId, name, kind, level: 'cell' },
      communeName: paths.get(unitId)?.find(({ level }) => level === 'commune')?.name ?? null,
      dossier: lines.get(unitId)?.dossier ?? null,
      recognisedOn: titles.get(unitId) ?? null,
    })),
  }
}

async function newestDossiers(
  tx: Tx,
  { cellIds, programmeId, year }: { cellIds: readonly string[]; programmeId: string; year: number },
): Promise<DossierRow[]> {
  if (cellIds.length === 0) return []
  const rows = await dossierRows(tx)
    .distinctOn('d.unit_id')
    .where('d.unit_id', 'in', [...cellIds])
    .where('d.programme_id', '=', programmeId)
    .where('d.state', '<>', 'withdrawn')
    .where((where) =>
      where.or([
        where('d.year', '=', year),
        where.and([where('d.year', '<', year), where('d.state', 'not in', ['recognised', 'not_recognised'])]),
      ]),
    )
    .orderBy('d.unit_id')
    .orderBy('d.year', 'desc')
    .execute()
  return readRows(rows)
}

/** The programme whose term holds today, or the one that ended last. */
async function currentProgramme(tx: Tx, today: string): Promise<string> {
  const row = await tx
    .selectFrom('programme')
    .select('id')
    .orderBy(sql`term @> ${today}::date`, 'desc')
    .orderBy(sql`upper(term)`, 'desc')
    .executeTakeFirst()
  if (!row) throw new Problem('not_found', { reason: 'programme' })
  return row.id
}

/** Cells without a title, or on their way to a new one; those that need help first. */
export async function listCellsNeedingHelp(
  call: Call,
  { limit, ...input }: BoardInput & { limit: number },
): Promise<BoardView> {
  const board = await showBoard(call, input)
  const needOf = ({ unit, dossier }: CellLine) => ({
    forecast: dossier?.forecast ?? null,
    overdueDays: dossier?.next?.overdueDays ?? 0,
    missing: dossier === null ? 0 : dossier.counts.of - dossier.counts.met,
    name: unit.name,
  })
  const cells = board.cells
    .filter(({ recognisedOn, dossier }) => recognisedOn === null || (dossier !== null && !isClosed(dossier.state)))
    .sort((a, b) => compareNeed(needOf(a), needOf(b), compareVi))
    .slice(0, limit)
  return { ...board, cells }
}
