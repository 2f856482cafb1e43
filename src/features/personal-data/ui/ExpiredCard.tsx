import { formatDate, dayOf } from '#shared/format.ts'
import { Card } from '#platform/web/Card.tsx'
import { DataTable } from '#platform/web/DataTable.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { previewErasure } from '../contract.ts'
import * as messages from '../messages.ts'
import { ProposeForm } from './ProposeForm.tsx'

/** What has outlived its time, kind by kind, and the proposal to let it go. */
export function ExpiredCard() {
  const m = useMessages(messages)
  const { data, problem, refetch } = useQueryOf(previewErasure, {})
  if (problem && !data) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!data) return <Loading as="table" />
  return (
    <Card title={m.preview}>
      <Stack gap={12}>
        <p className="muted">{m.previewText}</p>
        <DataTable
          label={m.preview}
          rows={data.expired}
          keyOf={({ kind }) => kind}
          columns={[
            { key: 'kind', title: m.table, cell: ({ kind }) => m.expiring[kind] },
            {
              key: 'before',
              title: m.before,
              cell: ({ before }) => (before === null ? m.daysNone : formatDate(dayOf(before))),
            },
            { key: 'rows', title: m.willGo, end: true, cell: ({ rows }) => m.rowCount(rows) },
          ]}
        />
        <ProposeForm preview={data} />
      </Stack>
    </Card>
  )
}
