import { useState } from 'react'
import { DecisionFields, decisionOf, isHalf, noDecision } from '#features/units/ui/DecisionFields.tsx'
import { Button } from '#platform/web/Button.tsx'
import { CheckField } from '#platform/web/CheckField.tsx'
import { ChoiceField } from '#platform/web/ChoiceField.tsx'
import { DayField } from '#platform/web/DayField.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { newId } from '#platform/web/newId.ts'
import { NumberField } from '#platform/web/NumberField.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { useToday } from '#platform/web/session.ts'
import { type BodyKind, bodyKinds } from '../calendar.ts'
import { setWindow } from '../contract.ts'
import * as messages from '../messages.ts'

/** Days on which bodies of a kind below meet, from a day on. */
export function WindowDialog({ unitId, onClose }: { unitId: string; onClose: () => void }) {
  const m = useMessages(messages)
  const [id] = useState(newId)
  const [kind, setKind] = useState<BodyKind>('cell')
  const [firstDay, setFirst] = useState<number | null>(null)
  const [lastDay, setLast] = useState<number | null>(null)
  const [freezeOthers, setFreeze] = useState(false)
  const [from, setFrom] = useState(useToday())
  const [decision, setDecision] = useState(noDecision)
  const save = useCommand(setWindow, { done: m.done, quietly: true, onDone: onClose })
  const missing = firstDay === null || lastDay === null || from === '' || isHalf(decision) ? m.need : undefined
  const send = () => {
    if (firstDay === null || lastDay === null) return
    save.run({ unitId, id, kind, firstDay, lastDay, freezeOthers, from, ...decisionOf(decision) })
  }
  return (
    <Dialog open onClose={onClose} title={m.windowTitle}>
      <Form
        problem={save.problem}
        onSubmit={send}
        actions={
          <>
            <Button onClick={onClose}>{m.cancel}</Button>
            <Button type="submit" look="main" busy={save.busy} blocked={missing}>
              {m.save}
            </Button>
          </>
        }
      >
        <ChoiceField
          label={m.windowKind}
          value={kind}
          onChange={setKind}
          options={bodyKinds.map((value) => ({ value, label: m.bodies[value] }))}
        />
        <NumberField label={m.firstDay} value={firstDay} onChange={setFirst} error={save.problem?.of('firstDay')} />
        <NumberField label={m.lastDay} value={lastDay} onChange={setLast} error={save.problem?.of('lastDay')} />
        <CheckField label={m.freeze} checked={freezeOthers} onChange={setFreeze} />
        <DayField label={m.windowFrom} value={from} onChange={setFrom} error={save.problem?.of('from')} />
        <DecisionFields value={decision} onChange={setDecision} problem={save.problem} />
      </Form>
    </Dialog>
  )
}
