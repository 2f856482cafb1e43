import { useState } from 'react'
import { Decision } from '#features/units/ui/Decision.tsx'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { Facts } from '#platform/web/Facts.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { listWindows } from '../contract.ts'
import * as messages from '../messages.ts'
import { WindowDialog } from './WindowDialog.tsx'

/** The days on which bodies meet, who set them and where that is written; set anew from here. */
export function WindowsCard({ unitId }: { unitId: string }) {
  const m = useMessages(messages)
  const [setting, setSetting] = useState(false)
  const { data } = useQueryOf(listWindows, { unitId })
  if (!data) return null
  const holding = data.items.filter(({ holds }) => holds)
  return (
    <Card
      title={m.windows}
      aside={
        data.allowedActions.includes('set') && (
          <Button small onClick={() => setSetting(true)}>
            {m.setWindow}
          </Button>
        )
      }
    >
      {holding.length === 0 && <p className="muted">{m.noWindow}</p>}
      <Facts
        facts={holding.map((window) => ({
          label: m.bodies[window.kind],
          value: (
            <>
              <span className="strong">{m.windowDays(`${window.firstDay}`, `${window.lastDay}`)}</span>
              <br />
              <span className="small muted">
                {m.setBy(window.unitName)}
                {window.decision && (
                  <>
                    {' · '}
                    <Decision of={window.decision} />
                  </>
                )}
                {window.sourceNote && ` · ${window.sourceNote}`}
              </span>
            </>
          ),
        }))}
      />
      {setting && <WindowDialog unitId={unitId} onClose={() => setSetting(false)} />}
    </Card>
  )
}
