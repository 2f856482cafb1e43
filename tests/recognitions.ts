import { sql } from 'kysely'
import { fold } from '#shared/text.ts'
import { idOf } from '#platform/server/id.ts'
import type { TestApp } from './database.ts'
import { unitId } from './people.ts'

/** Raw records of recognition for tests that count them: a programme, units, titles, promises. */
export const programmeId = idOf('programme:tests')

export async function seedProgramme({ db }: TestApp): Promise<void> {
  await db
    .insertInto('programme')
    .values({
      id: programmeId,
      code: 'chuong-trinh-thu',
      name: 'Chương trình thử',
      term: '[2020-01-01,2026-01-01)',
      settings: '{}',
      chain: '[]',
    })
    .execute()
}

export type UnitLine = { slug: string; name: string; kind: string; parent: string; valid?: string }

/** Units beside those of the cast, in one statement each; the tree is derived anew. */
export async function seedUnits({ db }: TestApp, lines: readonly UnitLine[]): Promise<void> {
  await db
    .insertInto('unit')
    .values(lines.map(({ slug }) => ({ id: unitId(slug), slug })))
    .execute()
  await db
    .insertInto('unit_version')
    .values(
      lines.map(({ slug, name, kind, parent, valid = '[2000-01-01,)' }, at) => ({
        id: idOf(`version:${slug}:${valid}`),
        unit_id: unitId(slug),
        name,
        name_folded: fold(name),
        kind,
        parent_id: unitId(parent),
        valid,
        sort_order: 1000 + at,
      })),
    )
    .execute()
  await sql`select rebuild_unit_closure()`.execute(db)
}

/** A title recognised on a day, with the event that granted it. */
export async function seedTitle({ db }: TestApp, cell: string, recognisedOn: string, grantedBy: string): Promise<void> {
  const id = idOf(`title:${cell}:${recognisedOn}`)
  await db
    .insertInto('title')
    .values({
      unit_id: unitId(cell),
      id,
      programme_id: programmeId,
      recognised_on: recognisedOn,
      decision_number: '01-QĐ/HU',
      decision_date: recognisedOn,
      granted_by: unitId(grantedBy),
      granted_body: 'Ban Thường vụ',
      state: 'in_force',
    })
    .execute()
  await titleEvent(db, cell, recognisedOn, { action: 'recognise', to: 'in_force', on: recognisedOn })
}

/** What happened to the title later: revoked, confirmed, under review. */
export async function changeTitle(
  { db }: TestApp,
  cell: string,
  recognisedOn: string,
  { action, to, on }: { action: string; to: string; on: string },
): Promise<void> {
  await db
    .updateTable('title')
    .set({ state: to })
    .where('id', '=', idOf(`title:${cell}:${recognisedOn}`))
    .execute()
  await titleEvent(db, cell, recognisedOn, { action, to, on })
}

async function titleEvent(
  db: TestApp['db'],
  cell: string,
  recognisedOn: string,
  { action, to, on }: { action: string; to: string; on: string },
): Promise<void> {
  await db
    .insertInto('title_event')
    .values({
      unit_id: unitId(cell),
      id: idOf(`event:${cell}:${recognisedOn}:${action}:${on}`),
      title_id: idOf(`title:${cell}:${recognisedOn}`),
      action,
      to_state: to,
      on_date: on,
      content_hash: 'thử',
    })
    .execute()
}

export type TargetLine = {
  unit: string
  denominator: string
  year?: number
  value: number
  registeredOn: string
  agreedOn?: string
}

export async function seedTarget({ db }: TestApp, line: TargetLine): Promise<string> {
  const id = idOf(`target:${line.unit}:${line.denominator}:${line.year ?? ''}:${line.registeredOn}`)
  await db
    .insertInto('target')
    .values({
      id,
      programme_id: programmeId,
      unit_id: unitId(line.unit),
      denominator: line.denominator,
      year: line.year ?? null,
      value: line.value,
      state: line.agreedOn ? 'agreed' : 'registered',
      registered_on: line.registeredOn,
      agreed_on: line.agreedOn ?? null,
    })
    .execute()
  return id
}

export async function seedStanding({ db }: TestApp, unit: string, since: string): Promise<void> {
  await db
    .insertInto('unit_standing')
    .values({ unit_id: unitId(unit), id: idOf(`standing:${unit}`), kind: 'new_countryside', valid: `[${since},)` })
    .execute()
}
