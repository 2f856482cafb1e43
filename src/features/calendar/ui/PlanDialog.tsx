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
import { TextField } from '#platform/web/TextField.tsx'
import { type BodyKind, kindsAt, type MeetingKind, periodOf } from '../calendar.ts'
import { planMeeting } from '../contract.ts'
import * as messages from '../messages.ts'
import { DayCheck } from './DayCheck.tsx'
import { isHour } from './when.ts'

interface PlanDialogProps {
  unitId: string
  body: BodyKind
  onClose: () => void
}

/** One meeting of a body on a chosen day. */
export function PlanDialog({ unitId, body, onClose }: PlanDialogProps) {
  const m = useMessages(messages)
  const kinds = kindsAt(body)
  const [id] = useState(newId)
  const [kind, setKind] = useState<MeetingKind>(kinds[0] ?? 'regular')
  const [day, setDay] = useState('')
  const [time, setTime] = useState('14:00')
  const [minutes, setMinutes] = useState<number | null>(90)
  const [place, setPlace] = useState('')
  const [theme, setTheme] = useState('')
  const [reason, setReason] = useState('')
  const plan = useCommand(planMeeting, { done: m.done, quietly: true, onDone: onClose })
  const missing = day === '' || !isHour(time) || minutes === null || place.trim() === '' ? m.need : undefined
  const period = day === '' ? '' : periodOf(day)
  return (
    <Dialog open onClose={onClose} title={m.planTitle}>
      <Form
        problem={plan.problem}
        onSubmit={() =>
          minutes !== null && plan.run({ unitId, id, kind, period, day, time, minutes, place, theme, reason })
        }
        actions={
          <>
            <Button onClick={onClose}>{m.cancel}</Button>
            <Button type="submit" look="main" busy={plan.busy} blocked={missing}>
              {m.plan}
            </Button>
          </>
        }
      >
        {kinds.length > 1 && (
          <SelectField
            label={m.kind}
            value={kind}
            onChange={setKind}
            options={kinds.map((value) => ({ value, label: m.kinds[value] }))}
          />
        )}
        <DayField label={m.day} value={day} onChange={setDay} error={plan.problem?.of('day')} />
        <TextField
          label={m.time}
          hint={m.timeHint}
          value={time}
          onChange={setTime}
          maxLength={5}
          error={plan.problem?.of('time')}
        />
        {day !== '' && <DayCheck wish={{ unitId, kind, period, day, time, minutes: minutes ?? 90 }} />}
        <NumberField label={m.minutesField} value={minutes} onChange={setMinutes} error={plan.problem?.of('minutes')} />
        <TextField
          label={m.place}
          value={place}
          onChange={setPlace}
          maxLength={200}
          error={plan.problem?.of('place')}
        />
        <TextField
          label={m.theme}
          hint={m.themeHint}
          optional
          value={theme}
          onChange={setTheme}
          maxLength={300}
          error={plan.problem?.of('theme')}
        />
        <TextField
          label={m.reason}
          hint={m.reasonHint}
          optional
          value={reason}
          onChange={setReason}
          maxLength={300}
          error={plan.problem?.of('reason')}
        />
      </Form>
    </Dialog>
  )
}
