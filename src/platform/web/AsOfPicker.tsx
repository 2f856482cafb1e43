import { useState } from 'react'
import { formatDate } from '#shared/format.ts'
import type { AsOf, BasisChoice } from './asOf.ts'
import { Button } from './Button.tsx'
import { ChoiceField } from './ChoiceField.tsx'
import { DayField } from './DayField.tsx'
import { Dialog } from './Dialog.tsx'
import { useMessages } from './lang.tsx'
import * as messages from './messages.ts'

interface AsOfPickerProps {
  value: AsOf
  onChange: (value: AsOf) => void
}

/** Which day the figures hold for, and whether over the units of that day or of today. */
export function AsOfPicker({ value, onChange }: AsOfPickerProps) {
  const m = useMessages(messages)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button icon="calendar" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {formatDate(value.asOf)} · {value.basis === 'then' ? m.asThen : m.asNow}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={m.asOf}>
        <AsOfForm
          value={value}
          onChange={(chosen) => {
            onChange(chosen)
            setOpen(false)
          }}
        />
      </Dialog>
    </>
  )
}

function AsOfForm({ value, onChange }: AsOfPickerProps) {
  const m = useMessages(messages)
  const [day, setDay] = useState(value.asOf)
  const [basis, setBasis] = useState<BasisChoice>(value.basis)
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (day) onChange({ asOf: day, basis })
      }}
    >
      <DayField label={m.asOf} value={day} onChange={setDay} />
      <ChoiceField
        label={m.basis}
        value={basis}
        onChange={setBasis}
        options={[
          { value: 'then', label: m.asThenChoice, hint: m.asThenHint },
          { value: 'now', label: m.asNowChoice, hint: m.asNowHint },
        ]}
      />
      <Button type="submit" look="main" wide blocked={day ? undefined : m.dayHint}>
        {m.apply}
      </Button>
    </form>
  )
}
