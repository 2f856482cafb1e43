import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { DayField } from '#platform/web/DayField.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { newId } from '#platform/web/newId.ts'
import { NumberField } from '#platform/web/NumberField.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { SelectField } from '#platform/web/SelectField.tsx'
import { useToday } from '#platform/web/session.ts'
import { TextField } from '#platform/web/TextField.tsx'
import { getTargets, registerTarget, type TargetBoard } from '../contract.ts'
import * as messages from '../messages.ts'
import { type Denominator, denominators, measures } from '../target.ts'

/** A new promise of the unit. */
export function RegisterDialog({ board, onClose }: { board: TargetBoard; onClose: () => void }) {
  const m = useMessages(messages)
  const today = useToday()
  const { programme, unit } = board
  const [id] = useState(newId)
  const [denominator, setDenominator] = useState<Denominator>('YEAR_REGISTERED')
  const [year, setYear] = useState(Math.min(Number(today.slice(0, 4)), programme.toYear))
  const [value, setValue] = useState<number | null>(null)
  const [on, setOn] = useState(today)
  const [number, setNumber] = useState('')
  const [date, setDate] = useState('')
  const register = useCommand(registerTarget, {
    quietly: true,
    done: m.registeredNow,
    refreshes: [getTargets],
    onDone: onClose,
  })
  const { problem } = register
  const yearly = denominator === 'YEAR_REGISTERED'
  const years = Array.from({ length: programme.toYear - programme.fromYear + 1 }, (_, at) => programme.fromYear + at)
  const submit = () =>
    register.run({
      id,
      programmeId: programme.id,
      unitId: unit.unitId,
      denominator,
      year: yearly ? year : null,
      value: value ?? -1,
      on,
      ...(number && date ? { document: { number, date } } : {}),
    })
  return (
    <Dialog open onClose={onClose} title={m.register}>
      <Form
        onSubmit={submit}
        problem={problem}
        actions={
          <Button type="submit" look="main" busy={register.busy}>
            {m.register}
          </Button>
        }
      >
        <p className="small muted">{m.registerHint}</p>
        <SelectField
          label={m.kind}
          value={denominator}
          onChange={setDenominator}
          options={denominators.map((kind) => ({ value: kind, label: m.kinds[kind] }))}
        />
        {yearly && (
          <SelectField
            label={m.year}
            value={String(year)}
            onChange={(chosen) => setYear(Number(chosen))}
            options={years.map((one) => ({ value: String(one), label: String(one) }))}
            error={problem?.of('year')}
          />
        )}
        <NumberField
          label={measures[denominator] === 'percent' ? m.share : m.count}
          value={value}
          onChange={setValue}
          error={problem?.of('value')}
        />
        <DayField label={m.on} value={on} onChange={setOn} max={today} error={problem?.of('on')} />
        <TextField
          label={m.documentNumber}
          optional
          value={number}
          onChange={setNumber}
          error={problem?.of('document/number')}
        />
        <DayField
          label={m.documentDate}
          optional
          value={date}
          onChange={setDate}
          max={today}
          error={problem?.of('document/date')}
        />
      </Form>
    </Dialog>
  )
}
