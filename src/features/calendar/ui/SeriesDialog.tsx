import { useState } from 'react'
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
import { TextField } from '#platform/web/TextField.tsx'
import type { BodyKind } from '../calendar.ts'
import { setSeries } from '../contract.ts'
import * as messages from '../messages.ts'
import type { SeriesKind } from '../series.ts'
import { isHour } from './when.ts'

const kindsOf: Record<BodyKind, readonly SeriesKind[]> = {
  cell: ['regular', 'thematic'],
  committee: ['committee'],
  group: ['group'],
}
const allMonths = '1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12'

function monthsIn(text: string): number[] {
  const months = text
    .split(/[\s,]+/u)
    .filter((part) => part !== '')
    .map(Number)
  return months.every((month) => Number.isInteger(month) && month >= 1 && month <= 12) ? months : []
}

/** What a body repeats from a day on: once a month, or a theme in chosen months. */
export function SeriesDialog({ unitId, body, onClose }: { unitId: string; body: BodyKind; onClose: () => void }) {
  const m = useMessages(messages)
  const kinds = kindsOf[body]
  const [id] = useState(newId)
  const [kind, setKind] = useState<SeriesKind>(kinds[0] ?? 'regular')
  const [dayOfMonth, setDay] = useState<number | null>(null)
  const [time, setTime] = useState('14:00')
  const [minutes, setMinutes] = useState<number | null>(90)
  const [place, setPlace] = useState('')
  const [months, setMonths] = useState(allMonths)
  const [fixed, setFixed] = useState(false)
  const [from, setFrom] = useState(useToday())
  const save = useCommand(setSeries, { done: m.done, quietly: true, onDone: onClose })
  const complete = dayOfMonth !== null && minutes !== null && isHour(time) && place.trim() !== '' && from !== ''
  const missing = complete && monthsIn(months).length > 0 ? undefined : m.need
  const send = () => {
    if (dayOfMonth === null || minutes === null) return
    save.run({ unitId, id, kind, dayOfMonth, time, minutes, place, months: monthsIn(months), fixed, from })
  }
  const choose = (next: SeriesKind) => {
    setKind(next)
    setMonths(next === 'thematic' ? '2, 5, 8, 11' : allMonths)
  }
  return (
    <Dialog open onClose={onClose} title={m.setSeries}>
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
        {kinds.length > 1 && (
          <ChoiceField
            label={m.kind}
            value={kind}
            onChange={choose}
            options={kinds.map((value) => ({ value, label: m.seriesKinds[value] }))}
            inRow
          />
        )}
        <NumberField label={m.dayOfMonth} value={dayOfMonth} onChange={setDay} error={save.problem?.of('dayOfMonth')} />
        <TextField
          label={m.time}
          hint={m.timeHint}
          value={time}
          onChange={setTime}
          maxLength={5}
          error={save.problem?.of('time')}
        />
        <NumberField label={m.minutesField} value={minutes} onChange={setMinutes} error={save.problem?.of('minutes')} />
        <TextField
          label={m.place}
          value={place}
          onChange={setPlace}
          maxLength={200}
          error={save.problem?.of('place')}
        />
        <TextField
          label={m.months}
          hint={m.monthsHint}
          value={months}
          onChange={setMonths}
          maxLength={60}
          error={save.problem?.of('months')}
        />
        <CheckField label={m.fixed} checked={fixed} onChange={setFixed} />
        <DayField label={m.from} value={from} onChange={setFrom} error={save.problem?.of('from')} />
      </Form>
    </Dialog>
  )
}
