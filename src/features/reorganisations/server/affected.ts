/** What hangs on the units a plan touches: counted in one statement, listed page by page, each with what becomes of it. */
import { type RawBuilder, sql } from 'kysely'
import { addDays, formatDate, formatNumber } from '#shared/format.ts'
import type { Call } from '#platform/server/serve.ts'
import { actingOn, bodyNamed, type DayOf } from '../bodies.ts'
import { type AffectedKind, affectedKinds, type Outcome } from '../affected.ts'
import type { Becoming } from '../becoming.ts'
import type { AffectedRow, Preview } from '../planPreview.ts'
import { getProgramme, type Programme } from '#features/programmes/server/queries.ts'
import { committeeName, kindOf } from '#features/units/unit.ts'
import { idsOf, listed, type Look, wordsOf } from './look.ts'

type Units = { touched: string[]; ended: string[]; on: string }
/** A thing as lists need it; what does not apply to its kind is null. */
type Thing = {
  unitId: string
  id: string
  programmeId: string | null
  openId: string | null
  day: string | null
  about: string | null
  value: number | null
  otherId: string | null
}

const open = sql`d.state not in ('recognised', 'not_recognised', 'withdrawn')`
const ids = (unitIds: readonly string[]) => sql`any(${unitIds}::uuid[])`
/** A document of one of the units, or about one or several of them. */
const concerns = (unitIds: readonly string[]) => sql`(o.unit_id = ${ids(unitIds)} or o.about_unit_id = ${ids(unitIds)}
  or exists (select from unnest(o.about_unit_ids) a where a = ${ids(unitIds)}))`

/** Of every kind: unit, id, programme, the record to open, a day, words, a number, another unit, and whether somebody has to see to it. */
const sources: Record<AffectedKind, (units: Units) => RawBuilder<unknown>> = {
  registrations: ({ touched, ended }) => sql`
    select d.unit_id, d.id::text as id, d.programme_id, d.id as open_id, d.registered_on as day, null as about,
      d.year as value, null::uuid as other_id, d.unit_id = ${ids(ended)} as asking
    from dossier d where d.unit_id = ${ids(touched)} and d.state in ('draft', 'registered')`,
  openDossiers: ({ touched, ended }) => sql`
    select d.unit_id, d.id::text, d.programme_id, d.id, d.registered_on, null, d.year, null::uuid, d.unit_id = ${ids(ended)}
    from dossier d where d.unit_id = ${ids(touched)} and ${open} and d.state not in ('draft', 'registered')`,
  titles: ({ touched }) => sql`
    select t.unit_id, t.id::text, t.programme_id, t.id, t.recognised_on, t.granted_body, null, t.granted_by, false
    from title t where t.unit_id = ${ids(touched)} and t.state <> 'revoked'`,
  targets: ({ touched }) => sql`
    select t.unit_id, t.id::text, t.programme_id, null::uuid, t.registered_on, t.denominator, t.value, null::uuid, false
    from target t where t.unit_id = ${ids(touched)} and t.state <> 'replaced'`,
  visits: ({ touched, ended, on }) => sql`
    select s.unit_id, s.id::text, null::uuid, s.dossier_id, s.planned_on, m.name, null, m.unit_id,
      m.unit_id = ${ids(ended)} or s.unit_id = ${ids(ended)}
    from site_visit s join appraisal_team m on m.id = s.team_id
    where s.unit_id = ${ids(touched)} and s.planned_on >= ${on}::date and s.visited_on is null
      and s.cancelled_reason is null`,
  deadlines: ({ touched, ended, on }) => sql`
    select d.unit_id, d.id::text, d.programme_id, d.id, d.due_on, null, d.year, null::uuid, d.unit_id = ${ids(ended)}
    from dossier d where d.unit_id = ${ids(touched)} and ${open} and d.due_on >= ${on}::date
    union all
    select r.unit_id, r.dossier_id || ' ' || r.item_code, d.programme_id, d.id, r.due_on, r.item_code, d.year, null::uuid,
      d.unit_id = ${ids(ended)}
    from roadmap_item r join dossier d on d.unit_id = r.unit_id and d.id = r.dossier_id
    where r.unit_id = ${ids(touched)} and ${open} and r.due_on >= ${on}::date`,
  drafts: ({ touched, ended }) => sql`
    select o.unit_id, o.id::text, null::uuid, o.id, null::date, o.subject, null, o.about_unit_id, o.unit_id = ${ids(ended)}
    from official_document o where o.state in ('draft', 'submitted')
      and ${concerns(touched)}`,
  documents: ({ touched }) => sql`
    select o.unit_id, o.id::text, null::uuid, o.id, o.dated, o.subject, o.number, null::uuid, false
    from official_document o where o.state in ('signed', 'issued')
      and ${concerns(touched)}`,
}

