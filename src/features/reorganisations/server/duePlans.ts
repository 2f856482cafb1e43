import { sql } from 'kysely'
import { nobody } from '#platform/server/actor.ts'
import { announce, record } from '#platform/server/journal.ts'
import { problemOf } from '#platform/server/problem.ts'
import type { Call, Services } from '#platform/server/serve.ts'
import type { Tx } from '#platform/server/database.ts'
import type { Refusal } from '../plan.ts'
import { PlanFile } from '../planFile.ts'
import { refusalInWords } from '../refusalWords.ts'
import { applyFile, type Done, howToApply, type Refused } from './apply.ts'
import { findSeen } from './queries.ts'

type Due = { id: string; unitId: string; effective: string }
type Outcome = 'applied' | 'refused' | 'failed' | 'waiting'
export type DueDone = Record<Exclude<Outcome, 'waiting'>, string[]>

/**
 * Apply every approved plan whose day has come, each in one transaction of its own, the earliest first. One that is
 * refused or breaks stays approved and says why, and the next ones get their turn; it is tried again the next day. One
 * that met a busy database or another plan being applied waits for the next round. Answers what became of each.
 */
export async function applyDuePlans(services: Services): Promise<DueDone> {
  const done: DueDone = { applied: [], refused: [], failed: [] }
  const tried: string[] = []
  for (;;) {
    const plan = await inTransaction(services, (call) => findDue(call, tried))
    if (!plan) return done
    tried.push(plan.id)
    const outcome = await applyOne(services, plan)
    if (outcome !== 'waiting') done[outcome].push(plan.id)
  }
}

const inTransaction = <T>(services: Services, work: (call: Call) => Promise<T>): Promise<T> =>
  services.db.transaction().execute((tx) => work(callIn(tx, services)))

/** Nobody is signed in: who drafted and who approved is in the plan. */
const callIn = (tx: Tx, services: Services): Call => ({
  tx,
  actor: nobody(null, 'vi'),
  now: services.clock.now(),
  today: services.clock.today(),
  language: 'vi',
  services,
})

async function applyOne(services: Services, plan: Due): Promise<Outcome> {
  try {
    return await inTransaction(services, (call) => applyLocked(call, plan))
  } catch (error) {
    if (problemOf(error).code === 'busy') return 'waiting'
    console.error(`Applying plan ${plan.id} on its day failed`, error)
    await inTransaction(services, (call) => noteRefusal(call, plan, failure(plan)))
    return 'failed'
  }
}

/** Of what broke inside, people are told that it did; the fault itself is in the log. */
const failure = ({ effective }: Due): Refused => ({
  refusals: [{ why: 'failed', unitId: '', on: effective, operation: null, unitIds: [], day: null }],
  name: (unitId) => unitId,
})

async function applyLocked(call: Call, due: Due): Promise<Outcome> {
  const found = await call.tx
    .selectFrom('reorganisation_plan')
    .select('content')
    .where('id', '=', due.id)
    .where('state', '=', 'approved')
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!found) return 'waiting'
  const content = PlanFile.parse(found.content)
  const result = await applyFile(call.tx, content, howToApply(content), await findSeen(call, due.id))
  if (result === 'busy') return 'waiting'
  if ('refusals' in result) {
    await noteRefusal(call, due, result)
    return 'refused'
  }
  await noteApplied(call, due, result)
  return 'applied'
}

async function findDue({ tx, today }: Call, tried: readonly string[]): Promise<Due | undefined> {
  return tx
    .selectFrom('reorganisation_plan')
    .select(['id', 'unit_id as unitId', 'effective_on as effective'])
    .where('state', '=', 'approved')
    .where('effective_on', '<=', today)
    .where((eb) => eb.or([eb('refused_on', 'is', null), eb('refused_on', '<', today)]))
    .where(sql<boolean>`id <> all(${[...tried]}::uuid[])`)
    .orderBy('effective_on')
    .orderBy('approved_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
}

async function noteApplied(call: Call, { id, unitId, effective }: Due, done: Done): Promise<void> {
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
  await announce(call, 'unit.changed', unitId, { planId: id, effective, ...done })
}

async function noteRefusal(call: Call, { id, unitId }: Due, { refusals, name }: Refused): Promise<void> {
  const told = (refusal: Refusal) => ({
    vi: refusalInWords(refusal, name, 'vi'),
    en: refusalInWords(refusal, name, 'en'),
  })
  await call.tx
    .updateTable('reorganisation_plan')
    .set((eb) => ({
      refused_on: call.today,
      refused: JSON.stringify(refusals.map((one) => ({ ...one, told: told(one) }))),
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .where('state', '=', 'approved')
    .execute()
  await record(call, {
    action: 'reorganisation.refused',
    objectType: 'reorganisation_plan',
    objectId: id,
    unitId,
    after: { refusals },
  })
}
