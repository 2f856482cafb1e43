import { useState } from 'react'
import { Card } from '#platform/web/Card.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { Icon } from '#platform/web/Icon.tsx'
import { useLang, useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { StateChip } from '#platform/web/StateChip.tsx'
import { dayOf } from '#shared/format.ts'
import { hourOf } from '../calendar.ts'
import type { OccurrenceView } from '../calendarView.ts'
import * as messages from '../messages.ts'
import './MeetingDays.css'
import { MeetingDialog } from './MeetingDialog.tsx'
import { dayText } from './when.ts'

/** Meetings day by day; each opens with all that is known of it and what can be done. */
export function MeetingDays({ meetings }: { meetings: readonly OccurrenceView[] }) {
  const m = useMessages(messages)
  const { lang } = useLang()
  const [open, setOpen] = useState<string | null>(null)
  const shown = meetings.find(({ id }) => id === open)
  const byDay = Map.groupBy(meetings, ({ startsAt }) => dayOf(startsAt))
  if (meetings.length === 0)
    return (
      <EmptyState icon="calendar" title={m.nothing}>
        {m.nothingText}
      </EmptyState>
    )
  return (
    <Stack gap={12}>
      {[...byDay].map(([day, list]) => (
        <Card key={day} title={dayText(day, lang)} flush>
          <ul className="meeting-days">
            {list.map((meeting) => (
              <li key={meeting.id}>
                <button type="button" className="meeting-days-row" onClick={() => setOpen(meeting.id)}>
                  <span className="meeting-days-hour">{hourOf(meeting.startsAt)}</span>
                  <span className="meeting-days-text">
                    <span className={meeting.state === 'cancelled' ? 'strong meeting-days-gone' : 'strong'}>
                      {meeting.unitName}
                    </span>
                    <span className="small muted">
                      {m.kinds[meeting.kind]}
                      {meeting.theme && ` · ${meeting.theme}`}
                    </span>
                  </span>
                  <Marks meeting={meeting} />
                  <Icon name="right" size={18} />
                </button>
              </li>
            ))}
          </ul>
        </Card>
      ))}
      {shown && <MeetingDialog key={shown.id} meeting={shown} onClose={() => setOpen(null)} />}
    </Stack>
  )
}

/** The one thing most worth knowing of a meeting. */
function Marks({ meeting }: { meeting: OccurrenceView }) {
  const m = useMessages(messages)
  const outside = meeting.warnings.find(({ code }) => code !== 'too_short')
  if (meeting.state === 'cancelled') return <StateChip tone="neutral">{m.cancelled}</StateChip>
  if (meeting.state === 'held') return <StateChip tone="met">{m.held}</StateChip>
  if (meeting.clashes.length > 0) return <StateChip tone="late">{m.clashChip}</StateChip>
  return outside ? <StateChip tone="warn">{m.outside}</StateChip> : null
}
