import { expect } from 'vitest'
import { blankPlan } from '#features/reorganisations/blankPlan.ts'
import type { Operation } from '#features/reorganisations/plan.ts'
import { newId } from '#platform/server/id.ts'
import { type Answer, type Caller, type TestApp, textOf } from './database.ts'
import { personId, seedPeople, unitId } from './people.ts'

/** Plans as an organiser of the province drafts them and its secretary approves them, over HTTP. */

export const effective = '2026-03-01'
const paper = { on: effective, decision: null }
const province = unitId('vinh-long')

/** Changes of `effective` are put on the plan's day; those of another day keep it. */
export const contentOf = (operations: Operation[], day = effective) => ({
  ...blankPlan,
  effective: day,
  operations: operations.map((one) => ({ ...one, on: one.on === effective ? day : one.on })),
})

export const take = (caller: Caller, id: string, step: string, version: number): Promise<Answer> =>
  caller.post(`/reorganisations/${id}/${step}`, { version })
/** A refusal as people meet it. */
export const told = ({ status, body }: Answer) => [status, body['reason'], body['detail']]

export type Planners = {
  drafter: Caller
  leader: Caller
  drafted(operations: Operation[], day?: string): Promise<string>
  approved(operations: Operation[], day?: string): Promise<string>
  /** The answer to the check of a plan; whatever it says, nothing of the organisation may be another. */
  checked(operations: Operation[], day?: string): Promise<Answer>
  /** Of every row of every table of the organisation, its text: the same digest, the same organisation. */
  organisation(): Promise<string>
}

export async function seedPlanners(app: TestApp): Promise<Planners> {
  await seedPeople(app)
  await app.db
    .insertInto('position')
    .values({
      id: newId(),
      person_id: personId('bithu.bentre'),
      unit_id: province,
      role: 'secretary',
      title: 'Bí thư Tỉnh ủy',
      valid: '[2025-07-01,)',
    })
    .execute()
  const drafter = await app.signedIn('tochuc.bentre')
  const leader = await app.signedIn('bithu.bentre')

  async function drafted(operations: Operation[], day = effective): Promise<string> {
    const id = newId()
    const content = contentOf(operations, day)
    const answer = await drafter.post('/reorganisations', { id, unitId: province, title: `Phương án ${id}`, content })
    expect(answer.status).toBe(201)
    return id
  }
  async function approved(operations: Operation[], day = effective): Promise<string> {
    const id = await drafted(operations, day)
    expect((await take(drafter, id, 'check', 1)).body).toMatchObject({ state: 'checked' })
    expect((await take(leader, id, 'approve', 2)).body).toMatchObject({ state: 'approved' })
    return id
  }
  async function organisation(): Promise<string> {
    const tables = ['unit', 'unit_version', 'unit_lineage', 'unit_closure', 'position', 'committee_term']
    const digests = [...tables, 'authority_succession'].map(
      (table) => `(select coalesce(md5(string_agg(t::text, ',' order by t::text)), '') from ${table} t)`,
    )
    const { rows } = await app.pool.query<{ digest: string }>(`select md5(${digests.join(' || ')}) as digest`)
    return rows[0]?.digest ?? ''
  }
  async function checked(operations: Operation[], day = effective): Promise<Answer> {
    const before = await organisation()
    const id = await drafted(operations, day)
    const answer = await take(drafter, id, 'check', 1)
    expect(await organisation()).toBe(before)
    expect((await drafter.get(`/reorganisations/${id}`)).body).toMatchObject({ state: 'draft', version: 1 })
    const { refusals } = (await drafter.get(`/reorganisations/${id}/preview`)).body
    expect([...(refusals ?? [])].map((one) => textOf(one['why']))).toContain(answer.body['reason'])
    return answer
  }
  return { drafter, leader, drafted, approved, checked, organisation }
}

export const create = (name: string, parentId: string | null = province, kind = 'commune'): Operation => ({
  do: 'create',
  unitId: name,
  name,
  kind,
  parentId,
  ...paper,
})
export const move = (slug: string, parentId: string | null): Operation => ({
  do: 'move',
  unitId: unitId(slug),
  parentId,
  ...paper,
})
export const rename = (slug: string, name: string): Operation => ({
  do: 'rename',
  unitId: unitId(slug),
  name,
  ...paper,
})
export const merge = (unitIds: string[], intoId: string): Operation => ({ do: 'merge', unitIds, intoId, ...paper })
