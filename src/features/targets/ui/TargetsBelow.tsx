import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { DataTable } from '#platform/web/DataTable.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { formatNumber } from '#shared/format.ts'
import type { TargetBoard, TargetView } from '../contract.ts'
import * as messages from '../messages.ts'
import { measures } from '../target.ts'
import { AgreeDialog } from './AgreeDialog.tsx'
import { TargetState } from './TargetState.tsx'

type Line = { key: string; unitId: string; unitName: string; target: TargetView | null }

/** What each unit directly below promises; here the unit above agrees. */
export function TargetsBelow({ board: { below } }: { board: TargetBoard }) {
  const m = useMessages(messages)
  const [agreeing, setAgreeing] = useState<Line | null>(null)
  const lines = below.flatMap(({ unitId, name, targets }): Line[] =>
    targets.length === 0
      ? [{ key: unitId, unitId, unitName: name, target: null }]
      : targets.map((target) => ({ key: target.id, unitId, unitName: name, target })),
  )
  return (
    <Card flush title={m.unitsBelow}>
      <DataTable
        label={m.unitsBelow}
        rows={lines}
        keyOf={({ key }) => key}
        toOf={({ unitId }) => `/targets?unit=${unitId}`}
        columns={[
          { key: 'unit', title: m.unit, cell: ({ unitName }) => unitName },
          {
            key: 'kind',
            title: m.kind,
            cell: ({ target }) => target && m.denominators[target.denominator](target.year),
          },
          {
            key: 'value',
            title: m.promised,
            end: true,
            cell: ({ target }) =>
              target && m.value(formatNumber(target.value), measures[target.denominator] === 'percent'),
          },
          {
            key: 'state',
            title: m.state,
            cell: ({ target }) =>
              target ? <TargetState target={target} /> : <span className="muted">{m.noneBelow}</span>,
          },
          {
            key: 'agree',
            title: '',
            end: true,
            cell: (line) => <AgreeButton line={line} onPress={() => setAgreeing(line)} />,
          },
        ]}
      />
      {agreeing?.target && (
        <AgreeDialog target={agreeing.target} unitName={agreeing.unitName} onClose={() => setAgreeing(null)} />
      )}
    </Card>
  )
}

function AgreeButton({ line: { target }, onPress }: { line: Line; onPress: () => void }) {
  const m = useMessages(messages)
  if (!target?.allowedActions.includes('agree')) return null
  return (
    <Button small blocked={target.obstacles[0]?.text} onClick={onPress}>
      {m.agree}
    </Button>
  )
}
