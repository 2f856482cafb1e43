import { Card } from '#platform/web/Card.tsx'
import { DataTable } from '#platform/web/DataTable.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { StateChip } from '#platform/web/StateChip.tsx'
import { formatNumber } from '#shared/format.ts'
import type { TargetBoard } from '../contract.ts'
import * as messages from '../messages.ts'

/** The unit's promise beside the sum of those directly below it, in cells. */
export function ChecksCard({ board: { checks } }: { board: TargetBoard }) {
  const m = useMessages(messages)
  return (
    <Card flush title={m.checks}>
      <DataTable
        label={m.checks}
        rows={checks}
        keyOf={({ denominator, year }) => `${denominator} ${year}`}
        columns={[
          { key: 'kind', title: m.kind, cell: ({ denominator, year }) => m.denominators[denominator](year) },
          {
            key: 'promised',
            title: m.promised,
            end: true,
            cell: ({ promised }) =>
              promised === null ? <span className="muted">{m.noPromise}</span> : m.cells(formatNumber(promised)),
          },
          { key: 'below', title: m.below, end: true, cell: ({ below }) => m.cells(formatNumber(below ?? 0)) },
          { key: 'gap', title: m.difference, cell: (check) => <Difference check={check} /> },
        ]}
      />
    </Card>
  )
}

function Difference({ check: { gap, silent, awaiting } }: { check: TargetBoard['checks'][number] }) {
  const m = useMessages(messages)
  return (
    <span className="targets-states">
      {gap !== null && gap > 0 && <StateChip tone="warn">{m.gap(formatNumber(gap))}</StateChip>}
      {gap !== null && gap < 0 && <StateChip tone="slate">{m.more(formatNumber(-gap))}</StateChip>}
      {gap === 0 && <StateChip tone="met">{m.meets}</StateChip>}
      {silent.length > 0 && <StateChip tone="neutral">{m.silent(formatNumber(silent.length))}</StateChip>}
      {awaiting.length > 0 && <StateChip tone="neutral">{m.waiting(formatNumber(awaiting.length))}</StateChip>}
    </span>
  )
}
