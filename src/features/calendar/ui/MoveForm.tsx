import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { DayField } from '#platform/web/DayField.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { TextField } from '#platform/web/TextField.tsx'
import { dayOf } from '#shared/format.ts'
import { hourOf } from '../calendar.ts'
import { moveMeeting } from '../contract.ts'
import * as messages from '../messages.ts'
import type { MeetingFormProps } from './CancelForm.tsx'
import { DayCheck } from './DayCheck.tsx'
import { isHour } from './when.ts'

/** Another day, with what is to be said of it before it is saved. */
export function MoveForm({ meeting, onBack, onDone }: MeetingFormProps) {
  const m = useMessages(messages)
  const [day, setDay] = useState(dayOf(meeting.startsAt))
  const [time, setTime] = useState(hourOf(meeting.startsAt))
  const [place, setPlace] = useState(meeting.place)
  const [reason, setReason] = useState('')
  const move = useCommand(moveMeeting, { done: m.done, quietly: true, onDone })
  const { unitId, id: occurrenceId, version, kind, period, minutes } = meeting
  const missing = day === '' || !isHour(time) || place.trim() === '' || reason.trim() === '' ? m.need : undefined
  return (
    <Form
      problem={move.problem}
      onSubmit={() => move.run({ unitId, occurrenceId, version, day, time, place, reason })}
      actions={
        <>
          <Button onClick={onBack}>{m.cancel}</Button>
          <Button type="submit" look="main" busy={move.busy} blocked={missing}>
            {meeting.state === 'cancelled' ? m.restore : m.move}
          </Button>
        </>
      }
    >
      <DayField label={m.day} value={day} onChange={setDay} error={move.problem?.of('day')} />
      <TextField
        label={m.time}
        hint={m.timeHint}
        value={time}
        onChange={setTime}
        maxLength={5}
        error={move.problem?.of('time')}
      />
      <DayCheck wish={{ unitId, kind, period, day, time, minutes, occurrenceId }} />
      <TextField label={m.place} value={place} onChange={setPlace} maxLength={200} error={move.problem?.of('place')} />
      <TextField
        label={m.reason}
        value={reason}
        onChange={setReason}
        maxLength={300}
        error={move.problem?.of('reason')}
      />
    </Form>
  )
}
