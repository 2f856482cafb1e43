import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { ChoiceField } from '#platform/web/ChoiceField.tsx'
import { DayField } from '#platform/web/DayField.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { newId } from '#platform/web/newId.ts'
import { useCommand } from '#platform/web/queries.ts'
import { useToday } from '#platform/web/session.ts'
import { TextField } from '#platform/web/TextField.tsx'
import { type InspectionLine, recordVisit } from '../contract.ts'
import { type VisitOutcome, visitOutcomes } from '../inspection.ts'
import * as messages from '../messages.ts'

interface VisitDialogProps {
  line: InspectionLine
  month: string
  onClose: () => void
}

export function VisitDialog({ line: { unitId, name }, month, onClose }: VisitDialogProps) {
  const m = useMessages(messages)
  const [id] = useState(newId)
  const today = useToday()
  const [outcome, setOutcome] = useState<VisitOutcome>('visited')
  const [heldOn, setHeldOn] = useState(today.slice(0, 7) === month.slice(0, 7) ? today : '')
  const [reason, setReason] = useState('')
  const save = useCommand(recordVisit, { done: m.recorded, quietly: true, onDone: onClose })
  const told =
    outcome === 'visited' ? { heldOn: heldOn || null, reason: null } : { heldOn: null, reason: reason || null }
  return (
    <Dialog open onClose={onClose} title={m.recordTitle(name)}>
      <Form
        problem={save.problem}
        onSubmit={() => save.run({ unitId, id, month, outcome, ...told })}
        actions={
          <>
            <Button onClick={onClose}>{m.cancel}</Button>
            <Button type="submit" look="main" busy={save.busy}>
              {m.save}
            </Button>
          </>
        }
      >
        <ChoiceField
          label={m.outcome}
          value={outcome}
          onChange={setOutcome}
          options={visitOutcomes.map((value) => ({ value, label: m.outcomes[value] }))}
        />
        {outcome === 'visited' ? (
          <DayField label={m.heldOn} value={heldOn} onChange={setHeldOn} error={save.problem?.of('heldOn')} />
        ) : (
          <TextField
            label={m.reason}
            value={reason}
            onChange={setReason}
            maxLength={300}
            error={save.problem?.of('reason')}
          />
        )}
      </Form>
    </Dialog>
  )
}
