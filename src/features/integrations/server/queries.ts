import { sql } from 'kysely'
import type { Tx } from '#platform/server/database.ts'

const nameToday = (today: string) =>
  sql<string>`coalesce((select v.name from unit_version v where v.unit_id = o.unit_id order by v.valid @> ${today}::date desc, upper(v.valid) desc nulls first limit 1), '')`

/** A delivery given up waits for ever. */
const GIVEN_UP = sql<Date>`'infinity'::timestamptz`

/** Tokens of the administered units, the newest first. */
export async function listTokens(tx: Tx, today: string, id?: string) {
  let rows = tx
    .selectFrom('api_token as o')
    .select([
      'o.id',
      'o.name',
      'o.unit_id as unitId',
      'o.permissions',
      'o.made_at',
      'o.expires_at',
      'o.withdrawn_at',
      nameToday(today).as('unitName'),
    ])
    .orderBy('o.made_at', 'desc')
  if (id !== undefined) rows = rows.where('o.id', '=', id)
  return (await rows.execute()).map(({ made_at, expires_at, withdrawn_at, ...row }) => ({
    ...row,
    madeAt: made_at.toISOString(),
    expiresAt: expires_at?.toISOString() ?? null,
    withdrawnAt: withdrawn_at?.toISOString() ?? null,
  }))
}

/** Receivers of the administered units with what waits and what failed. */
export async function listWebhooks(tx: Tx, today: string, id?: string) {
  let rows = tx
    .selectFrom('webhook as o')
    .select([
      'o.id',
      'o.unit_id as unitId',
      'o.url',
      'o.event_types as eventTypes',
      'o.version',
      'o.paused_at',
      nameToday(today).as('unitName'),
    ])
    .select((of) => [
      of
        .selectFrom('webhook_delivery as d')
        .whereRef('d.webhook_id', '=', 'o.id')
        .where('d.delivered_at', 'is', null)
        .where('d.next_at', '<', GIVEN_UP)
        .select((count) => count.fn.countAll<number>().as('n'))
        .as('waiting'),
      of
        .selectFrom('webhook_delivery as d')
        .whereRef('d.webhook_id', '=', 'o.id')
        .where('d.delivered_at', 'is', null)
        .where('d.next_at', '=', GIVEN_UP)
        .select((count) => count.fn.countAll<number>().as('n'))
        .as('failed'),
      of
        .selectFrom('webhook_delivery as d')
        .whereRef('d.webhook_id', '=', 'o.id')
        .select((newest) => newest.fn.max('d.delivered_at').as('at'))
        .as('deliveredAt'),
    ])
    .orderBy('o.made_at', 'desc')
  if (id !== undefined) rows = rows.where('o.id', '=', id)
  return (await rows.execute()).map(({ paused_at, deliveredAt, waiting, failed, ...row }) => ({
    ...row,
    paused: paused_at !== null,
    waiting: waiting ?? 0,
    failed: failed ?? 0,
    lastDeliveredAt: deliveredAt?.toISOString() ?? null,
  }))
}
