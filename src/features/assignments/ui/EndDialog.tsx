import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { DayField } from '#platform/web/DayField.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { useToday } from '#platform/web/session.ts'
import { TextField } from '#platform/web/TextField.tsx'
import { type AssignmentView, endAssignment, type TargetRow } from '../contract.ts'
import * as messages from '../messages.ts'

interface EndDialogProps {
  row: TargetRow
  assignment: AssignmentView
  onClose: () => void
}

export function EndDialog({ row, assignment, onClose }: EndDialogProps) {
  const m = useMessages(messages)
  const [on, setOn] = useState(useToday())
  const [reason, setReason] = useState('')
  const end = useCommand(endAssignment, { done: m.done, quietly: true, onDone: onClose })
  const { unitId, id: assignmentId, version, person, title } = assignment
  return (
    <Dialog open onClose={onClose} title={m.endTitle(person?.name ?? title, row.name)}>
      <Form
        problem={end.problem}
        onSubmit={() => end.run({ unitId, assignmentId, version, on, reason })}
        actions={
          <>
            <Button onClick={onClose}>{m.cancel}</Button>
            <Button type="submit" look="danger" busy={end.busy} blocked={on === '' ? m.need : undefined}>
              {m.end}
            </Button>
          </>
        }
      >
        <DayField label={m.on} value={on} onChange={setOn} error={end.problem?.of('on')} />
        <TextField
          label={m.reason}
          optional
          value={reason}
          onChange={setReason}
          maxLength={300}
          error={end.problem?.of('reason')}
        />
      </Form>
    </Dialog>
  )
}
