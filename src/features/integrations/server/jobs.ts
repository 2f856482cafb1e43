import { sql } from 'kysely'
import { Webhook } from 'standardwebhooks'
import type { Jobs } from '#platform/server/discover.ts'
import type { Services } from '#platform/server/serve.ts'
import { nextAttempt } from '../event.ts'
import { postToReceiver } from './receiver.ts'

const PAUSE = 1000
const TIMEOUT = 10_000

/** Sends waiting events, several processes side by side: each takes rows the others have not locked. */
export const jobs: Jobs = async (services) => {
  const stopping = new AbortController()
  const work = (async () => {
    while (!stopping.signal.aborted) {
      const sent = await deliverDue(services).catch((error: unknown) => {
        console.error('Chưa gửi được sự kiện, sẽ thử lại:', error)
        return 0
      })
      if (sent === 0) await pause(PAUSE, stopping.signal)
    }
  })()
  return {
    stop: async () => {
      stopping.abort()
      await work
    },
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', () => (clearTimeout(timer), done()), { once: true })
  })
}

/** One round: queue new events for their receivers, then send what is due. Returns how many were tried. */
export async function deliverDue({ db, clock, settings }: Services): Promise<number> {
  await sql`
    insert into webhook_delivery (webhook_id, event_id, next_at)
    select w.id, e.id, ${clock.now()} from webhook w
    join outbox_event e on e.type = any (w.event_types) and e.at >= w.made_at
    join unit_closure c on c.ancestor_id = w.unit_id and c.descendant_id = e.unit_id and c.valid @> ${clock.today()}::date
    where w.paused_at is null and e.at > ${clock.now()}::timestamptz - interval '7 days'
    on conflict do nothing`.execute(db)
  return db.transaction().execute(async (tx) => {
    const due = await tx
      .selectFrom('webhook_delivery as d')
      .innerJoin('webhook as w', 'w.id', 'd.webhook_id')
      .innerJoin('outbox_event as e', 'e.id', 'd.event_id')
      .select([
        'd.webhook_id',
        'd.event_id',
        'd.attempts',
        'w.url',
        'w.secret',
        'e.type',
        'e.at',
        'e.data',
        'e.unit_id',
      ])
      .where('d.delivered_at', 'is', null)
      .where('w.paused_at', 'is', null)
      .where('d.next_at', '<=', clock.now())
      .orderBy('d.next_at')
      .limit(20)
      .forUpdate('d')
      .skipLocked()
      .execute()
    await Promise.all(
      due.map(async (delivery) => {
        const outcome = await send(delivery, clock.now(), settings.demo)
        const attempts = delivery.attempts + 1
        const next = outcome.ok ? null : nextAttempt(attempts, clock.now())
        await tx
          .updateTable('webhook_delivery')
          .set({
            attempts,
            last_status: outcome.status,
            last_error: outcome.error,
            delivered_at: outcome.ok ? clock.now() : null,
            ...(outcome.ok ? {} : { next_at: next ?? sql<Date>`'infinity'` }),
          })
          .where('webhook_id', '=', delivery.webhook_id)
          .where('event_id', '=', delivery.event_id)
          .execute()
      }),
    )
    return due.length
  })
}

type Delivery = {
  event_id: string
  url: string
  secret: string
  type: string
  at: Date
  data: unknown
  unit_id: string
}

async function send(
  { event_id, url, secret, type, at, data, unit_id }: Delivery,
  now: Date,
  allowLocal: boolean,
): Promise<{ ok: boolean; status: number | null; error: string | null }> {
  try {
    const body = JSON.stringify({
      type,
      timestamp: at.toISOString(),
      data: { unitId: unit_id, ...(typeof data === 'object' ? data : {}) },
    })
    const headers = {
      'content-type': 'application/json',
      'webhook-id': event_id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(event_id, now, body),
    }
    const status = await postToReceiver(url, { headers, body, timeout: TIMEOUT }, { allowLocal })
    return { ok: status >= 200 && status < 300, status, error: null }
  } catch (error) {
    return { ok: false, status: null, error: error instanceof Error ? error.message : String(error) }
  }
}
