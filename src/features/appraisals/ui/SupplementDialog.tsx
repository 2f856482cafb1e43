import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { DayField } from '#platform/web/DayField.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { newId } from '#platform/web/newId.ts'
import { useCommand } from '#platform/web/queries.ts'
import { useToday } from '#platform/web/session.ts'
import { TextAreaField } from '#platform/web/TextAreaField.tsx'
import { type AppraisalView, requestSupplement } from '../contract.ts'
import * as messages from '../screenMessages.ts'

/** Sends the dossier back to the cell: what is to be added, and by when. */
export function SupplementDialog({ appraisal, onClose }: { appraisal: AppraisalView; onClose: () => void }) {
  const m = useMessages(messages)
  const today = useToday()
  const [id] = useState(newId)
  const [reason, setReason] = useState('')
  const [dueOn, setDueOn] = useState('')
  const ask = useCommand(requestSupplement, { done: m.supplemented, quietly: true, onDone: onClose })
  const missing = reason.trim() === '' ? m.needsReason : dueOn === '' ? m.needsDue : undefined
  const { dossierId, version } = appraisal
  const send = () => {
    if (missing === undefined) ask.run({ dossierId, id, version, on: today, reason: reason.trim(), dueOn })
  }
  return (
    <Dialog open onClose={onClose} title={m.supplement}>
      <Form
        onSubmit={send}
        problem={ask.problem}
        actions={
          <>
            <Button onClick={onClose}>{m.cancel}</Button>
            <Button type="submit" look="main" busy={ask.busy} blocked={missing}>
              {m.supplement}
            </Button>
          </>
        }
      >
        <p>{m.supplementText}</p>
        <TextAreaField label={m.reason} maxLength={2000} value={reason} onChange={setReason} />
        <DayField label={m.due} min={today} value={dueOn} onChange={setDueOn} error={ask.problem?.of('dueOn')} />
      </Form>
    </Dialog>
  )
}
