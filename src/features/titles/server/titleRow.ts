import { sql } from 'kysely'
import { z } from 'zod'
import { type Programme, getProgramme } from '#features/programmes/server/queries.ts'
import { reappraisalDay } from '#features/programmes/programme.ts'
import { Problem } from '#shared/problem.ts'
import type { Tx } from '#platform/server/database.ts'
import { shownState, titleStates } from '../title.ts'

/** A title as its row, with what has happened to it. */

const Row = z.object({
  id: z.string(),
  unitId: z.string(),
  programmeId: z.string(),
  dossierId: z.string().nullable(),
  recognisedOn: z.string(),
  decisionNumber: z.string(),
  decisionDate: z.string(),
  grantedBy: z.string(),
  grantedBody: z.string(),
  expiresOn: z.string().nullable(),
  state: z.enum(titleStates),
  version: z.number(),
  year: z.number().nullable(),
})
export type TitleRow = z.infer<typeof Row>

export function titleRows(tx: Tx) {
  return tx
    .selectFrom('title as t')
    .leftJoin('dossier as d', (join) => join.onRef('d.unit_id', '=', 't.unit_id').onRef('d.id', '=', 't.dossier_id'))
    .select(['t.id', 't.unit_id as unitId', 't.programme_id as programmeId', 't.dossier_id as dossierId'])
    .select(['t.recognised_on as recognisedOn', 't.decision_number as decisionNumber', 't.version', 'd.year'])
    .select(['t.decision_date as decisionDate', 't.granted_by as grantedBy', 't.granted_body as grantedBody'])
    .select(['t.expires_on as expiresOn', 't.state'])
}

export const readTitles = (rows: readonly unknown[]): TitleRow[] => z.array(Row).parse(rows)

export async function getTitleRow(tx: Tx, titleId: string, lock = false): Promise<TitleRow> {
  const found = titleRows(tx).where('t.id', '=', titleId)
  const [row] = readTitles(await (lock ? found.forUpdate('t') : found).execute())
  if (!row) throw new Problem('not_found', { reason: 'title' })
  return row
}

const EventRow = z.object({
  id: z.string(),
  titleId: z.string(),
  action: z.string(),
  from: z.enum(titleStates).nullable(),
  to: z.enum(titleStates),
  on: z.string(),
  byUnitId: z.string().nullable(),
  decisionNumber: z.string().nullable(),
  decisionDate: z.string().nullable(),
  documentId: z.string().nullable(),
  ground: z.string().nullable(),
  note: z.string(),
  contentHash: z.string(),
  at: z.date(),
})
export type EventRow = z.infer<typeof EventRow>

/** From the grant on, in the order of their days. */
export async function titleEvents(tx: Tx, { id, unitId }: TitleRow): Promise<EventRow[]> {
  const rows = await tx
    .selectFrom('title_event as e')
    .select([
      'e.id',
      'e.title_id as titleId',
      'e.action',
      'e.from_state as from',
      'e.to_state as to',
      'e.on_date as on',
    ])
    .select(['e.by_unit_id as byUnitId', 'e.decision_number as decisionNumber', 'e.decision_date as decisionDate'])
    .select(['e.document_id as documentId', 'e.ground', 'e.note', 'e.content_hash as contentHash', 'e.at'])
    .where('e.unit_id', '=', unitId)
    .where('e.title_id', '=', id)
    .orderBy('e.on_date')
    .orderBy('e.at')
    .execute()
  return z.array(EventRow).parse(rows)
}

/** Day of the grant or of the last confirmation after a re-appraisal: from it the next one is counted. */
export const lastAppraisedOn = (title: TitleRow, events: readonly Pick<EventRow, 'action' | 'on'>[]): string =>
  events.findLast(({ action }) => action === 'confirm_after_re_appraisal')?.on ?? title.recognisedOn

/** When the title is appraised again and what state it shows today, by the programme's settings; where nothing is set, none. */
export function standingOf(
  title: TitleRow,
  events: readonly Pick<EventRow, 'action' | 'on'>[],
  { settings }: Pick<Programme, 'settings'>,
  today: string,
) {
  const reappraisalDue = reappraisalDay(settings, lastAppraisedOn(title, events))
  const expiresOn = title.expiresOn ?? reappraisalDue
  return {
    reappraisalDue,
    state: shownState({ state: title.state, expiresOn }, { today, warnFrom: reappraisalDue ?? expiresOn }),
  }
}

export const programmeOf = (tx: Tx, title: TitleRow): Promise<Programme> => getProgramme(tx, title.programmeId)

/** The state at the end of a day, from the events up to it; what came later does not count yet. */
export const stateAt = (day: string) =>
  sql<string>`coalesce((select e.to_state from title_event e where e.unit_id = t.unit_id and e.title_id = t.id
    and e.on_date <= ${day}::date order by e.on_date desc, e.at desc limit 1), 'in_force')`
