import { nobody } from '#platform/server/actor.ts'
import { announce, record } from '#platform/server/journal.ts'
import type { Call, Services } from '#platform/server/serve.ts'
import type { Tx } from '#platform/server/database.ts'
import type { Refusal } from '../plan.ts'
import { PlanFile } from '../planFile.ts'
import { applyFile, type Done, howToApply } from './apply.ts'

type Due = { id: string; unitId: string; content: PlanFile; treeHash: string | null }

/**
 * Apply every approved plan whose day has come, each in one transaction of its own, the earliest first. One that is
 * refused stays approved and says why; it is tried again the next day. Answers what became of each.
 */
export async function applyDuePlans(services: Services): Promise<{ applied: string[]; refused: string[] }> {
  const done = { applied: [] as string[], refused: [] as string[] }
  for (;;) {
    const outcome = await services.db.transaction().execute((tx) => applyNext(callIn(tx, services)))
    if (outcome === null) return done
    done[outcome.what].push(outcome.planId)
  }
}

/** Nobody is signed in: who drafted and who approved is in the plan. */
const callIn = (tx: Tx, services: Services): Call => ({
  tx,
  actor: nobody(null, 'vi'),
  now: services.clock.now(),
  today: services.clock.today(),
  language: 'vi',
  services,
})

async function applyNext(call: Call): Promise<{ what: 'applied' | 'refused'; planId: string } | null> {
  const plan = await findDue(call)
  if (!plan) return null
  const result = await applyFile(call.tx, plan.content, howToApply(plan.content), plan.treeHash ?? undefined)
  if (result === 'busy') return null
  if ('refusals' in result) {
    await noteRefusal(call, plan, result.refusals)
    return { what: 'refused', planId: plan.id }
  }
  await noteApplied(call, plan, result)
  return { what: 'applied', planId: plan.id }
}

async function findDue({ tx, today }: Call): Promise<Due | null> {
  const found = await tx
    .selectFrom('reorganisation_plan')
    .select(['id', 'unit_id', 'content', 'tree_hash'])
    .where('state', '=', 'approved')
    .where('effective_on', '<=', today)
    .where((eb) => eb.or([eb('refused_on', 'is', null), eb('refused_on', '<', today)]))
    .orderBy('effective_on')
    .orderBy('approved_at')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return found
    ? { id: found.id, unitId: found.unit_id, content: PlanFile.parse(found.content), treeHash: found.tree_hash }
    : null
}

async function noteApplied(call: Call, { id, unitId, content }: Due, done: Done): Promise<void> {
  await call.tx
    .updateTable('reorganisation_plan')
    .set((eb) => ({
      state: 'applied',
      applied_at: call.now.toISOString(),
      refused_on: null,
      refused: null,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute()
  await record(call, {
    action: 'reorganisation.applied',
    objectType: 'reorganisation_plan',
    objectId: id,
    unitId,
    after: done,
  })
  await announce(call, 'unit.changed', unitId, { planId: id, effective: content.effective, ...done })
}

async function noteRefusal(call: Call, { id, unitId }: Due, refusals: readonly Refusal[]): Promise<void> {
  await call.tx
    .updateTable('reorganisation_plan')
    .set((eb) => ({
      refused_on: call.today,
      refused: JSON.stringify(refusals),
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute()
  await record(call, {
    action: 'reorganisation.refused',
    objectType: 'reorganisation_plan',
    objectId: id,
    unitId,
    after: { refusals },
  })
}
