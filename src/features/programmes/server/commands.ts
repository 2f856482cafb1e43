import { sql } from 'kysely'
import { addDays } from '#shared/format.ts'
import type { FieldError } from '#shared/fieldError.ts'
import { type Language, Problem } from '#shared/problem.ts'
import { holdRevision } from '#features/rule-sets/server/queries.ts'
import type { Tx } from '#platform/server/database.ts'
import { record } from '#platform/server/journal.ts'
import { type Call, requirePerson } from '#platform/server/serve.ts'
import { en, vi } from '../messages.ts'
import { checkProgramme, type ProgrammeContent, type ProgrammeRuleSet } from '../programme.ts'
import { refusals } from '../refusals.ts'
import { getProgramme } from './queries.ts'

function columnsOf({ code, name, plan, term, settings, chain }: ProgrammeContent) {
  return {
    code,
    name,
    term: sql<string>`daterange(make_date(${term.fromYear}::int, 1, 1), make_date(${term.toYear + 1}::int, 1, 1))`,
    plan_number: plan?.number ?? null,
    plan_date: plan?.date ?? null,
    plan_issuer: plan?.issuer ?? null,
    settings: JSON.stringify(settings),
    chain: JSON.stringify(chain),
  }
}

/** A programme is kept only when every day has its bodies and at most one criteria set, and every set is published. */
function requireSound(content: ProgrammeContent, language: Language): void {
  const problems = checkProgramme(content)
  if (problems.length === 0) return
  const words = language === 'en' ? en : vi
  const errors = problems.map(({ code, path }) => ({ pointer: `/content${path}`, detail: words.problem[code] }))
  throw new Problem('invalid', { reason: 'programme', detail: refusals.content, errors, data: { problems } })
}

/** The set behind each code and revision a programme names: published, and in force on every day it is used. */
async function ruleSetIds(tx: Tx, { ruleSets }: ProgrammeContent, language: Language): Promise<string[]> {
  const ids: string[] = []
  const errors: FieldError[] = []
  for (const [index, used] of ruleSets.entries()) {
    const row = await holdRevision(tx, used.code, used.revision)
    const refusal =
      !row || row.publishedAt === null ? refusals.ruleSet : isWithin(used, row) ? null : refusals.outOfForce
    if (refusal) errors.push({ pointer: `/content/ruleSets/${index}`, detail: refusal[language] })
    else if (row) ids.push(row.id)
  }
  if (errors.length > 0) throw new Problem('invalid', { reason: 'rule_set', errors })
  return ids
}

/** Whether a set is used only on days on which it is in force. */
function isWithin(used: ProgrammeRuleSet, set: { effectiveFrom: string; effectiveTo: string | null }): boolean {
  if (used.validFrom < set.effectiveFrom) return false
  return set.effectiveTo === null || (used.validTo !== null && used.validTo <= set.effectiveTo)
}

async function placeRuleSets(tx: Tx, programmeId: string, content: ProgrammeContent, ids: readonly string[]) {
  await tx.deleteFrom('programme_rule_set').where('programme_id', '=', programmeId).execute()
  const values = content.ruleSets.flatMap(({ validFrom, validTo }, index) => {
    const until = validTo === null ? null : addDays(validTo, 1)
    const ruleSetId = ids[index]
    return ruleSetId === undefined
      ? []
      : [
          {
            programme_id: programmeId,
            rule_set_id: ruleSetId,
            valid: sql<string>`daterange(${validFrom}::date, ${until}::date)`,
          },
        ]
  })
  if (values.length > 0) await tx.insertInto('programme_rule_set').values(values).execute()
}

async function note(call: Call, verb: string, programmeId: string, before: unknown, after: unknown): Promise<void> {
  const unitId = call.actor.positions.find(({ level }) => level === 'province')?.unitId ?? null
  await record(call, {
    action: `programme.${verb}`,
    objectType: 'programme',
    objectId: programmeId,
    unitId,
    ...(before === undefined ? {} : { before }),
    after,
  })
}

/** Keeps a programme as it is given: for commands, and for the demonstration, where nobody presses a button. */
export async function placeProgramme(
  tx: Tx,
  id: string,
  content: ProgrammeContent,
  language: Language = 'vi',
): Promise<void> {
  requireSound(content, language)
  const ids = await ruleSetIds(tx, content, language)
  await tx
    .insertInto('programme')
    .values({ id, ...columnsOf(content) })
    .execute()
  await placeRuleSets(tx, id, content, ids)
}

export async function createProgramme(call: Call, id: string, content: ProgrammeContent): Promise<void> {
  requirePerson(call)
  await placeProgramme(call.tx, id, content, call.language)
  await note(call, 'created', id, undefined, content)
}

export async function changeProgramme(call: Call, programmeId: string, version: number, content: ProgrammeContent) {
  requirePerson(call)
  requireSound(content, call.language)
  const before = await getProgramme(call.tx, programmeId)
  const ids = await ruleSetIds(call.tx, content, call.language)
  const done = await call.tx
    .updateTable('programme')
    .set({ ...columnsOf(content), version: version + 1 })
    .where('id', '=', programmeId)
    .where('version', '=', version)
    .executeTakeFirst()
  if (done.numUpdatedRows === 0n) throw new Problem('stale_version')
  await placeRuleSets(call.tx, programmeId, content, ids)
  await note(call, 'changed', programmeId, before, content)
}
