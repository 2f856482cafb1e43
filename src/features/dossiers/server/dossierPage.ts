import { z } from 'zod'
import { evaluate } from '#features/rule-sets/evaluation.ts'
import { voteCarries } from '#features/programmes/programme.ts'
import { DocumentReference } from '#shared/contract.ts'
import { Problem } from '#shared/problem.ts'
import type { Call } from '#platform/server/serve.ts'
import { dossierParts, needsDueDay, needsReason } from '../dossier.ts'
import type { DossierView } from '../dossierView.ts'
import { type AssessmentKind, assessmentKinds, remarks } from '../obstacles.ts'
import { actingUnits } from '../part.ts'
import { pathOf } from '../path.ts'
import { actionsOf, type Authority, authorityOver, unitActing } from './authority.ts'
import { type CorrectionRow, objectTypes } from './correctionRows.ts'
import { dossierRows, loadPathsOn, readRows, type UnitOnPath } from './dossierRow.ts'
import { type LoadedDossier, loadFacts } from './facts.ts'
import { tellObstacle } from './obstacleWords.ts'
import type { StepRow } from './rows.ts'
import { countingRows, readVerdict, type VerdictRow } from './verdicts.ts'

/** One dossier as a screen needs it: who stands where, what is met by whom, what may be done now and what stands before it. */
export async function showDossier(call: Call, dossierId: string): Promise<DossierView> {
  const { tx, today } = call
  const [row] = readRows(await dossierRows(tx).where('d.id', '=', dossierId).execute())
  const [loaded] = row ? await loadFacts(tx, [row]) : []
  if (!row || !loaded) throw new Problem('not_found', { reason: 'dossier' })
  const asOf = row.registeredOn ?? today
  const paths = await loadPathsOn(tx, row.unitId, [today, asOf, ...loaded.steps.map(({ on }) => on)])
  const authority = authorityOver(call, row.unitId, paths.get(today) ?? [], loaded.programme)
  const nameThen = actingNames(loaded, paths)
  const [unit, ...above] = paths.get(asOf) ?? []
  if (!unit) throw new Problem('not_found', { reason: 'unit' })
  const names = await loadNames(call, loaded)
  return {
    id: row.id,
    unit,
    above: above.reverse(),
    ...headOf(loaded, authority),
    parts: authority.parts,
    ...actionsView(call, loaded, authority),
    ...pathView(call, loaded, authority, nameThen),
    assessments: assessmentKinds.map((kind) => assessmentView(loaded, kind)),
    documents: loaded.programme.settings.dossierDocuments.map((document) => ({
      ...document,
      evidence: loaded.facts.documents[document.code] ?? 0,
    })),
    votes: loaded.records.votes.map((vote) => ({
      ...vote,
      carried: voteCarries(loaded.programme.settings, { inFavour: vote.inFavour, of: vote.entitled }),
    })),
    checks: loaded.records.checks.map(({ personId, personName, ...check }) => ({
      ...check,
      by: person(personId, personName),
    })),
    visits: loaded.records.visits.map(({ participants, ...visit }) => ({
      ...visit,
      participants: participants.map((id) => ({ id, name: names.get(id) ?? '' })),
    })),
    steps: loaded.steps.map((step) => ({ ...stepView(step), unitName: nameThen(step.part, step.on) })),
    corrections: loaded.records.corrections.map(correctionView),
  }
}

const person = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? '' })

