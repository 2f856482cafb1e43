import type { Tx } from '#platform/server/database.ts'
import { type Call, requirePerson } from '#platform/server/serve.ts'

type StepOf = { request_id: string } | { breach_id: string }
type Step = { id: string; at: string; by: string; byId: string; note: string }

/** What was done, in order, for each request or breach. */
export async function stepsOf(
  tx: Tx,
  kind: 'request_id' | 'breach_id',
  ids: readonly string[],
): Promise<Map<string, Step[]>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('data_step as s')
    .innerJoin('person as p', 'p.id', 's.person_id')
    .select(['s.id', 's.at', 's.note', 'p.name as by', 's.person_id as byId', 's.request_id', 's.breach_id'])
    .where(`s.${kind}`, 'in', [...ids])
    .orderBy('s.at')
    .orderBy('s.id')
    .execute()
  const steps = new Map<string, Step[]>()
  for (const { id, at, by, byId, note, ...of } of rows) {
    const key = of[kind] ?? ''
    steps.set(key, [...(steps.get(key) ?? []), { id, at: at.toISOString(), by, byId, note }])
  }
  return steps
}

export async function addStep(call: Call, of: StepOf & { unitId: string; id: string; note: string }): Promise<void> {
  const { unitId, id, note, ...what } = of
  await call.tx
    .insertInto('data_step')
    .values({ unit_id: unitId, id, ...what, at: call.now, person_id: requirePerson(call), note })
    .execute()
}
