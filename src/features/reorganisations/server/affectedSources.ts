/** Where what hangs on units is kept: of each kind one statement, all with the same columns. */
import { type RawBuilder, sql } from 'kysely'
import type { AffectedKind } from '../affected.ts'

/** Units that are there the day before, those that end with the day they do, and the first day of the plan. */
export type Units = { touched: string[]; ended: string[]; ends: string[]; on: string }
/** A thing as lists need it; what does not apply to its kind is null. */
export type Thing = {
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
/** Those of the units that end whose end is not after the day of the thing. */
const leftByThen = (
  { ended, ends }: Pick<Units, 'ended' | 'ends'>,
  as: string,
  unit: RawBuilder<unknown>,
  day: RawBuilder<unknown>,
) =>
  sql`left join unnest(${ended}::uuid[], ${ends}::date[]) as ${sql.ref(as)}(id, day)
    on ${sql.ref(`${as}.id`)} = ${unit} and ${sql.ref(`${as}.day`)} <= ${day}`
/** Still in force on the day, or later. */
const lasts = (as: string, on: string) => sql`coalesce(upper(${sql.ref(`${as}.valid`)}), 'infinity') > ${on}::date`
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
  visits: ({ touched, on, ...gone }) => sql`
    select s.unit_id, s.id::text, null::uuid, s.dossier_id, s.planned_on, m.name, null, m.unit_id,
      e.id is not null or f.id is not null
    from site_visit s join appraisal_team m on m.id = s.team_id
      ${leftByThen(gone, 'e', sql`s.unit_id`, sql`s.planned_on`)}
      ${leftByThen(gone, 'f', sql`m.unit_id`, sql`s.planned_on`)}
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
  meetings: ({ touched, on, ...gone }) => sql`
    select o.unit_id, o.id::text, null::uuid, o.unit_id, o.held_on, o.place, null, null::uuid, e.id is not null
    from (select unit_id, id, place, (starts_at at time zone 'Asia/Ho_Chi_Minh')::date as held_on from occurrence
      where unit_id = ${ids(touched)} and state = 'planned'
        and starts_at >= ${on}::timestamp at time zone 'Asia/Ho_Chi_Minh') o
      ${leftByThen(gone, 'e', sql`o.unit_id`, sql`o.held_on`)}`,
  series: ({ touched, ended, on }) => sql`
    select m.unit_id, m.id::text, null::uuid, m.unit_id, null::date, m.place, m.day_of_month, null::uuid, false
    from meeting_series m where m.unit_id = ${ids(touched)} and ${lasts('m', on)}
    union all
    select w.unit_id, w.id::text, null::uuid, w.unit_id, null::date, w.first_day || '–' || w.last_day, null, null::uuid,
      w.unit_id = ${ids(ended)}
    from meeting_window w where w.unit_id = ${ids(touched)} and ${lasts('w', on)}`,
  assignments: ({ touched, ended, on }) => sql`
    select a.unit_id, a.id::text, null::uuid, a.unit_id, null::date, a.officer_title, null,
      a.by_unit_id, a.unit_id = ${ids(ended)} or a.by_unit_id = ${ids(ended)}
    from assignment a
    where (a.unit_id = ${ids(touched)} or a.by_unit_id = ${ids(ended)}) and ${lasts('a', on)}
    union all
    select t.target_id, t.cluster_id || ' ' || t.target_id, null::uuid, t.unit_id, null::date, c.name, null, c.unit_id,
      t.target_id = ${ids(ended)} or c.unit_id = ${ids(ended)}
    from cluster_unit t join cluster c on c.unit_id = t.unit_id and c.id = t.cluster_id
    where (t.target_id = ${ids(touched)} or c.unit_id = ${ids(ended)}) and ${lasts('c', on)}`,
  delegations: ({ touched, ended, on }) => sql`
    select d.unit_id, d.id::text, null::uuid, d.unit_id, null::date, d.decision_number, null, null::uuid, d.unit_id = ${ids(ended)}
    from delegation d
    where d.unit_id = ${ids(touched)} and ${lasts('d', on)}`,
  schedules: ({ touched, on }) => sql`
    select p.unit_id, p.id::text, null::uuid, p.unit_id, p.period, null, null, null::uuid, true
    from schedule_proposal p where p.unit_id = ${ids(touched)} and p.state in ('working', 'proposed')
      and p.period >= date_trunc('month', ${on}::date)`,
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
export const things = (kind: AffectedKind, units: Units) =>
  sql`(select * from (${sources[kind](units)}) x(${columns})) as ${sql.ref(kind)}`
