import { useState } from 'react'
import type { z } from 'zod'
import { DecisionFields, noDecision } from '#features/units/ui/DecisionFields.tsx'
import { addDays } from '#shared/format.ts'
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
import { giveDelegation, type listDelegations } from '../contract.ts'
import * as messages from '../messages.ts'

type Given = z.infer<NonNullable<(typeof listDelegations)['~orpc']['outputSchema']>>
interface GiveDelegationDialogProps {
  unitId: string
  own: Given['own']
  people: Given['people']
  open: boolean
  onClose: () => void
}

export function GiveDelegationDialog({ open, onClose, ...form }: GiveDelegationDialogProps) {
  const m = useMessages(messages)
  return (
    <Dialog open={open} onClose={onClose} title={m.giveTitle}>
      {form.people.length === 0 ? <p>{m.noPeople}</p> : <GiveForm {...form} onDone={onClose} />}
    </Dialog>
  )
}

type GiveFormProps = Pick<GiveDelegationDialogProps, 'unitId' | 'own' | 'people'> & { onDone: () => void }

function GiveForm({ unitId, own, people, onDone }: GiveFormProps) {
  const m = useMessages(messages)
  const today = useToday()
  const [id] = useState(newId)
  const [positionId, setPositionId] = useState(own[0]?.positionId ?? '')
  const [personId, setPersonId] = useState('')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [from, setFrom] = useState(today)
  const [lastDay, setLastDay] = useState('')
  const [decision, setDecision] = useState(noDecision)
  const give = useCommand(giveDelegation, { done: m.given, quietly: true, onDone })
  const delegable = own.find((one) => one.positionId === positionId)?.delegable ?? []
  const missing =
    (personId === '' && m.needPerson) ||
    (chosen.length === 0 && m.needWhat) ||
    ((from === '' || lastDay === '') && m.needDay) ||
    ((decision.number.trim() === '' || decision.date === '') && m.needDecision) ||
    undefined
  const { number, date, issuer } = decision
  const send = () =>
    give.run({
      unitId,
      id,
      positionId,
      personId,
      permissions: [...chosen],
      from,
      to: addDays(lastDay, 1),
      decision: { number, date, ...(issuer.trim() === '' ? {} : { issuer }) },
    })
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
      {own.length > 1 && (
        <SelectField
          label={m.position}
          value={positionId}
          onChange={(next) => {
            setPositionId(next)
            setChosen([])
          }}
          options={own.map((one) => ({ value: one.positionId, label: one.title }))}
        />
      )}
      <SelectField
        label={m.person}
        value={personId}
        onChange={setPersonId}
        options={people.map((person) => ({ value: person.id, label: `${person.name}, ${person.title}` }))}
        error={give.problem?.of('personId')}
      />
      <fieldset className="field">
        <legend>{m.choose}</legend>
        {delegable.map(({ code, title }) => (
          <CheckField
            key={code}
            label={title}
            checked={chosen.includes(code)}
            onChange={(yes) => setChosen(yes ? [...chosen, code] : chosen.filter((one) => one !== code))}
          />
        ))}
      </fieldset>
      <DayField label={m.from} value={from} onChange={setFrom} error={give.problem?.of('from')} />
      <DayField label={m.lastDay} value={lastDay} onChange={setLastDay} error={give.problem?.of('to')} />
      <DecisionFields needed value={decision} onChange={setDecision} problem={give.problem} />
    </Form>
  )
}
