import { sql } from 'kysely'
import { z } from 'zod'
import { asActor, loadActor, nobody } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/database.ts'
import type { Plugin } from '#platform/server/discover.ts'
import { addDays } from '#shared/format.ts'
import { Problem } from '#shared/problem.ts'
import { calendarFile, hashOfSecret } from './feed.ts'
import { showOwn } from './queries.ts'

const Address = z.object({ secret: z.string().regex(/^[\w-]{32}$/) })

/** How far a phone's calendar reaches back and ahead, in days. */
const BACK = 62
const AHEAD = 400

/**
 * A person's own calendar under a secret address. It shows what the person may see on the day it is fetched: a position or an
 * assignment that has ended shows nothing more, a withdrawn address or account answers as if it had never been.
 */
export const plugin: Plugin = async (app, services) => {
  const { db, clock, settings, auth } = services
  app.get(
    '/api/v1/calendar/:secret.ics',
    { config: { summary: 'Lịch riêng của một người (iCalendar), theo địa chỉ bí mật' } },
    async (request, reply) => {
      const address = Address.safeParse(request.params)
      const nameless = nobody(request.ip, 'vi')
      const feed = address.success
        ? await asActor(db, nameless, clock, 'read', (tx) => findFeed(tx, address.data.secret))
        : undefined
      if (!feed) throw new Problem('not_found', { reason: 'calendar' })
      const { accountId, personId } = feed
      const today = clock.today()
      const signedIn = { ...nameless, accountId, personId }
      const held = await asActor(db, signedIn, clock, 'read', (tx) => loadActor(tx, personId, today))
      const actor = { ...signedIn, ...held }
      const own = await asActor(db, actor, clock, 'read', (tx) => {
        const call = {
          tx,
          actor,
          now: clock.now(),
          today,
          language: 'vi' as const,
          services: { db, clock, settings, auth },
        }
        return showOwn(call, addDays(today, -BACK), addDays(today, AHEAD))
      })
      return reply
        .type('text/calendar; charset=utf-8')
        .header('cache-control', 'private, max-age=900')
        .send(calendarFile(own.items, clock.now(), `${request.protocol}://${request.host}`))
    },
  )
}

async function findFeed(tx: Tx, secret: string) {
  const { rows } = await sql<{ personId: string; accountId: string }>`
    select person_id as "personId", account_id as "accountId" from find_calendar_feed(${hashOfSecret(secret)})`.execute(
    tx,
  )
  return rows[0]
}
