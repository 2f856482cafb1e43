import { Decision } from '#features/units/ui/Decision.tsx'
import { addDays, formatDate } from '#shared/format.ts'
import { Card } from '#platform/web/Card.tsx'
import { DataTable } from '#platform/web/DataTable.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { listOwnDelegations } from '../contract.ts'
import * as messages from '../messages.ts'
import { DelegatedActions } from './DelegatedActions.tsx'

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
          {
            key: 'what',
            title: m.what,
            cell: ({ permissions }) => <DelegatedActions permissions={permissions} />,
          },
          {
            key: 'giver',
            title: m.giver,
            cell: ({ giver, positionTitle, unitName }) => `${giver}, ${positionTitle}, ${unitName}`,
          },
          {
            key: 'time',
            title: m.time,
            cell: ({ validFrom, validTo }) => m.between(formatDate(validFrom), formatDate(addDays(validTo, -1))),
          },
          {
            key: 'decision',
            title: m.by,
            cell: ({ decision }) => (
              <span className="small muted">
                <Decision of={decision} />
              </span>
            ),
          },
        ]}
      />
    </Card>
  )
}
