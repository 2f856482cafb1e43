import { sql } from 'kysely'
import { Problem } from '#shared/problem.ts'
import { announce, record } from '#platform/server/journal.ts'
import { type Call, requirePerson } from '#platform/server/serve.ts'
import { findUnit } from '#features/units/server/queries.ts'
import type { NewTarget, Replacement, TargetView } from '../contract.ts'
import { refusals } from '../refusal.ts'
import {
  agreementRefusals,
  type Refusal,
  registrationRefusals,
  replacementRefusals,
  type TargetAction,
  targetWorkflow,
} from '../target.ts'
import { findParent, getTarget, partsOf, requireWithinScope, showTarget, type StoredTarget } from './queries.ts'
import { getProgrammeTerm } from './term.ts'

/** What the rules refuse, field by field. */
function refuse({ language }: Call, found: readonly Refusal[]): void {
  const [first] = found
  if (!first) return
  throw new Problem('invalid', {
    reason: first,
    detail: refusals[first],
    errors: found.map((refusal) => ({
      pointer: `/${refusals[refusal].field ?? ''}`,
      detail: refusals[refusal][language],
    })),
  })
}

/** A unit promises. From that day the promise stands, before the unit above has agreed. */
export async function registerTarget(call: Call, input: NewTarget): Promise<TargetView> {
  const { tx, today } = call
  const personId = requirePerson(call)
  await requireWithinScope(call, input.unitId)
  if (!partsOf(call, input.unitId, null).includes('unit')) throw new Problem('forbidden', { reason: 'not_your_unit' })
  const { fromYear, toYear } = await getProgrammeTerm(tx, input.programmeId)
  const unit = await findUnit(tx, input.unitId, input.on)
  refuse(call, registrationRefusals(input, { level: unit?.level ?? null, term: { fromYear, toYear }, today }))
  await insertTarget(call, input, personId)
  return told(call, 'target.registered', null, await getTarget(tx, input.id))
}

/** The unit above agrees, on a day not before the registration. */
export async function agreeTarget(
  call: Call,
  { targetId, version, on }: { targetId: string; version: number; on: string },
): Promise<TargetView> {
  const { tx, today } = call
  const personId = requirePerson(call)
  const target = await takeStep(call, targetId, 'agree')
  refuse(call, agreementRefusals(target, { on, today, registeredBySelf: target.registeredById === personId }))
  await change(call, target, version, { state: 'agreed', agreed_by: personId, agreed_on: on })
  return told(call, 'target.agreed', target, await getTarget(tx, targetId))
}

/** Another promise takes the place of this one from a day on; the unit above agrees to it anew. */
export async function replaceTarget(call: Call, input: Replacement): Promise<TargetView> {
  const { tx, today } = call
  const personId = requirePerson(call)
  const target = await takeStep(call, input.targetId, 'replace')
  const { denominator, year, unitId, programmeId } = target
  const level = (await findUnit(tx, unitId, input.on))?.level ?? null
  const { fromYear, toYear } = await getProgrammeTerm(tx, programmeId)
  const registration = { denominator, year, value: input.value, on: input.on }
  refuse(call, [
    ...replacementRefusals(target, { on: input.on, today }),
    ...registrationRefusals(registration, { level, term: { fromYear, toYear }, today }).filter(
      (refusal) => refusal !== 'day_in_future',
    ),
  ])
  await change(call, target, input.version, {
    state: 'replaced',
    replaced_on: input.on,
    replaced_by: input.id,
    replaced_reason: input.reason,
  })
  await insertTarget(call, { ...registration, ...input, unitId, programmeId }, personId)
  return told(call, 'target.replaced', target, await getTarget(tx, input.id))
}

/** The target, when its state and the actor's part allow the step. */
async function takeStep(call: Call, targetId: string, action: TargetAction): Promise<StoredTarget> {
  const target = await getTarget(call.tx, targetId)
  const parts = partsOf(call, target.unitId, await findParent(call, target.unitId))
  const decision = targetWorkflow.decide(target.state, action, parts)
  if (decision.ok) return target
  throw decision.refusal === 'not_your_part'
    ? new Problem('forbidden', { reason: decision.refusal })
    : new Problem('not_allowed_now', { reason: decision.refusal })
}

type Change = {
  state: StoredTarget['state']
  agreed_by?: string
  agreed_on?: string
  replaced_on?: string
  replaced_by?: string
  replaced_reason?: string
}

async function change({ tx }: Call, { id }: StoredTarget, version: number, to: Change): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('target')
    .set({ ...to, version: sql`version + 1` })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Problem('stale_version')
}

type Inserted = Omit<NewTarget, 'document'> & { document?: NewTarget['document'] }
async function insertTarget({ tx }: Call, target: Inserted, personId: string): Promise<void> {
  await tx
    .insertInto('target')
    .values({
      id: target.id,
      programme_id: target.programmeId,
      unit_id: target.unitId,
      denominator: target.denominator,
      year: target.year,
      value: target.value,
      registered_by: personId,
      registered_on: target.on,
      document_number: target.document?.number ?? null,
      document_date: target.document?.date ?? null,
    })
    .execute()
}

async function told(
  call: Call,
  action: 'target.registered' | 'target.agreed' | 'target.replaced',
  before: StoredTarget | null,
  after: StoredTarget,
): Promise<TargetView> {
  const { id, unitId, denominator, year, value } = after
  await record(call, {
    action,
    objectType: 'target',
    objectId: id,
    unitId,
    ...(before === null ? {} : { before: nameless(before) }),
    after: nameless(after),
  })
  await announce(call, action, unitId, { targetId: id, denominator, year, value })
  return showTarget(call, id)
}

/** The journal knows who acted by id; names are elsewhere. */
const nameless = ({ registeredBy: _registered, agreedBy: _agreed, ...target }: StoredTarget) => target
