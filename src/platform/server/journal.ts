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

/** Write what happened into the journal, in the transaction in which it happened. */
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
      before: entry.before === undefined ? null : JSON.stringify(entry.before),
      after: entry.after === undefined ? null : JSON.stringify(entry.after),
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
