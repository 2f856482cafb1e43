import { sql } from 'kysely'
import pg from 'pg'
import { grants, type HeldPosition, type Permission } from '#shared/permission.ts'
import type { Language } from '#shared/problem.ts'
import type { Clock } from './clock.ts'
import { type Database, onConnection, tellAccessChange, type Tx } from './database.ts'

export type ActorPosition = HeldPosition & {
  id: string
  unitName: string
  unitKind: string
  title: string
  validFrom: string
  validTo: string | null
}
/** What somebody who holds a position has handed to the actor for a time: `only` those actions, over that unit. */
export type ActorDelegation = ActorPosition & { only: readonly string[]; by: string; byId: string }
export type TeamMembership = { teamId: string; unitId: string; programmeId: string; part: string }

/** Whoever is calling: a person with positions, another system with a token, or nobody. */
export type Actor = {
  accountId: string | null
  personId: string | null
  name: string | null
  positions: readonly ActorPosition[]
  /** Kept apart: nobody holds a position, signs in its post or hands anything on by what was delegated. */
  delegations: readonly ActorDelegation[]
  teams: readonly TeamMembership[]
  /** Units whose subtree is visible to the actor today; in a request, for the permission it asks for. */
  units: readonly string[]
  /** Cells whose own affairs the actor shares today: those of the actor's positions, and those that ended into them. */
  cells: readonly string[]
  /** Units whose accounts, tokens and webhooks the actor administers: no contents are seen through these. */
  administeredUnits: readonly string[]
  /** Units the actor is assigned to follow today: their meetings are read, nothing else of theirs is. */
  followed: readonly string[]
  address: string | null
  language: Language
  /** For a token of another system: the only permissions it carries. */
  tokenPermissions: readonly string[] | null
  /** The session of a person signed in; `fresh`: who one is was shown within the last minutes. */
  session: { id: string; fresh: boolean } | null
}

export function nobody(address: string | null, language: Language): Actor {
  return {
    accountId: null,
    personId: null,
    name: null,
    positions: [],
    delegations: [],
    teams: [],
    units: [],
    cells: [],
    administeredUnits: [],
    followed: [],
    address,
    language,
    tokenPermissions: null,
    session: null,
  }
}

/** The positions by which the actor has a permission: those held, and those it has been delegated through. */
export const positionsFor = (actor: Actor, code: string): ActorPosition[] => [
  ...actor.positions,
  ...actor.delegations.filter(({ only }) => only.includes(code)),
]

/**
 * The actor as they stand to one permission: seen are the units of the positions and delegations that grant it and of one's
 * seats in teams, nothing through other positions. What everybody signed in may do reaches the units of all positions.
 */
export function reaching(actor: Actor, permission: Permission, today: string): Actor {
  if (typeof permission.by === 'string' || actor.tokenPermissions !== null) return actor
  const granting = [...actor.positions, ...actor.delegations].filter(
    (held) => held.role !== 'administrator' && grants(permission, [held], true, today),
  )
  return { ...actor, units: [...new Set([...granting, ...actor.teams].map(({ unitId }) => unitId))] }
}

type Held = Pick<
  Actor,
  'name' | 'positions' | 'delegations' | 'teams' | 'units' | 'cells' | 'administeredUnits' | 'followed'
>

/**
 * The positions, delegations and team memberships a person has on a day: all that permissions follow from. A delegation
 * lasts no longer than the position it was given from.
 */
export async function loadActor(tx: Tx, personId: string, today: string): Promise<Held> {
  const [person, positions, delegations, teams, cells, followed] = await Promise.all([
    tx.selectFrom('person').select('name').where('id', '=', personId).executeTakeFirst(),
    heldOn(tx, today).where('p.person_id', '=', personId).orderBy('p.id').execute(),
    heldOn(tx, today)
      .innerJoin('delegation as d', 'd.position_id', 'p.id')
      .innerJoin('person as giver', 'giver.id', 'p.person_id')
      .select(['d.id', 'd.permissions as only', 'giver.name as by', 'giver.id as byId'])
      .select([
        sql<string>`lower(d.valid)::text`.as('validFrom'),
        sql<string>`upper(d.valid * p.valid)::text`.as('validTo'),
      ])
      .where('d.person_id', '=', personId)
      .where(sql<boolean>`d.valid @> ${today}::date`)
      .orderBy('d.id')
      .execute(),
    tx
      .selectFrom('appraisal_team_member as m')
      .innerJoin('appraisal_team as t', 't.id', 'm.team_id')
      .select(['m.team_id as teamId', 't.unit_id as unitId', 't.programme_id as programmeId', 'm.part'])
      .where('m.person_id', '=', personId)
      .where(sql<boolean>`m.valid @> ${today}::date and t.valid @> ${today}::date`)
      .execute(),
    listCells(tx, personId, today),
    sql<{ unitId: string }>`select unit_id as "unitId" from followed_units(${personId}, ${today}) unit_id`.execute(tx),
  ])
  const seen = [...positions.filter(({ role }) => role !== 'administrator'), ...teams]
  return {
    name: person?.name ?? null,
    positions: positions.map(typed),
    delegations: delegations.map(typed),
    teams,
    units: [...new Set(seen.map(({ unitId }) => unitId))],
    cells,
    administeredUnits: positions.filter(({ role }) => role === 'administrator').map(({ unitId }) => unitId),
    followed: followed.rows.map(({ unitId }) => unitId),
  }
}

