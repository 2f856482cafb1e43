import { dayOf } from '#shared/format.ts'

/** The only source of time in the server. */
export type Clock = { now(): Date; today(): string }

export const systemClock: Clock = { now: () => new Date(), today: () => dayOf(new Date()) }

const HOUR = 3_600_000

/** A clock that believes it is another day, at Vietnam's real time of day: for demonstrations and tests. */
export function clockAt(day: string): Clock {
  const midnight = Date.parse(`${day}T00:00:00+07:00`)
  const now = () => new Date(midnight + ((Date.now() + 7 * HOUR) % (24 * HOUR)))
  return { now, today: () => day }
}
