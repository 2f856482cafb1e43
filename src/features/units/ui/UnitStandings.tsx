import { useState } from 'react'
import { addDays, formatDate } from '#shared/format.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import type { UnitView } from '../contract.ts'
import * as messages from '../messages.ts'
import { Decision } from './Decision.tsx'
import { SetStandingDialog } from './SetStandingDialog.tsx'

/** Standings of a commune: they decide which of its cells count among those of new-countryside communes. */
export function UnitStandings({ unit }: { unit: UnitView }) {
  const m = useMessages(messages)
  const [open, setOpen] = useState(false)
  const sets = unit.allowedActions.includes('set_standing')
  if (!sets && unit.standings.length === 0) return null
  return (
    <Card
      title={m.standings}
      aside={
        sets && (
          <Button small icon="plus" onClick={() => setOpen(true)}>
            {m.setStanding}
          </Button>
        )
      }
    >
      {unit.standings.length === 0 && <p className="muted">{m.noStandings}</p>}
      <Stack gap={12}>
        {unit.standings.map((standing) => (
          <div key={standing.id}>
            <p className="strong">{m.standing[standing.kind]}</p>
            <p className="small">
              {standing.validTo === null
                ? m.since(formatDate(standing.validFrom))
                : m.between(formatDate(standing.validFrom), formatDate(addDays(standing.validTo, -1)))}
            </p>
            <p className="small muted">
              <Decision of={standing.decision} />
            </p>
          </div>
        ))}
      </Stack>
      <SetStandingDialog unit={unit} open={open} onClose={() => setOpen(false)} />
    </Card>
  )
}
