import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '#platform/server/database.ts'
import { dossierStates } from '../dossier.ts'
import { type CorrectionRow, corrected } from './correctionRows.ts'

/** What has happened to dossiers, row by row: steps, votes, checks, visits, road map, evidence. */

const StepRow = z.object({
  id: z.string(),
  dossierId: z.string(),
  action: z.string(),
  from: z.enum(dossierStates).nullable(),
  to: z.enum(dossierStates),
  part: z.string(),
  personId: z.string().nullable(),
  personName: z.string().nullable(),
  on: z.string(),
  reason: z.string().nullable(),
  dueOn: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
  contentHash: z.string(),
  at: z.date(),
})
export type StepRow = z.infer<typeof StepRow>

export type Records = Awaited<ReturnType<typeof loadRecords>>

/** Every step taken, in order. */
export async function loadSteps(tx: Tx, ids: string[], corrections: readonly CorrectionRow[]): Promise<StepRow[]> {
  const rows = await tx
    .selectFrom('dossier_step as s')
    .leftJoin('person as p', 'p.id', 's.person_id')
    .select(['s.id', 's.dossier_id as dossierId', 's.action', 's.from_state as from', 's.to_state as to', 's.part'])
    .select(['s.person_id as personId', 'p.name as personName', 's.on_date as on', 's.reason', 's.due_on as dueOn'])
    .select(['s.data', 's.content_hash as contentHash', 's.at'])
    .where('s.dossier_id', 'in', ids)
    .orderBy('s.on_date')
    .orderBy('s.at')
    .orderBy('s.id')
    .execute()
  return z
    .array(StepRow)
    .parse(rows)
    .map((step) => corrected(step, corrections, StepRow))
}

/** Whoever has judged for the team, in any round. */
export async function loadAppraisers(tx: Tx, ids: string[]): Promise<{ dossierId: string; personId: string }[]> {
  const rows = await tx
    .selectFrom('assessment')
    .select(['dossier_id as dossierId', 'appraiser_id as personId'])
    .where('dossier_id', 'in', ids)
    .where('kind', '=', 'team')
    .where('appraiser_id', 'is not', null)
    .execute()
  return rows.flatMap(({ dossierId, personId }) => (personId === null ? [] : [{ dossierId, personId }]))
}

const CheckRow = z.object({
  id: z.string(),
  dossierId: z.string(),
  stage: z.enum(['commune', 'team']),
  checkedOn: z.string(),
  complete: z.boolean(),
  items: z.array(z.object({ code: z.string(), present: z.boolean(), note: z.string() })),
  personId: z.string().nullable(),
  personName: z.string().nullable(),
})

const VoteRow = z.object({
  id: z.string(),
  dossierId: z.string(),
  heldOn: z.string(),
  entitled: z.number(),
  present: z.number(),
  inFavour: z.number(),
  against: z.number(),
  abstained: z.number(),
  minutesNumber: z.string().nullable(),
})
type VoteRow = z.infer<typeof VoteRow>

/** Votes as corrected, the last one held last. */
async function loadVotes(tx: Tx, ids: string[], corrections: readonly CorrectionRow[]): Promise<VoteRow[]> {
  const rows = await tx
    .selectFrom('cell_vote')
    .select(['id', 'dossier_id as dossierId', 'held_on as heldOn', 'entitled', 'present', 'in_favour as inFavour'])
    .select(['against', 'abstained', 'minutes_number as minutesNumber'])
    .where('dossier_id', 'in', ids)
    .orderBy('id')
    .execute()
  const votes = rows.map((row) => corrected(row, corrections, VoteRow))
  return votes.sort((a, b) => (a.heldOn < b.heldOn ? -1 : a.heldOn > b.heldOn ? 1 : 0))
}

export async function loadRecords(tx: Tx, ids: string[], corrections: readonly CorrectionRow[]) {
  const votes = await loadVotes(tx, ids, corrections)
  const checks = await tx
    .selectFrom('dossier_check as c')
    .leftJoin('person as p', 'p.id', 'c.person_id')
    .select(['c.id', 'c.dossier_id as dossierId', 'c.stage', 'c.checked_on as checkedOn', 'c.complete', 'c.items'])
    .select(['c.person_id as personId', 'p.name as personName'])
    .where('c.dossier_id', 'in', ids)
    .orderBy('c.checked_on')
    .orderBy('c.id')
    .execute()
  const visits = await loadVisits(tx, ids)
  const roadmap = await tx
    .selectFrom('roadmap_item')
    .select(['dossier_id as dossierId', 'item_code as itemCode', 'due_on as dueOn', 'responsible', 'note', 'version'])
    .where('dossier_id', 'in', ids)
    .orderBy('item_code')
    .execute()
  const evidence = await tx
    .selectFrom('evidence_use as u')
    .innerJoin('evidence as e', (join) => join.onRef('e.unit_id', '=', 'u.unit_id').onRef('e.id', '=', 'u.evidence_id'))
    .select(['u.dossier_id as dossierId', 'u.purpose', 'u.code', 'e.sha256', 'e.link', 'e.id as evidenceId'])
    .where('u.dossier_id', 'in', ids)
    .where('u.removed_at', 'is', null)
    .where('e.withdrawn_reason', 'is', null)
    .orderBy('u.id')
    .execute()
  return { votes, checks: z.array(CheckRow).parse(checks), visits, roadmap, evidence, corrections }
}

const VisitRow = z.object({
  id: z.string(),
  dossierId: z.string(),
  teamId: z.string(),
  plannedOn: z.string(),
  visitedOn: z.string().nullable(),
  place: z.string(),
  cancelledReason: z.string().nullable(),
  participants: z.array(z.string()),
  seatsThatDay: z.array(z.object({ personId: z.string(), part: z.string() })),
})

/** Visits with the seats of their team that were valid on the day it was carried out. */
async function loadVisits(tx: Tx, ids: string[]): Promise<z.infer<typeof VisitRow>[]> {
  const rows = await tx
    .selectFrom('site_visit as v')
    .select(['v.id', 'v.dossier_id as dossierId', 'v.team_id as teamId', 'v.planned_on as plannedOn'])
    .select(['v.visited_on as visitedOn', 'v.place', 'v.cancelled_reason as cancelledReason', 'v.participants'])
    .select(
      sql<unknown>`coalesce((select json_agg(json_build_object('personId', m.person_id, 'part', m.part))
        from appraisal_team_member m join appraisal_team t on t.id = m.team_id
        where m.team_id = v.team_id and m.valid @> v.visited_on and t.valid @> v.visited_on), '[]')`.as('seatsThatDay'),
    )
    .where('v.dossier_id', 'in', ids)
    .orderBy('v.planned_on')
    .orderBy('v.id')
    .execute()
  return z.array(VisitRow).parse(rows)
}
