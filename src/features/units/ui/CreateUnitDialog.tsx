import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { DayField } from '#platform/web/DayField.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useLabel, useMessages } from '#platform/web/lang.tsx'
import { newId } from '#platform/web/newId.ts'
import { useCommand } from '#platform/web/queries.ts'
import { SelectField } from '#platform/web/SelectField.tsx'
import { useToday } from '#platform/web/session.ts'
import { TextField } from '#platform/web/TextField.tsx'
import { createUnit, type UnitView } from '../contract.ts'
import * as messages from '../messages.ts'
import { DecisionFields, decisionOf, isHalf, noDecision } from './DecisionFields.tsx'

interface CreateUnitDialogProps {
  unit: UnitView
  open: boolean
  onClose: () => void
}

export function CreateUnitDialog({ unit, open, onClose }: CreateUnitDialogProps) {
  const m = useMessages(messages)
  return (
    <Dialog open={open} onClose={onClose} title={m.createTitle}>
      <CreateForm unit={unit} onDone={onClose} />
    </Dialog>
  )
}

function CreateForm({ unit, onDone }: { unit: UnitView; onDone: () => void }) {
  const m = useMessages(messages)
  const label = useLabel()
  const today = useToday()
  const [id] = useState(newId)
  const [name, setName] = useState('')
  const [kind, setKind] = useState(unit.creatable[0]?.kind ?? '')
  const [from, setFrom] = useState(today)
  const [decision, setDecision] = useState(noDecision)
  const create = useCommand(createUnit, { done: m.created, quietly: true, onDone })
  return (
    <Form
      problem={create.problem}
      onSubmit={() => create.run({ id, parentId: unit.id, name, kind, from, ...decisionOf(decision) })}
      actions={
        <>
          <Button onClick={onDone}>{m.cancel}</Button>
          <Button
            type="submit"
            look="main"
            busy={create.busy}
            blocked={isHalf(decision) ? m.decisionHalf : name.trim() === '' ? m.createHint : undefined}
          >
            {m.create}
          </Button>
        </>
      }
    >
      <TextField
        label={m.name}
        hint={m.createHint}
        value={name}
        onChange={setName}
        maxLength={200}
        error={create.problem?.of('name')}
      />
      <SelectField
        label={m.kind}
        value={kind}
        onChange={setKind}
        options={unit.creatable.map((option) => ({ value: option.kind, label: label(option.label) }))}
        error={create.problem?.of('kind')}
      />
      <DayField label={m.from} value={from} onChange={setFrom} max={today} error={create.problem?.of('from')} />
      <DecisionFields value={decision} onChange={setDecision} problem={create.problem} />
    </Form>
  )
}
