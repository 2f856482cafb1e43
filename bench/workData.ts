/**
 * What a province keeps beside its meetings, on cells made by `meetingData.ts`: groups, people and positions, figures,
 * dossiers with their steps and verdicts, titles, papers, evidence, assignments, and the journal of it all.
 */
import { sql } from 'kysely'
import { placeProgramme } from '#features/programmes/server/commands.ts'
import { placePublished } from '#features/rule-sets/server/commands.ts'
import type { Database } from '#platform/server/database.ts'
import { idOf } from '#platform/server/id.ts'
import { readRules } from '../demo/programme.ts'

const YEARS = 2
const GROUPS = 15

/** Fill in everything below the cells that are there. */
export async function fillWork(db: Database): Promise<{ programmeId: string; year: number }> {
  const { ruleSets, programmes } = await readRules()
  for (const content of ruleSets)
    await placePublished(db, { id: idOf(`rules:${content.code}`), revision: 1, content, publishedAt: new Date() })
  const [programme] = programmes
  if (!programme) throw new Error('the demonstration has a programme')
  const programmeId = idOf('programme')
  await placeProgramme(db, programmeId, programme)
  const ruleSetId = idOf(`rules:${programme.ruleSets[0]?.code}`)
  const year = programme.term.toYear
  const steps = [
    `set session_replication_role = replica`,
    `create function pg_temp.made(name text) returns uuid language sql immutable as $$
      select overlay(overlay(md5(name) placing '8' from 13) placing '8' from 17)::uuid $$`,
    `create temp table cell as select unit_id, parent_id, row_number() over (order by unit_id) as n from unit_version where kind = 'hamlet_cell'`,
    `insert into unit (id) select pg_temp.made('group' || unit_id || g) from cell, generate_series(1, ${GROUPS}) g`,
    `insert into unit_version (id, unit_id, name, name_folded, kind, parent_id, valid)
      select gen_random_uuid(), pg_temp.made('group' || unit_id || g), 'Tổ ' || g, 'to ' || g, 'group', unit_id, '[2000-01-01,)'
      from cell, generate_series(1, ${GROUPS}) g`,
    `select rebuild_unit_closure()`,
    `create temp table place as select unit_id, kind, case kind when 'hamlet_cell' then 3 else 8 end as people
      from unit_version where kind in ('hamlet_cell', 'commune')`,
    `insert into person (id, name, name_folded) select pg_temp.made('person' || unit_id || p), 'Nguyễn Văn ' || p, 'nguyen van ' || p
      from place, generate_series(1, people) p`,
    `insert into position (id, person_id, unit_id, role, title, valid)
      select gen_random_uuid(), pg_temp.made('person' || unit_id || p), unit_id, case p when 1 then 'secretary' else 'member' end,
        'Chức vụ ' || p, '[2020-01-01,)' from place, generate_series(1, people) p`,
    `insert into cell_profile (unit_id, id, as_of, members, households)
      select unit_id, gen_random_uuid(), make_date(${year} - y, 12, 1), 45, 300 from cell, generate_series(0, ${YEARS}) y`,
    `insert into assignment (unit_id, id, by_unit_id, person_id, officer_title, kind, valid)
      select unit_id, gen_random_uuid(), parent_id, pg_temp.made('person' || parent_id || 1 + n % 8), 'Phụ trách', 'follow', '[2021-01-01,)' from cell`,
    `insert into dossier (unit_id, id, programme_id, rule_set_id, year, state, registered_on)
      select unit_id, pg_temp.made('dossier' || unit_id || y), '${programmeId}', '${ruleSetId}', ${year} - y,
        case when y = 0 then case n % 3 when 0 then 'building' when 1 then 'commune_review' else 'appraisal' end else 'recognised' end,
        make_date(${year} - y, 2, 1) from cell, generate_series(0, ${YEARS - 1}) y`,
    `insert into dossier_step (unit_id, id, dossier_id, action, to_state, part, on_date, content_hash)
      select unit_id, gen_random_uuid(), id, 'submit', state, 'cell', registered_on + s * 20, '' from dossier, generate_series(1, 6) s`,
    `insert into roadmap_item (unit_id, dossier_id, item_code, due_on)
      select unit_id, id, 'ĐK' || i, make_date(year, 10, 1) from dossier, generate_series(1, 14) i`,
    `insert into assessment (unit_id, id, dossier_id, kind, opened_on)
      select unit_id, pg_temp.made('assessment' || id || kind), id, kind, registered_on from dossier, unnest(array['survey', 'self']) kind`,
    `insert into verdict (unit_id, id, assessment_id, item_code, outcome)
      select unit_id, gen_random_uuid(), id, 'ĐK' || i, 'met' from assessment, generate_series(1, 14) i`,
    `insert into title (unit_id, id, programme_id, dossier_id, recognised_on, decision_number, decision_date, granted_by, granted_body, state)
      select d.unit_id, pg_temp.made('title' || d.id), d.programme_id, d.id, make_date(d.year, 11, 1), '1-QĐ/ĐU', make_date(d.year, 11, 1),
        c.parent_id, 'Ban Thường vụ', 'in_force' from dossier d join cell c using (unit_id) where d.state = 'recognised'`,
    `insert into title_event (unit_id, id, title_id, action, to_state, on_date, content_hash)
      select unit_id, gen_random_uuid(), id, 'recognise', 'in_force', recognised_on, '' from title`,
    `insert into evidence (unit_id, id, title, link, effective_on)
      select unit_id, pg_temp.made('evidence' || unit_id || e), 'Biên bản ' || e, 'https://example.org', make_date(${year}, 3, e) from cell, generate_series(1, 10) e`,
    `insert into evidence_use (unit_id, id, evidence_id, dossier_id, purpose, code)
      select unit_id, gen_random_uuid(), pg_temp.made('evidence' || unit_id || e), pg_temp.made('dossier' || unit_id || 0), 'item', 'ĐK' || e
      from cell, generate_series(1, 10) e`,
    `insert into target (unit_id, id, programme_id, denominator, year, value, registered_on)
      select unit_id, gen_random_uuid(), '${programmeId}', 'YEAR_REGISTERED', ${year}, 3, make_date(${year}, 1, 10) from place where kind = 'commune'`,
    `insert into journal (at, action, object_type, object_id, unit_id)
      select now(), 'dossier.submit', 'dossier', id::text, unit_id from dossier, generate_series(1, 10)`,
    `drop table cell`,
    `drop table place`,
    `set session_replication_role = default`,
    `vacuum analyze`,
  ]
  await db.connection().execute(async (one) => {
    for (const step of steps) await sql.raw(step).execute(one)
  })
  return { programmeId, year }
}
