/** Who has to be told of a plan: everybody with a position on a unit it touches or assigned to follow it, each with what changes for them. */
import { sql } from 'kysely'
import { addDays, formatDate } from '#shared/format.ts'
import type { Call } from '#platform/server/serve.ts'
import { type Becoming, marks } from '../becoming.ts'
import type { PersonToTell } from '../planPreview.ts'
import { causesInWords, idsOf, listed, type Look, wordsOf } from './look.ts'

/** Only within the reader's own units: who holds what elsewhere is told by those who keep it there. */
const held = (look: Look, unitIds: readonly string[]) => sql`
  from (select id, person_id, unit_id, title, false as follows, valid from position
      union all select id, person_id, unit_id, officer_title, true, valid from assignment) p
    join person h on h.id = p.person_id
    join unnest(${unitIds}::uuid[]) with ordinality as u(id, place) on u.id = p.unit_id
  where p.valid @> ${look.change.eve}::date
    and exists (select from unit_closure c where c.descendant_id = p.unit_id
      and c.ancestor_id = any ((select string_to_array(nullif(current_setting('app.units', true), ''), ',')::uuid[])::uuid[])
      and c.valid @> (select nullif(current_setting('app.today', true), '')::date))`

export async function countPeople({ tx }: Call, look: Look): Promise<{ people: number; ending: number }> {
  const { touched, ended } = idsOf(look)
  const { rows } = await sql<{ people: number; ending: number }>`
    select count(distinct p.person_id)::int as people,
      (count(*) filter (where not p.follows and p.unit_id = any(${ended}::uuid[])))::int as ending
    ${held(look, touched)}`.execute(tx)
  return rows[0] ?? { people: 0, ending: 0 }
}

type Held = {
  id: string
  unitId: string
  place: number
  position: string
  follows: boolean
  person: string
  personId: string
}

/** Those whose position ends first, then unit by unit in the order of `marks`; the cursor is `place/id`. */
export async function listPeople(
  { tx }: Call,
  look: Look,
  { cursor, limit }: { cursor?: string | undefined; limit: number | null },
): Promise<{ items: PersonToTell[]; next: string | null }> {
  const inOrder = look.becomings
    .filter(({ before }) => before)
    .toSorted(
      (a, b) => Number(a.after !== null) - Number(b.after !== null) || marks.indexOf(a.mark) - marks.indexOf(b.mark),
    )
    .map(({ unitId }) => unitId)
  const [place = '0', id = ''] = (cursor ?? '').split('/')
  const after = cursor === undefined ? sql`` : sql`and (u.place, p.id::text) > (${Number(place) || 0}, ${id})`
  const { rows } = await sql<Held>`
    select p.id, p.unit_id as "unitId", u.place::int as place, p.title as position, p.follows, h.name as person, h.id as "personId"
    ${held(look, inOrder)} ${after}
    order by u.place, p.id::text ${limit === null ? sql`` : sql`limit ${limit + 1}`}`.execute(tx)
  const page = limit === null ? rows : rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map((held) => toTell(look, held)),
    next: rows.length > page.length && last ? `${last.place}/${last.id}` : null,
  }
}

function toTell(look: Look, { id, unitId, position, follows, person, personId }: Held): PersonToTell {
  const becoming = look.byUnit.get(unitId)
  const parentId = becoming?.before?.parentId ?? null
  return {
    id,
    person,
    personId,
    position: follows ? wordsOf(look).people.followsAs(position) : position,
    follows,
    unit: look.name(unitId),
    within: parentId === null ? null : look.name(parentId).name,
    on: becoming?.on ?? look.change.days[0],
    ends: becoming?.after === null,
    becomes: becoming ? whatChanges(look, becoming, follows) : '',
  }
}

function whatChanges(look: Look, { mark, on, after, causes }: Becoming, follows: boolean): string {
  const { people } = wordsOf(look)
  const keeps = follows ? people.followsOn : people.keeps
  const why = causesInWords(look, causes)
  const parent = after?.parentId ? [after.parentId] : []
  switch (mark) {
    case 'merged':
    case 'split':
    case 'ended':
      return (follows ? people.followEnds : people.ends)(formatDate(addDays(on, -1)), why)
    case 'changed':
      return people.changed(keeps, after?.name ?? '')
    case 'moved':
      return people.moved(keeps, listed(look, parent), why)
    case 'receives':
      return people.receives(keeps, why)
    case 'gives':
      return people.gives(keeps, why)
    case 'stays':
      return people.above(keeps, newNames(look, parent))
    case 'reopened':
    case 'new':
      return `${keeps}.`
  }
}

/** As the units are called from the day on. */
const newNames = (look: Look, unitIds: readonly string[]): string =>
  unitIds.map((id) => look.byUnit.get(id)?.after?.name ?? look.name(id).name).join(', ')
