import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Facts } from '#platform/web/Facts.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { Timeline } from '#platform/web/Timeline.tsx'
import type { OccurrenceView } from '../calendarView.ts'
import * as messages from '../messages.ts'
import { CancelForm } from './CancelForm.tsx'
import { MeetingWarnings } from './MeetingWarnings.tsx'
import { MoveForm } from './MoveForm.tsx'
import { ThemeForm } from './ThemeForm.tsx'
import { whenText } from './when.ts'

type Doing = 'look' | 'move' | 'cancel' | 'theme'

/** All that is known of one meeting, and what can be done with its day. */
export function MeetingDialog({ meeting, onClose }: { meeting: OccurrenceView; onClose: () => void }) {
  const m = useMessages(messages)
  const [doing, setDoing] = useState<Doing>('look')
  const title = { look: meeting.unitName, move: m.moveTitle, cancel: m.cancelTitle, theme: m.setTheme }[doing]
  const back = () => setDoing('look')
  return (
    <Dialog open onClose={onClose} title={title}>
      {doing === 'look' && <Look meeting={meeting} onDo={setDoing} onClose={onClose} />}
      {doing === 'move' && <MoveForm meeting={meeting} onBack={back} onDone={onClose} />}
      {doing === 'cancel' && <CancelForm meeting={meeting} onBack={back} onDone={onClose} />}
      {doing === 'theme' && <ThemeForm meeting={meeting} onBack={back} onDone={onClose} />}
    </Dialog>
  )
}

interface LookProps {
  meeting: OccurrenceView
  onDo: (doing: Doing) => void
  onClose: () => void
}

function Look({ meeting, onDo, onClose }: LookProps) {
  const m = useMessages(messages)
  const { allowedActions: may, officers } = meeting
  const themed = meeting.kind === 'thematic' || meeting.kind === 'combined'
  return (
    <Stack gap={16}>
      <p>
        {m.kinds[meeting.kind]} · {whenText(meeting.startsAt)} · {m.minutes(meeting.minutes)}
      </p>
      <MeetingWarnings warnings={meeting.warnings} clashes={meeting.clashes} />
      <Facts
        facts={[
          { label: m.place, value: meeting.place || null },
          ...(themed ? [{ label: m.theme, value: meeting.theme || m.noTheme }] : []),
          {
            label: m.officers,
            value: officers.map(({ person, title }) => person?.name ?? title).join(', ') || m.nobody,
          },
          ...(meeting.reason ? [{ label: m.reasonGiven, value: meeting.reason }] : []),
        ]}
      />
      {meeting.moves.length > 0 && <Moves meeting={meeting} />}
      <Row gap={8}>
        {(may.includes('move') || may.includes('restore')) && (
          <Button look="main" onClick={() => onDo('move')}>
            {may.includes('restore') ? m.restore : m.move}
          </Button>
        )}
        {may.includes('set_theme') && <Button onClick={() => onDo('theme')}>{m.setTheme}</Button>}
        {may.includes('cancel') && <Button onClick={() => onDo('cancel')}>{m.cancelMeeting}</Button>}
        <Button look="quiet" onClick={onClose}>
          {m.close}
        </Button>
      </Row>
    </Stack>
  )
}

function Moves({ meeting }: { meeting: OccurrenceView }) {
  const m = useMessages(messages)
  const what = ({ kind, from, to }: OccurrenceView['moves'][number]) => {
    if (kind === 'cancelled' || to === null) return m.wasCancelled
    return kind === 'moved' ? m.moved(whenText(from), whenText(to)) : m.restored(whenText(to))
  }
  return (
    <Timeline
      happenings={meeting.moves.toReversed().map((move) => ({
        id: move.at + move.kind,
        who: move.by,
        what: what(move),
        when: move.at,
        more: <p className="small">{m.because(move.reason)}</p>,
      }))}
    />
  )
}
