import { useState } from 'react'
import { formatDate } from '#shared/format.ts'
import { useSearchParam } from '#platform/web/address.ts'
import { Button } from '#platform/web/Button.tsx'
import { DayField } from '#platform/web/DayField.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { useToday } from '#platform/web/session.ts'
import * as messages from '../messages.ts'

/** The day on which the organisation is looked at, kept in the address under the same word as in reports. */
export function useDay(): [day: string, change: (day: string | undefined) => void] {
  const today = useToday()
  const [day, change] = useSearchParam('asOf')
  return [day !== undefined && /^\d{4}-\d{2}-\d{2}$/u.test(day) ? day : today, change]
}

export function DayPicker() {
  const m = useMessages(messages)
  const [day, change] = useDay()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button icon="calendar" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {m.asOn(formatDate(day))}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={m.chooseDay}>
        <DayForm
          day={day}
          onChosen={(chosen) => {
            change(chosen)
            setOpen(false)
          }}
        />
      </Dialog>
    </>
  )
}

function DayForm({ day, onChosen }: { day: string; onChosen: (day: string | undefined) => void }) {
  const m = useMessages(messages)
  const [chosen, choose] = useState(day)
  return (
    <Form
      onSubmit={() => chosen && onChosen(chosen)}
      actions={
        <>
          <Button onClick={() => onChosen(undefined)}>{m.today}</Button>
          <Button type="submit" look="main">
            {m.show}
          </Button>
        </>
      }
    >
      <DayField label={m.chooseDay} value={chosen} onChange={choose} />
    </Form>
  )
}
