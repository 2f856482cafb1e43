import { sql } from 'kysely'
import { z } from 'zod'
import { grants } from '#shared/permission.ts'
import { Problem } from '#shared/problem.ts'
import { fold } from '#shared/text.ts'
import type { Account } from '#platform/server/accountStore.ts'
import type { Call } from '#platform/server/serve.ts'
import { actionsIn, refuseManaging, stateOf } from '../account.ts'
import { type AccountFilter, type AccountView, keepAccounts } from '../contract.ts'
import { refusals } from '../refusal.ts'

type PersonRow = { id: string; name: string; unitsHeld: string[]; positions: AccountView['positions'] }
type Wanted =
  | { personId: string }
  | { q: string; held: 'now' | 'before'; after: [string, string] | null; limit: number }

/** Units where the actor is administrator. */
const administered = ({ actor, today }: Call): string[] =>
  actor.positions.filter((held) => grants(keepAccounts, [held], true, today)).map(({ unitId }) => unitId)

/** People with a position, now or before, under the actor's administration. */
async function peopleUnder(call: Call, wanted: Wanted): Promise<PersonRow[]> {
  const like = 'q' in wanted ? fold(wanted.q).replace(/[\\%_]/gu, String.raw`\$&`) : ''
  const which =
    'personId' in wanted
      ? sql`h.id = ${wanted.personId}`
      : sql`(h.name_folded like ${`${like}%`} or h.name_folded like ${`% ${like}%`})
          and (now.units is null) = ${wanted.held === 'before'}
          ${wanted.after === null ? sql`` : sql`and (h.name, h.id) > (${wanted.after[0]}, ${wanted.after[1]}::uuid)`}`
  const { rows } = await sql<PersonRow>`
    select h.id, h.name, coalesce(now.units, '{}') as "unitsHeld", coalesce(now.positions, '[]') as positions
    from person h
    left join lateral (
      select array_agg(p.unit_id) as units,
        jsonb_agg(jsonb_build_object('title', p.title, 'unitId', p.unit_id, 'unitName', v.name) order by v.name, p.title) as positions
      from position p
      join unit_version v on v.unit_id = p.unit_id and v.valid @> ${call.today}::date
      where p.person_id = h.id and p.valid @> ${call.today}::date
    ) now on true
    where ${which} and exists (
      select 1 from position p
      join unit_closure c on c.descendant_id = p.unit_id and c.valid @> ${call.today}::date
      where p.person_id = h.id and c.ancestor_id = any(${administered(call)}::uuid[])
    )
    order by h.name, h.id limit ${'limit' in wanted ? wanted.limit : 1}`.execute(call.tx)
  return rows
}

/** Which of these units are under the actor's administration today. */
async function unitsUnder(call: Call, units: readonly string[]): Promise<Set<string>> {
  const rows = await call.tx
    .selectFrom('unit_closure')
    .select('descendant_id')
    .where('ancestor_id', '=', sql<string>`any(${administered(call)}::uuid[])`)
    .where('descendant_id', '=', sql<string>`any(${[...units]}::uuid[])`)
    .where(sql<boolean>`valid @> ${call.today}::date`)
    .execute()
  return new Set(rows.map((row) => row.descendant_id))
}

async function asViews(call: Call, people: readonly PersonRow[]): Promise<AccountView[]> {
  const [accounts, units] = await Promise.all([
    call.services.auth.listAccounts(people.map(({ id }) => id)),
    unitsUnder(call, [...new Set(people.flatMap(({ unitsHeld }) => unitsHeld))]),
  ])
  return people.map((person) => {
    const account = accounts.find(({ personId }) => personId === person.id)
    const refusal = refuseManaging(person, { personId: call.actor.personId, units })
    const state = stateOf(account)
    return {
      personId: person.id,
      name: person.name,
      accountId: account?.id ?? null,
      username: account?.username ?? null,
      state,
      positions: person.positions.filter(({ unitId }) => units.has(unitId)),
      allowedActions: refusal ? [] : actionsIn(state),
      blocked: refusal && refusals[refusal][call.language],
    }
  })
}

const Key = z.tuple([z.string(), z.uuid()])

export async function listAccounts(call: Call, { q = '', held, cursor, limit }: AccountFilter) {
  const people = await peopleUnder(call, {
    q,
    held,
    after: cursor === undefined ? null : readCursor(cursor),
    limit: limit + 1,
  })
  const page = people.slice(0, limit)
  const last = page.at(-1)
  return {
    items: await asViews(call, page),
    next:
      people.length > limit && last ? Buffer.from(JSON.stringify([last.name, last.id])).toString('base64url') : null,
  }
}

function readCursor(cursor: string): [string, string] {
  try {
    return Key.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
  } catch {
    throw new Problem('invalid', { errors: [{ pointer: '/cursor', detail: 'cursor' }] })
  }
}

/** Somebody under the actor's administration, whose account may be managed. */
export async function getManaged(call: Call, personId: string): Promise<AccountView> {
  const [view] = await asViews(call, await peopleUnder(call, { personId }))
  if (!view) throw new Problem('not_found', { reason: 'person' })
  return view
}

export async function getAccount(call: Call, accountId: string): Promise<Account & { personId: string }> {
  const account = await call.services.auth.findAccount(accountId)
  if (!account || account.personId === null) throw new Problem('not_found', { reason: 'account' })
  return { ...account, personId: account.personId }
}

/** Who is signed in and what they may do. */
export async function showSession(call: Call) {
  const { actor, services, today } = call
  const { settings, auth } = services
  const halfway = actor.accountId !== null && actor.personId === null ? await auth.findAccount(actor.accountId) : null
  return {
    person: actor.personId === null ? null : { id: actor.personId, name: actor.name ?? '' },
    positions: [...actor.positions],
    delegations: actor.delegations.map((held) => ({ ...held, only: [...held.only] })),
    teams: [...actor.teams],
    mustChangePassword: halfway?.mustChangePassword ?? false,
    mustSetSecondFactor: halfway !== null && halfway.personId !== null && !halfway.mustChangePassword,
    provinceLogin: settings.OIDC_DISCOVERY_URL === undefined ? null : settings.OIDC_NAME,
    language: actor.language,
    demo: settings.demo,
    today,
  }
}
