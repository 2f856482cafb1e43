import { sql } from 'kysely'
import { idsAbove } from '#features/units/server/queries.ts'
import { mayOver } from '#features/units/unit.ts'
import type { Call } from '#platform/server/serve.ts'
import { expectedOn, type TargetLevel } from '../assignment.ts'
import { keepAssignments, type TargetRow } from '../contract.ts'
import { asView, runningAt } from './queries.ts'

type Row = { unitId: string; name: string; parentName: string | null; key: string }
type Asked = {
  unitId: string
  level: TargetLevel
  day: string
  gaps: boolean
  cursor?: string | undefined
  limit: number
}

/** What is to be followed below a unit with who follows it, place after place; `gaps`: only where nobody is expected. */
export async function listTargets(call: Call, asked: Asked): Promise<{ items: TargetRow[]; next: string | null }> {
  const { tx } = call
  const { unitId, level, day, gaps, limit, cursor = '' } = asked
  const { rows } = await sql<Row>`
    select * from (
      select v.unit_id as "unitId", v.name, p.name as "parentName",
        coalesce(p.name_folded, '') || '|' || lpad(v.sort_order::text, 6, '0') || '|' || v.name_folded || '|' || v.unit_id as key
      from unit_closure c
      join unit_version v on v.unit_id = c.descendant_id and v.valid @> ${day}::date
      join unit_kind k on k.code = v.kind and k.level = ${level}
      left join unit_version p on p.unit_id = v.parent_id and p.valid @> ${day}::date
      where c.ancestor_id = ${unitId} and c.via = 'parent' and c.valid @> ${day}::date
        and (not ${gaps}::boolean or not exists (
          select 1 from assignment a where a.unit_id = v.unit_id and a.valid @> ${day}::date))
    ) t
    where key collate "C" > ${cursor} collate "C"
    order by key collate "C" limit ${limit + 1}`.execute(tx)
  const page = rows.slice(0, limit)
  const [running, above] = await Promise.all([
    runningAt(
      tx,
      page.map((row) => row.unitId),
      day,
    ),
    idsAbove(tx, unitId, call.today),
  ])
  const keeps = mayOver(keepAssignments, call.actor.positions, above, call.today)
  const items = page.map((row) => {
    const here = running.filter((one) => one.unitId === row.unitId)
    const inOrder = [...expectedOn(here, day), ...here.filter((one) => !expectedOn(here, day).includes(one))]
    return {
      unitId: row.unitId,
      name: row.name,
      level,
      parentName: row.parentName,
      assignments: inOrder.map((one) => asView(one, here, day, keeps)),
      allowedActions: keeps && row.unitId !== unitId ? (['assign'] as const).slice() : [],
    }
  })
  return { items, next: rows.length > limit ? (page.at(-1)?.key ?? null) : null }
}
