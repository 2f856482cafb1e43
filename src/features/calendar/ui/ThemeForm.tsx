import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { NumberField } from '#platform/web/NumberField.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { TextField } from '#platform/web/TextField.tsx'
import { setTheme } from '../contract.ts'
import * as messages from '../messages.ts'
import type { MeetingFormProps } from './CancelForm.tsx'

/** The theme of a meeting: both parts in turn take 120 minutes at least. */
export function ThemeForm({ meeting, onBack, onDone }: MeetingFormProps) {
  const m = useMessages(messages)
  const [theme, setText] = useState(meeting.theme)
  const [minutes, setMinutes] = useState<number | null>(Math.max(meeting.minutes, 120))
  const save = useCommand(setTheme, { done: m.done, quietly: true, onDone })
  const { unitId, id: occurrenceId, version } = meeting
  return (
    <Form
      problem={save.problem}
      onSubmit={() => minutes !== null && save.run({ unitId, occurrenceId, version, theme, minutes })}
      actions={
        <>
          <Button onClick={onBack}>{m.cancel}</Button>
          <Button type="submit" look="main" busy={save.busy} blocked={minutes === null ? m.need : undefined}>
            {m.setTheme}
          </Button>
        </>
      }
    >
      <TextField
        label={m.theme}
        hint={m.themeHint}
        value={theme}
        onChange={setText}
        maxLength={300}
        error={save.problem?.of('theme')}
      />
      <NumberField label={m.minutesField} value={minutes} onChange={setMinutes} error={save.problem?.of('minutes')} />
    </Form>
  )
}
