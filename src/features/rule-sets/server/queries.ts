import { readdir, readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { z } from 'zod'
import { grants } from '#shared/permission.ts'
import { Problem } from '#shared/problem.ts'
import { refuseAlone } from '#shared/twoPersons.ts'
import type { Tx } from '#platform/server/database.ts'
import type { Call } from '#platform/server/serve.ts'
import { checkRuleSet } from '../check.ts'
import { type RuleSetSummary, type RuleSetView, writeRuleSets } from '../contract.ts'
import { differences } from '../difference.ts'
import { isLeaf } from '../item.ts'
import { chooseRuleSet, noticesOf, purposes, type RuleSetPart, ruleSetStates, ruleSetWorkflow } from '../ruleSet.ts'
import { readRuleSetFile, writeRuleSetFile } from '../ruleSetFile.ts'
import { ruleSetContentSchema } from '../ruleSetSchema.ts'

const Row = z.object({
  id: z.string(),
  code: z.string(),
  revision: z.number(),
  purpose: z.enum(purposes),
  status: z.enum(ruleSetStates),
  content: ruleSetContentSchema,
  contentHash: z.string().nullable(),
  effectiveFrom: z.string(),
  effectiveTo: z.string().nullable(),
  publishedAt: z.date().nullable(),
  publishedBy: z.string().nullable(),
  publishedById: z.string().nullable(),
  version: z.number(),
})
export type RuleSetRow = z.infer<typeof Row>

function rows(tx: Tx) {
  return tx
    .selectFrom('rule_set as r')
    .leftJoin('person as publisher', 'publisher.id', 'r.published_by')
    .select(['r.id', 'r.code', 'r.revision', 'r.purpose', 'r.status', 'r.content', 'r.version'])
    .select(['r.content_hash as contentHash', 'r.published_at as publishedAt', 'publisher.name as publishedBy'])
    .select('r.published_by as publishedById')
    .select([
      sql<string>`lower(r.effective)::text`.as('effectiveFrom'),
      sql<string | null>`(upper(r.effective) - 1)::text`.as('effectiveTo'),
    ])
}

/** Keyset by code and revision, newest revision first: `cursor` is the last one seen. */
export async function listRuleSetRows(
  tx: Tx,
  {
    cursor,
    limit,
    purpose,
    status,
  }: { cursor?: string | undefined; limit: number; purpose?: string | undefined; status?: string | undefined },
) {
  const [code, revision] = cursor?.split('/') ?? []
  if (cursor !== undefined && !(code && /^\d{1,9}$/.test(revision ?? ''))) {
    throw new Problem('invalid', { errors: [{ pointer: '/cursor', detail: 'cursor' }] })
  }
  let found = rows(tx)
    .orderBy('r.code')
    .orderBy('r.revision', 'desc')
    .limit(limit + 1)
  if (code) found = found.where(sql<boolean>`(r.code, -r.revision) > (${code}, ${-Number(revision)})`)
  if (purpose) found = found.where('r.purpose', '=', purpose)
  if (status) found = found.where('r.status', '=', status)
  const all = z.array(Row).parse(await found.execute())
  const page = all.slice(0, limit)
  const last = page.at(-1)
  return { items: page.map(summaryOf), next: all.length > limit && last ? `${last.code}/${last.revision}` : null }
}

function summaryOf(row: RuleSetRow): RuleSetSummary {
  const { content } = row
  const count = (kind: string) => content.items.filter((item) => item.kind === kind).length
  return {
    id: row.id,
    code: row.code,
    revision: row.revision,
    purpose: row.purpose,
    status: row.status,
    title: content.title,
    legal: content.legal,
    effectiveFrom: row.effectiveFrom,
    effectiveTo: row.effectiveTo,
    demonstration: content.demonstration,
    counts: {
      standards: count('standard'),
      conditions: count('condition'),
      criteria: content.items.filter(isLeaf).length,
    },
    notices: noticesOf(content),
    publishedAt: row.publishedAt?.toISOString() ?? null,
    version: row.version,
  }
}

/** A set by id, whatever its state; other features read the content they are to judge by here. */
export async function getRuleSetRow(tx: Tx, ruleSetId: string): Promise<RuleSetRow> {
  const row = await rows(tx).where('r.id', '=', ruleSetId).executeTakeFirst()
  if (!row) throw new Problem('not_found', { reason: 'rule_set' })
  return Row.parse(row)
}

/**
 * A revision by its code and number, held until the transaction ends: whoever ties something to it knows that it is not
 * being retired meanwhile.
 */
export async function holdRevision(tx: Tx, code: string, revision: number): Promise<RuleSetRow | undefined> {
  const held = await tx
    .selectFrom('rule_set')
    .select('id')
    .where('code', '=', code)
    .where('revision', '=', revision)
    .forShare()
    .executeTakeFirst()
  return held && getRuleSetRow(tx, held.id)
}

/** Which revision of a code holds on the day of an event. */
export async function idInForce(tx: Tx, code: string, on: string): Promise<string> {
  const found = z.array(Row).parse(await rows(tx).where('r.code', '=', code).execute())
  const revisions = found.map(({ publishedAt, ...row }) => ({
    ...row,
    publishedAt: publishedAt?.toISOString() ?? null,
  }))
  const chosen = chooseRuleSet(revisions, on)
  if (!chosen) throw new Problem('not_found', { reason: 'rule_set_in_force' })
  return chosen.id
}

/** Every revision that was ever published, of a purpose or of one code of it: for choosing the one in force on a day. */
export async function listPublishedSets(
  tx: Tx,
  purpose: (typeof purposes)[number],
  code?: string,
): Promise<DatedSet[]> {
  const found = await rows(tx)
    .where('r.purpose', '=', purpose)
    .where('r.status', '<>', 'draft')
    .$if(code !== undefined, (query) => query.where('r.code', '=', code ?? ''))
    .execute()
  return z
    .array(Row)
    .parse(found)
    .map(({ publishedAt, ...row }) => ({ ...row, publishedAt: publishedAt?.toISOString() ?? null }))
}
type DatedSet = Omit<RuleSetRow, 'publishedAt'> & { publishedAt: string | null }

/** The highest revision of a code; 0 where there is none. */
export async function latestRevision(tx: Tx, code: string): Promise<number> {
  const row = await tx
    .selectFrom('rule_set')
    .select(({ fn }) => fn.max('revision').as('latest'))
    .where('code', '=', code)
    .executeTakeFirst()
  return row?.latest ?? 0
}

async function drafterRows(tx: Tx, ruleSetId: string) {
  return tx
    .selectFrom('rule_set_drafter as d')
    .innerJoin('person as p', 'p.id', 'd.person_id')
    .select(['p.id', 'p.name'])
    .where('d.rule_set_id', '=', ruleSetId)
    .orderBy('p.name')
    .execute()
}

/** The part somebody has in a set's life: none without the right to write sets. */
export async function partsIn(call: Call, ruleSetId: string): Promise<RuleSetPart[]> {
  const { actor, tx, today } = call
  if (actor.personId === null || !grants(writeRuleSets, actor.positions, true, today)) return []
  const drafters = await drafterRows(tx, ruleSetId)
  return refuseAlone(
    actor.personId,
    drafters.map(({ id }) => id),
  ) === null
    ? ['organiser']
    : ['drafter']
}

export async function showRuleSet(call: Call, ruleSetId: string): Promise<RuleSetView> {
  const row = await getRuleSetRow(call.tx, ruleSetId)
  const parts = await partsIn(call, ruleSetId)
  const drafters = await drafterRows(call.tx, ruleSetId)
  const previous = await findRevisionBefore(call.tx, row)
  return {
    ...summaryOf(row),
    content: row.content,
    contentHash: row.contentHash,
    drafters: drafters.map(({ id, name }) => ({ id, name })),
    publishedBy: row.publishedBy,
    publishedById: row.publishedById,
    allowedActions: ruleSetWorkflow.allowedActions(row.status, parts),
    problems: checkRuleSet(row.content),
    previous: previous ? { id: previous.id, revision: previous.revision } : null,
    differences: previous ? differences(previous.content, row.content) : [],
  }
}

/** The revision published before this one; drafts put aside are passed over. */
async function findRevisionBefore(tx: Tx, { code, revision }: RuleSetRow): Promise<RuleSetRow | undefined> {
  const row = await rows(tx)
    .where('r.code', '=', code)
    .where('r.revision', '<', revision)
    .where('r.published_at', 'is not', null)
    .orderBy('r.revision', 'desc')
    .executeTakeFirst()
  return row && Row.parse(row)
}

export async function exportFile(tx: Tx, ruleSetId: string): Promise<{ fileName: string; text: string }> {
  const { code, revision, content } = await getRuleSetRow(tx, ruleSetId)
  return { fileName: `${code}-${revision}.json`, text: writeRuleSetFile(content) }
}

const catalogue = new URL('../../../../catalogue/rule-sets/', import.meta.url)

/** The sets that come with the product, as files. */
export async function readShippedRuleSets() {
  const names = (await readdir(catalogue)).filter((name) => name.endsWith('.json')).sort()
  return Promise.all(
    names.map(async (fileName) => {
      const text = await readFile(new URL(fileName, catalogue), 'utf8')
      const read = readRuleSetFile(text)
      if (!read.ok) throw new Error(`${fileName}: ${JSON.stringify(read.problems)}`)
      return { fileName, text, content: read.value }
    }),
  )
}
