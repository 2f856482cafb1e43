import { readdir, readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { z } from 'zod'
import { grants } from '#shared/permission.ts'
import { Problem } from '#shared/problem.ts'
import type { Tx } from '#platform/server/database.ts'
import type { Call } from '#platform/server/serve.ts'
import { type ProgrammeView, writeProgrammes } from '../contract.ts'
import { settingsNotEntered } from '../programme.ts'
import { readProgrammeFile } from '../programmeFile.ts'
import { chainPeriodSchema, settingsSchema } from '../programmeSchema.ts'

const Row = z.object({
  id: z.string(),
  version: z.number(),
  code: z.string(),
  name: z.string(),
  planNumber: z.string().nullable(),
  planDate: z.string().nullable(),
  planIssuer: z.string().nullable(),
  fromYear: z.number(),
  toYear: z.number(),
  settings: settingsSchema,
  chain: z.array(chainPeriodSchema),
})

function rows(tx: Tx) {
  return tx
    .selectFrom('programme')
    .select(['id', 'version', 'code', 'name', 'settings', 'chain'])
    .select(['plan_number as planNumber', 'plan_date as planDate', 'plan_issuer as planIssuer'])
    .select([
      sql<number>`extract(year from lower(term))::int`.as('fromYear'),
      sql<number>`extract(year from upper(term) - 1)::int`.as('toYear'),
    ])
}

export type Programme = Omit<ProgrammeView, 'allowedActions'>

/** A programme with the criteria it uses; other features read its chain and settings by here. */
export async function getProgramme(tx: Tx, programmeId: string): Promise<Programme> {
  const row = await rows(tx).where('id', '=', programmeId).executeTakeFirst()
  if (!row) throw new Problem('not_found', { reason: 'programme' })
  const [programme] = await withRuleSets(tx, [Row.parse(row)])
  if (!programme) throw new Problem('not_found', { reason: 'programme' })
  return programme
}

/** Keyset by code: `cursor` is the last one seen. */
export async function listProgrammes(tx: Tx, { cursor, limit }: { cursor?: string | undefined; limit: number }) {
  let found = rows(tx)
    .orderBy('code')
    .limit(limit + 1)
  if (cursor !== undefined) found = found.where('code', '>', cursor)
  const all = z.array(Row).parse(await found.execute())
  const page = await withRuleSets(tx, all.slice(0, limit))
  return {
    items: page.map(({ id, code, name, plan, term, ruleSets, notEntered }) => ({
      id,
      code,
      name,
      plan,
      term,
      ruleSets,
      notEntered,
    })),
    next: all.length > limit ? (page.at(-1)?.code ?? null) : null,
  }
}

async function withRuleSets(tx: Tx, found: z.infer<typeof Row>[]): Promise<Programme[]> {
  if (found.length === 0) return []
  const used = await tx
    .selectFrom('programme_rule_set as u')
    .innerJoin('rule_set as r', 'r.id', 'u.rule_set_id')
    .select([
      'u.programme_id as programmeId',
      'r.id as ruleSetId',
      'r.code',
      'r.revision',
      'r.title',
      'r.demonstration',
    ])
    .select([
      sql<string>`lower(u.valid)::text`.as('validFrom'),
      sql<string | null>`(upper(u.valid) - 1)::text`.as('validTo'),
    ])
    .where(
      'u.programme_id',
      'in',
      found.map(({ id }) => id),
    )
    .orderBy(sql`lower(u.valid)`)
    .execute()
  return found.map(({ planNumber, planDate, planIssuer, fromYear, toYear, ...row }) => ({
    ...row,
    plan: planNumber === null ? null : { number: planNumber, date: planDate, issuer: planIssuer ?? '' },
    term: { fromYear, toYear },
    ruleSets: used
      .filter(({ programmeId }) => programmeId === row.id)
      .map(({ ruleSetId, code, revision, title, demonstration, validFrom, validTo }) => ({
        ruleSetId,
        code,
        revision,
        title,
        demonstration,
        validFrom,
        validTo,
      })),
    notEntered: settingsNotEntered(row.settings),
  }))
}

export async function showProgramme(call: Call, programmeId: string): Promise<ProgrammeView> {
  const programme = await getProgramme(call.tx, programmeId)
  const mayWrite = call.actor.personId !== null && grants(writeProgrammes, call.actor.positions, true, call.today)
  return { ...programme, allowedActions: mayWrite ? ['change'] : [] }
}

const catalogue = new URL('../../../../catalogue/programmes/', import.meta.url)

/** The programmes that come with the product. */
export async function readShippedProgrammes() {
  const names = (await readdir(catalogue)).filter((name) => name.endsWith('.json')).sort()
  return Promise.all(
    names.map(async (name) => {
      const read = readProgrammeFile(await readFile(new URL(name, catalogue), 'utf8'))
      if (!read.ok) throw new Error(`${name}: ${JSON.stringify(read.problems)}`)
      return read.value
    }),
  )
}
