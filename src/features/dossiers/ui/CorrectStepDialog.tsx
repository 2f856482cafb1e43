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
import { correctRecord } from '../contract.ts'
import type { DossierView } from '../dossierView.ts'
import * as messages from '../screenMessages.ts'

interface CorrectStepDialogProps {
  dossierId: string
  step: DossierView['steps'][number]
  onClose: () => void
}

/** The day a step was really taken, with the reason it was written wrong. */
export function CorrectStepDialog({ dossierId, step, onClose }: CorrectStepDialogProps) {
  const m = useMessages(messages)
  const today = useToday()
  const [id] = useState(newId)
  const [on, setOn] = useState(step.on)
  const [reason, setReason] = useState('')
  const correct = useCommand(correctRecord, { done: m.correctDone, quietly: true, onDone: onClose })
  const missing = on === '' ? m.step.needsDay : reason.trim() === '' ? m.step.needsReason : undefined
  const send = () => {
    if (missing === undefined)
      correct.run({ dossierId, id, kind: 'step', recordId: step.id, reason: reason.trim(), step: { on } })
  }
  return (
    <Dialog open onClose={onClose} title={m.correctStep}>
      <Form
        onSubmit={send}
        problem={correct.problem}
        actions={
          <>
            <Button onClick={onClose}>{m.cancel}</Button>
            <Button type="submit" look="main" busy={correct.busy} blocked={missing}>
              {m.correct}
            </Button>
          </>
        }
      >
        <p className="small muted">{m.correctText}</p>
        <DayField
          label={m.step.day}
          max={today}
          value={on}
          onChange={setOn}
          error={correct.problem?.of('step.on') ?? correct.problem?.of('on')}
        />
        <TextAreaField
          label={m.correctReason}
          rows={2}
          maxLength={2000}
          value={reason}
          onChange={setReason}
          error={correct.problem?.of('reason')}
        />
      </Form>
    </Dialog>
  )
}
