import { sql } from 'kysely'
import { asDecision, decisionColumns, type DecisionColumns } from '#features/units/server/history.ts'
import { requireOver } from '#features/units/server/queries.ts'
import { record } from '#platform/server/journal.ts'
import type { Call } from '#platform/server/serve.ts'
import type { Tx } from '#platform/server/database.ts'
import { Problem } from '#shared/problem.ts'
import { refuseEnding } from '../assignment.ts'
import { type ClusterView, keepAssignments, type NewCluster } from '../contract.ts'
import { refuse } from './refuse.ts'

type Row = Omit<ClusterView, 'head' | 'decision'> & { headId: string | null; headName: string | null } & DecisionColumns

/** Clusters of a unit in force on a day, with their members by name. */
export async function listClusters(tx: Tx, unitId: string, day: string): Promise<ClusterView[]> {
  const { rows } = await sql<Row>`
    select c.id, c.version, c.name, c.head_id as "headId", h.name as "headName", c.head_title as "headTitle",
      lower(c.valid)::text as "from", upper(c.valid)::text as "to", c.decision_number, c.decision_date, c.decision_body,
      coalesce((
        select json_agg(json_build_object('id', m.target_id, 'name', v.name) order by v.sort_order, v.name)
        from cluster_unit m join unit_version v on v.unit_id = m.target_id and v.valid @> ${day}::date
        where m.unit_id = c.unit_id and m.cluster_id = c.id), '[]') as members
    from cluster c left join person h on h.id = c.head_id
    where c.unit_id = ${unitId} and c.valid @> ${day}::date
    order by c.name, c.id`.execute(tx)
  return rows.map(({ headId, headName, decision_number, decision_date, decision_body, ...row }) => ({
    ...row,
    head: headId === null ? null : { id: headId, name: headName ?? '' },
    decision: asDecision({ decision_number, decision_date, decision_body }),
  }))
}

/** Units below are looked after together by one member of the standing committee. */
export async function formCluster(call: Call, input: NewCluster): Promise<ClusterView> {
  const { tx, language } = call
  await requireOver(call, keepAssignments, input.unitId)
  const wanted = [...new Set(input.memberIds)]
  const { rows } = await sql<{ below: number; taken: number }>`
    select
      (select count(distinct c.descendant_id) from unit_closure c where c.ancestor_id = ${input.unitId} and c.depth > 0
        and c.via = 'parent' and c.valid @> ${input.from}::date and c.descendant_id = any(${wanted}::uuid[]))::int as below,
      (select count(*) from cluster_unit m join cluster c on c.unit_id = m.unit_id and c.id = m.cluster_id
        where m.unit_id = ${input.unitId} and m.target_id = any(${wanted}::uuid[])
          and c.valid && daterange(${input.from}::date, null))::int as taken`.execute(tx)
  const [counts] = rows
  if (counts?.below !== wanted.length) refuse(language, 'cluster_member_not_below')
  if (counts.taken > 0) refuse(language, 'already_in_cluster')
  await tx
    .insertInto('cluster')
    .values({
      unit_id: input.unitId,
      id: input.id,
      name: input.name,
      head_id: input.headId ?? null,
      head_title: input.headTitle,
      valid: sql<string>`daterange(${input.from}::date, null)`,
      ...decisionColumns(input.decision),
    })
    .execute()
  await tx
    .insertInto('cluster_unit')
    .values(wanted.map((target_id) => ({ unit_id: input.unitId, cluster_id: input.id, target_id })))
    .execute()
  const { unitId, id, ...after } = input
  await record(call, { action: 'cluster.formed', objectType: 'cluster', objectId: id, unitId, after })
  return getCluster(call, unitId, id, input.from)
}

type ClusterEnd = { unitId: string; clusterId: string; version: number; on: string }

export async function endCluster(call: Call, { unitId, clusterId, version, on }: ClusterEnd): Promise<ClusterView> {
  await requireOver(call, keepAssignments, unitId)
  const cluster = await getCluster(call, unitId, clusterId, call.today)
  const refusal = refuseEnding(cluster, on)
  if (refusal) refuse(call.language, refusal)
  const { numUpdatedRows } = await call.tx
    .updateTable('cluster')
    .set({ valid: sql<string>`daterange(lower(valid), ${on}::date)`, version: version + 1 })
    .where('unit_id', '=', unitId)
    .where('id', '=', clusterId)
    .where('version', '=', version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Problem('stale_version')
  await record(call, { action: 'cluster.ended', objectType: 'cluster', objectId: clusterId, unitId, after: { to: on } })
  return { ...cluster, to: on, version: version + 1 }
}

async function getCluster(call: Call, unitId: string, id: string, day: string): Promise<ClusterView> {
  const found = (await listClusters(call.tx, unitId, day)).find((cluster) => cluster.id === id)
  if (!found) throw new Problem('not_found', { reason: 'cluster' })
  return found
}
