/** What people may ask about their own data (Luật số 91/2025/QH15 ngày 26/6/2025), and the clocks that run. */
import { addDays } from '#shared/format.ts'

export const requestKinds = ['access', 'correction', 'deletion', 'restriction', 'objection'] as const
export type RequestKind = (typeof requestKinds)[number]
export const requestStates = ['open', 'answered', 'refused'] as const

/** Why nothing is done with a request now. */
export type RequestRefusal = 'request_closed' | 'own_request' | 'breach_closed'

/** Nobody answers themselves; an answer is given once. */
export function refuseHandling(request: { state: string; personId: string }, handler: string): RequestRefusal | null {
  if (request.state !== 'open') return 'request_closed'
  return request.personId === handler ? 'own_request' : null
}

/** The last day to answer; none while no duration is set: it was found in no document. */
export const dueDay = (receivedOn: string, days: number | null): string | null =>
  days === null ? null : addDays(receivedOn, days)

/** Hours from discovery in which a breach is notified (Điều 23 Luật số 91/2025/QH15; Điều 28 Nghị định số 356/2025/NĐ-CP). */
export const BREACH_HOURS = 72
const HOUR_MS = 3_600_000

export type BreachClock = { due: string; hoursLeft: number; state: 'running' | 'late' | 'in_time' | 'notified_late' }

/** The law's clock of a breach: it runs from discovery and stops when it was notified. */
export function breachClock(discoveredAt: Date, notifiedAt: Date | null, now: Date): BreachClock {
  const due = new Date(discoveredAt.getTime() + BREACH_HOURS * HOUR_MS)
  const left = due.getTime() - (notifiedAt ?? now).getTime()
  const inTime = left >= 0
  return {
    due: due.toISOString(),
    hoursLeft: Math.floor(left / HOUR_MS),
    state: notifiedAt === null ? (inTime ? 'running' : 'late') : inTime ? 'in_time' : 'notified_late',
  }
}
