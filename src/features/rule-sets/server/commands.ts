import { sql } from 'kysely'
import { addDays } from '#shared/format.ts'
import { Problem } from '#shared/problem.ts'
import type { Tx } from '#platform/server/database.ts'
import { hashOf } from '#platform/server/id.ts'
import { record } from '#platform/server/journal.ts'
import { type Call, requirePerson } from '#platform/server/serve.ts'
import { publicationObstacles } from '../check.ts'
import { en, vi } from '../checkMessages.ts'
import type { FileReport } from '../contract.ts'
import { checkRuleSet } from '../check.ts'
import { refusals } from '../refusals.ts'
import {
  copyToNewRevision,
  retirementRefusal,
  type RuleSetAction,
  type RuleSetContent,
  ruleSetWorkflow,
} from '../ruleSet.ts'
import { readRuleSetFile } from '../ruleSetFile.ts'
import { getRuleSetRow, latestRevision, partsIn, type RuleSetRow } from './queries.ts'

/** The columns that repeat parts of the content, so that it can be searched and constrained. */
function columnsOf(content: RuleSetContent) {
  const end = content.effectiveTo === null ? null : addDays(content.effectiveTo, 1)
  return {
    code: content.code,
    purpose: content.purpose,
    title: content.title.vi,
    demonstration: content.demonstration,
    legal_number: content.legal?.number ?? null,
    legal_date: content.legal?.date ?? null,
    legal_issuer: content.legal?.issuer ?? null,
    effective: sql<string>`daterange(${content.effectiveFrom}::date, ${end}::date)`,
    content: JSON.stringify(content),
  }
}

/** A range that runs backwards is told at the door: the database holds no such thing even in a draft. */
function requireRange({ language }: Call, { effectiveFrom, effectiveTo }: RuleSetContent): void {
  if (effectiveTo === null || effectiveTo >= effectiveFrom) return
  throw new Problem('invalid', {
    reason: 'range_reversed',
    detail: refusals.rangeReversed,
    errors: [{ pointer: '/content/effectiveTo', detail: refusals.rangeReversed[language] }],
  })
}

async function insertDraft(call: Call, id: string, revision: number, content: RuleSetContent): Promise<void> {
  const personId = requirePerson(call)
  requireRange(call, content)
  const open = await call.tx
    .selectFrom('rule_set')
    .select('id')
    .where('code', '=', content.code)
    .where('status', '=', 'draft')
    .executeTakeFirst()
  if (open)
    throw new Problem('conflict', { reason: 'draft_open', detail: refusals.draftOpen, data: { ruleSetId: open.id } })
  await call.tx
    .insertInto('rule_set')
    .values({ id, revision, drafted_by: personId, ...columnsOf(content) })
    .execute()
  await noteDrafter(call, id)
}

