import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Grid } from '#platform/web/Layout.tsx'
import { NumberField } from '#platform/web/NumberField.tsx'
import * as messages from '../messages.ts'
import { deadlineSteps, type ProgrammeSettings } from '../programme.ts'

interface DeadlineFieldsProps {
  deadlines: ProgrammeSettings['deadlines']
  onChange: (deadlines: ProgrammeSettings['deadlines']) => void
}

/** Days for each step; empty where no document sets a limit. */
export function DeadlineFields({ deadlines, onChange }: DeadlineFieldsProps) {
  const m = useMessages(messages)
  return (
    <Card title={m.deadlines}>
      <p className="muted">{m.deadlinesHint}</p>
      <Grid min={15}>
        {deadlineSteps.map((step) => (
          <NumberField
            key={step}
            label={m.deadline[step]}
            optional
            value={deadlines[step]}
            onChange={(days) => onChange({ ...deadlines, [step]: days })}
          />
        ))}
      </Grid>
    </Card>
  )
}
