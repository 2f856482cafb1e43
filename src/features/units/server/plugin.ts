import { sql } from 'kysely'
import { z } from 'zod'
import { asActor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/database.ts'
import type { Plugin } from '#platform/server/discover.ts'
import { requirePermission } from '#platform/server/serve.ts'
import { Day } from '#shared/contract.ts'
import { Problem } from '#shared/problem.ts'
import { getUnit } from '../contract.ts'
import { asCsv, asOrgOntology, type OrganisationChange, type OrganisationUnit } from '../organisation.ts'

const Query = z.object({ on: Day.optional() })

/** The organisation of a day as files for other systems. */
export const plugin: Plugin = async (app, services) => {
  const { db, clock, settings, actorOf } = services
  for (const format of ['jsonld', 'csv'] as const) {
    const summary = `Tổ chức vào một ngày, cho hệ thống khác (${format})`
    app.get(`/api/v1/organisation.${format}`, { config: { summary } }, async (request, reply) => {
      const actor = requirePermission(await actorOf(request), getUnit['~orpc'].meta.permission, clock.today())
      const asked = Query.safeParse(request.query)
      if (!asked.success) throw new Problem('invalid', { errors: [{ pointer: '/on', detail: 'wrong_day' }] })
      const on = asked.data.on ?? clock.today()
      const told = await asActor(db, actor, clock, 'read', async (tx) => ({
        on,
        units: await unitsOn(tx, on),
        changes: await changesUntil(tx, on),
      }))
      reply.header('content-disposition', `attachment; filename="to-chuc-${on}.${format}"`)
      if (format === 'csv') return reply.type('text/csv; charset=utf-8').send(asCsv(told.units))
      return reply.type('application/ld+json').send(JSON.stringify(asOrgOntology(told, settings.origin)))
    })
  }
}

async function unitsOn(tx: Tx, on: string): Promise<OrganisationUnit[]> {
  return tx
    .selectFrom('unit_version as v')
    .innerJoin('unit as u', 'u.id', 'v.unit_id')
    .innerJoin('unit_kind as k', 'k.code', 'v.kind')
    .select(['u.id', 'u.external_code as externalCode', 'k.level', 'v.kind', 'k.label_vi as kindLabel', 'v.name'])
    .select(['v.parent_id as parentId', sql<string>`lower(v.valid)::text`.as('validFrom')])
    .where(sql<boolean>`v.valid @> ${on}::date`)
    .orderBy('v.sort_order')
    .orderBy('u.id')
    .execute()
}

async function changesUntil(tx: Tx, on: string): Promise<OrganisationChange[]> {
  return tx
    .selectFrom('unit_lineage')
    .select(['id', 'kind', 'effective_on as on', 'from_unit_id as fromId', 'to_unit_id as toId'])
    .select('decision_number as decisionNumber')
    .where('effective_on', '<=', on)
    .orderBy('effective_on')
    .orderBy('id')
    .execute()
}
