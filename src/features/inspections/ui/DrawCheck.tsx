import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import type { InspectionLine, InspectionMonth } from '../contract.ts'
import * as messages from '../messages.ts'

interface DrawCheckProps {
  plan: NonNullable<InspectionMonth['plan']>
  lines: readonly InspectionLine[]
}

/** What somebody needs to draw the lots again by hand. */
export function DrawCheck({ plan, lines }: DrawCheckProps) {
  const m = useMessages(messages)
  return (
    <Card title={m.check}>
      <Stack gap={8}>
        <p>{m.checkText(plan.sealNumber)}</p>
        <p style={{ overflowWrap: 'anywhere' }}>{plan.seed}</p>
        <details>
          <summary>{m.codes}</summary>
          <ul>
            {lines.map(({ unitId, name, lot }) => (
              <li key={unitId} className="small" style={{ overflowWrap: 'anywhere' }}>
                {m.lotOf(name, unitId, lot)}
              </li>
            ))}
          </ul>
        </details>
      </Stack>
    </Card>
  )
}
