import { sql } from 'kysely'
import { formatInstant } from '#shared/format.ts'
import { Problem } from '#shared/problem.ts'
import { announce, record } from '#platform/server/journal.ts'
import { type Call, requirePerson } from '#platform/server/serve.ts'
import { requireOver } from '#features/units/server/queries.ts'
import {
  approveReorganisations,
  draftReorganisations,
  type NewPlan,
  type PlanEdit,
  type PlanView,
} from '../contract.ts'
import { en, vi } from '../messages.ts'
import { nextState, type PlanAction, type PlanState, type StageRefusal } from '../plan.ts'
import type { PlanFile } from '../planFile.ts'
import { versionsOf } from '../tree.ts'
import { refusalsInWords } from '../refusalWords.ts'
import { applyFile, howToApply, type Laid, layPlan, placesOf, type Refused, refuseStale, unitsOf } from './apply.ts'
import { findSeen, showPlan } from './queries.ts'

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
    tree_units: null,
    refused_on: null,
    refused: null,
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
  if ('refusals' in laid.result) refuse({ ...laid, ...laid.result })
  await requireOwnUnits(call, laid)
  const { hash, units } = laid.seen
  await save(call, plan, version, { state, tree_hash: hash, tree_units: JSON.stringify(units) })
  return written(call, plan, 'checked')
}

/** The second person: whoever drafted it cannot. What another plan has overtaken is not approved any more. */
export async function approvePlan(call: Call, { planId, version }: Change): Promise<PlanView> {
  const { plan, state } = await step(call, planId, 'approve')
  const seen = await findSeen(call, planId)
  const laid = await layPlan(call.tx, plan.content, howToApply(plan.content))
  const stale = seen ? refuseStale(laid, seen, plan.content.effective) : []
  if (stale.length > 0) refuse({ refusals: stale, name: laid.name })
  if ('refusals' in laid.result) refuse({ ...laid, ...laid.result })
  await save(call, plan, version, { state, approved_by: requirePerson(call), approved_at: call.now.toISOString() })
  return written(call, plan, 'approved')
}

/** All of it in this transaction; whoever comes second meanwhile is told. */
export async function applyPlan(call: Call, { planId, version }: Change): Promise<PlanView> {
  const { plan, state } = await step(call, planId, 'apply')
  const done = await applyFile(call.tx, plan.content, howToApply(plan.content), await findSeen(call, planId))
  if (done === 'busy')
    throw new Problem('busy', {
      reason: 'another_plan',
      detail: { vi: vi.refused.another, en: en.refused.another },
    })
  if ('refusals' in done) refuse(done)
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
      detail: { vi: whyNot(next.refused, view, vi), en: whyNot(next.refused, view, en) },
    })
  return { plan: { id: view.id, unitId: view.unitId, content: view.content }, state: next.state }
}

function whyNot(why: StageRefusal, { state, appliedAt }: PlanView, { stages }: typeof vi): string {
  if (why !== 'not_now') return stages[why]
  return state === 'applied' ? stages.applied(appliedAt === null ? '' : formatInstant(appliedAt)) : stages[state]
}

/** A plan changes what is under its own unit, now or through what has become of it; nothing of anybody else's. */
async function requireOwnUnits({ tx, actor, today }: Call, { before, bound, operations, name }: Laid): Promise<void> {
  const entered = [...bound.entered].flatMap((unitId) => versionsOf(bound.tree, unitId).map(({ parentId }) => parentId))
  const spoken = operations.flatMap((one) => [...unitsOf(one), ...placesOf(one)])
  const known = new Set([...spoken, ...entered].filter((unitId) => unitId !== null && before.versions.has(unitId)))
  const { rows } = await sql<{ id: string }>`
    select u.id from unnest(${[...known]}::uuid[]) u(id)
    where not exists (select from unit_closure c where c.descendant_id = u.id and c.valid @> ${today}::date
      and c.ancestor_id = any(${[...actor.units]}::uuid[]))`.execute(tx)
  if (rows.length === 0) return
  const names = rows.map(({ id }) => name(id)).join(', ')
  throw new Problem('forbidden', {
    reason: 'unit_outside',
    detail: { vi: vi.refused.outside(names), en: en.refused.outside(names) },
    data: { unitIds: rows.map(({ id }) => id) },
  })
}

function refuse({ refusals, name }: Refused): never {
  throw new Problem('obstacles', {
    reason: refusals[0]?.why ?? 'stale',
    detail: { vi: refusalsInWords(refusals, name, 'vi'), en: refusalsInWords(refusals, name, 'en') },
    data: { refusals },
  })
}

type Columns = {
  state: PlanState
  title?: string
  content?: string
  effective_on?: string
  drafted_by?: string
  tree_hash?: string | null
  tree_units?: string | null
  approved_by?: string | null
  approved_at?: string | null
  refused_on?: null
  refused?: null
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
