import { sql } from 'kysely'
import { z } from 'zod'
import { isLeaf } from '#features/rule-sets/item.ts'
import { getProgramme, type Programme } from '#features/programmes/server/queries.ts'
import { getRuleSetRow, type RuleSetRow } from '#features/rule-sets/server/queries.ts'
import type { Tx } from '#platform/server/database.ts'
import { dossierActions, dossierParts, dossierStates } from '../dossier.ts'
import { type Hands, handsOf } from '../duty.ts'
import type { DossierFacts } from '../obstacles.ts'
import type { Passage } from '../path.ts'
import type { DossierRow } from './dossierRow.ts'
import { countingRows, loadVerdicts, type VerdictRow, verdictsOf } from './verdicts.ts'

/** Everything the rules need to know of dossiers, read for many at once. */

const StepRow = z.object({
  id: z.string(),
  dossierId: z.string(),
  action: z.enum(dossierActions).or(z.string()),
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

export type LoadedDossier = {
  row: DossierRow
  programme: Programme
  ruleSet: RuleSetRow
  facts: DossierFacts
  passages: Passage[]
  hands: Hands
  verdictRows: VerdictRow[]
  steps: StepRow[]
  records: Records
}

type Records = Awaited<ReturnType<typeof loadRecords>>

const forDossiers = <T extends { dossierId: string }>(rows: readonly T[], id: string): T[] =>
  rows.filter(({ dossierId }) => dossierId === id)

/** Loads all there is about these dossiers; programmes and criteria sets once each. */
export async function loadFacts(tx: Tx, rows: readonly DossierRow[]): Promise<LoadedDossier[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const programmes = await loadEach(
    rows.map(({ programmeId }) => programmeId),
    (id) => getProgramme(tx, id),
  )
  const ruleSets = await loadEach(
    rows.map(({ ruleSetId }) => ruleSetId),
    (id) => getRuleSetRow(tx, id),
  )
  const [verdictRows, steps, records] = [
    await loadVerdicts(tx, ids),
    await loadSteps(tx, ids),
    await loadRecords(tx, ids),
  ]
  const appraisers = await loadAppraisers(tx, ids)
  const byDossier = groupRows(verdictRows, steps, records, appraisers)
  return rows.map((row) => {
    const programme = mustHave(programmes, row.programmeId)
    const ruleSet = mustHave(ruleSets, row.ruleSetId)
    return assemble(row, programme, ruleSet, byDossier(row.id))
  })
}

async function loadEach<T>(ids: readonly string[], load: (id: string) => Promise<T>): Promise<Map<string, T>> {
  const found = new Map<string, T>()
  for (const id of new Set(ids)) found.set(id, await load(id))
  return found
}

function mustHave<T>(found: Map<string, T>, id: string): T {
  const one = found.get(id)
  if (one === undefined) throw new Error(`${id} was not loaded`)
  return one
}

type Parts = { verdictRows: VerdictRow[]; steps: StepRow[]; records: Records; appraisers: string[] }

function groupRows(
  verdictRows: VerdictRow[],
  steps: StepRow[],
  records: Records,
  appraisers: { dossierId: string; personId: string }[],
): (id: string) => Parts {
  const verdictsBy = Map.groupBy(verdictRows, ({ dossierId }) => dossierId)
  const stepsBy = Map.groupBy(steps, ({ dossierId }) => dossierId)
  return (id) => ({
    verdictRows: verdictsBy.get(id) ?? [],
    steps: stepsBy.get(id) ?? [],
    records: {
      votes: forDossiers(records.votes, id),
      checks: forDossiers(records.checks, id),
      visits: forDossiers(records.visits, id),
      roadmap: forDossiers(records.roadmap, id),
      evidence: forDossiers(records.evidence, id),
    },
    appraisers: forDossiers(appraisers, id).map(({ personId }) => personId),
  })
}

function assemble(
  row: DossierRow,
  programme: Programme,
  ruleSet: RuleSetRow,
  { verdictRows, steps, records, appraisers }: Parts,
): LoadedDossier {
  const { items, thresholds } = ruleSet.content
  const passages = steps.map(({ from, to, on }) => ({ from, to, on }))
  const arrived = (state: string) => passages.findLast(({ from, to }) => to === state && from !== to)?.on ?? null
  const checkSince = (stage: 'commune' | 'team', since: string | null) =>
    records.checks.findLast((check) => check.stage === stage && (since === null || check.checkedOn >= since)) ?? null
  const countOf = (purpose: string) => {
    const uses = records.evidence.filter((use) => use.purpose === purpose)
    return Object.fromEntries([...Map.groupBy(uses, ({ code }) => code)].map(([code, { length }]) => [code, length]))
  }
  const verdicts = (kind: 'survey' | 'self' | 'commune' | 'team') => verdictsOf(items, countingRows(verdictRows, kind))
  const facts: DossierFacts = {
    state: row.state,
    year: row.year,
    dueOn: row.dueOn,
    ruleSet: { items, thresholds },
    settings: programme.settings,
    verdicts: {
      survey: verdicts('survey'),
      self: verdicts('self'),
      commune: verdicts('commune'),
      team: verdicts('team'),
    },
    vote: records.votes.at(-1) ?? null,
    checks: {
      commune: checkSince('commune', arrived('commune_review')),
      team: checkSince('team', arrived('appraisal')),
    },
    visits: records.visits.map((visit) => ({ ...visit, cancelled: visit.cancelledReason !== null })),
    evidence: countOf('item'),
    documents: countOf('checklist'),
    roadmap: records.roadmap.filter(({ itemCode }) => items.some((item) => isLeaf(item) && item.code === itemCode)),
  }
  const self = verdictRows.filter(({ kind }) => kind === 'self').flatMap(({ personId }) => personId ?? [])
  const deeds = steps.flatMap(({ action, part, personId }) => {
    const [knownAction, knownPart] = [
      dossierActions.find((one) => one === action),
      dossierParts.find((one) => one === part),
    ]
    return knownAction && knownPart ? [{ action: knownAction, part: knownPart, personId }] : []
  })
  const hands = handsOf(deeds, {
    prepared: row.preparedBy === null ? [] : [row.preparedBy],
    self,
    team: appraisers,
    visits: records.visits.flatMap(({ visitedOn, participants }) => (visitedOn === null ? [] : participants)),
  })
  return { row, programme, ruleSet, facts, passages, hands, verdictRows, steps, records }
}

async function loadSteps(tx: Tx, ids: string[]): Promise<StepRow[]> {
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
  return z.array(StepRow).parse(rows)
}

/** Whoever has judged for the team, in any round. */
async function loadAppraisers(tx: Tx, ids: string[]): Promise<{ dossierId: string; personId: string }[]> {
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

async function loadRecords(tx: Tx, ids: string[]) {
  const votes = await tx
    .selectFrom('cell_vote')
    .select(['id', 'dossier_id as dossierId', 'held_on as heldOn', 'entitled', 'present', 'in_favour as inFavour'])
    .select(['against', 'abstained', 'minutes_number as minutesNumber'])
    .where('dossier_id', 'in', ids)
    .orderBy('held_on')
    .orderBy('id')
    .execute()
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
  return { votes, checks: z.array(CheckRow).parse(checks), visits, roadmap, evidence }
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
