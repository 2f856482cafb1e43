import { Card } from '#platform/web/Card.tsx'
import { DataTable } from '#platform/web/DataTable.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { columnWord } from '../columnWords.ts'
import { listRegister } from '../contract.ts'
import * as messages from '../messages.ts'

/** Everything kept about people, as the page of the documentation has it. */
export function RegisterTab() {
  const m = useMessages(messages)
  const { data, problem, refetch } = useQueryOf(listRegister, undefined)
  if (problem && !data) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!data) return <Loading as="table" />
  return (
    <Card flush>
      <DataTable
        label={m.register}
        rows={data.entries}
        keyOf={({ columns }) => columns[0] ?? ''}
        columns={[
          { key: 'purpose', title: m.purpose, cell: ({ purpose }) => purpose },
          {
            key: 'columns',
            title: m.column,
            cell: ({ columns }) => [...new Set(columns.map(columnWord))].join(', '),
          },
          { key: 'basis', title: m.basis, cell: ({ basis }) => basis },
          { key: 'readers', title: m.whoReads, cell: ({ readers }) => readers },
          { key: 'keeping', title: m.keeping, cell: ({ keeping }) => keeping },
        ]}
      />
    </Card>
  )
}
