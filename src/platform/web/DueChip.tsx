import { daysBetween, formatDate } from '#shared/format.ts'
import { useMessages } from './lang.tsx'
import * as messages from './messages.ts'
import { useToday } from './session.ts'
import { StateChip } from './StateChip.tsx'

interface DueChipProps {
  /** `YYYY-MM-DD` */
  due: string
}

/** By when: days within a week, the date beyond. */
export function DueChip({ due }: DueChipProps) {
  const m = useMessages(messages)
  const today = useToday()
  const left = daysBetween(today, due)
  if (left < 0) return <StateChip tone="late">{m.overdue(-left)}</StateChip>
  if (left === 0) return <StateChip tone="warn">{m.dueToday}</StateChip>
  if (left <= 7) return <StateChip tone="warn">{m.daysLeft(left)}</StateChip>
  return (
    <StateChip tone="neutral" icon="calendar">
      {m.dueOn(formatDate(due))}
    </StateChip>
  )
}
