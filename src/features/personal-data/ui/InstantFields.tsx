import { DayField } from '#platform/web/DayField.tsx'
import { Grid } from '#platform/web/Layout.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { useToday } from '#platform/web/session.ts'
import { TextField } from '#platform/web/TextField.tsx'
import * as messages from '../messages.ts'

interface DayAndTime {
  day: string
  time: string
}

/** `2026-11-20` and `8:30` in Vietnam as an instant; `null` while they are none. */
export function instantOf({ day, time }: DayAndTime): string | null {
  const [, hour = '', minute = ''] = /^([01]?\d|2[0-3])[:hg]([0-5]\d)$/u.exec(time.trim()) ?? []
  return day === '' || hour === '' ? null : `${day}T${hour.padStart(2, '0')}:${minute}:00+07:00`
}

interface InstantFieldsProps {
  labels: { day: string; time: string }
  value: DayAndTime
  onChange: (value: DayAndTime) => void
  error: string | undefined
}

/** A day and an hour: where a law counts hours, the day alone is not enough. */
export function InstantFields({ labels, value, onChange, error }: InstantFieldsProps) {
  const m = useMessages(messages)
  const wrong = value.time !== '' && instantOf({ day: '2026-01-01', time: value.time }) === null
  return (
    <Grid min={12}>
      <DayField
        label={labels.day}
        value={value.day}
        onChange={(day) => onChange({ ...value, day })}
        max={useToday()}
        error={error}
      />
      <TextField
        label={labels.time}
        value={value.time}
        onChange={(time) => onChange({ ...value, time })}
        hint={m.timeWrong}
        error={wrong ? m.timeWrong : undefined}
        maxLength={5}
      />
    </Grid>
  )
}
