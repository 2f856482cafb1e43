import { JournalLink } from '#platform/web/JournalLink.tsx'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Timeline } from '#platform/web/Timeline.tsx'
import { formatDate } from '#shared/format.ts'
import type { TitleView } from '../contract.ts'
import * as messages from '../messages.ts'

type Words = typeof messages.vi

const happened = (m: Words, action: string): string =>
  Object.entries(m.happened).find(([key]) => key === action)?.[1] ?? m.otherwise

/** A value of a correction as people write it: days as days, nothing as a dash. */
function valueText(value: unknown): string {
  if (typeof value !== 'string') return '—'
  return /^\d{4}-\d\d-\d\d$/u.test(value) ? formatDate(value) : value
}

const correctable = ['decisionNumber', 'decisionDate', 'recognisedOn', 'grantedBody'] as const

/** What has happened to the title, newest first, and what was corrected in its record. */
export function TitleHistory({ title: { id, events, corrections } }: { title: TitleView }) {
  const m = useMessages(messages)
  return (
    <>
      <Card title={m.history}>
        <Timeline
          happenings={events.toReversed().map((event) => ({
            id: event.id,
            who: event.byUnit ?? m.body,
            what: happened(m, event.action),
            when: event.on,
            by: event.decisionNumber
              ? m.decisionOf(event.decisionNumber, formatDate(event.decisionDate ?? event.on))
              : undefined,
            to: event.documentId ? `/documents/${event.documentId}` : undefined,
            more: [event.ground, event.note].filter(Boolean).map((text) => <p key={text}>{text}</p>),
          }))}
        />
        <JournalLink objectType="title" objectId={id} />
      </Card>
      {corrections.length > 0 && (
        <Card title={m.corrections}>
          <Timeline
            happenings={corrections.toReversed().map(({ id, by, reason, at, before, after }) => ({
              id,
              who: by ?? m.body,
              what: reason,
              when: at,
              more: correctable
                .filter((name) => name in after)
                .map((name) => (
                  <p key={name}>
                    {m.correctionOf(m.correctable[name], valueText(before[name]), valueText(after[name]))}
                  </p>
                )),
            }))}
          />
        </Card>
      )}
    </>
  )
}
