import { sql } from 'kysely'
import { z } from 'zod'
import { asActor } from '#platform/server/actor.ts'
import { record } from '#platform/server/journal.ts'
import { type Call, requirePerson, type Services } from '#platform/server/serve.ts'
import { Problem } from '#shared/problem.ts'
import { isOver, isWithinReach, listKinds, requireOver } from '#features/units/server/queries.ts'
import { misplacements, placeRows } from '../catalogue.ts'
import { draftReorganisations } from '../contract.ts'
import type { ImportReport, ImportRow, ListImport } from '../unitLists.ts'
import { en, vi, wordsFor } from '../messages.ts'
import { takeTree } from './apply.ts'
import { importUnits, undoImport as takeBack } from './importUnits.ts'
import type { UnitList } from './unitList.ts'

const Misplaced = z.array(
  z.object({ line: z.number(), code: z.string(), name: z.string(), why: z.enum(misplacements) }),
)
const withWords = (lines: z.infer<typeof Misplaced>) =>
  lines.map((one) => ({ ...one, words: wordsFor('misplaced', one.why) }))

/** Enter a list of units; the same `id` again is answered as the first time. */
export async function importList(
  call: Call,
  asked: ListImport,
  fileName: string,
  list: UnitList,
): Promise<ImportReport> {
  const personId = requirePerson(call)
  await requireOver(call, draftReorganisations, asked.unitId)
  await requireFree(call)
  const { since, until } = asked
  if (until !== null && until <= since)
    throw new Problem('invalid', { errors: [{ pointer: '/until', detail: 'end_before_start' }] })
  const earlier = await rows(call).where('i.id', '=', asked.id).executeTakeFirst()
  if (earlier) return reportOf(earlier, list)
  const period = { since, until }
  const { planned, misplaced } = placeRows(list.units, await listKinds(call.tx), period, list.lines)
  const done = await importUnits(call.tx, planned, period, {
    id: asked.id,
    fileName,
    unitId: asked.unitId,
    personId,
    misplaced,
  })
  for (const unitId of done.under)
    if (!(await isWithinReach(call.tx, call.actor, unitId, call.today))) refuseOutside(unitId)
  await record(call, {
    action: 'units.imported',
    objectType: 'unit_import',
    objectId: asked.id,
    unitId: asked.unitId,
    after: { ...period, entered: done.entered, known: done.known, misplaced: misplaced.length },
  })
  return reportOf(await rows(call).where('i.id', '=', asked.id).executeTakeFirstOrThrow(), list)
}

async function requireFree({ tx }: Call): Promise<void> {
  if (!(await takeTree(tx))) throw new Problem('busy', { reason: 'another_plan' })
}

function refuseOutside(unitId: string): never {
  throw new Problem('forbidden', {
    reason: 'unit_outside',
    detail: { vi: vi.lists.outside, en: en.lists.outside },
    data: { unitId },
  })
}

class Tried extends Error {
  readonly report: ImportReport
  constructor(report: ImportReport) {
    super('tried')
    this.report = report
  }
}

/** The whole import, and nothing of it kept. */
export async function tryList(
  { db, clock }: Services,
  actor: Call['actor'],
  run: (tx: Call['tx']) => Promise<ImportReport>,
): Promise<ImportReport> {
  try {
    return await asActor(db, actor, clock, 'write', async (tx) => {
      throw new Tried({ ...(await run(tx)), id: null })
    })
  } catch (error) {
    if (error instanceof Tried) return error.report
    throw error
  }
}

/** Only as a whole, and only while nothing else hangs on its units. */
export async function undoList(call: Call, importId: string): Promise<ImportRow> {
  const personId = requirePerson(call)
  const found = await getRow(call, importId)
  await requireOver(call, draftReorganisations, found.unit_id ?? '')
  await requireFree(call)
  const undone = await takeBack(call.tx, importId, personId)
  if (undone === 'unknown') throw new Problem('not_found', { reason: 'unit_import' })
  if (undone === 'undone_already')
    throw new Problem('not_allowed_now', {
      reason: undone,
      detail: { vi: vi.lists.undoneAlready, en: en.lists.undoneAlready },
    })
  if ('inUse' in undone)
    throw new Problem('obstacles', {
      reason: 'in_use',
      detail: {
        vi: `${vi.lists.inUse} ${undone.inUse.join('; ')}.`,
        en: `${en.lists.inUse} ${undone.inUse.join('; ')}.`,
      },
      data: { names: undone.inUse },
    })
  await record(call, {
    action: 'units.import_undone',
    objectType: 'unit_import',
    objectId: importId,
    unitId: found.unit_id,
    after: undone,
  })
  return asRow(call, await getRow(call, importId))
}

const rows = ({ tx }: Call) =>
  tx
    .selectFrom('unit_import as i')
    .leftJoin('person as p', 'p.id', 'i.imported_by')
    .leftJoin('person as u', 'u.id', 'i.undone_by')
    .select([
      'i.id',
      'i.unit_id',
      'i.file_name',
      'i.since',
      'i.until',
      'i.known',
      'i.misplaced',
      'i.imported_at',
      'i.imported_by',
      'i.undone_at',
      'i.undone_by',
    ])
    .select(['p.name as importer', 'u.name as undoer', sql<number>`cardinality(i.unit_ids)`.as('entered')])
type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>

async function getRow(call: Call, importId: string): Promise<Row> {
  const row = await rows(call).where('i.id', '=', importId).executeTakeFirst()
  if (!row) throw new Problem('not_found', { reason: 'unit_import' })
  return row
}

const reportOf = ({ id, entered, known, misplaced }: Row, list: UnitList): ImportReport => ({
  id,
  rows: list.units.length,
  entered,
  known,
  misplaced: withWords(Misplaced.parse(misplaced)),
  leftOut: list.table.leftOut,
})

async function asRow(call: Call, row: Row): Promise<ImportRow> {
  const unitId = row.unit_id ?? ''
  const open = row.undone_at === null && (await isOver(call, draftReorganisations, unitId))
  return {
    id: row.id,
    unitId,
    fileName: row.file_name,
    since: row.since,
    until: row.until,
    entered: row.entered,
    known: row.known,
    misplaced: Misplaced.parse(row.misplaced).length,
    importedAt: new Date(row.imported_at).toISOString(),
    importedBy: row.importer,
    importedById: row.imported_by,
    undoneAt: row.undone_at === null ? null : new Date(row.undone_at).toISOString(),
    undoneBy: row.undoer,
    undoneById: row.undone_by,
    allowedActions: open ? ['undo'] : [],
  }
}

/** Those entered over the interface: the ones entered at the server itself belong to no organisation. */
export async function listImports(call: Call): Promise<ImportRow[]> {
  const found = await rows(call)
    .where('i.unit_id', 'is not', null)
    .orderBy('i.imported_at', 'desc')
    .orderBy('i.id')
    .limit(200)
    .execute()
  return Promise.all(found.map((row) => asRow(call, row)))
}

export async function showImport(call: Call, importId: string) {
  const row = await getRow(call, importId)
  return { ...(await asRow(call, row)), lines: withWords(Misplaced.parse(row.misplaced)) }
}
