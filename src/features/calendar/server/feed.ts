import { createHash, randomBytes } from 'node:crypto'
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import { record } from '#platform/server/journal.ts'
import { type Call, requirePerson } from '#platform/server/serve.ts'
import { newId } from '#platform/server/id.ts'
import { Problem } from '#shared/problem.ts'
import { TIME_ZONE } from '#shared/format.ts'
import type { OccurrenceView } from '../calendarView.ts'
import { vi } from '../messages.ts'

export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex')

function requireAccount(call: Call): string {
  const { accountId } = call.actor
  if (accountId === null) throw new Problem('unauthenticated')
  return accountId
}

export async function showFeed(call: Call): Promise<{ madeAt: string | null }> {
  const found = await call.tx
    .selectFrom('calendar_feed')
    .select('made_at')
    .where('account_id', '=', requireAccount(call))
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return { madeAt: found?.made_at.toISOString() ?? null }
}

/** A new secret address; the one before stops answering at once. */
export async function openFeed(call: Call): Promise<{ madeAt: string; path: string }> {
  const personId = requirePerson(call)
  await withdraw(call)
  const secret = randomBytes(24).toString('base64url')
  const id = newId()
  await call.tx
    .insertInto('calendar_feed')
    .values({
      id,
      person_id: personId,
      account_id: requireAccount(call),
      secret_hash: hashOfSecret(secret),
      made_at: call.now,
    })
    .execute()
  await record(call, { action: 'calendar_feed.opened', objectType: 'calendar_feed', objectId: id, unitId: null })
  return { madeAt: call.now.toISOString(), path: `/api/v1/calendar/${secret}.ics` }
}

export async function closeFeed(call: Call): Promise<{ madeAt: null }> {
  await withdraw(call)
  return { madeAt: null }
}

async function withdraw(call: Call): Promise<void> {
  const closed = await call.tx
    .updateTable('calendar_feed')
    .set({ withdrawn_at: call.now })
    .where('account_id', '=', requireAccount(call))
    .where('withdrawn_at', 'is', null)
    .returning('id')
    .execute()
  for (const { id } of closed) {
    await record(call, { action: 'calendar_feed.closed', objectType: 'calendar_feed', objectId: id, unitId: null })
  }
}

/** RFC 5545. The same meeting keeps its UID for ever; SEQUENCE counts its changes; a cancelled one stays, as cancelled. */
export function calendarFile(meetings: readonly OccurrenceView[], now: Date, origin: string): string {
  const calendar = ical({
    name: vi.feedName,
    prodId: '//Vung Manh//Lich sinh hoat//VI',
    method: ICalCalendarMethod.PUBLISH,
    timezone: { name: TIME_ZONE, generator: () => zone },
  })
  for (const meeting of meetings) {
    const { id, version, startsAt, minutes, kind, unitName, place, theme, state } = meeting
    calendar.createEvent({
      id: `${id}@vung-manh`,
      sequence: version - 1,
      start: onWall(Date.parse(startsAt)),
      end: onWall(Date.parse(startsAt) + minutes * 60_000),
      timezone: TIME_ZONE,
      stamp: now,
      summary: `${vi.kinds[kind]}: ${unitName}`,
      location: place,
      description: theme,
      url: `${origin}/calendar?day=${startsAt.slice(0, 10)}`,
      status: state === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    })
  }
  return calendar.toString()
}

const HOUR = 3_600_000

/** The library prints what a date's own clock shows where the server stands: the clock is set to Vietnam's. */
function onWall(instant: number): Date {
  const there = new Date(instant + 7 * HOUR)
  return new Date(
    there.getUTCFullYear(),
    there.getUTCMonth(),
    there.getUTCDate(),
    there.getUTCHours(),
    there.getUTCMinutes(),
  )
}

/** Vietnam's one time, seven hours ahead, without summer time. */
const zone = [
  'BEGIN:VTIMEZONE',
  `TZID:${TIME_ZONE}`,
  'BEGIN:STANDARD',
  'DTSTART:19750613T000000',
  'TZOFFSETFROM:+0700',
  'TZOFFSETTO:+0700',
  'TZNAME:+07',
  'END:STANDARD',
  'END:VTIMEZONE',
].join('\r\n')