async function noteDrafter(call: Call, ruleSetId: string): Promise<void> {
  await call.tx
    .insertInto('rule_set_drafter')
    .values({ rule_set_id: ruleSetId, person_id: requirePerson(call) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Criteria belong to the whole province: the journal keeps them under its unit. */
async function note(call: Call, verb: string, ruleSetId: string, more: { before?: unknown; after?: unknown } = {}) {
  const unitId = call.actor.positions.find(({ level }) => level === 'province')?.unitId ?? null
  await record(call, { action: `rule_set.${verb}`, objectType: 'rule_set', objectId: ruleSetId, unitId, ...more })
}

export async function draftRuleSet(call: Call, id: string, content: RuleSetContent): Promise<void> {
  if ((await latestRevision(call.tx, content.code)) > 0) {
    throw new Problem('conflict', { reason: 'code_taken', detail: refusals.codeTaken })
  }
  await insertDraft(call, id, 1, content)
  await note(call, 'drafted', id, { after: content })
}

export async function copyRuleSet(call: Call, sourceId: string, id: string, effectiveFrom: string): Promise<void> {
  const source = await getRuleSetRow(call.tx, sourceId)
  const copy = copyToNewRevision(source, await latestRevision(call.tx, source.code), effectiveFrom)
  await insertDraft(call, id, copy.revision, copy.content)
  await note(call, 'copied', id, { before: { ruleSetId: sourceId, revision: source.revision } })
}

/** What a file would become, without keeping anything. */
export async function reportOnFile(tx: Tx, text: string): Promise<FileReport> {
  const read = readRuleSetFile(text)
  if (!read.ok) return { ok: false, faults: read.problems, problems: [], content: null, revision: null }
  const revision = (await latestRevision(tx, read.value.code)) + 1
  return { ok: true, faults: [], problems: checkRuleSet(read.value), content: read.value, revision }
}

export async function importRuleSet(call: Call, id: string, text: string): Promise<void> {
  const { content, revision, faults } = await reportOnFile(call.tx, text)
  if (content === null || revision === null) {
    const words = call.language === 'en' ? en : vi
    const errors = faults.map(({ path, line, fault }) => ({
      pointer: path,
      detail: `${words.atLine(line)}: ${words.faults[fault]}`,
    }))
    throw new Problem('invalid', { reason: 'file', detail: refusals.file, errors, data: { faults } })
  }
  await insertDraft(call, id, revision, content)
  await note(call, 'imported', id, { after: content })
}

/** Loads a set for a step, refuses what its state or the person's part does not allow, and locks it. */
async function takeStep(
  call: Call,
  ruleSetId: string,
  action: RuleSetAction,
): Promise<{ row: RuleSetRow; to: string }> {
  requirePerson(call)
  await call.tx.selectFrom('rule_set').select('id').where('id', '=', ruleSetId).forUpdate().execute()
  const row = await getRuleSetRow(call.tx, ruleSetId)
  const decision = ruleSetWorkflow.decide(row.status, action, await partsIn(call, ruleSetId))
  if (decision.ok) return { row, to: decision.to }
  if (decision.refusal === 'not_allowed_now') {
    throw new Problem('not_allowed_now', { reason: `rule_set_${row.status}`, detail: refusals.state[row.status] })
  }
  const own = action === 'publish'
  throw new Problem('forbidden', {
    reason: own ? 'second_person' : 'drafter_only',
    detail: own ? refusals.secondPerson : refusals.drafterOnly,
  })
}

type Changes = Partial<ReturnType<typeof columnsOf>> & {
  status?: string
  content_hash?: string
  published_at?: Date
  published_by?: string
}

async function save(call: Call, { id }: RuleSetRow, version: number, changes: Changes): Promise<void> {
  const done = await call.tx
    .updateTable('rule_set')
    .set({ ...changes, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (done.numUpdatedRows === 0n) throw new Problem('stale_version')
}

export async function changeRuleSet(call: Call, ruleSetId: string, version: number, content: RuleSetContent) {
  const { row } = await takeStep(call, ruleSetId, 'change')
  requireRange(call, content)
  if (content.code !== row.code && row.revision > 1) {
    throw new Problem('invalid', {
      reason: 'code_fixed',
      detail: refusals.codeFixed,
      errors: [{ pointer: '/content/code', detail: refusals.codeFixed[call.language] }],
    })
  }
  if (content.code !== row.code && (await latestRevision(call.tx, content.code)) > 0) {
    throw new Problem('conflict', { reason: 'code_taken', detail: refusals.codeTaken })
  }
  await save(call, row, version, columnsOf(content))
  await noteDrafter(call, ruleSetId)
  await note(call, 'changed', ruleSetId, { before: row.content, after: content })
}

export async function publishRuleSet(call: Call, ruleSetId: string, version: number, confirmed: boolean) {
  const { row, to } = await takeStep(call, ruleSetId, 'publish')
  const problems = publicationObstacles(row.content, confirmed)
  if (problems.length > 0) {
    throw new Problem('obstacles', { reason: 'publication', detail: refusals.publication, data: { problems } })
  }
  const contentHash = hashOf(row.content)
  await save(call, row, version, {
    status: to,
    content_hash: contentHash,
    published_at: call.now,
    published_by: requirePerson(call),
  })
  await note(call, 'published', ruleSetId, { after: { contentHash, confirmed } })
}

export async function discardRuleSet(call: Call, ruleSetId: string, version: number) {
  const { row, to } = await takeStep(call, ruleSetId, 'discard')
  await save(call, row, version, { status: to, content_hash: hashOf(row.content) })
  await note(call, 'discarded', ruleSetId)
}

export async function retireRuleSet(call: Call, ruleSetId: string, version: number, lastDay: string) {
  const { row, to } = await takeStep(call, ruleSetId, 'retire')
  const refusal = retirementRefusal(row, lastDay)
  if (refusal) {
    throw new Problem('invalid', {
      reason: refusal,
      detail: refusals[refusal],
      errors: [{ pointer: '/lastDay', detail: refusals[refusal][call.language] }],
    })
  }
  const users = await programmesAfter(call.tx, ruleSetId, lastDay)
  if (users.length > 0) {
    throw new Problem('obstacles', {
      reason: 'used_after',
      detail: refusals.usedAfter(users),
      data: { programmes: users },
    })
  }
  const effective = sql<string>`daterange(${row.effectiveFrom}::date, ${addDays(lastDay, 1)}::date)`
  await save(call, row, version, { status: to, effective })
  await note(call, 'retired', ruleSetId, { after: { lastDay } })
}

/** Programmes that would go on using a set after its last day. */
async function programmesAfter(tx: Tx, ruleSetId: string, lastDay: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('programme_rule_set as u')
    .innerJoin('programme as p', 'p.id', 'u.programme_id')
    .select('p.name')
    .where('u.rule_set_id', '=', ruleSetId)
    .where(sql<boolean>`u.valid && daterange(${addDays(lastDay, 1)}::date, null)`)
    .execute()
  return rows.map(({ name }) => name)
}

/** Puts a set in force without anybody's hand: for the demonstration and for tests, where people are invented. */
export async function placePublished(
  tx: Tx,
  set: { id: string; revision: number; content: RuleSetContent; publishedAt: Date },
): Promise<void> {
  const { id, revision, content, publishedAt } = set
  const hash = hashOf(content)
  await tx
    .insertInto('rule_set')
    .values({ id, revision, status: 'published', content_hash: hash, published_at: publishedAt, ...columnsOf(content) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
