import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { DataTable } from '#platform/web/DataTable.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { formatDate, formatNumber } from '#shared/format.ts'
import type { TargetBoard, TargetView } from '../contract.ts'
import * as messages from '../messages.ts'
import { measures } from '../target.ts'
import { ReplaceDialog } from './ReplaceDialog.tsx'
import { TargetState } from './TargetState.tsx'

/** The unit's own targets; those replaced stay, with the reason. */
export function TargetsCard({ board: { targets } }: { board: TargetBoard }) {
  const m = useMessages(messages)
  const [replacing, setReplacing] = useState<TargetView | null>(null)
  const shown = (value: number, kind: TargetView['denominator']) =>
    m.value(formatNumber(value), measures[kind] === 'percent')
  return (
    <Card flush title={m.ownTargets}>
      <DataTable
        label={m.ownTargets}
        rows={targets}
        keyOf={({ id }) => id}
        empty={
          <EmptyState icon="target" title={m.noTargets}>
            {m.noTargetsText}
          </EmptyState>
        }
        columns={[
          { key: 'kind', title: m.kind, cell: ({ denominator, year }) => m.denominators[denominator](year) },
          { key: 'value', title: m.promised, end: true, cell: ({ value, denominator }) => shown(value, denominator) },
          { key: 'state', title: m.state, cell: (target) => <TargetState target={target} /> },
          {
            key: 'registered',
            title: m.registered,
            cell: ({ registeredOn, registeredBy }) => m.byOn(formatDate(registeredOn), registeredBy),
          },
          {
            key: 'agreed',
            title: m.agreed,
            cell: ({ agreedOn, agreedBy }) => agreedOn && m.byOn(formatDate(agreedOn), agreedBy),
          },
          {
            key: 'replace',
            title: m.action,
            end: true,
            cell: (target) =>
              target.allowedActions.includes('replace') && (
                <Button small onClick={() => setReplacing(target)}>
                  {m.replace}
                </Button>
              ),
          },
        ]}
      />
      {replacing && <ReplaceDialog target={replacing} onClose={() => setReplacing(null)} />}
    </Card>
  )
}
