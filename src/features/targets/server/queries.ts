import { sql } from 'kysely'
import type { Language } from '#shared/problem.ts'
import { Problem } from '#shared/problem.ts'
import type { Tx } from '#platform/server/database.ts'
import type { Call } from '#platform/server/serve.ts'
import { findUnit, isWithinScope, unitName } from '#features/units/server/queries.ts'
import type { TargetView } from '../contract.ts'
import { refusals } from '../refusal.ts'
import {
  agreementRefusals,
  type Denominator,
  denominators,
  type TargetPart,
  type TargetState,
  targetHolders,
  targetStates,
  targetWorkflow,
} from '../target.ts'

const known = <T extends string>(words: readonly T[], text: string): T => {
  const word = words.find((one) => one === text)
  if (!word) throw new Error(`Unknown ${text}`)
  return word
}

/** A target as it is stored, with the names of those who acted. */
export type StoredTarget = Omit<TargetView, 'allowedActions' | 'obstacles'> & {
  programmeId: string
}

const stored = (tx: Tx) =>
  tx
    .selectFrom('target as t')
    .leftJoin('person as r', 'r.id', 't.registered_by')
    .leftJoin('person as a', 'a.id', 't.agreed_by')
    .selectAll('t')
    .select(['r.name as registered_name', 'a.name as agreed_name'])

function asTarget(row: Awaited<ReturnType<ReturnType<typeof stored>['executeTakeFirstOrThrow']>>): StoredTarget {
  return {
    id: row.id,
    programmeId: row.programme_id,
    unitId: row.unit_id,
    denominator: known<Denominator>(denominators, row.denominator),
    year: row.year,
    value: row.value,
    state: known<TargetState>(targetStates, row.state),
    registeredOn: row.registered_on,
    registeredById: row.registered_by,
    registeredBy: row.registered_name,
    agreedOn: row.agreed_on,
    agreedBy: row.agreed_name,
    agreedById: row.agreed_by,
    replacedOn: row.replaced_on,
    replacedBy: row.replaced_by,
    replacedReason: row.replaced_reason,
    document:
      row.document_number === null || row.document_date === null
        ? null
        : { number: row.document_number, date: row.document_date },
    version: row.version,
  }
}

/** The target, for those within whose units it is. */
export async function getTarget(tx: Tx, targetId: string): Promise<StoredTarget> {
  const row = await stored(tx).where('t.id', '=', targetId).executeTakeFirst()
  if (!row) throw new Problem('not_found', { reason: 'target' })
  return asTarget(row)
}

/** Every target of these units in a programme, the newest registration first. */
export async function listTargets(tx: Tx, programmeId: string, unitIds: readonly string[]): Promise<StoredTarget[]> {
  const rows = await stored(tx)
    .where('t.programme_id', '=', programmeId)
    .where('t.unit_id', '=', sql<string>`any(${[...unitIds]}::uuid[])`)
    .orderBy('t.registered_on', 'desc')
    .orderBy('t.id', 'desc')
    .execute()
  return rows.map(asTarget)
}

/** For which side of the target the actor acts: a position on the unit, or on the unit above it today. */
export function partsOf({ actor }: Call, unitId: string, parentId: string | null): TargetPart[] {
  const holds = (id: string | null) =>
    actor.positions.some((position) => position.unitId === id && targetHolders.includes(position.role))
  return [...(holds(unitId) ? (['unit'] as const) : []), ...(holds(parentId) ? (['superior'] as const) : [])]
}

export const told = (language: Language, refusal: keyof typeof refusals) => ({
  code: refusal,
  text: refusals[refusal][language],
})

/** The target with what the actor may do with it, and what stands in the way of agreeing. */
export function viewTarget(call: Call, target: StoredTarget, parts: readonly TargetPart[]): TargetView {
  const allowedActions = targetWorkflow.allowedActions(target.state, parts)
  const { programmeId: _programme, ...shown } = target
  const { registeredById } = shown
  const refused = allowedActions.includes('agree')
    ? agreementRefusals(target, {
        on: call.today,
        today: call.today,
        registeredBySelf: registeredById !== null && registeredById === call.actor.personId,
      })
    : []
  return { ...shown, allowedActions, obstacles: refused.map((refusal) => told(call.language, refusal)) }
}

/** The unit above today: the one that agrees. Null for a province, and for a unit that has ended. */
export async function findParent({ tx, today }: Call, unitId: string): Promise<string | null> {
  return (await findUnit(tx, unitId, today))?.parentId ?? null
}

export async function showTarget(call: Call, targetId: string): Promise<TargetView> {
  const target = await getTarget(call.tx, targetId)
  return viewTarget(call, target, partsOf(call, target.unitId, await findParent(call, target.unitId)))
}

export async function requireWithinScope({ tx, actor, today }: Call, unitId: string): Promise<void> {
  if (!(await isWithinScope(tx, actor, unitId, today))) throw new Problem('not_found', { reason: 'unit' })
}

export const nameOf = async (tx: Tx, unitId: string, on: string) => ({ unitId, name: await unitName(tx, unitId, on) })
