import { sql } from 'kysely'
import type { Language } from '#shared/problem.ts'
import { Problem } from '#shared/problem.ts'
import { declaredPermissions } from '#features/permissions/server/declared.ts'
import { isWithinScope, unitName } from '#features/units/server/queries.ts'
import type { Permission } from '#shared/permission.ts'
import type { Tx } from '#platform/server/database.ts'
import { type Call, requirePerson } from '#platform/server/serve.ts'
import type { DelegationView } from '../contract.ts'
import { delegableThrough } from '../delegation.ts'

const delegations = (tx: Tx) =>
  tx
    .selectFrom('delegation as d')
    .innerJoin('position as p', 'p.id', 'd.position_id')
    .innerJoin('person as giver', 'giver.id', 'p.person_id')
    .innerJoin('person as receiver', 'receiver.id', 'd.person_id')
    .select(['d.id', 'd.version', 'd.unit_id as unitId', 'd.permissions', 'd.decision_number', 'd.decision_date'])
    .select([
      'd.decision_body',
      'p.title',
      'p.person_id as giverId',
      'giver.name as giver',
      'receiver.name as receiver',
      'd.person_id as receiverId',
    ])
    .select([
      sql<string>`lower(d.valid)::text`.as('validFrom'),
      sql<string>`least(upper(d.valid), upper(p.valid))::text`.as('validTo'),
    ])
    .where(sql<boolean>`not isempty(d.valid)`)

type Stored = Awaited<ReturnType<typeof getDelegation>>

export async function getDelegation(tx: Tx, id: string) {
  const found = await delegations(tx).where('d.id', '=', id).executeTakeFirst()
  if (!found) throw new Problem('not_found', { reason: 'delegation' })
  return found
}

export const listDeclared = async (): Promise<Permission[]> =>
  (await declaredPermissions()).map(({ permission }) => permission)

const inWords = (codes: readonly string[], declared: readonly Permission[], language: Language) =>
  declared.filter(({ code }) => codes.includes(code)).map(({ code, title }) => ({ code, title: title[language] }))

export function asView(call: Call, row: Stored, names: boolean, declared: readonly Permission[]): DelegationView {
  const { actor, today, language } = call
  return {
    id: row.id,
    version: row.version,
    positionTitle: row.title,
    giver: names ? row.giver : null,
    giverId: names ? row.giverId : null,
    receiver: names ? row.receiver : null,
    receiverId: names ? row.receiverId : null,
    permissions: inWords(row.permissions, declared, language),
    validFrom: row.validFrom,
    validTo: row.validTo,
    decision: {
      number: row.decision_number,
      date: row.decision_date,
      ...(row.decision_body === null ? {} : { issuer: row.decision_body }),
    },
    allowedActions: row.giverId === actor.personId && row.validTo > today ? ['end'] : [],
  }
}

export async function showDelegation(call: Call, id: string): Promise<DelegationView> {
  const row = await getDelegation(call.tx, id)
  const names = await isWithinScope(call.tx, call.actor, row.unitId, call.today)
  return asView(call, row, names, await listDeclared())
}

export async function listDelegations(call: Call, unitId: string, past: boolean) {
  const { tx, actor, today, language } = call
  const rows = await delegations(tx)
    .where('d.unit_id', '=', unitId)
    .where(past ? sql<boolean>`true` : sql<boolean>`least(upper(d.valid), upper(p.valid)) > ${today}::date`)
    .orderBy(sql`lower(d.valid)`, 'desc')
    .orderBy('d.id')
    .limit(500)
    .execute()
  const names = await isWithinScope(tx, actor, unitId, today)
  const declared = await listDeclared()
  const own = actor.positions
    .filter((held) => held.unitId === unitId)
    .map((held) => ({
      positionId: held.id,
      title: held.title,
      delegable: delegableThrough(held, declared, today).map(({ code, title }) => ({ code, title: title[language] })),
    }))
    .filter(({ delegable }) => delegable.length > 0)
  return {
    unitName: await unitName(tx, unitId, today),
    items: rows.map((row) => asView(call, row, names, declared)),
    own,
    people: own.length > 0 ? await colleagues(call, unitId) : [],
  }
}

export async function listOwnDelegations(call: Call) {
  const { tx, today } = call
  const rows = await delegations(tx)
    .where('d.person_id', '=', requirePerson(call))
    .where(sql<boolean>`least(upper(d.valid), upper(p.valid)) > ${today}::date`)
    .orderBy(sql`lower(d.valid)`, 'desc')
    .orderBy('d.id')
    .limit(500)
    .execute()
  const declared = await listDeclared()
  return {
    items: await Promise.all(
      rows.map(async (row) => ({
        ...asView(call, row, true, declared),
        unitId: row.unitId,
        unitName: await unitName(tx, row.unitId, today),
      })),
    ),
  }
}

/** Others who hold a position on the unit today. */
async function colleagues({ tx, actor, today }: Call, unitId: string) {
  return tx
    .selectFrom('position as p')
    .innerJoin('person as h', 'h.id', 'p.person_id')
    .distinctOn(['h.name', 'h.id'])
    .select(['h.id', 'h.name', 'p.title'])
    .where('p.unit_id', '=', unitId)
    .where('p.person_id', '!=', actor.personId)
    .where(sql<boolean>`p.valid @> ${today}::date`)
    .orderBy('h.name')
    .orderBy('h.id')
    .limit(200)
    .execute()
}
