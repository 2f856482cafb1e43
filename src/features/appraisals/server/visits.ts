import { appendFact } from '#features/dossiers/server/records.ts'
import { requireDay } from '#features/dossiers/server/step.ts'
import { record } from '#platform/server/journal.ts'
import type { Call } from '#platform/server/serve.ts'
import { Problem } from '#shared/problem.ts'
import { visitRefusal } from '../team.ts'
import { refuse } from './refuse.ts'
import { getTeam } from './teams.ts'
import { openAppraisal, peopleOfCell } from './work.ts'

/** Site visit and dossier check: both come before the report ("khảo sát thực tế và kiểm tra hồ sơ", 463-QĐ/HU). */

export async function planVisit(
  call: Call,
  input: { dossierId: string; id: string; teamId: string; plannedOn: string; place: string },
): Promise<void> {
  const { row, records, authority } = await openAppraisal(call, input.dossierId, 'appraise')
  if (records.visits.some(({ id }) => id === input.id)) return
  const team = await getTeam(call.tx, call.today, input.teamId)
  if (team.unitId !== authority.acting?.appraising || team.programmeId !== row.programmeId)
    throw refuse('invalid', 'not_of_this_team', '/teamId')
  await call.tx
    .insertInto('site_visit')
    .values({
      unit_id: row.unitId,
      id: input.id,
      dossier_id: row.id,
      team_id: team.id,
      planned_on: input.plannedOn,
      place: input.place,
    })
    .execute()
  await record(call, {
    action: 'appraisal.visit_planned',
    objectType: 'dossier',
    objectId: row.id,
    unitId: row.unitId,
    after: input,
  })
}

type CarriedOut = {
  dossierId: string
  visitId: string
  version: number
  visitedOn: string
  participants: string[]
  findings: string
}

export async function carryOutVisit(call: Call, input: CarriedOut): Promise<void> {
  const { tx, today } = call
  const opened = await openAppraisal(call, input.dossierId, 'appraise')
  const visit = opened.records.visits.find(({ id }) => id === input.visitId)
  if (!visit) throw new Problem('not_found', { reason: 'visit' })
  if (visit.visitedOn !== null || visit.cancelledReason !== null) throw refuse('not_allowed_now', 'visited')
  const team = await getTeam(tx, today, visit.teamId)
  const people = await peopleOfCell(tx, opened.row.unitId, input.visitedOn)
  const wrong = visitRefusal(input, team, { today, peopleOfCell: people })
  if (wrong !== null)
    throw refuse(
      'invalid',
      wrong,
      wrong === 'in_the_future' || wrong === 'no_head_that_day' ? '/visitedOn' : '/participants',
    )
  const { visitedOn, participants, findings } = input
  await change(call, opened.row.unitId, input, { visited_on: visitedOn, participants, findings })
  await appendFact(call, opened, 'appraise', {
    on: visitedOn,
    data: { visit: input.visitId, participants, findings },
  })
}

export async function cancelVisit(
  call: Call,
  input: { dossierId: string; visitId: string; version: number; reason: string },
): Promise<void> {
  const { row, records } = await openAppraisal(call, input.dossierId, 'appraise')
  const visit = records.visits.find(({ id }) => id === input.visitId)
  if (!visit) throw new Problem('not_found', { reason: 'visit' })
  if (visit.visitedOn !== null) throw refuse('not_allowed_now', 'visited')
  await change(call, row.unitId, input, { cancelled_reason: input.reason })
  await record(call, {
    action: 'appraisal.visit_cancelled',
    objectType: 'dossier',
    objectId: row.id,
    unitId: row.unitId,
    after: input,
  })
}

type Change = { visited_on?: string; participants?: string[]; findings?: string; cancelled_reason?: string }

async function change(
  { tx }: Call,
  unitId: string,
  { visitId, version }: { visitId: string; version: number },
  values: Change,
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('site_visit')
    .set({ ...values, version: version + 1 })
    .where('unit_id', '=', unitId)
    .where('id', '=', visitId)
    .where('version', '=', version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Problem('stale_version')
}

type PaperCheck = {
  dossierId: string
  id: string
  checkedOn: string
  items: { code: string; present: boolean; note: string }[]
}

/** Complete when every document the programme requires is there; where it lists none, the check itself is the record. */
export async function checkPapers(call: Call, input: PaperCheck): Promise<void> {
  const opened = await openAppraisal(call, input.dossierId, 'appraise')
  if (opened.records.checks.some(({ id }) => id === input.id)) return
  const { dossierDocuments } = opened.programme.settings
  if (input.items.some(({ code }) => !dossierDocuments.some((document) => document.code === code)))
    throw refuse('invalid', 'document_unknown', '/items')
  await requireDay(
    call,
    opened.row.unitId,
    input.checkedOn,
    opened.passages.findLast(({ from, to }) => to === 'appraisal' && from !== to)?.on ?? null,
    '/checkedOn',
  )
  const complete = dossierDocuments.every(
    ({ code, required }) => !required || input.items.some((item) => item.code === code && item.present),
  )
  await call.tx
    .insertInto('dossier_check')
    .values({
      unit_id: opened.row.unitId,
      id: input.id,
      dossier_id: opened.row.id,
      stage: 'team',
      team_id: opened.team?.id ?? null,
      person_id: opened.personId,
      checked_on: input.checkedOn,
      items: JSON.stringify(input.items),
      complete,
    })
    .execute()
  await appendFact(call, opened, 'appraise', {
    on: input.checkedOn,
    data: { items: input.items, complete },
  })
}
