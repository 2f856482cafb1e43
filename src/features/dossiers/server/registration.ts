import { sql } from 'kysely'
import { getProgramme } from '#features/programmes/server/queries.ts'
import { Problem } from '#shared/problem.ts'
import type { Tx } from '#platform/server/database.ts'
import { record } from '#platform/server/journal.ts'
import { type Call, requirePerson } from '#platform/server/serve.ts'
import type { StepTaken } from '../contract.ts'
import { recognisableKinds, yearRefusal } from '../dossier.ts'
import { authorityOver } from './authority.ts'
import { dossierRows, loadPaths, readRows } from './dossierRow.ts'
import { refusal, refusedFields } from './refuse.ts'
import { openDossier, type OpenedDossier, requireDay, ruleSetFor, takeStep } from './step.ts'

/** Opening a dossier: for a cell and a year, or carried over from a year in which it was not recognised. */

type NewDossier = { id: string; unitId: string; programmeId: string; year: number; on?: string | undefined }

export async function startDossier(call: Call, input: NewDossier): Promise<StepTaken> {
  requirePerson(call)
  const before = await findStarted(call.tx, input)
  if (before) return before
  const on = input.on ?? call.today
  const programme = await getProgramme(call.tx, input.programmeId)
  const path = (await loadPaths(call.tx, [input.unitId], call.today)).get(input.unitId) ?? []
  const cell = path[0]
  const visible = call.actor.units.some((unitId) => path.some((unit) => unit.unitId === unitId))
  if (!cell || !visible) throw new Problem('not_found', { reason: 'unit' })
  const { parts } = authorityOver(call, input.unitId, path, programme)
  if (!parts.includes('cell') && !parts.includes('commune')) throw refusal('forbidden', 'not_your_part')
  if (!recognisableKinds.includes(cell.kind))
    throw refusedFields({ pointer: '/unitId', refusal: 'not_a_residential_cell' })
  const year = yearRefusal(input.year, { today: call.today, fromYear: programme.term.fromYear })
  if (year !== null) throw refusedFields({ pointer: '/year', refusal: year })
  await requireDay(call, input.unitId, on, null)
  await requireNoTitle(call.tx, input)
  await insertDossier(call, { ...input, ruleSetId: ruleSetFor(programme, on), state: 'draft' })
  await record(call, {
    action: 'dossier.started',
    objectType: 'dossier',
    objectId: input.id,
    unitId: input.unitId,
    after: { programmeId: input.programmeId, year: input.year, on },
  })
  return { dossierId: input.id, stepId: input.id, state: 'draft', version: 1 }
}

async function findStarted(tx: Tx, { id, unitId, programmeId, year }: NewDossier): Promise<StepTaken | null> {
  const [row] = readRows(await dossierRows(tx).where('d.id', '=', id).execute())
  if (!row) return null
  if (row.unitId !== unitId || row.programmeId !== programmeId || row.year !== year) {
    throw refusal('conflict', 'id_used')
  }
  return { dossierId: id, stepId: id, state: row.state, version: row.version }
}

/** A cell that holds the title has nothing to be recognised for; it keeps the title, or loses it, another way. */
async function requireNoTitle(
  tx: Tx,
  { unitId, programmeId }: Pick<NewDossier, 'unitId' | 'programmeId'>,
): Promise<void> {
  const title = await tx
    .selectFrom('title')
    .select('id')
    .where('unit_id', '=', unitId)
    .where('programme_id', '=', programmeId)
    .where('state', '<>', 'revoked')
    .executeTakeFirst()
  if (title) throw refusal('conflict', 'title_in_force', { titleId: title.id })
}

type DossierToInsert = NewDossier & {
  ruleSetId: string
  state: 'draft' | 'building'
  registeredOn?: string
  preparedBy?: string
  carriedFrom?: string
}

async function insertDossier({ tx }: Call, dossier: DossierToInsert): Promise<void> {
  await tx
    .insertInto('dossier')
    .values({
      unit_id: dossier.unitId,
      id: dossier.id,
      programme_id: dossier.programmeId,
      rule_set_id: dossier.ruleSetId,
      year: dossier.year,
      state: dossier.state,
      registered_on: dossier.registeredOn ?? null,
      prepared_by: dossier.preparedBy ?? null,
      carried_from: dossier.carriedFrom ?? null,
    })
    .execute()
}

type CarryOver = {
  dossierId: string
  id: string
  version: number
  on?: string | undefined
  newDossierId: string
  year: number
}

/** What was not recognised goes on in a later year: a new dossier that is being built, linked both ways, with its road map. */
export async function carryOverDossier(call: Call, input: CarryOver): Promise<StepTaken> {
  const personId = requirePerson(call)
  const { dossierId, newDossierId, year } = input
  const on = input.on ?? call.today
  const opened = await openDossier(call, dossierId)
  const { row } = opened
  const done = row.carriedTo === newDossierId
  const taken = await takeStep(call, { ...input, action: 'carry_over', data: { newDossierId, year } })
  if (done) return taken
  if (row.carriedTo !== null) throw refusal('conflict', 'carried_over_before', { dossierId: row.carriedTo })
  if (year <= row.year || yearRefusal(year, { today: call.today, fromYear: row.year }) !== null)
    throw refusedFields({ pointer: '/year', refusal: 'not_a_later_year' })
  await requireNoTitle(call.tx, row)
  const ruleSetId = ruleSetFor(opened.programme, on)
  await insertDossier(call, {
    id: newDossierId,
    unitId: row.unitId,
    programmeId: row.programmeId,
    year,
    ruleSetId,
    state: 'building',
    registeredOn: on,
    preparedBy: personId,
    carriedFrom: dossierId,
  })
  await call.tx
    .updateTable('dossier')
    .set({ carried_to: newDossierId })
    .where('unit_id', '=', row.unitId)
    .where('id', '=', dossierId)
    .execute()
  await copyRoadmap(call, opened, newDossierId)
  await record(call, {
    action: 'dossier.started',
    objectType: 'dossier',
    objectId: newDossierId,
    unitId: row.unitId,
    after: { programmeId: row.programmeId, year, on, carriedFrom: dossierId },
  })
  return taken
}

/** Who answers for what stays; the days were those of the year that is over. */
async function copyRoadmap({ tx }: Call, { row, records }: OpenedDossier, newDossierId: string): Promise<void> {
  if (records.roadmap.length === 0) return
  await tx
    .insertInto('roadmap_item')
    .columns(['unit_id', 'dossier_id', 'item_code', 'due_on', 'responsible', 'note'])
    .expression((query) =>
      query
        .selectFrom('roadmap_item')
        .select([
          'unit_id',
          sql.val(newDossierId).$castTo<string>().as('dossier_id'),
          'item_code',
          sql<string | null>`null::date`.as('due_on'),
          'responsible',
          'note',
        ])
        .where('unit_id', '=', row.unitId)
        .where('dossier_id', '=', row.id),
    )
    .execute()
}
