import { sql } from 'kysely'
import { permissionOf } from '#features/dossiers/dossier.ts'
import { declaredPermissions } from '#features/permissions/server/declared.ts'
import type { Permission } from '#shared/permission.ts'
import { type Actor, asActor, loadActor, nobody, reaching } from '#platform/server/actor.ts'
import { newId } from '#platform/server/id.ts'
import { type Caller, TEST_PASSWORD, type TestApp, type TestClock, textOf } from './database.ts'
import { generateWorld, REFORM, type World } from './organisations.ts'
import { Oracle } from './oracle.ts'
import { storeWorld } from './storedOrganisations.ts'

/**
 * Three answers to one question: what the oracle says (the rule, worked out a second time), what the application answers
 * through HTTP, and what the database lets through to the application's role. One person, one day, one action, one thing is
 * one case.
 */

const DAYS = ['2021-06-01', '2022-03-01', '2023-05-01', '2025-06-30', REFORM, '2026-01-01']
/** Kept per unit, behind the wall that follows the permission asked for. */
const TABLES = ['cell_profile', 'dossier', 'title', 'evidence', 'target', 'official_document', 'journal'] as const
export type Tally = { api: number; database: number; doors: number; actions: number; disagreements: string[] }

type Asking = { app: TestApp; world: World; oracle: Oracle; permissions: Permission[]; tally: Tally }
type Who = { person: string; accountId: string; caller: Caller }

export async function compareAll(
  app: TestApp,
  clock: TestClock,
  how: { seed: number; organisations: number; people: number },
): Promise<Tally> {
  const world = generateWorld(how.seed, how.organisations, how.people)
  await storeWorld(app, world)
  const permissions = (await declaredPermissions()).map(({ permission }) => permission)
  const tally: Tally = { api: 0, database: 0, doors: 0, actions: 0, disagreements: [] }
  const asking = { app, world, oracle: new Oracle(world), permissions, tally }
  const callers: Who[] = []
  for (const person of world.people) {
    const username = `n${newId().replaceAll('-', '')}`
    const accountId = await app.auth.createAccount({ username, password: TEST_PASSWORD, name: '-', personId: person })
    callers.push({ person, accountId, caller: await app.signedIn(username) })
  }
  for (const day of DAYS) {
    clock.setTo(day)
    for (const [index, who] of callers.entries()) {
      await compareDatabase(asking, who, day)
      await compareLists(asking, who, day)
      await compareThings(asking, who, day, index)
      await compareDoors(asking, who, day)
    }
    await compareNobody(asking)
  }
  return tally
}

function check(tally: Tally, what: string, said: boolean, expected: boolean): void {
  if (said !== expected) tally.disagreements.push(`${what}: ${String(said)}, by the rule ${String(expected)}`)
}

/** For every permission that positions give: which units' rows each table shows. */
async function compareDatabase(
  { app, world, oracle, permissions, tally }: Asking,
  who: Who,
  day: string,
): Promise<void> {
  const { person, accountId } = who
  const clock = app.clock
  const actor = { ...nobody(null, 'vi'), accountId, personId: person }
  const held = await asActor(app.requestDb, actor, clock, 'read', (tx) => loadActor(tx, person, day))
  // What the database shows follows from the settings alone: the same reach is asked once.
  const known = new Map<string, Map<string, Set<string>>>()
  for (const permission of permissions.filter(({ by }) => by !== 'anyone')) {
    const seeing = reaching({ ...actor, ...held }, permission, day)
    const reach = seeing.units.toSorted().join()
    const shown = known.get(reach) ?? (await unitsShown(app, seeing))
    known.set(reach, shown)
    for (const unit of world.places.keys()) {
      const isCell = world.places.get(unit)?.versions[0]?.level === 'cell'
      const sees = oracle.sees(person, permission, unit, day)
      for (const table of TABLES.filter((name) => isCell || name === 'target' || name === 'official_document')) {
        tally.database += 1
        check(
          tally,
          `${table} of ${unit} shown to ${person} for ${permission.code} on ${day}`,
          shown.get(table)?.has(unit) === true,
          sees,
        )
      }
      tally.database += 1
      check(
        tally,
        `api_token of ${unit} shown to ${person} on ${day}`,
        shown.get('api_token')?.has(unit) === true,
        oracle.administers(person, unit, day),
      )
    }
  }
}

async function unitsShown(app: TestApp, actor: Actor): Promise<Map<string, Set<string>>> {
  return asActor(app.requestDb, actor, app.clock, 'read', async (tx) => {
    const each = [...TABLES, 'api_token'].map(
      (name) =>
        sql`select ${name}::text as name, array_agg(distinct unit_id) as units from ${sql.table(name)} where unit_id is not null`,
    )
    const { rows } = await sql<{ name: string; units: string[] | null }>`${sql.join(each, sql` union all `)}`.execute(
      tx,
    )
    return new Map(rows.map(({ name, units }) => [name, new Set(units ?? [])]))
  })
}

