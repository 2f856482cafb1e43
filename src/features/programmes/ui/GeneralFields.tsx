import { Card } from '#platform/web/Card.tsx'
import { DayField } from '#platform/web/DayField.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Grid, Stack } from '#platform/web/Layout.tsx'
import { SelectField } from '#platform/web/SelectField.tsx'
import { TextField } from '#platform/web/TextField.tsx'
import * as messages from '../messages.ts'
import type { ProgrammeContent } from '../programme.ts'

const noPlan = { number: '', date: null, issuer: '' }

const yearsAround = (year: number) =>
  Array.from({ length: 41 }, (_, index) => String(year - 20 + index)).map((value) => ({ value, label: value }))

interface GeneralFieldsProps {
  content: ProgrammeContent
  isNew: boolean
  onChange: (changes: Partial<ProgrammeContent>) => void
}

/** Name, plan and term of a programme; its code only while it is new. */
export function GeneralFields({ content, isNew, onChange }: GeneralFieldsProps) {
  const m = useMessages(messages)
  const plan = content.plan ?? noPlan
  const changePlan = (changes: Partial<typeof plan>) => {
    const changed = { ...plan, ...changes }
    const blank = changed.number === '' && changed.issuer === '' && changed.date === null
    onChange({ plan: blank ? null : changed })
  }
  return (
    <Card title={m.general}>
      <Stack gap={20}>
        {isNew && (
          <TextField
            label={m.code}
            hint={m.codeHint}
            maxLength={60}
            value={content.code}
            onChange={(code) => onChange({ code })}
          />
        )}
        <TextField label={m.name} maxLength={300} value={content.name} onChange={(name) => onChange({ name })} />
        <Grid min={16}>
          <TextField
            label={m.planNumber}
            optional
            maxLength={60}
            value={plan.number}
            onChange={(number) => changePlan({ number })}
          />
          <TextField
            label={m.planIssuer}
            optional
            maxLength={200}
            value={plan.issuer}
            onChange={(issuer) => changePlan({ issuer })}
          />
        </Grid>
        <DayField
          label={m.planDate}
          optional
          value={plan.date ?? ''}
          onChange={(day) => changePlan({ date: day || null })}
        />
        <Grid min={10}>
          <SelectField
            label={m.fromYear}
            value={String(content.term.fromYear)}
            options={yearsAround(content.term.fromYear)}
            onChange={(year) => onChange({ term: { ...content.term, fromYear: Number(year) } })}
          />
          <SelectField
            label={m.toYear}
            value={String(content.term.toYear)}
            options={yearsAround(content.term.toYear)}
            onChange={(year) => onChange({ term: { ...content.term, toYear: Number(year) } })}
          />
        </Grid>
      </Stack>
    </Card>
  )
}
