import { Card } from '#platform/web/Card.tsx'
import { DataTable } from '#platform/web/DataTable.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { formatNumber } from '#shared/format.ts'
import type { Divergence } from '../divergence.ts'
import * as messages from '../reviewMessages.ts'

interface DivergenceTableProps {
  title: string
  what: string
  rows: readonly { key: string; name: string; divergence: Divergence }[]
}

/** By how much cells' own scores are above others', by whatever they are grouped by. */
export function DivergenceTable({ title, what, rows }: DivergenceTableProps) {
  const m = useMessages(messages)
  return (
    <Card title={title} flush>
      <DataTable
        label={title}
        rows={[...rows]}
        keyOf={({ key }) => key}
        columns={[
          { key: 'what', title: what, cell: ({ name }) => name },
          { key: 'meetings', title: m.meetings, cell: ({ divergence }) => divergence.meetings },
          {
            key: 'points',
            title: m.points,
            cell: ({ divergence }) => m.pointsOf(formatNumber(divergence.points)),
          },
          {
            key: 'level',
            title: m.otherLevel,
            cell: ({ divergence }) => `${divergence.otherLevel}/${divergence.meetings}`,
          },
        ]}
      />
    </Card>
  )
}
