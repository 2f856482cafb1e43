import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { DataTable } from '#platform/web/DataTable.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Link } from '#platform/web/Link.tsx'
import './TargetsPage.css'
import { formatNumber } from '#shared/format.ts'
import type { TargetBoard, TargetView } from '../contract.ts'
import * as messages from '../messages.ts'
import { measures } from '../target.ts'
import { AgreeDialog } from './AgreeDialog.tsx'
import { TargetState } from './TargetState.tsx'

type Line = { key: string; unitId: string; unitName: string; target: TargetView }

/** What each unit directly below promises; here the unit above agrees. */
export function TargetsBelow({ board: { below } }: { board: TargetBoard }) {
  const m = useMessages(messages)
  const [agreeing, setAgreeing] = useState<Line | null>(null)
  const silent = below.filter(({ targets }) => targets.length === 0)
  const lines = below.flatMap(({ unitId, name, targets }) =>
    targets.map((target): Line => ({ key: target.id, unitId, unitName: name, target })),
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
            cell: ({ target }) => m.denominators[target.denominator](target.year),
          },
          {
            key: 'value',
            title: m.promised,
            end: true,
            cell: ({ target: { value, denominator } }) =>
              m.value(formatNumber(value), measures[denominator] === 'percent'),
          },
          {
            key: 'state',
            title: m.state,
            cell: ({ target }) => <TargetState target={target} />,
          },
          {
            key: 'agree',
            title: m.action,
            end: true,
            cell: (line) => <AgreeButton line={line} onPress={() => setAgreeing(line)} />,
          },
        ]}
      />
      {silent.length > 0 && (
        <div className="targets-silent">
          <h3>{m.silent(formatNumber(silent.length))}</h3>
          <ul>
            {silent.map(({ unitId, name }) => (
              <li key={unitId}>
                <Link to={`/targets?unit=${unitId}`}>{name}</Link>
              </li>
            ))}
          </ul>
        </div>
      )}
      {agreeing && (
        <AgreeDialog target={agreeing.target} unitName={agreeing.unitName} onClose={() => setAgreeing(null)} />
      )}
    </Card>
  )
}

function AgreeButton({ line: { target }, onPress }: { line: Line; onPress: () => void }) {
  const m = useMessages(messages)
  if (!target.allowedActions.includes('agree')) return null
  return (
    <Button small blocked={target.obstacles[0]?.text} onClick={onPress}>
      {m.agree}
    </Button>
  )
}
