import { useMessages } from '#platform/web/lang.tsx'
import { formatDate } from '#shared/format.ts'
import type { Clash, OccurrenceView } from '../calendarView.ts'
import * as messages from '../messages.ts'
import { monthText, whenText } from './when.ts'

type Warned = OccurrenceView['warnings'][number]

/** What stands against a day, in sentences. */
export function MeetingWarnings({ warnings, clashes }: { warnings: readonly Warned[]; clashes: readonly Clash[] }) {
  const m = useMessages(messages)
  if (warnings.length + clashes.length === 0) return null
  return (
    <ul className="small" aria-live="polite">
      {warnings.map((warning) => (
        <li key={warning.code}>{wordsOf(m, warning)}</li>
      ))}
      {clashes.map(({ person, occurrenceId, unitName, startsAt }) => (
        <li key={`${person.id}:${occurrenceId}`}>{m.clash(person.name, unitName, whenText(startsAt))}</li>
      ))}
    </ul>
  )
}

function wordsOf(m: (typeof messages)['vi'], warning: Warned): string {
  switch (warning.code) {
    case 'outside_window':
    case 'frozen':
      return m.warnings[warning.code](formatDate(warning.first), formatDate(warning.last))
    case 'catch_up':
      return m.warnings.catch_up(monthText(warning.period))
    case 'too_short':
      return m.warnings.too_short(warning.minutes)
  }
}