/** Names of those who visited; a removed person keeps their place without a name. */
async function loadNames({ tx }: Call, { records }: LoadedDossier): Promise<Map<string, string>> {
  const ids = records.visits.flatMap(({ participants }) => participants)
  if (ids.length === 0) return new Map()
  const rows = await tx.selectFrom('person').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

function headOf({ row, programme, ruleSet }: LoadedDossier, { opinionAsked }: Authority) {
  const { code, revision, content } = ruleSet
  return {
    programme: {
      id: programme.id,
      code: programme.code,
      name: programme.name,
      opinionAsked,
      majority: programme.settings.cellVoteMajority,
    },
    ruleSet: {
      id: ruleSet.id,
      code,
      revision,
      title: content.title,
      legal: content.legal,
      demonstration: content.demonstration,
      toBeEntered: content.items.filter(({ toBeEntered }) => toBeEntered).length,
    },
    year: row.year,
    state: row.state,
    version: row.version,
    registeredOn: row.registeredOn,
    dueOn: row.dueOn,
    returnReason: row.returnReason,
    carriedFrom: row.carriedFrom,
    carriedTo: row.carriedTo,
  }
}

function actionsView(call: Call, loaded: LoadedDossier, authority: Authority) {
  const actions = actionsOf(authority, loaded.row.state)
    .filter((action) => action !== 'carry_over' || loaded.row.carriedTo === null)
    .map((action) => ({
      action,
      conflict: authority.conflict(action, loaded.hands),
      reasonRequired: needsReason.includes(action),
      dueDayRequired: needsDueDay.includes(action),
      obstacles: remarks(loaded.facts, action, call.today).map((one) => tellObstacle(loaded, one, call.language)),
    }))
  return {
    allowedActions: actions.filter(({ conflict }) => conflict === null).map(({ action }) => action),
    actions,
  }
}

type NameThen = (part: string, day: string) => string | null

/** The name of the unit that acts in a part on a day: a step of the past was the district's, though it is gone. */
function actingNames({ row, programme }: LoadedDossier, paths: Map<string, UnitOnPath[]>): NameThen {
  return (wanted, day) => {
    const path = paths.get(day) ?? []
    const part = dossierParts.find((one) => one === wanted)
    const unitId = part && unitActing({ cellId: row.unitId, acting: actingUnits(path, programme, day) }, part)
    return path.find((unit) => unit.unitId === unitId)?.name ?? null
  }
}

function pathView(call: Call, loaded: LoadedDossier, authority: Authority, nameThen: NameThen) {
  const { today } = call
  const { counts, forecast, next, steps, items } = pathOf(loaded.facts, loaded.passages, {
    opinionAsked: authority.opinionAsked,
    today,
  })
  const nextUnit = next === null ? null : { unitId: unitActing(authority, next.by), unitName: nameThen(next.by, today) }
  return {
    path: {
      counts,
      forecast,
      next: next === null || nextUnit === null ? null : { ...next, ...nextUnit },
      steps: steps.map((step) => ({
        ...step,
        unitName: step.by === null ? null : nameThen(step.by, step.doneOn ?? today),
      })),
    },
    items: itemsView(loaded, items),
  }
}

function itemsView(
  { ruleSet, verdictRows, facts, records }: LoadedDossier,
  onPath: ReturnType<typeof pathOf>['items'],
) {
  const { items } = ruleSet.content
  const rows = Object.fromEntries(assessmentKinds.map((kind) => [kind, countingRows(verdictRows, kind)]))
  const results = Object.fromEntries(
    assessmentKinds.map((kind) => [kind, evaluate(ruleSet.content, facts.verdicts[kind]).results]),
  )
  const verdictView = (kind: AssessmentKind, code: string) => {
    const row = rows[kind]?.find(({ itemCode }) => itemCode === code)
    const verdict = row && readVerdict(items, row)
    if (!row || !verdict) return null
    const result = results[kind]?.[code]
    return { verdict, met: result?.state === 'value' ? result.met : null, ...wordsOf(row) }
  }
  return items.map((item) => {
    const own = onPath.find(({ code }) => code === item.code)
    const roadmap = records.roadmap.find(({ itemCode }) => itemCode === item.code)
    return {
      item,
      status: own?.status ?? null,
      late: own?.late ?? false,
      verdicts: {
        survey: verdictView('survey', item.code),
        self: verdictView('self', item.code),
        commune: verdictView('commune', item.code),
        team: verdictView('team', item.code),
      },
      evidence: facts.evidence[item.code] ?? 0,
      roadmap: roadmap === undefined ? null : roadmapView(roadmap),
    }
  })
}

const wordsOf = ({ note, at, personId, personName }: VerdictRow) => ({
  note,
  at: at.toISOString(),
  by: person(personId, personName),
})
const roadmapView = ({ itemCode, dueOn, responsible, note, version }: LoadedDossier['records']['roadmap'][number]) => ({
  itemCode,
  dueOn,
  responsible,
  note,
  version,
})

function assessmentView({ ruleSet, facts }: LoadedDossier, kind: AssessmentKind) {
  const { counts, allMandatoryPassed, total, level } = evaluate(ruleSet.content, facts.verdicts[kind])
  const { met, notMet, missing, leaves } = counts
  const points =
    total.state === 'not_applicable' ? null : { points: total.points, of: total.of, complete: total.state === 'value' }
  return { kind, met, notMet, missing, leaves, allMandatoryPassed, points, level }
}

function correctionView({ id, objectType, objectId, reason, before, after, personId, personName, at }: CorrectionRow) {
  const kind = objectType === objectTypes.vote ? ('vote' as const) : ('step' as const)
  return { id, kind, recordId: objectId, reason, before, after, by: person(personId, personName), at: at.toISOString() }
}

const StepData = z.object({ decision: DocumentReference })

/** A step for the timeline; the decision a step was taken by travels with it, anything else it carries does not. */
export function stepView({ personId, personName, at, data, ...step }: StepRow) {
  const known = StepData.safeParse(data)
  return {
    ...step,
    by: person(personId, personName),
    at: at.toISOString(),
    decision: known.success ? known.data.decision : null,
  }
}
