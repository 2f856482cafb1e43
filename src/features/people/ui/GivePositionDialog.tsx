import { useState } from 'react'
import { DecisionFields, decisionOf, isHalf, noDecision } from '#features/units/ui/DecisionFields.tsx'
import { addDays } from '#shared/format.ts'
import type { Role } from '#shared/permission.ts'
import { Button } from '#platform/web/Button.tsx'
import { CheckField } from '#platform/web/CheckField.tsx'
import { DayField } from '#platform/web/DayField.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { newId } from '#platform/web/newId.ts'
import { useCommand } from '#platform/web/queries.ts'
import { SelectField } from '#platform/web/SelectField.tsx'
import { useToday } from '#platform/web/session.ts'
import { TextField } from '#platform/web/TextField.tsx'
import { givePosition } from '../contract.ts'
import * as messages from '../messages.ts'
import { type ChosenPerson, PersonField } from './PersonField.tsx'

interface GivePositionDialogProps {
  unitId: string
  roles: readonly Role[]
  open: boolean
  onClose: () => void
}

export function GivePositionDialog({ open, onClose, ...form }: GivePositionDialogProps) {
  const m = useMessages(messages)
  return (
    <Dialog open={open} onClose={onClose} title={m.giveTitle}>
      <GiveForm {...form} onDone={onClose} />
    </Dialog>
  )
}

function GiveForm({ unitId, roles, onDone }: { unitId: string; roles: readonly Role[]; onDone: () => void }) {
  const m = useMessages(messages)
  const today = useToday()
  const [id] = useState(newId)
  const [person, setPerson] = useState<ChosenPerson | null>(null)
  const [role, setRole] = useState<Role | ''>('')
  const [title, setTitle] = useState('')
  const [from, setFrom] = useState(today)
  const [acting, setActing] = useState(false)
  const [lastDay, setLastDay] = useState('')
  const [decision, setDecision] = useState(noDecision)
  const give = useCommand(givePosition, { done: m.given, quietly: true, onDone })
  const missing =
    (person === null && m.chooseWho) ||
    (role === '' && m.role) ||
    (title.trim() === '' && m.needTitle) ||
    ((from === '' || (acting && lastDay === '')) && m.needDay) ||
    (isHalf(decision) && m.needDay) ||
    undefined
  const send = () => {
    if (person === null || role === '') return
    give.run({
      unitId,
      id,
      person: { id: person.id, ...(person.isNew ? { name: person.name } : {}) },
      role,
      title,
      acting,
      from,
      ...(lastDay === '' ? {} : { to: addDays(lastDay, 1) }),
      ...decisionOf(decision),
    })
  }
  return (
    <Form
      problem={give.problem}
      onSubmit={send}
      actions={
        <>
          <Button onClick={onDone}>{m.cancel}</Button>
          <Button type="submit" look="main" busy={give.busy} blocked={missing}>
            {m.give}
          </Button>
        </>
      }
    >
      <PersonField value={person} onChange={setPerson} error={give.problem?.of('person.name')} />
      <TextField
        label={m.titleField}
        hint={m.titleHint}
        value={title}
        onChange={setTitle}
        maxLength={200}
        error={give.problem?.of('title')}
      />
      <SelectField
        label={m.role}
        {...(role === '' ? {} : { hint: m.rolesMay[role] })}
        value={role}
        onChange={setRole}
        options={roles.map((value) => ({ value, label: m.roles[value] }))}
        error={give.problem?.of('role')}
      />
      <CheckField label={m.acting} hint={m.actingHint} checked={acting} onChange={setActing} />
      <DayField label={m.from} value={from} onChange={setFrom} error={give.problem?.of('from')} />
      <DayField
        label={m.lastDay}
        optional={!acting}
        value={lastDay}
        onChange={setLastDay}
        error={give.problem?.of('to')}
      />
      <DecisionFields value={decision} onChange={setDecision} problem={give.problem} />
    </Form>
  )
}
