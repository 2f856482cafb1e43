import { sql } from 'kysely'
import { newId } from '#platform/server/id.ts'
import { TEST_PASSWORD, type TestApp } from './database.ts'
import { programmeId, ruleSetId, seedProgramme } from './dossiers.ts'
import { entryStatements, meetingStatements, monthStatements } from './meetingRows.ts'

/**
 * Provinces entered from a list come to life: under every commune cells with groups, members, people with positions,
 * profiles, standings, targets, dossiers at every stage, titles granted by districts, evidence, documents, planned visits
 * and three years of meetings. What each gets is drawn by the database from a seed, so that a run can be had again.
 */

export const MEETING_MONTHS = 36

/** The next of `n` for a thing, by the seed. */
const draw = (seed: number) => (of: string, n: number) =>
  `((hashtextextended(${of}, ${seed}) & 2147483647) % ${n})::int`
/** An id that follows from a kind and a name, of the form ids have (version 8). */
const made = (kind: string, of: string) =>
  `overlay(overlay(md5('${kind}' || ${of}) placing '8' from 13) placing '8' from 17)::uuid`

function unitStatements(pick: ReturnType<typeof draw>): string[] {
  return [
    `create temporary table commune as
      select v.unit_id, v.name, v.parent_id from unit_version v join unit_kind k on k.code = v.kind where k.level = 'commune'`,
    `create temporary table cell as
      select ${made('cell', `c.unit_id || '/' || n`)} as unit_id, c.unit_id as commune_id, c.parent_id as district_id, c.name || ' ' || n as name
      from commune c, generate_series(0, 2) n where n <= ${pick(`c.unit_id || 'cells'`, 3)}`,
    `create temporary table below as
      select ${made('group', `unit_id || '/' || n`)} as unit_id, unit_id as cell_id, n from cell, generate_series(1, 2) n
      where n <= ${pick(`unit_id || 'groups'`, 3)}`,
    `insert into unit (id) select unit_id from cell union all select unit_id from below`,
    `insert into unit_version (id, unit_id, name, name_folded, kind, parent_id, valid)
      select gen_random_uuid(), unit_id, 'Chi bộ ' || name, lower(name), (array['hamlet_cell', 'neighbourhood_cell', 'other_cell'])[1 + ${pick(`unit_id || 'kind'`, 3)}],
        commune_id, '[2020-01-01,)' from cell`,
    `insert into unit_version (id, unit_id, name, name_folded, kind, parent_id, valid)
      select gen_random_uuid(), unit_id, 'Tổ ' || n, 'to ' || n, 'group', cell_id, '[2020-01-01,)' from below`,
    `select rebuild_unit_closure()`,
  ]
}

/** On every unit but groups somebody leads; communes and districts have somebody who organises. */
const peopleStatements = [
  `create temporary table seat as
    select ${made('person', `v.unit_id || r`)} as person_id, v.unit_id, r as role from unit_version v
    join unit_kind k on k.code = v.kind and k.level <> 'group', unnest(array['secretary', 'organising_head']) r
    where r = 'secretary' or k.level <> 'cell'`,
  `insert into person (id, name, name_folded) select person_id, 'Người Thử', 'nguoi thu' from seat`,
  `insert into position (id, person_id, unit_id, role, title, valid)
    select gen_random_uuid(), person_id, unit_id, role, role, '[2021-01-01,)' from seat`,
]

