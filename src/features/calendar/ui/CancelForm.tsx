import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { TextField } from '#platform/web/TextField.tsx'
import type { OccurrenceView } from '../calendarView.ts'
import { cancelMeeting } from '../contract.ts'
import * as messages from '../messages.ts'

export interface MeetingFormProps {
  meeting: OccurrenceView
  onBack: () => void
  onDone: () => void
}

export function CancelForm({ meeting, onBack, onDone }: MeetingFormProps) {
  const m = useMessages(messages)
  const [reason, setReason] = useState('')
  const cancel = useCommand(cancelMeeting, { done: m.done, quietly: true, onDone })
  const { unitId, id: occurrenceId, version } = meeting
  return (
    <Form
      problem={cancel.problem}
      onSubmit={() => cancel.run({ unitId, occurrenceId, version, reason })}
      actions={
        <>
          <Button onClick={onBack}>{m.cancel}</Button>
          <Button type="submit" look="danger" busy={cancel.busy} blocked={reason.trim() === '' ? m.need : undefined}>
            {m.cancelMeeting}
          </Button>
        </>
      }
    >
      <p>{m.cancelText}</p>
      <TextField
        label={m.reason}
        value={reason}
        onChange={setReason}
        maxLength={300}
        error={cancel.problem?.of('reason')}
      />
    </Form>
  )
}
