import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { TextAreaField } from '#platform/web/TextAreaField.tsx'
import { cancelVisit } from '../contract.ts'
import * as messages from '../screenMessages.ts'
import type { VisitLine } from './VisitsCard.tsx'

interface CancelVisitDialogProps {
  dossierId: string
  visit: VisitLine
  onClose: () => void
}

export function CancelVisitDialog({ dossierId, visit, onClose }: CancelVisitDialogProps) {
  const m = useMessages(messages)
  const [reason, setReason] = useState('')
  const cancel = useCommand(cancelVisit, { done: m.visitCancelled, quietly: true, onDone: onClose })
  const missing = reason.trim() === '' ? m.needsReason : undefined
  const send = () => {
    if (missing === undefined)
      cancel.run({ dossierId, visitId: visit.id, version: visit.version, reason: reason.trim() })
  }
  return (
    <Dialog open onClose={onClose} title={m.cancelVisit}>
      <Form
        onSubmit={send}
        problem={cancel.problem}
        actions={
          <>
            <Button onClick={onClose}>{m.cancel}</Button>
            <Button type="submit" look="main" busy={cancel.busy} blocked={missing}>
              {m.cancelVisit}
            </Button>
          </>
        }
      >
        <TextAreaField label={m.cancelReason} rows={3} maxLength={1000} value={reason} onChange={setReason} />
      </Form>
    </Dialog>
  )
}
