import { useState } from 'react'
import { type ChosenPerson, PersonField } from '#features/people/ui/PersonField.tsx'
import { Button } from '#platform/web/Button.tsx'
import { DayField } from '#platform/web/DayField.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { SelectField } from '#platform/web/SelectField.tsx'
import { useToday } from '#platform/web/session.ts'
import { TextField } from '#platform/web/TextField.tsx'
import { type AssignmentSummary, handOver } from '../contract.ts'
import * as messages from '../messages.ts'

interface HandOverDialogProps {
  unitId: string
  officers: AssignmentSummary['officers']
  onClose: () => void
}

/** Everything somebody follows goes to somebody else at once. */
export function HandOverDialog({ unitId, officers, onClose }: HandOverDialogProps) {
  const m = useMessages(messages)
  const [fromPersonId, setFrom] = useState('')
  const [to, setTo] = useState<ChosenPerson | null>(null)
  const [title, setTitle] = useState('')
  const [on, setOn] = useState(useToday())
  const [reason, setReason] = useState('')
  const save = useCommand(handOver, { done: m.handed, quietly: true, onDone: onClose })
  const complete = fromPersonId !== '' && to !== null && title.trim() !== '' && on !== '' && reason.trim() !== ''
  const missing = (to?.isNew === true && m.knownOnly) || (!complete && m.need) || undefined
  return (
    <Dialog open onClose={onClose} title={m.handOver}>
      <Form
        problem={save.problem}
        onSubmit={() => to && save.run({ unitId, fromPersonId, toPersonId: to.id, title, on, reason })}
        actions={
          <>
            <Button onClick={onClose}>{m.cancel}</Button>
            <Button type="submit" look="main" busy={save.busy} blocked={missing}>
              {m.handOver}
            </Button>
          </>
        }
      >
        <p>{m.handOverText}</p>
        <SelectField
          label={m.fromPerson}
          value={fromPersonId}
          onChange={setFrom}
          options={officers.map(({ person }) => ({ value: person.id, label: person.name }))}
        />
        <PersonField value={to} onChange={setTo} error={save.problem?.of('toPersonId')} />
        <TextField
          label={m.title}
          value={title}
          onChange={setTitle}
          maxLength={200}
          error={save.problem?.of('title')}
        />
        <DayField label={m.on} value={on} onChange={setOn} error={save.problem?.of('on')} />
        <TextField
          label={m.reason}
          value={reason}
          onChange={setReason}
          maxLength={300}
          error={save.problem?.of('reason')}
        />
      </Form>
    </Dialog>
  )
}
