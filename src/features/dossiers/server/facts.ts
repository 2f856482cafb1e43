import { isLeaf } from '#features/rule-sets/item.ts'
import { getProgramme, type Programme } from '#features/programmes/server/queries.ts'
import { getRuleSetRow, type RuleSetRow } from '#features/rule-sets/server/queries.ts'
import type { Tx } from '#platform/server/database.ts'
import { dossierActions, dossierParts, type DossierState } from '../dossier.ts'
import { type Hands, handsOf } from '../duty.ts'
import type { AssessmentKind, DossierFacts } from '../obstacles.ts'
import { appraisalRound, type Passage } from '../path.ts'
import { loadCorrections } from './correctionRows.ts'
import type { DossierRow } from './dossierRow.ts'
import { loadAppraisers, loadRecords, loadSteps, type Records, type StepRow } from './rows.ts'
import { countingRows, loadVerdicts, type VerdictRow, verdictsOf } from './verdicts.ts'

/** Everything the rules need to know of dossiers, read for many at once. */

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
  const corrections = await loadCorrections(tx, ids)
  const verdictRows = await loadVerdicts(tx, ids)
  const steps = await loadSteps(tx, ids, corrections)
  const records = await loadRecords(tx, ids, corrections)
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
      corrections: forDossiers(records.corrections, id),
    },
    appraisers: forDossiers(appraisers, id).map(({ personId }) => personId),
  })
}

function assemble(row: DossierRow, programme: Programme, ruleSet: RuleSetRow, parts: Parts): LoadedDossier {
  const { verdictRows, steps, records } = parts
  const passages = steps.map(({ from, to, on }) => ({ from, to, on }))
  const facts = factsOf(row, programme, ruleSet, passages, parts)
  return { row, programme, ruleSet, facts, passages, hands: handsIn(row, parts), verdictRows, steps, records }
}

function factsOf(
  { state, year, dueOn }: DossierRow,
  { settings }: Programme,
  { content: { items, thresholds } }: RuleSetRow,
  passages: readonly Passage[],
  { verdictRows, records }: Parts,
): DossierFacts {
  const verdicts = (kind: AssessmentKind, round?: number) => verdictsOf(items, countingRows(verdictRows, kind, round))
  return {
    state,
    year,
    dueOn,
    ruleSet: { items, thresholds },
    settings,
    verdicts: {
      survey: verdicts('survey'),
      self: verdicts('self'),
      commune: verdicts('commune'),
      team: verdicts('team', appraisalRound(passages)),
    },
    vote: records.votes.at(-1) ?? null,
    checks: {
      commune: newestCheck(records, 'commune', arrivedOn(passages, 'commune_review')),
      team: newestCheck(records, 'team', arrivedOn(passages, 'appraisal')),
    },
    visits: records.visits.map((visit) => ({ ...visit, cancelled: visit.cancelledReason !== null })),
    evidence: countUses(records, 'item'),
    documents: countUses(records, 'checklist'),
    roadmap: records.roadmap.filter(({ itemCode }) => items.some((item) => isLeaf(item) && item.code === itemCode)),
  }
}

/** The day a dossier last came to a state; null where no step says. */
const arrivedOn = (passages: readonly Passage[], state: DossierState): string | null =>
  passages.findLast(({ from, to }) => to === state && from !== to)?.on ?? null

/** A check counts for the dossier as it came last: what was supplemented is checked again. */
const newestCheck = ({ checks }: Records, stage: 'commune' | 'team', since: string | null) =>
  checks.findLast((check) => check.stage === stage && (since === null || check.checkedOn >= since)) ?? null

function countUses({ evidence }: Records, purpose: 'item' | 'checklist'): Record<string, number> {
  const uses = evidence.filter((use) => use.purpose === purpose)
  return Object.fromEntries([...Map.groupBy(uses, ({ code }) => code)].map(([code, { length }]) => [code, length]))
}

function handsIn({ preparedBy }: DossierRow, { verdictRows, steps, records, appraisers }: Parts): Hands {
  const deeds = steps.flatMap((step) => {
    const action = dossierActions.find((one) => one === step.action)
    const part = dossierParts.find((one) => one === step.part)
    return action && part ? [{ action, part, personId: step.personId }] : []
  })
  return handsOf(deeds, {
    prepared: preparedBy === null ? [] : [preparedBy],
    self: verdictRows.filter(({ kind }) => kind === 'self').flatMap(({ personId }) => personId ?? []),
    team: appraisers,
    visits: records.visits.flatMap(({ visitedOn, participants }) => (visitedOn === null ? [] : participants)),
  })
}
