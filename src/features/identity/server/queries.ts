import { sql } from 'kysely'
import { Problem } from '#shared/problem.ts'
import type { Account } from '#platform/server/accountStore.ts'
import { asActor, loadActor, nobody } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/database.ts'
import type { Call } from '#platform/server/serve.ts'

/** As the account itself sees: nobody is signed in yet where an account is opened, or before it is set up. */
const asAccount = <T>({ services }: Call, { id }: Pick<Account, 'id'>, read: (tx: Tx) => Promise<T>): Promise<T> =>
  asActor(services.db, { ...nobody(null, 'vi'), accountId: id }, services.clock, 'read', read)

export async function getPerson(call: Call, account: Pick<Account, 'id' | 'personId'>): Promise<string> {
  const { personId } = account
  if (personId === null) return ''
  const person = await asAccount(call, account, (tx) =>
    tx.selectFrom('person').select('name').where('id', '=', personId).executeTakeFirst(),
  )
  return person?.name ?? ''
}

async function positionsOf(call: Call, account: Pick<Account, 'id' | 'personId'>) {
  const { personId } = account
  if (personId === null) return []
  const held = await asAccount(call, account, (tx) => loadActor(tx, personId, call.today))
  return [...held.positions, ...held.delegations]
}

export async function listPositions(call: Call, account: Account) {
  return (await positionsOf(call, account)).map(({ title, unitName }) => ({ title, unitName }))
}

export async function listProvinces({ tx, today }: Call): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from public_provinces(${today})`.execute(tx)
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
  const positions = await positionsOf(call, own)
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
