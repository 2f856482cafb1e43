import { sql } from 'kysely'
import { z } from 'zod'
import { verifyAddress } from '#features/documents/certificate.ts'
import { findTerm } from '#features/documents/server/issuingBody.ts'
import { nameFor, placesFor } from '#features/documents/server/naming.ts'
import { tellObstacles } from '#features/documents/server/words.ts'
import { attributes } from '#features/targets/server/cells.ts'
import type { Programme } from '#features/programmes/server/queries.ts'
import type { Basis } from '#shared/contract.ts'
import { Problem } from '#shared/problem.ts'
import type { Call } from '#platform/server/serve.ts'
import type { TitleLine, TitleView } from '../contract.ts'
import { powerFor, titlePowers } from '../power.ts'
import { successionOf, titleParts, titleWorkflow } from '../title.ts'
import { authorityOver, grantedByInWords, inChargeOf, type TitleAuthority } from './authority.ts'
import {
  type EventRow,
  getTitleRow,
  programmeOf,
  readTitles,
  standingOf,
  stateAt,
  titleEvents,
  type TitleRow,
  titleRows,
} from './titleRow.ts'

async function lineOf(call: Call, row: TitleRow): Promise<TitleLine> {
  const { unitId, recognisedOn: fact } = row
  const { name, commune } = await placesFor(call, { paper: 'titlePage', name: 'cell', unitId, fact })
  return {
    id: row.id,
    unit: { unitId, name },
    communeName: commune,
    programmeId: row.programmeId,
    year: row.year,
    recognisedOn: row.recognisedOn,
    decisionNumber: row.decisionNumber,
    decisionDate: row.decisionDate,
    grantedBody: row.grantedBody,
    expiresOn: row.expiresOn,
    state: row.state,
  }
}

type Asked = {
  unitId?: string | undefined
  programmeId?: string | undefined
  state?: string | undefined
  asOf?: string | undefined
  basis: Basis
  cursor?: string | undefined
  limit: number
}

/** Titles granted by a day, in the state of that day, newest grant first; keyset by day and id. */
export async function listTitles(call: Call, asked: Asked): Promise<{ items: TitleLine[]; next: string | null }> {
  const { tx, today } = call
  const day = asked.asOf ?? today
  let found = titleRows(tx).clearSelect().select(['t.id']).where('t.recognised_on', '<=', day)
  if (asked.unitId !== undefined) {
    found = found.where(
      sql<boolean>`exists (select 1 from unit_closure c where c.ancestor_id = ${asked.unitId} and c.descendant_id = t.unit_id
        and ${attributes({ asOf: day, basis: asked.basis, today })})`,
    )
  }
  if (asked.programmeId !== undefined) found = found.where('t.programme_id', '=', asked.programmeId)
  if (asked.state !== undefined) found = found.where(stateAt(day), '=', asked.state)
  if (asked.cursor !== undefined) {
    const after = readCursor(asked.cursor)
    found = found.where(sql<boolean>`(t.recognised_on, t.id) < (${after.on}::date, ${after.id}::uuid)`)
  }
  const ids = await found
    .orderBy('t.recognised_on', 'desc')
    .orderBy('t.id', 'desc')
    .limit(asked.limit + 1)
    .execute()
  const page = ids.slice(0, asked.limit).map(({ id }) => id)
  const rows =
    page.length === 0
      ? []
      : readTitles(await titleRows(tx).select(stateAt(day).as('state')).where('t.id', 'in', page).execute())
  const items = []
  for (const id of page) {
    const row = rows.find((one) => one.id === id)
    if (row) items.push(await lineOf(call, row))
  }
  const last = items.at(-1)
  return { items, next: ids.length > asked.limit && last ? `${last.recognisedOn}/${last.id}` : null }
}

function readCursor(cursor: string): { on: string; id: string } {
  const [, on, id] = /^(\d{4}-\d\d-\d\d)\/([0-9a-f-]{36})$/u.exec(cursor) ?? []
  if (on === undefined || id === undefined) {
    throw new Problem('invalid', { errors: [{ pointer: '/cursor', detail: 'cursor' }] })
  }
  return { on, id }
}

