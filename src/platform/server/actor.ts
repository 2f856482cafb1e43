import { sql } from 'kysely'
import pg from 'pg'
import type { HeldPosition } from '#shared/permission.ts'
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
export type TeamMembership = { teamId: string; unitId: string; programmeId: string; part: string }

/** Whoever is calling: a person with positions, another system with a token, or nobody. */
export type Actor = {
  accountId: string | null
  personId: string | null
  name: string | null
  positions: readonly ActorPosition[]
  teams: readonly TeamMembership[]
  /** Units whose subtree is visible to the actor today. */
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

/** The positions and team memberships a person holds on a day: all that permissions follow from. */
export async function loadActor(
  db: Database,
  who: { accountId: string; personId: string },
  today: string,
): Promise<Pick<Actor, 'name' | 'positions' | 'teams' | 'units' | 'cells' | 'administeredUnits' | 'followed'>> {
  const [person, positions, teams, cells, followed] = await Promise.all([
    db.selectFrom('person').select('name').where('id', '=', who.personId).executeTakeFirst(),
    db
      .selectFrom('position as p')
      .innerJoin('unit_version as v', (join) =>
        join.onRef('v.unit_id', '=', 'p.unit_id').on(sql<boolean>`v.valid @> ${today}::date`),
      )
      .innerJoin('unit_kind as k', 'k.code', 'v.kind')
      .select([
        'p.id',
        'p.unit_id as unitId',
        'p.role',
        'p.title',
        'v.name as unitName',
        'v.kind as unitKind',
        'k.level',
      ])
      .select([
        sql<string>`lower(p.valid)::text`.as('validFrom'),
        sql<string | null>`upper(p.valid)::text`.as('validTo'),
      ])
      .where('p.person_id', '=', who.personId)
      .where(sql<boolean>`p.valid @> ${today}::date`)
      .orderBy('p.id')
      .execute(),
    db
      .selectFrom('appraisal_team_member as m')
      .innerJoin('appraisal_team as t', 't.id', 'm.team_id')
      .select(['m.team_id as teamId', 't.unit_id as unitId', 't.programme_id as programmeId', 'm.part'])
      .where('m.person_id', '=', who.personId)
      .where(sql<boolean>`m.valid @> ${today}::date and t.valid @> ${today}::date`)
      .execute(),
    listCells(db, who.personId, today),
    db
      .selectFrom('assignment')
      .select('unit_id as unitId')
      .distinct()
      .where('person_id', '=', who.personId)
      .where(sql<boolean>`valid @> ${today}::date`)
      .execute(),
  ])
  return {
    name: person?.name ?? null,
    positions: positions.map((position) => ({
      ...position,
      level: position.level as HeldPosition['level'],
      role: position.role as HeldPosition['role'],
    })),
    teams,
    units: [
      ...new Set([...positions.filter(({ role }) => role !== 'administrator'), ...teams].map(({ unitId }) => unitId)),
    ],
    cells,
    administeredUnits: positions.filter(({ role }) => role === 'administrator').map(({ unitId }) => unitId),
    followed: followed.map(({ unitId }) => unitId),
  }
}

async function listCells(db: Database, personId: string, today: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct c.descendant_id as id
    from position p
      join unit_version v on v.unit_id = p.unit_id and v.valid @> ${today}::date
      join unit_kind k on k.code = v.kind and k.level = 'cell'
      join unit_closure c on c.ancestor_id = p.unit_id and c.valid @> ${today}::date
    where p.person_id = ${personId} and p.valid @> ${today}::date and p.role <> 'administrator'`.execute(db)
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
  return onConnection(db, async (tx) => {
    const opened = sql.raw(opening(actor, clock.today(), mode)).execute(tx)
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
