import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { newId } from '#platform/web/newId.ts'
import { useCommand } from '#platform/web/queries.ts'
import { TextAreaField } from '#platform/web/TextAreaField.tsx'
import { type MeetingScores, unlockLevel } from '../contract.ts'
import * as messages from '../messages.ts'

/** A decided level opened again, with a reason that stays in the list. */
export function UnlockDialog({ of, onClose }: { of: MeetingScores; onClose: () => void }) {
  const m = useMessages(messages)
  const [id] = useState(newId)
  const [reason, setReason] = useState('')
  const unlock = useCommand(unlockLevel, { done: m.unlocked, quietly: true, onDone: onClose })
  const { unitId, meetingId } = of
  return (
    <Dialog open onClose={onClose} title={m.unlockTitle}>
      <Form
        problem={unlock.problem}
        onSubmit={() => unlock.run({ unitId, meetingId, id, reason })}
        actions={
          <>
            <Button onClick={onClose}>{m.cancel}</Button>
            <Button
              type="submit"
              look="main"
              busy={unlock.busy}
              {...(reason.trim() === '' ? { blocked: m.reason } : {})}
            >
              {m.unlock}
            </Button>
          </>
        }
      >
        <TextAreaField
          label={m.reason}
          value={reason}
          maxLength={500}
          onChange={setReason}
          error={unlock.problem?.of('reason')}
        />
      </Form>
    </Dialog>
  )
}