const typed = <P extends { level: string; role: string }>(position: P) => ({
  ...position,
  level: position.level as HeldPosition['level'],
  role: position.role as HeldPosition['role'],
})

/** Positions (as `p`) held on a day, on units that exist that day and are of a kind in use. */
const heldOn = (tx: Tx, day: string) =>
  tx
    .selectFrom('position as p')
    .innerJoin('unit_version as v', (join) =>
      join.onRef('v.unit_id', '=', 'p.unit_id').on(sql<boolean>`v.valid @> ${day}::date`),
    )
    .innerJoin('unit_kind as k', (join) =>
      join.onRef('k.code', '=', 'v.kind').on(sql<boolean>`k.in_use @> ${day}::date`),
    )
    .select(['p.id', 'p.unit_id as unitId', 'p.role', 'p.title', 'v.name as unitName', 'v.kind as unitKind', 'k.level'])
    .select([sql<string>`lower(p.valid)::text`.as('validFrom'), sql<string | null>`upper(p.valid)::text`.as('validTo')])
    .where(sql<boolean>`p.valid @> ${day}::date`)

/** From here on in this transaction, what this actor sees. */
export async function seeAs(tx: Tx, { units, administeredUnits }: Actor): Promise<void> {
  await sql`select set_config('app.units', ${units.join(',')}, true),
    set_config('app.administered_units', ${administeredUnits.join(',')}, true)`.execute(tx)
}

async function listCells(tx: Tx, personId: string, today: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct c.descendant_id as id
    from position p
      join unit_version v on v.unit_id = p.unit_id and v.valid @> ${today}::date
      join unit_kind k on k.code = v.kind and k.level = 'cell'
      join unit_closure c on c.ancestor_id = p.unit_id and c.descendant_level = 'cell' and c.valid @> ${today}::date
    where p.person_id = ${personId} and p.valid @> ${today}::date and p.role <> 'administrator'`.execute(tx)
  return rows.map(({ id }) => id)
}

/**
 * Run `body` in one transaction as the actor, behind row-level security. Actor, day and role are set for the
 * transaction only: nothing of a person stays on a pooled connection. Opening, actor and the body's first statement
 * leave in one write; should the opening fail, the server refuses all that follows. A read's end is sent, not waited for:
 * the next user of the connection comes after it.
 */
export async function asActor<T>(
  db: Database,
  actor: Actor,
  clock: Clock,
  mode: 'read' | 'write',
  body: (tx: Tx) => Promise<T>,
): Promise<T> {
  return onConnection(db, opening(actor, clock.today(), mode), async (tx, opened) => {
    try {
      const [result] = await Promise.all([body(tx), opened])
      if (mode === 'read') sql`commit`.execute(tx).catch(() => undefined)
      else if (await committed(tx)) tellAccessChange(db)
      return result
    } catch (error) {
      await sql`rollback`.execute(tx)
      throw error
    }
  })
}

/** The end of a write; did it change who may do what? A database that rolled back what it was to commit is a bug of ours. */
async function committed(tx: Tx): Promise<boolean> {
  const asked = sql<{
    changed: boolean
  }>`select coalesce(current_setting('app.access_changed', true), '') <> '' as changed`
  const [{ rows }, ended] = await Promise.all([asked.execute(tx), sql<{ command: string }>`commit`.execute(tx)])
  if (ended.rows[0]?.command === 'ROLLBACK') throw new Error('a failed statement was passed over inside a transaction')
  return rows[0]?.changed === true
}

/** One message for begin, actor and role: settings hold identifiers of ours, quoted as literals all the same. */
function opening(actor: Actor, today: string, mode: 'read' | 'write'): string {
  const settings = {
    'app.units': actor.units.join(','),
    'app.cells': actor.cells.join(','),
    'app.administered_units': actor.administeredUnits.join(','),
    'app.followed': actor.followed.join(','),
    'app.account_id': actor.accountId ?? '',
    'app.today': today,
    role: 'vung_manh_app',
  }
  const set = Object.entries(settings).map(([name, value]) => `set_config('${name}', ${pg.escapeLiteral(value)}, true)`)
  return `${mode === 'read' ? 'begin read only' : 'begin'}; select ${set.join(', ')}`
}
