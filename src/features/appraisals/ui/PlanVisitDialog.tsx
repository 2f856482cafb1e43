import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { DayField } from '#platform/web/DayField.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { newId } from '#platform/web/newId.ts'
import { useCommand } from '#platform/web/queries.ts'
import { TextField } from '#platform/web/TextField.tsx'
import { planVisit } from '../contract.ts'
import * as messages from '../screenMessages.ts'

interface PlanVisitDialogProps {
  dossierId: string
  teamId: string
  onClose: () => void
}

export function PlanVisitDialog({ dossierId, teamId, onClose }: PlanVisitDialogProps) {
  const m = useMessages(messages)
  const [id] = useState(newId)
  const [plannedOn, setPlannedOn] = useState('')
  const [place, setPlace] = useState('')
  const plan = useCommand(planVisit, { done: m.visitPlanned, quietly: true, onDone: onClose })
  return (
    <Dialog open onClose={onClose} title={m.planVisit}>
      <Form
        onSubmit={() => plannedOn && plan.run({ dossierId, teamId, id, plannedOn, place })}
        problem={plan.problem}
        actions={
          <>
            <Button onClick={onClose}>{m.cancel}</Button>
            <Button type="submit" look="main" busy={plan.busy} blocked={plannedOn ? undefined : m.needsDay}>
              {m.planVisit}
            </Button>
          </>
        }
      >
        <DayField label={m.plannedOn} value={plannedOn} onChange={setPlannedOn} error={plan.problem?.of('plannedOn')} />
        <TextField label={m.place} hint={m.placeHint} optional maxLength={300} value={place} onChange={setPlace} />
      </Form>
    </Dialog>
  )
}
