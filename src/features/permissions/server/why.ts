import { sql } from 'kysely'
import { addDays, formatDate } from '#shared/format.ts'
import { grants, type HeldPosition, type Permission } from '#shared/permission.ts'
import { Problem } from '#shared/problem.ts'
import { findUnit, idsAbove } from '#features/units/server/queries.ts'
import { positionsFor, reaching, seeAs } from '#platform/server/actor.ts'
import type { Call } from '#platform/server/serve.ts'
import type { Reason, WhyQuery } from '../contract.ts'
import { en, vi } from '../messages.ts'
import { holderLines } from '../permissionTable.ts'
import { declaredPermissions } from './declared.ts'
import { objects, type Verdict } from './objects.ts'

const wordsOf = ({ language }: Call) => ({ vi, en })[language].reasons

/**
 * Asks of each thing that permission follows from, in order: account, position and its dates, jurisdiction, stage, duty.
 * It tells only what the person may see anyway; a dossier outside their reach is as one that does not exist.
 */
export async function explainPermission(call: Call, asked: WhyQuery) {
  const declared = (await declaredPermissions()).find(({ permission }) => permission.code === asked.permission)
  if (!declared) throw new Problem('not_found', { reason: 'permission' })
  const { permission } = declared
  // The object is looked for where the permission asked about reaches, too: by delegation, for one.
  const reached = reaching(call.actor, permission, call.today)
  await seeAs(call.tx, { ...reached, units: [...new Set([...call.actor.units, ...reached.units])] })
  const reasons = [
    ...(await positionReasons(call, permission)),
    ...(await unitReasons(call, permission, asked.unitId)),
    ...(await objectReasons(call, permission, asked)),
  ]
  return { title: permission.title[call.language], allowed: reasons.every(({ ok }) => ok), reasons }
}

async function positionReasons(call: Call, permission: Permission): Promise<Reason[]> {
  const { actor, language, today } = call
  const say = wordsOf(call)
  const { by } = permission
  if (by === 'anyone') return [{ about: 'account', ok: true, text: say.open }]
  if (actor.accountId === null) return [{ about: 'account', ok: false, text: say.notSignedIn }]
  if (by === 'signed_in') return [{ about: 'account', ok: true, text: say.everybody }]
  const held = actor.positions.filter((position) => grants(permission, [position], true, today))
  const delegated = actor.delegations.filter((position) => grants(permission, [position], true, today))
  if (held.length + delegated.length > 0) {
    return [
      ...held.map(({ title, unitName, validTo }): Reason => {
        const until = validTo === null ? null : formatDate(addDays(validTo, -1))
        return { about: 'position', ok: true, text: say.holds(title, unitName, until) }
      }),
      ...delegated.map(({ by: giver, title, unitName, validTo }): Reason => {
        const until = formatDate(addDays(validTo ?? today, -1))
        return { about: 'position', ok: true, text: say.byDelegation(`${title} ${giver}`, unitName, until) }
      }),
    ]
  }
  const needed: Reason = {
    about: 'position',
    ok: false,
    text: say.needed(holderLines(permission, language).join('; ')),
  }
  return [needed, ...(await otherTimes(call, permission))]
}

type TimedPosition = HeldPosition & { title: string; unitName: string; from: string; to: string | null }

/** Positions that would grant it, but ended or have not begun. */
async function otherTimes(call: Call, permission: Permission): Promise<Reason[]> {
  const { actor, tx, today } = call
  const { rows } = await sql<TimedPosition>`
    select p.unit_id as "unitId", p.role, p.title, v.name as "unitName", k.level,
      lower(p.valid)::text as "from", upper(p.valid)::text as "to"
    from position p
    join lateral (select name, kind from unit_version where unit_id = p.unit_id
      and valid && p.valid order by lower(valid) desc limit 1) v on true
    join unit_kind k on k.code = v.kind
    where p.person_id = ${actor.personId} and not p.valid @> ${today}::date
    order by lower(p.valid) desc`.execute(tx)
  const say = wordsOf(call)
  return rows
    .filter((position) => grants(permission, [position], true, position.from))
    .map(({ title, unitName, from, to }) => ({
      about: 'position',
      ok: false,
      text:
        from > today
          ? say.later(title, unitName, formatDate(from))
          : say.ended(title, unitName, formatDate(to ?? today)),
    }))
}

async function unitReasons(call: Call, permission: Permission, unitId: string | undefined): Promise<Reason[]> {
  if (unitId === undefined) return []
  const { tx, today } = call
  const { rows } = await sql<{ name: string }>`
    select v.name from unit_version v where v.unit_id = ${unitId}
    order by v.valid @> ${today}::date desc, lower(v.valid) desc limit 1`.execute(tx)
  const [unit] = rows
  if (!unit) throw new Problem('not_found', { reason: 'unit' })
  if (permission.by === 'anyone' || permission.over === 'all' || permission.over === 'self') return []
  const say = wordsOf(call)
  const inside = await isInside(call, permission, unitId)
  return [{ about: 'jurisdiction', ok: inside, text: inside ? say.inside(unit.name) : say.outside(unit.name) }]
}

/** By the declared reach: one's own unit, those right below it, or everything under it. */
async function isInside(call: Call, permission: Permission, unitId: string): Promise<boolean> {
  const { actor, tx, today } = call
  const counted =
    permission.by === 'signed_in'
      ? actor.units
      : positionsFor(actor, permission.code)
          .filter((held) => grants(permission, [held], true, today))
          .map((held) => held.unitId)
  if (permission.over === 'own') return counted.includes(unitId)
  if (permission.over === 'directly_below') {
    const parentId = (await findUnit(tx, unitId, today))?.parentId
    return parentId != null && counted.includes(parentId)
  }
  const above = await idsAbove(tx, unitId, today)
  return counted.some((id) => above.includes(id))
}

/** The object asked about: where it belongs, its stage, and one's own hand in it. */
async function objectReasons(call: Call, permission: Permission, asked: WhyQuery): Promise<Reason[]> {
  const type = asked.dossierId === undefined ? asked.objectType : 'dossier'
  const id = asked.dossierId ?? asked.objectId
  if (type === undefined || id === undefined) return []
  const say = wordsOf(call)
  const verdict = await seen(objects[type](call, id, asked.action))
  if (verdict === null) return [{ about: 'jurisdiction', ok: false, text: say.unseen }]
  const { unitId, stage, duty } = verdict
  return [
    // Where a part in the case counts, the stage says whose part it is.
    ...(unitId === null || permission.over === 'part' || permission.over === 'all'
      ? []
      : await unitReasons(call, permission, unitId)),
    ...(stage === undefined ? [] : [stageReason(call, stage)]),
    ...(duty === undefined ? [] : [{ about: 'duty' as const, ok: duty === null, text: duty ?? say.noConflict }]),
  ]
}

/** What is hidden behind the second wall is as if it did not exist. */
async function seen(verdict: Promise<Verdict | null>): Promise<Verdict | null> {
  try {
    return await verdict
  } catch (error) {
    if (error instanceof Problem && error.code === 'not_found') return null
    throw error
  }
}

function stageReason(call: Call, { state, refusal, by }: NonNullable<Verdict['stage']>): Reason {
  const say = wordsOf(call)
  if (refusal === null) return { about: 'stage', ok: true, text: say.yourPart(state) }
  if (refusal === 'not_allowed_now') return { about: 'stage', ok: false, text: say.wrongStage(state) }
  return { about: 'stage', ok: false, text: say.notYourPart(state, by.join(', ')) }
}