function recordStatements(pick: ReturnType<typeof draw>): string[] {
  const states = `array['draft', 'registered', 'building', 'self_appraisal', 'commune_review', 'appraisal', 'opinion', 'decision', 'not_recognised']`
  return [
    `insert into cell_profile (unit_id, id, as_of, members)
      select unit_id, gen_random_uuid(), make_date(year, 12, 1), 5 + ${pick(`unit_id || 'members'`, 60)} from cell, generate_series(2022, 2024) year`,
    `insert into unit_standing (unit_id, id, kind, valid)
      select unit_id, gen_random_uuid(), 'new_countryside', '[2021-06-01,)' from commune where ${pick(`unit_id || 'ntm'`, 3)} = 0`,
    `insert into target (unit_id, id, programme_id, denominator, year, value, registered_on)
      select unit_id, gen_random_uuid(), '${programmeId}', 'YEAR_REGISTERED', year, ${pick(`unit_id || 'target' || year`, 4)}, make_date(year, 1, 10)
      from commune, generate_series(2022, 2025) year`,
    `insert into appraisal_team (id, unit_id, programme_id, name, decision_number, decision_date, valid)
      select ${made('team', 'd.id')}, d.id, '${programmeId}', 'Tổ thẩm định', '1-QĐ/HU', '2022-01-05', '[2022-01-05,)'
      from (select distinct district_id as id from cell) d`,
    `insert into dossier (unit_id, id, programme_id, rule_set_id, year, state, registered_on, due_on)
      select unit_id, ${made('dossier', 'unit_id')}, '${programmeId}', '${ruleSetId(2)}', 2025,
        (${states})[1 + ${pick(`unit_id || 'state'`, 9)}], '2025-02-10', '2025-11-30'
      from cell where ${pick(`unit_id || 'dossier'`, 2)} = 0`,
    `insert into site_visit (unit_id, id, dossier_id, team_id, planned_on)
      select d.unit_id, gen_random_uuid(), d.id, ${made('team', 'c.district_id')}, '2025-08-12' from dossier d join cell c using (unit_id)
      where d.state = 'appraisal'`,
    `insert into title (unit_id, id, programme_id, recognised_on, decision_number, decision_date, granted_by, granted_body, state)
      select unit_id, ${made('title', 'unit_id')}, '${programmeId}', make_date(2022 + ${pick(`unit_id || 'since'`, 3)}, 11, 1), '5-QĐ/HU', '2022-11-01',
        district_id, 'Ban Thường vụ cấp huyện', 'in_force' from cell where ${pick(`unit_id || 'title'`, 3)} = 0`,
    `insert into title_event (unit_id, id, title_id, action, to_state, on_date, content_hash)
      select unit_id, gen_random_uuid(), id, 'recognise', 'in_force', recognised_on, '' from title`,
    `insert into evidence (unit_id, id, title, link, effective_on)
      select unit_id, gen_random_uuid(), 'Minh chứng', 'https://vi.du/1', '2025-03-01' from dossier`,
    `insert into official_document (unit_id, id, type, type_code, body, body_code, subject, about_unit_id, state, content)
      select commune_id, gen_random_uuid(), 'proposal', 'TTr', 'committee', 'ĐU', 'Tờ trình', unit_id, 'draft', '{}'
      from cell where ${pick(`unit_id || 'paper'`, 4)} = 0`,
    `insert into journal (action, object_type, object_id, unit_id)
      select 'dossier.registration_submitted', 'dossier', id::text, unit_id from dossier`,
  ]
}

/** One cell of each commune keeps its meetings here, month by month, until the reform. */
function meetingViews(pick: ReturnType<typeof draw>): string[] {
  const months = `generate_series(1, ${MEETING_MONTHS}) k`
  const member = (m: string) => made('member', `unit_id || '/' || ${m}`)
  return [
    `create temporary table met as select distinct on (commune_id) * from cell order by commune_id, unit_id`,
    `insert into meeting_window (unit_id, id, kind, first_day, last_day, valid)
      select unit_id, gen_random_uuid(), 'cell', 8, 15, '[2020-01-01,)' from unit_version where kind in ('province', 'municipality')`,
    `insert into cell_log (unit_id, last) select unit_id, ${MEETING_MONTHS} from met`,
    `insert into cell_member (unit_id, id, name, valid, sort_order, seq)
      select unit_id, ${member('m')}, 'Đảng viên ' || m, '[2020-01-01,)', m, 1 from met, generate_series(0, 3) m`,
    `create temporary view held as
      select unit_id, ${made('meeting', `unit_id || '/' || k`)} as meeting_id, k as seq, ${member('0')} as chair_id, ${member('1')} as secretary_id,
        (date '2025-07-01' - make_interval(months => ${MEETING_MONTHS} + 1 - k))::date as month,
        (date '2025-07-01' - make_interval(months => ${MEETING_MONTHS} + 1 - k))::date + 5 + ${pick(`unit_id || '/' || k`, 14)} as held_on
      from met, ${months}`,
    `create temporary view drawn as
      select unit_id, meeting_id, ${member('m')} as member_id, seq, ${pick(`meeting_id || 'spoke' || m`, 4)} = 0 as spoke,
        (array['present', 'present', 'present', 'excused', 'absent', 'exempt'])[1 + ${pick(`meeting_id || 'mark' || m`, 6)}] as mark
      from held, generate_series(0, 3) m`,
  ]
}

/** Fill what was entered; the programme and its rule sets come with it. */
export async function populate(app: TestApp, seed: number): Promise<void> {
  await seedProgramme(app)
  const pick = draw(seed)
  const steps = [
    ...unitStatements(pick),
    ...peopleStatements,
    ...recordStatements(pick),
    ...meetingViews(pick),
    ...meetingStatements,
    ...entryStatements,
    ...monthStatements,
    `drop view drawn`,
    `drop view held`,
    `drop table met, seat, below, cell, commune`,
    `analyze`,
  ]
  await app.db.connection().execute(async (one) => {
    for (const step of steps) await sql.raw(step).execute(one)
  })
}

/** Somebody with an account who organises all of these units. */
export async function seatOrganiser(app: TestApp, username: string, unitIds: readonly string[]): Promise<void> {
  const personId = newId()
  await app.db.insertInto('person').values({ id: personId, name: username, name_folded: username }).execute()
  await app.db
    .insertInto('position')
    .values(
      unitIds.map((unit_id) => ({
        id: newId(),
        person_id: personId,
        unit_id,
        role: 'organising_head',
        title: 'Trưởng ban Tổ chức Tỉnh ủy',
        valid: '[2020-01-01,)',
      })),
    )
    .execute()
  await app.auth.createAccount({ username, name: username, personId, password: TEST_PASSWORD })
}