const columns = sql`unit_id, id, programme_id, open_id, day, about, value, other_id, asking`
const things = (kind: AffectedKind, units: Units) =>
  sql`(select * from (${sources[kind](units)}) x(${columns})) as ${sql.ref(kind)}`

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
      to: thing.openId === null ? null : `/${pages[kind]}/${thing.openId}`,
    }
  }
}

const pages: Record<AffectedKind, string> = {
  registrations: 'dossiers',
  openDossiers: 'dossiers',
  titles: 'titles',
  targets: 'targets',
  visits: 'dossiers',
  deadlines: 'dossiers',
  drafts: 'documents',
  documents: 'documents',
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
    drafts: [about ?? '', words.noNumber],
    documents: [about ?? '', value === null ? words.noNumber : words.numbered(String(value)), on],
  }
  return parts[kind].filter(Boolean).join(' · ')
}

type Case = {
  look: Look
  old: DayOf
  next: DayOf
  kind: AffectedKind
  thing: Thing
  programme: Programme | undefined
  becoming: Becoming | undefined
}

function outcomeOf(one: Case): Outcome {
  switch (one.kind) {
    case 'registrations':
    case 'openDossiers':
    case 'deadlines':
      return dossierOutcome(one)
    case 'titles':
      return titleOutcome(one)
    case 'targets':
      return targetOutcome(one)
    case 'visits':
      return visitOutcome(one)
    case 'drafts':
      return draftOutcome(one)
    case 'documents':
      return { code: 'stays' }
  }
}

const isOver = (becoming: Becoming | undefined): becoming is Becoming & { after: null } => becoming?.after === null

function dossierOutcome({ look, old, next, thing, programme, becoming }: Case): Outcome {
  if (isOver(becoming)) return { code: 'stops', unit: look.name(thing.unitId).name }
  if (!programme) return { code: 'stays' }
  const [was, is] = [actingOn(old, thing.unitId, programme), actingOn(next, thing.unitId, programme)]
  if (!was?.commune || !is?.commune) return { code: 'stays' }
  const [from, to] = [bodyNamed(old, was.commune, 'committee'), bodyNamed(next, is.commune, 'committee')]
  return from === to && was.commune === is.commune ? { code: 'stays' } : { code: 'handled_by', from, to }
}

function titleOutcome({ look, old, next, thing, programme, becoming }: Case): Outcome {
  if (isOver(becoming)) return endedUnder(look, becoming)
  if (!programme) return { code: 'stays' }
  const [was, is] = [actingOn(old, thing.unitId, programme), actingOn(next, thing.unitId, programme)]
  const holder = is?.decision
  if (!holder?.unitId) return { code: 'stays' }
  const keeper = bodyNamed(next, holder.unitId, holder.body)
  const same = was?.decision.unitId === holder.unitId && bodyNamed(old, holder.unitId, holder.body) === keeper
  return same ? { code: 'kept', keeper } : { code: 'kept_by', granted: thing.about ?? '', keeper }
}

function endedUnder(look: Look, { successors }: Becoming): Outcome {
  return successors.length === 0
    ? { code: 'counted_nowhere' }
    : { code: 'counted_under', into: listed(look, successors) }
}

function targetOutcome({ look, becoming }: Case): Outcome {
  if (isOver(becoming)) return endedUnder(look, becoming)
  return becoming?.mark === 'changed' ? { code: 'renamed', to: becoming.after?.name ?? '' } : { code: 'stays' }
}

function visitOutcome({ look, thing, becoming }: Case): Outcome {
  if (isOver(becoming)) return { code: 'stops', unit: look.name(thing.unitId).name }
  const team = look.byUnit.get(thing.otherId ?? '')
  return isOver(team) ? { code: 'team_ends', team: thing.about ?? '' } : { code: 'stays' }
}

function draftOutcome({ look, next, thing, becoming }: Case): Outcome {
  if (isOver(becoming)) return { code: 'sign_before', eve: formatDate(addDays(becoming.on, -1)) }
  const about = look.byUnit.get(thing.otherId ?? thing.unitId)
  const parentId = about?.after?.parentId
  if (about?.mark === 'changed') return { code: 'names_new', to: about.after?.name ?? '' }
  if (!parentId || (about.mark !== 'moved' && about.mark !== 'stays')) return { code: 'stays' }
  const kind = kindOf(look.kinds, next.tree.versions.get(parentId)?.at(-1)?.kind ?? '')
  return { code: 'names_new', to: kind ? committeeName(look.name(parentId).name, kind) : look.name(parentId).name }
}
