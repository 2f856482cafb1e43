import { useState } from 'react'
import { type ChosenPerson, PersonField } from '#features/people/ui/PersonField.tsx'
import { DecisionFields, decisionOf, isHalf, noDecision } from '#features/units/ui/DecisionFields.tsx'
import { Button } from '#platform/web/Button.tsx'
import { CheckField } from '#platform/web/CheckField.tsx'
import { DayField } from '#platform/web/DayField.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { newId } from '#platform/web/newId.ts'
import { useCommand } from '#platform/web/queries.ts'
import { useToday } from '#platform/web/session.ts'
import { TextField } from '#platform/web/TextField.tsx'
import { assign, type TargetRow } from '../contract.ts'
import * as messages from '../messages.ts'

interface AssignDialogProps {
  target: TargetRow
  byUnitId: string
  onClose: () => void
}

/** Somebody already known, or a post, follows the unit from a day. */
export function AssignDialog({ target, byUnitId, onClose }: AssignDialogProps) {
  const m = useMessages(messages)
  const [id] = useState(newId)
  const [postOnly, setPostOnly] = useState(false)
  const [person, setPerson] = useState<ChosenPerson | null>(null)
  const [title, setTitle] = useState('')
  const [from, setFrom] = useState(useToday())
  const [decision, setDecision] = useState(noDecision)
  const save = useCommand(assign, { done: m.done, quietly: true, onDone: onClose })
  const whom = postOnly || person !== null
  const missing =
    (!postOnly && person?.isNew === true && m.knownOnly) ||
    ((!whom || title.trim() === '' || from === '' || isHalf(decision)) && m.need) ||
    undefined
  const send = () =>
    save.run({
      unitId: target.unitId,
      id,
      byUnitId,
      title,
      from,
      ...(postOnly || person === null ? {} : { personId: person.id }),
      ...decisionOf(decision),
    })
  return (
    <Dialog open onClose={onClose} title={m.assignTitle(target.name)}>
      <Form
        problem={save.problem}
        onSubmit={send}
        actions={
          <>
            <Button onClick={onClose}>{m.cancel}</Button>
            <Button type="submit" look="main" busy={save.busy} blocked={missing}>
              {m.assign}
            </Button>
          </>
        }
      >
        <CheckField label={m.postOnly} checked={postOnly} onChange={setPostOnly} />
        {!postOnly && <PersonField value={person} onChange={setPerson} error={save.problem?.of('personId')} />}
        <TextField
          label={m.title}
          hint={m.titleHint}
          value={title}
          onChange={setTitle}
          maxLength={200}
          error={save.problem?.of('title')}
        />
        <DayField label={m.from} value={from} onChange={setFrom} error={save.problem?.of('from')} />
        <DecisionFields value={decision} onChange={setDecision} problem={save.problem} />
      </Form>
    </Dialog>
  )
}
