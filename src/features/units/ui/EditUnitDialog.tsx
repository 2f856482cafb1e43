import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { DayField } from '#platform/web/DayField.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useLabel, useMessages } from '#platform/web/lang.tsx'
import { NumberField } from '#platform/web/NumberField.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { SelectField } from '#platform/web/SelectField.tsx'
import { useToday } from '#platform/web/session.ts'
import { TextField } from '#platform/web/TextField.tsx'
import { editUnit, type UnitView } from '../contract.ts'
import * as messages from '../messages.ts'
import { DecisionFields, decisionOf, isHalf, noDecision } from './DecisionFields.tsx'

interface EditUnitDialogProps {
  unit: UnitView
  open: boolean
  onClose: () => void
}

export function EditUnitDialog({ unit, open, onClose }: EditUnitDialogProps) {
  const m = useMessages(messages)
  return (
    <Dialog open={open} onClose={onClose} title={m.editTitle}>
      <EditForm unit={unit} onDone={onClose} />
    </Dialog>
  )
}

function EditForm({ unit, onDone }: { unit: UnitView; onDone: () => void }) {
  const m = useMessages(messages)
  const label = useLabel()
  const today = useToday()
  const [name, setName] = useState(unit.name)
  const [kind, setKind] = useState(unit.kind)
  const [sortOrder, setSortOrder] = useState<number | null>(unit.sortOrder)
  const [from, setFrom] = useState(today)
  const [decision, setDecision] = useState(noDecision)
  const edit = useCommand(editUnit, { done: m.edited, quietly: true, onDone })
  return (
    <Form
      problem={edit.problem}
      onSubmit={() =>
        edit.run({
          unitId: unit.id,
          version: unit.version,
          name,
          kind,
          sortOrder: sortOrder ?? unit.sortOrder,
          from,
          ...decisionOf(decision),
        })
      }
      actions={
        <>
          <Button onClick={onDone}>{m.cancel}</Button>
          <Button
            type="submit"
            look="main"
            busy={edit.busy}
            blocked={isHalf(decision) ? m.decisionHalf : name.trim() === '' ? m.createHint : undefined}
          >
            {m.save}
          </Button>
        </>
      }
    >
      <TextField label={m.name} value={name} onChange={setName} maxLength={200} error={edit.problem?.of('name')} />
      {unit.alternatives.length > 1 && (
        <SelectField
          label={m.kind}
          value={kind}
          onChange={setKind}
          options={unit.alternatives.map((option) => ({ value: option.kind, label: label(option.label) }))}
          error={edit.problem?.of('kind')}
        />
      )}
      <NumberField
        label={m.sortOrder}
        value={sortOrder}
        onChange={setSortOrder}
        error={edit.problem?.of('sortOrder')}
      />
      <DayField
        label={m.from}
        hint={m.editHint}
        value={from}
        onChange={setFrom}
        max={today}
        error={edit.problem?.of('from')}
      />
      <DecisionFields value={decision} onChange={setDecision} problem={edit.problem} />
    </Form>
  )
}
