import { Problem } from '#shared/problem.ts'
import type { Call } from '#platform/server/serve.ts'
import type { JournalQuery } from '../contract.ts'
import { changesBetween, deedWords } from '../story.ts'

/** Row-level security shows the entries of the reader's units; an object elsewhere has an empty story. */
export async function listJournal({ tx, language }: Call, { objectType, objectId, limit, cursor }: JournalQuery) {
  if (cursor !== undefined && !/^\d{1,15}$/u.test(cursor)) throw new Problem('invalid', { reason: 'cursor' })
  let entries = tx
    .selectFrom('journal as j')
    .leftJoin('person as p', 'p.id', 'j.person_id')
    .select(['j.id', 'j.at', 'j.action', 'j.before', 'j.after', 'p.name as who', 'j.person_id as whoId'])
    .where('j.object_type', '=', objectType)
    .where('j.object_id', '=', objectId)
    .where('j.action', '!=', 'records.locked')
    .orderBy('j.id', 'desc')
    .limit(limit + 1)
  if (cursor !== undefined) entries = entries.where('j.id', '<', Number(cursor))
  const rows = await entries.execute()
  const items = rows.slice(0, limit).map(({ id, at, action, before, after, who, whoId }) => ({
    id: String(id),
    at: at.toISOString(),
    who,
    whoId,
    action,
    what: deedWords(action, language),
    changes: changesBetween(before, after),
  }))
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}
