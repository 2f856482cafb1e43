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
import { setStanding, type UnitView } from '../contract.ts'
import * as messages from '../messages.ts'
import { type StandingKind, standingKinds } from '../unit.ts'
import { DecisionFields, decisionOf, isHalf, noDecision } from './DecisionFields.tsx'

interface SetStandingDialogProps {
  unit: UnitView
  open: boolean
  onClose: () => void
}

export function SetStandingDialog({ unit, open, onClose }: SetStandingDialogProps) {
  const m = useMessages(messages)
  return (
    <Dialog open={open} onClose={onClose} title={m.setStandingTitle}>
      <StandingForm unit={unit} onDone={onClose} />
    </Dialog>
  )
}

function StandingForm({ unit, onDone }: { unit: UnitView; onDone: () => void }) {
  const m = useMessages(messages)
  const today = useToday()
  const [id] = useState(newId)
  const [kind, setKind] = useState<StandingKind>('new_countryside')
  const [from, setFrom] = useState('')
  const [decision, setDecision] = useState(noDecision)
  const set = useCommand(setStanding, { done: m.standingSet, quietly: true, onDone })
  return (
    <Form
      problem={set.problem}
      onSubmit={() => set.run({ unitId: unit.id, id, kind, from, ...decisionOf(decision) })}
      actions={
        <>
          <Button onClick={onDone}>{m.cancel}</Button>
          <Button
            type="submit"
            look="main"
            busy={set.busy}
            blocked={isHalf(decision) ? m.decisionHalf : from === '' ? m.from : undefined}
          >
            {m.setStanding}
          </Button>
        </>
      }
    >
      <ChoiceField
        label={m.standings}
        value={kind}
        onChange={setKind}
        options={standingKinds.map((value) => ({ value, label: m.standing[value] }))}
        error={set.problem?.of('kind')}
      />
      <DayField label={m.from} value={from} onChange={setFrom} max={today} error={set.problem?.of('from')} />
      <DecisionFields value={decision} onChange={setDecision} problem={set.problem} />
    </Form>
  )
}
