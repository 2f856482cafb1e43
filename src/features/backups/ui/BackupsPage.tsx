import { Card } from '#platform/web/Card.tsx'
import { type Column, DataTable } from '#platform/web/DataTable.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { useSignedIn } from '#platform/web/session.ts'
import { StateChip } from '#platform/web/StateChip.tsx'
import { formatInstant, formatNumber } from '#shared/format.ts'
import { getBackups, type RunView } from '../contract.ts'
import * as messages from '../messages.ts'

/** How backups and drills went lately. */
export function BackupsPage() {
  const m = useMessages(messages)
  const columns = useColumns()
  const { demo } = useSignedIn()
  const { data, problem, refetch } = useQueryOf(getBackups, undefined)
  return (
    <Stack gap={20}>
      <PageHeader title={m.title} detail={m.intro} />
      <ProblemNotice problem={problem} onRetry={refetch} />
      {!data && !problem && <Loading as="table" />}
      {data?.warnings.length === 0 && <StateChip tone="met">{m.allWell}</StateChip>}
      {data && demo && data.warnings.map((warning) => <p key={warning}>{m.warnings[warning]}</p>)}
      {data && (
        <Card flush title={m.runs}>
          <DataTable
            label={m.runs}
            rows={data.runs}
            keyOf={({ id }) => id}
            columns={columns}
            empty={
              <EmptyState icon="lock" title={m.none}>
                {m.noneText}
              </EmptyState>
            }
          />
        </Card>
      )}
    </Stack>
  )
}

function useColumns(): [Column<RunView>, ...Column<RunView>[]] {
  const m = useMessages(messages)
  return [
    { key: 'what', title: m.what, cell: ({ kind }) => m.kinds[kind] },
    { key: 'at', title: m.at, cell: ({ at }) => formatInstant(at) },
    {
      key: 'outcome',
      title: m.outcome,
      cell: ({ problem }) =>
        problem === null ? (
          <StateChip tone="met">{m.well}</StateChip>
        ) : (
          <>
            <StateChip tone="warn">{m.failed}</StateChip>
            <p className="small">{problem}</p>
          </>
        ),
    },
    { key: 'size', title: m.size, cell: ({ rows, files }) => m.held(formatNumber(rows), formatNumber(files)) },
    { key: 'took', title: m.took, end: true, cell: ({ seconds }) => m.seconds(formatNumber(seconds)) },
  ]
}
