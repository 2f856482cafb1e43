import { evaluate } from '#features/rule-sets/evaluation.ts'
import { remarks } from '#features/dossiers/obstacles.ts'
import { rolesOf } from '#features/dossiers/part.ts'
import { authorityOver } from '#features/dossiers/server/authority.ts'
import { loadPaths } from '#features/dossiers/server/dossierRow.ts'
import type { LoadedDossier } from '#features/dossiers/server/facts.ts'
import { tellObstacle } from '#features/dossiers/server/obstacleWords.ts'
import type { OfficialDocument } from '#features/documents/content.ts'
import { actCodeOf } from '#features/documents/document.ts'
import { signerFor } from '#features/documents/server/authority.ts'
import { showDocument } from '#features/documents/server/queries.ts'
import { decidingBody, draftRecognition } from '#features/documents/server/recognitionDraft.ts'
import { obstaclesBefore, signedBy } from '#features/documents/server/signing.ts'
import { actingOn, dissentsOf, dossiersFor, resultOf } from '#features/documents/server/sources.ts'
import { tellObstacles, tellWarnings } from '#features/documents/server/words.ts'
import type { Call } from '#platform/server/serve.ts'
import { Problem } from '#shared/problem.ts'
import type { DecisionView, RecognitionView } from '../contract.ts'

/** The decision on one dossier as it would be signed now by this person; for others without a name under it. */
export async function draftDecision(
  call: Call,
  dossierId: string,
): Promise<{ document: OfficialDocument; unitId: string }> {
  const [dossier] = await dossiersFor(call, [dossierId])
  if (!dossier) throw new Problem('not_found', { reason: 'dossier' })
  const { decision } = await actingOn(call, dossier)
  const { document, unitId } = await draftRecognition(call, { type: 'recognitionDecision', dossierIds: [dossierId] })
  const mine = call.actor.positions.some((held) => held.unitId === unitId && rolesOf[decision.body].includes(held.role))
  const signer = mine ? signerFor(call.actor, unitId, rolesOf[decision.body]) : null
  return { document: signer ? signedBy(document, signer, call.today) : document, unitId }
}

/** What the standing committee reads beside the paper: results, vote, report, opinion, and what stands in the way. */
export async function showDecision(call: Call, dossierId: string): Promise<DecisionView> {
  const { tx, today, language } = call
  const [dossier] = await dossiersFor(call, [dossierId])
  if (!dossier) throw new Problem('not_found', { reason: 'dossier' })
  const { row, programme, facts, records } = dossier
  const path = (await loadPaths(tx, [row.unitId], today)).get(row.unitId) ?? []
  const authority = authorityOver(call, row.unitId, path, programme)
  const { decider } = await decidingBody(call, 'recognitionDecision', (await actingOn(call, dossier)).decision)
  const waiting = row.state === 'decision'
  const own = waiting && authority.parts.includes('decision_body')
  const conflict = own ? authority.conflict('decide', dossier.hands) : null
  const told = waiting ? remarks(facts, 'decide', today).map((one) => tellObstacle(dossier, one, language)) : []
  const paper = waiting ? await paperNotes(call, dossierId) : { obstacles: [], warnings: [] }
  const title = await tx
    .selectFrom('title')
    .select('id')
    .where('unit_id', '=', row.unitId)
    .where('dossier_id', '=', row.id)
    .executeTakeFirst()
  return {
    dossierId,
    dossierVersion: row.version,
    cell: { unitId: row.unitId, name: path[0]?.name ?? '' },
    communeName: path.find(({ level }) => level === 'commune')?.name ?? null,
    year: row.year,
    state: row.state,
    decider,
    results: {
      self: resultOf(dossier, 'self'),
      commune: resultOf(dossier, 'commune'),
      team: resultOf(dossier, 'team'),
    },
    vote: facts.vote && { inFavour: facts.vote.inFavour, entitled: facts.vote.entitled, heldOn: facts.vote.heldOn },
    report: reportOf(dossier),
    opinion: opinionOf(dossier),
    visits: records.visits.flatMap(({ visitedOn, place, cancelledReason }) =>
      visitedOn === null || cancelledReason !== null ? [] : [{ on: visitedOn, place }],
    ),
    dissents: (await dissentsOf(tx, [dossierId])).length,
    notMet: evaluate(dossier.ruleSet.content, facts.verdicts.team).mandatoryFailing,
    obstacles: [...told.filter(({ blocking }) => blocking), ...paper.obstacles],
    remarks: told.filter(({ blocking }) => !blocking),
    warnings: paper.warnings,
    allowedActions: own && conflict === null ? ['decide', 'refuse'] : [],
    conflict,
    titleId: title?.id ?? null,
  }
}

/** A decision that was prepared before, with all the dossiers it names. */
export async function showRecognition(call: Call, documentId: string): Promise<RecognitionView> {
  const document = await showDocument(call, documentId)
  if (document.type !== 'recognitionDecision') throw new Problem('not_found', { reason: 'recognition' })
  const decisions = []
  for (const dossierId of document.dossierIds) decisions.push(await showDecision(call, dossierId))
  return { document, decisions }
}

/** Obstacles and warnings of the paper itself; the missing name of a signer is no obstacle to whoever only reads. */
async function paperNotes(call: Call, dossierId: string) {
  const { document, unitId } = await draftDecision(call, dossierId)
  const place = {
    unitId,
    typeCode: actCodeOf(document.type) ?? '',
    bodyCode: document.body.code ?? '',
    day: call.today,
  }
  const found = await obstaclesBefore(call.tx, document, place)
  return {
    obstacles: tellObstacles(
      found.filter(({ code }) => code !== 'signer_unknown'),
      { unitId },
      call.language,
    ),
    warnings: tellWarnings(document, call.language),
  }
}

function reportOf({ steps }: LoadedDossier): DecisionView['report'] {
  const step = steps.findLast(({ action }) => action === 'report_appraisal')
  const summary = step?.data['summary']
  return step
    ? {
        on: step.on,
        summary: typeof summary === 'string' ? summary : (step.reason ?? ''),
        by: step.personName,
        byId: step.personId,
      }
    : null
}

function opinionOf({ steps }: LoadedDossier): DecisionView['opinion'] {
  const step = steps.findLast(({ action }) => action === 'agree')
  return step ? { on: step.on, note: step.reason, by: step.personName, byId: step.personId } : null
}
