import { sql } from 'kysely'
import { Problem } from '#shared/problem.ts'
import { announce, record } from '#platform/server/journal.ts'
import { type Call, requirePerson } from '#platform/server/serve.ts'
import { isWithinScope, requireOver } from '#features/units/server/queries.ts'
import {
  approveReorganisations,
  draftReorganisations,
  type NewPlan,
  type PlanEdit,
  type PlanView,
} from '../contract.ts'
import { en, vi } from '../messages.ts'
import { nextState, type PlanAction, type PlanState, type Refusal } from '../plan.ts'
import type { PlanFile } from '../planFile.ts'
import { applyFile, howToApply, type Laid, layPlan, unitsOf } from './apply.ts'
import { showPlan } from './queries.ts'

export async function draftPlan(call: Call, { id, unitId, title, content }: NewPlan): Promise<PlanView> {
  const personId = requirePerson(call)
  await requireOver(call, draftReorganisations, unitId)
  await call.tx
    .insertInto('reorganisation_plan')
    .values({
      id,
      unit_id: unitId,
      title,
      effective_on: content.effective,
      state: 'draft',
      content: JSON.stringify(content),
      drafted_by: personId,
      drafted_at: call.now.toISOString(),
    })
    .execute()
  return written(call, { id, unitId }, 'drafted')
}

export async function editPlan(call: Call, { planId, version, title, content }: PlanEdit): Promise<PlanView> {
  const { plan, state } = await step(call, planId, 'edit')
  await save(call, plan, version, {
    state,
    title,
    content: JSON.stringify(content),
    effective_on: content.effective,
    drafted_by: requirePerson(call),
    tree_hash: null,
    approved_by: null,
    approved_at: null,
  })
  return written(call, plan, 'edited')
}

type Change = { planId: string; version: number }

/** Nothing may stand in the way: then the organisation it was checked against is noted down with it. */
export async function checkPlan(call: Call, { planId, version }: Change): Promise<PlanView> {
  const { plan, state } = await step(call, planId, 'check')
  const laid = await layPlan(call.tx, plan.content, howToApply(plan.content))
  if ('refusals' in laid.result) refuse(laid.result.refusals)
  await requireOwnUnits(call, laid)
  await save(call, plan, version, { state, tree_hash: laid.hash })
  return written(call, plan, 'checked')
}

/** The second person: whoever drafted it cannot. */
export async function approvePlan(call: Call, { planId, version }: Change): Promise<PlanView> {
  const { plan, state } = await step(call, planId, 'approve')
  await save(call, plan, version, { state, approved_by: requirePerson(call), approved_at: call.now.toISOString() })
  return written(call, plan, 'approved')
}

/** All of it in this transaction; whoever comes second meanwhile is told. */
export async function applyPlan(call: Call, { planId, version }: Change): Promise<PlanView> {
  const { plan, state } = await step(call, planId, 'apply')
  const { rows } = await sql<{ tree_hash: string }>`
    select tree_hash from reorganisation_plan where id = ${planId} and tree_hash is not null`.execute(call.tx)
  const done = await applyFile(call.tx, plan.content, howToApply(plan.content), rows[0]?.tree_hash)
  if (done === 'busy') throw new Problem('busy', { reason: 'another_plan' })
  if ('refusals' in done) refuse(done.refusals)
  await save(call, plan, version, { state, applied_by: requirePerson(call), applied_at: call.now.toISOString() })
  await announce(call, 'unit.changed', plan.unitId, { planId, effective: plan.content.effective, ...done })
  return written(call, plan, 'applied', done)
}

export async function withdrawPlan(call: Call, { planId, version }: Change): Promise<PlanView> {
  const { plan, state } = await step(call, planId, 'withdraw')
  await save(call, plan, version, { state })
  return written(call, plan, 'withdrawn')
}

type Plan = { id: string; unitId: string; content: PlanFile }

/** The plan, when the actor may take this step with it now. */
async function step(call: Call, planId: string, action: PlanAction): Promise<{ plan: Plan; state: PlanState }> {
  const personId = requirePerson(call)
  const view = await showPlan(call, planId)
  const permission = action === 'approve' || action === 'apply' ? approveReorganisations : draftReorganisations
  await requireOver(call, permission, view.unitId)
  const found = await call.tx
    .selectFrom('reorganisation_plan')
    .select('drafted_by')
    .where('id', '=', planId)
    .executeTakeFirstOrThrow()
  const stage = { state: view.state, draftedBy: found.drafted_by ?? '', effective: view.effective }
  const next = nextState(stage, action, { personId, today: call.today })
  if ('refused' in next)
    throw new Problem('not_allowed_now', {
      reason: next.refused,
      detail: { vi: vi.stages[next.refused], en: en.stages[next.refused] },
    })
  return { plan: { id: view.id, unitId: view.unitId, content: view.content }, state: next.state }
}

/** A plan changes what is under its own unit, now or through what has become of it; nothing of anybody else's. */
async function requireOwnUnits(call: Call, { before, operations }: Laid): Promise<void> {
  for (const unitId of new Set(operations.flatMap(unitsOf))) {
    if (before.versions.has(unitId) && !(await isWithinScope(call.tx, call.actor, unitId, call.today)))
      throw new Problem('forbidden', { reason: 'unit_outside', data: { unitId } })
  }
}

function refuse(refusals: readonly Refusal[]): never {
  const [first] = refusals
  const why = first?.why ?? 'stale'
  throw new Problem('obstacles', {
    reason: why,
    detail: { vi: sentence(vi.refusals[why]), en: sentence(en.refusals[why]) },
    data: { refusals },
  })
}

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

type Columns = {
  state: PlanState
  title?: string
  content?: string
  effective_on?: string
  drafted_by?: string
  tree_hash?: string | null
  approved_by?: string | null
  approved_at?: string | null
  applied_by?: string
  applied_at?: string
}

async function save({ tx }: Call, plan: Plan, version: number, columns: Columns): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('reorganisation_plan')
    .set({ ...columns, version: version + 1 })
    .where('id', '=', plan.id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Problem('stale_version')
}

async function written(
  call: Call,
  { id, unitId }: Pick<Plan, 'id' | 'unitId'>,
  action: string,
  after?: unknown,
): Promise<PlanView> {
  await record(call, {
    action: `reorganisation.${action}`,
    objectType: 'reorganisation_plan',
    objectId: id,
    unitId,
    ...(after === undefined ? {} : { after }),
  })
  return showPlan(call, id)
}
