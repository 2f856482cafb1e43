import { sql } from 'kysely'
import { isWithinReach, unitName } from '#features/units/server/queries.ts'
import { levelOf } from '#features/rule-sets/evaluation.ts'
import type { Call } from '#platform/server/serve.ts'
import { Problem } from '#shared/problem.ts'
import { addDays } from '#shared/format.ts'
import type { ScoreReview, ScoreYear } from '../contract.ts'
import { divergenceOf, divergencesBy, pairsOf, type Standing } from '../divergence.ts'
import { testClaim } from '../interval.ts'
import { type LevelCode, levels } from '../sheet.ts'
import { yearOf } from '../year.ts'
import { settledFor, sheetOn } from './settings.ts'

type Row = Standing & { cellName: string; scorerName: string | null }

/** Scores that stand of the meetings of cells under a unit in a period, as today's tree has them; one statement. */
async function listStanding({ tx, today }: Call, unitId: string, from: string, to: string): Promise<Row[]> {
  const { rows } = await sql<Row>`
    with cell as (
      select distinct descendant_id as unit_id from unit_closure
      where ancestor_id = ${unitId} and descendant_level = 'cell' and valid @> ${today}::date)
    select distinct on (s.unit_id, s.meeting_id, s.source, case when s.source = 'cell' then null else s.person_id end)
      s.unit_id as "unitId", s.meeting_id as "meetingId", m.period as month, s.source,
      case when s.source = 'cell' then s.scorer_id else s.person_id end as scorer, s.points::float as points,
      coalesce(s.agreed_level, s.level) as level, n.name as "scorerName", (
        select name from unit_version v where v.unit_id = s.unit_id
        order by v.valid @> ${today}::date desc, upper(v.valid) desc nulls first limit 1) as "cellName"
    from cell join meeting m on m.unit_id = cell.unit_id and m.period between ${from}::date and ${to}::date
    join meeting_score s on s.unit_id = m.unit_id and s.meeting_id = m.id
    left join lateral (
      select name from cell_member where unit_id = s.unit_id and id = s.scorer_id and s.source = 'cell'
      union all select name from person where id = s.person_id and s.source <> 'cell') n on true
    order by s.unit_id, s.meeting_id, s.source, case when s.source = 'cell' then null else s.person_id end, s.seq desc,
      s.id desc`.execute(tx)
  return rows
}

/** How the cells' own scores stand beside those of officers and inspectors: by cell, by scorer, by month. */
export async function reviewScores(
  call: Call,
  input: { unitId: string; from?: string | undefined; to?: string | undefined },
): Promise<ScoreReview> {
  const { tx, actor, today } = call
  const { unitId, to = today, from = `${Number(today.slice(0, 4)) - 1}${today.slice(4, 7)}-01` } = input
  if (!(await isWithinReach(tx, actor, unitId, today))) throw new Problem('not_found', { reason: 'unit' })
  const [rows, name, official] = await Promise.all([
    listStanding(call, unitId, from, to),
    unitName(tx, unitId, today),
    countOfficial(call, unitId, from, to),
  ])
  const pairs = pairsOf(rows)
  const inspections = rows.filter(({ source }) => source === 'inspection')
  const own = rows.filter(({ source }) => source === 'cell')
  const shareOf = (some: readonly Row[]) => ({
    good: some.filter(({ level }) => level === 'tot').length,
    of: some.length,
  })
  const claimed = shareOf(own)
  const inspected = shareOf(inspections)
  const named = new Map(rows.map((row) => [row.unitId, row.cellName]))
  const scorers = new Map(rows.flatMap((row) => (row.scorer === null ? [] : [[row.scorer, row] as const])))
  const others = divergencesBy(pairs, ({ other }) => other.scorer)
  return {
    unitName: name,
    from,
    to,
    claimed,
    inspected,
    official,
    ...testClaim(claimed, inspected),
    divergence: divergenceOf(pairs),
    byCell: divergencesBy(pairs, ({ own: { unitId: id } }) => id).map(({ key, divergence }) => {
      return { unitId: key, name: named.get(key) ?? '', divergence }
    }),
    byScorer: [...divergencesBy(pairs, ({ own: { scorer } }) => scorer), ...others].map(({ key, divergence }) => {
      const row = scorers.get(key)
      return {
        id: key,
        source: row?.source ?? 'cell',
        unitName: row?.cellName ?? '',
        name: row?.scorerName ?? null,
        divergence,
      }
    }),
    byMonth: divergencesBy(pairs, ({ own: { month } }) => month)
      .map(({ key, divergence }) => ({ month: key, divergence }))
      .toSorted((a, b) => (a.month < b.month ? -1 : 1)),
  }
}

async function countOfficial({ tx, today }: Call, unitId: string, from: string, to: string) {
  const { rows } = await sql<{ good: number; of: number }>`
    select count(*) filter (where m.official_level = 'tot')::int as good, count(m.official_level)::int as of
    from meeting m where m.period between ${from}::date and ${to}::date and m.unit_id in (
      select descendant_id from unit_closure
      where ancestor_id = ${unitId} and descendant_level = 'cell' and valid @> ${today}::date)`.execute(tx)
  return rows[0] ?? { good: 0, of: 0 }
}

const asLevel = (code: string | null): LevelCode | null => levels.find((level) => level === code) ?? null

/** The regular meetings of a cell in a year, each with its official level or else its own, and what they come to. */
export async function showYear(call: Call, { unitId, year }: { unitId: string; year: number }): Promise<ScoreYear> {
  const { tx, actor, today } = call
  if (!(await isWithinReach(tx, actor, unitId, today))) throw new Problem('not_found', { reason: 'unit' })
  const end = addDays(`${year + 1}-01-01`, -1)
  const day = end < today ? end : today
  const [name, { settings }, sheet, { rows }] = await Promise.all([
    unitName(tx, unitId, day),
    settledFor(tx, unitId, day),
    sheetOn(tx, unitId, day),
    sql<ScoreYear['meetings'][number]>`
      select id as "meetingId", period as month, self_points::float as points, self_level as "selfLevel",
        official_level as level
      from meeting where unit_id = ${unitId} and kind in ('regular', 'combined') and held_on is not null
        and period between ${`${year}-01-01`}::date and ${end}::date order by period`.execute(tx),
  ])
  const { yearRule } = settings
  const of = rows.map(({ month, points, level }) => ({ month, points, level: asLevel(level) }))
  const levelOfPoints = (points: number) => asLevel(levelOf(sheet?.content.thresholds ?? [], points)?.level ?? null)
  const result = yearRule === null ? { state: 'no_rule' as const } : yearOf(of, yearRule, levelOfPoints)
  return { unitName: name, year, rule: yearRule, meetings: rows, result }
}
