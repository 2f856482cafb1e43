import { sql } from 'kysely'
import { Problem } from '#shared/problem.ts'
import type { Tx } from '#platform/server/database.ts'

export type ProgrammeTerm = { id: string; code: string; name: string; fromYear: number; toYear: number }

const terms = (tx: Tx) =>
  tx
    .selectFrom('programme')
    .select(['id', 'code', 'name'])
    .select([
      sql<number>`extract(year from lower(term))::int`.as('fromYear'),
      sql<number>`extract(year from coalesce(upper(term) - 1, date '2100-12-31'))::int`.as('toYear'),
    ])

/** The programme asked for, else the one whose term holds the day, else the last begun before it, else the first. */
export async function findProgrammeOn(tx: Tx, day: string, code?: string): Promise<ProgrammeTerm | undefined> {
  return terms(tx)
    .$if(code !== undefined, (query) => query.where('code', '=', code ?? ''))
    .orderBy(sql`term @> ${day}::date`, 'desc')
    .orderBy(sql`lower(term) <= ${day}::date`, 'desc')
    .orderBy(sql`case when lower(term) <= ${day}::date then lower(term) end`, (order) => order.desc().nullsLast())
    .orderBy(sql`lower(term)`)
    .limit(1)
    .executeTakeFirst()
}

/** The latest begun first. */
export async function listProgrammeTerms(tx: Tx): Promise<ProgrammeTerm[]> {
  return terms(tx).orderBy(sql`lower(term)`, 'desc').orderBy('code').execute()
}

export async function getProgrammeOn(tx: Tx, day: string, code?: string): Promise<ProgrammeTerm> {
  const programme = await findProgrammeOn(tx, day, code)
  if (!programme) throw new Problem('not_found', { reason: 'programme' })
  return programme
}

export async function getProgrammeTerm(tx: Tx, programmeId: string): Promise<ProgrammeTerm> {
  const programme = await terms(tx).where('id', '=', programmeId).executeTakeFirst()
  if (!programme) throw new Problem('not_found', { reason: 'programme' })
  return programme
}