/** A title with its history, who granted it and who keeps it, and what this person may do now. */
export async function showTitle(call: Call, titleId: string): Promise<TitleView> {
  const { tx, today } = call
  const row = await getTitleRow(tx, titleId)
  const events = await titleEvents(tx, row)
  const programme = await programmeOf(tx, row)
  const granted = { cellId: row.unitId, grantedBy: row.grantedBy, programme }
  const authority = await authorityOver(call, granted)
  const { state, reappraisalDue } = standingOf(row, events, programme, today)
  return {
    ...(await lineOf(call, row)),
    state,
    programmeName: programme.name,
    dossierId: row.dossierId,
    grantedBy: await grantedByInWords(call, row),
    inCharge: successionOf(row.grantedBy, await inChargeOf(call, granted)),
    events: await Promise.all(events.map((event) => eventView(call, event, programme))),
    corrections: await correctionsOf(call, row),
    certificate: await certificateOf(call, row),
    reappraisalDue,
    grounds: programme.settings.revocationGrounds,
    ...actionsOn(authority, state),
    obstacles: await obstaclesOn(call, authority),
    version: row.version,
  }
}

async function eventView(
  call: Call,
  { byUnitId, at, titleId: _title, ...event }: EventRow,
  { settings }: Programme,
): Promise<TitleView['events'][number]> {
  const acting =
    byUnitId && (await nameFor(call, { paper: 'titlePage', name: 'actingBody', unitId: byUnitId, fact: event.on }))
  return {
    ...event,
    ground: settings.revocationGrounds.find(({ code }) => code === event.ground)?.label ?? event.ground,
    byUnit: acting ? acting.name : null,
    at: at.toISOString(),
  }
}

/** Nobody of the cell itself acts on its title. */
function actionsOn({ partsFor, belongsToCell }: TitleAuthority, state: TitleRow['state']) {
  if (belongsToCell) return { allowedActions: [], signedActions: [] }
  const steps = titleWorkflow
    .allowedActions(state, titleParts)
    .filter((action) => titleWorkflow.decide(state, action, partsFor[powerFor[action]]).ok)
  const correct = partsFor.correct.includes('decision_body') ? (['correct'] as const) : []
  return {
    allowedActions: [...steps, ...correct],
    signedActions: steps.filter((action) => partsFor[powerFor[action]].includes('decision_body')),
  }
}

async function obstaclesOn({ tx, today, language }: Call, { keepers, partsFor }: TitleAuthority) {
  const held = titlePowers.filter((power) => partsFor[power].includes('decision_body'))
  const bodies = new Set(held.flatMap((power) => keepers[power]?.unitId ?? []))
  for (const unitId of bodies) {
    if ((await findTerm(tx, unitId, today)) === null) {
      return tellObstacles([{ code: 'no_committee_term' }], { unitId }, language)
    }
  }
  return []
}

const Changed = z.record(z.string(), z.unknown())

async function correctionsOf({ tx }: Call, { id, unitId }: TitleRow): Promise<TitleView['corrections']> {
  const rows = await tx
    .selectFrom('correction as c')
    .leftJoin('person as p', 'p.id', 'c.person_id')
    .select(['c.id', 'c.reason', 'c.before', 'c.after', 'c.at', 'p.name as by', 'c.person_id as byId'])
    .where('c.unit_id', '=', unitId)
    .where('c.object_type', '=', 'title')
    .where('c.object_id', '=', id)
    .orderBy('c.at')
    .execute()
  return rows.map(({ at, before, after, ...row }) => ({
    ...row,
    before: Changed.parse(before),
    after: Changed.parse(after),
    at: at.toISOString(),
  }))
}

async function certificateOf({ tx, services }: Call, { id, unitId }: TitleRow): Promise<TitleView['certificate']> {
  const row = await tx
    .selectFrom('certificate')
    .select(['id', 'issued_on as issuedOn', 'token', 'key_id as keyId'])
    .where('unit_id', '=', unitId)
    .where('title_id', '=', id)
    .orderBy('issued_on', 'desc')
    .executeTakeFirst()
  if (!row) return null
  const { settings } = services
  return { id: row.id, issuedOn: row.issuedOn, address: verifyAddress(settings.origin, row.id, row.keyId, row.token) }
}
