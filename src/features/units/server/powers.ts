import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '#platform/server/database.ts'
import { levels } from '#shared/permission.ts'
import { bodyPowers } from '../authority.ts'
import type { UnitView } from '../contract.ts'
import { knownDecision } from './history.ts'

const Row = z.object({
  passed: z.boolean(),
  id: z.string(),
  slug: z.string().nullable(),
  name: z.string(),
  kind: z.string(),
  level: z.enum(levels),
  powers: z.array(z.enum(bodyPowers)),
  since: z.string(),
  decision_number: z.string().nullable(),
  decision_date: z.string().nullable(),
  decision_body: z.string().nullable(),
})

/**
 * What of a body's powers others hold today, and what it holds of others, each as recorded with its day. Whoever holds
 * powers is called as today, whoever had them as it was called last.
 */
export async function powersOf(tx: Tx, unitId: string, today: string): Promise<UnitView['powers']> {
  const { rows } = await sql`
    select s.from_unit_id = ${unitId} as passed, u.id, u.slug, v.name, v.kind, k.level, s.powers,
      lower(s.valid)::text as since, s.decision_number, s.decision_date::text as decision_date, s.decision_body
    from authority_succession s
    join unit u on u.id = case when s.from_unit_id = ${unitId} then s.to_unit_id else s.from_unit_id end
    join lateral (
      select * from unit_version where unit_id = u.id
      order by (valid @> ${today}::date) desc, (lower(valid) <= ${today}::date) desc, lower(valid) desc limit 1
    ) v on true
    join unit_kind k on k.code = v.kind
    where (s.from_unit_id = ${unitId} or s.to_unit_id = ${unitId}) and s.valid @> ${today}::date
    order by lower(s.valid), v.sort_order, v.name, u.id`.execute(tx)
  const held = z.array(Row).parse(rows)
  const side = (passed: boolean) =>
    held
      .filter((row) => row.passed === passed)
      .map(({ id, slug, name, kind, level, powers, since, ...row }) => ({
        unit: { id, slug, name, kind, level },
        powers,
        since,
        decision: knownDecision(row),
      }))
  return { passedTo: side(true), heldFor: side(false) }
}
