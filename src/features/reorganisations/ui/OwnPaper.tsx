import { DayField } from '#platform/web/DayField.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Grid, Stack } from '#platform/web/Layout.tsx'
import { TextField } from '#platform/web/TextField.tsx'
import * as messages from '../screenMessages.ts'
import type { Deed } from './deed.ts'

type Own = Pick<Deed, 'on' | 'number' | 'date' | 'body'>

/** A day and a decision other than the plan's; folded away, as most changes have none. */
export function OwnPaper({ deed, change }: { deed: Own; change: (part: Partial<Own>) => void }) {
  const m = useMessages(messages)
  return (
    <details>
      <summary>{m.ownPaper}</summary>
      <Stack gap={12}>
        <p className="small muted">{m.ownPaperText}</p>
        <Grid min={18}>
          <DayField label={m.ownDay} optional value={deed.on} onChange={(on) => change({ on })} />
          <TextField label={m.decisionNumber} optional value={deed.number} onChange={(number) => change({ number })} />
          <DayField label={m.decisionDate} optional value={deed.date} onChange={(date) => change({ date })} />
          <TextField label={m.decisionBody} optional value={deed.body} onChange={(body) => change({ body })} />
        </Grid>
      </Stack>
    </details>
  )
}
