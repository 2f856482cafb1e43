import { z } from 'zod'
import type { Call } from '#platform/server/serve.ts'
import { Problem } from '#shared/problem.ts'
import { isOver } from '#features/units/server/queries.ts'
import { approveReorganisations, draftReorganisations, type PlanRow, type PlanView } from '../contract.ts'
import { wordsFor } from '../messages.ts'
import type { Seen } from './apply.ts'
import { nextState, type PlanAction, planActions, planStates, type PlanState } from '../plan.ts'
import { PlanFile } from '../planFile.ts'

const asState = (text: string): PlanState => {
  const state = planStates.find((one) => one === text)
  if (state === undefined) throw new Error(`${text} is no state of a plan`)
  return state
}

/** As kept since it could not be applied on its day; those kept longer ago have no words of their own. */
const Reasons = z.array(z.object({ why: z.string(), told: z.object({ vi: z.string(), en: z.string() }).optional() }))

function reasonsIn({ language }: Call, refused: unknown): string[] {
  return Reasons.parse(refused ?? []).map(({ why, told }) => told?.[language] ?? wordsFor('refusals', why))
}

const rows = ({ tx }: Call) =>
  tx
    .selectFrom('reorganisation_plan as r')
    .leftJoin('person as d', 'd.id', 'r.drafted_by')
    .leftJoin('person as a', 'a.id', 'r.approved_by')
    .select([
      'r.id',
      'r.unit_id',
      'r.title',
      'r.effective_on',
      'r.state',
      'r.drafted_by',
      'r.approved_by',
      'r.applied_at',
      'r.version',
      'r.refused_on',
      'r.refused',
    ])
    .select(['d.name as drafter', 'a.name as approver'])
type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>

/** What the reader may do with the plan now: by position over its unit, and by its stage. */
async function allowedOn(call: Call, row: Row): Promise<PlanAction[]> {
  const [drafts, approves] = await Promise.all([
    isOver(call, draftReorganisations, row.unit_id),
    isOver(call, approveReorganisations, row.unit_id),
  ])
  const stage = { state: asState(row.state), draftedBy: row.drafted_by ?? '', effective: row.effective_on }
  const who = { personId: call.actor.personId ?? '', today: call.today }
  return planActions.filter((action) => {
    const held = action === 'approve' || action === 'apply' ? approves : drafts
    return held && 'state' in nextState(stage, action, who)
  })
}

const asRow = async (call: Call, row: Row): Promise<PlanRow> => ({
  id: row.id,
  unitId: row.unit_id,
  title: row.title,
  effective: row.effective_on,
  state: asState(row.state),
  draftedBy: row.drafter,
  draftedById: row.drafted_by,
  approvedBy: row.approver,
  approvedById: row.approved_by,
  appliedAt: row.applied_at === null ? null : new Date(row.applied_at).toISOString(),
  refusedOn: row.state === 'approved' ? row.refused_on : null,
  refused: row.state === 'approved' ? reasonsIn(call, row.refused) : [],
  version: row.version,
  allowedActions: await allowedOn(call, row),
})

export async function listPlans(call: Call): Promise<PlanRow[]> {
  const found = await rows(call).orderBy('r.effective_on', 'desc').orderBy('r.id').limit(200).execute()
  return Promise.all(found.map((row) => asRow(call, row)))
}

export async function showPlan(call: Call, planId: string): Promise<PlanView> {
  const row = await rows(call).select('r.content').where('r.id', '=', planId).executeTakeFirst()
  if (!row) throw new Problem('not_found', { reason: 'reorganisation' })
  return { ...(await asRow(call, row)), content: PlanFile.parse(row.content) }
}

const Units = z.record(z.string(), z.string())

/** The organisation the plan was checked against; undefined when it was not checked. */
export async function findSeen({ tx }: Call, planId: string): Promise<(Partial<Seen> & { hash: string }) | undefined> {
  const row = await tx
    .selectFrom('reorganisation_plan')
    .select(['tree_hash as hash', 'tree_units as units'])
    .where('id', '=', planId)
    .executeTakeFirst()
  if (!row?.hash) return undefined
  return { hash: row.hash, ...(row.units === null ? {} : { units: Units.parse(row.units) }) }
}
