import { sql } from 'kysely'
import { en as dossiersEnglish, vi as dossiers } from '#features/dossiers/messages.ts'
import type { DossierAction } from '#features/dossiers/dossier.ts'
import { dossierWorkflow } from '#features/dossiers/dossier.ts'
import { authorityOver } from '#features/dossiers/server/authority.ts'
import { dossierRows, loadPaths, readRows } from '#features/dossiers/server/dossierRow.ts'
import { loadFacts } from '#features/dossiers/server/facts.ts'
import { addDays, formatDate } from '#shared/format.ts'
import { grants, type HeldPosition, type Permission } from '#shared/permission.ts'
import { Problem } from '#shared/problem.ts'
import type { Call } from '#platform/server/serve.ts'
import type { Reason, WhyQuery } from '../contract.ts'
import { en, vi } from '../messages.ts'
import { holderLines } from '../permissionTable.ts'
import { declaredPermissions } from './declared.ts'

const wordsOf = ({ language }: Call) => ({ vi, en })[language].reasons
const dossierWords = ({ language }: Call) => ({ vi: dossiers, en: dossiersEnglish })[language]
const grantsAny = (permission: Permission, positions: readonly HeldPosition[]) =>
  positions.filter(
    (held) => permission.by !== 'anyone' && permission.by !== 'signed_in' && grants(permission, [held], true),
  )

/**
 * Asks of each thing that permission follows from, in order: account, position and its dates, jurisdiction, stage, duty.
 * It tells only what the person may see anyway; a dossier outside their reach is as one that does not exist.
 */
export async function explainPermission(call: Call, asked: WhyQuery) {
  const declared = (await declaredPermissions()).find(({ permission }) => permission.code === asked.permission)
  if (!declared) throw new Problem('not_found', { reason: 'permission' })
  const { permission } = declared
  const reasons = [
    ...(await positionReasons(call, permission)),
    ...(await unitReasons(call, permission, asked.unitId)),
    ...(await dossierReasons(call, asked)),
  ]
  return { title: permission.title[call.language], allowed: reasons.every(({ ok }) => ok), reasons }
}

async function positionReasons(call: Call, permission: Permission): Promise<Reason[]> {
  const { actor, language } = call
  const say = wordsOf(call)
  const { by } = permission
  if (by === 'anyone') return [{ about: 'account', ok: true, text: say.open }]
  if (actor.accountId === null) return [{ about: 'account', ok: false, text: say.notSignedIn }]
  if (by === 'signed_in') return [{ about: 'account', ok: true, text: say.everybody }]
  const held = actor.positions.filter((position) => grants(permission, [position], true))
  if (held.length > 0) {
    return held.map(({ title, unitName, validTo }) => ({
      about: 'position',
      ok: true,
      text: say.holds(title, unitName, validTo === null ? null : formatDate(addDays(validTo, -1))),
    }))
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
    .filter((position) => grants(permission, [position], true))
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
  const { actor, tx, today } = call
  const counted =
    permission.by === 'signed_in' ? actor.units : grantsAny(permission, actor.positions).map((one) => one.unitId)
  const { rows } = await sql<{ name: string; inside: boolean }>`
    select v.name, exists (
      select 1 from unit_closure c where c.descendant_id = v.unit_id and c.valid @> ${today}::date
        and c.ancestor_id = any (${[...counted]}::uuid[])) as inside
    from unit_version v where v.unit_id = ${unitId} order by v.valid @> ${today}::date desc, lower(v.valid) desc
    limit 1`.execute(tx)
  const [unit] = rows
  if (!unit) throw new Problem('not_found', { reason: 'unit' })
  if (permission.by === 'anyone') return []
  const say = wordsOf(call)
  return [
    { about: 'jurisdiction', ok: unit.inside, text: unit.inside ? say.inside(unit.name) : say.outside(unit.name) },
  ]
}

async function dossierReasons(call: Call, { dossierId, action }: WhyQuery): Promise<Reason[]> {
  if (dossierId === undefined) return []
  const { tx, today } = call
  const [row] = readRows(await dossierRows(tx).where('d.id', '=', dossierId).execute())
  const [loaded] = row ? await loadFacts(tx, [row]) : []
  if (!row || !loaded) return [{ about: 'jurisdiction', ok: false, text: wordsOf(call).unseen }]
  if (action === undefined) return []
  const path = (await loadPaths(tx, [row.unitId], today)).get(row.unitId) ?? []
  const authority = authorityOver(call, row.unitId, path, loaded.programme)
  const stage = stageReason(call, row.state, action, authority.next(row.state, action))
  const conflict = authority.conflict(action, loaded.hands)
  const duty: Reason = {
    about: 'duty',
    ok: conflict === null,
    text: conflict === null ? wordsOf(call).noConflict : `${dossierWords(call).conflicts[conflict]}.`,
  }
  return [stage, duty]
}

type Next = ReturnType<ReturnType<typeof authorityOver>['next']>

function stageReason(call: Call, at: keyof typeof dossiers.states, action: DossierAction, step: Next): Reason {
  const say = wordsOf(call)
  const { states, parts } = dossierWords(call)
  if (step.ok) return { about: 'stage', ok: true, text: say.yourPart(states[at]) }
  if (step.refusal === 'not_allowed_now') return { about: 'stage', ok: false, text: say.wrongStage(states[at]) }
  const by = dossierWorkflow.steps[at][action]?.by ?? []
  return { about: 'stage', ok: false, text: say.notYourPart(states[at], by.map((part) => parts[part]).join(', ')) }
}
