import { useMessages } from '#platform/web/lang.tsx'
import { StateChip } from '#platform/web/StateChip.tsx'
import { formatDate } from '#shared/format.ts'
import type { TaskView } from '../contract.ts'
import * as messages from '../messages.ts'
import { silenceOn } from '../task.ts'

type DeliveryLinesProps = Pick<TaskView, 'deliveries' | 'reports' | 'due'> & { day: string }

/** What each body outside the cell has done with a clause sent to it; silence is said as such. */
export function DeliveryLines({ deliveries, reports, due, day }: DeliveryLinesProps) {
  const m = useMessages(messages)
  if (deliveries.length === 0) return null
  return (
    <ul>
      {deliveries.map((delivery) => {
        const silence = silenceOn({ ...delivery, due }, day)
        const last = reports.findLast(({ bodyId, step }) => bodyId === delivery.bodyId && step === 'report')
        const known = last
          ? `${m.outcomes[last.outcome ?? 'partly']}: ${last.result}`
          : delivery.acknowledgedOn
            ? m.read(formatDate(delivery.acknowledgedOn))
            : m.sent(formatDate(delivery.sentOn))
        return (
          <li key={delivery.bodyId} className="small">
            <span className="strong">{delivery.name}</span>: {known}{' '}
            {silence && <StateChip tone="late">{m.silences[silence]}</StateChip>}
          </li>
        )
      })}
    </ul>
  )
}
