import { z } from 'zod'
import { authorityOver } from '#features/dossiers/server/authority.ts'
import { dossierActions, dossierWorkflow } from '#features/dossiers/dossier.ts'
import { dossierRows, loadPaths, readRows } from '#features/dossiers/server/dossierRow.ts'
import { loadFacts } from '#features/dossiers/server/facts.ts'
import { isDecision, documentActions, documentWorkflow } from '#features/documents/document.ts'
import { issuerOf, partsOn } from '#features/documents/server/authority.ts'
import { findDocumentRow } from '#features/documents/server/documentRow.ts'
import { nextState, planActions } from '#features/reorganisations/plan.ts'
import { ruleSetActions, ruleSetWorkflow } from '#features/rule-sets/ruleSet.ts'
import { getRuleSetRow, partsIn } from '#features/rule-sets/server/queries.ts'
import { findParent, getTarget, partsOf as targetParts } from '#features/targets/server/queries.ts'
import { agreementRefusals, targetActions, targetWorkflow } from '#features/targets/target.ts'
import { powerFor } from '#features/titles/power.ts'
import { authorityOver as authorityOverTitle } from '#features/titles/server/authority.ts'
import { getTitleRow, programmeOf, standingOf, titleEvents } from '#features/titles/server/titleRow.ts'
import { titleActions, titleWorkflow } from '#features/titles/title.ts'
import type { Decision, Steps } from '#shared/workflow.ts'
import type { Call } from '#platform/server/serve.ts'
import type { ObjectType } from '../contract.ts'
import { stateWords } from '../stages.ts'

/** What one object says to an action, asked of the rules that decide it: its unit, the stage, and one's own duty. */

export type Verdict = {
  unitId: string | null
  /** Absent where the action is not tied to a stage, or none was asked about. */
  stage?: { state: string; refusal: 'not_allowed_now' | 'not_your_part' | null; by: readonly string[] }
  /** Why one's own hand in it forbids it; null where it does not. */
  duty?: string | null
}
type Ask = (call: Call, id: string, action: string | undefined) => Promise<Verdict | null>

const chosen = <A extends string>(actions: readonly A[], action: string | undefined): A | undefined =>
  actions.find((one) => one === action)

function stageOf<State extends string, Action extends string, Part extends string>(
  steps: Steps<State, Action, Part>,
  { state, action, decided }: { state: State; action: Action; decided: Decision<State> },
  words: { state: string; parts: Record<Part, string> },
): NonNullable<Verdict['stage']> {
  return {
    state: words.state,
    refusal: decided.ok ? null : decided.refusal,
    by: (steps[state][action]?.by ?? []).map((part) => words.parts[part]),
  }
}

const dossier: Ask = async (call, id, asked) => {
  const { tx, today, language } = call
  const [row] = readRows(await dossierRows(tx).where('d.id', '=', id).execute())
  const [loaded] = row ? await loadFacts(tx, [row]) : []
  if (!row || !loaded) return null
  const action = chosen(dossierActions, asked)
  if (action === undefined) return { unitId: row.unitId }
  const path = (await loadPaths(tx, [row.unitId], today)).get(row.unitId) ?? []
  const authority = authorityOver(call, row.unitId, path, loaded.programme)
  const { states, parts, conflicts } = stateWords(language).dossiers
  const decided = authority.next(row.state, action)
  const conflict = authority.conflict(action, loaded.hands)
  return {
    unitId: row.unitId,
    stage: stageOf(dossierWorkflow.steps, { state: row.state, action, decided }, { state: states[row.state], parts }),
    duty: conflict === null ? null : `${conflicts[conflict]}.`,
  }
}

const document: Ask = async (call, id, asked) => {
  const row = await findDocumentRow(call.tx, id)
  if (!row) return null
  const action = chosen(documentActions, asked)
  if (action === undefined) return { unitId: row.unitId }
  const words = stateWords(call.language)
  // A decision on a title is signed and revoked together with the step it decides.
  const elsewhere = isDecision(row.type) && (action === 'sign' || action === 'revoke')
  const decided = elsewhere
    ? ({ ok: false, refusal: 'not_allowed_now' } as const)
    : documentWorkflow.decide(row.state, action, partsOn(call.actor, issuerOf(row)))
  const said = { state: words.documents.state[row.state], parts: words.own.documents.parts }
  return { unitId: row.unitId, stage: stageOf(documentWorkflow.steps, { state: row.state, action, decided }, said) }
}

