import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import type { ScheduleRequest } from '../contract.ts'
import type { Change, Unmet } from '../advice.ts'
import * as messages from '../messages.ts'

type Names = (id: string) => string

/** What could not be satisfied: who, where, why, and what was tried and would help. */
export function UnmetCard({ request, unmet }: { request: ScheduleRequest; unmet: readonly Unmet[] }) {
  const m = useMessages(messages)
  const { meetings, people } = request.problem
  const meeting: Names = (id) => meetings.find((one) => one.id === id)?.name ?? ''
  const person: Names = (id) => people.find((one) => one.id === id)?.name || m.inspection
  return (
    <Card title={m.missed(unmet.reduce((sum, { meetingIds }) => sum + meetingIds.length, 0))} tone="late">
      {unmet.map((one) => (
        <div key={one.personId}>
          <p className="strong">{m.cannot(person(one.personId), one.meetingIds.map(meeting).join(', '))}</p>
          <p>{causeWords(m, one, meeting)}</p>
          {one.changes.length === 0 ? (
            <p className="small">{m.noHelp}</p>
          ) : (
            <>
              <p className="small">{m.helps}</p>
              <ul className="small">
                {one.changes.map((change) => (
                  <li key={JSON.stringify(change)}>
                    {changeWords(m, change, meeting)}; {m.left(change.missedAfter)}
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      ))}
    </Card>
  )
}

function causeWords(m: (typeof messages)['vi'], { cause }: Unmet, meeting: Names): string {
  if (cause.code === 'too_many') return m.cause.too_many(cause.meetings, cause.room)
  return cause.code === 'others' ? m.cause.others : m.cause.fixed_together(meeting(cause.one), meeting(cause.other))
}

function changeWords(m: (typeof messages)['vi'], change: Change, meeting: Names): string {
  if (change.code === 'widen') return m.change.widen
  if (change.code === 'more_per_half_day') return m.change.more_per_half_day(change.to)
  return m.change[change.code](meeting(change.meetingId))
}
