/** What hangs on the units a plan touches: counted in one statement, listed page by page, each with what becomes of it. */
import { sql } from 'kysely'
import { formatDate, formatNumber } from '#shared/format.ts'
import type { Call } from '#platform/server/serve.ts'
import type { DayOf } from '../bodies.ts'
import { type AffectedKind, affectedKinds } from '../affected.ts'
import type { AffectedRow, Preview } from '../planPreview.ts'
import { getProgramme, type Programme } from '#features/programmes/server/queries.ts'
import { type Thing, things } from './affectedSources.ts'
import { idsOf, type Look, wordsOf } from './look.ts'
import { outcomeOf } from './outcomes.ts'

/** Of every kind how many there are, and how many somebody has to see to: one statement. */
export async function countAffected({ tx }: Call, look: Look): Promise<Preview['affected']> {
  const units = { ...idsOf(look), on: look.change.days[0] }
  const parts = affectedKinds.map(
    (kind) => sql`select ${kind}::text as kind, count(*)::int as count, (count(*) filter (where asking))::int as asking
      from ${things(kind, units)}`,
  )
  const { rows } = await sql<{
    kind: AffectedKind
    count: number
    asking: number
  }>`${sql.join(parts, sql` union all `)}`.execute(tx)
  return Object.fromEntries(rows.map(({ kind, ...counted }) => [kind, counted]))
}

type Page = { kind: AffectedKind; cursor?: string | undefined; limit: number }

/** Those somebody has to see to first, then by id. The cursor is `asking/id`. */
export async function listAffected(call: Call, look: Look, { kind, cursor, limit }: Page) {
  const units = { ...idsOf(look), on: look.change.days[0] }
  const [first, ...rest] = (cursor ?? '').split('/')
  const after = cursor === undefined ? sql`` : sql`where (not asking, id) > (${first === 'f'}, ${rest.join('/')})`
  const { rows } = await sql<Thing & { asking: boolean }>`
    select unit_id as "unitId", id, programme_id as "programmeId", open_id as "openId", day::text as day, about, value,
      other_id as "otherId", coalesce(asking, false) as asking
    from (select unit_id, id, programme_id, open_id, day, about, value, other_id, coalesce(asking, false) as asking
      from ${things(kind, units)}) t
    ${after} order by not asking, id limit ${limit + 1}`.execute(call.tx)
  const page = rows.slice(0, limit)
  const programmes = await programmesOf(call, page)
  const tell = teller(look, programmes)
  const last = page.at(-1)
  return {
    items: page.map((thing): AffectedRow => tell(kind, thing)),
    next: rows.length > limit && last ? `${last.asking ? 't' : 'f'}/${last.id}` : null,
  }
}

async function programmesOf({ tx }: Call, page: readonly Thing[]): Promise<ReadonlyMap<string, Programme>> {
  const wanted = [...new Set(page.flatMap(({ programmeId }) => programmeId ?? []))]
  const found = new Map<string, Programme>()
  for (const id of wanted) found.set(id, await getProgramme(tx, id))
  return found
}

function teller(look: Look, programmes: ReadonlyMap<string, Programme>) {
  const { change, kinds, name, byUnit } = look
  const [old, next]: [DayOf, DayOf] = [
    { tree: change.before, on: change.eve, kinds },
    { tree: change.after, on: change.on, kinds },
  ]
  const words = wordsOf(look)
  return (kind: AffectedKind, thing: Thing & { asking: boolean }): AffectedRow => {
    const programme = programmes.get(thing.programmeId ?? '')
    const outcome = outcomeOf({ look, old, next, kind, thing, programme, becoming: byUnit.get(thing.unitId) })
    const { code, ...values } = outcome
    return {
      id: thing.id,
      unit: name(thing.unitId),
      what: whatItIs(kind, thing, words),
      becomes: words.outcomes[code](values),
      asking: thing.asking,
      to: thing.openId === null ? null : pages[kind].replace('ID', thing.openId),
    }
  }
}

/** Where it is opened: `ID` stands for the record, or for the unit it is kept under. */
const pages: Record<AffectedKind, string> = {
  registrations: '/dossiers/ID',
  openDossiers: '/dossiers/ID',
  titles: '/titles/ID',
  targets: '/targets/ID',
  visits: '/dossiers/ID',
  deadlines: '/dossiers/ID',
  meetings: '/units/ID/calendar',
  series: '/units/ID/calendar',
  assignments: '/units/ID/assignments',
  delegations: '/units/ID/delegations',
  schedules: '/units/ID/schedules',
  drafts: '/documents/ID',
  documents: '/documents/ID',
}

function whatItIs(kind: AffectedKind, { day, about, value }: Thing, words: ReturnType<typeof wordsOf>): string {
  const on = day === null ? '' : formatDate(day)
  const parts: Record<AffectedKind, string[]> = {
    registrations: [words.year(String(value))],
    openDossiers: [words.year(String(value))],
    titles: [words.titleOf(on)],
    targets: [words.targetOf(formatNumber(value ?? 0))],
    visits: [words.visitOn(on), about ?? ''],
    deadlines: [words.dueOn(on), about ?? ''],
    meetings: [words.meetingOn(on), about ?? ''],
    series: value === null ? [words.windowOf(about ?? '')] : [words.seriesOn(formatNumber(value)), about ?? ''],
    assignments: [about ?? ''],
    delegations: [words.delegatedBy(about ?? '')],
    schedules: [words.scheduleOf(on.slice(3))],
    drafts: [about ?? '', words.noNumber],
    documents: [about ?? '', value === null ? words.noNumber : words.numbered(String(value)), on],
  }
  return parts[kind].filter(Boolean).join(' · ')
}
