import { dayOf } from '#shared/format.ts'

/** The only source of time in the server. */
export type Clock = { now(): Date; today(): string }

export const systemClock: Clock = { now: () => new Date(), today: () => dayOf(new Date()) }

/** A clock that believes it is another day, at the real time of day: for demonstrations and tests. */
export function clockAt(day: string): Clock {
  const now = () => new Date(`${day}T${new Date().toISOString().slice(11)}`)
  return { now, today: () => day }
}
