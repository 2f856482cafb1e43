import type { Call } from './serve.ts'
import { newId } from './id.ts'

export type JournalEntry = {
  /** `noun.verb` in the past of the domain: `dossier.submitted`. */
  action: string
  objectType: string
  objectId: string
  unitId: string | null
  before?: unknown
  after?: unknown
}

/**
 * Words about people, and names of files, live in the row they belong to, where a name can be taken out of them. The chain
 * never changes, so it holds ids, codes, days and counts instead.
 */
const words: readonly string[] = ['username', 'personName', 'fileName', 'findings', 'responsible', 'note']

function withoutWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutWords)
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  const kept = Object.entries(value).filter(([key]) => !words.includes(key))
  return Object.fromEntries(kept.map(([key, one]) => [key, withoutWords(one)]))
}

const written = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(withoutWords(value)))

/** Write what happened into the journal, in the transaction in which it happened; what `withoutWords` leaves out stays out. */
export async function record({ tx, actor }: Pick<Call, 'tx' | 'actor'>, entry: JournalEntry): Promise<void> {
  await tx
    .insertInto('journal')
    .values({
      person_id: actor.personId,
      account_id: actor.accountId,
      address: actor.address,
      action: entry.action,
      object_type: entry.objectType,
      object_id: entry.objectId,
      unit_id: entry.unitId,
      before: written(entry.before),
      after: written(entry.after),
    })
    .execute()
}

/** Tell other systems, through the outbox: sent only when the transaction is. No personal data in `data`. */
export async function announce(
  { tx }: Pick<Call, 'tx'>,
  type: string,
  unitId: string,
  data: Record<string, unknown>,
): Promise<void> {
  await tx
    .insertInto('outbox_event')
    .values({ id: newId(), type, unit_id: unitId, data: JSON.stringify(data) })
    .execute()
}
