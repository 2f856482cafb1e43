import { formatInstant } from '#shared/format.ts'
import { call } from '#platform/web/api.ts'
import { Card } from '#platform/web/Card.tsx'
import { DataTable } from '#platform/web/DataTable.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { keyOf } from '#platform/web/queries.ts'
import { usePages } from '#platform/web/usePages.ts'
import { columnWord } from '../columnWords.ts'
import { listOwnReadings } from '../contract.ts'
import * as messages from '../messages.ts'

/** Who read about me, as the journal has it. */
export function OwnReadings() {
  const m = useMessages(messages)
  const { rows, problem, refetch, onMore, busy } = usePages(keyOf(listOwnReadings), (from, signal) =>
    call(listOwnReadings, from, { signal }),
  )
  if (problem && !rows) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!rows) return <Loading as="table" />
  return (
    <Card flush>
      <DataTable
        label={m.readers}
        rows={rows}
        onMore={onMore}
        busy={busy}
        keyOf={({ id }) => id}
        columns={[
          { key: 'who', title: m.reader, cell: ({ reader }) => reader ?? m.system },
          { key: 'when', title: m.when, cell: ({ at }) => formatInstant(at) },
          { key: 'what', title: m.opened, cell: ({ what }) => what },
          { key: 'fields', title: m.fields, cell: ({ columns }) => columns.map(columnWord).join(', ') },
        ]}
        empty={
          <EmptyState icon="history" title={m.nobodyRead}>
            {m.nobodyReadText}
          </EmptyState>
        }
      />
    </Card>
  )
}
