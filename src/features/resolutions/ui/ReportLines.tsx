import { useMessages } from '#platform/web/lang.tsx'
import { formatDate } from '#shared/format.ts'
import type { TaskView } from '../contract.ts'
import * as messages from '../messages.ts'

type ReportLinesProps = {
  reports: TaskView['reports']
  /** Bodies by name, where their words stand among others'. */
  names?: readonly { bodyId: string; name: string }[]
}

/** What was said of a task, in its order: when, by whom, how far, where it can be seen. */
export function ReportLines({ reports, names = [] }: ReportLinesProps) {
  const m = useMessages(messages)
  if (reports.length === 0) return null
  return (
    <details>
      <summary className="small">
        {m.history} ({reports.length})
      </summary>
      <ol>
        {reports.map(({ id, step, outcome, result, evidence, on, bodyId }) => (
          <li key={id} className="small">
            {[
              formatDate(on),
              names.find((one) => one.bodyId === bodyId)?.name ?? m.steps[step],
              outcome && m.outcomes[outcome],
              result,
              evidence,
            ]
              .filter(Boolean)
              .join(' · ')}
          </li>
        ))}
      </ol>
    </details>
  )
}
