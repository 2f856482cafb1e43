import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { Facts } from '#platform/web/Facts.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row } from '#platform/web/Layout.tsx'
import { StateChip } from '#platform/web/StateChip.tsx'
import type { AssignmentSummary } from '../contract.ts'
import * as messages from '../messages.ts'
import { HandOverDialog } from './HandOverDialog.tsx'

/** How many units each officer follows; too many only where the unit has said how many are. */
export function LoadsCard({ unitId, summary }: { unitId: string; summary: AssignmentSummary }) {
  const m = useMessages(messages)
  const [handing, setHanding] = useState(false)
  return (
    <Card title={m.loads}>
      {summary.officers.length === 0 && <p className="muted">{m.noLoads}</p>}
      <Facts
        facts={summary.officers.map(({ person, targets, over }) => ({
          label: person.name,
          value: (
            <Row gap={8}>
              {m.loadsOf(targets)}
              {over && <StateChip tone="late">{m.over}</StateChip>}
            </Row>
          ),
        }))}
      />
      {summary.allowedActions.includes('hand_over') && summary.officers.length > 0 && (
        <Row>
          <Button small onClick={() => setHanding(true)}>
            {m.handOver}
          </Button>
        </Row>
      )}
      {handing && <HandOverDialog unitId={unitId} officers={summary.officers} onClose={() => setHanding(false)} />}
    </Card>
  )
}
