import { sql } from 'kysely'
import type { Level } from '#shared/permission.ts'
import { newId } from '#platform/server/id.ts'
import type { TestApp } from './database.ts'
import { programmeId, ruleSetId } from './dossiers.ts'
import { type Period, REFORM, type World } from './organisations.ts'

const KIND: Record<Level, string> = {
  province: 'province',
  district: 'district',
  commune: 'commune',
  cell: 'hamlet_cell',
  group: 'group',
  body: 'hamlet_board',
}
const range = ({ from, to }: Period) => `[${from},${to ?? ''})`

/** Puts it all into the database, past the application. */
export async function storeWorld({ db }: TestApp, world: World): Promise<void> {
  const places = [...world.places.values()]
  await db
    .insertInto('unit')
    .values(places.map(({ id }) => ({ id, slug: id })))
    .execute()
  const versions = places.flatMap(({ id, versions: all }) =>
    all.map(({ level, parent, ...period }) => ({
      id: newId(),
      unit_id: id,
      name: id,
      name_folded: id,
      kind: KIND[level],
      parent_id: parent,
      valid: range(period),
    })),
  )
  await db.insertInto('unit_version').values(versions).execute()
  const lineage = places.flatMap(({ id, successor }) =>
    successor === null
      ? []
      : [{ id: newId(), from_unit_id: id, to_unit_id: successor.id, kind: 'merge', effective_on: successor.on }],
  )
  await db.insertInto('unit_lineage').values(lineage).execute()
  await sql`select rebuild_unit_closure()`.execute(db)
  await db
    .insertInto('person')
    .values(world.people.map((id) => ({ id, name: 'Người Thử', name_folded: 'nguoi thu' })))
    .execute()
  await db
    .insertInto('position')
    .values(
      world.positions.map(({ id, person, unit, role, acting, ...period }) => ({
        id,
        person_id: person,
        unit_id: unit,
        role,
        title: role,
        acting,
        valid: range(period),
      })),
    )
    .execute()
  const unitOf = new Map(world.positions.map(({ id, unit }) => [id, unit]))
  const [giver = ''] = world.people
  await db
    .insertInto('delegation')
    .values(
      world.delegations.map(({ position, person, permissions, ...period }) => ({
        id: newId(),
        position_id: position,
        unit_id: unitOf.get(position) ?? '',
        person_id: person,
        permissions,
        valid: range(period),
        decision_number: '1',
        decision_date: '2021-01-01',
        given_by: giver,
      })),
    )
    .execute()
  const teams = new Map(world.seats.map(({ team, unit }) => [team, unit]))
  await db
    .insertInto('appraisal_team')
    .values(
      [...teams].map(([id, unit]) => ({
        id,
        unit_id: unit,
        programme_id: programmeId,
        name: 'Tổ',
        decision_number: '1',
        decision_date: '2021-01-01',
        valid: `[2021-01-01,${REFORM})`,
      })),
    )
    .execute()
  await db
    .insertInto('appraisal_team_member')
    .values(
      world.seats.map(({ person, unit, team, part, ...period }) => ({
        unit_id: unit,
        team_id: team,
        person_id: person,
        part,
        valid: range(period),
      })),
    )
    .execute()
  await storeFacts(db, world)
}

async function storeFacts(db: TestApp['db'], { dossiers, titles, places }: World): Promise<void> {
  const cells = dossiers.map(({ cell }) => cell)
  await db
    .insertInto('cell_profile')
    .values(cells.map((unit_id) => ({ unit_id, id: newId(), as_of: '2021-01-01', members: 9 })))
    .execute()
  await db
    .insertInto('dossier')
    .values(
      dossiers.map(({ id, cell, state }) => ({
        id,
        unit_id: cell,
        programme_id: programmeId,
        rule_set_id: ruleSetId(1),
        year: 2021,
        state,
        registered_on: '2021-01-05',
      })),
    )
    .execute()
  await db
    .insertInto('title')
    .values(
      titles.map(({ id, cell }) => ({
        id,
        unit_id: cell,
        programme_id: programmeId,
        recognised_on: '2021-01-10',
        decision_number: '1',
        decision_date: '2021-01-10',
        granted_by: cell,
        granted_body: 'Cơ quan thử',
        state: 'in_force',
      })),
    )
    .execute()
  await db
    .insertInto('evidence')
    .values(
      cells.map((unit_id) => ({
        unit_id,
        id: newId(),
        title: 'Minh chứng',
        link: 'https://vi.du/1',
        effective_on: '2021-01-01',
      })),
    )
    .execute()
  await db
    .insertInto('journal')
    .values(
      dossiers.map(({ id, cell }) => ({
        action: 'dossier.registration_submitted',
        object_type: 'dossier',
        object_id: id,
        unit_id: cell,
      })),
    )
    .execute()
  const all = [...places.keys()]
  await db
    .insertInto('official_document')
    .values(
      all.map((unit_id) => ({
        unit_id,
        id: newId(),
        type: 'notice',
        type_code: 'TB',
        body: 'committee',
        body_code: 'ĐU',
        subject: 'Thử',
        state: 'draft',
        content: '{}',
      })),
    )
    .execute()
  await db
    .insertInto('target')
    .values(
      all.map((unit_id) => ({
        unit_id,
        id: newId(),
        programme_id: programmeId,
        denominator: 'ALL_CELLS',
        value: 50,
        registered_on: '2021-01-01',
      })),
    )
    .execute()
  await db
    .insertInto('api_token')
    .values(all.map((unit_id) => ({ unit_id, id: newId(), name: 'Thử', permissions: [], hash: newId() })))
    .execute()
}