const title: Ask = async (call, id, asked) => {
  const row = await getTitleRow(call.tx, id)
  const action = chosen(titleActions, asked)
  if (action === undefined) return { unitId: row.unitId }
  const programme = await programmeOf(call.tx, row)
  const { state } = standingOf(row, await titleEvents(call.tx, row), programme, call.today)
  const granted = { cellId: row.unitId, grantedBy: row.grantedBy, programme }
  const { partsFor, belongsToCell } = await authorityOverTitle(call, granted)
  const parts = partsFor[powerFor[action]]
  const words = stateWords(call.language)
  const decided = titleWorkflow.decide(state, action, parts)
  const said = { state: words.titles.states[state], parts: words.dossiers.parts }
  return {
    unitId: row.unitId,
    stage: stageOf(titleWorkflow.steps, { state, action, decided }, said),
    duty: belongsToCell ? words.titles.refusal.belongs_to_cell : null,
  }
}

const target: Ask = async (call, id, asked) => {
  const row = await getTarget(call.tx, id)
  const action = chosen(targetActions, asked)
  if (action === undefined) return { unitId: row.unitId }
  const parts = targetParts(call, row.unitId, await findParent(call, row.unitId))
  const words = stateWords(call.language)
  const decided = targetWorkflow.decide(row.state, action, parts)
  const { today, actor } = call
  const registeredBySelf = row.registeredById !== null && row.registeredById === actor.personId
  const own =
    action === 'agree' && agreementRefusals(row, { on: today, today, registeredBySelf }).includes('own_registration')
  return {
    unitId: row.unitId,
    stage: stageOf(
      targetWorkflow.steps,
      { state: row.state, action, decided },
      { state: words.targets.states[row.state], parts: words.own.targets.parts },
    ),
    duty: own ? words.own.hands.prepared_it : null,
  }
}

const ruleSet: Ask = async (call, id, asked) => {
  const row = await getRuleSetRow(call.tx, id)
  const action = chosen(ruleSetActions, asked)
  if (action === undefined) return { unitId: null }
  const decided = ruleSetWorkflow.decide(row.status, action, await partsIn(call, id))
  const words = stateWords(call.language)
  const said = { state: words.ruleSets.status[row.status], parts: words.own.ruleSets.parts }
  return { unitId: null, stage: stageOf(ruleSetWorkflow.steps, { state: row.status, action, decided }, said) }
}

const Plan = z.object({
  unitId: z.string(),
  state: z.enum(['draft', 'checked', 'approved', 'applied', 'withdrawn']),
  draftedBy: z.string().nullable(),
  effective: z.string(),
})

const reorganisation: Ask = async (call, id, asked) => {
  const found = await call.tx
    .selectFrom('reorganisation_plan')
    .select(['unit_id as unitId', 'state', 'drafted_by as draftedBy', 'effective_on as effective'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) return null
  const plan = Plan.parse(found)
  const action = chosen(planActions, asked)
  if (action === undefined) return { unitId: plan.unitId }
  const who = { personId: call.actor.personId ?? '', today: call.today }
  const next = nextState({ ...plan, draftedBy: plan.draftedBy ?? '' }, action, who)
  const refused = 'refused' in next ? next.refused : null
  const words = stateWords(call.language)
  return {
    unitId: plan.unitId,
    stage: {
      state: words.plans.states[plan.state],
      refusal: refused === 'not_now' || refused === 'before_its_day' ? 'not_allowed_now' : null,
      by: [],
    },
    duty: refused === 'own_plan' ? words.own.hands.prepared_it : null,
  }
}

/** Things without stages: what counts is the unit they belong to. */
const tables = {
  evidence: 'evidence',
  appraisal_team: 'appraisal_team',
  position: 'position',
  delegation: 'delegation',
  access_key: 'api_token',
  receiver: 'webhook',
} as const
const ofUnit =
  (table: (typeof tables)[keyof typeof tables]): Ask =>
  async ({ tx }, id) =>
    (await tx.selectFrom(table).select('unit_id as unitId').where('id', '=', id).executeTakeFirst()) ?? null

/** An account is where its person holds a position. */
const account: Ask = async ({ tx }, personId) =>
  (await tx
    .selectFrom('position')
    .select('unit_id as unitId')
    .where('person_id', '=', personId)
    .orderBy('valid', 'desc')
    .executeTakeFirst()) ?? null

const programme: Ask = async ({ tx }, id) =>
  (await tx.selectFrom('programme').select('id').where('id', '=', id).executeTakeFirst()) ? { unitId: null } : null

export const objects = {
  dossier,
  document,
  title,
  target,
  rule_set: ruleSet,
  reorganisation,
  programme,
  account,
  unit: async (_call, id) => Promise.resolve({ unitId: id }),
  evidence: ofUnit(tables.evidence),
  appraisal_team: ofUnit(tables.appraisal_team),
  position: ofUnit(tables.position),
  delegation: ofUnit(tables.delegation),
  access_key: ofUnit(tables.access_key),
  receiver: ofUnit(tables.receiver),
} satisfies Record<ObjectType, Ask>