const byCode = ({ permissions }: Asking, code: string): Permission => {
  const found = permissions.find((permission) => permission.code === code)
  if (!found) throw new Error(`no permission ${code}`)
  return found
}

/** Whole lists, from the first page to the last: each thing is in them exactly when the rule says so. */
async function compareLists(asking: Asking, { person, caller }: Who, day: string): Promise<void> {
  const { world, oracle, tally } = asking
  const lists = [
    { path: '/dossiers', code: 'dossier.read', things: world.dossiers },
    { path: '/titles', code: 'title.read', things: world.titles },
  ]
  for (const { path, code, things } of lists) {
    const permission = byCode(asking, code)
    const text = await readAll(caller, path)
    for (const { id, cell } of things) {
      tally.api += 1
      const expected = oracle.atAll(person, permission, day) && oracle.sees(person, permission, cell, day)
      check(tally, `${path} lists ${id} to ${person} on ${day}`, text.includes(id), expected)
    }
  }
}

async function readAll(caller: Caller, path: string): Promise<string> {
  let text = ''
  let cursor = ''
  do {
    const { status, body } = await caller.get(`${path}?limit=200${cursor}`)
    if (status === 403) return ''
    if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`)
    text += JSON.stringify(body['items'])
    cursor = body['next'] === null ? '' : `&cursor=${encodeURIComponent(textOf(body['next']))}`
  } while (cursor !== '')
  return text
}

/** Single things, seen and unseen alike: pages, what may be done there, evidence, journal. */
async function compareThings(asking: Asking, { person, caller }: Who, day: string, index: number): Promise<void> {
  const { world, oracle, tally } = asking
  const reading = byCode(asking, 'dossier.read')
  const seen = world.dossiers.filter(({ cell }) => oracle.sees(person, reading, cell, day))
  const some = [
    ...seen.slice(index % 3, (index % 3) + 3),
    ...world.dossiers.slice(index % world.dossiers.length).slice(0, 2),
  ]
  for (const dossier of some) {
    const { status, body } = await caller.get(`/dossiers/${dossier.id}`)
    const visible = oracle.atAll(person, reading, day) && oracle.sees(person, reading, dossier.cell, day)
    check(tally, `page of ${dossier.id} for ${person} on ${day}`, status === 200, visible)
    tally.api += 1
    if (status !== 200) continue
    const allowed = new Set([...(body['allowedActions'] ?? [])].map(String))
    const expected = oracle.actions(person, dossier, day)
    for (const action of Object.keys(permissionOf)) {
      tally.actions += 1
      check(
        tally,
        `${action} of ${dossier.id} (${dossier.state}) by ${person} on ${day}`,
        allowed.has(action),
        expected.some((one) => one === action),
      )
    }
  }
  for (const { id, cell } of some.slice(-3)) {
    const evidence = byCode(asking, 'evidence.read')
    const may = oracle.atAll(person, evidence, day) && oracle.sees(person, evidence, cell, day)
    check(
      tally,
      `evidence of ${cell} for ${person} on ${day}`,
      (await caller.get(`/units/${cell}/evidence`)).status === 200,
      may,
    )
    const journal = byCode(asking, 'journal.read')
    const told = await caller.get(`/journal/dossier/${id}`)
    const lines = told.status === 200 && [...(told.body['items'] ?? [])].length > 0
    check(
      tally,
      `journal of ${id} for ${person} on ${day}`,
      lines,
      oracle.atAll(person, journal, day) && oracle.sees(person, journal, cell, day),
    )
    tally.api += 2
  }
}

/** The door of every endpoint that changes something: closed with 403 exactly to those whom no position lets in. */
async function compareDoors({ oracle, tally }: Asking, { person, caller }: Who, day: string): Promise<void> {
  for (const { permission, calls } of await declaredPermissions()) {
    const [call] = calls.filter(({ method }) => method === 'POST')
    if (call === undefined) continue
    const path = call.path.replaceAll(/\{\+?\w+\}/gu, () => newId())
    const { status, body } = await caller.post(path, '[]')
    const closed = status === 403 && JSON.stringify(body['reason']) === JSON.stringify(permission.code)
    tally.doors += 1
    check(tally, `door of ${permission.code} for ${person} on ${day}`, !closed, oracle.atAll(person, permission, day))
  }
}

async function compareNobody({ app, tally }: Asking): Promise<void> {
  const shown = await asActor(app.requestDb, nobody(null, 'vi'), app.clock, 'read', async (tx) => {
    const { rows: tables } = await sql<{
      name: string
    }>`select relname as name from pg_class where relnamespace = 'public'::regnamespace
      and relkind in ('r', 'p') and has_table_privilege(oid, 'select') order by 1`.execute(tx)
    const each = tables.map(
      ({ name }) => sql`select ${name}::text as name, exists (select 1 from ${sql.table(name)}) as filled`,
    )
    const { rows } = await sql<{ name: string; filled: boolean }>`${sql.join(each, sql` union all `)}`.execute(tx)
    return rows
  })
  for (const { name, filled } of shown) {
    tally.database += 1
    check(tally, `${name} shown to nobody`, filled, false)
  }
}
