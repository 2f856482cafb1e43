import { Card } from '#platform/web/Card.tsx'
import { DataTable } from '#platform/web/DataTable.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { listOwnDelegations } from '../contract.ts'
import * as messages from '../messages.ts'
import { actionsColumn, decisionColumn, timeColumn } from './columns.tsx'

/** What others have handed to me, by which decision and until when; nothing where there is none. */
export function ReceivedDelegations() {
  const m = useMessages(messages)
  const { data, problem, refetch } = useQueryOf(listOwnDelegations, undefined)
  if (problem && !data) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!data || data.items.length === 0) return null
  return (
    <Card title={m.received} flush>
      <DataTable
        label={m.received}
        rows={data.items}
        keyOf={({ id }) => id}
        columns={[
          actionsColumn(m),
          {
            key: 'giver',
            title: m.giver,
            cell: ({ giver, positionTitle, unitName }) => `${giver}, ${positionTitle}, ${unitName}`,
          },
          timeColumn(m),
          decisionColumn(m),
        ]}
      />
    </Card>
  )
}
