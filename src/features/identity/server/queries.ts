import { sql } from 'kysely'
import { Problem } from '#shared/problem.ts'
import type { Account } from '#platform/server/accountStore.ts'
import { loadActor } from '#platform/server/actor.ts'
import type { Call } from '#platform/server/serve.ts'

/** The person's name; nobody is signed in yet where an account is opened, so it is read beside the actor's transaction. */
export async function getPerson({ services }: Call, { personId }: Pick<Account, 'personId'>): Promise<string> {
  if (personId === null) return ''
  const person = await services.db.selectFrom('person').select('name').where('id', '=', personId).executeTakeFirst()
  return person?.name ?? ''
}

export async function listPositions({ services, today }: Call, { id, personId }: Account) {
  if (personId === null) return []
  const { positions } = await loadActor(services.db, { accountId: id, personId }, today)
  return positions.map(({ title, unitName }) => ({ title, unitName }))
}

export async function listProvinces({ tx, today }: Call): Promise<string[]> {
  const rows = await tx
    .selectFrom('unit_version')
    .select('name')
    .where('kind', '=', 'province')
    .where(sql<boolean>`valid @> ${today}::date`)
    .execute()
  return rows.map(({ name }) => name)
}

/** The account of whoever is signed in, and the session they are in. A system's token has neither. */
export async function getOwn(call: Call): Promise<Account & { sessionId: string }> {
  const { accountId, session } = call.actor
  const account = accountId === null || session === null ? null : await call.services.auth.findAccount(accountId)
  if (!account || session === null) throw new Problem('not_found', { reason: 'account' })
  return { ...account, sessionId: session.id }
}

export async function showOwnAccount(call: Call) {
  const { actor, services, language } = call
  const own = await getOwn(call)
  const ways = await services.auth.listWaysIn(own.id)
  const { positions } =
    own.personId === null
      ? { positions: [] }
      : await loadActor(services.db, { accountId: own.id, personId: own.personId }, call.today)
  const required = positions.some(({ role }) => services.settings.secondFactorRoles.includes(role))
  return {
    username: own.username,
    name: actor.name ?? (await getPerson(call, own)),
    language,
    hasPassword: ways.password,
    hasTwoFactor: ways.twoFactor,
    passkeys: ways.passkeys.map(({ id, name, madeAt }) => ({ id, name, madeAt: madeAt?.toISOString() ?? null })),
    hasProvinceLogin: ways.province,
    secondFactor: required
      ? ('required' as const)
      : services.settings.demo
        ? ('exempt' as const)
        : ('advised' as const),
  }
}

/** Where one is signed in, this device first. */
export async function listSessions(call: Call) {
  const own = await getOwn(call)
  const sessions = await call.services.auth.listSessions(own.id)
  const items = sessions.map(({ id, userAgent, address, method, sharedComputer, startedAt, usedAt, endsAt }) => ({
    id,
    here: id === own.sessionId,
    userAgent,
    address,
    by: method,
    sharedComputer,
    startedAt: startedAt.toISOString(),
    usedAt: usedAt.toISOString(),
    endsAt: endsAt.toISOString(),
  }))
  return { items: items.toSorted((one, other) => Number(other.here) - Number(one.here)) }
}
